/*
 * import.c: every row of a file read, judged and written inside one transaction, which is taken
 * back when any row was bad.
 *
 * Rows are written as they come, bad ones left out, so that a later row may name a record that an
 * earlier one adds.
 */
#include "core/exchange/import_internal.h"
#include "core/record/bulk.h"
#include "core/record/taken.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>
#include <string.h>

enum { PROGRESS_ROWS = 1000 };

/* A row gone wrong. */

static void import_reject(struct import *import)
{
    FILE *out = import->wish->reject;
    if (!out)
        return;
    if (import->counts->bad == 1)
        fprintf(out, "%s", import->header);
    csv_reader_copy(import->sheet, out);
}

void import_say_bad(struct import *import, const char *column, const char *reason)
{
    /* The row is not to blame for what the disk did not give. */
    if (import->unread.code ||
        store_refuse_unread(import->context->store, &import->unread) != LI_OK)
        return;
    if (!import->row_bad) {
        import->row_bad = true;
        import->counts->bad++;
        import_reject(import);
    }
    if (import->bad)
        import->bad(import->arg, csv_reader_line(import->sheet), column, reason);
}

/* A kind_problem. */
static void import_say_problem(void *arg, int field, const char *message)
{
    struct import *import = arg;
    int column = field < 0 ? -1 : import_columns_find(&import->columns, field);
    const char *name = column >= 0  ? import->columns.list[column].name
                       : field >= 0 ? import->wish->kind->fields[field].name
                                    : "";
    if (field >= 0 && field == taken_field(import->wish->kind) &&
        record_get(import->at_hand, field)) /* a rule of no other sort is about it */
        import->counts->taken++;
    import_say_bad(import, name, message);
}

/* Rows. */

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
    if (code != LI_OK)
        return code;
    if (is_new)
        counts->added++;
    else
        counts->changed++;
    return LI_OK;
}

static enum li_err import_take_row(struct import *import, struct li_error *err)
{
    struct record *record;
    import->row_bad = false;
    enum li_err code = import_find(import, &record, err);
    if (code == LI_OK)
        code = import_read_cells(import, record, err);
    if (code == LI_OK && !import->row_bad) {
        import->at_hand = record;
        record->may_double = import->wish->allow_duplicates;
        record_check(import->context, record, import_say_problem, import);
    }
    if (import->unread.code)
        code = li_fail(err, import->unread.code, "%s", import->unread.message);
    if (code == LI_OK && !import->row_bad)
        code = import_put(import, record, err);
    record_free(record);
    return import->row_bad && !import_is_fault(code) ? LI_OK : code;
}

/* What the entries are called by now. */
static void import_put_label(struct import *import)
{
    size_t written = (size_t)(import->counts->added + import->counts->changed);
    char *records = bulk_count_text(import->wish->kind, written);
    snprintf(import->label, sizeof import->label, "Import %s", records);
    free(records);
}

static void import_tell_progress(struct import *import, bool at_end)
{
    if (!at_end && import->counts->rows % PROGRESS_ROWS != 0)
        return;
    import_put_label(import);
    if (import->progress)
        import->progress(import->arg, csv_reader_done(import->sheet),
            csv_reader_total(import->sheet), import->counts->rows);
}

static enum li_err import_take_rows(
    struct store *store, struct import *import, struct li_error *err)
{
    int more;
    while ((more = csv_reader_next(import->sheet, err)) > 0) {
        import->counts->rows++;
        enum li_err code = import_take_row(import, err);
        import_tell_progress(import, false);
        if (code == LI_OK)
            code = journal_checkpoint(store, err);
        if (code != LI_OK)
            return code;
    }
    import_tell_progress(import, true);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err import_refuse_bad(const struct import_counts *counts, struct li_error *err)
{
    return li_fail(err, LI_REFUSED, "%lld of %lld rows %s bad; nothing was imported.",
        (long long)counts->bad, (long long)counts->rows, counts->bad == 1 ? "is" : "are");
}

/* The journal_fn. */
static enum li_err import_run_command(struct store *store, void *arg, struct li_error *err)
{
    struct import *import = arg;
    import->writer = record_writer_new(store, import->wish->kind);
    enum li_err code = import_begin_match(import, err);
    if (code == LI_OK)
        code = import_take_rows(store, import, err);
    if (code == LI_OK)
        code = import_end_match(import, err);
    query_free(import->find);
    record_writer_free(import->writer);
    return code == LI_OK && import->counts->bad > 0 ? import_refuse_bad(import->counts, err) : code;
}

/* Whether a row may name a record that one before it added, or have its code: then even a dry run
   must add it. */
static bool import_looks_back(const struct import *import)
{
    const struct kind *kind = import->wish->kind;
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
    if (!import->wish->dry_run)
        return journal_write(store, import->label, import_run_command, import, NULL, err);
    import->only_reads = !import_looks_back(import);
    return import->only_reads ? import_run_command(store, import, err)
                              : journal_dry_run(store, import_run_command, import, err);
}

/* Before and after. */

static void import_copy_header(struct import *import)
{
    FILE *out = li_text_open(&import->header);
    csv_reader_copy(import->sheet, out);
    li_text_close(out);
}

static enum li_err import_begin(struct import *import, struct li_error *err)
{
    const struct import_options *wish = import->wish;
    int more = csv_reader_next(import->sheet, err);
    if (more < 0)
        return err->code;
    if (more == 0)
        return li_fail(err, LI_REFUSED, "%s is empty; its first line should name the fields.",
            csv_reader_name(import->sheet));
    enum li_err code = import_columns_read(wish, import->sheet, &import->columns, err);
    if (code != LI_OK)
        return code;
    import_copy_header(import);
    import->initial = record_new(import->context, wish->kind);
    import->id_column = import_columns_find(&import->columns, COLUMN_ID);
    import_begin_cells(import);
    import->match = import_columns_match(&import->columns, wish);
    return LI_OK;
}

static void import_end(struct import *import)
{
    import_end_cells(import);
    import_columns_free(&import->columns);
    record_free(import->initial);
    free(import->header);
    csv_reader_close(import->sheet);
}

enum li_err import_csv(struct context *context, const struct import_options *wish, import_bad bad,
    import_progress progress, void *arg, struct import_counts *out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    *out = (struct import_counts){0};
    struct import import = {.context = context,
        .wish = wish,
        .bad = bad,
        .progress = progress,
        .arg = arg,
        .counts = out,
        .match = -1};
    enum li_err code = csv_reader_open(wish->path, &import.sheet, err);
    if (code == LI_OK)
        code = import_begin(&import, err);
    if (code == LI_OK)
        code = import_do(&import, err);
    import_end(&import);
    return code;
}
