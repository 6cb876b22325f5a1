/*
 * list_panel.c: the keys of a list, and the prompts for its filter and its search.
 */
#include "tui/list/list_panel.h"
#include "core/base/number.h"
#include "core/schema/field_name.h"
#include "data/base/memory.h"
#include "tui/list/column_header.h"
#include "tui/list/list_view.h"
#include "tui/widget/prompt.h"
#include "tui/widget/sort_order.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct list_panel {
    struct panel panel;
    struct list_model model;
    char *before;      /* the filter when typing began */
    struct panel *ask; /* the prompt that is open; NULL: none */
    size_t drawn;      /* row_finder_total of the last drawing */
    unsigned turn;     /* row_finder_turn of the last drawing */
};

static struct list_panel *list_self(struct panel *panel)
{
    return (struct list_panel *)panel;
}

/* Before the first drawing, the height and width of the screen: a key typed ahead then moves among
   as many rows, and chooses among as many columns, as there will be. */
static int list_height(const struct list_panel *list)
{
    int area = list->panel.area.height, rows = (area > 0 ? area : screen_area().height) - 1;
    return rows > 1 ? rows : 1;
}

static int list_width(const struct list_panel *list)
{
    int area = list->panel.area.width;
    return area > 0 ? area : screen_area().width;
}

/* Rows that fill the screen as it is scrolled. */
static size_t list_enough(const struct list_panel *list)
{
    return list->panel.scroll.top + (size_t)list_height(list);
}

/* --- finding ---------------------------------------------------------------------------------- */

/* Whether to draw: always for other rows and the final count; for a growing count now and then. */
static bool list_shows(const struct list_panel *list, bool more)
{
    const struct row_finder *rows = list->model.rows;
    size_t total = row_finder_total(rows), drawn = list->drawn;
    return !more || list->turn != row_finder_turn(rows) || drawn < (size_t)list_height(list) ||
           total < drawn || total > drawn + drawn / 8;
}

static void list_go_to_match(struct list_panel *list, struct app *app)
{
    struct search_matches *matches = &list->model.matches;
    size_t nth, all, from = list->panel.scroll.at;
    char one[NUMBER_SIZE], of[NUMBER_SIZE];
    size_t at = search_matches_next(matches, list->model.rows, from, matches->toward, &nth, &all);
    matches->toward = 0;
    if (at == SIZE_MAX) {
        app_say(app, "No match for \"%s\".", matches->words);
        return;
    }
    list->panel.scroll.at = at;
    cursor_anchor_drop(&list->model.anchor, list->model.rows, &list->panel.scroll);
    app_say(app, "Match %s of %s for \"%s\".", number_grouped((int64_t)nth, one),
        number_grouped((int64_t)all, of), matches->words);
}

/* A slice of searching; true: there is more to do. */
static bool list_search(struct list_panel *list, struct app *app)
{
    struct list_model *model = &list->model;
    struct li_error err = {.code = LI_OK};
    if (model->matches.toward == 0)
        return false;
    app_yield_to_keys(app, true);
    bool more = search_matches_work(&model->matches, app->context, model->kind, &err);
    app_yield_to_keys(app, false);
    if (err.code)
        app_fail(app, &err);
    else if (!more)
        list_go_to_match(list, app);
    return more;
}

/* Once all rows are found, the pages around the one on the screen are loaded ahead: the next key is
   likely to need one. */
static bool list_work(struct panel *panel, struct app *app)
{
    struct list_panel *list = list_self(panel);
    struct list_model *model = &list->model;
    struct li_error err = {.code = LI_OK};
    if (row_finder_complete(model->rows))
        return list_search(list, app) ||
               (!input_waiting() && list_model_read_ahead(model, (size_t)list_height(list)));
    bool more = list_model_work(model, list_enough(list), &err);
    if (err.code)
        app_fail(app, &err);
    app->dirty |= list_shows(list, more);
    return more || model->matches.toward != 0;
}

