/*
 * import.c: every row of a file read, judged and written inside one transaction, which is taken
 * back when any row was bad.
 *
 * Rows are written as they come, bad ones left out, so that a later row may name a record that an
 * earlier one adds.
 */
#include "import.h"
#include "../../data/memory.h"
#include "../../data/query.h"
#include "../writer.h"
#include "import_columns.h"
#include "sheet.h"
#include <stdlib.h>
#include <string.h>

enum { CACHE_SLOTS = 1024, PROGRESS_ROWS = 1000, LABEL_SIZE = 96 };

#define MATCH_INDEX "local_import_match"

/* What a text was read as the last time it stood in a column. */
struct cached {
    char *text, *canonical;
};

struct import {
    struct li *li;
    const struct import_wish *wish;
    import_bad bad;
    import_progress progress;
    void *arg;
    struct import_counts *counts;
    struct sheet *sheet;
    struct import_columns columns;
    int id_column, match;   /* the columns that records are found by; -1: none */
    char *header;           /* as it stands in the file */
    struct cached **caches; /* one a column; NULL where reading is cheap */
    struct record *initial; /* what a new record starts with */
    struct query *find;
    struct writer *writer;
    char label[LABEL_SIZE];
    bool row_bad;
    bool indexed;    /* MATCH_INDEX stands while rows are taken */
    bool only_reads; /* a dry run of rows that no other row can look at */
};

/* Whether a failure is the machine's and not the row's. */
static bool is_fault(enum li_err code)
{
    return code >= LI_BUSY;
}

/* A row gone wrong. */

static void reject(struct import *import)
{
    FILE *out = import->wish->reject;
    if (!out)
        return;
    if (import->counts->bad == 1)
        fprintf(out, "%s", import->header);
    sheet_copy(import->sheet, out);
}

static void say_bad(struct import *import, const char *column, const char *reason)
{
    if (!import->row_bad) {
        import->row_bad = true;
        import->counts->bad++;
        reject(import);
    }
    if (import->bad)
        import->bad(import->arg, sheet_line(import->sheet), column, reason);
}

/* A kind_problem. */
static void say_problem(void *arg, int field, const char *message)
{
    struct import *import = arg;
    int column = field < 0 ? -1 : import_columns_find(&import->columns, field);
    const char *name = column >= 0  ? import->columns.list[column].name
                       : field >= 0 ? import->wish->kind->fields[field].name
                                    : "";
    say_bad(import, name, message);
}

/* Cells. */

/* Finding what a text names is dear, and the same few countries and regions come again and again.
   Of the kind being imported each row may change the answer. */
static bool is_cached(const struct kind *kind, const struct field *field)
{
    return field->type == FIELD_ZONE ||
           (field->type == FIELD_REF && strcmp(field->ref, kind->name) != 0);
}

static struct cached *slot_of(struct cached *cache, const char *text)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return &cache[hash % CACHE_SLOTS];
}

/* The cell's canonical text, the caller's to free. LI_REFUSED once the row has been called bad. */
static enum li_err read_cell(
    struct import *import, size_t place, const char *cell, char **canonical, struct li_error *err)
{
    const struct import_column *column = &import->columns.list[place];
    const struct field *field = &import->wish->kind->fields[column->field];
    struct cached *slot = import->caches[place] ? slot_of(import->caches[place], cell) : NULL;
    if (slot && slot->text && strcmp(slot->text, cell) == 0) {
        *canonical = li_strdup(slot->canonical);
        return LI_OK;
    }
    enum li_err code = field_read(import->li, field, cell, canonical, err);
    if (code == LI_OK && slot) {
        free(slot->text);
        free(slot->canonical);
        *slot = (struct cached){li_strdup(cell), li_strdup(*canonical)};
    }
    if (code == LI_OK || is_fault(code))
        return code;
    say_bad(import, column->name, err->message);
    return LI_REFUSED;
}

static void read_archived(
    struct import *import, struct record *record, size_t place, const char *cell)
{
    day_t day = *cell ? day_parse(cell) : DAY_NONE;
    if (*cell && day == DAY_NONE)
        say_bad(import, import->columns.list[place].name,
            "The day it was archived must be written YYYY-MM-DD.");
    else
        record_set_archived(record, day);
}

