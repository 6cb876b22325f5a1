/*
 * page_text.c: a page as plain text and as Markdown.
 */
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/format/format.h"
#include "core/page/page.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BAR_WIDTH = 12, GAP = 2, WIDE = 78 };

/* "[######....]": filled to the fraction, width columns in all. */
static char *page_text_bar(const struct page_span *span)
{
    int width = (span->width > 4 ? span->width : BAR_WIDTH) - 2;
    double fraction = isnan(span->values[0]) ? 0 : span->values[0];
    double share = fraction < 0 ? 0 : fraction > 1 ? 1 : fraction;
    int filled = (int)(share * width + 1e-9); /* full means reached */
    char *bar = li_calloc((size_t)width + 3, 1);
    memset(bar, '.', (size_t)width + 2);
    memset(bar + 1, '#', (size_t)filled);
    bar[0] = '[';
    bar[width + 1] = ']';
    return bar;
}

/* A series as its last numbers: in plain text they say more than a picture in ASCII. */
static char *page_text_spark(const struct page_span *span)
{
    enum { SHOWN = 12 };
    char *text;
    size_t first = span->value_count > SHOWN ? span->value_count - SHOWN : 0;
    FILE *out = li_text_open(&text);
    for (size_t i = first; i < span->value_count; i++) {
        char number[32];
        fprintf(out, "%s%s", i > first ? " " : "", number_text(span->values[i], number));
    }
    li_text_close(out);
    return text;
}

static char *page_text_span(const struct page_span *span)
{
    if (span->type == SPAN_BAR)
        return page_text_bar(span);
    return span->type == SPAN_SPARK ? page_text_spark(span) : text_safe_lines(span->text);
}

/* The columns of a span, unless it takes what is left. */
static int page_text_span_width(const struct page_span *span, const char *text, int label_width)
{
    if (span->type == SPAN_LABEL)
        return label_width;
    return span->width > 0 ? span->width : text_width(text);
}

/* The columns left for the span of width -1. */
static int page_text_width_left(const struct page_line *line, char *const *texts,
    const struct page_section *section, int columns)
{
    int taken = 0;
    for (size_t i = 0; i < line->span_count; i++) {
        const struct page_span *span = &line->spans[i];
        bool last = i + 1 == line->span_count;
        if (span->width >= 0)
            taken += page_text_span_width(span, texts[i], section->label_width);
        taken += span->type == SPAN_LABEL || (span->width && !last) ? GAP : 0;
    }
    return columns - taken > 8 ? columns - taken : 8;
}

/* The last numbers of a series that fit: the newest say most. */
static const char *page_text_last_that_fit(const char *numbers, int width)
{
    const char *next;
    while (text_width(numbers) > width && (next = strchr(numbers, ' ')))
        numbers = next + 1;
    return numbers;
}

/* Spans of a width stand in columns; the others follow each other. */
static void page_write_columns(const struct page_line *line, char *const *texts,
    const struct page_section *section, int columns, FILE *out)
{
    int left = page_text_width_left(line, texts, section, columns);
    for (size_t i = 0; i < line->span_count; i++) {
        const struct page_span *span = &line->spans[i];
        bool last = i + 1 == line->span_count, set = span->width || span->type == SPAN_LABEL;
        int width =
            span->width < 0 ? left : page_text_span_width(span, texts[i], section->label_width);
        const char *text =
            set && span->type == SPAN_SPARK ? page_text_last_that_fit(texts[i], width) : texts[i];
        char *cell = set && !(last && text_width(text) <= width)
                         ? text_column(text, width, TEXT_LEFT, !text_locale_is_utf8())
                         : li_strdup(text);
        fprintf(out, "%s%s", cell, set && !last ? "  " : "");
        free(cell);
    }
}

/* How many spans at the beginning are in columns, or are only an indent. */
static size_t page_text_lead_of(const struct page_line *line, char *const *texts)
{
    size_t lead = 0;
    while (lead + 1 < line->span_count &&
           (line->spans[lead].type == SPAN_LABEL || line->spans[lead].width))
        lead++;
    bool indented = lead == 0 && line->span_count > 1 && texts[0][0] == ' ';
    return indented ? 1 : lead;
}

