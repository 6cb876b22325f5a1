/*
 * cache_update.c: what is kept of each record brought up to the records.
 *
 * The store tells which rows were added, and triggers note which were changed, in
 * local_stale_KIND; that costs a bulk write little, and holds also while the journal replays. The
 * store tells of notes as of any rows: most writes note few kinds. What is noted is worked out anew
 * many rows at a time, sorted as it is kept, so that a million new records are a few runs of
 * appended rows.
 *
 * A value logged on a goal touches its affiliate only where it tells of another health, or of a day
 * before the one until which the affiliate's holds. So what was kept is written beside the note
 * first, and whom a record feeds is noted once what is kept now differs.
 */
#include "core/cache/cache_update.h"
#include "core/cache/cache_dependency.h"
#include "core/cache/cache_extension.h"
#include "core/cache/cache_fill.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/store_changes.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { FEEDS_MOST = 4 /* whom one kind feeds, in how many ways */ };

/* So many rows are worked out in one statement: what it sorts and remembers stays small. */
#define AT_ONCE "250000"

/* The statements for a kind, over the rows from ?1 to ?2; NULL: there is nothing to do, and nothing
   is kept of a kind without notes. */
struct cache_update_statements {
    char *notes;            /* their table */
    char *noted;            /* the last of the noted from ?1 on that are worked out at once */
    char *was;              /* writes beside the notes what was kept, where it holds today */
    struct cache_fill fill; /* works the noted out */
    char *forget;
    char *added;           /* as noted, of the rows that were added */
    struct cache_fill add; /* works the added out */
    struct {
        char *changed, *added; /* notes whom the noted feed, and whom the added feed */
    } feeds[FEEDS_MOST];
};

struct cache_update {
    struct cache_update_statements *kinds; /* as kinds[] */
};

/* --- writing the statements ------------------------------------------------------------------- */

static char *cache_written(
    const struct kind *kind, void (*write)(const struct kind *kind, FILE *sql))
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    write(kind, sql);
    li_text_close(sql);
    return text;
}

static struct cache_fill cache_fill_noted(const struct kind *kind)
{
    char *source = li_format("local_stale_%s s CROSS JOIN \"%s\" r ON r.rowid = s.rid"
                             " WHERE s.rid BETWEEN ?1 AND ?2",
        kind->name, kind->name);
    struct cache_fill filling = cache_fill_new(kind, source);
    free(source);
    return filling;
}

static struct cache_fill cache_fill_added(const struct kind *kind)
{
    char *source = li_format("\"%s\" r WHERE r.rowid BETWEEN ?1 AND ?2", kind->name);
    struct cache_fill filling = cache_fill_new(kind, source);
    free(source);
    return filling;
}

/* Each kept field that others' facts are drawn from, with what stands between. */
static void cache_write_feeding(const struct kind *kind, const char *format, FILE *sql)
{
    for (int i = kind->stored_count; i < kind->field_count; i++)
        if (kind->fields[i].flags & FIELD_INVALIDATES)
            fprintf(sql, format, kind->fields[i].name, kind->fields[i].name);
}

static void cache_write_was(const struct kind *kind, FILE *sql)
{
    fprintf(sql, "UPDATE local_stale_%s AS s SET (", kind->name);
    cache_write_feeding(kind, "\"%s\", ", sql);
    fputs("until) = (SELECT ", sql);
    cache_write_feeding(kind, "k.\"%s\", ", sql);
    fprintf(sql, "k.until FROM \"%s\" r", kind->name);
    cache_table_join(kind, sql);
    fputs(" WHERE r.rowid = s.rid AND k.since <= today_number() AND today_number() < k.until)"
          " WHERE s.rid BETWEEN ?1 AND ?2",
        sql);
}

static char *cache_fed_by_changed(const struct kind *kind, const struct feeding *feeding)
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
        cache_write_feeding(kind, " OR k.\"%s\" IS NOT s.\"%s\"", sql);
        fputs(")", sql);
        li_text_close(sql);
    }
    FILE *sql = li_text_open(&text);
    cache_dependency_write(feeding, "r", from, join, changed, sql);
    li_text_close(sql);
    free(changed);
    free(join);
    free(from);
    return text;
}

static char *cache_fed_by_added(const struct kind *kind, const struct feeding *feeding)
{
    char *text = NULL, *from = li_format("\"%s\" r", kind->name);
    FILE *sql = li_text_open(&text);
    cache_dependency_write(feeding, "r", from, NULL, "r.rowid BETWEEN ?1 AND ?2", sql);
    li_text_close(sql);
    free(from);
    return text;
}

static char *cache_batch_end(const char *column, const char *before, const struct kind *kind)
{
    return li_format("SELECT max(%s) FROM (SELECT %s FROM \"%s%s\" WHERE %s >= ?1 ORDER BY %s"
                     " LIMIT " AT_ONCE ")",
        column, column, before, kind->name, column, column);
}