/* Which record a row is. */

static struct record *record_initial(const struct import *import)
{
    const struct kind *kind = import->wish->kind;
    struct record *record = record_empty(kind);
    for (int i = 0; i < kind->stored_count; i++)
        if (import->initial->value[i])
            record_set(record, i, import->initial->value[i]);
    return record;
}

/* By its id: there already, or to be added under it. */
static enum li_err find_by_id(
    struct import *import, const char *cell, struct record **out, struct li_error *err)
{
    struct id id;
    if (!id_parse(cell, &id)) {
        say_bad(import, import->columns.list[import->id_column].name,
            "An id has 36 characters: 0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a44.");
        return LI_REFUSED;
    }
    enum li_err code = record_load(import->li, import->wish->kind, &id, out, err);
    if (code != LI_NONE)
        return code;
    *out = record_initial(import);
    (*out)->id = id;
    return LI_OK;
}

/* By the value in the column to match. Among several, one that is not archived counts alone. */
static enum li_err find_by_match(
    struct import *import, const char *cell, struct record **out, struct li_error *err)
{
    const struct import_column *column = &import->columns.list[import->match];
    char *value = NULL;
    struct id id;
    enum li_err code = read_cell(import, (size_t)import->match, cell, &value, err);
    if (code != LI_OK)
        return code;
    if (!value) {
        say_bad(import, column->name, "There is nothing here to match by.");
        return LI_REFUSED;
    }
    query_reset(import->find);
    if (import->wish->kind->fields[column->field].type == FIELD_REF)
        query_bind_text(import->find, 1, value);
    else
        query_bind_plain(import->find, 1, value);
    free(value);
    int found = query_step(import->find, err);
    if (found < 0)
        return err->code;
    if (found == 0)
        return LI_OK;
    query_id(import->find, 0, &id);
    bool archived = query_int(import->find, 1), several = false;
    if ((found = query_step(import->find, err)) > 0)
        several = archived == (query_int(import->find, 1) != 0);
    query_reset(import->find);
    if (found < 0)
        return err->code;
    if (several) {
        say_bad(
            import, column->name, "Several records have this value; they cannot be told apart.");
        return LI_REFUSED;
    }
    return record_load(import->li, import->wish->kind, &id, out, err);
}

static enum li_err find_record(struct import *import, struct record **out, struct li_error *err)
{
    const char *id =
        import->id_column < 0 ? NULL : sheet_cell(import->sheet, (size_t)import->id_column);
    const char *match = import->match < 0 ? NULL : sheet_cell(import->sheet, (size_t)import->match);
    enum li_err code = LI_OK;
    *out = NULL;
    if (id && *id)
        code = find_by_id(import, id, out, err);
    else if (import->match >= 0 && import->match != import->id_column)
        code = find_by_match(import, match ? match : "", out, err);
    if (code == LI_OK && !*out)
        *out = record_initial(import);
    return code;
}

/* Rows. */

static enum li_err read_cells(struct import *import, struct record *record, struct li_error *err)
{
    for (size_t i = 0; i < import->columns.count; i++) {
        const char *cell = sheet_cell(import->sheet, i);
        int field = import->columns.list[i].field;
        if (cell && field == COLUMN_ARCHIVED)
            read_archived(import, record, i, cell);
        if (!cell || field < 0)
            continue;
        char *canonical = NULL;
        enum li_err code = read_cell(import, i, cell, &canonical, err);
        if (code == LI_OK)
            record_set(record, field, canonical);
        free(canonical);
        if (is_fault(code))
            return code;
    }
    for (size_t i = import->columns.count; i < sheet_count(import->sheet); i++)
        if (*sheet_cell(import->sheet, i) != '\0') {
            say_bad(import, "", "The row has more cells than the header.");
            break;
        }
    return LI_OK;
}

