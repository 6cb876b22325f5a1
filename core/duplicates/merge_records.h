/*
 * merge_records.h: two records merged into one.
 *
 * The left one stays. Each field takes the left's value, the right's, or both; records of any kind
 * that refer to the right one refer to the left one instead; the right one is archived unchanged.
 * It is one entry of the journal, so that one undo brings both back.
 */
#ifndef LI_CORE_DUPLICATES_MERGE_RECORDS_H
#define LI_CORE_DUPLICATES_MERGE_RECORDS_H

#include "core/record/record.h"

enum merge_records_side { MERGE_LEFT, MERGE_RIGHT, MERGE_BOTH };
extern const char *const merge_records_sides[]; /* "left", "right", "both"; NULL-terminated */

struct merge_records {
    struct record *left, *right;
    enum merge_records_side *sides; /* one for each stored field */
};

/* Loads both. At first a field takes the only value, of two the left's, and of two long texts or
   lists of tags both. LI_REFUSED: they are the same record, or one is archived. The caller frees
   *out. */
enum li_err merge_records_new(struct context *context, const struct kind *kind,
    const struct id *left, const struct id *right, struct merge_records **out,
    struct li_error *err);
void merge_records_free(struct merge_records *merge); /* NULL is allowed */

/* The canonical value that the left one gets from that side, for the caller to free. A reference of
   either to the other counts as no value. */
char *merge_records_value(
    const struct merge_records *merge, int field, enum merge_records_side side);

/* Whether the two have different values there. */
bool merge_records_differs(const struct merge_records *merge, int field);

/* Whether both values can be taken: of tags and of long texts. */
bool merge_records_takes_both(const struct merge_records *merge, int field);

/* What refers to the record, archived or not: "5 goals, 2 agreements"; "" when nothing does. The
   caller frees it. */
char *merge_records_references(
    struct context *context, const struct kind *kind, const struct id *id);

/* Merges them. LI_REFUSED: the left one, or a record that would refer to it, would break a rule of
   its kind; nothing is written. */
enum li_err merge_records_save(
    struct context *context, const struct merge_records *merge, struct li_error *err);

#endif
