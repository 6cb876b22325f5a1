/*
 * check.h: `liaise check`: whether the database is intact, its tables are what the journal makes of
 * them, and each record keeps the rules of its kind.
 */
#ifndef LI_CORE_CHECK_CHECK_H
#define LI_CORE_CHECK_CHECK_H

#include "core/context/context.h"
#include "data/base/progress.h"

enum check_part {
    CHECK_FILE,    /* the file and its schema; without progress */
    CHECK_JOURNAL, /* replays all entries */
    CHECK_REBUILD, /* rebuilds the cache */
    CHECK_CACHE,   /* compares the cache with the records; without progress */
    CHECK_RULES,   /* judges each record */
    CHECK_PART_COUNT,
};

/* Callbacks, each called with arg. */
struct check_observer {
    void (*begin)(void *arg, enum check_part part);
    void (*say)(void *arg, const char *finding);
    progress_fn progress;    /* for the parts with progress */
    bool (*stop)(void *arg); /* for the parts without: passed to store_on_progress */
    void (*end)(void *arg);  /* after each part */
    void *arg;
};

/* The number of findings of each part. If there is damage, the parts after CHECK_JOURNAL are not
   run. */
struct check_found {
    int64_t findings[CHECK_PART_COUNT]; /* of CHECK_RULES: broken records that are not archived */
    int64_t unlisted;                   /* those of them that are not in local_broken (Today) */
};

/* Runs the parts of a check in order, except those in skipped (a sum of CHECK_SKIP). Damage that
   stops the check is a finding, not a failure. err may be NULL. */
#define CHECK_SKIP(part) (1U << (part))
enum li_err check_database(struct context *context, unsigned skipped,
    const struct check_observer *observer, struct check_found *out, struct li_error *err);

/* The number of findings that mean damage: those of CHECK_FILE and CHECK_JOURNAL. */
int64_t check_damage(const struct check_found *found);

#endif