static void cache_write_statements(const struct kind *kind, struct cache_update_statements *out)
{
    int at = 0;
    bool changes = false;
    struct feeding feeding;
    for (size_t fed = 0; cache_dependency_next(kind, &at, &feeding); fed++) {
        /* By a way, or of its own kind, it was noted by the trigger: the pass would not come to it
           again. */
        bool later =
            cache_table_has(kind) && feeding.field && kind_find(feeding.field->ref) != kind;
        assert(fed < FEEDS_MOST);
        out->feeds[fed].changed = later ? cache_fed_by_changed(kind, &feeding) : NULL;
        out->feeds[fed].added =
            cache_dependency_from_added(kind, &feeding) ? cache_fed_by_added(kind, &feeding) : NULL;
        changes = changes || later;
    }
    out->added = cache_batch_end("rowid", "", kind);
    if (!cache_table_has(kind))
        return;
    out->notes = li_format("local_stale_%s", kind->name);
    out->noted = cache_batch_end("rid", "local_stale_", kind);
    out->was = changes && kind->valid_until ? cache_written(kind, cache_write_was) : NULL;
    out->fill = cache_fill_noted(kind);
    out->forget = li_format("DELETE FROM local_stale_%s WHERE rid BETWEEN ?1 AND ?2", kind->name);
    out->add = cache_fill_added(kind);
}

static struct cache_update_statements *cache_update_statements(struct context *context, size_t kind)
{
    if (!context->update) {
        context->update = li_calloc(1, sizeof *context->update);
        context->update->kinds = li_calloc(kind_count, sizeof *context->update->kinds);
        for (size_t i = 0; i < kind_count; i++)
            cache_write_statements(kinds[i], &context->update->kinds[i]);
    }
    return &context->update->kinds[kind];
}

void cache_update_free(struct cache_update *update)
{
    for (size_t i = 0; update && i < kind_count; i++) {
        struct cache_update_statements *of = &update->kinds[i];
        free(of->notes);
        free(of->noted);
        free(of->was);
        cache_fill_clear(&of->fill);
        free(of->forget);
        free(of->added);
        cache_fill_clear(&of->add);
        for (size_t j = 0; j < FEEDS_MOST; j++) {
            free(of->feeds[j].changed);
            free(of->feeds[j].added);
        }
    }
    if (update)
        free(update->kinds);
    free(update);
}

/* --- the pass --------------------------------------------------------------------------------- */

struct row_range {
    int64_t first, last;
};

static enum li_err cache_update_run(
    struct store *store, const char *sql, struct row_range rows, struct li_error *err)
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

/* The next to work out at once, from rows->first on. 1: there are. 0: none. -1: failed. */
static int cache_next_rows(
    struct store *store, const char *sql, struct row_range *rows, struct li_error *err)
{
    struct query *query = sql ? query_new(store, sql, err) : NULL;
    if (!query)
        return sql ? -1 : 0;
    query_bind_int(query, 1, rows->first);
    int any = query_step(query, err);
    if (any > 0 && query_null(query, 0))
        any = 0;
    if (any > 0)
        rows->last = query_int(query, 0);
    query_free(query);
    return any;
}

static enum li_err cache_settle_noted(
    struct store *store, const struct cache_update_statements *of, struct li_error *err)
{
    struct row_range rows;
    enum li_err code = LI_OK;
    int any;
    if (!of->notes || !store_changes_take_added(store, of->notes, &rows.first))
        return LI_OK;
    while (!code && (any = cache_next_rows(store, of->noted, &rows, err)) != 0) {
        code = any < 0 ? err->code : cache_update_run(store, of->was, rows, err);
        if (!code)
            code = cache_fill_run(store, &of->fill, rows.first, rows.last, err);
        for (size_t i = 0; i < FEEDS_MOST && !code; i++)
            code = cache_update_run(store, of->feeds[i].changed, rows, err);
        if (!code)
            code = cache_update_run(store, of->forget, rows, err);
        rows.first = rows.last + 1;
    }
    return code;
}

/* What was added since the last pass; whom it feeds is noted, and what was noted of it is done. A
   trigger would note it row by row, and make SQLite ready to take each row back by itself, at the
   cost of the row. */
static enum li_err cache_settle_added(struct store *store, const struct kind *kind,
    const struct cache_update_statements *of, struct li_error *err)
{
    struct row_range rows;
    enum li_err code = LI_OK;
    int any;
    if (!store_changes_take_added(store, kind->name, &rows.first))
        return LI_OK;
    while (!code && (any = cache_next_rows(store, of->added, &rows, err)) != 0) {
        code = any < 0 ? err->code : LI_OK;
        for (size_t i = 0; i < FEEDS_MOST && !code; i++)
            code = cache_update_run(store, of->feeds[i].added, rows, err);
        if (!code && of->notes)
            code = cache_fill_run(store, &of->add, rows.first, rows.last, err);
        if (!code)
            code = cache_update_run(store, of->forget, rows, err);
        rows.first = rows.last + 1;
    }
    return code;
}

/* Kinds come after those they refer to; what feeds comes before what is fed. */
enum li_err cache_update(void *arg, struct li_error *err)
{
    struct context *context = arg;
    enum li_err code = LI_OK;
    if (context->refreshed.day != context->today)
        context->refreshed.version = 0; /* what is worked out now need not hold on that day */
    for (size_t i = kind_count; i > 0 && !code; i--) {
        const struct cache_update_statements *of = cache_update_statements(context, i - 1);
        code = cache_settle_added(context->store, kinds[i - 1], of, err);
        if (!code)
            code = cache_settle_noted(context->store, of, err);
    }
    return code || !context->extension ? code : context->extension->update(context, err);
}

enum li_err cache_update_early(struct context *context, struct li_error *err)
{
    return sqlite3_get_autocommit(store_db(context->store)) ? LI_OK : cache_update(context, err);
}
