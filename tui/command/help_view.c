/*
 * help_view.c: keys at the left, what they do at the right.
 */
#include "tui/command/help_view.h"
#include <assert.h>

enum { HELP_WIDTH = 80, HELP_KEYS_WIDTH = 22 };

static void help_view_draw_line(const struct help_line *line, int y, struct area area)
{
    if (!line->keys) {
        screen_text(y, area.x, area.width, STYLE_HEADING, line->text);
        return;
    }
    int keys = HELP_KEYS_WIDTH < area.width / 2 ? HELP_KEYS_WIDTH : area.width / 2;
    screen_text(y, area.x, keys, STYLE_KEY, line->keys);
    screen_text(y, area.x + keys + 1, area.width - keys - 1, STYLE_TEXT, line->text);
}

static struct area help_view_box(const struct help_model *model, struct area area)
{
    int wanted = (int)model->count + 2;
    int width = area.width < HELP_WIDTH ? area.width : HELP_WIDTH;
    int height = wanted < area.height ? wanted : area.height;
    return (struct area){
        area.y + (area.height - height) / 2, area.x + (area.width - width) / 2, height, width};
}

void help_view_draw(const struct help_model *model, struct panel *panel, struct area area)
{
    assert(model && panel);
    struct scroll *scroll = &panel->scroll;
    struct area inside = screen_frame(help_view_box(model, area), "Keys");
    panel->lines = inside;
    scroll_fit(scroll, model->count, inside.height);
    for (int i = 0; i < inside.height && scroll->top + (size_t)i < model->count; i++)
        help_view_draw_line(&model->lines[scroll->top + (size_t)i], inside.y + i, inside);
    scroll_draw_framed(scroll, model->count, inside);
}