/* The spans after the lead as one text, wrapped under where it begins. */
static void page_write_wrapped(const struct page_line *line, char *const *texts,
    const struct page_section *section, int columns, FILE *out)
{
    size_t lead = page_text_lead_of(line, texts), next = 0, at = 0;
    int indent = 0;
    for (size_t i = 0; i < lead; i++) {
        bool set = line->spans[i].width || line->spans[i].type == SPAN_LABEL;
        int width = page_text_span_width(&line->spans[i], texts[i], section->label_width);
        char *cell = text_column(texts[i], width, TEXT_LEFT, !text_locale_is_utf8());
        fprintf(out, "%s%*s", cell, set ? GAP : 0, "");
        indent += width + (set ? GAP : 0);
        free(cell);
    }
    char *whole;
    FILE *joined = li_text_open(&whole);
    for (size_t i = lead; i < line->span_count; i++)
        fputs(texts[i], joined);
    li_text_close(joined);
    int room = columns - indent > 20 ? columns - indent : 20;
    do {
        size_t length = text_wrap(whole + at, room, &next);
        fprintf(out, "%.*s", (int)length, whole + at);
        at += next;
        if (next)
            fprintf(out, "\n%*s", indent, "");
    } while (next);
    free(whole);
}

/* Lines without the blanks at their ends. */
static void page_write_trimmed(const char *text, FILE *out)
{
    for (const char *end; *text; text = end) {
        end = text + strcspn(text, "\n");
        size_t length = (size_t)(end - text);
        while (length && text[length - 1] == ' ')
            length--;
        fprintf(out, "%.*s\n", (int)length, text);
        end += *end == '\n';
    }
}

static void page_write_line(
    const struct page_line *line, const struct page_section *section, int columns, FILE *out)
{
    char **texts = li_calloc(line->span_count + 1, sizeof *texts), *text;
    FILE *made = li_text_open(&text);
    for (size_t i = 0; i < line->span_count; i++)
        texts[i] = page_text_span(&line->spans[i]);
    (line->wraps ? page_write_wrapped : page_write_columns)(line, texts, section, columns, made);
    li_text_close(made);
    page_write_trimmed(*text ? text : "\n", out);
    for (size_t i = 0; i < line->span_count; i++)
        free(texts[i]);
    free(texts);
    free(text);
}

static void page_write_safe(const char *text, FILE *out)
{
    char *safe = text_safe(text);
    fprintf(out, "%s\n", safe);
    free(safe);
}

void page_write_text(const struct page *page, int columns, FILE *out)
{
    assert(page && columns >= 0);
    page_write_safe(page->title, out);
    page_write_safe(page->subtitle, out);
    if (page->archived)
        fputs("Archived\n", out);
    for (size_t i = 0; i < page->section_count; i++) {
        const struct page_section *section = &page->sections[i];
        fputc('\n', out);
        if (section->heading)
            page_write_safe(section->heading, out);
        for (size_t j = 0; j < section->line_count; j++)
            page_write_line(&section->lines[j], section, columns > 0 ? columns : WIDE, out);
    }
}

static void page_write_markdown_span(const struct page_span *span, FILE *out)
{
    char *text = page_text_span(span);
    if (span->type == SPAN_BAR)
        fprintf(out, "`%s`", text);
    else /* numbers in a column are filled up with blanks */
        format_md_text(text + (span->width ? strspn(text, " ") : 0), out);
    free(text);
}

static bool page_text_is_blank_span(const struct page_span *span)
{
    return !span->values && !span->text[strspn(span->text, " ")];
}

/* "- **Label:** value". A line indented under another becomes a point under its point; blanks that
   fill columns become one. */
static void page_write_markdown_line(const struct page_line *line, FILE *out)
{
    const char *between =
        line->span_count > 1 && page_text_is_blank_span(line->spans) ? "  - " : "- ";
    for (size_t i = 0; i < line->span_count; i++) {
        const struct page_span *span = &line->spans[i];
        bool label = span->type == SPAN_LABEL;
        if (page_text_is_blank_span(span)) {
            between = *between ? between : " ";
            continue;
        }
        fprintf(out, "%s%s", between, label ? "**" : "");
        page_write_markdown_span(span, out);
        fputs(label ? ":**" : "", out);
        between = span->width || label || span->type == SPAN_HEALTH ? " " : "";
    }
    fputc('\n', out);
}

void page_write_markdown(const struct page *page, FILE *out)
{
    assert(page);
    fputs("# ", out);
    format_md_text(page->title, out);
    fputs("\n\n", out);
    format_md_text(page->subtitle, out);
    fputs(page->archived ? " (archived)\n" : "\n", out);
    for (size_t i = 0; i < page->section_count; i++) {
        const struct page_section *section = &page->sections[i];
        fputc('\n', out);
        if (section->heading) {
            fputs("## ", out);
            format_md_text(section->heading, out);
            fputs("\n\n", out);
        }
        for (size_t j = 0; j < section->line_count; j++)
            page_write_markdown_line(&section->lines[j], out);
    }
}
