/*
 * columns_view.c: the words being typed, and the columns that fit them.
 */
#include "tui/list/columns_view.h"
#include <assert.h>

enum { HEIGHT = 13, LABEL_WIDTH = 30, LEAST_WITH_TIP = 7 };

static void columns_view_draw_item(
    const struct columns_view *view, size_t row, int y, struct area body)
{
    size_t at = view->fits[row];
    bool chosen = at < view->model->chosen_count, room = at < view->shown;
    const struct columns_item *item = &view->model->list[at];
    int label = LABEL_WIDTH < body.width ? LABEL_WIDTH : body.width;
    screen_textf(y, body.x, label, chosen && !room ? STYLE_MUTED : STYLE_TEXT, "%s %s",
        chosen ? screen_glyph(GLYPH_MARK) : " ", item->label);
    screen_text(y, body.x + label, body.width - label, STYLE_MUTED,
        chosen && !room ? "Hidden: list too narrow" : item->help);
}

static struct area columns_view_box(struct area area)
{
    int half = area.height / 2 + 1, height = half < HEIGHT ? half : HEIGHT;
    return (struct area){area.y + area.height - height, area.x, height, area.width};
}

void columns_view_draw(const struct columns_view *view, struct panel *panel,
    const struct keymap *keys, struct area area, bool focused)
{
    assert(view && panel && keys);
    struct scroll *scroll = &panel->scroll;
    struct area inside = screen_frame(columns_view_box(area), "Columns"), body = inside;
    bool tip = inside.height >= LEAST_WITH_TIP;
    edit_draw(
        view->words, (struct area){inside.y, inside.x, 1, inside.width}, STYLE_FOCUS, focused);
    body.y++;
    body.height -= 1 + tip;
    panel->lines = body;
    scroll_fit(scroll, view->count, body.height);
    for (int i = 0; i < body.height && scroll->top + (size_t)i < view->count; i++)
        columns_view_draw_item(view, scroll->top + (size_t)i, body.y + i, body);
    scroll_draw_cursor(scroll, view->count, body, focused);
    if (view->count == 0)
        screen_text(body.y, body.x, body.width, STYLE_MUTED, "No matching columns.");
    if (tip)
        screen_textf(body.y + body.height, body.x, body.width, STYLE_MUTED,
            "Space shows/hides, Left/Right moves, %s resets", keymap_text(keys, ACTION_DISCARD));
    scroll_draw_framed(scroll, view->count, body);
}
