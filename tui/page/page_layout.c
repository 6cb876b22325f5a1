/*
 * page_layout.c: spans that have a width stand in columns, those without follow each other; a line
 * that wraps is one text, broken where it must be.
 */
#include "tui/page/page_layout.h"
#include "data/base/memory.h"
#include "tui/widget/state_style.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/param.h>

enum {
    MARGIN = 1,
    GAP = 2,
    LEAST_LEFT = 8,
    LEAST_BAR = 6,
    BAR_WIDTH = 16,
    LEAST_WRAP = 16,
    INDENT = 2,
    BETWEEN = 3, /* the two columns of sections */
    LEAST_COLUMN = 76,
    WIDEST = 120 /* columns in which a line is still easily read */
};

/* Where the next row goes. */
struct page_layout_writer {
    struct page_layout *layout;
    const struct page_section *section; /* being laid out; NULL: the lines above all sections */
    int column, left, width;            /* of the two columns of sections; columns of the screen */
    size_t row;                         /* rows of this column so far */
};

/* Goes to the next row, which is there already where the first column reached as far. */
static void page_add_row(struct page_layout_writer *writer)
{
    struct page_layout *layout = writer->layout;
    if (writer->row++ < layout->row_count)
        return;
    layout->rows = li_realloc(layout->rows, layout->row_count + 1, sizeof *layout->rows);
    layout->rows[layout->row_count++] = (struct page_layout_row){0};
}

/* Adds a piece to the current row, which owns its text from now on. */
static void page_add_piece(struct page_layout_writer *writer, const struct page_layout_piece *piece)
{
    struct page_layout *layout = writer->layout;
    struct page_layout_row *row = &layout->rows[writer->row - 1];
    row->pieces = li_realloc(row->pieces, row->count + 1, sizeof *row->pieces);
    row->pieces[row->count++] = *piece;
    const struct page_span *span = piece->span;
    bool continues = layout->link_count > 0 && layout->links[layout->link_count - 1].span == span;
    if (!span || !span->kind || continues)
        return;
    layout->links = li_realloc(layout->links, layout->link_count + 1, sizeof *layout->links);
    layout->links[layout->link_count++] = (struct page_layout_link){.span = span,
        .section = writer->section,
        .column = writer->column,
        .row = writer->row - 1,
        .x = piece->x,
        .width = piece->width};
}

static enum style page_style_of(const struct page_span *span)
{
    static const enum style styles[] = {
        [SPAN_TEXT] = STYLE_TEXT,
        [SPAN_LABEL] = STYLE_LABEL,
        [SPAN_MUTED] = STYLE_MUTED,
        [SPAN_STRONG] = STYLE_STRONG,
        [SPAN_BAR] = STYLE_TEXT,
        [SPAN_SPARK] = STYLE_MARK,
    };
    if (span->type == SPAN_HEALTH)
        return state_style_health(span->health);
    return span->kind && span->type == SPAN_TEXT ? STYLE_LINK : styles[span->type];
}

static bool page_is_numbers(const struct page_span *span)
{
    return span->type == SPAN_BAR || span->type == SPAN_SPARK;
}

/* Columns a span takes; not for one of width -1, which takes what is left. */
static int page_width_of(const struct page_layout_writer *writer, const struct page_span *span)
{
    if (span->type == SPAN_LABEL)
        return writer->section->label_width;
    if (span->width > 0)
        return span->width;
    return span->type == SPAN_BAR     ? BAR_WIDTH
           : span->type == SPAN_SPARK ? (int)span->value_count
                                      : text_width(span->text);
}

static bool page_is_column(const struct page_span *span)
{
    return span->width != 0 || span->type == SPAN_LABEL;
}

/* Columns left over when the spans stand side by side; below 0: the line is too long. */
static int page_room_left(const struct page_layout_writer *writer, const struct page_line *line)
{
    int taken = 0;
    for (size_t i = 0; i < line->span_count; i++) {
        const struct page_span *span = &line->spans[i];
        taken += span->width < 0 ? 0 : page_width_of(writer, span);
        taken += page_is_column(span) && i + 1 < line->span_count ? GAP : 0;
    }
    return writer->width - taken;
}

