/*
 * contact_actions.c: the affiliate of the current record decides what can be done.
 */
#include "tui/action/contact_actions.h"
#include "core/kind/activity.h"
#include "core/log/log_contact.h"
#include "core/people/affiliate_of.h"
#include "core/record/record_load.h"
#include <stdlib.h>

bool contact_actions_can_log(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    (void)app;
    return panel_record(panel, &kind, &id) && affiliate_of_any(kind);
}

void contact_actions_log(struct app *app, struct panel *panel)
{
    const struct kind *kind = NULL;
    struct id id;
    if (panel_record(panel, &kind, &id))
        app_contact(app, kind, &id);
}

bool contact_actions_can_follow_up(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    (void)app;
    return panel_record(panel, &kind, &id) && kind == &kind_activity;
}

void contact_actions_follow_up(struct app *app, struct panel *panel)
{
    const struct kind *kind = NULL;
    struct id id;
    struct li_error err;
    if (!panel_record(panel, &kind, &id))
        return;
    if (log_contact_followed(app->context, &id, &err)) {
        app_fail(app, &err);
        return;
    }
    char *title = record_title(app->context, kind, &id);
    app_refresh(app);
    app_say(app, "Follow-up done: \"%s\". Press %s to undo.", title ? title : "",
        keymap_text(&app->keys, ACTION_UNDO));
    free(title);
}
