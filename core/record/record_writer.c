/*
 * record_writer.c: a record as an INSERT of all its columns or an UPDATE of the changed ones.
 */
#include "core/record/record_writer.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include "data/journal/insert.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record_writer {
    struct store *store;
    const struct kind *kind;
    struct insert *insert; /* both are prepared when first needed */
    struct query *update;
    bool *updates;   /* the columns update was made for, as record->changed */
    struct id *refs; /* the references of the current row, one a field */
};

struct record_writer *record_writer_new(struct store *store, const struct kind *kind)
{
    assert(store && kind);
    struct record_writer *writer = li_calloc(1, sizeof *writer);
    writer->store = store;
    writer->kind = kind;
    writer->updates = li_calloc((size_t)kind->stored_count + 1, sizeof *writer->updates);
    writer->refs = li_calloc((size_t)kind->stored_count, sizeof *writer->refs);
    return writer;
}

void record_writer_free(struct record_writer *writer)
{
    if (!writer)
        return;
    insert_free(writer->insert);
    query_free(writer->update);
    free(writer->updates);
    free(writer->refs);
    free(writer);
}

/* The columns after id, in the order of record->changed. */
static const char *record_column_name(const struct kind *kind, int column)
{
    return column < kind->stored_count ? kind->fields[column].name : "archived_on";
}

/* Parameter 1 is the id, 2 and on the columns; an UPDATE leaves out the numbers it doesn't use. */
static int record_column_parameter(int column)
{
    return column + 2;
}

static char *record_update_sql(const struct kind *kind, const bool *changed)
{
    char *text = NULL;
    const char *between = "";
    FILE *sql = li_text_open(&text);
    fprintf(sql, "UPDATE \"%s\" SET ", kind->name);
    for (int i = 0; i <= kind->stored_count; i++) {
        if (!changed[i])
            continue;
        fprintf(sql, "%s\"%s\" = ?%d", between, record_column_name(kind, i),
            record_column_parameter(i));
        between = ", ";
    }
    fputs(" WHERE id = ?1", sql);
    li_text_close(sql);
    return text;
}

static void record_bind_column(struct query *query, const struct record *record, int column)
{
    const struct kind *kind = record->kind;
    int at = record_column_parameter(column);
    char day[DAY_TEXT_SIZE];
    struct id id;
    if (column == kind->stored_count)
        query_bind_plain(query, at,
            record->archived_on == DAY_NONE ? NULL : date_text(record->archived_on, day));
    else if (kind->fields[column].type == FIELD_REF)
        query_bind_id(
            query, at, record->value[column] && id_parse(record->value[column], &id) ? &id : NULL);
    else
        query_bind_plain(query, at, record->value[column]);
}

static void record_writer_wrote(struct record *record)
{
    size_t columns = (size_t)record->kind->stored_count + 1;
    record->stored = true;
    memset(record->changed, 0, columns * sizeof *record->changed);
}

static struct insert *record_insert_of(struct record_writer *writer, struct li_error *err)
{
    const struct kind *kind = writer->kind;
    size_t count = (size_t)kind->stored_count + 2;
    const char **columns = li_calloc(count, sizeof *columns);
    columns[0] = "id";
    for (int i = 0; i <= kind->stored_count; i++)
        columns[i + 1] = record_column_name(kind, i);
    struct insert *insert = insert_new(writer->store, kind->name, columns, count, err);
    free(columns);
    return insert;
}

static enum li_err record_writer_add(
    struct record_writer *writer, struct record *record, struct li_error *err)
{
    const struct kind *kind = writer->kind;
    if (!writer->insert && !(writer->insert = record_insert_of(writer, err)))
        return err->code;
    if (id_is_nil(&record->id))
        record->id = id_new();
    struct id *refs = writer->refs;
    char day[DAY_TEXT_SIZE];
    insert_id(writer->insert, 0, &record->id);
    for (int i = 0; i < kind->stored_count; i++)
        if (kind->fields[i].type != FIELD_REF)
            insert_text(writer->insert, (size_t)i + 1, record->value[i]);
        else if (record->value[i] && id_parse(record->value[i], &refs[i]))
            insert_id(writer->insert, (size_t)i + 1, &refs[i]);
    if (record->archived_on != DAY_NONE)
        insert_text(
            writer->insert, (size_t)kind->stored_count + 1, date_text(record->archived_on, day));
    enum li_err code = insert_row(writer->insert, err);
    if (!code)
        record_writer_wrote(record);
    return code;
}

static enum li_err record_writer_change(
    struct record_writer *writer, struct record *record, struct li_error *err)
{
    int columns = writer->kind->stored_count + 1;
    size_t size = (size_t)columns * sizeof *record->changed;
    if (!record_is_changed(record))
        return LI_OK;
    if (!writer->update || memcmp(writer->updates, record->changed, size) != 0) {
        query_free(writer->update);
        char *sql = record_update_sql(writer->kind, record->changed);
        writer->update = query_new(writer->store, sql, err);
        free(sql);
        if (!writer->update)
            return err->code;
        memcpy(writer->updates, record->changed, size);
    }
    query_bind_id(writer->update, 1, &record->id);
    for (int i = 0; i < columns; i++)
        if (record->changed[i])
            record_bind_column(writer->update, record, i);
    enum li_err code = query_finish(writer->update, err);
    if (!code)
        record_writer_wrote(record);
    return code;
}

enum li_err record_writer_put(
    struct record_writer *writer, struct record *record, struct li_error *err)
{
    assert(writer && record && record->kind == writer->kind);
    struct li_error own = {0};
    err = err ? err : &own;
    const struct kind *kind = record->kind;
    enum li_err code = kind->before_write ? kind->before_write(writer->store, record, err) : LI_OK;
    if (code)
        return code;
    return record->stored ? record_writer_change(writer, record, err)
                          : record_writer_add(writer, record, err);
}

enum li_err record_writer_put_whole(
    struct record_writer *writer, struct record *record, struct li_error *err)
{
    assert(writer && record && record->kind == writer->kind);
    struct li_error own = {0};
    err = err ? err : &own;
    const struct kind *kind = record->kind;
    struct record *added = !record->stored && kind->follow ? record_copy(record) : NULL;
    enum li_err code = LI_OK;
    if (record->stored && kind->follow)
        code = kind->follow(writer->store, record, err);
    if (!code)
        code = record_writer_put(writer, record, err);
    if (!code && added) {
        added->id = record->id;
        code = kind->follow(writer->store, added, err);
    }
    record_free(added);
    return code;
}
