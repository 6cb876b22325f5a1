/*
 * cache_update.h: the cache brought up to the records, before every commit.
 */
#ifndef LI_CORE_CACHE_CACHE_UPDATE_H
#define LI_CORE_CACHE_CACHE_UPDATE_H

#include "core/context/context.h"

/* A store_commit_hook whose arg is the struct context. Inside a transaction. */
enum li_err cache_update(void *context, struct li_error *err);

/* The same during a write, for code that must find records that it has just added; outside a write
   it does nothing. */
enum li_err cache_update_early(struct context *context, struct li_error *err);

/* Its statements, made when first needed, which context->update owns. NULL is allowed. */
void cache_update_free(struct cache_update *update);

#endif
