/*
 * plan_view.c: an item a row, with its mark, its title and its aim; above, what the keys do; below,
 * why the item under the cursor is proposed.
 */
#include "tui/plan/plan_view.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <stdlib.h>

enum { MARK_WIDTH = 4, AIM_WIDTH = 34, ABOVE = 2, BELOW = 2 };

static int plan_aim_width(const struct area *area)
{
    int half = (area->width - MARK_WIDTH) / 2;
    return half > AIM_WIDTH ? AIM_WIDTH : half > 0 ? half : 0;
}

/* here: the cursor is on it. */
static void plan_draw_item(struct plan_model *model, const struct app *app, size_t at, bool here,
    struct area row, bool focused)
{
    const struct plan_item *item = &model->proposal.items[at];
    enum style style = item->left_out ? STYLE_MUTED : STYLE_TEXT;
    int aim = plan_aim_width(&row), title = row.width - MARK_WIDTH - aim - 1;
    int x = screen_text(row.y, row.x, MARK_WIDTH, style, item->left_out ? "[ ]" : "[x]");
    if (here && model->line.item) {
        plan_line_draw(
            &model->line, (struct area){row.y, x, 1, row.width - MARK_WIDTH}, aim, focused);
        return;
    }
    char *called = record_called(app->context, item->record),
         *words = plan_item_aim(app->context, item);
    screen_text(row.y, x, title, style, called);
    screen_text(row.y, x + title + 1, aim, style, words);
    free(words);
    free(called);
    if (here)
        screen_restyle(row.y, row.x, row.width, focused ? STYLE_CURSOR : STYLE_SHADE);
}

/* What the items come from and what the keys do. */
static void plan_draw_help(const struct plan_model *model, const struct app *app, struct area area)
{
    const char *from = model->proposal.from;
    char *help = li_format("From %s%s%s. %s excludes, Enter edits a line.",
        from ? "the " : "items not in any plan", from ? from : "",
        from ? " plan and open commitments" : "", keymap_text(&app->keys, ACTION_SELECT));
    screen_wrapped((struct area){area.y, area.x, ABOVE, area.width}, STYLE_MUTED, help);
    free(help);
}

/* Why the item under the cursor is there or, while it is edited, what its cells are. */
static void plan_draw_reason(const struct plan_model *model, size_t at, struct area area)
{
    const struct plan_item *item = plan_model_item(model, at);
    char *help = model->line.item ? plan_line_help(&model->line) : NULL;
    if (item)
        screen_text(
            area.y + area.height - 1, area.x, area.width, STYLE_MUTED, help ? help : item->why);
    else
        screen_text(area.y + ABOVE, area.x, area.width, STYLE_MUTED,
            "Nothing to carry over; you can save an empty plan.");
    free(help);
}

void plan_view_draw(struct plan_model *model, struct panel *panel, const struct app *app,
    struct area area, bool focused)
{
    struct area inside = {area.y, area.x + 1, area.height, area.width - 2}, body = inside;
    struct scroll *scroll = &panel->scroll;
    size_t count = model->proposal.count;
    body.y += ABOVE;
    body.height -= ABOVE + BELOW;
    panel->lines = body;
    scroll_fit(scroll, count, body.height);
    plan_draw_help(model, app, inside);
    plan_draw_reason(model, scroll->at, inside);
    for (int i = 0; i < body.height && scroll->top + (size_t)i < count; i++) {
        size_t at = scroll->top + (size_t)i;
        plan_draw_item(model, app, at, at == scroll->at,
            (struct area){body.y + i, body.x, 1, body.width - 1}, focused);
    }
    scroll_draw(scroll, count, body);
}
