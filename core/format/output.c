/*
 * output.c: listings and plain rows fed to a format.
 */
#include "core/format/output.h"
#include "core/format/printer.h"
#include "data/base/memory.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct format *const output_formats[] = {
    &format_table, &format_csv, &format_tsv, &format_json, &format_jsonl, &format_md};
enum { FORMAT_COUNT = sizeof output_formats / sizeof *output_formats, TOLD_EVERY = 1024 };

struct output_rows {
    struct printer printer;
    bool broken; /* the reader is gone or the disk is full: nothing more is written */
    int why;     /* errno of that */
};

const char *output_format_names(void)
{
    return "table|csv|tsv|json|jsonl|md";
}

enum li_err output_format_parse(const char *name, const struct format **out, struct li_error *err)
{
    assert(name && out);
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(output_formats[i]->name, name) == 0) {
            *out = output_formats[i];
            return LI_OK;
        }
    return li_fail(
        err, LI_USAGE, "Unknown format \"%s\"; use one of %s.", name, output_format_names());
}

/* A reader may stop early: a closed pipe is no failure. */
static enum li_err output_written(FILE *out, int why, struct li_error *err)
{
    if (!why && (fflush(out) || ferror(out)))
        why = errno;
    if (!why || why == EPIPE)
        return LI_OK;
    return li_fail(err, LI_IO, "The output could not be written: %s.", strerror(why));
}

/* Health and state are computed choices. */
static void output_add_columns(struct printer *printer, const struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        const struct field *field = column->field;
        struct printer_column *added = printer_add(printer, column->name, column->label);
        added->field = field;
        added->number = field_is_number(field);
        added->day = field->type == FIELD_DAY;
        added->sentence = field->type == FIELD_LONG && field->sql;
        added->graded = field->type == FIELD_CHOICE && field->sql;
    }
}

/* Gives one row of the query to the format; cells has room for it. */
static void output_write_row(struct printer *printer, struct query *query, const char **cells)
{
    if (printer->format->objects) {
        printer_object(printer, query_text(query, 0));
    } else {
        for (size_t i = 0; i < printer->count; i++)
            cells[i] = query_text(query, (int)i + 2);
        printer_row(printer, cells);
    }
    if (printer->style.progress && printer->rows % TOLD_EVERY == 0)
        printer->style.progress(printer->style.progress_arg, printer->rows);
}

/* If the first row cannot be read, no header is written. */
static enum li_err output_stream(struct printer *printer, struct query *query, struct li_error *err)
{
    int why = 0, more = query_step(query, err);
    if (more < 0)
        return err->code;
    const char **cells = li_calloc(printer->count + 1, sizeof *cells);
    errno = 0;
    printer_begin(printer);
    for (; !why && more > 0; more = query_step(query, err)) {
        output_write_row(printer, query, cells);
        if (ferror(printer->out))
            why = errno ? errno : EIO;
    }
    printer_end(printer);
    free(cells);
    return more < 0 ? err->code : output_written(printer->out, why, err);
}

static enum li_err output_write_listing(struct context *context, const struct listing *listing,
    const struct columns *columns, struct printer *printer, struct li_error *err)
{
    struct query *query = printer->format->objects
                              ? listing_json(context, listing, columns, err)
                              : listing_records(context, listing, columns, err);
    if (!query)
        return err->code;
    if (columns)
        output_add_columns(printer, columns);
    enum li_err code = output_stream(printer, query, err);
    printer_clear(printer);
    query_free(query);
    return code;
}

enum li_err output_listing(struct context *context, const struct listing *listing,
    const char *names, const struct format *format, const struct output_style *style, FILE *out,
    struct li_error *err)
{
    assert(context && listing && format && style && out);
    struct columns columns;
    struct printer printer = printer_of(format, context, out);
    printer.style = *style;
    if (!names && format->objects)
        return output_write_listing(context, listing, NULL, &printer, err);
    enum li_err code = columns_parse(listing->kind, names, &columns, err);
    if (code)
        return code;
    columns.exact = format->exact;
    code = output_write_listing(context, listing, &columns, &printer, err);
    columns_free(&columns);
    return code;
}

