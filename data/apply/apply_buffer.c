/*
 * apply_buffer.c: decides what is buffered, and writes it.
 */
#include "data/apply/apply_buffer.h"
#include "data/changeset/changeset_walk.h"
#include "data/changeset/sqlite_session.h"
#include "data/store/store_error.h"
#include "data/store/table_info.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

enum { APPLY_BUFFER_MOST = 16 << 20 /* bytes; more are written before the next entry */ };

/* --- what is plain ---------------------------------------------------------------------------- */

/* A numeric column stores a whole number as an integer, and reads a text as a number. */
#define APPLY_BUFFER_REAL_MOST 1e15

/* Whether the column stores the value as it is. */
static bool apply_buffer_stores(const struct table_info_column *column, const unsigned char *value)
{
    int type = *value;
    if (type == SQLITE_NULL || type == SQLITE_BLOB)
        return true;
    if (!column->numeric)
        return type == SQLITE_TEXT;
    double number = type == SQLITE_FLOAT ? changeset_walk_real(value) : 0;
    return type == SQLITE_INTEGER ||
           (type == SQLITE_FLOAT && number > -APPLY_BUFFER_REAL_MOST &&
               number < APPLY_BUFFER_REAL_MOST && (double)(int64_t)number != number);
}

static bool apply_buffer_takes(
    const struct apply_table *table, const struct changeset_walk_visited *change)
{
    bool takes = change->operation == SQLITE_UPDATE && change->columns <= table->info->count;
    for (size_t i = 0; i < change->field_count && takes; i++)
        takes = apply_table_is_plain(table, (int)change->fields[i].column) &&
                apply_buffer_stores(
                    &table->info->columns[change->fields[i].column], change->fields[i].value);
    return takes;
}

struct apply_buffer_judged {
    struct apply_tables *tables;
    const char *name;                /* the last change's table, as a pointer into the changeset */
    const struct apply_table *table; /* the same table; NULL: failed */
    bool takes;
    struct li_error *err;
};

static bool apply_buffer_judge_change(void *arg, const struct changeset_walk_visited *change)
{
    struct apply_buffer_judged *judged = arg;
    if (change->table != judged->name)
        judged->table = apply_tables_find(judged->tables, change->table, judged->err);
    judged->name = change->table;
    judged->takes = judged->table && apply_buffer_takes(judged->table, change);
    return judged->takes;
}

/* *takes: the changes are buffered. They are walked without SQLite, which would make a value of
   every column. */
static enum li_err apply_buffer_judge(
    struct apply_tables *tables, const void *bytes, size_t size, bool *takes, struct li_error *err)
{
    struct apply_buffer_judged judged = {.tables = tables, .takes = true, .err = err};
    bool whole = changeset_walk_each(bytes, size, apply_buffer_judge_change, &judged);
    *takes = whole && judged.takes;
    return judged.name && !judged.table ? err->code : LI_OK;
}

/* --- writing ---------------------------------------------------------------------------------- */

/* The table had each of these values before, or takes any, so it refuses none unless the database
   is damaged. */
static enum li_err apply_buffer_write(
    struct apply_table *table, struct field_buffer_record *record, struct li_error *err)
{
    enum li_err code = apply_table_write(table, record, err);
    return code != LI_REFUSED
               ? code
               : li_fail(err, LI_CORRUPT,
                     "The records do not match what the entries left%s. Run `liaise check` for "
                     "details.",
                     store_error_consequence(apply_tables_store(table->tables)));
}

static enum li_err apply_buffer_write_all(struct apply_tables *tables, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (struct apply_table *table = tables->first; table && !code; table = table->next) {
        for (size_t i = 0; i < table->buffer.room && !code; i++)
            if (table->buffer.places[i] && table->buffer.places[i]->now)
                code = apply_buffer_write(table, table->buffer.places[i], err);
        field_buffer_clear(&table->buffer);
    }
    return code;
}

static size_t apply_buffer_size(const struct apply_tables *tables)
{
    size_t size = 0;
    for (const struct apply_table *table = tables->first; table; table = table->next)
        size += table->buffer.size;
    return size;
}

struct apply_buffer_named {
    struct apply_tables *tables;
    enum li_err code;
    struct li_error *err;
};

static bool apply_buffer_write_named(void *arg, const struct changeset_walk_visited *change)
{
    struct apply_buffer_named *named = arg;
    struct apply_table *table = named->tables->first;
    struct id id;
    memcpy(id.byte, change->id, ID_SIZE);
    while (table && strcmp(table->name, change->table) != 0)
        table = table->next;
    struct field_buffer_record *record = table ? field_buffer_find(&table->buffer, &id) : NULL;
    if (record) {
        named->code = apply_buffer_write(table, record, named->err);
        field_buffer_drop(&table->buffer, record);
    }
    return !named->code;
}

/* ---------------------------------------------------------------------------------------------- */

void apply_buffer_begin(struct apply_tables *tables)
{
    assert(tables && !tables->buffers);
    tables->buffers = true;
}

enum li_err apply_buffer_end(struct apply_tables *tables, struct li_error *err)
{
    assert(tables && tables->buffers && err);
    tables->buffers = tables->buffered = false;
    return apply_buffer_write_all(tables, err);
}

enum li_err apply_buffer_enter(
    struct apply_tables *tables, const void *changeset, size_t size, struct li_error *err)
{
    assert(tables && err);
    bool takes = false;
    tables->buffered = false;
    if (!tables->buffers)
        return LI_OK;
    enum li_err code = apply_buffer_judge(tables, changeset, size, &takes, err);
    size_t held = apply_buffer_size(tables);
    if (!code && held > APPLY_BUFFER_MOST) {
        code = apply_buffer_write_all(tables, err);
    } else if (!code && !takes && held > 0) {
        struct apply_buffer_named named = {tables, LI_OK, err};
        changeset_walk_each(changeset, size, apply_buffer_write_named, &named);
        code = named.code;
    }
    tables->buffered = takes && !code;
    return code;
}
