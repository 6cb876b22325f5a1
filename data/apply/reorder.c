/*
 * reorder.c: takes out the entries that a late one meets, and applies them again after it.
 *
 * An entry that meets no later one (touched.h) is applied as if it had arrived in time. Otherwise:
 *  1. The later entries that it meets are found, and the still later ones that those meet, from
 *     what each says and what it did.
 *  2. They are taken out, newest first.
 *  3. The late entry is applied, then they are, in order. An entry that does not do exactly what it
 *     says, because it overrules a reference, for example, may meet more entries: those are found,
 *     taken out and applied again in the same way.
 *
 * Invariants while reorder_run applies an item of the queue:
 *  1. The tables are what the items before it, and the entries that are not in the queue, make of
 *     them.
 *  2. No later entry that is in the tables meets an item before it, as far as is known what that
 *     item says and did.
 *  3. The items after it are sorted, and nothing that they did is in the tables.
 */
#include "data/apply/reorder.h"
#include "data/apply/apply.h"
#include "data/apply/apply_buffer.h"
#include "data/apply/hlc_set.h"
#include "data/apply/met_records.h"
#include "data/apply/take_out.h"
#include "data/base/memory.h"
#include "data/entry/entry_counts.h"
#include "data/entry/entry_queue.h"
#include "data/entry/entry_statement.h"
#include "data/entry/touch_index.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct reorder {
    struct store *store;
    struct apply_tables *tables;
    struct touch_index *index;
    struct entry_queue queue;
    struct entry last; /* position of the last entry that counted at the start; hlc 0: none */
    bool listing;      /* the index has caught up; entries are added to it as they are stored */
    struct touched touched;
    struct vector hlcs;
    struct hlc_set met;       /* times whose entries are all in the queue; emptied after each run */
    struct met_records asked; /* the same of records: what meets them is all in the queue */
};

/* The effect of an entry that did nothing or does not count. */
static char reorder_nothing[1];

