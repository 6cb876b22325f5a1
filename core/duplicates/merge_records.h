/*
 * merge_records.h: two records that are one and the same, made one.
 *
 * The left one stays. Field by field it takes the left's value, the right's, or both; whatever
 * refers to the right one, of any kind, refers to it from then on; the right one is archived as it
 * was. All of that is one entry of the journal, so that one undo brings both back.
 */
#ifndef LI_CORE_DUPLICATES_MERGE_RECORDS_H
#define LI_CORE_DUPLICATES_MERGE_RECORDS_H

#include "core/record/record.h"

enum merge_records_side { JOINING_LEFT, JOINING_RIGHT, JOINING_BOTH };
extern const char *const merge_records_sides[]; /* "left", "right", "both"; NULL-terminated */

struct merge_records {
    struct record *left, *right;
    enum merge_records_side *sides; /* what is taken, a stored field each */
};

/* Reads both. To begin with, a field takes the value there is, of two the left's, and of two texts
   or lists of tags both. LI_REFUSED when they are one record, or one of them is archived. The
   caller frees *out. */
enum li_err merge_records_new(struct context *context, const struct kind *kind,
    const struct id *left, const struct id *right, struct merge_records **out,
    struct li_error *err);
void merge_records_free(struct merge_records *joining); /* NULL is allowed */

/* The value the left one would have with that side taken: canonical, for the caller to free. A
   reference of either to the other is none: there will be only one of them. */
char *merge_records_value(
    const struct merge_records *joining, int field, enum merge_records_side side);

/* Whether the two have different values there. */
bool merge_records_differs(const struct merge_records *joining, int field);

/* Whether both values can be taken: of tags and of long texts. */
bool merge_records_takes_both(const struct merge_records *joining, int field);

/* What refers to the record, archived or not: "5 goals, 2 agreements"; "" when nothing does. The
   caller frees it. */
char *merge_records_references(
    struct context *context, const struct kind *kind, const struct id *id);

/* Does it. LI_REFUSED when the left one, or a record that is made to refer to it, would break a
   rule of its kind; then nothing was done. */
enum li_err merge_records_save(
    struct context *context, const struct merge_records *joining, struct li_error *err);

#endif
