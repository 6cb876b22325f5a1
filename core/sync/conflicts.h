/*
 * conflicts.h: edits that lost when the entries of several laptops were merged, and that nobody has
 * decided on yet.
 *
 * What lost is noted as entries are put in (data/apply/apply_conflict.h). It is an open conflict
 * while what is there now is not what lost, no decision stands for it (core/kind/decision.h), and
 * it is not what an undo left alone. What only waits for an entry still under way is none yet
 * (journal_waits_for), nor is an edit of a record that was removed knowingly.
 */
#ifndef LI_CORE_SYNC_CONFLICTS_H
#define LI_CORE_SYNC_CONFLICTS_H

#include "core/context/context.h"
#include "core/sync/conflicts_item.h"

/* {0} is empty. In the order in which they lost, the same on every laptop. */
struct conflicts {
    struct conflicts_item *items;
    size_t count, room;
};

/* The open ones: of a record, or id NULL all. *out is the caller's to conflicts_clear, whatever is
   returned. */
enum li_err conflicts_load(
    struct context *context, const struct id *id, struct conflicts *out, struct li_error *err);
void conflicts_clear(struct conflicts *conflicts);

/* The open one that a row of journal_conflict is. LI_NONE, without a message: it is not open. *out
   is the caller's to conflicts_item_clear. */
enum li_err conflicts_load_row(
    struct context *context, int64_t row, struct conflicts_item *out, struct li_error *err);

/* Asks again whether it is open, and what is there now. */
enum li_err conflicts_judge(
    struct context *context, struct conflicts_item *item, bool *open, struct li_error *err);

/* Fills in loser, title, by and at, unless they are known. The journal is searched for the entry
   that lost, which takes a moment in a long one. */
enum li_err conflicts_describe(
    struct context *context, struct conflicts_item *item, struct li_error *err);

/* The loser alone. */
enum li_err conflicts_find_loser(
    struct context *context, struct conflicts_item *item, struct li_error *err);

#endif
