/*
 * record_picker.c: words on top, the records they match below, and last a line that adds a new one.
 * The records are looked up when no key waits, and at once when one is accepted.
 */
#include "tui/widget/record_picker.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/term/edit.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FOUND = 100, WIDTH = 76, HEIGHT = 14, CODE_WIDTH = 12 };

struct record_picker {
    struct panel panel;
    const struct kind *kind;
    struct edit words;
    struct candidates found;
    bool stale; /* found does not match the words yet */
    void (*chosen)(void *arg, struct app *app, const struct id *id);
    void *arg;
};

/* The records found, and the line that adds one. */
static size_t record_picker_lines(const struct record_picker *picker)
{
    return picker->found.count + 1;
}

static void record_picker_find(struct record_picker *picker, struct app *app, bool stoppable)
{
    struct candidates found = {0};
    struct li_error err;
    app_yield_to_keys(app, stoppable);
    enum li_err code =
        lookup_some(app->context, picker->kind, picker->words.text, MOST_FOUND, &found, &err);
    app_yield_to_keys(app, false);
    if (code == LI_INTERRUPTED)
        return;
    picker->stale = false;
    if (code) {
        app_fail(app, &err);
        return;
    }
    lookup_candidates_free(&picker->found);
    picker->found = found;
    picker->panel.scroll = (struct scroll){0};
    app->dirty = true;
}

static void record_picker_choose(struct record_picker *picker, struct app *app, const struct id *id)
{
    struct id chosen = *id; /* *id may go with the panel */
    app_remove(app, &picker->panel);
    picker->chosen(picker->arg, app, &chosen);
}

static void record_picker_made(void *arg, struct app *app, const struct id *id)
{
    record_picker_choose(arg, app, id);
}

static void record_picker_add(struct record_picker *picker, struct app *app)
{
    app_add(app, picker->kind, picker->words.text, record_picker_made, picker);
}

static void record_picker_accept(struct record_picker *picker, struct app *app)
{
    if (picker->stale)
        record_picker_find(picker, app, false);
    if (picker->panel.scroll.at < picker->found.count)
        record_picker_choose(picker, app, &picker->found.list[picker->panel.scroll.at].id);
    else
        record_picker_add(picker, app);
}

static bool record_picker_act(struct panel *panel, struct app *app, enum action action)
{
    struct record_picker *picker = (struct record_picker *)panel;
    size_t *at = &picker->panel.scroll.at;
    switch (action) {
    case ACTION_ACCEPT: record_picker_accept(picker, app); return true;
    case ACTION_CANCEL: app_remove(app, panel); return true;
    case ACTION_NEXT_CHOICE: *at = (*at + 1) % record_picker_lines(picker); return true;
    case ACTION_PREV_CHOICE: *at = (*at ? *at : record_picker_lines(picker)) - 1; return true;
    default: return false;
    }
}

static size_t record_picker_count(struct panel *panel)
{
    return record_picker_lines((struct record_picker *)panel);
}

static bool record_picker_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct record_picker *picker = (struct record_picker *)panel;
    bool changed;
    if (key->code == K_PAGE_UP || key->code == K_PAGE_DOWN)
        return panel_move(panel, app, key->code == K_PAGE_UP ? ACTION_PAGE_UP : ACTION_PAGE_DOWN);
    if (!edit_key(&picker->words, key, &changed))
        return false;
    picker->stale = picker->stale || changed;
    return true;
}

static bool record_picker_work(struct panel *panel, struct app *app)
{
    struct record_picker *picker = (struct record_picker *)panel;
    if (picker->stale)
        record_picker_find(picker, app, true);
    return picker->stale;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static struct area record_picker_place(struct area area)
{
    int width = area.width - 4 < WIDTH ? area.width - 4 : WIDTH;
    int height = area.height - 2 < HEIGHT ? area.height - 2 : HEIGHT;
    if (width < 24)
        width = area.width;
    if (height < 6)
        height = area.height;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

static int record_picker_code_width(const struct candidates *found)
{
    int width = 0;
    for (size_t i = 0; i < found->count; i++) {
        int columns = found->list[i].code ? text_width(found->list[i].code) : 0;
        width = columns > width ? columns : width;
    }
    return width < CODE_WIDTH ? width : CODE_WIDTH;
}

static void record_picker_draw_new(
    const struct record_picker *picker, int y, struct area area, enum style style)
{
    const char *name = picker->kind->name, *words = picker->words.text;
    if (*words)
        screen_textf(y, area.x, area.width, style, " + New %s \"%s\"", name, words);
    else
        screen_textf(y, area.x, area.width, style, " + New %s", name);
}

static void record_picker_draw_row(const struct record_picker *picker, size_t row, int y, int codes)
{
    struct area area = picker->panel.lines;
    bool here = row == picker->panel.scroll.at;
    if (row == picker->found.count) {
        record_picker_draw_new(picker, y, area, here ? STYLE_CURSOR : STYLE_LINK);
        return;
    }
    const struct candidate *one = &picker->found.list[row];
    enum style style = here ? STYLE_CURSOR : STYLE_TEXT;
    int x = screen_text(y, area.x, 1, style, " ");
    if (codes) {
        x = screen_text(y, x, codes, here ? style : STYLE_STRONG, one->code ? one->code : "");
        x = screen_text(y, x, 2, style, "");
    }
    screen_text(y, x, area.x + area.width - x, style, one->title);
}

static void record_picker_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct record_picker *picker = (struct record_picker *)panel;
    (void)app;
    struct area inside = screen_frame(record_picker_place(area), picker->kind->label);
    edit_draw(
        &picker->words, (struct area){inside.y, inside.x, 1, inside.width}, STYLE_FOCUS, focused);
    picker->panel.lines = (struct area){inside.y + 1, inside.x, inside.height - 1, inside.width};
    size_t count = record_picker_lines(picker);
    scroll_fit(&picker->panel.scroll, count, picker->panel.lines.height);
    int codes = record_picker_code_width(&picker->found);
    for (int i = 0; i < picker->panel.lines.height; i++)
        if (picker->panel.scroll.top + (size_t)i < count)
            record_picker_draw_row(
                picker, picker->panel.scroll.top + (size_t)i, picker->panel.lines.y + i, codes);
    scroll_draw(&picker->panel.scroll, count,
        (struct area){inside.y + 1, inside.x, inside.height - 1, inside.width + 1});
}

static void record_picker_refresh(struct panel *panel, struct app *app)
{
    (void)app;
    ((struct record_picker *)panel)->stale = true;
}

static void record_picker_free(struct panel *panel)
{
    struct record_picker *picker = (struct record_picker *)panel;
    edit_end(&picker->words);
    lookup_candidates_free(&picker->found);
    free(picker);
}

static const struct panel_ops record_picker_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = record_picker_draw,
    .act = record_picker_act,
    .type = record_picker_type,
    .count = record_picker_count,
    .work = record_picker_work,
    .refresh = record_picker_refresh,
    .free = record_picker_free,
};

struct panel *record_picker_new(struct app *app, const struct kind *kind, const char *words,
    void (*chosen)(void *arg, struct app *app, const struct id *id), void *arg)
{
    assert(kind && words && chosen);
    struct record_picker *picker = li_calloc(1, sizeof *picker);
    *picker = (struct record_picker){
        .panel.ops = &record_picker_ops, .kind = kind, .chosen = chosen, .arg = arg};
    edit_begin(&picker->words, words, false);
    picker->stale = true;
    record_picker_find(picker, app, true);
    return &picker->panel;
}