/* Finds what can be found in a moment, so that it is drawn together with the key. */
static void list_answer_soon(struct list_panel *list, struct app *app)
{
    if (!row_finder_sort_long(list->model.rows))
        list_work(&list->panel, app);
}

/* The next action is done to the rows of the current filter, not to those before it. */
static void list_catch_up(struct list_panel *list, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    list_model_catch_up(&list->model, list_enough(list), &err);
    if (err.code)
        app_fail(app, &err);
}

/* --- typing a filter -------------------------------------------------------------------------- */

static void list_filter_changed(void *arg, struct app *app, const char *text)
{
    struct list_panel *list = arg;
    struct li_error err;
    enum li_err code = list_model_filter(&list->model, text, &err);
    app->dirty = true;
    prompt_remark(list->ask, code ? err.message : NULL);
    list_answer_soon(list, app);
}

static bool list_is_same(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

/* text NULL: restores the filter from before. Either way n and N search for what was typed. */
static void list_filter_done(void *arg, struct app *app, const char *text)
{
    struct list_panel *list = arg;
    struct list_model *model = &list->model;
    struct li_error err;
    list->ask = NULL;
    search_matches_seek(&model->matches, model->filter);
    if (!text)
        app_check(app, list_model_filter(model, list->before, &err), &err);
    else if (!list_is_same(model->filter, list->before))
        list_model_name(model, NULL);
    free(list->before);
    list->before = NULL;
}

static void list_filter_moved(void *arg, struct app *app, enum action action)
{
    struct list_panel *list = arg;
    app->dirty = true;
    panel_move(&list->panel, app, action);
}

static void list_ask_filter(struct list_panel *list, struct app *app)
{
    static const struct prompt_ops asks = {
        .label = " / ",
        .help = "words, or health:at-risk  due:<+30d  -term  is:archived",
        .changed = list_filter_changed,
        .done = list_filter_done,
        .moved = list_filter_moved,
    };
    list->before = li_strdup(list->model.filter);
    list->ask = prompt_new(&asks, list->model.filter, list);
    app_push(app, list->ask);
}

static void list_toggle_mine(struct list_panel *list, struct app *app)
{
    struct li_error err;
    if (app_check(app, list_model_toggle_mine(&list->model, &err), &err))
        list_answer_soon(list, app);
}

/* Clears the selection or, without one, the filter. False: there is neither. */
static bool list_clear(struct list_panel *list, struct app *app)
{
    struct list_model *model = &list->model;
    struct li_error err;
    if (list_selection_drop(&model->selection))
        return true;
    if (!model->filter)
        return false;
    search_matches_seek(&model->matches, model->filter);
    list_model_name(model, NULL);
    app_check(app, list_model_filter(model, NULL, &err), &err);
    return true;
}

/* --- going from match to match ---------------------------------------------------------------- */

static void list_words_typed(void *arg, struct app *app, const char *text)
{
    struct list_panel *list = arg;
    struct search_matches *matches = &list->model.matches;
    (void)app;
    list->ask = NULL;
    search_matches_seek(matches, text);
    matches->toward = matches->words ? 1 : 0;
}

/* Goes to the next match (1) or the one before (-1) of the last filter or, without one, asks for
   words. The other records stay in the list. */
static void list_next_match(struct list_panel *list, struct app *app, int toward)
{
    static const struct prompt_ops asks = {.label = " Find ",
        .help = "words or a filter; other records stay in the list",
        .done = list_words_typed};
    struct search_matches *matches = &list->model.matches;
    if (!matches->words)
        search_matches_seek(matches, list->model.filter);
    if (matches->words) {
        matches->toward = toward;
        return;
    }
    list->ask = prompt_new(&asks, NULL, list);
    app_push(app, list->ask);
}

/* --- keys ------------------------------------------------------------------------------------- */

/* Takes ownership of sort. */
static void list_set_sort(struct list_panel *list, struct app *app, char *sort)
{
    struct li_error err;
    if (app_check(app, list_model_sort(&list->model, sort, &err), &err))
        list_answer_soon(list, app);
    free(sort);
}

static size_t list_count(struct panel *panel)
{
    return row_finder_count(list_self(panel)->model.rows);
}

/* At the end, the cursor stays at the end while more rows are found. */
static void list_moved(struct panel *panel, struct app *app, enum action action)
{
    struct list_model *model = &list_self(panel)->model;
    (void)app;
    if (action == ACTION_LAST)
        cursor_anchor_pin(&model->anchor, model->rows, model->scroll, 100);
    else
        cursor_anchor_drop(&model->anchor, model->rows, model->scroll);
}

static void list_open_record(struct list_panel *list, struct app *app)
{
    struct id id;
    if (list_model_id(&list->model, &id))
        app_open(app, list->model.kind, &id);
}

static void list_jump(struct list_panel *list, struct app *app)
{
    struct list_model *model = &list->model;
    if (app->percent >= 0)
        cursor_anchor_pin(&model->anchor, model->rows, model->scroll, app->percent);
    else
        app_say(app, "Type a number first: 50%% jumps to the middle.");
}

static void list_select(struct list_panel *list, struct app *app)
{
    struct row_set *selected = &list->model.selection.rows;
    int64_t row = list_model_rowid(&list->model);
    row_set_put(selected, row, !row_set_has(selected, row));
    panel_move(&list->panel, app, ACTION_DOWN);
}

static bool list_offers(struct panel *panel, enum action action)
{
    const struct list_model *model = &list_self(panel)->model;
    switch (action) {
    case ACTION_OPEN:
    case ACTION_SELECT:
    case ACTION_SELECT_ALL:
    case ACTION_EXPORT: return list_model_rowid(model) != 0;
    case ACTION_CLEAR: return model->filter || model->selection.rows.count > 0;
    default: return true;
    }
}

static bool list_needs_rows(enum action action)
{
    return action_specs[action].group <= GROUP_RECORD || action == ACTION_SELECT ||
           action == ACTION_SELECT_ALL || action == ACTION_EXPORT;
}

static bool list_act(struct panel *panel, struct app *app, enum action action)
{
    struct list_panel *list = list_self(panel);
    struct list_model *model = &list->model;
    if (list_needs_rows(action))
        list_catch_up(list, app);
    switch (action) {
    case ACTION_OPEN: list_open_record(list, app); return true;
    case ACTION_PERCENT: list_jump(list, app); return true;
    case ACTION_FILTER: list_ask_filter(list, app); return true;
    case ACTION_MINE: list_toggle_mine(list, app); return true;
    case ACTION_SORT:
        list_set_sort(
            list, app, sort_order_next(model->sort, &model->columns, model->widths, model->kind));
        return true;
    case ACTION_REVERSE:
        list_set_sort(list, app, sort_order_reversed(model->sort, model->kind));
        return true;
    case ACTION_NEXT_MATCH: list_next_match(list, app, 1); return true;
    case ACTION_PREV_MATCH: list_next_match(list, app, -1); return true;
    case ACTION_SELECT: list_select(list, app); return true;
    case ACTION_SELECT_ALL: list_selection_all(&model->selection, model->rows); return true;
    case ACTION_CLEAR: list_clear(list, app); return true;
    case ACTION_BACK: return list_clear(list, app);
    default: return false;
    }
}

/* A click on a label sorts by that column; on the one sorted by, in reverse. */
static void list_click_label(struct list_panel *list, struct app *app, int x)
{
    bool down;
    const struct list_model *model = &list->model;
    int at = column_header_at(&model->columns, model->widths, list->panel.area, x);
    bool again = list_model_sorted(model, &down) == at;
    if (at >= 0)
        list_set_sort(
            list, app, sort_order_by(&model->columns.list[at], again && !down, model->kind));
}

static bool list_type(struct panel *panel, struct app *app, const struct key *key)
{
    bool header = key->code == K_MOUSE && key->button < 4 && key->y == panel->area.y;
    if (header)
        list_click_label(list_self(panel), app, key->x);
    return header;
}

/* --- the panel -------------------------------------------------------------------------------- */

static void list_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct list_panel *list = list_self(panel);
    panel->area = area;
    panel->lines = list_view_body(area);
    list->drawn = row_finder_total(list->model.rows);
    list->turn = row_finder_turn(list->model.rows);
    list_view_draw(&list->model, app, area, focused);
}

