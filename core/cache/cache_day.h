/*
 * cache_day.h: the day on which every cache row holds, stored in the database, so that no program
 * that opens it on that day needs to look.
 *
 * It is stored where all rows were computed or looked through on one day. A row that is computed
 * later on that day holds on it too. One that is computed on another day may not: then the day is
 * forgotten, in the same transaction.
 */
#ifndef LI_CORE_CACHE_CACHE_DAY_H
#define LI_CORE_CACHE_CACHE_DAY_H

#include "core/context/context.h"

/* Sets context->refreshed if the stored day is the context's. Returns whether it was. */
bool cache_day_load(struct context *context);

/* In a transaction: every row holds on the context's day. */
enum li_err cache_day_save(struct context *context, struct li_error *err);

/* In a transaction that may have computed rows on the context's day. */
enum li_err cache_day_forget_others(struct context *context, struct li_error *err);

#endif
