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
static int height(const struct list *list)
{
    int area = list->panel.area.height, rows = (area > 0 ? area : screen_area().height) - 1;
    return rows > 1 ? rows : 1;
}

static int64_t rowid_at_cursor(const struct list *list)
{
    return rows_rowid(list->rows, list->scroll.at);
}

void list_find(struct list *list, struct app *app)
{
    struct li_error err;
    app->dirty = true;
    if (rows_find(list->rows, list->filter, list->sort, &err))
        app_fail(app, &err);
}

/* A count that runs is painted now and then, other rows and the last count always. */
static bool shows(const struct list *list, bool more)
{
    size_t total = rows_total(list->rows), counted = list->counted;
    return !more || list->turn != rows_turn(list->rows) || counted < (size_t)height(list) ||
           total < counted || total > counted + counted / 8;
}

/* The pages after and before what is shown, a row at a time: the next key likely asks for one. */
static bool read_ahead(struct list *list)
{
    size_t top = list->scroll.top, page = (size_t)height(list);
    if (page > FETCHED_MOST / 3)
        return false;
    return rows_read_ahead(list->rows, top, top + 2 * page) ||
           rows_read_ahead(list->rows, top > page ? top - page : 0, top);
}

static bool work(struct panel *panel, struct app *app)
{
    struct list *list = (struct list *)panel;
    struct li_error err = {.code = LI_OK};
    if (rows_complete(list->rows))
        return list_seek(list, app) || (!input_waiting() && read_ahead(list));
    bool more = rows_work(list->rows, list->scroll.top + (size_t)height(list), &err);
    anchor_follow(&list->anchor, list->rows, &list->scroll);
    if (err.code)
        app_fail(app, &err);
    else if (!more)
        marking_found(&list->marking, list->rows);
    app->dirty |= shows(list, more);
    return more || list->hits.toward != 0;
}

void list_answer_soon(struct list *list, struct app *app)
{
    if (!rows_sort_long(list->rows))
        work(&list->panel, app);
}

/* What is done next is done to what the filter finds, not to what stood there before it. */
static void catch_up(struct list *list, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    rows_catch_up(list->rows, list->scroll.top + (size_t)height(list), &err);
    anchor_follow(&list->anchor, list->rows, &list->scroll);
    if (err.code)
        app_fail(app, &err);
}

static bool is_done_to_rows(enum action action)
{
    return action_specs[action].group <= GROUP_RECORD || action == ACTION_MARK ||
           action == ACTION_MARK_ALL || action == ACTION_EXPORT;
}

static int sort_column(const struct list *list, bool *down)
{
    return order_column(list->sort, &list->columns, down);
}

/* sort is the list's from here on. */
static void set_sort(struct list *list, struct app *app, char *sort)
{
    anchor_hold(&list->anchor, list->rows, &list->scroll);
    free(list->sort);
    list->sort = sort;
    list_find(list, app);
    list_answer_soon(list, app);
}

bool list_move(struct list *list, enum action action)
{
    if (!scroll_act(&list->scroll, action, rows_count(list->rows), height(list)))
        return false;
    if (action == ACTION_LAST)
        anchor_pin(&list->anchor, list->rows, &list->scroll, 100);
    else
        anchor_drop(&list->anchor, list->rows, &list->scroll);
    return true;
}

static void open_record(struct list *list, struct app *app)
{
    struct id id;
    if (panel_list_at(&list->panel, &id))
        app_open(app, list->kind, &id);
}

static void jump(struct list *list, struct app *app)
{
    int percent = jump_percent(&app->jump);
    if (percent >= 0)
        anchor_pin(&list->anchor, list->rows, &list->scroll, percent);
    else
        app_say(app, "Type how far before it: 5 0 %% goes to the middle.");
}

static void mark(struct list *list)
{
    int64_t row = rowid_at_cursor(list);
    marks_put(&list->marking.marks, row, !marks_has(&list->marking.marks, row));
    list_move(list, ACTION_DOWN);
}

