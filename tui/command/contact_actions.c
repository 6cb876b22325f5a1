/*
 * contact_actions.c: whom the record at hand is about decides what can be done.
 */
#include "tui/command/contact_actions.h"
#include "core/kind/activity.h"
#include "core/log/log_contact.h"
#include "core/people/affiliate_of.h"
#include <stdlib.h>

static bool record_at_hand(struct panel *panel, const struct kind **kind, struct id *id)
{
    return panel->ops->record && panel->ops->record(panel, kind, id);
}

bool reaching_can(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    (void)app;
    return record_at_hand(panel, &kind, &id) && counterpart_any(kind);
}

void reaching_log(struct app *app, struct panel *panel)
{
    const struct kind *kind = NULL;
    struct id id;
    if (record_at_hand(panel, &kind, &id))
        app_contact(app, kind, &id);
}

bool reaching_can_follow(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    (void)app;
    return record_at_hand(panel, &kind, &id) && kind == &kind_activity;
}

void reaching_follow(struct app *app, struct panel *panel)
{
    const struct kind *kind = NULL;
    struct id id;
    struct li_error err;
    if (!record_at_hand(panel, &kind, &id))
        return;
    if (contact_followed(app->li, &id, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    char *title = record_title(app->li, kind, &id);
    app_refresh(app);
    app_say(app, "Followed up today, %s undoes: \"%s\".", keymap_text(&app->keys, ACTION_UNDO),
        title ? title : "");
    free(title);
}
