/*
 * duplicates_panel.c: possible duplicates, found between keys; Enter opens a pair side by side.
 *
 * What holds between calls:
 *
 * 1. There is a list for each kind that can have duplicates, in the order of duplicates_next.
 * 2. The panel's cursor is that of lists[at]; the cursors of the others are in their lists.
 * 3. looking is being found, or NULL; what it finds replaces found once it is complete.
 */
#include "tui/duplicates/duplicates_panel.h"
#include "core/duplicates/duplicates.h"
#include "data/base/memory.h"
#include "data/store/page_cache.h"
#include "tui/app/app.h"
#include "tui/app/bulk_actions.h"
#include "tui/app/scroll.h"
#include "tui/duplicates/merge_panel.h"
#include <assert.h>
#include <stdlib.h>

enum { HEAD = 2, GAP = 2, WHY_LEAST = 26, WHY_SHARE = 34 /* of a hundred columns */ };

/* The pairs of one kind. */
struct duplicates_list {
    const struct kind *kind;
    struct duplicates *found;   /* NULL: not yet */
    struct duplicates *looking; /* replaces found once it is complete; NULL: found is up to date */
    struct scroll scroll;       /* while another kind is shown; else the panel's is used */
};

struct duplicates_panel {
    struct panel panel;
    struct duplicates_list *lists; /* of each kind that has them */
    size_t count, at;              /* which is shown */
};

static struct duplicates_list *duplicates_shown(const struct duplicates_panel *duplicates)
{
    return &duplicates->lists[duplicates->at];
}

/* The cursor over the pairs of that kind. */
static struct scroll *duplicates_scroll(
    struct duplicates_panel *duplicates, struct duplicates_list *list)
{
    return list == duplicates_shown(duplicates) ? &duplicates->panel.scroll : &list->scroll;
}

static size_t duplicates_count_pairs(const struct duplicates_list *list)
{
    return list->found ? list->found->count : 0;
}

/* --- finding ---------------------------------------------------------------------------------- */

/* Shows what was found. The cursor stays on its pair or, if that is gone, at its place. */
static void duplicates_take_place(struct duplicates_list *list, struct scroll *scroll)
{
    const struct duplicates *old = list->found, *new = list->looking;
    size_t at = scroll->at;
    for (size_t i = 0; old && at < old->count && i < new->count; i++)
        if (new->pairs[i].one == old->pairs[at].one &&new->pairs[i].other == old->pairs[at].other)
            scroll->at = i;
    duplicates_free(list->found);
    list->found = list->looking;
    list->looking = NULL;
}

static void duplicates_panel_look(
    struct duplicates_list *list, struct scroll *scroll, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    app_yield_to_keys(app, true);
    page_cache_sort_in_parts(app->context->store, true);
    int more = duplicates_look(list->looking, &err);
    page_cache_sort_in_parts(app->context->store, false);
    app_yield_to_keys(app, false);
    if (more == 0)
        duplicates_take_place(list, scroll);
    if (more >= 0 || err.code == LI_INTERRUPTED)
        return;
    app_fail(app, &err);
    duplicates_free(list->looking);
    list->looking = NULL;
}

/* Looks for pairs of the kind shown, then of the others, whose counts are shown as well. */
static bool duplicates_work(struct panel *panel, struct app *app)
{
    struct duplicates_panel *duplicates = (struct duplicates_panel *)panel;
    for (size_t i = 0; i < duplicates->count; i++) {
        struct duplicates_list *list = &duplicates->lists[(duplicates->at + i) % duplicates->count];
        if (!list->looking)
            continue;
        if (!input_waiting())
            duplicates_panel_look(list, duplicates_scroll(duplicates, list), app);
        app->dirty = true;
        return true;
    }
    return false;
}

static void duplicates_refresh(struct panel *panel, struct app *app)
{
    struct duplicates_panel *duplicates = (struct duplicates_panel *)panel;
    for (size_t i = 0; i < duplicates->count; i++) {
        struct duplicates_list *list = &duplicates->lists[i];
        duplicates_free(list->looking);
        list->looking = duplicates_new(app->context, list->kind);
    }
}

/* --- drawing ---------------------------------------------------------------------------------- */

/* "Affiliates 3   People 12", the kind shown emphasized. */
static void duplicates_draw_kinds(const struct duplicates_panel *duplicates, struct area area)
{
    int x = area.x + 1;
    for (size_t i = 0; i < duplicates->count; i++) {
        const struct duplicates_list *list = &duplicates->lists[i];
        x = screen_text(area.y, x, 0, i == duplicates->at ? STYLE_HEADING : STYLE_MUTED,
                list->kind->labels) +
            1;
        if (list->found)
            x = screen_textf(area.y, x, 0, STYLE_MUTED, "%zu", list->found->count);
        else
            x = screen_text(area.y, x, 0, STYLE_MUTED, screen_glyph(GLYPH_ELLIPSIS));
        x += GAP;
    }
}

static void duplicates_draw_pair(struct duplicates_list *list, size_t at, int y, struct area area)
{
    struct duplicates *found = list->found;
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
    struct duplicates_panel *duplicates = (struct duplicates_panel *)panel;
    struct duplicates_list *list = duplicates_shown(duplicates);
    struct area rows = duplicates_rows_area(area);
    size_t count = duplicates_count_pairs(list);
    (void)app;
    duplicates_draw_kinds(duplicates, area);
    panel->lines = rows;
    scroll_fit(&panel->scroll, count, rows.height);
    if (count == 0)
        screen_textf(rows.y, rows.x + 1, 0, STYLE_MUTED,
            list->looking ? "Checking all %s." : "No possible duplicate %s found.",
            list->kind->plural);
    for (int i = 0; i < rows.height && panel->scroll.top + (size_t)i < count; i++)
        duplicates_draw_pair(list, panel->scroll.top + (size_t)i, rows.y + i, rows);
    scroll_draw_cursor(&panel->scroll, count, rows, focused);
    scroll_draw(&panel->scroll, count, rows);
}