static enum li_err put(struct import *import, struct record *record, struct li_error *err)
{
    struct import_counts *counts = import->counts;
    bool is_new = !record->stored;
    if (!is_new && !record_is_changed(record)) {
        counts->same++;
        return LI_OK;
    }
    enum li_err code = import->only_reads ? LI_OK : writer_put(import->writer, record, err);
    if (code == LI_REFUSED) {
        say_bad(import, "", err->message);
        return LI_OK;
    }
    if (code != LI_OK)
        return code;
    if (is_new)
        counts->added++;
    else
        counts->changed++;
    return LI_OK;
}

static enum li_err take_row(struct import *import, struct li_error *err)
{
    struct record *record;
    import->row_bad = false;
    enum li_err code = find_record(import, &record, err);
    if (code == LI_OK)
        code = read_cells(import, record, err);
    if (code == LI_OK && !import->row_bad)
        record_check(import->li, record, say_problem, import);
    if (code == LI_OK && !import->row_bad)
        code = put(import, record, err);
    record_free(record);
    return import->row_bad && !is_fault(code) ? LI_OK : code;
}

/* What the entries are called by now. */
static void put_label(struct import *import)
{
    const struct kind *kind = import->wish->kind;
    long long written = (long long)(import->counts->added + import->counts->changed);
    snprintf(import->label, sizeof import->label, "Import %lld %s", written,
        written == 1 ? kind->name : kind->plural);
}

static void tell_progress(struct import *import, bool at_end)
{
    if (!at_end && import->counts->rows % PROGRESS_ROWS != 0)
        return;
    put_label(import);
    if (import->progress)
        import->progress(import->arg, sheet_done(import->sheet), sheet_total(import->sheet),
            import->counts->rows);
}

static enum li_err take_rows(struct store *store, struct import *import, struct li_error *err)
{
    int more;
    while ((more = sheet_next(import->sheet, err)) > 0) {
        import->counts->rows++;
        enum li_err code = take_row(import, err);
        tell_progress(import, false);
        if (code == LI_OK)
            code = journal_step(store, err);
        if (code != LI_OK)
            return code;
    }
    tell_progress(import, true);
    return more < 0 ? err->code : LI_OK;
}

static char *find_sql(const struct kind *kind, int field)
{
    return li_format("SELECT r.id, r.archived_on IS NOT NULL FROM \"%s\" r WHERE r.\"%s\" = ?1"
                     " ORDER BY 2 LIMIT 2",
        kind->name, kind->fields[field].name);
}

/* Finding by a column that has no index reads the whole table, for every row: it gets one as long
   as the import runs, kept up by SQLite as rows are added. */
static enum li_err index_match(
    struct import *import, const struct kind *kind, const char *column, struct li_error *err)
{
    struct query *query = query_new(import->li->store,
        "SELECT 1 FROM pragma_index_list(?1) l JOIN pragma_index_info(l.name) i"
        " WHERE i.seqno = 0 AND i.name = ?2 AND NOT l.partial",
        err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, kind->name);
    query_bind_plain(query, 2, column);
    int there = query_step(query, err);
    query_free(query);
    if (there != 0)
        return there < 0 ? err->code : LI_OK;
    char *sql = li_format("CREATE INDEX " MATCH_INDEX " ON \"%s\" (\"%s\")", kind->name, column);
    enum li_err code = query_run(import->li->store, sql, err);
    free(sql);
    import->indexed = code == LI_OK;
    return code;
}

static enum li_err begin_match(struct import *import, struct li_error *err)
{
    const struct kind *kind = import->wish->kind;
    int field = import->match < 0 ? -1 : import->columns.list[import->match].field;
    if (field < 0)
        return LI_OK;
    enum li_err code = index_match(import, kind, kind->fields[field].name, err);
    if (code != LI_OK)
        return code;
    char *sql = find_sql(kind, field);
    import->find = query_new(import->li->store, sql, err);
    free(sql);
    return import->find ? LI_OK : err->code;
}

static enum li_err end_match(struct import *import, struct li_error *err)
{
    query_free(import->find);
    import->find = NULL;
    return import->indexed ? query_run(import->li->store, "DROP INDEX " MATCH_INDEX, err) : LI_OK;
}

