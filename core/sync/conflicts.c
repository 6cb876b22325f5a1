/*
 * conflicts.c: finds which of the recorded conflicts are open.
 */
#include "core/sync/conflicts.h"
#include "core/history/authors.h"
#include "core/history/history.h"
#include "core/kind/decision.h"
#include "core/record/record_load.h"
#include "core/sync/conflicts_loser.h"
#include "core/sync/gone_record.h"
#include "data/base/memory.h"
#include "data/entry/entry_counts.h"
#include "data/merge/journal_waits.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const conflicts_whys[] = {
    [CONFLICTS_CHANGED] = "changed",
    [CONFLICTS_EXISTS] = "exists",
    [CONFLICTS_MISSING] = "missing",
    [CONFLICTS_RULE] = "rule",
    [CONFLICTS_REFERENCE] = "reference",
};

void conflicts_clear(struct conflicts *conflicts)
{
    assert(conflicts);
    for (size_t i = 0; i < conflicts->count; i++)
        conflicts_item_clear(&conflicts->items[i]);
    free(conflicts->items);
    *conflicts = (struct conflicts){0};
}

/* --- what is there now ------------------------------------------------------------------------ */

/* Sets current and gone. */
static enum li_err conflicts_load_current(
    struct context *context, struct conflicts_item *item, struct li_error *err)
{
    const char *field = conflicts_item_field(item);
    char *sql = li_format(
        "SELECT \"%s\" FROM \"%s\" WHERE id = ?1", field ? field : "id", item->kind->name);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &item->id);
    int step = query_step(query, err);
    free(item->current);
    item->gone = step == 0;
    item->current = step > 0 && field ? li_strdup(query_text(query, 0)) : NULL;
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static bool conflicts_is_as_lost(const struct conflicts_item *item)
{
    return item->lost && item->current ? strcmp(item->lost, item->current) == 0
                                       : !item->lost && !item->current;
}

/* --- what waits ------------------------------------------------------------------------------- */

/* Whether the record that a lost reference names is missing, but may still arrive. */
static enum li_err conflicts_reference_waits(
    struct context *context, const struct conflicts_item *item, bool *waits, struct li_error *err)
{
    struct id id;
    const struct field *field = conflicts_item_described(item);
    const struct kind *kind = field && field->type == FIELD_REF ? kind_find(field->ref) : NULL;
    if (!kind || !item->lost || !id_parse(item->lost, &id))
        return LI_OK;
    int exists = gone_record_exists(context, kind, &id, err);
    if (exists != 0)
        return exists < 0 ? err->code : LI_OK;
    return journal_waits_for(context->store, kind->name, &id, waits, err);
}

/* An addition that was left out is open unless what it refers to may still arrive. A removal that
   was left out is no longer a conflict once the record is gone. */
static enum li_err conflicts_judge_addition(
    struct context *context, const struct conflicts_item *item, bool *open, struct li_error *err)
{
    struct record *record;
    bool waits = false;
    enum li_err code =
        gone_record_added(context, &item->entry, item->kind, &item->id, &record, err);
    *open = false;
    if (code)
        return code == LI_NONE ? LI_OK : code;
    code = gone_record_waits(context, record, &waits, err);
    *open = !code && !waits;
    record_free(record);
    return code;
}

static enum li_err conflicts_judge_field(
    struct context *context, const struct conflicts_item *item, bool *open, struct li_error *err)
{
    bool waits = false;
    enum li_err code = LI_OK;
    *open = item->gone ? item->why == CONFLICTS_MISSING : !conflicts_is_as_lost(item);
    if (*open && item->gone)
        code = journal_waits_for(context->store, item->kind->name, &item->id, &waits, err);
    else if (*open && item->why == CONFLICTS_REFERENCE)
        code = conflicts_reference_waits(context, item, &waits, err);
    *open = !code && *open && !waits;
    return code;
}

/* --- what was decided, and what was undone ---------------------------------------------------- */

/* 1: there is a decision on this field of the record, whichever edit lost. 0: there is none.
   -1: *err. */
static int conflicts_is_field_decided(
    struct context *context, const struct conflicts_item *item, struct li_error *err)
{
    char record[ID_TEXT_SIZE];
    struct query *query = query_new(context->store,
        "SELECT 1 FROM decision WHERE record = ?1 AND kind = ?2 AND field IS ?3"
        " AND archived_on IS NULL",
        err);
    if (!query)
        return -1;
    query_bind_plain(query, 1, id_text(&item->id, record));
    query_bind_plain(query, 2, item->kind->name);
    query_bind_plain(query, 3, conflicts_item_field(item));
    int step = query_step(query, err);
    query_free(query);
    return step;
}

