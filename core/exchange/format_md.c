/*
 * format_md.c: a pipe table in Markdown.
 */
#include "../text.h"
#include "format.h"
#include <stdlib.h>
#include <string.h>

/* What would be markup stays the character it is. */
void output_md_text(const char *text, FILE *out)
{
    char *safe = text_safe(text);
    for (const char *at = safe; *at; at++) {
        if (strchr("\\|`*_[]<>", *at))
            fputc('\\', out);
        fputc(*at, out);
    }
    free(safe);
}

static void md_begin(struct writer *writer)
{
    for (size_t i = 0; i < writer->count; i++) {
        fputs(i ? " | " : "| ", writer->out);
        output_md_text(writer->columns[i].label, writer->out);
    }
    fputs(" |\n", writer->out);
    for (size_t i = 0; i < writer->count; i++)
        fputs(writer->columns[i].number ? "|---:" : "|---", writer->out);
    fputs("|\n", writer->out);
}

static void md_row(struct writer *writer, const char *const *cells)
{
    for (size_t i = 0; i < writer->count; i++) {
        fputs(i ? " | " : "| ", writer->out);
        output_md_text(cells[i] ? cells[i] : "", writer->out);
    }
    fputs(" |\n", writer->out);
}

const struct format format_md = {.name = "md", .begin = md_begin, .row = md_row};
