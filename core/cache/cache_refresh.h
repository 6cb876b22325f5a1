/*
 * cache_refresh.h: the cache brought to today.
 *
 * Some cache rows hold for a while only: a goal on track today may be at risk tomorrow. A list that
 * meets one that no longer holds computes it from the record, which is right but slow. A refresh
 * computes them all once, in slices, while no key waits.
 */
#ifndef LI_CORE_CACHE_CACHE_REFRESH_H
#define LI_CORE_CACHE_CACHE_REFRESH_H

#include "core/context/context.h"

struct cache_refresh;

/* Begins one for the context's day. context must outlive it. */
struct cache_refresh *cache_refresh_new(struct context *context);
void cache_refresh_free(struct cache_refresh *refresh); /* NULL is allowed */

/* Works for a slice of a few milliseconds, or longer where looking through a whole table finds
   nothing: store_on_progress may stop that, and the next slice begins it again. True: there is more
   to do. It gives up silently where another program writes or nothing can be written: what is left
   is computed when a list meets it. */
bool cache_refresh_work(struct cache_refresh *refresh);

#endif
