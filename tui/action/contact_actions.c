/*
 * contact_actions.c: whom the record at hand is about decides what can be done.
 */
#include "tui/action/contact_actions.h"
#include "core/kind/activity.h"
#include "core/log/log_contact.h"
#include "core/people/affiliate_of.h"
#include "core/record/record_load.h"
#include <stdlib.h>

static bool contact_record_at_hand(struct panel *panel, const struct kind **kind, struct id *id)
{
    return panel->ops->record && panel->ops->record(panel, kind, id);
}

bool contact_actions_can_log(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    (void)app;
    return contact_record_at_hand(panel, &kind, &id) && affiliate_of_any(kind);
}

void contact_actions_log(struct app *app, struct panel *panel)
{
    const struct kind *kind = NULL;
    struct id id;
    if (contact_record_at_hand(panel, &kind, &id))
        app_contact(app, kind, &id);
}

bool contact_actions_can_follow_up(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    (void)app;
    return contact_record_at_hand(panel, &kind, &id) && kind == &kind_activity;
}

void contact_actions_follow_up(struct app *app, struct panel *panel)
{
    const struct kind *kind = NULL;
    struct id id;
    struct li_error err;
    if (!contact_record_at_hand(panel, &kind, &id))
        return;
    if (log_contact_followed(app->context, &id, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    char *title = record_title(app->context, kind, &id);
    app_refresh(app);
    app_say(app, "Follow-up done: \"%s\". Press %s to undo.", title ? title : "",
        keymap_text(&app->keys, ACTION_UNDO));
    free(title);
}
