/*
 * conflicts.h: edits that lost when the entries of several laptops were merged, and that no one has
 * decided on yet.
 *
 * Lost edits are recorded as entries are applied (data/apply/apply_conflict.h). One is an open
 * conflict while the current value differs from it, there is no decision on it
 * (core/kind/decision.h), and it is not something an undo left alone. An edit that only waits for
 * an entry still to arrive (journal_waits_for) is not a conflict yet. Once a record is gone, an
 * edit of it is open only if it was lost because of the removal.
 */
#ifndef LI_CORE_SYNC_CONFLICTS_H
#define LI_CORE_SYNC_CONFLICTS_H

#include "core/context/context.h"
#include "core/sync/conflicts_item.h"

/* {0} is empty. The one noted here last comes first, as on Today, so that what a sync brought is on
   top. */
struct conflicts {
    struct conflicts_item *items;
    size_t count, room;
};

/* Loads the open conflicts of one record, or all if id is NULL. The caller frees *out by
   conflicts_clear, whatever is returned. */
enum li_err conflicts_load(
    struct context *context, const struct id *id, struct conflicts *out, struct li_error *err);
void conflicts_clear(struct conflicts *conflicts);

/* Loads the open conflict in one row of journal_conflict. LI_NONE, without a message: it is not
   open. The caller frees *out by conflicts_item_clear. */
enum li_err conflicts_load_row(
    struct context *context, int64_t row, struct conflicts_item *out, struct li_error *err);

/* Judges again whether it is open, and reloads the current value. */
enum li_err conflicts_judge(
    struct context *context, struct conflicts_item *item, bool *open, struct li_error *err);

/* Fills in loser, origin, title, by and at, unless they are set. Searches the journal for the
   entry that lost, which takes a moment in a long one. */
enum li_err conflicts_describe(
    struct context *context, struct conflicts_item *item, struct li_error *err);

/* Fills in only the loser and its origin. */
enum li_err conflicts_find_loser(
    struct context *context, struct conflicts_item *item, struct li_error *err);

#endif
