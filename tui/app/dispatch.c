/*
 * dispatch.c: an action is the panel's first, then the program's.
 */
#include "tui/app/dispatch.h"
#include "tui/app/as_of_mode.h"
#include <assert.h>

static const struct action_handler *dispatch_handler(const struct app *app, enum action action)
{
    assert(action > ACTION_NONE && action < ACTION_COUNT);
    return &app->tables->handlers[action];
}

static bool dispatch_has_subject(struct app *app, struct panel *panel, enum action action)
{
    const struct action_handler *handler = dispatch_handler(app, action);
    return !handler->can || handler->can(app, panel);
}

bool dispatch_can(struct app *app, struct panel *panel, enum action action)
{
    assert(panel && action > ACTION_NONE && action < ACTION_COUNT);
    return panel_offers(panel, action) && !as_of_mode_forbids(app, action) &&
           (action_specs[action].places & panel->ops->place) &&
           dispatch_has_subject(app, panel, action);
}

static void dispatch_say_cannot(struct app *app, enum action action)
{
    const char *cannot = dispatch_handler(app, action)->cannot;
    if (cannot)
        app_say(app, "%s.", cannot);
}

static void dispatch_by_handler(struct app *app, struct panel *panel, enum action action)
{
    const struct action_handler *handler = dispatch_handler(app, action);
    if (!dispatch_has_subject(app, panel, action))
        dispatch_say_cannot(app, action);
    else if (handler->list)
        app_list(app, kind_find(handler->list), NULL);
    else if (handler->run)
        handler->run(app, panel);
}

void dispatch_do(struct app *app, enum action action)
{
    struct panel *panel = app_top(app);
    app->dirty = true;
    if (as_of_mode_forbids(app, action))
        as_of_mode_refuse(app);
    else if (!panel_act(panel, app, action))
        dispatch_by_handler(app, panel, action);
}

const char *dispatch_takes(const struct app *app, enum action action)
{
    return dispatch_handler(app, action)->takes;
}

void dispatch_tell(struct app *app, enum action action, const char *words)
{
    struct panel *panel = app_top(app);
    assert(dispatch_takes(app, action) && words);
    app->dirty = true;
    if (as_of_mode_forbids(app, action))
        as_of_mode_refuse(app);
    else if (dispatch_has_subject(app, panel, action))
        dispatch_handler(app, action)->tell(app, panel, words);
    else
        dispatch_say_cannot(app, action);
}