static enum li_err refuse_bad(const struct import_counts *counts, struct li_error *err)
{
    return li_fail(err, LI_REFUSED, "%lld of %lld rows %s bad; nothing was imported.",
        (long long)counts->bad, (long long)counts->rows, counts->bad == 1 ? "is" : "are");
}

/* The journal_fn. */
static enum li_err import_run(struct store *store, void *arg, struct li_error *err)
{
    struct import *import = arg;
    import->writer = writer_new(store, import->wish->kind);
    enum li_err code = begin_match(import, err);
    if (code == LI_OK)
        code = take_rows(store, import, err);
    if (code == LI_OK)
        code = end_match(import, err);
    query_free(import->find);
    writer_free(import->writer);
    return code == LI_OK && import->counts->bad > 0 ? refuse_bad(import->counts, err) : code;
}

/* Whether a row may name a record that one before it added: then even a dry run must add it. */
static bool looks_back(const struct import *import)
{
    const struct kind *kind = import->wish->kind;
    if (import->id_column >= 0 || import->match >= 0)
        return true;
    for (size_t i = 0; i < import->columns.count; i++) {
        int field = import->columns.list[i].field;
        const char *ref = field < 0 ? NULL : kind->fields[field].ref;
        if (ref && strcmp(ref, kind->name) == 0)
            return true;
    }
    return false;
}

static enum li_err import_do(struct import *import, struct li_error *err)
{
    struct store *store = import->li->store;
    if (!import->wish->dry_run)
        return journal_write(store, import->label, import_run, import, NULL, err);
    import->only_reads = !looks_back(import);
    return import->only_reads ? import_run(store, import, err)
                              : journal_rehearse(store, import_run, import, err);
}

/* Before and after. */

static void copy_header(struct import *import)
{
    size_t size;
    FILE *out = open_memstream(&import->header, &size);
    sheet_copy(import->sheet, out);
    fclose(out);
}

static enum li_err import_begin(struct import *import, struct li_error *err)
{
    const struct import_wish *wish = import->wish;
    int more = sheet_next(import->sheet, err);
    if (more < 0)
        return err->code;
    if (more == 0)
        return li_fail(err, LI_REFUSED, "%s is empty; its first line should name the fields.",
            sheet_name(import->sheet));
    enum li_err code = import_columns_read(wish, import->sheet, &import->columns, err);
    if (code != LI_OK)
        return code;
    copy_header(import);
    import->initial = record_new(import->li, wish->kind);
    import->id_column = import_columns_find(&import->columns, COLUMN_ID);
    import->caches = li_calloc(import->columns.count, sizeof *import->caches);
    for (size_t i = 0; i < import->columns.count; i++) {
        int field = import->columns.list[i].field;
        if (field >= 0 && is_cached(wish->kind, &wish->kind->fields[field]))
            import->caches[i] = li_calloc(CACHE_SLOTS, sizeof **import->caches);
    }
    import->match = import_columns_match(&import->columns, wish);
    return LI_OK;
}

static void import_end(struct import *import)
{
    for (size_t i = 0; i < import->columns.count && import->caches; i++) {
        for (size_t s = 0; s < CACHE_SLOTS && import->caches[i]; s++) {
            free(import->caches[i][s].text);
            free(import->caches[i][s].canonical);
        }
        free(import->caches[i]);
    }
    free(import->caches);
    import_columns_free(&import->columns);
    record_free(import->initial);
    free(import->header);
    sheet_close(import->sheet);
}

enum li_err import_csv(struct li *li, const struct import_wish *wish, import_bad bad,
    import_progress progress, void *arg, struct import_counts *out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    *out = (struct import_counts){0};
    struct import import = {.li = li,
        .wish = wish,
        .bad = bad,
        .progress = progress,
        .arg = arg,
        .counts = out,
        .match = -1};
    enum li_err code = sheet_open(wish->path, &import.sheet, err);
    if (code == LI_OK)
        code = import_begin(&import, err);
    if (code == LI_OK)
        code = import_do(&import, err);
    import_end(&import);
    return code;
}
