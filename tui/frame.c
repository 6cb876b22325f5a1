/*
 * frame.c: painting, from the bottom up.
 */
#include "frame.h"
#include "../data/memory.h"
#include "past.h"
#include <stdlib.h>
#include <string.h>

enum { LEAST_HEIGHT = 6, LEAST_WIDTH = 20 };

size_t frame_base(const struct app *app)
{
    size_t base = app->depth;
    while (base > 0 && app->stack[--base]->ops->overlay)
        ;
    return base;
}

/* What the panel says of itself; the caller frees both. */
static void title_of(struct panel *panel, char **left, char **right)
{
    size_t size;
    FILE *left_out = open_memstream(left, &size), *right_out = open_memstream(right, &size);
    if (panel->ops->title)
        panel->ops->title(panel, left_out, right_out);
    fclose(left_out);
    fclose(right_out);
}

/* That this is how it was, wherever one is; returns the column after it. */
static int paint_past(const struct app *app, int room)
{
    char day[DAY_TEXT_SIZE];
    char *says = li_format(" as of %s, read only ", day_text(app->li->today, day));
    int width = text_width(says);
    int after = screen_text(0, 0, width < room ? width : room, STYLE_PAST, says) + 1;
    free(says);
    return after;
}

/* Where I am on the left, how much of it on the right. Where room is short the right goes, and then
   the program's name. */
static void paint_header(struct app *app, struct area screen)
{
    char *left, *right;
    title_of(app->stack[frame_base(app)], &left, &right);
    const char *name = screen_ascii() ? "liaise - " : "liaise · ";
    int room = screen.width - 2, x = 1;
    int wide = text_width(left), narrow = text_width(right), own = text_width(name);
    screen_fill((struct area){0, 0, 1, screen.width}, STYLE_BAR);
    if (past_is_shown(app)) {
        x = paint_past(app, room);
        room -= x - 1;
    }
    if (own + wide <= room)
        x = screen_text(0, x, own, STYLE_BAR, name);
    screen_text(0, x, wide < room ? wide : room, STYLE_BAR, left);
    if (narrow > 0 && own + wide + narrow + 2 <= room)
        screen_text(0, screen.width - 1 - narrow, narrow, STYLE_BAR, right);
    free(left);
    free(right);
}

/* "u undo" at x; returns the column after it, or x when it does not fit before end. */
static int paint_hint(
    const struct app *app, enum action action, unsigned place, int y, int x, int end)
{
    const char *key = keymap_hint(&app->keys, action, place), *hint = action_specs[action].hint;
    if (!*key || x + text_width(key) + 1 + text_width(hint) > end)
        return x;
    x = screen_text(y, x, text_width(key), STYLE_KEY, key);
    return screen_text(y, x + 1, text_width(hint), STYLE_HINT, hint) + 2;
}

/* The keys that do something here, as many as fit; help keeps its place at the end. */
static void paint_hints(struct app *app, struct panel *panel, int y, int x, int width)
{
    int help = text_width(action_specs[ACTION_HELP].hint) + 4;
    for (int action = 1; action < ACTION_COUNT; action++) {
        if (action == ACTION_HELP || !*action_specs[action].hint ||
            !app_can(app, panel, (enum action)action))
            continue;
        x = paint_hint(app, (enum action)action, panel->ops->place, y, x, width - help);
    }
    if (app_can(app, panel, ACTION_HELP))
        paint_hint(app, ACTION_HELP, panel->ops->place, y, x, width);
}

static void paint_footer(struct app *app, struct area screen)
{
    int y = screen.height - 1, x = 1;
    if (app->message) {
        int wide = text_width(app->message), room = screen.width - 2;
        x = screen_text(y, x, wide < room ? wide : room, app->message_style, app->message) + 2;
    }
    paint_hints(app, app_top(app), y, x, screen.width - 1);
}

static void paint_panels(struct app *app, struct area screen, size_t from, size_t to)
{
    struct area body = {1, 0, screen.height - 2, screen.width};
    for (size_t i = from; i < to; i++) {
        struct panel *panel = app->stack[i];
        screen_clip(panel->ops->overlay ? screen : body);
        panel->area = body;
        panel->ops->draw(panel, app, body, i + 1 == app->depth);
    }
    screen_clip(screen);
}

void frame_paint(struct app *app)
{
    struct area screen = screen_area();
    screen_begin();
    if (screen.height < LEAST_HEIGHT || screen.width < LEAST_WIDTH) {
        screen_text(0, 0, screen.width, STYLE_TEXT, "Too small.");
    } else {
        size_t base = frame_base(app);
        paint_panels(app, screen, base, base + 1);
        paint_header(app, screen); /* of what was just drawn: how far down it stands */
        paint_footer(app, screen);
        paint_panels(app, screen, base + 1, app->depth);
    }
    screen_end();
}
