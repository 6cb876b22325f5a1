/*
 * cache_check.h: the cache compared with what it is derived from. Each finding is one line given to
 * say, which gets arg.
 */
#ifndef LI_CORE_CACHE_CACHE_CHECK_H
#define LI_CORE_CACHE_CACHE_CHECK_H

#include "core/context/context.h"

/* Compares the database's tables, indexes and triggers with those of a new database. */
enum li_err cache_check_schema(struct context *context, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err);

/* Compares each cache row with the row its record gives now. */
enum li_err cache_check_rows(struct context *context, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err);

#endif
