/*
 * cache_update.c: the cache brought up to the records before each commit.
 *
 * The store tells which rows were added; triggers mark those that changed, and whatever is drawn
 * from them, in local_stale_KIND. That costs a bulk write little, and holds too while the journal
 * replays. The marked rows are then computed many at a time, sorted like the cache table, so that a
 * million new records are a few runs of appended rows.
 *
 * A value logged on a goal concerns its affiliate only if the goal's health changes, or if it holds
 * until another day than the affiliate's did. So each new cache row is compared with the old one,
 * and what is drawn from the record is looked for only where they differ. A few of those targets
 * are named in memory: marking them would write a page, and they are computed at once.
 *
 * Invariants:
 * 1. After each commit local_stale_KIND is empty for every kind: what a transaction marked, its
 *    cache_update computed.
 * 2. local_cache_KIND has exactly one row for each record of a cached kind, and none else; its key
 *    (cache_table_key) is that of the record as it is now.
 * 3. A row of a kind with valid_until holds on the days from since to the day before until. On
 *    those days its values are what the record gives. On other days readers compute them
 *    (cache_table_value).
 * 4. Kinds are updated from the last to the first of kinds[]: a kind comes after those it refers
 *    to, so all that marks or names a record by reference is done before its kind's turn. What a
 *    way that is no reference marks, or a reference to the record's own kind, a trigger has marked
 *    already.
 * 5. context->refreshed is valid only for the day it names; an update on another day forgets it,
 * and the stored day (cache_day.h) too.
 * 6. context->update is made once and never changed; it has as many elements as there are kinds.
 *
 *    record added ----------------------> cache_update_added ---+
 *    record changed or removed -> trigger -> local_stale_KIND   +--> cache row -> targets
 *    cache row no longer holds -> cache_refresh -> local_stale_KIND -> cache_update_marked
 */
#include "core/cache/cache_update.h"
#include "core/cache/cache_day.h"
#include "core/cache/cache_dependency.h"
#include "core/cache/cache_fill.h"
#include "core/cache/cache_table.h"
#include "core/function/cache_extension.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/store_changes.h"
#include "data/store/vector.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { EDGES_MOST = 4 /* of one kind, cache_dependency_next */ };

enum {
    AT_ONCE = 250000, /* rows computed in one statement at most: what it sorts stays small */
    FEW = 64,         /* rows computed one by one at most, of a kind */
};

/* One way from a record to those whose facts are drawn from it. Both statements are about the
   records with row ids from ?1 to ?2. */
struct cache_update_edge {
    size_t target;     /* of kinds[] */
    bool added;        /* it matters to the targets of a record that one was added */
    bool computed;     /* that its cache row changed */
    char *name, *mark; /* SELECT the row ids of the targets; INSERT them as marks */
};

/* The statements for a kind, over its rows from ?1 to ?2; NULL: nothing to do. A kind without
   marked has no cache. */
struct cache_update_kind {
    char *marked;                  /* the table of its marks, local_stale_KIND */
    struct cache_fill fill;        /* computes the rows */
    struct cache_fill fill_marked; /* those of them that are marked */
    char *unmark;
    struct cache_update_edge edges[EDGES_MOST];
    size_t count;  /* of edges */
    bool computed; /* one of them is */
};

struct cache_update {
    struct cache_update_kind *kinds; /* as kinds[] */
};

/* --- the statements --------------------------------------------------------------------------- */

static size_t cache_update_index(const char *name)
{
    const struct kind *kind = kind_find(name);
    size_t index = 0;
    while (kinds[index] != kind)
        index++;
    return index;
}

static void cache_update_prepare_edge(
    const struct kind *kind, const struct cache_edge *edge, struct cache_update_edge *out)
{
    /* Invariant 4: the trigger has marked the others. */
    out->computed = cache_table_has(kind) && edge->field && kind_find(edge->field->ref) != kind;
    out->added = cache_dependency_from_added(kind, edge);
    out->target = cache_update_index(cache_dependency_target(edge));
    assert(!(out->computed || out->added) || out->target <= cache_update_index(kind->name));
    char *from = li_format("\"%s\" r", kind->name);
    FILE *sql = li_text_open(&out->name);
    cache_dependency_write_targets(edge, "r", from, sql);
    fputs(" AND (r.rowid BETWEEN ?1 AND ?2)", sql);
    li_text_close(sql);
    out->mark = li_format(
        "INSERT OR IGNORE INTO local_stale_%s (rid) %s", cache_dependency_target(edge), out->name);
    free(from);
}

static void cache_update_prepare_edges(const struct kind *kind, struct cache_update_kind *out)
{
    int at = 0;
    struct cache_edge edge;
    while (cache_dependency_next(kind, &at, &edge)) {
        assert(out->count < EDGES_MOST);
        struct cache_update_edge *to = &out->edges[out->count++];
        cache_update_prepare_edge(kind, &edge, to);
        out->computed = out->computed || to->computed;
    }
}

