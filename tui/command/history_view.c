/*
 * history_view.c: when, who and what in columns; a change of an entry stands below it, set in.
 */
#include "tui/command/history_view.h"
#include <assert.h>

enum {
    GAP = 2,
    CLOCK_WIDTH = 6, /* " 09:30" */
    AT_FROM = 40,
    BY_FROM = 60,
    WIDE_FROM = 100,
    BY_MOST = 48
};

/* The columns of an entry; 0: no room for it. */
struct history_columns {
    int at, by;
};

/* With devices, who takes more: "Ann Eld on behalf of Bo Ek on laptop-2". */
static int history_view_by_width(const struct history_model *model, int width)
{
    if (width < BY_FROM)
        return 0;
    if (model->devices)
        return width / 3 < BY_MOST ? width / 3 : BY_MOST;
    return width < WIDE_FROM ? 14 : 24;
}

static struct history_columns history_view_columns(const struct history_model *model, int width)
{
    return (struct history_columns){
        .at = width < AT_FROM ? 0 : date_show_width(model->dates) + CLOCK_WIDTH,
        .by = history_view_by_width(model, width)};
}

static void history_view_draw_entry(
    const struct history_line *line, const struct history_columns *columns, int y, struct area area)
{
    int x = area.x + 1, end = area.x + area.width - 1;
    const char *undone = line->undone ? "(undone) " : "";
    if (columns->at)
        x = screen_text(y, x, columns->at, STYLE_LABEL, line->at) + GAP;
    if (columns->by)
        x = screen_text(y, x, columns->by, STYLE_LABEL, line->by) + GAP;
    x = screen_text(y, x, text_width(undone), STYLE_WARN, undone);
    screen_text(y, x, end > x ? end - x : 0, line->undone ? STYLE_MUTED : STYLE_STRONG, line->text);
}

void history_view_draw(
    const struct history_model *model, struct scroll *scroll, struct area area, bool focused)
{
    assert(model && scroll);
    const struct history_columns columns = history_view_columns(model, area.width);
    scroll_fit(scroll, model->count, area.height);
    if (model->count == 0)
        screen_text(area.y, area.x + 1, area.width - 1, STYLE_MUTED, "No changes yet.");
    for (int i = 0; i < area.height && scroll->top + (size_t)i < model->count; i++) {
        const struct history_line *line = &model->lines[scroll->top + (size_t)i];
        if (line->change)
            screen_text(
                area.y + i, area.x + 1 + GAP, area.width - 2 - GAP, STYLE_MUTED, line->text);
        else
            history_view_draw_entry(line, &columns, area.y + i, area);
    }
    scroll_draw_cursor(scroll, model->count, area, focused);
    scroll_draw(scroll, model->count, area);
}
