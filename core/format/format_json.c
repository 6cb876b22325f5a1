/*
 * format_json.c: an array with one object a line, and one object a line without an array.
 */
#include "core/format/printer.h"
#include <string.h>

/* A JSON string; text from data is UTF-8 already. */
static void format_write_string(const char *text, FILE *out)
{
    fputc('"', out);
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (*at == '"' || *at == '\\')
            fprintf(out, "\\%c", *at);
        else if (*at == '\n')
            fputs("\\n", out);
        else if (*at < 0x20 || *at == 0x7f)
            fprintf(out, "\\u%04x", *at);
        else
            fputc(*at, out);
    }
    fputc('"', out);
}

static void format_write_cells(struct printer *printer, const char *const *cells)
{
    fputc('{', printer->out);
    for (size_t i = 0; i < printer->count; i++) {
        if (i)
            fputc(',', printer->out);
        format_write_string(printer->columns[i].name, printer->out);
        fputc(':', printer->out);
        if (cells[i] && printer->columns[i].number)
            fputs(cells[i], printer->out);
        else if (cells[i])
            format_write_string(cells[i], printer->out);
        else
            fputs("null", printer->out);
    }
    fputc('}', printer->out);
}

static void format_json_begin(struct printer *printer)
{
    fputc('[', printer->out);
}

static void format_json_row(struct printer *printer, const char *const *cells)
{
    fputs(printer->rows ? ",\n" : "\n", printer->out);
    format_write_cells(printer, cells);
}

static void format_json_object(struct printer *printer, const char *json)
{
    fputs_unlocked(printer->rows ? ",\n" : "\n", printer->out);
    fputs_unlocked(json, printer->out);
}

static void format_json_end(struct printer *printer)
{
    fputs(printer->rows ? "\n]\n" : "]\n", printer->out);
}

static void format_jsonl_row(struct printer *printer, const char *const *cells)
{
    format_write_cells(printer, cells);
    fputc('\n', printer->out);
}

static void format_jsonl_object(struct printer *printer, const char *json)
{
    fputs_unlocked(json, printer->out);
    putc_unlocked('\n', printer->out);
}

const struct format format_json = {.name = "json",
    .objects = true,
    .begin = format_json_begin,
    .row = format_json_row,
    .object = format_json_object,
    .end = format_json_end};
const struct format format_jsonl = {
    .name = "jsonl", .objects = true, .row = format_jsonl_row, .object = format_jsonl_object};
