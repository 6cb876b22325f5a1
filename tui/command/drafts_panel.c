/*
 * drafts_panel.c: the unsaved drafts, those of other windows as well; Enter resumes one.
 */
#include "tui/command/drafts_panel.h"
#include "data/base/memory.h"
#include "tui/command/draft_resume.h"
#include <stdlib.h>

struct drafts_panel {
    struct panel panel;
    struct draft **list;
    size_t count;
    char **names; /* of the drafts */
    bool stale;   /* one was resumed, and may be gone when the panel shows again */
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

/* The name and, if it is so, that the draft is open in another window. */
static void drafts_draw_name(const struct drafts_panel *drafts, size_t at, struct area area)
{
    static const char used[] = "open in another window";
    if (!drafts->list[at]->in_use) {
        screen_text(area.y, area.x, area.width, STYLE_TEXT, drafts->names[at]);
        return;
    }
    int room = area.width - text_width(used) - 2, width = text_width(drafts->names[at]);
    width = width < room ? width : room;
    if (width > 0)
        area.x = screen_text(area.y, area.x, width, STYLE_MUTED, drafts->names[at]) + 2;
    screen_text(area.y, area.x, 0, STYLE_WARN, used);
}

static void drafts_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct drafts_panel *drafts = (struct drafts_panel *)panel;
    (void)app;
    scroll_fit(&drafts->panel.scroll, drafts->count, area.height);
    if (drafts->count == 0)
        screen_text(area.y, area.x + 1, area.width - 1, STYLE_MUTED, "No unsaved drafts.");
    for (int i = 0; i < area.height && drafts->panel.scroll.top + (size_t)i < drafts->count; i++) {
        size_t at = drafts->panel.scroll.top + (size_t)i;
        int x = area.x + 1;
        if (area.width >= 40)
            x = screen_text(area.y + i, x, 16, STYLE_LABEL, drafts->list[at]->at) + 2;
        drafts_draw_name(drafts, at, (struct area){area.y + i, x, 1, area.x + area.width - 1 - x});
    }
    scroll_draw_cursor(&drafts->panel.scroll, drafts->count, area, focused);
    scroll_draw(&drafts->panel.scroll, drafts->count, area);
}

static bool drafts_work(struct panel *panel, struct app *app)
{
    if (((struct drafts_panel *)panel)->stale)
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

struct panel *drafts_panel_new(struct app *app)
{
    struct drafts_panel *drafts = li_calloc(1, sizeof *drafts);
    drafts->panel.ops = &drafts_ops;
    drafts->panel.root = &drafts_ops;
    drafts_refresh(&drafts->panel, app);
    return &drafts->panel;
}
