/*
 * page_view.c: rows of pieces, each in its style; bars and sparklines are drawn from their numbers.
 */
#include "tui/page/page_view.h"
#include "tui/widget/state_style.h"
#include <assert.h>

/* Draws one row of the page at y, from column x of the screen on. */
static void page_draw_row(const struct page_layout *layout, size_t at, int y, int x)
{
    assert(at < layout->row_count);
    const struct page_layout_row *row = &layout->rows[at];
    for (size_t i = 0; i < row->count; i++) {
        const struct page_layout_piece *piece = &row->pieces[i];
        const struct page_span *span = piece->span;
        if (piece->text && piece->width > 0)
            screen_text(y, x + piece->x, piece->width, piece->style, piece->text);
        else if (span && span->type == SPAN_BAR)
            screen_bar(y, x + piece->x, piece->width, span->values[0], span->values[1],
                state_style_health(span->health));
        else if (span && span->type == SPAN_SPARK)
            screen_spark(
                y, x + piece->x, piece->width, span->values, span->value_count, piece->style);
    }
}

static void page_draw_cursor(const struct page_model *model, struct area area)
{
    const struct page_layout_link *link = page_model_link(model);
    if (link)
        screen_restyle(
            area.y + (int)link->row - model->top, area.x + link->x, link->width, STYLE_CURSOR);
}

void page_view_draw(const struct page_model *model, struct area area, bool focused)
{
    assert(model->width == 0 || model->width == area.width);
    if (model->kind && !model->page)
        screen_textf(area.y, area.x + 1, area.width - 1, STYLE_MUTED, "That %s no longer exists.",
            model->kind->name);
    int rows = (int)model->layout.row_count - model->top;
    for (int i = 0; i < rows && i < area.height; i++)
        page_draw_row(&model->layout, (size_t)(model->top + i), area.y + i, area.x);
    if (focused)
        page_draw_cursor(model, area);
    int edge = area.x + area.width - 1;
    if (model->top > 0)
        screen_text(area.y, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_UP));
    if (rows > area.height)
        screen_text(area.y + area.height - 1, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_DOWN));
}