static enum li_err reorder_load_last(struct reorder *reorder, struct li_error *err)
{
    struct query *query = entry_statement(reorder->store, ENTRY_SQL_LAST_APPLIED, err);
    int step = query ? query_step(query, err) : -1;
    if (step > 0)
        entry_position_from_row(query, &reorder->last);
    if (query)
        query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

struct reorder *reorder_new(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct reorder *reorder = li_calloc(1, sizeof *reorder);
    reorder->store = store;
    reorder->tables = apply_tables_new(store);
    apply_buffer_begin(reorder->tables);
    reorder->index = touch_index_new(store, err);
    enum li_err code = reorder->index ? LI_OK : err->code;
    if (!code)
        code = reorder_load_last(reorder, err);
    if (!code)
        return reorder;
    reorder_free(reorder);
    return NULL;
}

void reorder_free(struct reorder *reorder)
{
    if (!reorder)
        return;
    apply_tables_free(reorder->tables);
    touch_index_free(reorder->index);
    entry_queue_clear(&reorder->queue);
    touched_clear(&reorder->touched);
    vector_clear(&reorder->hlcs);
    hlc_set_clear(&reorder->met);
    met_records_clear(&reorder->asked);
    free(reorder);
}

void reorder_add_fresh(struct reorder *reorder, const struct entry *entry)
{
    assert(reorder && entry);
    entry_queue_add_fresh(&reorder->queue, entry);
}

void reorder_add(struct reorder *reorder, const struct entry *position)
{
    assert(reorder && position);
    entry_queue_add(&reorder->queue, position);
}

/* --- saving ----------------------------------------------------------------------------------- */

/* Sets reorder->touched to the records that the entry touches. */
static void reorder_touch(struct reorder *reorder, const struct entry *entry)
{
    reorder->touched.count = 0;
    if (entry->sort == ENTRY_RECORDS) {
        touched_add(&reorder->touched, entry->changeset, entry->changeset_size);
        if (entry->effect != entry->changeset)
            touched_add(&reorder->touched, entry->effect, entry->effect_size);
    }
    touched_sort(&reorder->touched);
}

static enum li_err reorder_list(
    struct reorder *reorder, const struct entry *entry, struct li_error *err)
{
    if (!reorder->listing)
        return LI_OK;
    reorder_touch(reorder, entry);
    return touch_index_add(reorder->index, entry->hlc, &reorder->touched, err);
}

/* Stores an entry that did nothing. */
static enum li_err reorder_save_idle(struct reorder *reorder, const struct entry *entry,
    enum entry_state state, struct li_error *err)
{
    struct entry row = *entry;
    row.effect = reorder_nothing;
    row.effect_size = 0;
    row.state = state;
    enum li_err code = entry_save(reorder->store, &row, err);
    return code ? code : reorder_list(reorder, &row, err);
}

enum li_err reorder_save_waiting(
    struct reorder *reorder, const struct entry *entry, struct li_error *err)
{
    assert(reorder && entry && err);
    return reorder_save_idle(reorder, entry, ENTRY_WAITING, err);
}

enum li_err reorder_save_act(struct reorder *reorder, const struct entry *entry,
    enum entry_state state, struct li_error *err)
{
    assert(reorder && entry && entry->sort == ENTRY_TEAM && err);
    return reorder_save_idle(reorder, entry, state, err);
}

/* The entry with its state and effect. It borrows from both arguments. */
static struct entry reorder_row(
    const struct entry *entry, const struct apply_result *result, enum entry_state state)
{
    struct entry row = *entry;
    row.state = state;
    row.effect = row.changeset;
    row.effect_size = row.changeset_size;
    if (state == ENTRY_WAITING || !result->as_meant) {
        row.effect = result->effect.size ? result->effect.at : reorder_nothing;
        row.effect_size = result->effect.size;
    }
    return row;
}

/* Whether the stored entry has the state and effect of the row already. */
static bool reorder_is_saved(const struct entry *entry, const struct entry *row)
{
    return entry->state == row->state && entry->effect_size == row->effect_size &&
           (row->effect_size == 0 || memcmp(entry->effect, row->effect, row->effect_size) == 0);
}

static enum li_err reorder_save(struct store *store, const struct entry *entry,
    const struct entry *row, const struct apply_conflicts *conflicts, struct li_error *err)
{
    enum li_err code = reorder_is_saved(entry, row) ? LI_OK : entry_save_effect(store, row, err);
    return code ? code : apply_conflicts_replace(store, conflicts, &row->name.hash, err);
}

static enum li_err reorder_apply(struct apply_tables *tables, const struct entry *entry,
    struct apply_result *result, struct li_error *err)
{
    bool reverts = false;
    enum li_err code = entry_reverts_earlier(apply_tables_store(tables), entry, &reverts, err);
    const struct apply_options options = {.overrules = !reverts, .wants_effect = true};
    return code ? code : apply_entry(tables, entry, options, result, err);
}

/* --- what is met ------------------------------------------------------------------------------ */

/* Adds the entries in the rows of the query that are later than the item. */
static enum li_err reorder_add_later(struct reorder *reorder, const struct entry_queue_item *item,
    struct query *query, struct li_error *err)
{
    int step;
    struct entry position;
    while ((step = query_step(query, err)) > 0)
        if (entry_position_from_row(query, &position) && entry_queue_precedes(item, &position))
            entry_queue_add(&reorder->queue, &position);
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

/* Adds the entries of that time that are later than the item. If a few records are changed often,
   each late change meets the same times, so `met` saves asking again. */
static enum li_err reorder_add_at(struct reorder *reorder, const struct entry_queue_item *item,
    uint64_t hlc, struct li_error *err)
{
    if (hlc < item->hlc || hlc_set_has(&reorder->met, hlc))
        return LI_OK;
    struct query *query = entry_statement(reorder->store, ENTRY_SQL_AT, err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, (int64_t)hlc);
    enum li_err code = reorder_add_later(reorder, item, query, err);
    if (!code && hlc > item->hlc)
        hlc_set_add(&reorder->met, hlc);
    return code;
}

/* Adds the entries later than the item that an entry touching reorder->touched meets. */
static enum li_err reorder_add_met(
    struct reorder *reorder, const struct entry_queue_item *item, struct li_error *err)
{
    reorder->hlcs.count = 0;
    met_records_narrow(&reorder->asked, &reorder->touched, item->hlc);
    enum li_err code =
        touch_index_find(reorder->index, &reorder->touched, item->hlc, &reorder->hlcs, err);
    for (size_t i = 0; i < reorder->hlcs.count && !code; i++)
        code = reorder_add_at(reorder, item, (uint64_t)reorder->hlcs.rows[i], err);
    return code;
}

/* Adds the entries that undo the item: what they do depends on whether it counts. */
static enum li_err reorder_add_reverting(
    struct reorder *reorder, const struct entry_queue_item *item, struct li_error *err)
{
    struct query *query = entry_statement(reorder->store, ENTRY_SQL_REVERTING, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, &item->hash);
    return reorder_add_later(reorder, item, query, err);
}

static bool reorder_is_last(const struct reorder *reorder, const struct entry_queue_item *item)
{
    return !entry_queue_precedes(item, &reorder->last);
}

static enum li_err reorder_touch_stored(
    struct reorder *reorder, const struct hash *hash, struct li_error *err)
{
    struct entry entry;
    enum li_err code = entry_find(reorder->store, hash, &entry, err);
    if (code)
        return code;
    reorder_touch(reorder, &entry);
    entry_free(&entry);
    return LI_OK;
}

static enum li_err reorder_touch_item(
    struct reorder *reorder, const struct entry_queue_item *item, struct li_error *err)
{
    if (!item->fresh)
        return reorder_touch_stored(reorder, &item->hash, err);
    struct entry said = *item->fresh;
    said.effect = said.changeset;
    reorder_touch(reorder, &said);
    return LI_OK;
}

/* Adds the entries that the items from index `first` on meet, those that these meet, and so on. */
static enum li_err reorder_close(struct reorder *reorder, size_t first, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = first; i < reorder->queue.count && !code; i++) {
        const struct entry_queue_item item = reorder->queue.items[i];
        if (reorder_is_last(reorder, &item))
            continue;
        code = reorder_touch_item(reorder, &item, err);
        if (!code)
            code = reorder_add_met(reorder, &item, err);
        if (!code)
            code = reorder_add_reverting(reorder, &item, err);
    }
    return code;
}

/* Takes out the items from index `first` on, newest first. They are sorted. */
static enum li_err reorder_take_out(struct reorder *reorder, size_t first, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = reorder->queue.count; i > first && !code; i--) {
        struct entry entry;
        struct entry_queue_item *item = &reorder->queue.items[i - 1];
        if (!item->applied)
            continue;
        code = entry_find(reorder->store, &item->hash, &entry, err);
        if (code)
            return code;
        code = take_out_entry(reorder->tables, &entry, err);
        item->applied = false;
        entry_free(&entry);
    }
    return code;
}

