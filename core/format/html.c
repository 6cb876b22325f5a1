/*
 * html.c: a table in HTML, and the page around it.
 */
#include "core/format/html.h"
#include "core/base/text.h"
#include "core/format/printer.h"
#include <assert.h>
#include <stdlib.h>

/* Made safe; characters that would be markup are escaped. */
static void html_write_text(const char *text, FILE *out)
{
    char *safe = text_safe(text);
    for (const char *at = safe; *at; at++)
        switch (*at) {
        case '&': fputs("&amp;", out); break;
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        case '"': fputs("&quot;", out); break;
        default: fputc(*at, out);
        }
    free(safe);
}

static void html_write_cell(
    const struct printer *printer, size_t column, const char *element, const char *text)
{
    bool number = printer->columns[column].number;
    fprintf(printer->out, "<%s%s>", element, number ? " class=\"n\"" : "");
    html_write_text(text, printer->out);
    fprintf(printer->out, "</%s>", element);
}

static void html_begin(struct printer *printer)
{
    fputs("<table>\n<thead><tr>", printer->out);
    for (size_t i = 0; i < printer->count; i++)
        html_write_cell(printer, i, "th", printer->columns[i].label);
    fputs("</tr></thead>\n<tbody>\n", printer->out);
}

static void html_row(struct printer *printer, const char *const *cells)
{
    fputs("<tr>", printer->out);
    for (size_t i = 0; i < printer->count; i++)
        html_write_cell(printer, i, "td", cells[i]);
    fputs("</tr>\n", printer->out);
}

static void html_end(struct printer *printer)
{
    fputs("</tbody>\n</table>\n", printer->out);
}

const struct format format_html = {
    .name = "html", .people = true, .begin = html_begin, .row = html_row, .end = html_end};

static const char html_style[] = "body{font:15px/1.5 sans-serif;margin:2em auto;max-width:75em;"
                                 "padding:0 1em}table{border-collapse:collapse}"
                                 "th,td{text-align:left;vertical-align:top;padding:.25em .8em;"
                                 "border-bottom:1px solid #ccc}.n{text-align:right}"
                                 "@media print{body{margin:0;max-width:none}thead{display:"
                                 "table-header-group}tr{break-inside:avoid}}";

void html_head(const char *title, FILE *out)
{
    assert(title && out);
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>", out);
    html_write_text(title, out);
    fprintf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<h1>", html_style);
    html_write_text(title, out);
    fputs("</h1>\n", out);
}

void html_say(const char *sentence, bool first, FILE *out)
{
    assert(sentence && out);
    (void)first;
    fputs("<p>", out);
    html_write_text(sentence, out);
    fputs("</p>\n", out);
}

void html_foot(FILE *out)
{
    assert(out);
    fputs("</body>\n</html>\n", out);
}
