/*
 * cache_update.c: the cache brought up to the records before each commit.
 *
 * The store tells which rows were added; triggers mark those that changed, and whatever is drawn
 * from them, in local_stale_KIND. That costs a bulk write little, and holds too while the journal
 * replays. The marked rows are then computed many at a time, sorted like the cache table, so that a
 * million new records are a few runs of appended rows.
 *
 * A value logged on a goal concerns its affiliate only if the goal's health changes, or if it holds
 * until another day than the affiliate's did. So the old cache row is written beside the mark
 * first, and the targets of a record are marked only where the new row differs.
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
 *    to, so all that marks a kind by reference is done before it. What a way that is no reference
 *    marks, or a reference to the record's own kind, a trigger has marked already.
 * 5. context->refreshed is valid only for the day it names; an update on another day forgets it,
 * and the stored day (cache_day.h) too.
 * 6. context->update is made once and never changed; it has as many elements as there are kinds.
 *
 *    record added ----------------------> cache_update_added ---+
 *    record changed or removed -> trigger -> local_stale_KIND   +--> cache row -> targets marked
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

/* Rows computed in one statement at most: what it sorts and remembers stays small. */
enum { AT_ONCE = 250000 };

/* The statements for a kind, over its rows from ?1 to ?2; NULL: nothing to do. A kind without
   marked has no cache. */
struct cache_update_kind {
    char *marked;           /* the table of its marks, local_stale_KIND */
    char *before;           /* writes the old cache row beside the mark, where it holds today */
    struct cache_fill fill; /* computes the marked rows */
    char *unmark;
    struct cache_fill fill_added; /* computes the added rows */
    struct {
        char *marked, *added; /* marks the targets of the marked rows, and of the added rows */
    } edges[EDGES_MOST];
};

struct cache_update {
    struct cache_update_kind *kinds; /* as kinds[] */
};

/* --- the statements --------------------------------------------------------------------------- */

static char *cache_update_sql(
    const struct kind *kind, void (*write)(const struct kind *kind, FILE *sql))
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    write(kind, sql);
    li_text_close(sql);
    return text;
}

static struct cache_fill cache_update_fill_marked(const struct kind *kind)
{
    char *source = li_format("local_stale_%s s CROSS JOIN \"%s\" r ON r.rowid = s.rid"
                             " WHERE s.rid BETWEEN ?1 AND ?2",
        kind->name, kind->name);
    struct cache_fill fill = cache_fill_new(kind, source);
    free(source);
    return fill;
}

static struct cache_fill cache_update_fill_added(const struct kind *kind)
{
    char *source = li_format("\"%s\" r WHERE r.rowid BETWEEN ?1 AND ?2", kind->name);
    struct cache_fill fill = cache_fill_new(kind, source);
    free(source);
    return fill;
}

/* Writes the format for each cached field from which others' facts are drawn, its name twice. */
static void cache_update_write_edges(const struct kind *kind, const char *format, FILE *sql)
{
    for (int i = kind->stored_count; i < kind->field_count; i++)
        if (kind->fields[i].flags & FIELD_INVALIDATES)
            fprintf(sql, format, kind->fields[i].name, kind->fields[i].name);
}

static void cache_update_write_before(const struct kind *kind, FILE *sql)
{
    fprintf(sql, "UPDATE local_stale_%s AS s SET (", kind->name);
    cache_update_write_edges(kind, "\"%s\", ", sql);
    fputs("until) = (SELECT ", sql);
    cache_update_write_edges(kind, "k.\"%s\", ", sql);
    fprintf(sql, "k.until FROM \"%s\" r", kind->name);
    cache_table_join(kind, sql);
    fputs(" WHERE r.rowid = s.rid AND k.since <= today_number() AND today_number() < k.until)"
          " WHERE s.rid BETWEEN ?1 AND ?2",
        sql);
}