static void list_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct list_model *model = &list_self(panel)->model;
    bool counted = row_finder_counted(model->rows), complete = row_finder_complete(model->rows);
    bool down;
    char label[FIELD_LABEL_SIZE];
    int sorted = list_model_sorted(model, &down);
    fputs(model->kind->labels, left);
    if (model->view)
        fprintf(left, ": %s", model->view);
    else if (model->filter)
        fprintf(left, "  /%s", model->filter);
    list_selection_title(&model->selection, left);
    if (sorted >= 0)
        fprintf(right, "by %s %s%s  ", field_name_within(model->columns.list[sorted].label, label),
            screen_glyph(down ? GLYPH_DOWN : GLYPH_UP),
            counted && !complete ? screen_glyph(GLYPH_ELLIPSIS) : "");
    scroll_title(&panel->scroll, row_finder_total(model->rows), counted, right);
}

static void list_refresh(struct panel *panel, struct app *app)
{
    struct li_error err;
    app_check(app, list_model_refresh(&list_self(panel)->model, &err), &err);
}

static bool list_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    *kind = list_self(panel)->model.kind;
    return list_panel_at(panel, id);
}

static bool list_adds(
    struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id)
{
    (void)id;
    *kind = list_self(panel)->model.kind;
    *of = NULL;
    return true;
}

