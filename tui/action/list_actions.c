/*
 * list_actions.c: actions on a whole list, in any panel that has one.
 */
#include "tui/action/list_actions.h"
#include "tui/action/bulk_panel.h"
#include "tui/list/columns_panel.h"
#include "tui/list/views_panel.h"
#include <assert.h>
#include <stdlib.h>

bool list_actions_can_export(struct app *app, struct panel *panel)
{
    (void)app;
    return panel->ops->take;
}

void list_actions_export(struct app *app, struct panel *panel)
{
    assert(panel->ops->take);
    struct panel_selection selection;
    if (!panel->ops->take(panel, &selection)) {
        app_say(app, "Still finding records; try again in a moment.");
    } else if (selection.count == 0) {
        app_say(app, "Nothing to export.");
        free(selection.rows);
    } else {
        app_push(app, bulk_panel_export(app, &selection));
    }
}

bool list_actions_has_columns(struct app *app, struct panel *panel)
{
    (void)app;
    return panel->ops->state;
}

void list_actions_columns(struct app *app, struct panel *panel)
{
    assert(panel->ops->state && panel->ops->set_state);
    app_push(app, columns_panel_new(app, panel));
}

void list_actions_views(struct app *app, struct panel *panel)
{
    app_push(app, views_panel_new(app, panel));
}
