/*
 * sharing_list.c: columns of a fixed width, and one or two that take what is left.
 */
#include "tui/sync/sharing_list.h"
#include "core/base/date.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

enum {
    SHARING_LIST_FOOT = 7,   /* rows below the list, the blank one and the hint included */
    SHARING_LIST_LEAST = 3,  /* rows of the list for which the foot makes room */
    SHARING_LIST_NARROW = 8, /* least width, in columns, of a column that takes what is left */
};

struct sharing_list_row *sharing_list_add(struct sharing_list *list)
{
    assert(list);
    list->rows = li_realloc(list->rows, list->count + 1, sizeof *list->rows);
    struct sharing_list_row *row = &list->rows[list->count++];
    *row = (struct sharing_list_row){0};
    return row;
}

void sharing_list_clear(struct sharing_list *list)
{
    assert(list);
    for (size_t i = 0; i < list->count; i++) {
        for (int cell = 0; cell < SHARING_LIST_CELLS; cell++)
            free(list->rows[i].cells[cell]);
        free(list->rows[i].about);
    }
    free(list->rows);
    *list = (struct sharing_list){0};
}

void sharing_list_set(struct sharing_list_row *row, int cell, const char *text)
{
    assert(row && cell >= 0 && cell < SHARING_LIST_CELLS);
    free(row->cells[cell]);
    row->cells[cell] = li_strdup(text);
}

void sharing_list_set_minute(
    struct sharing_list_row *row, int cell, const char *instant, enum date_order dates)
{
    char minute[DATE_MINUTE_SIZE];
    assert(row && cell >= 0 && cell < SHARING_LIST_CELLS);
    free(row->cells[cell]);
    row->cells[cell] =
        instant ? date_show_all(li_strdup(date_minute(instant, minute)), dates) : NULL;
}

/* --- drawing ---------------------------------------------------------------------------------- */

/* The widths of all columns, with a blank after each. If they don't fit, the last ones are left
   out: 0. */
static void sharing_list_lay_out(
    const struct sharing_list_column *columns, int room, int widths[SHARING_LIST_CELLS])
{
    int open = 0;
    for (int i = 0; i < SHARING_LIST_CELLS; i++) {
        int least = columns[i].width ? columns[i].width : SHARING_LIST_NARROW;
        widths[i] = columns[i].label && least + 1 <= room ? least : 0;
        room -= widths[i] ? widths[i] + 1 : 0;
        open += widths[i] && !columns[i].width;
    }
    for (int i = 0; i < SHARING_LIST_CELLS && open > 0; i++)
        if (widths[i] && !columns[i].width) {
            int more = room / open--;
            widths[i] += more;
            room -= more;
        }
}

static void sharing_list_draw_row(int y, int x, const int widths[SHARING_LIST_CELLS],
    const char *const cells[SHARING_LIST_CELLS], enum style style)
{
    for (int i = 0; i < SHARING_LIST_CELLS; i++) {
        if (widths[i] == 0)
            continue;
        char *cell = text_column(cells[i] ? cells[i] : "", widths[i], TEXT_LEFT, screen_ascii());
        screen_text(y, x, widths[i], style, cell);
        free(cell);
        x += widths[i] + 1;
    }
}

static struct area sharing_list_foot(struct area area)
{
    int left = area.height - 1 - SHARING_LIST_LEAST;
    int height = left < 2 ? 0 : left < SHARING_LIST_FOOT ? left : SHARING_LIST_FOOT;
    return (struct area){area.y + area.height - height, area.x + 1, height, area.width - 2};
}

static void sharing_list_draw_foot(
    const struct sharing_list_row *row, const char *hint, struct area foot)
{
    if (foot.height == 0)
        return;
    struct area body = {foot.y + 1, foot.x, foot.height - 2, foot.width};
    if (row && row->about && body.height > 0) {
        char *safe = text_safe_lines(row->about);
        screen_wrapped(body, row->warns ? STYLE_WARN : STYLE_TEXT, safe);
        free(safe);
    }
    screen_text(foot.y + foot.height - 1, foot.x, foot.width, STYLE_MUTED, hint);
}

void sharing_list_draw(struct panel *panel, const struct sharing_list *list,
    const struct sharing_list_column *columns, const char *none, const char *hint, struct area area,
    bool focused)
{
    assert(panel && list && columns && none && hint);
    struct area foot = sharing_list_foot(area);
    struct area lines = {area.y + 1, area.x, area.height - 1 - foot.height, area.width};
    const char *labels[SHARING_LIST_CELLS];
    int widths[SHARING_LIST_CELLS];
    struct scroll *scroll = &panel->scroll;
    panel->lines = lines;
    scroll_fit(scroll, list->count, lines.height);
    sharing_list_lay_out(columns, area.width - 2, widths);
    for (int i = 0; i < SHARING_LIST_CELLS; i++)
        labels[i] = columns[i].label;
    if (list->count > 0)
        sharing_list_draw_row(area.y, area.x + 1, widths, labels, STYLE_HEADING);
    else
        screen_wrapped(
            (struct area){area.y, area.x + 1, lines.height, area.width - 2}, STYLE_MUTED, none);
    for (int i = 0; i < lines.height && scroll->top + (size_t)i < list->count; i++) {
        const struct sharing_list_row *row = &list->rows[scroll->top + (size_t)i];
        sharing_list_draw_row(lines.y + i, lines.x + 1, widths, (const char *const *)row->cells,
            row->warns ? STYLE_WARN : STYLE_TEXT);
    }
    scroll_draw_cursor(scroll, list->count, lines, focused);
    scroll_draw(scroll, list->count, lines);
    sharing_list_draw_foot(scroll->at < list->count ? &list->rows[scroll->at] : NULL, hint, foot);
}
