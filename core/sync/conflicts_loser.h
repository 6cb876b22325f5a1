/*
 * conflicts_loser.h: the entry whose edit lost.
 */
#ifndef LI_CORE_SYNC_CONFLICTS_LOSER_H
#define LI_CORE_SYNC_CONFLICTS_LOSER_H

#include "core/context/context.h"
#include "core/sync/conflicts_item.h"

/* If a later change was kept, the last entry before it that set the field; else the entry at which
   the conflict was recorded. */
enum li_err conflicts_loser_find(struct context *context, const struct conflicts_item *item,
    struct entry_name *out, struct li_error *err);

/* The entry that this one was first written as: follows stands_for to the end. */
enum li_err conflicts_loser_origin(
    struct context *context, const struct hash *entry, struct hash *out, struct li_error *err);

#endif
