/*
 * cache_rebuild.h: the whole cache, and the table of the context's extension, made from the
 * records.
 */
#ifndef LI_CORE_CACHE_CACHE_REBUILD_H
#define LI_CORE_CACHE_CACHE_REBUILD_H

#include "core/context/context.h"
#include "data/base/progress.h"

/* Drops what there is, of whatever description, and makes it again in one transaction: when it is
   stopped or the program dies, everything is as before. mark names the description it then is of
   (cache_schema.c). progress (may be NULL) counts records; what it stops ends with LI_INTERRUPTED.
   Not inside a transaction. */
enum li_err cache_rebuild(struct context *context, const char *mark, progress_fn progress,
    void *arg, struct li_error *err);

#endif
