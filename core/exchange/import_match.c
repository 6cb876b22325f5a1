/*
 * import_match.c: which record a row of a file is about: by its id, by the value of the column to
 * match, or a new one.
 */
#include "core/exchange/import_internal.h"
#include "core/record/record_load.h"
#include "core/record/taken.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

#define MATCH_INDEX "local_import_match"

static struct record *import_new_record(const struct import *import)
{
    const struct kind *kind = import->options->kind;
    struct record *record = record_empty(kind);
    for (int i = 0; i < kind->stored_count; i++)
        if (import->initial->value[i])
            record_set(record, i, import->initial->value[i]);
    return record;
}

/* By its id: stored already, or to be added under it. */
static enum li_err import_find_by_id(
    struct import *import, const char *cell, struct record **out, struct li_error *err)
{
    struct id id;
    if (!id_parse(cell, &id)) {
        import_say_bad(import, import->columns.list[import->id_column].name,
            "An id has 36 characters: 0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a44.");
        return LI_REFUSED;
    }
    enum li_err code = record_load(import->context, import->options->kind, &id, out, err);
    if (code != LI_NONE)
        return code;
    *out = import_new_record(import);
    (*out)->id = id;
    return LI_OK;
}

/* Codes match in any case. */
static void import_bind_match(struct import *import, int field, const char *value)
{
    enum field_type type = import->options->kind->fields[field].type;
    if (type == FIELD_REF)
        query_bind_text(import->find, 1, value);
    else
        query_bind_plain(import->find, 1, value);
    if (type != FIELD_CODE)
        return;
    char *spelled[SPELLINGS_MOST];
    int count = taken_spellings(value, spelled);
    for (int i = 0; i < SPELLINGS_MOST; i++)
        query_bind_plain(import->find, i + 1, i < count ? spelled[i] : NULL);
    for (int i = 0; i < count; i++)
        free(spelled[i]);
}

/* By the value in the column to match. Among several, one that is not archived counts alone; among
   codes that differ in case, the one that is written so. */
static enum li_err import_find_by_match(
    struct import *import, const char *cell, struct record **out, struct li_error *err)
{
    const struct import_column *column = &import->columns.list[import->match];
    char *value = NULL;
    struct id id;
    enum li_err code = import_parse_cell(import, (size_t)import->match, cell, &value, err);
    if (code)
        return code;
    if (!value) {
        import_say_bad(import, column->name, "This cell is blank, so the row can't be matched.");
        return LI_REFUSED;
    }
    query_reset(import->find);
    import_bind_match(import, column->field, value);
    free(value);
    int found = query_step(import->find, err);
    if (found < 0)
        return err->code;
    if (found == 0)
        return LI_OK;
    query_id(import->find, 0, &id);
    int64_t rank = query_int(import->find, 1);
    bool several = false;
    if ((found = query_step(import->find, err)) > 0)
        several = rank == query_int(import->find, 1);
    query_reset(import->find);
    if (found < 0)
        return err->code;
    if (several) {
        import_say_bad(
            import, column->name, "Several records have this value, so the row can't be matched.");
        return LI_REFUSED;
    }
    return record_load(import->context, import->options->kind, &id, out, err);
}

enum li_err import_find(struct import *import, struct record **out, struct li_error *err)
{
    assert(import && out);
    const char *id =
        import->id_column < 0 ? NULL : csv_reader_cell(import->reader, (size_t)import->id_column);
    const char *match =
        import->match < 0 ? NULL : csv_reader_cell(import->reader, (size_t)import->match);
    enum li_err code = LI_OK;
    *out = NULL;
    if (id && *id)
        code = import_find_by_id(import, id, out, err);
    else if (import->match >= 0 && import->match != import->id_column)
        code = import_find_by_match(import, match ? match : "", out, err);
    if (!code && !*out)
        *out = import_new_record(import);
    return code;
}

static char *import_find_sql(const struct kind *kind, int field)
{
    const char *name = kind->fields[field].name;
    if (kind->fields[field].type == FIELD_CODE)
        return li_format("SELECT r.id, 2 * (r.archived_on IS NOT NULL) + (r.\"%s\" <> ?1)"
                         " FROM \"%s\" r WHERE r.\"%s\" COLLATE NOCASE IN (?1, ?2, ?3, ?4)"
                         " ORDER BY 2 LIMIT 2",
            name, kind->name, name);
    return li_format("SELECT r.id, r.archived_on IS NOT NULL FROM \"%s\" r WHERE r.\"%s\" = ?1"
                     " ORDER BY 2 LIMIT 2",
        kind->name, name);
}

/* Without an index each row would read the whole table, so the column gets one while the import
   runs; SQLite updates it as rows are added. */
static enum li_err import_index_match(
    struct import *import, const struct kind *kind, const struct field *field, struct li_error *err)
{
    const char *column = field->name, *collation = field->type == FIELD_CODE ? "NOCASE" : "BINARY";
    struct query *query = query_new(import->context->store,
        "SELECT 1 FROM pragma_index_list(?1) l JOIN pragma_index_xinfo(l.name) i"
        " WHERE i.seqno = 0 AND i.name = ?2 AND i.coll = ?3 AND NOT l.partial",
        err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, kind->name);
    query_bind_plain(query, 2, column);
    query_bind_plain(query, 3, collation);
    int there = query_step(query, err);
    query_free(query);
    if (there != 0)
        return there < 0 ? err->code : LI_OK;
    char *sql = li_format("CREATE INDEX " MATCH_INDEX " ON \"%s\" (\"%s\" COLLATE %s)", kind->name,
        column, collation);
    enum li_err code = query_run(import->context->store, sql, err);
    free(sql);
    import->indexed = !code;
    return code;
}

enum li_err import_begin_match(struct import *import, struct li_error *err)
{
    assert(import && !import->find);
    const struct kind *kind = import->options->kind;
    int field = import->match < 0 ? -1 : import->columns.list[import->match].field;
    if (field < 0)
        return LI_OK;
    enum li_err code = import_index_match(import, kind, &kind->fields[field], err);
    if (code)
        return code;
    char *sql = import_find_sql(kind, field);
    import->find = query_new(import->context->store, sql, err);
    free(sql);
    return import->find ? LI_OK : err->code;
}

enum li_err import_end_match(struct import *import, struct li_error *err)
{
    assert(import);
    query_free(import->find);
    import->find = NULL;
    return import->indexed ? query_run(import->context->store, "DROP INDEX " MATCH_INDEX, err)
                           : LI_OK;
}
