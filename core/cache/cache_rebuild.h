/*
 * cache_rebuild.h: what is kept of each record (kept.h), and the list of those that break a rule
 * (broken.h), made anew from the records.
 */
#ifndef LI_CORE_CACHE_CACHE_REBUILD_H
#define LI_CORE_CACHE_CACHE_REBUILD_H

#include "core/context/context.h"
#include "data/base/progress.h"

/* Drops what stands there, of whatever description, and makes it anew in one transaction: whoever
   is stopped or dies on the way leaves it as it was. mark says of which description it is then.
   progress (may be NULL) counts records; what it stops ends with LI_INTERRUPTED. */
enum li_err cache_rebuild(struct context *context, const char *mark, progress_fn progress,
    void *arg, struct li_error *err);

#endif