static char *cache_update_mark_by_marked(const struct kind *kind, const struct cache_edge *edge)
{
    char *text = NULL, *join = NULL, *changed = li_strdup("s.rid BETWEEN ?1 AND ?2"),
         *from = li_format(
             "local_stale_%s s CROSS JOIN \"%s\" r ON r.rowid = s.rid", kind->name, kind->name);
    if (kind->valid_until) {
        FILE *sql = li_text_open(&join);
        cache_table_join(kind, sql);
        li_text_close(sql);
        free(changed);
        sql = li_text_open(&changed);
        fputs("s.rid BETWEEN ?1 AND ?2 AND (s.until IS NULL OR k.until < s.until", sql);
        cache_update_write_edges(kind, " OR k.\"%s\" IS NOT s.\"%s\"", sql);
        fputs(")", sql);
        li_text_close(sql);
    }
    FILE *sql = li_text_open(&text);
    cache_dependency_write(edge, "r", from, join, changed, sql);
    li_text_close(sql);
    free(changed);
    free(join);
    free(from);
    return text;
}

static char *cache_update_mark_by_added(const struct kind *kind, const struct cache_edge *edge)
{
    char *text = NULL, *from = li_format("\"%s\" r", kind->name);
    FILE *sql = li_text_open(&text);
    cache_dependency_write(edge, "r", from, NULL, "r.rowid BETWEEN ?1 AND ?2", sql);
    li_text_close(sql);
    free(from);
    return text;
}

static void cache_update_prepare(const struct kind *kind, struct cache_update_kind *out)
{
    int at = 0;
    bool changes = false;
    struct cache_edge edge;
    for (size_t count = 0; cache_dependency_next(kind, &at, &edge); count++) {
        /* Invariant 4: the trigger has marked the others. */
        bool later = cache_table_has(kind) && edge.field && kind_find(edge.field->ref) != kind;
        assert(count < EDGES_MOST);
        out->edges[count].marked = later ? cache_update_mark_by_marked(kind, &edge) : NULL;
        out->edges[count].added = cache_dependency_from_added(kind, &edge)
                                      ? cache_update_mark_by_added(kind, &edge)
                                      : NULL;
        changes = changes || later;
    }
    if (!cache_table_has(kind))
        return;
    out->marked = li_format("local_stale_%s", kind->name);
    out->before =
        changes && kind->valid_until ? cache_update_sql(kind, cache_update_write_before) : NULL;
    out->fill = cache_update_fill_marked(kind);
    out->unmark = li_format("DELETE FROM local_stale_%s WHERE rid BETWEEN ?1 AND ?2", kind->name);
    out->fill_added = cache_update_fill_added(kind);
}

static struct cache_update_kind *cache_update_of(struct context *context, size_t kind)
{
    if (!context->update) {
        context->update = li_calloc(1, sizeof *context->update);
        context->update->kinds = li_calloc(kind_count, sizeof *context->update->kinds);
        for (size_t i = 0; i < kind_count; i++)
            cache_update_prepare(kinds[i], &context->update->kinds[i]);
    }
    return &context->update->kinds[kind];
}

void cache_update_free(struct cache_update *update)
{
    for (size_t i = 0; update && i < kind_count; i++) {
        struct cache_update_kind *of = &update->kinds[i];
        free(of->marked);
        free(of->before);
        cache_fill_clear(&of->fill);
        free(of->unmark);
        cache_fill_clear(&of->fill_added);
        for (size_t j = 0; j < EDGES_MOST; j++) {
            free(of->edges[j].marked);
            free(of->edges[j].added);
        }
    }
    if (update)
        free(update->kinds);
    free(update);
}

/* --- the pass --------------------------------------------------------------------------------- */