static bool offers(struct panel *panel, enum action action)
{
    const struct list *list = (const struct list *)panel;
    bool any = rowid_at_cursor(list) != 0;
    return action == ACTION_OPEN || action == ACTION_MARK || action == ACTION_MARK_ALL ||
                   action == ACTION_EXPORT
               ? any
           : action == ACTION_CLEAR ? list->filter || list->marking.marks.count > 0
                                    : true;
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct list *list = (struct list *)panel;
    if (is_done_to_rows(action))
        catch_up(list, app);
    if (list_move(list, action))
        return true;
    switch (action) {
    case ACTION_OPEN: open_record(list, app); return true;
    case ACTION_PERCENT: jump(list, app); return true;
    case ACTION_FILTER: list_ask_filter(list, app); return true;
    case ACTION_MINE: list_toggle_mine(list, app); return true;
    case ACTION_SORT:
        set_sort(list, app, order_next(list->sort, &list->columns, list->widths, list->kind));
        return true;
    case ACTION_REVERSE: set_sort(list, app, order_reversed(list->sort)); return true;
    case ACTION_NEXT_HIT: list_to_hit(list, app, 1); return true;
    case ACTION_PREV_HIT: list_to_hit(list, app, -1); return true;
    case ACTION_MARK: mark(list); return true;
    case ACTION_MARK_ALL: marking_all(&list->marking, list->rows); return true;
    case ACTION_CLEAR: list_clear(list, app); return true;
    case ACTION_BACK: return list_clear(list, app);
    default: return false;
    }
}

/* A click in the headings sorts by that column, again: the other way round. */
static void click_heading(struct list *list, struct app *app, int x)
{
    bool down;
    int at = heading_at(&list->columns, list->widths, list->panel.area, x);
    bool again = sort_column(list, &down) == at;
    if (at >= 0)
        set_sort(list, app, order_by(&list->columns.list[at], again && !down, list->kind));
}

static struct area body(const struct list *list)
{
    struct area area = list->panel.area;
    return (struct area){area.y + 1, area.x, area.height - 1, area.width};
}

static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct list *list = (struct list *)panel;
    size_t count = rows_count(list->rows);
    if (key->code != K_MOUSE)
        return false;
    app->dirty = true;
    if (scroll_wheel(&list->scroll, key, count, height(list))) {
        anchor_drop(&list->anchor, list->rows, &list->scroll);
        return true;
    }
    size_t line = scroll_line(&list->scroll, body(list), key->y, count);
    if (key->y == list->panel.area.y) {
        click_heading(list, app, key->x);
    } else if (line < count) {
        list->scroll.at = line;
        anchor_drop(&list->anchor, list->rows, &list->scroll);
        if (key->button == 2)
            open_record(list, app);
    }
    return true;
}

static void draw_cell(
    const struct column *column, int y, int x, int width, enum style style, const char *text)
{
    char *safe = text_safe(text);
    char *cell = text_column(
        safe, width, field_is_number(column->field) ? TEXT_RIGHT : TEXT_LEFT, screen_ascii());
    screen_text(y, x, width, style, cell);
    free(cell);
    free(safe);
}

static void draw_row(struct list *list, size_t at, int y, struct area area)
{
    const struct row *row = rows_get(list->rows, at);
    int x = area.x + 1;
    if (marks_has(&list->marking.marks, rows_rowid(list->rows, at)))
        screen_text(y, area.x, 1, STYLE_MARK, screen_glyph(GLYPH_MARK));
    for (size_t i = 0; row && i < list->columns.count; i++) {
        const struct column *column = &list->columns.list[i];
        if (!list->widths[i])
            continue;
        enum style style = row->archived ? STYLE_MUTED : tint_word(column->field, row->cells[i]);
        draw_cell(column, y, x, list->widths[i], style, row->cells[i]);
        x += list->widths[i] + LAYOUT_GAP;
    }
}

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct list *list = (struct list *)panel;
    panel->area = area;
    struct area rows = body(list);
    size_t count = rows_count(list->rows);
    list_lay_out(list);
    scroll_fit(&list->scroll, count, height(list));
    list->counted = rows_total(list->rows);
    list->turn = rows_turn(list->rows);
    heading_draw(&list->columns, list->widths, list->sort, area);
    if (count == 0)
        empty_draw(app, list->kind, list->filter, !rows_complete(list->rows), rows);
    for (int i = 0; i < rows.height && list->scroll.top + (size_t)i < count; i++)
        draw_row(list, list->scroll.top + (size_t)i, rows.y + i, area);
    scroll_draw_cursor(&list->scroll, count, rows, focused);
    scroll_draw(&list->scroll, list->counted, rows);
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    const struct list *list = (const struct list *)panel;
    bool counted = rows_counted(list->rows), complete = rows_complete(list->rows);
    fputs(list->kind->labels, left);
    if (list->view)
        fprintf(left, ": %s", list->view);
    else if (list->filter)
        fprintf(left, "  /%s", list->filter);
    marking_title(&list->marking, left);
    bool down;
    int sorted = sort_column(list, &down);
    if (sorted >= 0)
        fprintf(right, "by %s %s%s  ", list->columns.list[sorted].name,
            screen_glyph(down ? GLYPH_DOWN : GLYPH_UP),
            counted && !complete ? screen_glyph(GLYPH_ELLIPSIS) : "");
    scroll_title(&list->scroll, rows_total(list->rows), counted, right);
}

