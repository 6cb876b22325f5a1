/*
 * drafts_panel.c: the unsaved drafts, those of other windows as well; Enter resumes one.
 */
#include "tui/command/drafts_panel.h"
#include "data/base/memory.h"
#include "tui/command/draft_resume.h"
#include "tui/command/drafts_view.h"
#include <assert.h>
#include <stdlib.h>

struct drafts_panel {
    struct panel panel;
    struct draft **list;
    size_t count;
    char **names; /* of the drafts */
    bool stale;   /* one was resumed, and may be gone when the panel is on top again */
};

static void drafts_clear(struct drafts_panel *drafts)
{
    for (size_t i = 0; i < drafts->count; i++) {
        draft_free(drafts->list[i]);
        free(drafts->names[i]);
    }
    free(drafts->list);
    free(drafts->names);
    drafts->list = NULL;
    drafts->names = NULL;
    drafts->count = 0;
}

static void drafts_refresh(struct panel *panel, struct app *app)
{
    struct drafts_panel *drafts = (struct drafts_panel *)panel;
    struct li_error err;
    drafts_clear(drafts);
    drafts->stale = false;
    app->dirty = true;
    if (draft_all(app->context, &drafts->list, &drafts->count, &err)) {
        app_fail(app, &err);
        return;
    }
    drafts->names = li_calloc(drafts->count + 1, sizeof *drafts->names);
    for (size_t i = 0; i < drafts->count; i++)
        drafts->names[i] = draft_resume_name(app, drafts->list[i]);
}

static void drafts_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    const struct drafts_panel *drafts = (const struct drafts_panel *)panel;
    const struct drafts_view view = {
        drafts->list, drafts->names, drafts->count, context_dates(app->context)};
    drafts_view_draw(&view, &panel->scroll, area, focused);
}

static bool drafts_work(struct panel *panel, struct app *app)
{
    if (((struct drafts_panel *)panel)->stale && app_top(app) == panel)
        drafts_refresh(panel, app);
    return false;
}

static void drafts_resume(struct drafts_panel *drafts, struct app *app)
{
    if (drafts->panel.scroll.at >= drafts->count)
        return;
    drafts->stale = true;
    if (drafts->list[drafts->panel.scroll.at]->in_use) {
        app_say(app, "That draft is open in another window.");
        return;
    }
    draft_resume_open(app, drafts->list[drafts->panel.scroll.at]);
}

static bool drafts_offers(struct panel *panel, enum action action)
{
    return action != ACTION_OPEN || ((struct drafts_panel *)panel)->count > 0;
}

static bool drafts_act(struct panel *panel, struct app *app, enum action action)
{
    struct drafts_panel *drafts = (struct drafts_panel *)panel;
    bool resumes = action == ACTION_OPEN || action == ACTION_EDIT;
    if (resumes)
        drafts_resume(drafts, app);
    return resumes;
}

static size_t drafts_count(struct panel *panel)
{
    return ((struct drafts_panel *)panel)->count;
}

static void drafts_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct drafts_panel *drafts = (const struct drafts_panel *)panel;
    fputs("Unsaved drafts", left);
    fprintf(right, "%zu", drafts->count);
}

static void drafts_panel_free(struct panel *panel)
{
    drafts_clear((struct drafts_panel *)panel);
    free(panel);
}

static const struct panel_ops drafts_ops = {
    .place = PLACE_TEXT,
    .draw = drafts_draw,
    .offers = drafts_offers,
    .act = drafts_act,
    .count = drafts_count,
    .work = drafts_work,
    .refresh = drafts_refresh,
    .title = drafts_title,
    .free = drafts_panel_free,
};

static struct panel *drafts_panel_new(struct app *app)
{
    struct drafts_panel *drafts = li_calloc(1, sizeof *drafts);
    drafts->panel.ops = &drafts_ops;
    drafts->panel.root = &drafts_ops;
    drafts_refresh(&drafts->panel, app);
    return &drafts->panel;
}

void drafts_panel_go(struct app *app)
{
    assert(app);
    if (app_raise(app, &drafts_ops))
        drafts_refresh(app_top(app), app);
    else
        app_push(app, drafts_panel_new(app));
}