static void cache_update_prepare(const struct kind *kind, struct cache_update_kind *out)
{
    cache_update_prepare_edges(kind, out);
    if (!cache_table_has(kind))
        return;
    char *rows = li_format("\"%s\" r WHERE r.rowid BETWEEN ?1 AND ?2", kind->name),
         *marked = li_format("local_stale_%s s CROSS JOIN \"%s\" r ON r.rowid = s.rid"
                             " WHERE s.rid BETWEEN ?1 AND ?2",
             kind->name, kind->name);
    out->marked = li_format("local_stale_%s", kind->name);
    out->fill = cache_fill_new(kind, rows);
    out->fill_marked = cache_fill_new(kind, marked);
    out->unmark = li_format("DELETE FROM local_stale_%s WHERE rid BETWEEN ?1 AND ?2", kind->name);
    free(marked);
    free(rows);
}

static const struct cache_update *cache_update_of(struct context *context)
{
    if (!context->update) {
        context->update = li_calloc(1, sizeof *context->update);
        context->update->kinds = li_calloc(kind_count, sizeof *context->update->kinds);
        for (size_t i = 0; i < kind_count; i++)
            cache_update_prepare(kinds[i], &context->update->kinds[i]);
    }
    return context->update;
}

void cache_update_free(struct cache_update *update)
{
    for (size_t i = 0; update && i < kind_count; i++) {
        struct cache_update_kind *of = &update->kinds[i];
        free(of->marked);
        cache_fill_clear(&of->fill);
        cache_fill_clear(&of->fill_marked);
        free(of->unmark);
        for (size_t j = 0; j < of->count; j++) {
            free(of->edges[j].name);
            free(of->edges[j].mark);
        }
    }
    if (update)
        free(update->kinds);
    free(update);
}

/* --- the pass --------------------------------------------------------------------------------- */

struct cache_pass {
    struct store *store;
    const struct cache_update_kind *kinds;
    struct vector *named; /* as kinds[]: records that are to be computed, beside the marked ones */
};

static struct query *cache_pass_query(
    struct cache_pass *pass, const char *sql, struct store_rows rows, struct li_error *err)
{
    struct query *query = query_new(pass->store, sql, err);
    if (query) {
        query_bind_int(query, 1, rows.first);
        query_bind_int(query, 2, rows.last);
    }
    return query;
}

static enum li_err cache_pass_run(
    struct cache_pass *pass, const char *sql, struct store_rows rows, struct li_error *err)
{
    struct query *query = cache_pass_query(pass, sql, rows, err);
    enum li_err code = query ? query_finish(query, err) : err->code;
    query_free(query);
    return code;
}

/* *fits: the targets are few enough, with those that are named already; if not, none is. */
static enum li_err cache_pass_name(struct cache_pass *pass, const struct cache_update_edge *edge,
    struct store_rows rows, bool *fits, struct li_error *err)
{
    int step;
    struct vector *named = &pass->named[edge->target];
    size_t before = named->count;
    struct query *query = cache_pass_query(pass, edge->name, rows, err);
    if (!query)
        return err->code;
    while ((step = query_step(query, err)) > 0 && named->count < FEW)
        vector_add(named, query_int(query, 0));
    query_free(query);
    *fits = step <= 0;
    if (!*fits)
        named->count = before;
    return step < 0 ? err->code : LI_OK;
}

/* The targets of the rows are out of date. */
static enum li_err cache_pass_reach(struct cache_pass *pass, const struct cache_update_edge *edge,
    struct store_rows rows, struct li_error *err)
{
    bool fits = false;
    enum li_err code = LI_OK;
    if (rows.last - rows.first < FEW)
        code = cache_pass_name(pass, edge, rows, &fits, err);
    return code || fits ? code : cache_pass_run(pass, edge->mark, rows, err);
}

/* Takes the first of the rows, as many as are computed at once. False: there are none left. */
static bool cache_pass_next(struct store_rows *rows, struct store_rows *next)
{
    *next = *rows;
    if (rows->last - rows->first >= AT_ONCE)
        next->last = rows->first + AT_ONCE - 1;
    rows->first = next->last + 1;
    return next->first <= next->last;
}

/* Neighbors go together. */
static enum li_err cache_pass_reach_changed(struct cache_pass *pass,
    const struct cache_update_kind *of, struct vector *changed, struct li_error *err)
{
    enum li_err code = LI_OK;
    vector_sort(changed);
    for (size_t first = 0, end; first < changed->count && !code; first = end) {
        const int64_t *at = &changed->rows[first];
        for (end = first + 1;
             end < changed->count && changed->rows[end] == at[end - first - 1] + 1;)
            end++;
        const struct store_rows rows = {*at, changed->rows[end - 1]};
        for (size_t i = 0; i < of->count && !code; i++)
            if (of->edges[i].computed)
                code = cache_pass_reach(pass, &of->edges[i], rows, err);
    }
    return code;
}

