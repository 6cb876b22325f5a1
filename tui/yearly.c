/*
 * yearly.c: from the record at hand to what is done with it once a year.
 */
#include "yearly.h"
#include "../core/kind/affiliate.h"
#include "../core/kind/agreement.h"
#include "../core/kind/plan.h"
#include "../core/plan.h"
#include "../core/renewal.h"
#include "../data/memory.h"
#include "panel/planning.h"
#include "panel/reviewing.h"
#include <stdlib.h>
#include <string.h>

/* A record of that kind: under the cursor of a page, or at hand. */
static bool has(struct panel *panel, const struct kind *kind, struct id *id)
{
    const struct kind *at_hand;
    if (panel->ops->pointed && panel->ops->pointed(panel, &at_hand, id) && at_hand == kind)
        return true;
    return panel->ops->record && panel->ops->record(panel, &at_hand, id) && at_hand == kind;
}

/* --- renewing --------------------------------------------------------------------------------- */

bool yearly_has_agreement(struct app *app, struct panel *panel)
{
    struct id id;
    (void)app;
    return has(panel, &kind_agreement, &id);
}

void yearly_renew(struct app *app, struct panel *panel)
{
    struct id id;
    struct record *next;
    struct li_error err;
    has(panel, &kind_agreement, &id);
    if (renewal_propose(app->li, &id, &next, &err) == LI_OK)
        app_begin(app, next, renewal_save);
    else
        app_fail(app, &err);
}

/* --- drafting --------------------------------------------------------------------------------- */

/* The kind's first reference to an affiliate; -1: it has none. */
static int affiliate_field(const struct kind *kind)
{
    for (int i = 0; i < kind->stored_count; i++)
        if (kind->fields[i].type == FIELD_REF &&
            strcmp(kind->fields[i].ref, kind_affiliate.name) == 0)
            return i;
    return -1;
}

bool yearly_has_affiliate(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    (void)app;
    return panel->ops->record && panel->ops->record(panel, &kind, &id) &&
           (kind == &kind_affiliate || affiliate_field(kind) >= 0);
}

/* What plan is meant: of next year or, from a plan, of the year after it. False: the record at hand
   is no affiliate's. */
static bool find_next(struct app *app, struct panel *panel, struct id *affiliate, int *year)
{
    const struct kind *kind;
    struct record *record;
    panel->ops->record(panel, &kind, affiliate);
    *year = year_at(app->li->today, year_starts(app->li)).number + 1;
    if (kind == &kind_affiliate)
        return true;
    if (record_load(app->li, kind, affiliate, &record, NULL) != LI_OK)
        return false;
    const char *whose = record_get(record, affiliate_field(kind));
    bool found = whose && id_parse(whose, affiliate);
    if (kind == &kind_plan)
        *year = (int)record_number(record, PLAN_YEAR) + 1;
    record_free(record);
    return found;
}

void yearly_draft(struct app *app, struct panel *panel)
{
    struct id affiliate;
    int year;
    if (find_next(app, panel, &affiliate, &year))
        app_push(app, panel_planning_new(app, &affiliate, year));
    else
        app_say(app, "There is no affiliate at hand.");
}

/* --- agreeing and reviewing ------------------------------------------------------------------- */

bool yearly_has_plan(struct app *app, struct panel *panel)
{
    struct id id;
    (void)app;
    return has(panel, &kind_plan, &id);
}

void yearly_agree(struct app *app, struct panel *panel, const char *day)
{
    struct id id;
    struct li_error err;
    has(panel, &kind_plan, &id);
    if (plan_agree(app->li, &id, day, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    char *called = record_title(app->li, &kind_plan, &id);
    app_refresh(app);
    app_say(app, "Agreed: %s; its goals are open, %s undoes.", called,
        keymap_text(&app->keys, ACTION_UNDO));
    free(called);
}

void yearly_review(struct app *app, struct panel *panel)
{
    struct id id;
    has(panel, &kind_plan, &id);
    app_push(app, panel_reviewing_new(app, &id));
}
