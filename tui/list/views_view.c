/*
 * views_view.c: name, kind and filter of each view.
 */
#include "tui/list/views_view.h"
#include <assert.h>

enum { WIDTH = 110, NAME_WIDTH = 34, KIND_WIDTH = 14, LEAST_WITH_FILTER = 60 };

static void views_view_draw_item(
    const struct views_model *model, const struct list_state *state, int y, struct area body)
{
    int right = body.x + body.width;
    int x = screen_textf(y, body.x, NAME_WIDTH < body.width ? NAME_WIDTH : body.width,
        state->kind == model->kind ? STYLE_TEXT : STYLE_MUTED, " %s", state->name);
    if (x + KIND_WIDTH <= right)
        x = screen_text(y, x, KIND_WIDTH, STYLE_LABEL, state->kind->labels);
    if (body.width >= LEAST_WITH_FILTER)
        screen_text(y, x, right - x, STYLE_MUTED, state->filter ? state->filter : "all");
}

static struct area views_view_box(const struct views_model *model, struct area area)
{
    int width = area.width < WIDTH ? area.width : WIDTH, height = (int)model->count + 3;
    height = height < area.height ? height : area.height;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

void views_view_draw(const struct views_model *model, struct panel *panel,
    const struct keymap *keys, struct area area, bool focused)
{
    assert(model && panel && keys);
    struct scroll *scroll = &panel->scroll;
    struct area body = screen_frame(views_view_box(model, area), "Views");
    body.height--;
    panel->lines = body;
    scroll_fit(scroll, model->count, body.height);
    for (int i = 0; i < body.height && scroll->top + (size_t)i < model->count; i++)
        views_view_draw_item(model, &model->list[scroll->top + (size_t)i].state, body.y + i, body);
    scroll_draw_cursor(scroll, model->count, body, focused);
    if (model->kind)
        screen_textf(body.y + body.height, body.x, body.width, STYLE_MUTED,
            " %s saves the current list as a view.", keymap_text(keys, ACTION_ADD));
    scroll_draw_framed(scroll, model->count, body);
}