/* Searches for the loser only if there is any decision on the field. */
static enum li_err conflicts_find_decision(
    struct context *context, struct conflicts_item *item, bool *decided, struct li_error *err)
{
    int any = conflicts_is_field_decided(context, item, err);
    *decided = false;
    if (any <= 0)
        return any < 0 ? err->code : LI_OK;
    enum li_err code = conflicts_find_loser(context, item, err);
    if (code)
        return code;
    struct id id = conflicts_item_decision(item);
    struct query *query = query_new(
        context->store, "SELECT 1 FROM decision WHERE id = ?1 AND archived_on IS NULL", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &id);
    int step = query_step(query, err);
    query_free(query);
    *decided = step > 0;
    return step < 0 ? err->code : LI_OK;
}

/* Whether the entry undoes another: what an undo leaves alone is no loss. */
static enum li_err conflicts_is_undo(
    struct context *context, const struct conflicts_item *item, bool *undo, struct li_error *err)
{
    struct entry entry;
    enum li_err code = entry_find(context->store, &item->entry, &entry, err);
    *undo = false;
    if (code)
        return code;
    code = entry_reverts_earlier(context->store, &entry, undo, err);
    entry_free(&entry);
    return code;
}

static enum li_err conflicts_judge_noted(struct context *context, struct conflicts_item *item,
    bool may_undo, bool *open, struct li_error *err)
{
    bool decided = false, undo = false, whole = item->field == CONFLICTS_WHOLE;
    enum li_err code = conflicts_load_current(context, item, err);
    *open = !whole || item->gone;
    if (!code && *open && !whole)
        code = conflicts_judge_field(context, item, open, err);
    if (!code && *open && !whole && may_undo)
        code = conflicts_is_undo(context, item, &undo, err);
    *open = *open && !undo;
    if (!code && *open && whole)
        code = conflicts_judge_addition(context, item, open, err);
    if (!code && *open)
        code = conflicts_find_decision(context, item, &decided, err);
    *open = *open && !decided;
    return code;
}

enum li_err conflicts_judge(
    struct context *context, struct conflicts_item *item, bool *open, struct li_error *err)
{
    assert(context && item && open && err);
    return conflicts_judge_noted(context, item, true, open, err);
}

/* --- all of them ------------------------------------------------------------------------------ */

enum {
    CONFLICTS_TABLE,
    CONFLICTS_ID,
    CONFLICTS_COLUMN,
    CONFLICTS_WHY,
    CONFLICTS_ENTRY,
    CONFLICTS_LOST,
    CONFLICTS_REVERTS
};

static struct query *conflicts_query(
    struct context *context, const char *terms, struct li_error *err)
{
    char *sql =
        li_format("SELECT c.tbl, c.id, c.col, c.why, c.entry, c.lost, e.reverts IS NOT NULL"
                  " FROM journal_conflict c CROSS JOIN journal_entry e ON e.hash = c.entry WHERE %s"
                  " ORDER BY c.rowid DESC",
            terms);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    return query;
}

/* -2: the kind has no such column. */
static int conflicts_find_field(const struct kind *kind, const char *column)
{
    int field = column ? kind_field(kind, column) : CONFLICTS_WHOLE;
    if (!column || (field >= 0 && field < kind->stored_count))
        return field;
    return strcmp(column, "archived_on") == 0 ? kind->stored_count : -2;
}

static int conflicts_find_why(const char *why)
{
    for (size_t i = 0; i < sizeof conflicts_whys / sizeof *conflicts_whys; i++)
        if (strcmp(conflicts_whys[i], why) == 0)
            return (int)i;
    return -1;
}

/* False: this version doesn't know the table, column or reason, or the record is itself a
   decision, on which two laptops need not agree. */
static bool conflicts_item_take(struct query *query, struct conflicts_item *item)
{
    const struct kind *kind = kind_find(query_text(query, CONFLICTS_TABLE));
    int field = kind ? conflicts_find_field(kind, query_text(query, CONFLICTS_COLUMN)) : -2;
    int why = conflicts_find_why(query_text(query, CONFLICTS_WHY));
    *item = (struct conflicts_item){.kind = kind, .field = field, .why = (enum conflicts_why)why};
    if (!kind || kind == &kind_decision || field < CONFLICTS_WHOLE || why < 0 ||
        !query_id(query, CONFLICTS_ID, &item->id) ||
        !query_hash(query, CONFLICTS_ENTRY, &item->entry))
        return false;
    item->lost = li_strdup(query_text(query, CONFLICTS_LOST));
    return true;
}

