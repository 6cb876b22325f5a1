/*
 * cache_extension.h: a local table that is derived from the records like the cache, but by rules
 * the cache knows nothing of: the list of records that break one (core/check/broken_list.h). It is
 * created, filled, updated and described together with the cache.
 */
#ifndef LI_CORE_FUNCTION_CACHE_EXTENSION_H
#define LI_CORE_FUNCTION_CACHE_EXTENSION_H

#include "core/context/context.h"
#include "core/function/sql_function.h"
#include "data/base/progress.h"
#include <stdio.h>

/* Given on opening (context->extension); lives as long as the program. Every member is set. */
struct cache_extension {
    /* CREATE of its tables; ";" and CREATE of the triggers that mark what a change may affect. */
    void (*write_tables)(FILE *sql);
    void (*write_triggers)(FILE *sql);

    /* Inside a transaction, the tables being empty: fills them. progress (may be NULL) counts
       records; what it stops ends with LI_INTERRUPTED. */
    enum li_err (*fill)(
        struct context *context, progress_fn progress, void *arg, struct li_error *err);

    /* The last part of cache_update, before each commit. */
    enum li_err (*update)(struct context *context, struct li_error *err);

    const struct sql_function *functions; /* one without a name ends them */
};

#endif
