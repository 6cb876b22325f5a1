/*
 * palette_view.c: the line being typed, and the choices below it.
 */
#include "tui/palette/palette_view.h"
#include <assert.h>

enum { PALETTE_WIDTH = 76, PALETTE_HEIGHT = 18 };

static void palette_view_draw_choice(const struct palette_choice *choice, int y, struct area area)
{
    int aside = text_width(choice->aside);
    if (aside > area.width / 3)
        aside = area.width / 3;
    screen_text(y, area.x, area.width - aside - 1, STYLE_TEXT, choice->text);
    screen_text(y, area.x + area.width - aside, aside, choice->action ? STYLE_KEY : STYLE_MUTED,
        choice->aside);
}

static struct area palette_view_box(struct area area)
{
    int width = area.width < PALETTE_WIDTH ? area.width : PALETTE_WIDTH;
    int height = area.height < PALETTE_HEIGHT ? area.height : PALETTE_HEIGHT;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

void palette_view_draw(const struct palette_model *model, struct edit *edit, struct panel *panel,
    struct area area, bool focused)
{
    assert(model && edit && panel);
    struct scroll *scroll = &panel->scroll;
    struct area inside = screen_frame(palette_view_box(area), "Command palette");
    edit_draw(edit, (struct area){inside.y, inside.x, 1, inside.width}, STYLE_FIELD, focused);
    inside.y++;
    inside.height--;
    panel->lines = inside;
    scroll_fit(scroll, model->count, inside.height);
    if (model->count == 0)
        screen_text(inside.y, inside.x, inside.width, STYLE_MUTED,
            palette_model_is_looking(model) ? "Searching..." : "No match.");
    for (int i = 0; i < inside.height && scroll->top + (size_t)i < model->count; i++)
        palette_view_draw_choice(&model->choices[scroll->top + (size_t)i], inside.y + i, inside);
    scroll_draw_cursor(scroll, model->count, inside, true);
    scroll_draw_framed(scroll, model->count, inside);
}