static void duplicates_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct duplicates_panel *duplicates = (const struct duplicates_panel *)panel;
    const struct duplicates_list *list = duplicates_shown(duplicates);
    size_t count = duplicates_count_pairs(list);
    fprintf(left, "Possible duplicates: %s", list->kind->plural);
    if (list->looking)
        fprintf(right, "checking, %zu of %zu", list->looking->looked + 1, list->looking->looks);
    else
        fprintf(right, "%zu pair%s", count, count == 1 ? "" : "s");
}

/* --- acting ----------------------------------------------------------------------------------- */

/* The pair under the cursor was merged or marked as not duplicates: it leaves the list at once. */
static void duplicates_remove_pair(void *arg, struct app *app)
{
    struct duplicates_list *list = duplicates_shown(arg);
    size_t at = ((struct duplicates_panel *)arg)->panel.scroll.at;
    struct duplicates *found = list->found;
    (void)app;
    if (!found || at >= found->count)
        return;
    for (size_t i = at; i + 1 < found->count; i++)
        found->pairs[i] = found->pairs[i + 1];
    found->count--;
}

static void duplicates_open_pair(struct duplicates_panel *duplicates, struct app *app)
{
    struct duplicates_list *list = duplicates_shown(duplicates);
    struct id one, other;
    char *name = NULL, *other_name = NULL;
    if (duplicates->panel.scroll.at >= duplicates_count_pairs(list))
        return;
    const struct duplicates_pair *pair = &list->found->pairs[duplicates->panel.scroll.at];
    if (duplicates_record(list->found, pair->one, &one, &name) &&
        duplicates_record(list->found, pair->other, &other, &other_name))
        app_push(app,
            merge_panel_new(app, list->kind, &one, &other, duplicates_remove_pair, duplicates));
    else
        app_say(app, "One of the two has since been archived.");
    free(other_name);
    free(name);
}

static void duplicates_show_kind(struct duplicates_panel *duplicates, size_t by)
{
    duplicates_shown(duplicates)->scroll = duplicates->panel.scroll;
    duplicates->at = (duplicates->at + by) % duplicates->count;
    duplicates->panel.scroll = duplicates_shown(duplicates)->scroll;
}

static bool duplicates_offers(struct panel *panel, enum action action)
{
    return action != ACTION_OPEN ||
           duplicates_count_pairs(duplicates_shown((struct duplicates_panel *)panel)) > 0;
}

static bool duplicates_act(struct panel *panel, struct app *app, enum action action)
{
    struct duplicates_panel *duplicates = (struct duplicates_panel *)panel;
    switch (action) {
    case ACTION_OPEN: duplicates_open_pair(duplicates, app); return true;
    case ACTION_NEXT_PANE: duplicates_show_kind(duplicates, 1); return true;
    case ACTION_PREV_PANE: duplicates_show_kind(duplicates, duplicates->count - 1); return true;
    default: return false;
    }
}

static size_t duplicates_panel_count(struct panel *panel)
{
    return duplicates_count_pairs(duplicates_shown((struct duplicates_panel *)panel));
}

static void duplicates_panel_free(struct panel *panel)
{
    struct duplicates_panel *duplicates = (struct duplicates_panel *)panel;
    for (size_t i = 0; i < duplicates->count; i++) {
        duplicates_free(duplicates->lists[i].found);
        duplicates_free(duplicates->lists[i].looking);
    }
    free(duplicates->lists);
    free(duplicates);
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
    .free = duplicates_panel_free,
};

/* Opens at most once: its table of functions is its root. */
static struct panel *duplicates_panel_new(struct app *app, const struct kind *kind)
{
    struct duplicates_panel *duplicates = li_calloc(1, sizeof *duplicates);
    duplicates->panel.ops = &duplicates_ops;
    duplicates->panel.root = &duplicates_ops;
    const struct kind *first = duplicates_next(NULL), *next = first;
    do {
        duplicates->lists =
            li_realloc(duplicates->lists, duplicates->count + 1, sizeof *duplicates->lists);
        if (next == kind)
            duplicates->at = duplicates->count;
        duplicates->lists[duplicates->count++] = (struct duplicates_list){.kind = next};
        next = duplicates_next(next);
    } while (next != first);
    duplicates_refresh(&duplicates->panel, app);
    return &duplicates->panel;
}

static void duplicates_unselect(void *panel, struct app *app)
{
    ((struct panel *)panel)->ops->unselect(panel, app);
}

static void duplicates_merge_selected(struct app *app, struct panel *panel)
{
    struct panel_selection selection;
    if (!bulk_actions_take(app, panel, &selection))
        return;
    if (selection.count == 2)
        app_push(app, merge_panel_of_rows(app, &selection, duplicates_unselect, panel));
    else
        app_say(app, "Select exactly two records to merge (%zu selected).", selection.count);
    free(selection.rows);
}

void duplicates_panel_go(struct app *app, struct panel *panel, const struct kind *kind)
{
    assert(app && panel);
    if (bulk_actions_selected(panel))
        duplicates_merge_selected(app, panel);
    else if (!app_raise(app, &duplicates_ops))
        app_push(app, duplicates_panel_new(app, kind));
}
