/*
 * list_panel.c: a kind's records as rows and columns, filtered as you type and sorted by any
 * column.
 */
#include "tui/list/list_panel.h"
#include "core/record/bulk.h"
#include "data/base/memory.h"
#include "tui/list/column_header.h"
#include "tui/list/empty_message.h"
#include "tui/list/list_internal.h"
#include "tui/widget/sort_order.h"
#include "tui/widget/state_style.h"
#include <stdlib.h>
#include <string.h>

/* Before it is drawn first it may be as high as the screen: a key typed ahead moves among as many
   rows as there will be. */
static int list_height(const struct list *list)
{
    int area = list->panel.area.height, rows = (area > 0 ? area : screen_area().height) - 1;
    return rows > 1 ? rows : 1;
}

static int64_t list_rowid_at_cursor(const struct list *list)
{
    return row_finder_rowid(list->rows, list->panel.scroll.at);
}

void list_find(struct list *list, struct app *app)
{
    struct li_error err;
    app->dirty = true;
    if (row_finder_find(list->rows, list->filter, list->sort, &err))
        app_fail(app, &err);
}

/* A count that runs is painted now and then, other rows and the last count always. */
static bool list_shows(const struct list *list, bool more)
{
    size_t total = row_finder_total(list->rows), counted = list->counted;
    return !more || list->turn != row_finder_turn(list->rows) ||
           counted < (size_t)list_height(list) || total < counted || total > counted + counted / 8;
}

/* The pages after and before what is shown, a row at a time: the next key likely asks for one. */
static bool list_read_ahead(struct list *list)
{
    size_t top = list->panel.scroll.top, page = (size_t)list_height(list);
    if (page > ROW_CACHE_SIZE / 3)
        return false;
    return row_finder_read_ahead(list->rows, top, top + 2 * page) ||
           row_finder_read_ahead(list->rows, top > page ? top - page : 0, top);
}

static bool list_work(struct panel *panel, struct app *app)
{
    struct list *list = (struct list *)panel;
    struct li_error err = {.code = LI_OK};
    if (row_finder_complete(list->rows))
        return list_seek(list, app) || (!input_waiting() && list_read_ahead(list));
    bool more =
        row_finder_work(list->rows, list->panel.scroll.top + (size_t)list_height(list), &err);
    cursor_anchor_follow(&list->anchor, list->rows, &list->panel.scroll);
    if (err.code)
        app_fail(app, &err);
    else if (!more)
        list_selection_found(&list->marking, list->rows);
    app->dirty |= list_shows(list, more);
    return more || list->hits.toward != 0;
}

void list_answer_soon(struct list *list, struct app *app)
{
    if (!row_finder_sort_long(list->rows))
        list_work(&list->panel, app);
}

/* What is done next is done to what the filter finds, not to what stood there before it. */
static void list_catch_up(struct list *list, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    row_finder_catch_up(list->rows, list->panel.scroll.top + (size_t)list_height(list), &err);
    cursor_anchor_follow(&list->anchor, list->rows, &list->panel.scroll);
    if (err.code)
        app_fail(app, &err);
}

static bool list_is_done_to_rows(enum action action)
{
    return action_specs[action].group <= GROUP_RECORD || action == ACTION_MARK ||
           action == ACTION_MARK_ALL || action == ACTION_EXPORT;
}

static int list_sort_column(const struct list *list, bool *down)
{
    return sort_order_column(list->sort, &list->columns, down);
}

/* sort is the list's from here on. */
static void list_set_sort(struct list *list, struct app *app, char *sort)
{
    cursor_anchor_hold(&list->anchor, list->rows, &list->panel.scroll);
    free(list->sort);
    list->sort = sort;
    list_find(list, app);
    list_answer_soon(list, app);
}

static size_t list_count(struct panel *panel)
{
    return row_finder_count(((struct list *)panel)->rows);
}

/* The end is the end of all that are found from now on, too. */
static void list_moved(struct panel *panel, struct app *app, enum action action)
{
    struct list *list = (struct list *)panel;
    (void)app;
    if (action == ACTION_LAST)
        cursor_anchor_pin(&list->anchor, list->rows, &panel->scroll, 100);
    else
        cursor_anchor_drop(&list->anchor, list->rows, &panel->scroll);
}

static void list_open_record(struct list *list, struct app *app)
{
    struct id id;
    if (list_panel_at(&list->panel, &id))
        app_open(app, list->kind, &id);
}

