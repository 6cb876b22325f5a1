/*
 * duplicates_panel.c: likely doubles, looked for while no key waits; Enter opens a pair side by
 * side.
 */
#include "tui/duplicates/duplicates_panel.h"
#include "core/duplicates/duplicates.h"
#include "data/base/memory.h"
#include "data/store/page_cache.h"
#include "tui/app/app.h"
#include "tui/app/bulk_actions.h"
#include "tui/app/scroll.h"
#include "tui/duplicates/merge_panel.h"
#include <stdlib.h>

enum { HEAD = 2, GAP = 2, WHY_LEAST = 26, WHY_SHARE = 34 /* of a hundred columns */ };

/* The pairs of one kind. */
struct shelf {
    const struct kind *kind;
    struct duplicates *found;   /* NULL: not yet */
    struct duplicates *looking; /* takes its place once all is found; NULL: it is as it should be */
    struct scroll scroll;       /* while another is shown; of the shown one, the panel has it */
};

struct duplicates_panel {
    struct panel panel;
    struct shelf *shelves; /* of each kind that has them */
    size_t count, at;      /* which is shown */
};

static struct shelf *duplicates_shown(const struct duplicates_panel *doubles)
{
    return &doubles->shelves[doubles->at];
}

/* The cursor over the pairs of that shelf. */
static struct scroll *duplicates_scroll(struct duplicates_panel *doubles, struct shelf *shelf)
{
    return shelf == duplicates_shown(doubles) ? &doubles->panel.scroll : &shelf->scroll;
}

static size_t duplicates_count_pairs(const struct shelf *shelf)
{
    return shelf->found ? shelf->found->count : 0;
}

/* --- looking ---------------------------------------------------------------------------------- */

/* The cursor stays on its pair; where that is no more, at its place. */
static void duplicates_take_place(struct shelf *shelf, struct scroll *scroll)
{
    const struct duplicates *old = shelf->found, *new = shelf->looking;
    size_t at = scroll->at;
    for (size_t i = 0; old && at < old->count && i < new->count; i++)
        if (new->pairs[i].one == old->pairs[at].one &&new->pairs[i].other == old->pairs[at].other)
            scroll->at = i;
    duplicates_free(shelf->found);
    shelf->found = shelf->looking;
    shelf->looking = NULL;
}

static void duplicates_panel_look(struct shelf *shelf, struct scroll *scroll, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    app_yield_to_keys(app, true);
    page_cache_sort_in_parts(app->context->store, true);
    int more = duplicates_look(shelf->looking, &err);
    page_cache_sort_in_parts(app->context->store, false);
    app_yield_to_keys(app, false);
    if (more == 0)
        duplicates_take_place(shelf, scroll);
    if (more >= 0 || err.code == LI_INTERRUPTED)
        return;
    app_fail(app, &err);
    duplicates_free(shelf->looking);
    shelf->looking = NULL;
}

/* What is shown first, then the other kinds: their counts are shown too. */
static bool duplicates_work(struct panel *panel, struct app *app)
{
    struct duplicates_panel *doubles = (struct duplicates_panel *)panel;
    for (size_t i = 0; i < doubles->count; i++) {
        struct shelf *shelf = &doubles->shelves[(doubles->at + i) % doubles->count];
        if (!shelf->looking)
            continue;
        if (!input_waiting())
            duplicates_panel_look(shelf, duplicates_scroll(doubles, shelf), app);
        app->dirty = true;
        return true;
    }
    return false;
}

static void duplicates_refresh(struct panel *panel, struct app *app)
{
    struct duplicates_panel *doubles = (struct duplicates_panel *)panel;
    for (size_t i = 0; i < doubles->count; i++) {
        struct shelf *shelf = &doubles->shelves[i];
        duplicates_free(shelf->looking);
        shelf->looking = duplicates_new(app->context, shelf->kind);
    }
}

/* --- painting --------------------------------------------------------------------------------- */