/* The record of each row id, asked for by its id. */
static enum li_err output_stream_records(struct printer *printer, const struct bulk *bulk,
    struct query *ids, struct query *record, struct li_error *err)
{
    const char **cells = li_calloc(printer->count + 1, sizeof *cells);
    struct id id;
    int why = 0, found = 0;
    errno = 0;
    printer_begin(printer);
    for (size_t i = 0; i < bulk->count && !why && found >= 0; i++) {
        if (i % TOLD_EVERY == 0 && bulk->progress &&
            !bulk->progress(bulk->progress_arg, (int64_t)i, (int64_t)bulk->count, printer->rows)) {
            li_fail(err, LI_INTERRUPTED, "Stopped; nothing was written.");
            found = -1;
            break;
        }
        query_bind_int(ids, 1, bulk->rows[i]);
        if ((found = query_step(ids, err)) > 0 && query_id(ids, 0, &id)) {
            query_bind_id(record, 1, &id);
            if ((found = query_step(record, err)) > 0)
                output_write_row(printer, record, cells);
            query_reset(record);
        }
        query_reset(ids);
        if (ferror(printer->out))
            why = errno ? errno : EIO;
    }
    printer_end(printer);
    free(cells);
    return found < 0 ? err->code : output_written(printer->out, why, err);
}

enum li_err output_records(struct context *context, const struct bulk *bulk,
    const struct format *format, FILE *out, struct li_error *err)
{
    assert(context && bulk && format && out);
    struct printer printer = printer_of(format, context, out);
    struct columns columns;
    enum li_err code = columns_parse(bulk->kind, NULL, &columns, err);
    if (code)
        return code;
    columns.exact = format->exact;
    if (!format->objects)
        output_add_columns(&printer, &columns);
    char *sql = li_format("SELECT id FROM \"%s\" WHERE rowid = ?1", bulk->kind->name);
    struct query *ids = query_new(context->store, sql, err);
    struct query *record = !ids              ? NULL
                           : format->objects ? listing_record_json(context, bulk->kind, err)
                                             : listing_record(context, bulk->kind, &columns, err);
    code = record ? output_stream_records(&printer, bulk, ids, record, err) : err->code;
    free(sql);
    query_free(ids);
    query_free(record);
    printer_clear(&printer);
    columns_free(&columns);
    return code;
}

/* The members of an object, each as JSON of its own. */
static const char *const output_members_sql =
    "SELECT json_quote(key), ?1 -> ('$.\"' || key || '\"') FROM json_each(?1)";

static enum li_err output_write_members(
    struct context *context, const char *json, FILE *out, struct li_error *err)
{
    struct query *members = query_new(context->store, output_members_sql, err);
    if (!members)
        return err->code;
    query_bind_text(members, 1, json);
    const char *between = "{\n  ";
    int more;
    while ((more = query_step(members, err)) > 0) {
        fprintf(out, "%s%s: ", between, query_text(members, 0));
        fputs(query_text(members, 1), out);
        between = ",\n  ";
    }
    fputs("\n}\n", out);
    query_free(members);
    return more < 0 ? err->code : output_written(out, 0, err);
}

enum li_err output_record_json(struct context *context, const struct kind *kind,
    const struct id *id, FILE *out, struct li_error *err)
{
    assert(context && kind && id && out);
    struct query *query = listing_record_json(context, kind, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    enum li_err code;
    int found = query_step(query, err);
    if (found > 0)
        code = output_write_members(context, query_text(query, 0), out, err);
    else if (found < 0)
        code = err->code;
    else
        code = li_fail(err, LI_NONE, "That %s no longer exists.", kind->name);
    query_free(query);
    return code;
}

bool output_is_for_people(const struct format *format)
{
    assert(format);
    return format->people;
}

struct output_rows *output_rows_new(const struct format *format, const struct output_style *style,
    const char *const *names, size_t count, FILE *out)
{
    assert(style && names && count > 0);
    struct output_rows *rows = li_calloc(1, sizeof *rows);
    rows->printer = printer_of(format, NULL, out);
    rows->printer.style = *style;
    for (size_t i = 0; i < count; i++)
        printer_add(&rows->printer, names[i], names[i]);
    printer_begin(&rows->printer);
    return rows;
}

void output_rows_set_number(struct output_rows *rows, size_t column)
{
    assert(rows && column < rows->printer.count && rows->printer.rows == 0);
    rows->printer.columns[column].number = true;
}

bool output_rows_add(struct output_rows *rows, const char *const *cells)
{
    assert(rows && cells);
    if (rows->broken)
        return false;
    printer_row(&rows->printer, cells);
    if (ferror(rows->printer.out)) {
        rows->broken = true;
        rows->why = errno ? errno : EIO;
    }
    return !rows->broken;
}

enum li_err output_rows_end(struct output_rows *rows, struct li_error *err)
{
    assert(rows);
    FILE *out = rows->printer.out;
    int why = rows->why;
    printer_end(&rows->printer);
    printer_clear(&rows->printer);
    free(rows);
    return output_written(out, why, err);
}
