/*
 * check.h: whether the database is intact, its tables are what the journal gives, and each record
 * keeps the rules of its kind.
 */
#ifndef LI_CORE_CHECK_CHECK_H
#define LI_CORE_CHECK_CHECK_H

#include "core/context/context.h"
#include "data/base/progress.h"

enum check_part {
    CHECK_FILE,    /* the file and its schema; without progress */
    CHECK_JOURNAL, /* a replay of all entries */
    CHECK_MAKE,    /* the cache rebuilt, if asked for */
    CHECK_KEPT,    /* the cache compared with the records; without progress */
    CHECK_RULES,   /* each record judged */
    CHECK_PART_COUNT,
};

/* Callbacks, each with arg. */
struct check_observer {
    void (*begin)(void *arg, enum check_part part);
    void (*say)(void *arg, const char *finding);
    progress_fn progress;    /* for the parts with progress */
    bool (*stop)(void *arg); /* for those without: a store_on_progress */
    void (*end)(void *arg);  /* of a part */
    void *arg;
};

/* The number of findings of each part. Damage may keep later parts from being checked. */
struct check_found {
    int64_t findings[CHECK_PART_COUNT]; /* CHECK_RULES: records */
    int64_t unlisted;                   /* of those records, not listed on Today */
};

/* skipped: bits of the parts to leave out (CHECK_SKIP). Damage that stops the check is a finding,
   not a failure. */
#define CHECK_SKIP(part) (1U << (part))
enum li_err check_database(struct context *context, unsigned skipped,
    const struct check_observer *observer, struct check_found *out, struct li_error *err);

int64_t check_damage(const struct check_found *found);

#endif
