/*
 * format_md.c: a pipe table in Markdown.
 */
#include "core/base/text.h"
#include "core/format/printer.h"
#include <stdlib.h>
#include <string.h>

/* Characters that would be markup are escaped. */
void format_md_text(const char *text, FILE *out)
{
    char *safe = text_safe(text);
    for (const char *at = safe; *at; at++) {
        if (strchr("\\|`*_[]<>", *at))
            fputc('\\', out);
        fputc(*at, out);
    }
    free(safe);
}

static void format_md_begin(struct printer *printer)
{
    for (size_t i = 0; i < printer->count; i++) {
        fputs(i ? " | " : "| ", printer->out);
        format_md_text(printer->columns[i].label, printer->out);
    }
    fputs(" |\n", printer->out);
    for (size_t i = 0; i < printer->count; i++)
        fputs(printer->columns[i].number ? "|---:" : "|---", printer->out);
    fputs("|\n", printer->out);
}

static void format_md_row(struct printer *printer, const char *const *cells)
{
    for (size_t i = 0; i < printer->count; i++) {
        fputs(i ? " | " : "| ", printer->out);
        format_md_text(cells[i] ? cells[i] : "", printer->out);
    }
    fputs(" |\n", printer->out);
}

const struct format format_md = {
    .name = "md", .people = true, .begin = format_md_begin, .row = format_md_row};