/* --- applying --------------------------------------------------------------------------------- */

static enum li_err reorder_apply_fresh(
    struct reorder *reorder, const struct entry *entry, bool *as_meant, struct li_error *err)
{
    struct apply_result result = {0};
    enum li_err code = reorder_apply(reorder->tables, entry, &result, err);
    struct entry row = reorder_row(entry, &result, ENTRY_APPLIED);
    if (!code)
        code = entry_save(reorder->store, &row, err);
    if (!code)
        code = apply_conflicts_save(reorder->store, &result.conflicts, &entry->name.hash, err);
    if (!code)
        code = reorder_list(reorder, &row, err);
    *as_meant = result.as_meant;
    apply_result_free(&result);
    return code;
}

static enum li_err reorder_apply_stored(
    struct reorder *reorder, const struct entry *entry, bool *as_meant, struct li_error *err)
{
    struct apply_result result = {0};
    bool counts = false;
    enum li_err code = entry_counts(reorder->store, entry, &counts, err);
    if (!code && counts)
        code = reorder_apply(reorder->tables, entry, &result, err);
    struct entry row = reorder_row(entry, &result, counts ? ENTRY_APPLIED : ENTRY_WAITING);
    if (!code)
        code = reorder_save(reorder->store, entry, &row, &result.conflicts, err);
    if (!code && row.effect_size > 0 && row.effect != row.changeset)
        code = reorder_list(reorder, &row, err);
    *as_meant = !counts || result.as_meant;
    apply_result_free(&result);
    return code;
}

static enum li_err reorder_apply_item(struct reorder *reorder, const struct entry_queue_item *item,
    bool *as_meant, struct li_error *err)
{
    struct entry entry;
    if (item->fresh)
        return reorder_apply_fresh(reorder, item->fresh, as_meant, err);
    enum li_err code = entry_find(reorder->store, &item->hash, &entry, err);
    if (code)
        return code;
    code = reorder_apply_stored(reorder, &entry, as_meant, err);
    entry_free(&entry);
    return code;
}

/* The item at that index did not do exactly what it says, so it may meet more entries: adds them
   and takes them out. */
