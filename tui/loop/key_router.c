/*
 * key_router.c: in a form or an entry a key belongs to the text first, elsewhere to actions.
 */
#include "tui/loop/key_router.h"
#include "tui/app/dispatch.h"
#include "tui/loop/footer.h"
#include "tui/loop/key_chord.h"
#include <assert.h>

/* A click on a hint does its action. False: no hint was clicked. */
static bool key_router_click_hint(struct app *app, const struct key *key)
{
    bool left = key->code == K_MOUSE && (key->button == 1 || key->button == 2);
    enum action action = left ? footer_action(app, screen_area(), key->y, key->x) : ACTION_NONE;
    if (!action)
        return false;
    app_show_message(app, STYLE_TEXT, NULL);
    dispatch_do(app, action);
    return true;
}

bool key_router_writes(const struct panel *panel)
{
    assert(panel && panel->ops);
    return panel->ops->place & (PLACE_FORM | PLACE_ENTRY);
}

static void key_router_say_unused(struct app *app, const struct key *key)
{
    if (key->code != K_MOUSE && key->code != K_PASTE)
        app_say(app, "%s does nothing here.", key_text(key->code));
}

void key_router_press(struct app *app, const struct key *key)
{
    assert(app && app->depth > 0 && key && key->code);
    if (key_router_click_hint(app, key))
        return;
    struct panel *panel = app_top(app);
    bool writing = key_router_writes(panel);
    app_show_message(app, STYLE_TEXT, NULL);
    if (writing && panel_type(panel, app, key))
        return;
    const struct stroke pressed = {{key->code}};
    enum action action = keymap_follow(&app->keys, &pressed, panel->ops->place);
    if (action)
        dispatch_do(app, action);
    else if (keymap_leads(&app->keys, &pressed, panel->ops->place))
        app_push(app, key_chord_new(app, &pressed));
    else if (!writing && !panel_type(panel, app, key))
        key_router_say_unused(app, key);
}
