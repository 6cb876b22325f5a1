/*
 * page_layout.c: spans that have a width stand in columns, those without follow each other; a line
 * that wraps is one text, broken where it must be.
 */
#include "tui/page/page_layout.h"
#include "data/base/memory.h"
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
    BETWEEN = 3, /* two columns */
    LEAST_COLUMN = 76,
    WIDEST = 120 /* one is easily read at */
};

struct demo_random {
    struct page_layout *leaf;
    const struct section *section;
    int column, left, width;
    size_t row; /* the next */
};

/* A row of the column at hand; it may stand there already, for the column before. */
static void page_add_row(struct demo_random *making)
{
    struct page_layout *leaf = making->leaf;
    if (making->row++ < leaf->row_count)
        return;
    leaf->rows = li_realloc(leaf->rows, leaf->row_count + 1, sizeof *leaf->rows);
    leaf->rows[leaf->row_count++] = (struct page_layout_row){0};
}

/* Adds to the last row; text becomes its own. */
static void page_add_piece(struct demo_random *making, const struct piece *piece)
{
    struct page_layout *leaf = making->leaf;
    struct page_layout_row *row = &leaf->rows[making->row - 1];
    row->pieces = li_realloc(row->pieces, row->count + 1, sizeof *row->pieces);
    row->pieces[row->count++] = *piece;
    const struct span *span = piece->span;
    bool goes_on = leaf->link_count > 0 && leaf->links[leaf->link_count - 1].span == span;
    if (!span || !span->kind || goes_on)
        return;
    leaf->links = li_realloc(leaf->links, leaf->link_count + 1, sizeof *leaf->links);
    leaf->links[leaf->link_count++] = (struct page_layout_link){.span = span,
        .section = making->section,
        .column = making->column,
        .row = making->row - 1,
        .x = piece->x,
        .width = piece->width};
}

static enum style page_style_of(const struct span *span)
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
        return screen_health_style(span->health);
    return span->kind && span->type == SPAN_TEXT ? STYLE_LINK : styles[span->type];
}

static bool page_is_numbers(const struct span *span)
{
    return span->type == SPAN_BAR || span->type == SPAN_SPARK;
}

/* Columns a span takes, but for one that takes what is left. */
static int page_width_of(const struct demo_random *making, const struct span *span)
{
    if (span->type == SPAN_LABEL)
        return making->section->label_width;
    if (span->width > 0)
        return span->width;
    return span->type == SPAN_BAR     ? BAR_WIDTH
           : span->type == SPAN_SPARK ? (int)span->value_count
                                      : text_width(span->text);
}

static bool page_is_column(const struct span *span)
{
    return span->width != 0 || span->type == SPAN_LABEL;
}

/* What the line leaves over when its spans stand beside each other; below 0: it is too long. */
static int page_room_left(const struct demo_random *making, const struct line *line)
{
    int taken = 0;
    for (size_t i = 0; i < line->span_count; i++) {
        const struct span *span = &line->spans[i];
        taken += span->width < 0 ? 0 : page_width_of(making, span);
        taken += page_is_column(span) && i + 1 < line->span_count ? GAP : 0;
    }
    return making->width - taken;
}

/* A span of width -1 takes what is left, and a bar gives way to words that would not fit. */
static int page_fitting(const struct demo_random *making, const struct span *span, int left)
{
    int width = span->width < 0 ? left : page_width_of(making, span);
    if (span->type == SPAN_BAR && left < 0)
        width += left;
    int least = span->width < 0 ? LEAST_LEFT : span->type == SPAN_BAR ? LEAST_BAR : 0;
    return width < least ? least : width;
}

/* Adds the span at column x, as wide as there is room. Returns where the next one begins. */
static int page_add_column(struct demo_random *making, const struct span *span, int x, int width)
{
    int shown = width < making->width - x ? width : making->width - x;
    if (shown > 0)
        page_add_piece(making, &(struct piece){.x = making->left + x,
                                   .width = shown,
                                   .style = page_style_of(span),
                                   .text = page_is_numbers(span) ? NULL : li_strdup(span->text),
                                   .span = span});
    return x + width + (page_is_column(span) ? GAP : 0);
}

static void page_make_columns(struct demo_random *making, const struct line *line)
{
    int x = 0, left = page_room_left(making, line);
    page_add_row(making);
    for (size_t i = 0; i < line->span_count; i++)
        x = page_add_column(
            making, &line->spans[i], x, page_fitting(making, &line->spans[i], left));
}

/* A line that wraps: its spans as one text, and where each ends in it. */
struct flow {
    char *text;
    size_t *ends;
    const struct line *line;
    size_t first; /* the span it begins with */
};

