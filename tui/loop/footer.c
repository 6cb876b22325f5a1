/*
 * footer.c: places the hints in the same way for drawing and for clicks.
 */
#include "tui/loop/footer.h"
#include "tui/app/dispatch.h"
#include <assert.h>
#include <stdlib.h>

struct footer_hint {
    enum action action;
    int x, end;
};

struct footer_hints {
    struct footer_hint list[ACTION_COUNT];
    int count;
};

/* The message comes first and takes the width it needs. */
static int footer_message_width(const struct app *app, struct area screen)
{
    int width = app->message ? text_width(app->message) : 0, room = screen.width - 2;
    return width < room ? width : room;
}

/* Places "u undo" at x. Returns the place of the next one, or x if it does not fit before end. */
static int footer_place(
    struct footer_hints *hints, struct app *app, enum action action, int x, int end)
{
    struct panel *panel = app_top(app);
    const char *word = action_specs[action].hint;
    if (!*word || !dispatch_can(app, panel, action))
        return x;
    int key = text_width(keymap_hint(&app->keys, action, panel->ops->place));
    int after = x + key + 1 + text_width(word);
    if (key == 0 || after > end)
        return x;
    hints->list[hints->count++] = (struct footer_hint){action, x, after};
    return after + 2;
}

/* As many hints as fit; the last place is kept for help. */
static struct footer_hints footer_place_hints(struct app *app, struct area screen)
{
    struct footer_hints hints = {.count = 0};
    int said = footer_message_width(app, screen), x = 1 + (said > 0 ? said + 2 : 0);
    int end = screen.width - 1, help = text_width(action_specs[ACTION_HELP].hint) + 4;
    for (int action = 1; action < ACTION_COUNT; action++)
        if (action != ACTION_HELP)
            x = footer_place(&hints, app, (enum action)action, x, end - help);
    footer_place(&hints, app, ACTION_HELP, x, end);
    return hints;
}

void footer_paint(struct app *app, struct area screen)
{
    assert(app && app->depth > 0 && screen.height > 0);
    int y = screen.height - 1, said = footer_message_width(app, screen);
    struct footer_hints hints = footer_place_hints(app, screen);
    if (said > 0)
        screen_text(y, 1, said, app->message_style, app->message);
    for (int i = 0; i < hints.count; i++) {
        const struct footer_hint *hint = &hints.list[i];
        const char *key = keymap_hint(&app->keys, hint->action, app_top(app)->ops->place);
        int x = screen_text(y, hint->x, text_width(key), STYLE_KEY, key) + 1;
        screen_text(y, x, hint->end - x, STYLE_HINT, action_specs[hint->action].hint);
    }
}

enum action footer_action(struct app *app, struct area screen, int y, int x)
{
    assert(app && app->depth > 0);
    struct footer_hints hints = footer_place_hints(app, screen);
    for (int i = 0; i < hints.count && y == screen.height - 1; i++)
        if (x >= hints.list[i].x && x < hints.list[i].end)
            return hints.list[i].action;
    return ACTION_NONE;
}
