/*
 * current_record.c: finds the record of the panel on top, and does the action to it.
 */
#include "tui/action/current_record.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/progress.h"
#include "core/kind/target.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "tui/action/bulk_panel.h"
#include "tui/app/bulk_actions.h"
#include "tui/duplicates/duplicates_panel.h"
#include "tui/people/handover_panel.h"
#include "tui/widget/open_link.h"
#include <assert.h>
#include <stdlib.h>

struct current_record {
    const struct kind *kind;
    struct id id;
};

static bool current_record_find(struct panel *panel, struct current_record *out)
{
    return panel_record(panel, &out->kind, &out->id);
}

bool current_record_any(struct app *app, struct panel *panel)
{
    (void)app;
    return bulk_actions_kind(panel) != NULL;
}

bool current_record_one(struct app *app, struct panel *panel)
{
    struct current_record at;
    (void)app;
    return current_record_find(panel, &at);
}

bool current_record_is_affiliate(struct app *app, struct panel *panel)
{
    (void)app;
    return bulk_actions_kind(panel) == &kind_affiliate;
}

/* Kinds that belong to a goal, and the field that refers to it. */
static const struct {
    const struct kind *kind;
    int field;
} current_record_goal_fields[] = {{&kind_milestone, MILESTONE_GOAL},
    {&kind_progress, PROGRESS_GOAL}, {&kind_target, TARGET_GOAL}};
enum { GOAL_FIELDS = sizeof current_record_goal_fields / sizeof *current_record_goal_fields };

static bool current_record_pointed_goal(struct panel *panel, struct id *goal)
{
    const struct kind *kind;
    return panel->ops->pointed && panel->ops->pointed(panel, &kind, goal) && kind == &kind_goal;
}

bool current_record_has_goal(struct app *app, struct panel *panel)
{
    struct current_record at;
    (void)app;
    if (current_record_pointed_goal(panel, &at.id))
        return true;
    if (!current_record_find(panel, &at))
        return false;
    bool any = at.kind == &kind_goal;
    for (size_t i = 0; i < GOAL_FIELDS; i++)
        any |= at.kind == current_record_goal_fields[i].kind;
    return any;
}

static enum li_err current_record_load_goal(
    struct app *app, const struct current_record *at, struct id *goal, struct li_error *err)
{
    *goal = at->id;
    for (size_t i = 0; i < GOAL_FIELDS; i++) {
        if (at->kind != current_record_goal_fields[i].kind)
            continue;
        struct record *record;
        enum li_err code = record_load(app->context, at->kind, &at->id, &record, err);
        if (code)
            return code;
        id_parse(record_get(record, current_record_goal_fields[i].field), goal);
        record_free(record);
    }
    return LI_OK;
}

void current_record_log(struct app *app, struct panel *panel)
{
    struct current_record at;
    struct id goal;
    struct li_error err;
    bool there = current_record_pointed_goal(panel, &goal);
    if (!there && current_record_find(panel, &at))
        there = !current_record_load_goal(app, &at, &goal, &err);
    if (there)
        app_log(app, &goal);
    else
        app_fail(app, &err);
}

bool current_record_can_add(struct app *app, struct panel *panel)
{
    const struct kind *kind, *of;
    struct id id;
    (void)app;
    return panel->ops->adds && panel->ops->adds(panel, &kind, &of, &id);
}

void current_record_add(struct app *app, struct panel *panel)
{
    const struct kind *kind = NULL, *of = NULL;
    struct id id = {{0}};
    assert(panel->ops->adds);
    panel->ops->adds(panel, &kind, &of, &id);
    app_edit(app, kind, NULL, of, &id);
}

void current_record_edit(struct app *app, struct panel *panel)
{
    struct current_record at;
    struct panel_selection selection;
    if (bulk_actions_selected(panel)) {
        if (bulk_actions_take(app, panel, &selection))
            app_push(app, bulk_panel_set(app, &selection));
        return;
    }
    bool there = current_record_find(panel, &at);
    assert(there);
    (void)there;
    app_edit(app, at.kind, &at.id, NULL, NULL);
}

void current_record_assign(struct app *app, struct panel *panel)
{
    struct panel_selection selection;
    if (bulk_actions_take(app, panel, &selection))
        app_push(app, bulk_panel_assign(app, &selection));
}

void current_record_archive(struct app *app, struct panel *panel)
{
    struct current_record at;
    struct record *record;
    struct li_error err;
    if (bulk_actions_selected(panel)) {
        bulk_actions_archive(app, panel);
        return;
    }
    current_record_find(panel, &at);
    if (record_load(app->context, at.kind, &at.id, &record, &err)) {
        app_fail(app, &err);
        return;
    }
    bool archive = record->archived_on == DAY_NONE;
    record_free(record);
    char *title = record_title(app->context, at.kind, &at.id);
    if (record_archive(app->context, at.kind, &at.id, archive, &err))
        app_fail(app, &err);
    else
        app_say(app, "%s %s \"%s\". Press %s to undo.", archive ? "Archived" : "Restored",
            at.kind->name, title ? title : "", keymap_text(&app->keys, ACTION_UNDO));
    free(title);
    app_refresh(app);
}

void current_record_open_link(struct app *app, struct panel *panel)
{
    struct current_record at;
    current_record_find(panel, &at);
    if (!open_link_record(app, at.kind, &at.id))
        app_say(app, "This %s has no link or document.", at.kind->name);
}

void current_record_hand_over(struct app *app, struct panel *panel)
{
    struct current_record at;
    bool any = current_record_find(panel, &at);
    handover_panel_open(app, any ? at.kind : NULL, &at.id);
}

void current_record_duplicates(struct app *app, struct panel *panel)
{
    struct current_record at = {NULL, {{0}}};
    current_record_find(panel, &at);
    duplicates_panel_go(app, panel, at.kind);
}