/* "Affiliates 3   People 12": the one shown stands out. */
static void duplicates_draw_shelves(const struct duplicates_panel *doubles, struct area area)
{
    int x = area.x + 1;
    for (size_t i = 0; i < doubles->count; i++) {
        const struct shelf *shelf = &doubles->shelves[i];
        x = screen_text(
                area.y, x, 0, i == doubles->at ? STYLE_HEADING : STYLE_MUTED, shelf->kind->labels) +
            1;
        if (shelf->found)
            x = screen_textf(area.y, x, 0, STYLE_MUTED, "%zu", shelf->found->count);
        else
            x = screen_text(area.y, x, 0, STYLE_MUTED, screen_glyph(GLYPH_ELLIPSIS));
        x += GAP;
    }
}

static void duplicates_draw_pair(struct shelf *shelf, size_t at, int y, struct area area)
{
    struct duplicates *found = shelf->found;
    const struct duplicates_pair *pair = &found->pairs[at];
    int why = area.width * WHY_SHARE / 100;
    why = why < WHY_LEAST ? WHY_LEAST : why;
    int name = (area.width - 2 - why - 2 * GAP) / 2, x = area.x + 1;
    char *one = NULL, *other = NULL, *signs = duplicates_why(found, pair);
    struct id id;
    bool there = duplicates_record(found, pair->one, &id, &one) &&
                 duplicates_record(found, pair->other, &id, &other);
    enum style style = there ? STYLE_TEXT : STYLE_MUTED;
    if (name > 0) {
        x = screen_text(y, x, name, style, one ? one : "(archived)") + GAP;
        x = screen_text(y, x, name, style, other ? other : "(archived)") + GAP;
    }
    screen_text(y, x, why, STYLE_LABEL, signs);
    free(signs);
    free(other);
    free(one);
}

static struct area duplicates_rows_area(struct area area)
{
    return (struct area){area.y + HEAD, area.x, area.height - HEAD, area.width};
}

static void duplicates_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct duplicates_panel *doubles = (struct duplicates_panel *)panel;
    struct shelf *shelf = duplicates_shown(doubles);
    struct area rows = duplicates_rows_area(area);
    size_t count = duplicates_count_pairs(shelf);
    (void)app;
    duplicates_draw_shelves(doubles, area);
    panel->lines = rows;
    scroll_fit(&panel->scroll, count, rows.height);
    if (count == 0)
        screen_textf(rows.y, rows.x + 1, 0, STYLE_MUTED,
            shelf->looking ? "Checking all %s." : "No possible duplicate %s found.",
            shelf->kind->plural);
    for (int i = 0; i < rows.height && panel->scroll.top + (size_t)i < count; i++)
        duplicates_draw_pair(shelf, panel->scroll.top + (size_t)i, rows.y + i, rows);
    scroll_draw_cursor(&panel->scroll, count, rows, focused);
    scroll_draw(&panel->scroll, count, rows);
}

static void duplicates_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct duplicates_panel *doubles = (const struct duplicates_panel *)panel;
    const struct shelf *shelf = duplicates_shown(doubles);
    size_t count = duplicates_count_pairs(shelf);
    fprintf(left, "Possible duplicates: %s", shelf->kind->plural);
    if (shelf->looking)
        fprintf(right, "checking, %zu of %zu", shelf->looking->looked + 1, shelf->looking->looks);
    else
        fprintf(right, "%zu pair%s", count, count == 1 ? "" : "s");
}

/* --- doing ------------------------------------------------------------------------------------ */

/* The pair under the cursor was dealt with: it goes at once, whatever else is to be looked at. */
static void duplicates_dealt_with(void *arg, struct app *app)
{
    struct shelf *shelf = duplicates_shown(arg);
    size_t at = ((struct duplicates_panel *)arg)->panel.scroll.at;
    struct duplicates *found = shelf->found;
    (void)app;
    if (!found || at >= found->count)
        return;
    for (size_t i = at; i + 1 < found->count; i++)
        found->pairs[i] = found->pairs[i + 1];
    found->count--;
}