static enum li_err reorder_meet_more(struct reorder *reorder, size_t at, struct li_error *err)
{
    size_t before = reorder->queue.count;
    const struct entry_queue_item item = reorder->queue.items[at];
    if (reorder_is_last(reorder, &item))
        return LI_OK;
    enum li_err code = reorder_touch_stored(reorder, &item.hash, err);
    if (!code)
        code = reorder_add_met(reorder, &item, err);
    if (!code)
        code = reorder_close(reorder, before, err);
    if (code || reorder->queue.count == before)
        return code;
    entry_queue_sort(&reorder->queue, before);
    code = reorder_take_out(reorder, before, err);
    entry_queue_sort(&reorder->queue, at + 1);
    return code;
}

static enum li_err reorder_apply_all(struct reorder *reorder, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < reorder->queue.count && !code; i++) {
        bool as_meant = true;
        const struct entry_queue_item item = reorder->queue.items[i];
        code = reorder_apply_item(reorder, &item, &as_meant, err);
        if (!code && !as_meant)
            code = reorder_meet_more(reorder, i, err);
    }
    return code;
}

/* Whether all items are new here and later than every entry that counts. Then they meet nothing,
   and are indexed only when a late entry arrives. */
static bool reorder_appends(const struct reorder *reorder)
{
    bool appends = true;
    for (size_t i = 0; i < reorder->queue.count && appends; i++)
        appends =
            reorder->queue.items[i].fresh && reorder_is_last(reorder, &reorder->queue.items[i]);
    return appends;
}

static enum li_err reorder_begin_listing(struct reorder *reorder, struct li_error *err)
{
    enum li_err code = touch_index_catch_up(reorder->index, err);
    if (!code)
        code = touch_index_cover(reorder->index, reorder->queue.items[0].hlc, err);
    reorder->listing = !code;
    return code;
}

static enum li_err reorder_run_queue(struct reorder *reorder, struct li_error *err)
{
    struct entry_queue *queue = &reorder->queue;
    entry_queue_sort(queue, 0);
    if (reorder_appends(reorder))
        return reorder_apply_all(reorder, err);
    enum li_err code = reorder_begin_listing(reorder, err);
    if (!code)
        code = reorder_close(reorder, 0, err);
    if (code)
        return code;
    entry_queue_sort(queue, 0);
    code = reorder_take_out(reorder, 0, err);
    return code ? code : reorder_apply_all(reorder, err);
}

enum li_err reorder_run(struct reorder *reorder, struct li_error *err)
{
    assert(reorder && err);
    enum li_err code = reorder->queue.count ? reorder_run_queue(reorder, err) : LI_OK;
    if (!code)
        code = apply_buffer_end(reorder->tables, err);
    entry_queue_clear(&reorder->queue);
    hlc_set_clear(&reorder->met);
    met_records_clear(&reorder->asked);
    return code || !reorder->listing ? code : touch_index_save(reorder->index, err);
}

enum li_err reorder_prune(struct reorder *reorder, uint64_t hlc, struct li_error *err)
{
    assert(reorder && err);
    return touch_index_prune(reorder->index, hlc, err);
}

/* --- all from a position on ------------------------------------------------------------------- */

static enum li_err reorder_apply_again(
    struct apply_tables *tables, const struct entry *entry, struct li_error *err)
{
    struct apply_result result = {0};
    if (entry->state == ENTRY_WAITING)
        return LI_OK;
    enum li_err code = reorder_apply(tables, entry, &result, err);
    struct entry row = reorder_row(entry, &result, ENTRY_APPLIED);
    if (!code)
        code = reorder_save(apply_tables_store(tables), entry, &row, &result.conflicts, err);
    apply_result_free(&result);
    return code;
}

enum li_err reorder_from(
    struct apply_tables *tables, const struct entry *position, struct li_error *err)
{
    assert(tables && position && err);
    struct entry entry;
    struct store *store = apply_tables_store(tables);
    enum li_err code = entry_find(store, &position->name.hash, &entry, err);
    if (code == LI_NONE)
        code = entry_after(store, position, &entry, err);
    while (!code) {
        struct entry at = {.hlc = entry.hlc, .name = entry.name};
        code = reorder_apply_again(tables, &entry, err);
        entry_free(&entry);
        if (!code)
            code = entry_after(store, &at, &entry, err);
    }
    return code == LI_NONE ? LI_OK : code;
}
