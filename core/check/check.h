/*
 * check.h: whether the database is whole, its tables what the journal says, and each record what
 * its kind's rules allow.
 */
#ifndef LI_CORE_CHECK_CHECK_H
#define LI_CORE_CHECK_CHECK_H

#include "core/context/context.h"
#include "data/base/progress.h"

enum check_part {
    CHECK_FILE,    /* the file and its schema; nobody can tell how far that is */
    CHECK_JOURNAL, /* every entry worked out again */
    CHECK_MAKE,    /* what records are found by made anew, where that is asked for */
    CHECK_KEPT,    /* what records are found by compared; nobody can tell how far that is */
    CHECK_RULES,   /* each record judged */
    CHECK_PART_COUNT,
};

/* Who follows; each is called with arg. */
struct check_observer {
    void (*begin)(void *arg, enum check_part part);
    void (*say)(void *arg, const char *finding);
    progress_fn progress;    /* of the parts of which it can be told */
    bool (*stop)(void *arg); /* of the others: a store_on_progress */
    void (*end)(void *arg);  /* of a part */
    void *arg;
};

/* How many were found of each. What is damaged keeps what follows from being looked at. */
struct check_found {
    int64_t findings[CHECK_PART_COUNT]; /* CHECK_RULES: records */
    int64_t unlisted;                   /* of those records, not listed on Today */
};

/* skipped: the parts to leave out. Damage that stopped the search is a finding, not a failure. */
#define CHECK_SKIP(part) (1U << (part))
enum li_err check_database(struct context *context, unsigned skipped,
    const struct check_observer *observer, struct check_found *out, struct li_error *err);

int64_t check_damage(const struct check_found *found);

#endif