/* Computes rows, and reaches the targets of those whose cache row changes. */
static enum li_err cache_pass_fill(struct cache_pass *pass, const struct cache_update_kind *of,
    const struct cache_fill *fill, struct store_rows rows, struct li_error *err)
{
    struct vector changed = {0};
    enum li_err code = cache_fill_run(
        pass->store, fill, rows.first, rows.last, of->computed ? &changed : NULL, err);
    if (!code)
        code = cache_pass_reach_changed(pass, of, &changed, err);
    vector_clear(&changed);
    return code;
}

static enum li_err cache_update_marked(
    struct cache_pass *pass, const struct cache_update_kind *of, struct li_error *err)
{
    struct store_rows marked, rows;
    enum li_err code = LI_OK;
    if (!of->marked || !store_changes_take_added(pass->store, of->marked, &marked))
        return LI_OK;
    while (!code && cache_pass_next(&marked, &rows)) {
        code = cache_pass_fill(pass, of, &of->fill_marked, rows, err);
        if (!code)
            code = cache_pass_run(pass, of->unmark, rows, err);
    }
    return code;
}

/* Those from `added` on are computed already. */
static enum li_err cache_update_named(struct cache_pass *pass, const struct cache_update_kind *of,
    struct vector *named, int64_t added, struct li_error *err)
{
    enum li_err code = LI_OK;
    assert(named->count == 0 || of->marked);
    vector_sort(named);
    for (size_t i = 0; i < named->count && named->rows[i] < added && !code; i++) {
        const struct store_rows row = {named->rows[i], named->rows[i]};
        code = cache_pass_fill(pass, of, &of->fill, row, err);
    }
    return code;
}

/* Computes added rows, reaches their targets, and drops marks on the rows themselves. A trigger
   would mark them row by row and have SQLite prepare to take back each by itself, at the cost of
   the row. */
static enum li_err cache_update_added_rows(struct cache_pass *pass,
    const struct cache_update_kind *of, struct store_rows rows, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < of->count && !code; i++)
        if (of->edges[i].added)
            code = cache_pass_reach(pass, &of->edges[i], rows, err);
    if (!code && of->marked)
        code = cache_fill_run(pass->store, &of->fill, rows.first, rows.last, NULL, err);
    return code || !of->marked ? code : cache_pass_run(pass, of->unmark, rows, err);
}

/* Rows that were removed and added again, each by itself, up to the first that is new. */
static enum li_err cache_update_returned(struct cache_pass *pass, const struct kind *kind,
    const struct cache_update_kind *of, int64_t added, struct li_error *err)
{
    struct vector returned;
    enum li_err code = LI_OK;
    if (store_changes_take_returned(pass->store, kind->name, &returned))
        vector_sort(&returned);
    for (size_t i = 0; i < returned.count && returned.rows[i] < added && !code; i++) {
        struct store_rows row = {returned.rows[i], returned.rows[i]};
        code = cache_update_added_rows(pass, of, row, err);
    }
    vector_clear(&returned);
    return code;
}

/* *first: of the added rows; INT64_MAX: there are none. */
static enum li_err cache_update_added(struct cache_pass *pass, const struct kind *kind,
    const struct cache_update_kind *of, int64_t *first, struct li_error *err)
{
    struct store_rows added, rows;
    bool any = store_changes_take_added(pass->store, kind->name, &added);
    *first = any ? added.first : INT64_MAX;
    enum li_err code = cache_update_returned(pass, kind, of, *first, err);
    while (!code && any && cache_pass_next(&added, &rows))
        code = cache_update_added_rows(pass, of, rows, err);
    return code;
}

/* Invariant 4. */
static enum li_err cache_update_all(struct cache_pass *pass, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = kind_count; i-- > 0 && !code;) {
        int64_t added;
        const struct cache_update_kind *of = &pass->kinds[i];
        code = cache_update_added(pass, kinds[i], of, &added, err);
        if (!code)
            code = cache_update_named(pass, of, &pass->named[i], added, err);
        if (!code)
            code = cache_update_marked(pass, of, err);
        vector_clear(&pass->named[i]);
    }
    return code;
}

enum li_err cache_update(void *arg, struct li_error *err)
{
    struct context *context = arg;
    assert(context && context->store && kinds);
    assert(!sqlite3_get_autocommit(store_db(context->store)));
    if (context->refreshed.day != context->today)
        context->refreshed.version = 0; /* invariant 5 */
    struct cache_pass pass = {.store = context->store,
        .kinds = cache_update_of(context)->kinds,
        .named = li_calloc(kind_count, sizeof *pass.named)};
    enum li_err code = cache_day_forget_others(context, err);
    if (!code)
        code = cache_update_all(&pass, err);
    for (size_t i = 0; i < kind_count; i++)
        vector_clear(&pass.named[i]);
    free(pass.named);
    return code || !context->extension ? code : context->extension->update(context, err);
}

enum li_err cache_update_early(struct context *context, struct li_error *err)
{
    assert(context && context->store);
    return sqlite3_get_autocommit(store_db(context->store)) ? LI_OK : cache_update(context, err);
}