/* A span of width -1 takes what is left; a bar shrinks where the words would not fit. */
static int page_fitting(
    const struct page_layout_writer *writer, const struct page_span *span, int left)
{
    int width = span->width < 0 ? left : page_width_of(writer, span);
    if (span->type == SPAN_BAR && left < 0)
        width += left;
    int least = span->width < 0 ? LEAST_LEFT : span->type == SPAN_BAR ? LEAST_BAR : 0;
    return width < least ? least : width;
}

/* Adds the span at column x, cut to the room there is. Returns where the next one begins. */
static int page_add_column(
    struct page_layout_writer *writer, const struct page_span *span, int x, int width)
{
    int shown = width < writer->width - x ? width : writer->width - x;
    if (shown > 0)
        page_add_piece(writer, &(struct page_layout_piece){.x = writer->left + x,
                                   .width = shown,
                                   .style = page_style_of(span),
                                   .text = page_is_numbers(span) ? NULL : li_strdup(span->text),
                                   .span = span});
    return x + width + (page_is_column(span) ? GAP : 0);
}

static void page_make_columns(struct page_layout_writer *writer, const struct page_line *line)
{
    int x = 0, left = page_room_left(writer, line);
    page_add_row(writer);
    for (size_t i = 0; i < line->span_count; i++)
        x = page_add_column(
            writer, &line->spans[i], x, page_fitting(writer, &line->spans[i], left));
}

/* A line that wraps: its spans as one text, and where each ends in it (bytes). */
struct page_layout_flow {
    char *text;
    size_t *ends;
    const struct page_line *line;
    size_t first; /* the span the text begins with */
};

static struct page_layout_flow page_flow_of(const struct page_line *line, size_t first)
{
    struct page_layout_flow flow = {.line = line, .first = first};
    FILE *out = li_text_open(&flow.text);
    flow.ends = li_calloc(line->span_count + 1, sizeof *flow.ends);
    for (size_t i = first; i < line->span_count; i++) {
        char *safe = text_safe_lines(line->spans[i].text);
        fputs(safe, out);
        free(safe);
        flow.ends[i] = (size_t)ftell(out);
    }
    li_text_close(out);
    return flow;
}

/* The spans' parts of text[from..to) as pieces of one row. */
static void page_add_flow(struct page_layout_writer *writer, const struct page_layout_flow *flow,
    size_t from, size_t to, int x)
{
    for (size_t i = flow->first; i < flow->line->span_count && from < to; i++) {
        size_t end = flow->ends[i] < to ? flow->ends[i] : to;
        if (end <= from)
            continue;
        char *part = li_strndup(flow->text + from, end - from);
        int width = text_width(part);
        page_add_piece(writer, &(struct page_layout_piece){.x = x,
                                   .width = width,
                                   .style = page_style_of(&flow->line->spans[i]),
                                   .text = part,
                                   .span = &flow->line->spans[i]});
        x += width;
        from = end;
    }
}

/* How many spans lead: those that stand in columns, or an indent alone. What follows is wrapped
   under the place where it begins, or on rows of its own where too little room is left. */
static size_t page_layout_lead_of(const struct page_line *line)
{
    size_t lead = 0;
    while (lead + 1 < line->span_count && page_is_column(&line->spans[lead]))
        lead++;
    bool indented = lead == 0 && line->span_count > 1 && line->spans[0].text[0] == ' ';
    return indented ? 1 : lead;
}

static void page_make_wrapped(struct page_layout_writer *writer, const struct page_line *line)
{
    size_t lead = page_layout_lead_of(line), at = 0, next;
    int x = 0;
    page_add_row(writer);
    for (size_t i = 0; i < lead; i++)
        x = page_add_column(writer, &line->spans[i], x, page_width_of(writer, &line->spans[i]));
    if (writer->width - x < LEAST_WRAP && x > INDENT) {
        x = INDENT;
        page_add_row(writer);
    }
    int room = writer->width > x ? writer->width - x : 1;
    struct page_layout_flow flow = page_flow_of(line, lead);
    do {
        size_t size = text_wrap(flow.text + at, room, &next);
        page_add_flow(writer, &flow, at, at + size, writer->left + x);
        at += next;
        if (next > 0)
            page_add_row(writer);
    } while (next > 0);
    free(flow.text);
    free(flow.ends);
}

