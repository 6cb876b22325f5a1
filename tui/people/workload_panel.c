/*
 * workload_panel.c: our people, whose work is counted between keys, and the vacancies. Enter opens
 * either.
 */
#include "tui/people/workload_panel.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/people/workload_view.h"
#include <stdlib.h>

struct workload_panel {
    struct panel panel;
    struct workload_model found, finding; /* finding takes the place of found when it is whole */
};

static struct workload_panel *workload_self(struct panel *panel)
{
    return (struct workload_panel *)panel;
}

/* Until all is found for the first time, what there is so far. */
static const struct workload_model *workload_shown(const struct workload_panel *panel)
{
    return panel->found.stage == WORKLOAD_DONE ? &panel->found : &panel->finding;
}

static void workload_refresh(struct panel *base, struct app *app)
{
    workload_model_clear(&workload_self(base)->finding);
    app->dirty = true;
}

static bool workload_work(struct panel *base, struct app *app)
{
    struct workload_panel *panel = workload_self(base);
    struct li_error err;
    if (panel->finding.stage == WORKLOAD_DONE)
        return false;
    app_yield_to_keys(app, true);
    int more = workload_model_work(&panel->finding, app->context, &err);
    app_yield_to_keys(app, false);
    app->dirty = true;
    if (more < 0 && err.code != LI_INTERRUPTED)
        app_fail(app, &err);
    if (panel->finding.stage != WORKLOAD_DONE)
        return true;
    workload_model_clear(&panel->found);
    panel->found = panel->finding;
    panel->finding = (struct workload_model){.stage = WORKLOAD_DONE};
    return false;
}

/* --- lines ------------------------------------------------------------------------------------ */

static bool workload_record(struct panel *base, const struct kind **kind, struct id *id)
{
    const struct workload_panel *panel = workload_self(base);
    const struct workload_model *model = workload_shown(panel);
    const struct workload_person *person = workload_model_person(model, panel->panel.scroll.at);
    const struct vacancy *vacancy = workload_model_vacancy(model, panel->panel.scroll.at);
    *kind = person ? &kind_person : &kind_affiliate;
    if (person || vacancy)
        *id = person ? person->id : vacancy->affiliate;
    return person || vacancy;
}

static void workload_follow(struct workload_panel *panel, struct app *app)
{
    const struct kind *kind;
    struct id id;
    if (workload_record(&panel->panel, &kind, &id))
        app_open(app, kind, &id);
}

/* --- keys ------------------------------------------------------------------------------------- */

/* Not on the lines between people and vacant roles. */
static bool workload_rests(struct panel *base, size_t line)
{
    const struct workload_model *model = workload_shown(workload_self(base));
    return workload_model_person(model, line) || workload_model_vacancy(model, line);
}

static size_t workload_count(struct panel *base)
{
    return workload_model_lines(workload_shown(workload_self(base)));
}

static bool workload_offers(struct panel *base, enum action action)
{
    return action != ACTION_OPEN || workload_model_lines(workload_shown(workload_self(base))) > 0;
}

static bool workload_act(struct panel *base, struct app *app, enum action action)
{
    if (action == ACTION_OPEN)
        workload_follow(workload_self(base), app);
    return action == ACTION_OPEN;
}

/* --- the panel -------------------------------------------------------------------------------- */

static void workload_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    struct workload_panel *panel = workload_self(base);
    (void)app;
    base->lines = workload_view_body(area);
    workload_view_draw(workload_shown(panel), &base->scroll, area, focused);
}

static void workload_title(struct panel *base, FILE *left, FILE *right)
{
    const struct workload_model *model = workload_shown(workload_self(base));
    size_t people = model->people.count;
    fputs("Workload", left);
    fprintf(right, "%zu %s, %zu%s vacant", people, people == 1 ? "person" : "people",
        model->vacancies.count, model->vacancies.more ? "+" : "");
}

static void workload_panel_free(struct panel *base)
{
    workload_model_clear(&workload_self(base)->found);
    workload_model_clear(&workload_self(base)->finding);
    free(base);
}

const struct panel_ops workload_panel_ops = {
    .place = PLACE_TEXT,
    .draw = workload_draw,
    .offers = workload_offers,
    .act = workload_act,
    .count = workload_count,
    .rests = workload_rests,
    .work = workload_work,
    .refresh = workload_refresh,
    .title = workload_title,
    .record = workload_record,
    .free = workload_panel_free,
};

struct panel *workload_panel_new(struct app *app)
{
    struct workload_panel *panel = li_calloc(1, sizeof *panel);
    panel->panel.ops = &workload_panel_ops;
    panel->panel.root = &workload_panel_ops;
    (void)app;
    return &panel->panel;
}