/* LI_NONE: it is not open. */
static enum li_err conflicts_item_from_row(
    struct context *context, struct query *query, struct conflicts_item *item, struct li_error *err)
{
    bool open = false;
    if (!conflicts_item_take(query, item))
        return LI_NONE;
    enum li_err code =
        conflicts_judge_noted(context, item, query_int(query, CONFLICTS_REVERTS), &open, err);
    if (!code && open)
        return LI_OK;
    conflicts_item_clear(item);
    return code ? code : LI_NONE;
}

static void conflicts_add(struct conflicts *conflicts, const struct conflicts_item *item)
{
    if (conflicts->count == conflicts->room) {
        conflicts->room = conflicts->room ? 2 * conflicts->room : 16;
        conflicts->items = li_realloc(conflicts->items, conflicts->room, sizeof *conflicts->items);
    }
    conflicts->items[conflicts->count++] = *item;
}

enum li_err conflicts_load(
    struct context *context, const struct id *id, struct conflicts *out, struct li_error *err)
{
    assert(context && out && err);
    *out = (struct conflicts){0};
    struct query *query = conflicts_query(context, id ? "c.id = ?1" : "?1 IS NULL", err);
    int step = query ? 1 : -1;
    enum li_err code = LI_OK;
    if (query)
        query_bind_id(query, 1, id);
    while (!code && step > 0 && (step = query_step(query, err)) > 0) {
        struct conflicts_item item;
        code = conflicts_item_from_row(context, query, &item, err);
        if (!code)
            conflicts_add(out, &item);
        code = code == LI_NONE ? LI_OK : code;
    }
    query_free(query);
    return step < 0 ? err->code : code;
}

enum li_err conflicts_load_row(
    struct context *context, int64_t row, struct conflicts_item *out, struct li_error *err)
{
    assert(context && out && err);
    *out = (struct conflicts_item){0};
    struct query *query = conflicts_query(context, "c.rowid = ?1", err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, row);
    int step = query_step(query, err);
    enum li_err code = step > 0   ? conflicts_item_from_row(context, query, out, err)
                       : step < 0 ? err->code
                                  : LI_NONE;
    query_free(query);
    return code;
}

/* --- descriptions ----------------------------------------------------------------------------- */

enum li_err conflicts_find_loser(
    struct context *context, struct conflicts_item *item, struct li_error *err)
{
    assert(context && item && err);
    if (item->loser.seq > 0)
        return LI_OK;
    enum li_err code = conflicts_loser_find(context, item, &item->loser, err);
    return code ? code : conflicts_loser_origin(context, &item->loser.hash, &item->origin, err);
}

/* Who, on which device, and when. */
static enum li_err conflicts_describe_entry(struct context *context, const struct entry *entry,
    struct conflicts_item *item, struct li_error *err)
{
    char at[HISTORY_AT_SIZE];
    const struct authors *authors;
    enum li_err code = authors_load(context, &authors, err);
    if (code)
        return code;
    char *by = authors_by(authors, context, entry);
    item->by = authors_on(by, authors_device(authors, &entry->name.replica));
    free(by);
    history_at(entry, at);
    item->at = li_strdup(at);
    return LI_OK;
}

/* The record's title, or its kind where it has none any more. */
static enum li_err conflicts_title(
    struct context *context, const struct conflicts_item *item, char **out, struct li_error *err)
{
    enum li_err code = item->gone ? gone_record_title(context, item->kind, &item->id, out, err)
                                  : record_load_title(context, item->kind, &item->id, out, err);
    if (code == LI_NONE)
        *out = li_strdup(item->kind->label);
    return code == LI_NONE ? LI_OK : code;
}

enum li_err conflicts_describe(
    struct context *context, struct conflicts_item *item, struct li_error *err)
{
    assert(context && item && err);
    struct entry entry;
    char *title = NULL;
    if (item->title)
        return LI_OK;
    enum li_err code = conflicts_find_loser(context, item, err);
    if (!code)
        code = conflicts_title(context, item, &title, err);
    if (!code)
        code = entry_find(context->store, &item->loser.hash, &entry, err);
    if (!code) {
        code = conflicts_describe_entry(context, &entry, item, err);
        entry_free(&entry);
    }
    if (!code)
        item->title = title;
    else
        free(title);
    return code;
}
