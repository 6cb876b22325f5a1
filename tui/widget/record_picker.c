/*
 * record_picker.c: the words are typed on top, what they fit stands below, and last of all a new
 * record.
 *
 * The records are looked up when no key is waiting, and at once when one is taken.
 */
#include "tui/widget/record_picker.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/form/form_panel.h"
#include "tui/term/edit.h"
#include "tui/widget/scroll.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_FOUND = 100, WIDTH = 76, HEIGHT = 14, CODE_WIDTH = 12 };

struct picker {
    struct panel panel;
    const struct kind *kind;
    struct edit words;
    struct candidates found;
    bool stale; /* found is not yet what the words fit */
    struct scroll scroll;
    struct area list; /* where what was found is painted */
    void (*chosen)(void *arg, struct app *app, const struct id *id);
    void *arg;
};

/* What can be chosen: what was found, and a new one. */
static size_t row_count(const struct picker *picker)
{
    return picker->found.count + 1;
}

static void find(struct picker *picker, struct app *app, bool stoppable)
{
    struct candidates found = {0};
    struct li_error err;
    app_yield_to_keys(app, stoppable);
    enum li_err code =
        lookup_some(app->li, picker->kind, picker->words.text, MOST_FOUND, &found, &err);
    app_yield_to_keys(app, false);
    if (code == LI_INTERRUPTED)
        return;
    picker->stale = false;
    if (code != LI_OK) {
        app_fail(app, &err);
        return;
    }
    candidates_free(&picker->found);
    picker->found = found;
    picker->scroll = (struct scroll){0};
    app->dirty = true;
}

static void take(struct picker *picker, struct app *app, const struct id *id)
{
    struct id taken = *id;
    app_remove(app, &picker->panel);
    picker->chosen(picker->arg, app, &taken);
}

static void made(void *arg, struct app *app, const struct id *id)
{
    take(arg, app, id);
}

static void make_new(struct picker *picker, struct app *app)
{
    struct panel *form = panel_form_new(app, picker->kind, NULL, NULL, NULL, made, picker);
    if (!form)
        return;
    panel_form_title(form, app, picker->words.text);
    app_push(app, form);
}

static void accept(struct picker *picker, struct app *app)
{
    if (picker->stale)
        find(picker, app, false);
    if (picker->scroll.at < picker->found.count)
        take(picker, app, &picker->found.list[picker->scroll.at].id);
    else
        make_new(picker, app);
}

static bool picker_act(struct panel *panel, struct app *app, enum action action)
{
    struct picker *picker = (struct picker *)panel;
    size_t *at = &picker->scroll.at;
    switch (action) {
    case ACTION_ACCEPT: accept(picker, app); return true;
    case ACTION_CANCEL: app_remove(app, panel); return true;
    case ACTION_NEXT_CHOICE: *at = (*at + 1) % row_count(picker); return true;
    case ACTION_PREV_CHOICE: *at = (*at ? *at : row_count(picker)) - 1; return true;
    default: return false;
    }
}

static bool click(struct picker *picker, struct app *app, const struct key *key)
{
    size_t count = row_count(picker);
    if (scroll_press(&picker->scroll, key, count, picker->list))
        accept(picker, app);
    return true;
}

static bool picker_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct picker *picker = (struct picker *)panel;
    bool changed;
    if (key->code == K_MOUSE)
        return click(picker, app, key);
    if (key->code == K_PAGE_UP || key->code == K_PAGE_DOWN)
        return scroll_act(&picker->scroll,
            key->code == K_PAGE_UP ? ACTION_PAGE_UP : ACTION_PAGE_DOWN, row_count(picker),
            picker->list.height);
    if (!edit_key(&picker->words, key, &changed))
        return false;
    picker->stale = picker->stale || changed;
    return true;
}

static bool picker_work(struct panel *panel, struct app *app)
{
    struct picker *picker = (struct picker *)panel;
    if (picker->stale)
        find(picker, app, true);
    return picker->stale;
}

/* --- painting --------------------------------------------------------------------------------- */

static struct area place(struct area area)
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

static int code_width(const struct candidates *found)
{
    int width = 0;
    for (size_t i = 0; i < found->count; i++) {
        int columns = found->list[i].code ? text_width(found->list[i].code) : 0;
        width = columns > width ? columns : width;
    }
    return width < CODE_WIDTH ? width : CODE_WIDTH;
}

static void draw_new(const struct picker *picker, int y, struct area area, enum style style)
{
    const char *name = picker->kind->name, *words = picker->words.text;
    if (*words)
        screen_textf(y, area.x, area.width, style, " + New %s \"%s\"", name, words);
    else
        screen_textf(y, area.x, area.width, style, " + New %s", name);
}

static void draw_row(const struct picker *picker, size_t row, int y, int codes)
{
    struct area area = picker->list;
    bool here = row == picker->scroll.at;
    if (row == picker->found.count) {
        draw_new(picker, y, area, here ? STYLE_CURSOR : STYLE_LINK);
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

static void picker_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct picker *picker = (struct picker *)panel;
    (void)app;
    struct area inside = screen_frame(place(area), picker->kind->label);
    edit_draw(
        &picker->words, (struct area){inside.y, inside.x, 1, inside.width}, STYLE_FOCUS, focused);
    picker->list = (struct area){inside.y + 1, inside.x, inside.height - 1, inside.width};
    size_t count = row_count(picker);
    scroll_fit(&picker->scroll, count, picker->list.height);
    int codes = code_width(&picker->found);
    for (int i = 0; i < picker->list.height; i++)
        if (picker->scroll.top + (size_t)i < count)
            draw_row(picker, picker->scroll.top + (size_t)i, picker->list.y + i, codes);
    scroll_draw(&picker->scroll, count,
        (struct area){inside.y + 1, inside.x, inside.height - 1, inside.width + 1});
}

static void picker_title(struct panel *panel, FILE *left, FILE *right)
{
    struct picker *picker = (struct picker *)panel;
    fprintf(left, "Choose: %s", picker->kind->label);
    fprintf(right, "%zu%s", picker->found.count, picker->found.more ? "+" : "");
}

static void picker_refresh(struct panel *panel, struct app *app)
{
    (void)app;
    ((struct picker *)panel)->stale = true;
}

static void picker_free(struct panel *panel)
{
    struct picker *picker = (struct picker *)panel;
    edit_free(&picker->words);
    candidates_free(&picker->found);
    free(picker);
}

static const struct panel_ops ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = picker_draw,
    .act = picker_act,
    .type = picker_type,
    .work = picker_work,
    .refresh = picker_refresh,
    .title = picker_title,
    .free = picker_free,
};

struct panel *panel_picker_new(struct app *app, const struct kind *kind, const char *words,
    void (*chosen)(void *arg, struct app *app, const struct id *id), void *arg)
{
    struct picker *picker = li_calloc(1, sizeof *picker);
    *picker = (struct picker){.panel.ops = &ops, .kind = kind, .chosen = chosen, .arg = arg};
    edit_start(&picker->words, words, false);
    picker->stale = true;
    find(picker, app, true);
    return &picker->panel;
}
