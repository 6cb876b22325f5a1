/*
 * settle.c: what is kept of each record brought up to the records, before every commit.
 *
 * The store tells which rows were added, and triggers note which were changed, in
 * local_stale_KIND; that costs a bulk write little, and holds also while the journal replays. What
 * is noted is worked out anew in one pass, sorted as it is kept, so that a million new records are
 * a million appended rows.
 */
#include "../data/memory.h"
#include "../data/query.h"
#include "derived_sql.h"
#include "kept.h"
#include "liaise.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Runs what write makes of the kind. */
static enum li_err run_of(struct store *store, const struct kind *kind,
    void (*write)(const struct kind *kind, FILE *sql), struct li_error *err)
{
    char *text = NULL;
    size_t size = 0;
    FILE *sql = open_memstream(&text, &size);
    write(kind, sql);
    fclose(sql);
    enum li_err code = query_run(store, text, err);
    free(text);
    return code;
}

static void write_settling(const struct kind *kind, FILE *sql)
{
    char *source = li_format(
        "local_stale_%s s CROSS JOIN \"%s\" r ON r.rowid = s.rid", kind->name, kind->name);
    derived_write_fill(kind, source, sql);
    free(source);
}

static void write_settled(const struct kind *kind, FILE *sql)
{
    fprintf(sql, "DELETE FROM local_stale_%s", kind->name);
}

static int is_stale(struct store *store, const struct kind *kind, struct li_error *err)
{
    char *sql = li_format("SELECT 1 FROM local_stale_%s LIMIT 1", kind->name);
    struct query *query = query_new(store, sql, err);
    int any = query ? query_step(query, err) : -1;
    query_free(query);
    free(sql);
    return any;
}

/* Whom the noted records feed: their facts are drawn from facts that change. */
static enum li_err note_fed(struct store *store, const struct kind *kind, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (int i = 0; i < kind->stored_count && kind->facts && !code; i++) {
        const struct field *field = &kind->fields[i];
        if (!(field->flags & FIELD_FEEDS) || strcmp(field->ref, kind->name) == 0)
            continue;
        char *sql = li_format("INSERT OR IGNORE INTO local_stale_%s SELECT t.rowid FROM"
                              " local_stale_%s s CROSS JOIN \"%s\" r ON r.rowid = s.rid"
                              " CROSS JOIN \"%s\" t ON t.id = r.\"%s\"",
            field->ref, kind->name, kind->name, field->ref, field->name);
        code = query_run(store, sql, err);
        free(sql);
    }
    return code;
}

static enum li_err settle_noted(struct store *store, const struct kind *kind, struct li_error *err)
{
    int any = kept_has(kind) ? is_stale(store, kind, err) : 0;
    if (any <= 0)
        return any < 0 ? err->code : LI_OK;
    enum li_err code = note_fed(store, kind, err);
    if (!code)
        code = run_of(store, kind, write_settling, err);
    return code ? code : run_of(store, kind, write_settled, err);
}

/* Runs sql, and frees it, with the first row that was added for ?1. */
static enum li_err run_from(struct store *store, char *sql, int64_t first, struct li_error *err)
{
    struct query *query = query_new(store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    query_bind_int(query, 1, first);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

static char *added_sql(const struct kind *kind)
{
    char *text = NULL, *source = li_format("\"%s\" r WHERE r.rowid >= ?1", kind->name);
    size_t size = 0;
    FILE *sql = open_memstream(&text, &size);
    derived_write_fill(kind, source, sql);
    fclose(sql);
    free(source);
    return text;
}

/* What was added since the last pass; whom it feeds is noted. A trigger would note it row by row,
   and make SQLite ready to take each row back by itself, at the cost of the row. */
static enum li_err settle_added(struct store *store, const struct kind *kind, struct li_error *err)
{
    int64_t first;
    enum li_err code = LI_OK;
    if (!store_take_added(store, kind->name, &first))
        return LI_OK;
    for (int i = 0; i < kind->stored_count && !code; i++) {
        const struct field *field = &kind->fields[i];
        if (field->flags & FIELD_FEEDS)
            code = run_from(store,
                li_format("INSERT OR IGNORE INTO local_stale_%s SELECT t.rowid FROM \"%s\" r"
                          " CROSS JOIN \"%s\" t ON t.id = r.\"%s\" WHERE r.rowid >= ?1",
                    field->ref, kind->name, field->ref, field->name),
                first, err);
    }
    return !code && kept_has(kind) ? run_from(store, added_sql(kind), first, err) : code;
}

/* Kinds come after those they refer to; what feeds comes before what is fed. */
enum li_err li_settle(void *li, struct li_error *err)
{
    struct store *store = ((struct li *)li)->store;
    enum li_err code = LI_OK;
    for (size_t i = kind_count; i > 0 && !code; i--) {
        code = settle_added(store, kinds[i - 1], err);
        if (!code)
            code = settle_noted(store, kinds[i - 1], err);
    }
    return code;
}

enum li_err li_settle_early(struct li *li, struct li_error *err)
{
    return sqlite3_get_autocommit(store_db(li->store)) ? LI_OK : li_settle(li, err);
}