/* A text of the page itself, over as many rows as it takes. */
static void page_make_text(struct page_layout_writer *writer, const char *text, enum style style)
{
    size_t next = 0;
    do {
        size_t size = text_wrap(text, writer->width, &next);
        page_add_row(writer);
        page_add_piece(writer, &(struct page_layout_piece){.x = writer->left,
                                   .width = writer->width,
                                   .style = style,
                                   .text = li_strndup(text, size)});
        text += next;
    } while (next > 0);
}

static void page_make_heading(struct page_layout_writer *writer, const char *heading)
{
    int width = text_width(heading);
    page_add_row(writer);
    page_add_row(writer);
    page_add_piece(writer, &(struct page_layout_piece){.x = writer->left,
                               .width = width < writer->width ? width : writer->width,
                               .style = STYLE_HEADING,
                               .text = li_strdup(heading)});
    if (width + 2 >= writer->width)
        return;
    char *rule;
    FILE *out = li_text_open(&rule);
    for (int x = width + 1; x < writer->width; x++)
        fputs(screen_glyph(GLYPH_HORIZONTAL), out);
    li_text_close(out);
    page_add_piece(writer, &(struct page_layout_piece){.x = writer->left + width + 1,
                               .width = writer->width - width - 1,
                               .style = STYLE_FRAME,
                               .text = rule});
}

static void page_make_sections(
    struct page_layout_writer *writer, const struct page *page, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        writer->section = &page->sections[i];
        if (writer->section->heading)
            page_make_heading(writer, writer->section->heading);
        else
            page_add_row(writer);
        for (size_t j = 0; j < writer->section->line_count; j++) {
            const struct page_line *line = &writer->section->lines[j];
            (line->wraps ? page_make_wrapped : page_make_columns)(writer, line);
        }
    }
}

/* Rows that the sections take at that width. */
static size_t page_height_of(const struct page *page, size_t from, size_t to, int width)
{
    struct page_layout layout = {0};
    struct page_layout_writer writer = {.layout = &layout, .width = width};
    page_make_sections(&writer, page, from, to);
    page_layout_free(&layout);
    return writer.row;
}

/* How many sections go into the first of two columns, so that the longer one is shortest. */
static size_t page_balance(const struct page *page, int width)
{
    size_t split = page->section_count, left = 0;
    size_t right = page_height_of(page, 0, split, width), shortest = right;
    for (size_t i = 0; i < page->section_count; i++) {
        size_t height = page_height_of(page, i, i + 1, width);
        left += height;
        right -= height;
        if (MAX(left, right) < shortest) {
            shortest = MAX(left, right);
            split = i + 1;
        }
    }
    return split;
}

static void page_make_two_columns(struct page_layout_writer *writer, const struct page *page)
{
    size_t top = writer->row;
    writer->width = (writer->width - BETWEEN) / 2;
    size_t split = page_balance(page, writer->width);
    page_make_sections(writer, page, 0, split);
    writer->column = 1;
    writer->left += writer->width + BETWEEN;
    writer->row = top;
    page_make_sections(writer, page, split, page->section_count);
}

void page_layout_make(struct page_layout *layout, const struct page *page, int width)
{
    assert(page && width > 0);
    bool two = width >= 2 * LEAST_COLUMN + BETWEEN + 2 * MARGIN;
    int room = MIN(width, two ? 2 * WIDEST : WIDEST) - 2 * MARGIN;
    struct page_layout_writer writer = {.layout = layout, .left = MARGIN, .width = MAX(room, 1)};
    *layout = (struct page_layout){0};
    page_make_text(&writer, page->title, STYLE_STRONG);
    if (page->subtitle && *page->subtitle)
        page_make_text(&writer, page->subtitle, STYLE_MUTED);
    if (page->archived)
        page_make_text(&writer, "Archived", STYLE_WARN);
    if (two)
        page_make_two_columns(&writer, page);
    else
        page_make_sections(&writer, page, 0, page->section_count);
}

void page_layout_free(struct page_layout *layout)
{
    for (size_t i = 0; i < layout->row_count; i++) {
        for (size_t j = 0; j < layout->rows[i].count; j++)
            free(layout->rows[i].pieces[j].text);
        free(layout->rows[i].pieces);
    }
    free(layout->rows);
    free(layout->links);
    *layout = (struct page_layout){0};
}
