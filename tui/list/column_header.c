/*
 * column_header.c: labels above columns.
 */
#include "tui/list/column_header.h"
#include "core/base/text.h"
#include "tui/widget/sort_order.h"
#include <assert.h>
#include <stdlib.h>

/* The place of the arrow in the label of the column sorted by: after the label or, where there is
   no room, in the gap, so that it is never cut. */
static int column_arrow_place(const struct column *column, int width)
{
    int label = text_width(column->label);
    if (label + 2 > width)
        return width;
    return field_is_number(column->field) ? width - 1 : label + 1;
}

static void column_draw_label(
    const struct column *column, int y, int x, int width, const char *arrow /* NULL: none */)
{
    int at = column_arrow_place(column, width);
    bool right = field_is_number(column->field);
    char *cell = text_column(column->label, arrow && right && at < width ? width - 2 : width,
        right ? TEXT_RIGHT : TEXT_LEFT, screen_ascii());
    screen_text(y, x, width, STYLE_HEADING, cell);
    if (arrow)
        screen_text(y, x + at, 1, STYLE_HEADING, arrow);
    free(cell);
}

void column_header_draw(
    const struct columns *columns, const int *widths, const char *sort, struct area area)
{
    assert(columns && widths && sort);
    bool down;
    int sorted = sort_order_column(sort, columns, &down), x = area.x + 1;
    const char *arrow = screen_glyph(down ? GLYPH_DOWN : GLYPH_UP);
    for (size_t i = 0; i < columns->count; i++) {
        if (!widths[i])
            continue;
        column_draw_label(&columns->list[i], area.y, x, widths[i], (int)i == sorted ? arrow : NULL);
        x += widths[i] + LAYOUT_GAP;
    }
}

int column_header_at(const struct columns *columns, const int *widths, struct area area, int x)
{
    assert(columns && widths);
    int from = area.x + 1;
    for (size_t i = 0; i < columns->count; i++) {
        if (!widths[i])
            continue;
        if (x >= from && x < from + widths[i])
            return (int)i;
        from += widths[i] + LAYOUT_GAP;
    }
    return -1;
}