static size_t list_selected(struct panel *panel, const struct kind **kind)
{
    const struct list_model *model = &list_self(panel)->model;
    *kind = model->kind;
    return model->selection.rows.count + model->selection.pending;
}

static bool list_take(struct panel *panel, struct panel_selection *out)
{
    const struct list_model *model = &list_self(panel)->model;
    bool named = list_selected(panel, &out->kind) > 0 && !model->selection.pending;
    if (!named && !row_finder_complete(model->rows))
        return false;
    out->rows = list_selection_take(&model->selection, model->rows, &out->count);
    return true;
}

static void list_unselect(struct panel *panel, struct app *app)
{
    list_selection_drop(&list_self(panel)->model.selection);
    app->dirty = true;
}

static void list_state_now(struct panel *panel, struct list_state *out)
{
    list_model_state(&list_self(panel)->model, out);
}

static void list_set_state_now(struct panel *panel, struct app *app, const struct list_state *state)
{
    struct list_panel *list = list_self(panel);
    struct li_error err;
    app_check(app, list_model_set_state(&list->model, state, list_width(list), &err), &err);
}

static void list_free(struct panel *panel)
{
    struct list_panel *list = list_self(panel);
    list_model_end(&list->model);
    free(list->before);
    free(list);
}

static const struct panel_ops list_ops = {
    .place = PLACE_LIST,
    .draw = list_draw,
    .offers = list_offers,
    .act = list_act,
    .type = list_type,
    .count = list_count,
    .moved = list_moved,
    .work = list_work,
    .refresh = list_refresh,
    .title = list_title,
    .record = list_record,
    .adds = list_adds,
    .selected = list_selected,
    .take = list_take,
    .unselect = list_unselect,
    .state = list_state_now,
    .set_state = list_set_state_now,
    .free = list_free,
};

struct panel *list_panel_new(struct app *app, const struct kind *kind, const char *filter)
{
    struct list_panel *list = li_calloc(1, sizeof *list);
    struct li_error err;
    const char *columns = list_states_columns(&app->list_states, kind);
    list->panel.ops = &list_ops;
    list_model_begin(&list->model, app->context, kind, &list->panel.scroll);
    app_check(app, list_model_choose(&list->model, columns, list_width(list), &err), &err);
    if (!app_check(app, list_model_filter(&list->model, filter, &err), &err))
        list_model_filter(&list->model, NULL, &err);
    return &list->panel;
}

bool list_panel_at(struct panel *panel, struct id *id)
{
    return list_model_id(&list_self(panel)->model, id);
}