static void list_jump(struct list *list, struct app *app)
{
    if (app->percent >= 0)
        cursor_anchor_pin(&list->anchor, list->rows, &list->panel.scroll, app->percent);
    else
        app_say(app, "Type a number first: 50%% jumps to the middle.");
}

static void list_mark(struct list *list, struct app *app)
{
    int64_t row = list_rowid_at_cursor(list);
    row_set_put(&list->marking.rows, row, !row_set_has(&list->marking.rows, row));
    panel_move(&list->panel, app, ACTION_DOWN);
}

static bool list_offers(struct panel *panel, enum action action)
{
    const struct list *list = (const struct list *)panel;
    bool any = list_rowid_at_cursor(list) != 0;
    return action == ACTION_OPEN || action == ACTION_MARK || action == ACTION_MARK_ALL ||
                   action == ACTION_EXPORT
               ? any
           : action == ACTION_CLEAR ? list->filter || list->marking.rows.count > 0
                                    : true;
}

static bool list_act(struct panel *panel, struct app *app, enum action action)
{
    struct list *list = (struct list *)panel;
    if (list_is_done_to_rows(action))
        list_catch_up(list, app);
    switch (action) {
    case ACTION_OPEN: list_open_record(list, app); return true;
    case ACTION_PERCENT: list_jump(list, app); return true;
    case ACTION_FILTER: list_ask_filter(list, app); return true;
    case ACTION_MINE: list_toggle_mine(list, app); return true;
    case ACTION_SORT:
        list_set_sort(
            list, app, sort_order_next(list->sort, &list->columns, list->widths, list->kind));
        return true;
    case ACTION_REVERSE:
        list_set_sort(list, app, sort_order_reversed(list->sort, list->kind));
        return true;
    case ACTION_NEXT_HIT: list_to_hit(list, app, 1); return true;
    case ACTION_PREV_HIT: list_to_hit(list, app, -1); return true;
    case ACTION_MARK: list_mark(list, app); return true;
    case ACTION_MARK_ALL: list_selection_all(&list->marking, list->rows); return true;
    case ACTION_CLEAR: list_clear(list, app); return true;
    case ACTION_BACK: return list_clear(list, app);
    default: return false;
    }
}

/* A click in the headings sorts by that column, again: the other way round. */
static void list_click_heading(struct list *list, struct app *app, int x)
{
    bool down;
    int at = column_header_at(&list->columns, list->widths, list->panel.area, x);
    bool again = list_sort_column(list, &down) == at;
    if (at >= 0)
        list_set_sort(
            list, app, sort_order_by(&list->columns.list[at], again && !down, list->kind));
}

static struct area list_body(const struct list *list)
{
    struct area area = list->panel.area;
    return (struct area){area.y + 1, area.x, area.height - 1, area.width};
}

/* A click on the header sorts by that column. */
static bool list_type(struct panel *panel, struct app *app, const struct key *key)
{
    bool header = key->code == K_MOUSE && key->button < 4 && key->y == panel->area.y;
    if (header)
        list_click_heading((struct list *)panel, app, key->x);
    return header;
}

static void list_draw_cell(
    const struct column *column, int y, int x, int width, enum style style, const char *text)
{
    char *safe = text_safe(text);
    char *cell = text_column(
        safe, width, field_is_number(column->field) ? TEXT_RIGHT : TEXT_LEFT, screen_ascii());
    screen_text(y, x, width, style, cell);
    free(cell);
    free(safe);
}

static void list_draw_row(struct list *list, size_t at, int y, struct area area)
{
    const struct row_cells *row = row_finder_get(list->rows, at);
    int x = area.x + 1;
    if (row_set_has(&list->marking.rows, row_finder_rowid(list->rows, at)))
        screen_text(y, area.x, 1, STYLE_MARK, screen_glyph(GLYPH_MARK));
    for (size_t i = 0; row && i < list->columns.count; i++) {
        const struct column *column = &list->columns.list[i];
        if (!list->widths[i])
            continue;
        enum style style =
            row->archived ? STYLE_MUTED : state_style_word(column->field, row->texts[i]);
        list_draw_cell(column, y, x, list->widths[i], style, row->texts[i]);
        x += list->widths[i] + LAYOUT_GAP;
    }
}

