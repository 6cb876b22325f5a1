/*
 * value_picker.c: a line for each field that holds something. Arrows or a first letter move, Enter
 * takes.
 */
#include "tui/form/value_picker.h"
#include "core/query/row_reader.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include <ctype.h>
#include <stdlib.h>

enum { WIDTH = 76, LABEL_WIDTH = 20 };

struct cell {
    const struct column *column;
    char *value;
};

struct cells {
    struct panel panel;
    const char *title;
    struct columns columns;
    struct cell *list;
    size_t count;
    void (*chosen)(struct app *app, const struct column *column, const char *value);
};

static enum li_err value_load_cells(struct cells *cells, struct context *context,
    const struct kind *kind, const struct id *id, struct li_error *err)
{
    struct row_cells row = {0};
    columns_of(kind, true, &cells->columns);
    enum li_err code = row_reader_load_record(context, kind, &cells->columns, id, &row, err);
    cells->list = li_calloc(cells->columns.count + 1, sizeof *cells->list);
    for (size_t i = 0; i < row.count; i++) {
        char word[CHOICE_WORD_SIZE];
        const struct column *column = &cells->columns.list[i];
        if (*row.texts[i])
            cells->list[cells->count++] = (struct cell){
                column, li_strdup(choice_cell(column->field, row.texts[i], word))};
    }
    row_cells_clear(&row);
    return code;
}

static struct area value_box(const struct cells *cells, struct area area)
{
    int width = WIDTH < area.width ? WIDTH : area.width;
    int height = (int)cells->count + 2 < area.height ? (int)cells->count + 2 : area.height;
    return (struct area){
        area.y + (area.height - height) / 2, area.x + (area.width - width) / 2, height, width};
}

static void value_draw_cell(const struct cell *cell, int y, struct area area)
{
    screen_text(y, area.x, LABEL_WIDTH, STYLE_LABEL, cell->column->label);
    screen_text(y, area.x + LABEL_WIDTH, area.width - LABEL_WIDTH, STYLE_TEXT, cell->value);
}

static void value_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct cells *cells = (struct cells *)panel;
    (void)app;
    cells->panel.lines = screen_frame(value_box(cells, area), cells->title);
    scroll_fit(&cells->panel.scroll, cells->count, cells->panel.lines.height);
    for (int i = 0;
         i < cells->panel.lines.height && cells->panel.scroll.top + (size_t)i < cells->count; i++)
        value_draw_cell(&cells->list[cells->panel.scroll.top + (size_t)i], cells->panel.lines.y + i,
            cells->panel.lines);
    scroll_draw_cursor(&cells->panel.scroll, cells->count, cells->panel.lines, focused);
    scroll_draw_framed(&cells->panel.scroll, cells->count, cells->panel.lines);
}

static void value_take(struct cells *cells, struct app *app)
{
    if (cells->panel.scroll.at >= cells->count)
        return;
    const struct cell *cell = &cells->list[cells->panel.scroll.at];
    app_remove(app, &cells->panel);
    cells->chosen(app, cell->column, cell->value);
}

static bool value_act(struct panel *panel, struct app *app, enum action action)
{
    struct cells *cells = (struct cells *)panel;
    if (action == ACTION_ACCEPT)
        value_take(cells, app);
    return action == ACTION_ACCEPT;
}

static size_t value_count(struct panel *panel)
{
    return ((struct cells *)panel)->count;
}

/* The next field whose name begins with the letter. */
static bool value_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct cells *cells = (struct cells *)panel;
    app->dirty = true;
    for (size_t i = 1; key->code < 0x80 && i <= cells->count; i++) {
        size_t at = (cells->panel.scroll.at + i) % cells->count;
        if (tolower(cells->list[at].column->label[0]) == tolower((int)key->code)) {
            cells->panel.scroll.at = at;
            return true;
        }
    }
    return false;
}

static void value_free_cells(struct panel *panel)
{
    struct cells *cells = (struct cells *)panel;
    for (size_t i = 0; i < cells->count; i++)
        free(cells->list[i].value);
    free(cells->list);
    columns_free(&cells->columns);
    free(cells);
}

static const struct panel_ops value_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = value_draw,
    .act = value_act,
    .type = value_type,
    .count = value_count,
    .free = value_free_cells,
};

struct panel *value_picker_new(struct app *app, const struct kind *kind, const struct id *id,
    const char *title,
    void (*chosen)(struct app *app, const struct column *column, const char *value))
{
    struct cells *cells = li_calloc(1, sizeof *cells);
    struct li_error err;
    *cells = (struct cells){.panel.ops = &value_ops, .title = title, .chosen = chosen};
    if (!value_load_cells(cells, app->context, kind, id, &err))
        return &cells->panel;
    app_fail(app, &err);
    value_free_cells(&cells->panel);
    return NULL;
}
