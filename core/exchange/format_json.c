/*
 * format_json.c: an array with one object a line, and one object a line without an array.
 */
#include "format.h"
#include <string.h>

/* A JSON string; text from data is UTF-8 already. */
static void write_string(const char *text, FILE *out)
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

static void write_cells(struct writer *writer, const char *const *cells)
{
    fputc('{', writer->out);
    for (size_t i = 0; i < writer->count; i++) {
        if (i)
            fputc(',', writer->out);
        write_string(writer->columns[i].name, writer->out);
        fputc(':', writer->out);
        if (cells[i])
            write_string(cells[i], writer->out);
        else
            fputs("null", writer->out);
    }
    fputc('}', writer->out);
}

static void json_begin(struct writer *writer)
{
    fputc('[', writer->out);
}

static void json_row(struct writer *writer, const char *const *cells)
{
    fputs(writer->rows ? ",\n" : "\n", writer->out);
    write_cells(writer, cells);
}

static void json_object(struct writer *writer, const char *json)
{
    fprintf(writer->out, "%s%s", writer->rows ? ",\n" : "\n", json);
}

static void json_end(struct writer *writer)
{
    fputs(writer->rows ? "\n]\n" : "]\n", writer->out);
}

static void jsonl_row(struct writer *writer, const char *const *cells)
{
    write_cells(writer, cells);
    fputc('\n', writer->out);
}

static void jsonl_object(struct writer *writer, const char *json)
{
    fprintf(writer->out, "%s\n", json);
}

const struct format format_json = {.name = "json",
    .objects = true,
    .begin = json_begin,
    .row = json_row,
    .object = json_object,
    .end = json_end};
const struct format format_jsonl = {
    .name = "jsonl", .objects = true, .row = jsonl_row, .object = jsonl_object};
