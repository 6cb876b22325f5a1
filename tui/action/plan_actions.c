/*
 * plan_actions.c: finds the agreement, the affiliate or the plan, and opens the panel.
 */
#include "tui/action/plan_actions.h"
#include "core/kind/agreement.h"
#include "core/kind/plan.h"
#include "core/people/affiliate_of.h"
#include "core/plan/plan.h"
#include "core/plan/renewal.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "tui/plan/plan_panel.h"
#include "tui/plan/review_panel.h"
#include "tui/widget/prompt.h"
#include <assert.h>
#include <stdlib.h>

/* A record of that kind: under the cursor of a page, or the current one. */
static bool plan_actions_has(struct panel *panel, const struct kind *kind, struct id *id)
{
    const struct kind *found;
    return (panel->ops->pointed && panel->ops->pointed(panel, &found, id) && found == kind) ||
           (panel_record(panel, &found, id) && found == kind);
}

/* --- renewing --------------------------------------------------------------------------------- */

bool plan_actions_has_agreement(struct app *app, struct panel *panel)
{
    struct id id;
    (void)app;
    return plan_actions_has(panel, &kind_agreement, &id);
}

void plan_actions_renew(struct app *app, struct panel *panel)
{
    struct id id;
    struct record *next;
    struct li_error err;
    plan_actions_has(panel, &kind_agreement, &id);
    if (!renewal_propose(app->context, &id, &next, &err))
        app_begin(app, next);
    else
        app_fail(app, &err);
}

/* --- drafting --------------------------------------------------------------------------------- */

bool plan_actions_has_affiliate(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    (void)app;
    return panel_record(panel, &kind, &id) && affiliate_of_any(kind);
}

/* Next year or, from a plan, the year after it. */
static enum li_err plan_actions_next_year(
    struct app *app, const struct kind *kind, const struct id *id, int *out, struct li_error *err)
{
    struct record *plan;
    *out = year_at(app->context->today, year_starts(app->context)).number + 1;
    if (kind != &kind_plan)
        return LI_OK;
    enum li_err code = record_load(app->context, kind, id, &plan, err);
    if (!code)
        *out = (int)record_number(plan, PLAN_YEAR) + 1;
    record_free(plan);
    return code;
}

void plan_actions_draft(struct app *app, struct panel *panel)
{
    const struct kind *kind = NULL;
    struct id id, affiliate;
    struct li_error err;
    int year;
    assert(panel->ops->record);
    panel->ops->record(panel, &kind, &id);
    if (plan_actions_next_year(app, kind, &id, &year, &err) ||
        affiliate_of(app->context, kind, &id, &affiliate, &err))
        app_fail(app, &err);
    else
        app_push(app, plan_panel_new(app, &affiliate, year));
}

/* --- agreeing and reviewing ------------------------------------------------------------------- */

bool plan_actions_has_plan(struct app *app, struct panel *panel)
{
    struct id id;
    (void)app;
    return plan_actions_has(panel, &kind_plan, &id);
}

void plan_actions_agree(struct app *app, struct panel *panel, const char *day)
{
    struct id id;
    struct li_error err;
    assert(day);
    plan_actions_has(panel, &kind_plan, &id);
    if (plan_agree(app->context, &id, day, &err)) {
        app_fail(app, &err);
        return;
    }
    char *called = record_title(app->context, &kind_plan, &id);
    app_refresh(app);
    app_say(app, "Plan %s agreed; its goals are now open. Press %s to undo.", called,
        keymap_text(&app->keys, ACTION_UNDO));
    free(called);
}

/* The prompt is gone: the panel it was opened on is on top. */
static void plan_actions_day_typed(void *arg, struct app *app, const char *day)
{
    (void)arg;
    if (day && *day)
        plan_actions_agree(app, app_top(app), day);
}

void plan_actions_ask_agreed(struct app *app, struct panel *panel)
{
    static const struct prompt_ops asks = {
        .label = " Date agreed: ", .help = "today, 15 mar, -2d", .done = plan_actions_day_typed};
    (void)panel;
    app_push(app, prompt_new(&asks, "today", NULL));
}

void plan_actions_review(struct app *app, struct panel *panel)
{
    struct id id;
    plan_actions_has(panel, &kind_plan, &id);
    app_push(app, review_panel_new(app, &id));
}
