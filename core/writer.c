/*
 * writer.c: a record as an INSERT of all its columns or an UPDATE of the changed ones.
 */
#include "writer.h"
#include "../data/memory.h"
#include "../data/query.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writer {
    struct store *store;
    const struct kind *kind;
    struct query *insert, *update; /* prepared when first needed */
    bool *updates;                 /* the columns update was made for, as record->changed */
};

struct writer *writer_new(struct store *store, const struct kind *kind)
{
    struct writer *writer = li_calloc(1, sizeof *writer);
    writer->store = store;
    writer->kind = kind;
    writer->updates = li_calloc((size_t)kind->stored_count + 1, sizeof *writer->updates);
    return writer;
}

void writer_free(struct writer *writer)
{
    if (!writer)
        return;
    query_free(writer->insert);
    query_free(writer->update);
    free(writer->updates);
    free(writer);
}

/* The columns after id, in the order of record->changed. */
static const char *column_name(const struct kind *kind, int column)
{
    return column < kind->stored_count ? kind->fields[column].name : "archived_on";
}

/* Parameter 1 is the id, 2 and on the columns; an UPDATE leaves out the numbers it doesn't use. */
static int column_parameter(int column)
{
    return column + 2;
}

static char *insert_sql(const struct kind *kind)
{
    char *text = NULL;
    size_t size = 0;
    FILE *sql = open_memstream(&text, &size);
    fprintf(sql, "INSERT INTO \"%s\" (id", kind->name);
    for (int i = 0; i <= kind->stored_count; i++)
        fprintf(sql, ", \"%s\"", column_name(kind, i));
    fputs(") VALUES (?1", sql);
    for (int i = 0; i <= kind->stored_count; i++)
        fprintf(sql, ", ?%d", column_parameter(i));
    fputs(")", sql);
    fclose(sql);
    return text;
}

static char *update_sql(const struct kind *kind, const bool *changed)
{
    char *text = NULL;
    size_t size = 0;
    const char *between = "";
    FILE *sql = open_memstream(&text, &size);
    fprintf(sql, "UPDATE \"%s\" SET ", kind->name);
    for (int i = 0; i <= kind->stored_count; i++) {
        if (!changed[i])
            continue;
        fprintf(sql, "%s\"%s\" = ?%d", between, column_name(kind, i), column_parameter(i));
        between = ", ";
    }
    fputs(" WHERE id = ?1", sql);
    fclose(sql);
    return text;
}

static void bind_column(struct query *query, const struct record *record, int column)
{
    const struct kind *kind = record->kind;
    int at = column_parameter(column);
    char day[DAY_TEXT_SIZE];
    struct id id;
    if (column == kind->stored_count)
        query_bind_plain(
            query, at, record->archived_on == DAY_NONE ? NULL : day_text(record->archived_on, day));
    else if (kind->fields[column].type == FIELD_REF)
        query_bind_id(
            query, at, record->value[column] && id_parse(record->value[column], &id) ? &id : NULL);
    else
        query_bind_plain(query, at, record->value[column]);
}

static enum li_err writer_run(
    struct query *query, struct record *record, bool all, struct li_error *err)
{
    int columns = record->kind->stored_count + 1;
    query_bind_id(query, 1, &record->id);
    for (int i = 0; i < columns; i++)
        if (all || record->changed[i])
            bind_column(query, record, i);
    bool done = query_step(query, err) == 0;
    query_reset(query);
    if (!done)
        return err->code;
    record->stored = true;
    memset(record->changed, 0, (size_t)columns * sizeof *record->changed);
    return LI_OK;
}

static enum li_err writer_add(struct writer *writer, struct record *record, struct li_error *err)
{
    if (!writer->insert) {
        char *sql = insert_sql(writer->kind);
        writer->insert = query_new(writer->store, sql, err);
        free(sql);
        if (!writer->insert)
            return err->code;
    }
    if (id_is_nil(&record->id))
        record->id = id_new();
    return writer_run(writer->insert, record, true, err);
}

static enum li_err writer_change(struct writer *writer, struct record *record, struct li_error *err)
{
    size_t size = ((size_t)writer->kind->stored_count + 1) * sizeof *record->changed;
    if (!record_is_changed(record))
        return LI_OK;
    if (!writer->update || memcmp(writer->updates, record->changed, size) != 0) {
        query_free(writer->update);
        char *sql = update_sql(writer->kind, record->changed);
        writer->update = query_new(writer->store, sql, err);
        free(sql);
        if (!writer->update)
            return err->code;
        memcpy(writer->updates, record->changed, size);
    }
    return writer_run(writer->update, record, false, err);
}

enum li_err writer_put(struct writer *writer, struct record *record, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    return record->stored ? writer_change(writer, record, err) : writer_add(writer, record, err);
}
