/*
 * list_view.c: cells in columns; healths and states in their styles.
 */
#include "tui/list/list_view.h"
#include "core/schema/choice_word.h"
#include "tui/list/column_header.h"
#include "tui/list/empty_message.h"
#include "tui/widget/state_style.h"
#include <stdlib.h>

struct area list_view_body(struct area area)
{
    return (struct area){area.y + 1, area.x, area.height - 1, area.width};
}

static void list_draw_cell(
    const struct column *column, int y, int x, int width, enum style style, const char *text)
{
    char day[DATE_SHOWN_SIZE];
    char *safe = text_safe(column_show(column, text, day));
    char *cell = text_column(
        safe, width, field_is_number(column->field) ? TEXT_RIGHT : TEXT_LEFT, screen_ascii());
    screen_text(y, x, width, style, cell);
    free(cell);
    free(safe);
}

static void list_draw_row(struct list_model *model, size_t at, int y, struct area area)
{
    const struct row_cells *row = row_finder_get(model->rows, at);
    int x = area.x + 1;
    if (row_set_has(&model->selection.rows, row_finder_rowid(model->rows, at)))
        screen_text(y, area.x, 1, STYLE_MARK, screen_glyph(GLYPH_MARK));
    for (size_t i = 0; row && i < model->columns.count; i++) {
        const struct column *column = &model->columns.list[i];
        int width = model->widths[i];
        if (!width)
            continue;
        enum style style =
            row->archived ? STYLE_MUTED : state_style_word(column->field, row->texts[i]);
        char word[CHOICE_WORD_SIZE];
        list_draw_cell(column, y, x, width, style, choice_cell(column->field, row->texts[i], word));
        x += width + LAYOUT_GAP;
    }
}

void list_view_draw(struct list_model *model, const struct app *app, struct area area, bool focused)
{
    struct area body = list_view_body(area);
    struct scroll *scroll = model->scroll;
    size_t count = row_finder_count(model->rows);
    columns_show_dates(&model->columns, context_dates(app->context));
    list_model_lay_out(model, area.width);
    scroll_fit(scroll, count, body.height > 1 ? body.height : 1);
    column_header_draw(&model->columns, model->widths, model->sort, area);
    if (count == 0)
        empty_message_draw(
            app, model->kind, model->filter, !row_finder_complete(model->rows), body);
    for (int i = 0; i < body.height && scroll->top + (size_t)i < count; i++)
        list_draw_row(model, scroll->top + (size_t)i, body.y + i, area);
    scroll_draw_cursor(scroll, count, body, focused);
    scroll_draw(scroll, row_finder_total(model->rows), body);
}
