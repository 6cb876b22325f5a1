/*
 * taken.h: whether another record has the same code (all fields marked FIELD_UNIQUE).
 *
 * Only what is entered on this machine is refused. Others may have given the same code in good
 * faith; what they share is accepted.
 */
#ifndef LI_CORE_RECORD_TAKEN_H
#define LI_CORE_RECORD_TAKEN_H

#include "core/record/record.h"

/* LI_REFUSED, naming the other record that has the code, when saving this one would make two.
   Archived records hold no code, and records that share one already may. */
enum li_err taken_judge(struct store *store, const struct record *record, struct li_error *err);

/* The same for records added with their ids, those with a row id above before: LI_REFUSED when one
   of them has the code of an older record. They may share codes among themselves. */
enum li_err taken_judge_added(
    struct context *context, const struct kind *kind, int64_t before, struct li_error *err);

/* The field a refusal is about, the code; -1: the kind has none. */
int taken_field(const struct kind *kind);

/* The text as it is, in capitals, in small letters and with a capital. With COLLATE NOCASE, which
   knows A to Z alone, those are the ways people write the same code. Returns how many, one for
   plain ASCII; the caller frees each. */
enum { SPELLINGS_MOST = 4 };
int taken_spellings(const char *text, char *out[SPELLINGS_MOST]);

#endif
