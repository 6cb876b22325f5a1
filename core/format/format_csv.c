/*
 * format_csv.c: CSV (RFC 4180, but lines end in \n as everywhere else here) and tab-separated
 * values, both harmless to spreadsheets.
 */
#include "core/format/printer.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A plain number may begin with a sign. */
static bool format_is_number(const char *text)
{
    text += *text == '-' || *text == '+';
    size_t whole = strspn(text, "0123456789");
    text += whole;
    size_t part = *text == '.' ? strspn(text + 1, "0123456789") : 0;
    text += part ? part + 1 : 0;
    return (whole || part) && !*text;
}

bool format_csv_risky(const char *text)
{
    assert(text);
    const char *first = text;
    while (*first == '\'')
        first++;
    return *first && strchr("=+-@\t\r\n", *first) && !format_is_number(text);
}

/* Every quote twice. */
static void format_write_quoted(const char *text, FILE *out)
{
    for (const char *quote = strchr(text, '"'); quote; quote = strchr(text, '"')) {
        fwrite_unlocked(text, 1, (size_t)(quote - text) + 1, out);
        putc_unlocked('"', out);
        text = quote + 1;
    }
    fputs_unlocked(text, out);
}

void format_csv_cell(const char *text, char separator, FILE *out)
{
    assert(out);
    if (!text || !*text)
        return;
    /* A spreadsheet may split CSV at a semicolon or a tab as well, so all of them are quoted;
       nothing but a tab splits TSV, and cut(1) likes it bare. */
    const char *special = separator == '\t' ? "\"\t\r\n" : "\",;\t\r\n";
    bool quoted = text[0] == ' ' || text[strlen(text) - 1] == ' ' || strpbrk(text, special);
    if (quoted)
        putc_unlocked('"', out);
    if (format_csv_risky(text))
        putc_unlocked('\'', out);
    if (quoted)
        format_write_quoted(text, out);
    else
        fputs_unlocked(text, out);
    if (quoted)
        putc_unlocked('"', out);
}

static void format_write_row(struct printer *printer, const char *const *cells, char separator)
{
    for (size_t i = 0; i < printer->count; i++) {
        if (i)
            putc_unlocked(separator, printer->out);
        format_csv_cell(cells[i], separator, printer->out);
    }
    putc_unlocked('\n', printer->out);
}

static void format_write_header(struct printer *printer, char separator)
{
    for (size_t i = 0; i < printer->count; i++) {
        if (i)
            putc_unlocked(separator, printer->out);
        format_csv_cell(printer->columns[i].name, separator, printer->out);
    }
    putc_unlocked('\n', printer->out);
}

static void format_csv_begin(struct printer *printer)
{
    format_write_header(printer, ',');
}

static void format_csv_row(struct printer *printer, const char *const *cells)
{
    format_write_row(printer, cells, ',');
}

static void format_tsv_begin(struct printer *printer)
{
    format_write_header(printer, '\t');
}

static void format_tsv_row(struct printer *printer, const char *const *cells)
{
    format_write_row(printer, cells, '\t');
}

const struct format format_csv = {
    .name = "csv", .exact = true, .begin = format_csv_begin, .row = format_csv_row};
const struct format format_tsv = {
    .name = "tsv", .exact = true, .begin = format_tsv_begin, .row = format_tsv_row};
