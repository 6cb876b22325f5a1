/*
 * bulk.h: one change made to many records at once: all of it or nothing, one entry (or group of
 * entries) of the journal, one undo.
 *
 * All records are judged by the rules of their kind before the first is written. Memory holds one
 * record at a time.
 */
#ifndef LI_CORE_RECORD_BULK_H
#define LI_CORE_RECORD_BULK_H

#include "core/record/record.h"
#include "data/base/progress.h"

/* Which records: row ids of one kind's table, any order. Those that no longer exist are skipped. */
struct bulk {
    const struct kind *kind;
    const int64_t *rows;
    size_t count;
    progress_fn progress; /* count: records written so far. may be NULL */
    void *progress_arg;
};

struct bulk_done {
    size_t changed; /* records written */
    size_t same;    /* unchanged, since they are so already */
};

/* What is done to each record. arg is the caller's, as given to bulk_run. */
struct bulk_change {
    const struct kind *kind; /* of the records that are written */
    /* What is to be written for a record of the bulk: the record itself, changed, or a new one,
       which bulk_run frees. NULL: nothing, it is so already, or, where it set *err, it failed. */
    struct record *(*change)(
        struct context *context, void *arg, struct record *record, struct li_error *err);
    /* What the entry is called; records reads "12 affiliates". The caller frees it. */
    char *(*label)(struct context *context, const void *arg, const char *records);
};

/* Makes the change. LI_REFUSED names the first records that would break a rule, the rule, and their
   number; LI_INTERRUPTED: progress stopped it. In both cases nothing is written. If nothing
   changes, there is no entry. */
enum li_err bulk_run(struct context *context, const struct bulk *bulk,
    const struct bulk_change *change, void *arg, struct bulk_done *done, struct li_error *err);

/* Three changes of that kind, two of them here and one in core/people/bulk_assign.h. */

/* Gives a stored field a value: canonical text, NULL clears. */
enum li_err bulk_set(struct context *context, const struct bulk *bulk, int field,
    const char *canonical, struct bulk_done *done, struct li_error *err);

/* Archives them, or brings them back. */
enum li_err bulk_archive(struct context *context, const struct bulk *bulk, bool restore,
    struct bulk_done *done, struct li_error *err);

/* *out: whether there are some, and all of them are archived. */
enum li_err bulk_archived(
    struct context *context, const struct bulk *bulk, bool *out, struct li_error *err);

/* The row id of a record; 0: it is not there. */
int64_t bulk_row(struct context *context, const struct kind *kind, const struct id *id);

/* The highest row id there is; 0: there is none. */
int64_t bulk_highest(struct context *context, const struct kind *kind);

/* "1 affiliate", "1 204 affiliates". The caller frees it. */
char *bulk_count_text(const struct kind *kind, size_t count);

#endif