static void duplicates_open_pair(struct duplicates_panel *doubles, struct app *app)
{
    struct shelf *shelf = duplicates_shown(doubles);
    struct id one, other;
    char *name = NULL, *other_name = NULL;
    if (doubles->panel.scroll.at >= duplicates_count_pairs(shelf))
        return;
    const struct duplicates_pair *pair = &shelf->found->pairs[doubles->panel.scroll.at];
    if (duplicates_record(shelf->found, pair->one, &one, &name) &&
        duplicates_record(shelf->found, pair->other, &other, &other_name))
        app_push(
            app, merge_panel_new(app, shelf->kind, &one, &other, duplicates_dealt_with, doubles));
    else
        app_say(app, "One of the two has since been archived.");
    free(other_name);
    free(name);
}

static void duplicates_turn(struct duplicates_panel *doubles, size_t by)
{
    duplicates_shown(doubles)->scroll = doubles->panel.scroll;
    doubles->at = (doubles->at + by) % doubles->count;
    doubles->panel.scroll = duplicates_shown(doubles)->scroll;
}

static bool duplicates_offers(struct panel *panel, enum action action)
{
    return action != ACTION_OPEN ||
           duplicates_count_pairs(duplicates_shown((struct duplicates_panel *)panel)) > 0;
}

static bool duplicates_act(struct panel *panel, struct app *app, enum action action)
{
    struct duplicates_panel *doubles = (struct duplicates_panel *)panel;
    switch (action) {
    case ACTION_OPEN: duplicates_open_pair(doubles, app); return true;
    case ACTION_NEXT_PANE: duplicates_turn(doubles, 1); return true;
    case ACTION_PREV_PANE: duplicates_turn(doubles, doubles->count - 1); return true;
    default: return false;
    }
}

static size_t duplicates_panel_count(struct panel *panel)
{
    return duplicates_count_pairs(duplicates_shown((struct duplicates_panel *)panel));
}

static void duplicates_free_doubles(struct panel *panel)
{
    struct duplicates_panel *doubles = (struct duplicates_panel *)panel;
    for (size_t i = 0; i < doubles->count; i++) {
        duplicates_free(doubles->shelves[i].found);
        duplicates_free(doubles->shelves[i].looking);
    }
    free(doubles->shelves);
    free(doubles);
}

static const struct panel_ops duplicates_ops = {
    .place = PLACE_TEXT,
    .draw = duplicates_draw,
    .offers = duplicates_offers,
    .act = duplicates_act,
    .count = duplicates_panel_count,
    .work = duplicates_work,
    .refresh = duplicates_refresh,
    .title = duplicates_title,
    .free = duplicates_free_doubles,
};

/* Its root is what it does: there is one of it. */
static struct panel *duplicates_new_doubles(struct app *app, const struct kind *kind)
{
    struct duplicates_panel *doubles = li_calloc(1, sizeof *doubles);
    doubles->panel.ops = &duplicates_ops;
    doubles->panel.root = &duplicates_ops;
    const struct kind *first = duplicates_next(NULL), *next = first;
    do {
        doubles->shelves =
            li_realloc(doubles->shelves, doubles->count + 1, sizeof *doubles->shelves);
        if (next == kind)
            doubles->at = doubles->count;
        doubles->shelves[doubles->count++] = (struct shelf){.kind = next};
        next = duplicates_next(next);
    } while (next != first);
    duplicates_refresh(&doubles->panel, app);
    return &doubles->panel;
}

static void duplicates_unmark(void *panel, struct app *app)
{
    ((struct panel *)panel)->ops->unmark(panel, app);
}

static void duplicates_merge_marked(struct app *app, struct panel *panel)
{
    struct taken taken;
    if (!bulk_actions_take(app, panel, &taken))
        return;
    if (taken.count == 2)
        app_push(app, merge_panel_of(app, &taken, duplicates_unmark, panel));
    else
        app_say(app, "Select exactly two records to merge (%zu selected).", taken.count);
    free(taken.rows);
}

void duplicates_panel_go(struct app *app, struct panel *panel, const struct kind *kind)
{
    if (bulk_actions_marked(panel))
        duplicates_merge_marked(app, panel);
    else if (!app_raise(app, &duplicates_ops))
        app_push(app, duplicates_new_doubles(app, kind));
}
