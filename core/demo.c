/*
 * demo.c: the sample of data/sample, read row by row under the rules that hold for everybody's
 * records, as seen from today.
 */
#include "demo.h"
#include "../data/memory.h"
#include "../data/resource.h"
#include "record.h"
#include <csv.h>
#include <stdlib.h>

enum { COLUMN_MOST = 32 };

/* One file being read. */
struct sample {
    struct li *li;
    const struct kind *kind;
    int field[COLUMN_MOST]; /* of each column */
    int columns;            /* 0 until the header was read */
    char *cell[COLUMN_MOST];
    int cells;
    int line;
    enum li_err status; /* the first failure; what follows is passed over */
    struct li_error *err;
};

static void sample_fail(struct sample *sample, int column, const char *reason)
{
    const char *name = column < 0 ? "" : sample->kind->fields[column].name;
    sample->status = li_fail(sample->err, LI_REFUSED, "The sample of %s, line %d: %s%s%s",
        sample->kind->plural, sample->line, name, *name ? ": " : "", reason);
}

static void sample_problem(void *arg, int field, const char *message)
{
    struct sample *sample = arg;
    if (sample->status == LI_OK)
        sample_fail(sample, field, message);
}

static void sample_header(struct sample *sample)
{
    for (int i = 0; i < sample->cells; i++) {
        sample->field[i] = kind_field(sample->kind, sample->cell[i]);
        if (sample->field[i] < 0 || sample->field[i] >= sample->kind->stored_count)
            return sample_fail(sample, -1, "a column is no field of that kind.");
    }
    sample->columns = sample->cells;
}

/* A blank cell leaves what a new record starts with. */
static void sample_record(struct sample *sample)
{
    struct li *li = sample->li;
    struct record *record = record_new(li, sample->kind);
    struct li_error why;
    if (sample->cells != sample->columns)
        sample_fail(sample, -1, "it has not as many cells as the header.");
    for (int i = 0; i < sample->cells && sample->status == LI_OK; i++)
        if (*sample->cell[i] != '\0' &&
            record_read(li, record, sample->field[i], sample->cell[i], &why) != LI_OK)
            sample_fail(sample, sample->field[i], why.message);
    if (sample->status == LI_OK)
        record_check(li, record, sample_problem, sample);
    if (sample->status == LI_OK)
        sample->status = record_write(li->store, record, sample->err);
    if (sample->status == LI_OK)
        sample->status = journal_step(li->store, sample->err);
    record_free(record);
}

static void sample_cell(void *text, size_t length, void *arg)
{
    struct sample *sample = arg;
    if (sample->cells < COLUMN_MOST)
        sample->cell[sample->cells++] = li_strndup(text ? text : "", length);
}

static void sample_row(int end, void *arg)
{
    struct sample *sample = arg;
    (void)end;
    sample->line++;
    if (sample->status == LI_OK && sample->columns == 0)
        sample_header(sample);
    else if (sample->status == LI_OK)
        sample_record(sample);
    while (sample->cells > 0)
        free(sample->cell[--sample->cells]);
}

static enum li_err sample_file(
    struct li *li, const struct kind *kind, const struct resource *file, struct li_error *err)
{
    struct sample sample = {.li = li, .kind = kind, .err = err};
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) != 0)
        return li_fail(err, LI_IO, "The CSV reader could not be started.");
    if (csv_parse(&parser, file->text, file->size, sample_cell, sample_row, &sample) !=
            file->size ||
        csv_fini(&parser, sample_cell, sample_row, &sample) != 0)
        sample_fail(&sample, -1, csv_strerror(csv_error(&parser)));
    csv_free(&parser);
    return sample.status;
}

/* Each kind's file is named by its plural; the kinds come in the order of their references. */
static enum li_err sample_write(struct store *store, void *arg, struct li_error *err)
{
    enum li_err status = LI_OK;
    (void)store;
    for (size_t i = 0; i < kind_count && status == LI_OK; i++) {
        char *name = li_format("sample/%s.csv", kinds[i]->plural);
        const struct resource *file = resource_find(name);
        if (file)
            status = sample_file(arg, kinds[i], file, err);
        free(name);
    }
    return status;
}

enum li_err demo_sample(struct li *li, struct li_error *err)
{
    return journal_write(li->store, "Add the demonstration", sample_write, li, NULL, err);
}
