/*
 * report.c: a report's table goes through core/format; the title and the sentences are written
 * here.
 */
#include "core/report/report.h"
#include "core/base/text.h"
#include "core/format/html.h"
#include "core/format/printer.h"
#include "core/format/xlsx.h"
#include "core/kind/affiliate.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct report_format {
    const char *name;
    const struct format *table;
    void (*head)(const char *title, FILE *out);
    void (*say)(const char *sentence, bool first, FILE *out); /* below the table */
    void (*foot)(FILE *out);
    /* After the table's end: for a format that can write only the whole. */
    enum li_err (*finish)(struct printer *printer, struct li_error *err);
};

struct report_out {
    struct printer printer;
    const struct report_format *format;
    char *title;
    bool begun;
    char **said;
    size_t said_count;
};

/* --- formats ---------------------------------------------------------------------------------- */

static void report_text_head(const char *title, FILE *out)
{
    char *safe = text_safe(title);
    fprintf(out, "%s\n\n", safe);
    free(safe);
}

static void report_text_say(const char *sentence, bool first, FILE *out)
{
    char *safe = text_safe(sentence);
    fprintf(out, "%s%s\n", first ? "\n" : "", safe);
    free(safe);
}

static void report_md_head(const char *title, FILE *out)
{
    fputs("# ", out);
    format_md_text(title, out);
    fputs("\n\n", out);
}

static void report_md_say(const char *sentence, bool first, FILE *out)
{
    (void)first;
    fputs("\n", out);
    format_md_text(sentence, out);
    fputs("\n", out);
}

/* Programs read the table alone. */
static const struct report_format report_formats[] = {
    {"text", &format_table, report_text_head, report_text_say, NULL, NULL},
    {"md", &format_md, report_md_head, report_md_say, NULL, NULL},
    {"html", &format_html, html_head, html_say, html_foot, NULL},
    {"csv", &format_csv, NULL, NULL, NULL, NULL},
#ifdef WITH_XLSX
    {"xlsx", &format_xlsx, NULL, NULL, NULL, xlsx_finish},
#endif
};

static const char *report_format_list(void)
{
#ifdef WITH_XLSX
    return "text|md|html|csv|xlsx";
#else
    return "text|md|html|csv";
#endif
}

enum li_err report_format_find(
    const char *name, const struct report_format **out, struct li_error *err)
{
    assert(name);
    for (size_t i = 0; i < sizeof report_formats / sizeof *report_formats; i++)
        if (strcmp(report_formats[i].name, name) == 0) {
            *out = &report_formats[i];
            return LI_OK;
        }
    return li_fail(
        err, LI_USAGE, "Unknown report format \"%s\"; use one of %s.", name, report_format_list());
}

/* --- writing ---------------------------------------------------------------------------------- */

/* A column's name, for programs, is its label in lower case without blanks. */
void report_column(struct report_out *out, const char *label, enum report_cell cell)
{
    assert(label && !out->begun);
    char *name = li_strdup(label);
    for (char *at = name; *at; at++)
        *at = *at >= 'A' && *at <= 'Z' ? (char)(*at + 'a' - 'A') : *at == ' ' ? '_' : *at;
    struct printer_column *column = printer_add(&out->printer, name, label);
    column->number = cell == REPORT_NUMBER;
    column->day = cell == REPORT_DAY;
    free(name);
}

/* With the first row, or at the end, so that a report that fails at once has no title either. */
static void report_begin(struct report_out *out)
{
    if (out->begun)
        return;
    out->begun = true;
    if (out->format->head)
        out->format->head(out->title, out->printer.out);
    printer_begin(&out->printer);
}

bool report_row(struct report_out *out, const char *const *cells)
{
    assert(out->printer.count > 0);
    report_begin(out);
    printer_row(&out->printer, cells);
    return !ferror(out->printer.out);
}

enum li_err report_rows(struct report_out *out, struct query *query, int from, struct li_error *err)
{
    assert(out && query && from >= 0);
    const char **cells = li_calloc(out->printer.count + 1, sizeof *cells);
    int more;
    bool wanted = true;
    while (wanted && (more = query_step(query, err)) > 0) {
        for (size_t i = 0; i < out->printer.count; i++)
            cells[i] = query_text(query, from + (int)i);
        wanted = report_row(out, cells);
    }
    free(cells);
    return wanted && more < 0 ? err->code : LI_OK;
}

enum li_err report_affiliates(struct context *context, const char *filter, struct report_out *out,
    report_affiliate_fn write, void *arg, struct li_error *err)
{
    assert(context && out && write);
    const struct listing listing = {.kind = &kind_affiliate, .filter = filter};
    struct columns columns;
    enum li_err code = columns_parse(&kind_affiliate, "code,name", &columns, err);
    if (code)
        return code;
    struct query *query = listing_records(context, &listing, &columns, err);
    columns_free(&columns);
    if (!query)
        return err->code;
    int more = 0;
    while (!code && !ferror(out->printer.out) && (more = query_step(query, err)) > 0) {
        struct id id = {{0}};
        query_id(query, 0, &id);
        code = write(arg, out, &id, query_text(query, 2), query_text(query, 3), err);
    }
    query_free(query);
    return more < 0 ? err->code : code;
}

int64_t report_count(const struct report_out *out)
{
    assert(out);
    return out->printer.rows;
}

void report_say(struct report_out *out, const char *format, ...)
{
    assert(format);
    va_list arguments;
    va_start(arguments, format);
    out->said = li_realloc(out->said, out->said_count + 1, sizeof *out->said);
    out->said[out->said_count++] = li_vformat(format, arguments);
    va_end(arguments);
}

static enum li_err report_end(struct report_out *out, struct li_error *err)
{
    const struct report_format *format = out->format;
    FILE *file = out->printer.out;
    printer_end(&out->printer);
    if (format->finish)
        return format->finish(&out->printer, err);
    for (size_t i = 0; i < out->said_count && format->say; i++)
        format->say(out->said[i], i == 0, file);
    if (format->foot)
        format->foot(file);
    return LI_OK;
}

static void report_out_clear(struct report_out *out)
{
    for (size_t i = 0; i < out->said_count; i++)
        free(out->said[i]);
    printer_clear(&out->printer);
    free(out->said);
    free(out->title);
}

/* A reader may stop early: a closed pipe is no failure. */
static enum li_err report_flush(FILE *out, struct li_error *err)
{
    errno = 0;
    if ((fflush(out) == 0 && !ferror(out)) || errno == EPIPE)
        return LI_OK;
    return li_fail(err, LI_IO, "The report could not be written: %s.", strerror(errno));
}

enum li_err report_write(struct context *context, const struct report *report, const char *filter,
    const struct report_format *format, const struct output_style *style, FILE *out,
    struct li_error *err)
{
    assert(report && report->write && format && style);
    struct report_out writing = {
        .printer = printer_of(format->table, context, out), .format = format};
    char day[DATE_SHOWN_SIZE], *org;
    writing.printer.style = *style;
    enum li_err code = context_org(context, &org, err);
    if (code)
        return code;
    writing.title = li_format(
        "%s: %s, %s", org, report->title, date_show(context->today, writing.printer.dates, day));
    free(org);
    code = report->write(context, filter, &writing, err);
    if (!code)
        report_begin(&writing);
    enum li_err ended = writing.begun ? report_end(&writing, code ? NULL : err) : LI_OK;
    code = code ? code : ended;
    report_out_clear(&writing);
    return code ? code : report_flush(out, err);
}