static enum li_err cache_update_run(
    struct store *store, const char *sql, struct store_rows rows, struct li_error *err)
{
    struct query *query = sql ? query_new(store, sql, err) : NULL;
    if (!query)
        return sql ? err->code : LI_OK;
    query_bind_int(query, 1, rows.first);
    query_bind_int(query, 2, rows.last);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

/* Takes the first of the rows, as many as are computed at once. False: there are none left. */
static bool cache_update_next(struct store_rows *rows, struct store_rows *next)
{
    *next = *rows;
    if (rows->last - rows->first >= AT_ONCE)
        next->last = rows->first + AT_ONCE - 1;
    rows->first = next->last + 1;
    return next->first <= next->last;
}

static enum li_err cache_update_marked(
    struct store *store, const struct cache_update_kind *of, struct li_error *err)
{
    struct store_rows marked, rows;
    enum li_err code = LI_OK;
    if (!of->marked || !store_changes_take_added(store, of->marked, &marked))
        return LI_OK;
    while (!code && cache_update_next(&marked, &rows)) {
        code = cache_update_run(store, of->before, rows, err);
        if (!code)
            code = cache_fill_run(store, &of->fill, rows.first, rows.last, err);
        for (size_t i = 0; i < EDGES_MOST && !code; i++)
            code = cache_update_run(store, of->edges[i].marked, rows, err);
        if (!code)
            code = cache_update_run(store, of->unmark, rows, err);
    }
    return code;
}

/* Computes added rows, marks their targets, and drops marks on the rows themselves. A trigger would
   mark them row by row and have SQLite prepare to take back each by itself, at the cost of the row.
 */
static enum li_err cache_update_added_rows(struct store *store, const struct cache_update_kind *of,
    struct store_rows rows, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < EDGES_MOST && !code; i++)
        code = cache_update_run(store, of->edges[i].added, rows, err);
    if (!code && of->marked)
        code = cache_fill_run(store, &of->fill_added, rows.first, rows.last, err);
    return code ? code : cache_update_run(store, of->unmark, rows, err);
}

static int cache_update_compare_rows(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

/* Rows that were removed and added again, each by itself, up to the first that is new. */
static enum li_err cache_update_returned(struct store *store, const struct kind *kind,
    const struct cache_update_kind *of, int64_t first_added, struct li_error *err)
{
    struct vector returned;
    enum li_err code = LI_OK;
    if (store_changes_take_returned(store, kind->name, &returned))
        qsort(returned.rows, returned.count, sizeof *returned.rows, cache_update_compare_rows);
    for (size_t i = 0; i < returned.count && returned.rows[i] < first_added && !code; i++) {
        struct store_rows row = {returned.rows[i], returned.rows[i]};
        if (i == 0 || returned.rows[i - 1] != row.first)
            code = cache_update_added_rows(store, of, row, err);
    }
    vector_clear(&returned);
    return code;
}

static enum li_err cache_update_added(struct store *store, const struct kind *kind,
    const struct cache_update_kind *of, struct li_error *err)
{
    struct store_rows added, rows;
    bool any = store_changes_take_added(store, kind->name, &added);
    enum li_err code = cache_update_returned(store, kind, of, any ? added.first : INT64_MAX, err);
    while (!code && any && cache_update_next(&added, &rows))
        code = cache_update_added_rows(store, of, rows, err);
    return code;
}

/* Invariant 4. */
enum li_err cache_update(void *arg, struct li_error *err)
{
    struct context *context = arg;
    assert(context && context->store && kinds);
    assert(!sqlite3_get_autocommit(store_db(context->store)));
    if (context->refreshed.day != context->today)
        context->refreshed.version = 0; /* invariant 5 */
    enum li_err code = cache_day_forget_others(context, err);
    for (size_t i = kind_count; i > 0 && !code; i--) {
        const struct cache_update_kind *of = cache_update_of(context, i - 1);
        code = cache_update_added(context->store, kinds[i - 1], of, err);
        if (!code)
            code = cache_update_marked(context->store, of, err);
    }
    return code || !context->extension ? code : context->extension->update(context, err);
}

enum li_err cache_update_early(struct context *context, struct li_error *err)
{
    assert(context && context->store);
    return sqlite3_get_autocommit(store_db(context->store)) ? LI_OK : cache_update(context, err);
}
