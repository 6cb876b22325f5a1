/*
 * cache_schema.h: whether the cache is of this program's description. The description is the SQL
 * that creates, fills and updates the cache tables, made from the kinds, with the settings that
 * enter into the values.
 */
#ifndef LI_CORE_CACHE_CACHE_SCHEMA_H
#define LI_CORE_CACHE_CACHE_SCHEMA_H

#include "core/context/context.h"
#include "data/base/progress.h"

/* Rebuilds the cache where it is missing, of another description, or made by other settings.
   progress (may be NULL) counts records; what it stops ends with LI_INTERRUPTED. LI_OLDER: it
   should be rebuilt and the database is open for reading only. */
enum li_err cache_schema_ensure(
    struct context *context, progress_fn progress, void *arg, struct li_error *err);

/* Rebuilds it whatever its description. */
enum li_err cache_schema_rebuild(
    struct context *context, progress_fn progress, void *arg, struct li_error *err);

#endif