static void refresh(struct panel *panel, struct app *app)
{
    struct list *list = (struct list *)panel;
    struct li_error err;
    if (list->marking.marks.count > 0)
        marking_trim(&list->marking, bulk_highest(app->li, list->kind));
    hits_forget(&list->hits);
    anchor_hold(&list->anchor, list->rows, &list->scroll);
    if (rows_refresh(list->rows, &err))
        app_fail(app, &err);
}

static bool record(struct panel *panel, const struct kind **kind, struct id *id)
{
    *kind = ((struct list *)panel)->kind;
    return panel_list_at(panel, id);
}

static bool adds(
    struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id)
{
    (void)id;
    *kind = ((struct list *)panel)->kind;
    *of = NULL;
    return true;
}

static size_t marked(struct panel *panel, const struct kind **kind)
{
    const struct list *list = (const struct list *)panel;
    *kind = list->kind;
    return list->marking.marks.count + list->marking.pending;
}

static bool take(struct panel *panel, struct taken *out)
{
    const struct list *list = (const struct list *)panel;
    bool named = marked(panel, &out->kind) > 0 && !list->marking.pending;
    if (!named && !rows_complete(list->rows))
        return false;
    out->rows = marking_take(&list->marking, list->rows, &out->count);
    return true;
}

static void unmark(struct panel *panel, struct app *app)
{
    marking_drop(&((struct list *)panel)->marking);
    app->dirty = true;
}

static void free_list(struct panel *panel)
{
    struct list *list = (struct list *)panel;
    marking_drop(&list->marking);
    hits_free(&list->hits);
    rows_free(list->rows);
    columns_free(&list->columns);
    free(list->chosen);
    free(list->widths);
    free(list->view);
    free(list->filter);
    free(list->before);
    free(list->sort);
    free(list);
}

static const struct panel_ops ops = {
    .place = PLACE_LIST,
    .draw = draw,
    .offers = offers,
    .act = act,
    .type = type,
    .work = work,
    .refresh = refresh,
    .title = title,
    .record = record,
    .adds = adds,
    .marked = marked,
    .take = take,
    .unmark = unmark,
    .look = list_look,
    .put_look = list_put_look,
    .free = free_list,
};

struct panel *panel_list_new(struct app *app, const struct kind *kind, const char *filter)
{
    struct list *list = li_calloc(1, sizeof *list);
    list->panel.ops = &ops;
    list->kind = kind;
    list->sort = li_strdup(kind->sort);
    list->rows = rows_new(app->li, &pace_of_keys, kind, &list->columns);
    list_choose(list, app, NULL);
    list_choose(list, app, looks_columns(&app->looks, kind));
    list_set_filter(list, filter);
    list_find(list, app);
    return &list->panel;
}

bool panel_list_at(struct panel *panel, struct id *id)
{
    struct list *list = (struct list *)panel;
    const struct row *row = rows_get(list->rows, list->scroll.at);
    if (row)
        *id = row->id;
    return row != NULL;
}
