/*
 * cache_refresh.h: what is kept of records (kept.h) brought to the day it is.
 *
 * Some of it holds for a while only: a goal on track today may be at risk tomorrow. Lists work out
 * what holds no longer whenever they meet it, which is right but slow; freshening works it out
 * once, in slices, while nobody waits.
 */
#ifndef LI_CORE_CACHE_CACHE_REFRESH_H
#define LI_CORE_CACHE_CACHE_REFRESH_H

#include "core/context/context.h"

struct cache_refresh;

/* Begins for the day it is. The caller frees it; NULL is allowed there. */
struct cache_refresh *cache_refresh_new(struct context *context);
void cache_refresh_free(struct cache_refresh *freshening);

/* One slice, of a few milliseconds, or longer where looking through a whole table finds nothing:
   what stops a statement (store_on_progress) stops that, and the next slice begins it again. true:
   there is more. It gives up without a word where another program writes or nothing can be written:
   what is left is worked out when it is met. */
bool cache_refresh_work(struct cache_refresh *freshening);

#endif
