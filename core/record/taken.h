/*
 * taken.h: whether what identifies a record, its fields marked FIELD_UNIQUE, is another's already.
 *
 * Only what is entered on this machine is refused: others may have given the same code in good
 * faith, and what they share is taken as it is.
 */
#ifndef LI_CORE_RECORD_TAKEN_H
#define LI_CORE_RECORD_TAKEN_H

#include "core/record/record.h"

/* LI_REFUSED, naming the other record that has it, when saving this one would make two. Archived
   records have nothing that another could not take, and what was double before stays as it is. */
enum li_err taken_judge(struct store *store, const struct record *record, struct li_error *err);

/* The same of records added with their ids, those of a row id above before: LI_REFUSED when one of
   them has what a record that was there before has. What is double among themselves stays so. */
enum li_err taken_judge_added(
    struct context *context, const struct kind *kind, int64_t before, struct li_error *err);

/* The field a refusal is about; -1: nothing identifies records of the kind. */
int taken_field(const struct kind *kind);

/* The text as it is, in capitals, in small letters and with a capital: with COLLATE NOCASE, which
   knows A to Z alone, all that people write for the same code. Returns how many; the caller frees
   each. Plain ASCII has one. */
enum { SPELLINGS_MOST = 4 };
int taken_spellings(const char *text, char *out[SPELLINGS_MOST]);

#endif