static void list_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct list *list = (struct list *)panel;
    panel->area = area;
    struct area rows = panel->lines = list_body(list);
    size_t count = row_finder_count(list->rows);
    list_lay_out(list);
    scroll_fit(&list->panel.scroll, count, list_height(list));
    list->counted = row_finder_total(list->rows);
    list->turn = row_finder_turn(list->rows);
    column_header_draw(&list->columns, list->widths, list->sort, area);
    if (count == 0)
        empty_message_draw(app, list->kind, list->filter, !row_finder_complete(list->rows), rows);
    for (int i = 0; i < rows.height && list->panel.scroll.top + (size_t)i < count; i++)
        list_draw_row(list, list->panel.scroll.top + (size_t)i, rows.y + i, area);
    scroll_draw_cursor(&list->panel.scroll, count, rows, focused);
    scroll_draw(&list->panel.scroll, list->counted, rows);
}

static void list_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct list *list = (const struct list *)panel;
    bool counted = row_finder_counted(list->rows), complete = row_finder_complete(list->rows);
    fputs(list->kind->labels, left);
    if (list->view)
        fprintf(left, ": %s", list->view);
    else if (list->filter)
        fprintf(left, "  /%s", list->filter);
    list_selection_title(&list->marking, left);
    bool down;
    int sorted = list_sort_column(list, &down);
    if (sorted >= 0)
        fprintf(right, "by %s %s%s  ", list->columns.list[sorted].name,
            screen_glyph(down ? GLYPH_DOWN : GLYPH_UP),
            counted && !complete ? screen_glyph(GLYPH_ELLIPSIS) : "");
    scroll_title(&list->panel.scroll, row_finder_total(list->rows), counted, right);
}

static void list_refresh(struct panel *panel, struct app *app)
{
    struct list *list = (struct list *)panel;
    struct li_error err;
    if (list->marking.rows.count > 0)
        list_selection_trim(&list->marking, bulk_highest(app->context, list->kind));
    search_matches_forget(&list->hits);
    cursor_anchor_hold(&list->anchor, list->rows, &list->panel.scroll);
    if (row_finder_refresh(list->rows, &err))
        app_fail(app, &err);
}

static bool list_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    *kind = ((struct list *)panel)->kind;
    return list_panel_at(panel, id);
}

static bool list_adds(
    struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id)
{
    (void)id;
    *kind = ((struct list *)panel)->kind;
    *of = NULL;
    return true;
}

static size_t list_marked(struct panel *panel, const struct kind **kind)
{
    const struct list *list = (const struct list *)panel;
    *kind = list->kind;
    return list->marking.rows.count + list->marking.pending;
}

static bool list_take(struct panel *panel, struct taken *out)
{
    const struct list *list = (const struct list *)panel;
    bool named = list_marked(panel, &out->kind) > 0 && !list->marking.pending;
    if (!named && !row_finder_complete(list->rows))
        return false;
    out->rows = list_selection_take(&list->marking, list->rows, &out->count);
    return true;
}

static void list_unmark(struct panel *panel, struct app *app)
{
    list_selection_drop(&((struct list *)panel)->marking);
    app->dirty = true;
}

static void list_free_list(struct panel *panel)
{
    struct list *list = (struct list *)panel;
    list_selection_drop(&list->marking);
    search_matches_free(&list->hits);
    row_finder_free(list->rows);
    columns_free(&list->columns);
    free(list->chosen);
    free(list->widths);
    free(list->view);
    free(list->filter);
    free(list->before);
    free(list->sort);
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
    .marked = list_marked,
    .take = list_take,
    .unmark = list_unmark,
    .look = list_look,
    .put_look = list_put_look,
    .free = list_free_list,
};

struct panel *list_panel_new(struct app *app, const struct kind *kind, const char *filter)
{
    struct list *list = li_calloc(1, sizeof *list);
    list->panel.ops = &list_ops;
    list->kind = kind;
    list->sort = li_strdup(kind->sort);
    list->rows = row_finder_new(app->context, &key_clock, kind, &list->columns);
    list_choose(list, app, NULL);
    list_choose(list, app, list_states_columns(&app->looks, kind));
    list_set_filter(list, filter);
    list_find(list, app);
    return &list->panel;
}

bool list_panel_at(struct panel *panel, struct id *id)
{
    struct list *list = (struct list *)panel;
    const struct row_cells *row = row_finder_get(list->rows, list->panel.scroll.at);
    if (row)
        *id = row->id;
    return row != NULL;
}
