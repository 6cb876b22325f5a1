/*
 * cache_update.h: what is kept of each record brought up to the records, before every commit.
 */
#ifndef LI_CORE_CACHE_CACHE_UPDATE_H
#define LI_CORE_CACHE_CACHE_UPDATE_H

#include "core/context/context.h"

/* A store_commit_hook whose arg is a struct li: brings what is kept up to the records. */
enum li_err cache_update(void *context, struct li_error *err);

/* The same in the midst of a write, for who looks for records that it has added; nothing outside
   one. */
enum li_err cache_update_early(struct context *context, struct li_error *err);

/* Its statements, written when first needed, which context->update holds. NULL is allowed. */
void cache_update_free(struct cache_update *update);

#endif
