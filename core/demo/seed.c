/*
 * seed.c: the embedded CSV files read under everybody's rules.
 */
#include "core/demo/seed.h"
#include "core/record/record.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_writer.h"
#include "data/base/memory.h"
#include "data/database/embedded.h"
#include <assert.h>
#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { SEED_COLUMNS = 24 };

/* One file while it is read. */
struct seed {
    struct context *context;
    const struct kind *kind;
    struct record_writer *writer;
    struct record *record;    /* the current row; NULL: the header */
    int fields[SEED_COLUMNS]; /* of the columns */
    int columns, column, line;
    enum li_err code; /* the first failure; the rest is skipped */
    struct li_error *err;
};

static void seed_fail(struct seed *seed, const char *reason)
{
    char *why = li_strdup(reason);
    seed->code = li_fail(seed->err, LI_REFUSED, "The embedded file of %s, line %d: %s",
        seed->kind->plural, seed->line, why);
    free(why);
}

/* The cell's text, with the current year and the one before for "{year}" and "{year-1}". */
static char *seed_text(const struct seed *seed, const char *bytes, size_t size)
{
    char *text = li_strndup(bytes ? bytes : "", size);
    char *from = strstr(text, "{year"), *to = from ? strchr(from, '}') : NULL;
    if (!to)
        return text;
    int year, month, day;
    date_parts(seed->context->today, &year, &month, &day);
    *from = '\0';
    char *whole = li_format("%s%ld%s", text, year + strtol(from + 5, NULL, 10), to + 1);
    free(text);
    return whole;
}

static void seed_cell(void *bytes, size_t size, void *arg)
{
    struct seed *seed = arg;
    struct li_error why;
    if (seed->code)
        return;
    char *text = seed_text(seed, bytes, size);
    int field;
    if (seed->column == SEED_COLUMNS || (seed->record && seed->column >= seed->columns))
        seed_fail(seed, "there are too many columns.");
    else if (seed->record &&
             record_parse(seed->context, seed->record, seed->fields[seed->column], text, &why))
        seed_fail(seed, why.message);
    else if (!seed->record && kind_field_parse(seed->kind, text, &field, &why))
        seed_fail(seed, why.message);
    else if (!seed->record)
        seed->fields[seed->columns++] = field;
    seed->column++;
    free(text);
}

static void seed_problem(void *arg, int field, const char *message)
{
    (void)field;
    struct seed *seed = arg;
    if (!seed->code)
        seed_fail(seed, message);
}

static void seed_row(int end, void *arg)
{
    (void)end;
    struct seed *seed = arg;
    const struct kind *kind = seed->kind;
    if (!seed->code && seed->record &&
        record_check(seed->context, seed->record, seed_problem, seed) == 0) {
        int named = kind->code < 0 ? kind_field(kind, "name") : kind->code;
        if (kind->reference)
            seed->record->id = id_named(kind->name, record_get(seed->record, named));
        seed->code = record_writer_put(seed->writer, seed->record, seed->err);
        if (!seed->code)
            seed->code = journal_checkpoint(seed->context->store, seed->err);
    }
    record_free(seed->record);
    seed->record = record_new(seed->context, kind);
    seed->column = 0;
    seed->line++;
}

static enum li_err seed_kind(struct context *context, const struct kind *kind,
    const struct embedded *file, struct li_error *err)
{
    struct csv_parser parser;
    struct seed seed = {.context = context, .kind = kind, .line = 1, .err = err};
    if (csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) != 0)
        li_out_of_memory();
    seed.writer = record_writer_new(context->store, kind);
    if (csv_parse(&parser, file->text, file->size, seed_cell, seed_row, &seed) != file->size ||
        csv_fini(&parser, seed_cell, seed_row, &seed) != 0)
        seed_fail(&seed, csv_strerror(csv_error(&parser)));
    csv_free(&parser);
    record_free(seed.record);
    record_writer_free(seed.writer);
    return seed.code;
}

enum li_err seed_folder(struct context *context, const char *folder, struct li_error *err)
{
    assert(context && folder);
    enum li_err code = LI_OK;
    for (size_t i = 0; i < kind_count && !code; i++) {
        char *name = li_format("%s/%s.csv", folder, kinds[i]->plural);
        const struct embedded *file = embedded_find(name);
        if (file)
            code = seed_kind(context, kinds[i], file, err);
        free(name);
    }
    return code;
}

static enum li_err seed_all(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    return seed_folder(arg, "reference", err);
}

enum li_err seed_reference(struct context *context, struct li_error *err)
{
    assert(context);
    return journal_write(context->store, "Reference data", seed_all, context, NULL, err);
}
