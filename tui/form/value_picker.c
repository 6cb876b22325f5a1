/*
 * value_picker.c: a line for each field with a value. Arrows or a first letter move, Enter chooses.
 */
#include "tui/form/value_picker.h"
#include "core/query/row_reader.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>

enum { WIDTH = 76, LABEL_WIDTH = 20 };

struct value_picker_row {
    const struct column *column;
    char *value;
};

struct value_picker {
    struct panel panel;
    const char *title;
    struct columns columns;
    struct value_picker_row *list;
    size_t count;
    void (*chosen)(struct app *app, const struct column *column, const char *value);
};

static enum li_err value_load_rows(struct value_picker *picker, struct context *context,
    const struct kind *kind, const struct id *id, struct li_error *err)
{
    struct row_cells row = {0};
    columns_of(kind, true, &picker->columns);
    enum li_err code = row_reader_load_record(context, kind, &picker->columns, id, &row, err);
    picker->list = li_calloc(picker->columns.count + 1, sizeof *picker->list);
    for (size_t i = 0; i < row.count; i++) {
        char word[CHOICE_WORD_SIZE];
        const struct column *column = &picker->columns.list[i];
        if (*row.texts[i])
            picker->list[picker->count++] = (struct value_picker_row){
                column, li_strdup(choice_cell(column->field, row.texts[i], word))};
    }
    row_cells_clear(&row);
    return code;
}

static struct area value_box(const struct value_picker *picker, struct area area)
{
    int width = WIDTH < area.width ? WIDTH : area.width;
    int height = (int)picker->count + 2 < area.height ? (int)picker->count + 2 : area.height;
    return (struct area){
        area.y + (area.height - height) / 2, area.x + (area.width - width) / 2, height, width};
}

static void value_draw_row(const struct value_picker_row *one, int y, struct area area)
{
    screen_text(y, area.x, LABEL_WIDTH, STYLE_LABEL, one->column->label);
    screen_text(y, area.x + LABEL_WIDTH, area.width - LABEL_WIDTH, STYLE_TEXT, one->value);
}

static void value_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    struct value_picker *picker = (struct value_picker *)base;
    (void)app;
    picker->panel.lines = screen_frame(value_box(picker, area), picker->title);
    scroll_fit(&picker->panel.scroll, picker->count, picker->panel.lines.height);
    for (int i = 0;
         i < picker->panel.lines.height && picker->panel.scroll.top + (size_t)i < picker->count;
         i++)
        value_draw_row(&picker->list[picker->panel.scroll.top + (size_t)i],
            picker->panel.lines.y + i, picker->panel.lines);
    scroll_draw_cursor(&picker->panel.scroll, picker->count, picker->panel.lines, focused);
    scroll_draw_framed(&picker->panel.scroll, picker->count, picker->panel.lines);
}

static void value_choose(struct value_picker *picker, struct app *app)
{
    if (picker->panel.scroll.at >= picker->count)
        return;
    const struct value_picker_row *one = &picker->list[picker->panel.scroll.at];
    app_remove(app, &picker->panel);
    picker->chosen(app, one->column, one->value);
}

static bool value_act(struct panel *base, struct app *app, enum action action)
{
    struct value_picker *picker = (struct value_picker *)base;
    if (action == ACTION_ACCEPT)
        value_choose(picker, app);
    return action == ACTION_ACCEPT;
}

static size_t value_count(struct panel *base)
{
    return ((struct value_picker *)base)->count;
}

/* Goes to the next field whose label begins with the letter. */
static bool value_type(struct panel *base, struct app *app, const struct key *key)
{
    struct value_picker *picker = (struct value_picker *)base;
    app->dirty = true;
    for (size_t i = 1; key->code < 0x80 && i <= picker->count; i++) {
        size_t at = (picker->panel.scroll.at + i) % picker->count;
        if (tolower(picker->list[at].column->label[0]) == tolower((int)key->code)) {
            picker->panel.scroll.at = at;
            return true;
        }
    }
    return false;
}

static void value_picker_free(struct panel *base)
{
    struct value_picker *picker = (struct value_picker *)base;
    for (size_t i = 0; i < picker->count; i++)
        free(picker->list[i].value);
    free(picker->list);
    columns_free(&picker->columns);
    free(picker);
}

static const struct panel_ops value_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = value_draw,
    .act = value_act,
    .type = value_type,
    .count = value_count,
    .free = value_picker_free,
};

struct panel *value_picker_new(struct app *app, const struct kind *kind, const struct id *id,
    const char *title,
    void (*chosen)(struct app *app, const struct column *column, const char *value))
{
    assert(kind && id && title && chosen);
    struct value_picker *picker = li_calloc(1, sizeof *picker);
    struct li_error err;
    *picker = (struct value_picker){.panel.ops = &value_ops, .title = title, .chosen = chosen};
    if (!value_load_rows(picker, app->context, kind, id, &err))
        return &picker->panel;
    app_fail(app, &err);
    value_picker_free(&picker->panel);
    return NULL;
}
