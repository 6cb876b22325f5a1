/*
 * export.c: every record of every kind written out, as of one moment.
 */
#include "core/exchange/export.h"
#include "core/filter/field_sql.h"
#include "core/format/format.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PROGRESS_EVERY = 1024 };

struct export
{
    struct context *context;
    const struct kind *kind;  /* being written */
    export_progress progress; /* NULL: none */
    void *arg;
    int64_t done, total;
};

static void export_tell(struct export *export)
{
    if (++export->done % PROGRESS_EVERY == 0 && export->progress)
        export->progress(export->arg, export->done, export->total);
}

/* About how many records there are: the highest row numbers, which are found without counting. */
static enum li_err export_estimate(struct export *export, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < kind_count && !code; i++) {
        char *sql = li_format("SELECT max(rowid) FROM \"%s\"", kinds[i]->name);
        struct query *query = query_new(export->context->store, sql, err);
        free(sql);
        if (!query || query_step(query, err) < 0)
            code = err->code;
        else
            export->total += query_int(query, 0);
        query_free(query);
    }
    return code;
}

/* All rows, archived ones too, in the order they were added: parents tend to come before children.
 */
static struct query *export_rows_of(
    struct context *context, const struct kind *kind, const char *what, struct li_error *err)
{
    char *sql = li_format("SELECT %s FROM \"%s\" r ORDER BY r.id", what, kind->name);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    return query;
}

/* --- a folder of CSV -------------------------------------------------------------------------- */

static char *export_cells_sql(const struct kind *kind)
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    fputs("r.id", sql);
    for (int i = 0; i < kind->stored_count; i++)
        fprintf(sql, ", r.\"%s\"", kind->fields[i].name);
    fputs(", r.archived_on", sql);
    li_text_close(sql);
    return text;
}

static void export_write_header(const struct kind *kind, FILE *out)
{
    fputs("id", out);
    for (int i = 0; i < kind->stored_count; i++)
        fprintf(out, ",%s", kind->fields[i].name);
    fputs(",archived_on\n", out);
}

static enum li_err export_write_csv(FILE *out, void *arg, struct li_error *err)
{
    struct export *export = arg;
    const struct kind *kind = export->kind;
    char *cells = export_cells_sql(kind);
    struct query *query = export_rows_of(export->context, kind, cells, err);
    free(cells);
    if (!query)
        return err->code;
    export_write_header(kind, out);
    int more, columns = query_columns(query);
    while ((more = query_step(query, err)) > 0) {
        for (int i = 0; i < columns; i++) {
            if (i > 0)
                putc_unlocked(',', out);
            format_csv_cell(query_text(query, i), ',', out);
        }
        putc_unlocked('\n', out);
        export_tell(export);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err export_write_file(struct export *export, const struct kind *kind,
    const char *folder, struct file_draft *draft, struct li_error *err)
{
    char *path = li_format("%s/%s.csv", folder, kind->name);
    export->kind = kind;
    enum li_err code = file_draft_write(draft, path, export_write_csv, export, err);
    free(path);
    return code;
}

static enum li_err export_folder(struct export *export, const char *folder, struct li_error *err)
{
    bool made = mkdir(folder, 0700) == 0;
    if (!made && errno != EEXIST)
        return li_fail(err, LI_IO, "%s cannot be created: %s.", folder, strerror(errno));
    struct file_draft *drafts = li_calloc(kind_count, sizeof *drafts);
    enum li_err code = LI_OK;
    for (size_t i = 0; i < kind_count && !code; i++)
        code = export_write_file(export, kinds[i], folder, &drafts[i], err);
    for (size_t i = 0; i < kind_count && !code; i++)
        code = file_draft_publish(&drafts[i], err);
    for (size_t i = 0; i < kind_count; i++)
        file_draft_free(&drafts[i]);
    free(drafts);
    if (code && made)
        rmdir(folder);
    return code;
}

/* --- one JSON document ------------------------------------------------------------------------ */

static char *export_object_sql(const struct kind *kind)
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    fputs("json_object('id', id_text(r.id)", sql);
    for (int i = 0; i < kind->stored_count; i++) {
        fprintf(sql, ", '%s', ", kind->fields[i].name);
        field_sql_json(&kind->fields[i], NULL, sql);
    }
    fputs(", 'archived_on', r.archived_on)", sql);
    li_text_close(sql);
    return text;
}

static enum li_err export_write_objects(
    struct export *export, const struct kind *kind, FILE *out, struct li_error *err)
{
    char *object = export_object_sql(kind);
    struct query *query = export_rows_of(export->context, kind, object, err);
    free(object);
    if (!query)
        return err->code;
    int more;
    const char *between = "\n";
    while ((more = query_step(query, err)) > 0) {
        fputs_unlocked(between, out);
        fputs_unlocked(query_text(query, 0), out);
        between = ",\n";
        export_tell(export);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

/* {"format":"liaise","version":1,"org":"...","records":{ */
static enum li_err export_write_opening(struct context *context, FILE *out, struct li_error *err)
{
    char *org;
    struct query *query = NULL;
    if (!context_org(context, &org, err))
        query = query_new(context->store, "SELECT json_quote(?1)", err);
    if (query)
        query_bind_plain(query, 1, org);
    free(org);
    if (!query)
        return err->code;
    int there = query_step(query, err);
    if (there > 0)
        fprintf(out, "{\"format\":\"liaise\",\"version\":1,\"org\":%s,\"records\":{",
            query_text(query, 0));
    query_free(query);
    return there < 0 ? err->code : LI_OK;
}

static enum li_err export_write_document(FILE *out, void *arg, struct li_error *err)
{
    struct export *export = arg;
    enum li_err code = export_write_opening(export->context, out, err);
    for (size_t i = 0; i < kind_count && !code; i++) {
        fprintf(out, "%s\n\"%s\":[", i > 0 ? "]," : "", kinds[i]->name);
        code = export_write_objects(export, kinds[i], out, err);
    }
    fputs("]\n}}\n", out);
    return code;
}

static bool export_is_document(const char *path)
{
    static const char end[] = ".json";
    size_t length = strlen(path);
    return length > strlen(end) && strcmp(path + length - strlen(end), end) == 0;
}

enum li_err export_all(struct context *context, const char *path, export_progress progress,
    void *arg, int64_t *count, struct li_error *err)
{
    assert(path && count);
    struct li_error own = {0};
    err = err ? err : &own;
    struct export export = {.context = context, .progress = progress, .arg = arg};
    enum li_err code = query_run(context->store, "BEGIN", err);
    if (code)
        return code;
    code = export_estimate(&export, err);
    if (!code)
        code = export_is_document(path) ? file_write(path, export_write_document, &export, err)
                                        : export_folder(&export, path, err);
    query_run(context->store, "COMMIT", NULL);
    *count = export.done;
    return code;
}
