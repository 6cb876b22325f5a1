/*
 * import.c: every row of a file read, checked and written inside one transaction, which is rolled
 * back when any row is bad.
 *
 * Good rows are written as they come, so that a row may name a record that an earlier row adds.
 */
#include "core/exchange/import_internal.h"
#include "core/record/bulk.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/taken.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRESS_ROWS = 1000 };

/* A kind_problem. */
static void import_say_problem(void *arg, int field, const char *message)
{
    struct import *import = arg;
    int column = field < 0 ? -1 : import_columns_find(&import->columns, field);
    const char *name = column >= 0  ? import->columns.list[column].name
                       : field >= 0 ? import->options->kind->fields[field].name
                                    : "";
    if (field >= 0 && field == taken_field(import->options->kind) &&
        record_get(import->current, field)) /* the only rule about a code that is not blank */
        import->counts->taken++;
    import_say_bad(import, name, message);
}

static enum li_err import_put(struct import *import, struct record *record, struct li_error *err)
{
    struct import_counts *counts = import->counts;
    bool is_new = !record->stored;
    if (!is_new && !record_is_changed(record)) {
        counts->same++;
        return LI_OK;
    }
    enum li_err code = import->only_reads ? LI_OK
                       : is_new           ? record_writer_put(import->writer, record, err)
                                          : record_writer_put_whole(import->writer, record, err);
    if (code == LI_REFUSED) {
        import_say_bad(import, "", err->message);
        return LI_OK;
    }
    if (code)
        return code;
    if (is_new)
        counts->added++;
    else
        counts->changed++;
    return LI_OK;
}

static enum li_err import_row(struct import *import, struct li_error *err)
{
    struct record *record;
    import->row_bad = false;
    enum li_err code = import_find(import, &record, err);
    if (!code)
        code = import_parse_cells(import, record, err);
    if (!code && !import->row_bad) {
        import->current = record;
        record->allow_duplicate = import->options->allow_duplicates;
        record_check(import->context, record, import_say_problem, import);
    }
    if (import->unread.code)
        code = li_fail(err, import->unread.code, "%s", import->unread.message);
    if (!code && !import->row_bad)
        code = import_put(import, record, err);
    record_free(record);
    return import->row_bad && !import_is_fault(code) ? LI_OK : code;
}

/* The label of the entries, which says how many records so far. */
static void import_put_label(struct import *import)
{
    size_t written = (size_t)(import->counts->added + import->counts->changed);
    char *records = bulk_count_text(import->options->kind, written);
    snprintf(import->label, sizeof import->label, "Import %s", records);
    free(records);
}

static void import_tell_progress(struct import *import, bool at_end)
{
    if (!at_end && import->counts->rows % PROGRESS_ROWS != 0)
        return;
    import_put_label(import);
    if (import->progress)
        import->progress(import->arg, csv_reader_done(import->reader),
            csv_reader_total(import->reader), import->counts->rows);
}

static enum li_err import_rows(struct store *store, struct import *import, struct li_error *err)
{
    int more;
    while ((more = csv_reader_next(import->reader, err)) > 0) {
        import->counts->rows++;
        enum li_err code = import_row(import, err);
        import_tell_progress(import, false);
        if (!code)
            code = journal_checkpoint(store, err);
        if (code)
            return code;
    }
    import_tell_progress(import, true);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err import_refuse_bad(const struct import_counts *counts, struct li_error *err)
{
    return li_fail(err, LI_REFUSED, "%lld of %lld row%s %s bad; nothing was imported.",
        (long long)counts->bad, (long long)counts->rows, counts->rows == 1 ? "" : "s",
        counts->bad == 1 ? "is" : "are");
}

/* The journal_fn. */
static enum li_err import_run_command(struct store *store, void *arg, struct li_error *err)
{
    struct import *import = arg;
    import->writer = record_writer_new(store, import->options->kind);
    enum li_err code = import_begin_match(import, err);
    if (!code)
        code = import_rows(store, import, err);
    if (!code)
        code = import_end_match(import, err);
    query_free(import->find);
    record_writer_free(import->writer);
    return !code && import->counts->bad > 0 ? import_refuse_bad(import->counts, err) : code;
}

/* Whether a row may name a record that an earlier row adds, or have its code: then even a dry run
   must add it. */
static bool import_looks_back(const struct import *import)
{
    const struct kind *kind = import->options->kind;
    if (import->id_column >= 0 || import->match >= 0)
        return true;
    if (taken_field(kind) >= 0 && import_columns_find(&import->columns, taken_field(kind)) >= 0)
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
    struct store *store = import->context->store;
    if (!import->options->dry_run)
        return journal_write(store, import->label, import_run_command, import, NULL, err);
    import->only_reads = !import_looks_back(import);
    return import->only_reads ? import_run_command(store, import, err)
                              : journal_dry_run(store, import_run_command, import, err);
}

static void import_copy_header(struct import *import)
{
    FILE *out = li_text_open(&import->header);
    csv_reader_copy(import->reader, out);
    li_text_close(out);
}

static enum li_err import_begin(struct import *import, struct li_error *err)
{
    const struct import_options *options = import->options;
    int more = csv_reader_next(import->reader, err);
    if (more < 0)
        return err->code;
    if (more == 0)
        return li_fail(err, LI_REFUSED, "%s is empty; its first line should name the fields.",
            csv_reader_name(import->reader));
    enum li_err code = import_columns_parse(options, import->reader, &import->columns, err);
    if (code)
        return code;
    import_copy_header(import);
    import->initial = record_new(import->context, options->kind);
    import->id_column = import_columns_find(&import->columns, COLUMN_ID);
    import_begin_cells(import);
    import->match = import_columns_match(&import->columns, options);
    return LI_OK;
}

static void import_end(struct import *import)
{
    import_end_cells(import);
    import_columns_free(&import->columns);
    record_free(import->initial);
    free(import->header);
    csv_reader_close(import->reader);
}

enum li_err import_csv(struct context *context, const struct import_options *options,
    import_bad bad, import_progress progress, void *arg, struct import_counts *out,
    struct li_error *err)
{
    assert(options->kind && options->path && out);
    struct li_error own = {0};
    err = err ? err : &own;
    *out = (struct import_counts){0};
    struct import import = {.context = context,
        .options = options,
        .bad = bad,
        .progress = progress,
        .arg = arg,
        .counts = out,
        .match = -1};
    enum li_err code = csv_reader_open(options->path, &import.reader, err);
    if (!code)
        code = import_begin(&import, err);
    if (!code)
        code = import_do(&import, err);
    import_end(&import);
    return code;
}