static struct flow page_flow_of(const struct line *line, size_t first)
{
    struct flow flow = {.line = line, .first = first};
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
static void page_add_flow(
    struct demo_random *making, const struct flow *flow, size_t from, size_t to, int x)
{
    for (size_t i = flow->first; i < flow->line->span_count && from < to; i++) {
        size_t end = flow->ends[i] < to ? flow->ends[i] : to;
        if (end <= from)
            continue;
        char *part = li_strndup(flow->text + from, end - from);
        int width = text_width(part);
        page_add_piece(making, &(struct piece){.x = x,
                                   .width = width,
                                   .style = page_style_of(&flow->line->spans[i]),
                                   .text = part,
                                   .span = &flow->line->spans[i]});
        x += width;
        from = end;
    }
}

/* What stands in columns, or is only an indent, leads; what follows is broken under where it
   begins, or on rows of its own where too little room is left. */
static size_t page_layout_lead_of(const struct line *line)
{
    size_t lead = 0;
    while (lead + 1 < line->span_count && page_is_column(&line->spans[lead]))
        lead++;
    bool indented = lead == 0 && line->span_count > 1 && line->spans[0].text[0] == ' ';
    return indented ? 1 : lead;
}

static void page_make_wrapped(struct demo_random *making, const struct line *line)
{
    size_t lead = page_layout_lead_of(line), at = 0, next;
    int x = 0;
    page_add_row(making);
    for (size_t i = 0; i < lead; i++)
        x = page_add_column(making, &line->spans[i], x, page_width_of(making, &line->spans[i]));
    if (making->width - x < LEAST_WRAP && x > INDENT) {
        x = INDENT;
        page_add_row(making);
    }
    int room = making->width > x ? making->width - x : 1;
    struct flow flow = page_flow_of(line, lead);
    do {
        size_t size = text_wrap(flow.text + at, room, &next);
        page_add_flow(making, &flow, at, at + size, making->left + x);
        at += next;
        if (next > 0)
            page_add_row(making);
    } while (next > 0);
    free(flow.text);
    free(flow.ends);
}

/* A text of the page itself over as many rows as it takes. */
static void page_make_text(struct demo_random *making, const char *text, enum style style)
{
    size_t next = 0;
    do {
        size_t size = text_wrap(text, making->width, &next);
        page_add_row(making);
        page_add_piece(making, &(struct piece){.x = making->left,
                                   .width = making->width,
                                   .style = style,
                                   .text = li_strndup(text, size)});
        text += next;
    } while (next > 0);
}

static void page_make_heading(struct demo_random *making, const char *heading)
{
    int width = text_width(heading);
    page_add_row(making);
    page_add_row(making);
    page_add_piece(making, &(struct piece){.x = making->left,
                               .width = width < making->width ? width : making->width,
                               .style = STYLE_HEADING,
                               .text = li_strdup(heading)});
    if (width + 2 >= making->width)
        return;
    char *rule;
    FILE *out = li_text_open(&rule);
    for (int x = width + 1; x < making->width; x++)
        fputs(screen_glyph(GLYPH_HORIZONTAL), out);
    li_text_close(out);
    page_add_piece(making, &(struct piece){.x = making->left + width + 1,
                               .width = making->width - width - 1,
                               .style = STYLE_FRAME,
                               .text = rule});
}

static void page_make_sections(
    struct demo_random *making, const struct page *page, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        making->section = &page->sections[i];
        if (making->section->heading)
            page_make_heading(making, making->section->heading);
        else
            page_add_row(making);
        for (size_t j = 0; j < making->section->line_count; j++) {
            const struct line *line = &making->section->lines[j];
            (line->wraps ? page_make_wrapped : page_make_columns)(making, line);
        }
    }
}

/* Rows that the sections take in a column of that width. */
static size_t page_height_of(const struct page *page, size_t from, size_t to, int width)
{
    struct page_layout leaf = {0};
    struct demo_random making = {.leaf = &leaf, .width = width};
    page_make_sections(&making, page, from, to);
    page_layout_free(&leaf);
    return making.row;
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

static void page_make_two_columns(struct demo_random *making, const struct page *page)
{
    size_t top = making->row;
    making->width = (making->width - BETWEEN) / 2;
    size_t split = page_balance(page, making->width);
    page_make_sections(making, page, 0, split);
    making->column = 1;
    making->left += making->width + BETWEEN;
    making->row = top;
    page_make_sections(making, page, split, page->section_count);
}

void page_layout_make(struct page_layout *leaf, const struct page *page, int width)
{
    bool two = width >= 2 * LEAST_COLUMN + BETWEEN + 2 * MARGIN;
    int room = MIN(width, two ? 2 * WIDEST : WIDEST) - 2 * MARGIN;
    struct demo_random making = {.leaf = leaf, .left = MARGIN, .width = MAX(room, 1)};
    *leaf = (struct page_layout){0};
    page_make_text(&making, page->title, STYLE_STRONG);
    if (page->subtitle && *page->subtitle)
        page_make_text(&making, page->subtitle, STYLE_MUTED);
    if (page->archived)
        page_make_text(&making, "Archived", STYLE_WARN);
    if (two)
        page_make_two_columns(&making, page);
    else
        page_make_sections(&making, page, 0, page->section_count);
}

void page_layout_free(struct page_layout *leaf)
{
    for (size_t i = 0; i < leaf->row_count; i++) {
        for (size_t j = 0; j < leaf->rows[i].count; j++)
            free(leaf->rows[i].pieces[j].text);
        free(leaf->rows[i].pieces);
    }
    free(leaf->rows);
    free(leaf->links);
    *leaf = (struct page_layout){0};
}

void page_layout_draw_row(const struct page_layout *leaf, size_t at, int y, int x)
{
    const struct page_layout_row *row = &leaf->rows[at];
    for (size_t i = 0; i < row->count; i++) {
        const struct piece *piece = &row->pieces[i];
        const struct span *span = piece->span;
        if (piece->text && piece->width > 0)
            screen_text(y, x + piece->x, piece->width, piece->style, piece->text);
        else if (span && span->type == SPAN_BAR)
            screen_bar(
                y, x + piece->x, piece->width, span->values[0], span->values[1], span->health);
        else if (span && span->type == SPAN_SPARK)
            screen_spark(
                y, x + piece->x, piece->width, span->values, span->value_count, piece->style);
    }
}
