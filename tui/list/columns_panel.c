/*
 * columns_panel.c: words typed narrow what is offered, Space takes or leaves it, Left and Right
 * move it.
 */
#include "tui/list/columns_panel.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/list/columns_model.h"
#include "tui/term/edit.h"
#include <stdlib.h>

enum { HEIGHT = 13, LABEL_WIDTH = 30, LEAST_WITH_TIP = 7 };

struct columns_panel {
    struct panel panel;
    struct panel *list;
    struct list_state was; /* the look of the list before */
    struct columns_model choosing;
    struct edit words;
    size_t *fits; /* places of what fits the words */
    size_t count;
    size_t shown; /* of those taken, so many find room */
};

/* Finds what fits the words; the cursor goes to that place if it does. */
static void columns_narrow(struct columns_panel *chooser, size_t columns_place)
{
    char *words = text_fold(chooser->words.text);
    chooser->count = 0;
    chooser->panel.scroll.at = 0;
    for (size_t i = 0; i < chooser->choosing.count; i++) {
        if (!columns_model_fits(&chooser->choosing, i, words))
            continue;
        if (i == columns_place)
            chooser->panel.scroll.at = chooser->count;
        chooser->fits[chooser->count++] = i;
    }
    free(words);
}

static void columns_show(struct columns_panel *chooser, struct app *app)
{
    char *names = columns_model_names(&chooser->choosing);
    struct list_state look = chooser->was, now;
    look.columns = names;
    chooser->list->ops->put_look(chooser->list, app, &look);
    chooser->list->ops->look(chooser->list, &now);
    chooser->shown = now.shown;
    list_state_free(&now);
    free(names);
}

/* What was just taken comes forward until it finds room, behind the first. */
static size_t columns_bring_forward(struct columns_panel *chooser, struct app *app, size_t at)
{
    while (at >= chooser->shown && at > 1) {
        at = columns_model_shift(&chooser->choosing, at, -1);
        columns_show(chooser, app);
    }
    return at;
}

static void columns_toggle(struct columns_panel *chooser, struct app *app, size_t at)
{
    bool take = at >= chooser->choosing.taken;
    at = columns_model_toggle(&chooser->choosing, at);
    columns_show(chooser, app);
    columns_narrow(chooser, take ? columns_bring_forward(chooser, app, at) : at);
}

static void columns_shift(struct columns_panel *chooser, struct app *app, size_t at, int by)
{
    at = columns_model_shift(&chooser->choosing, at, by);
    columns_show(chooser, app);
    columns_narrow(chooser, at);
}

static void columns_leave(struct columns_panel *chooser, struct app *app, bool restore)
{
    if (restore)
        chooser->list->ops->put_look(chooser->list, app, &chooser->was);
    app_remove(app, &chooser->panel);
}

static void columns_accept(struct columns_panel *chooser, struct app *app)
{
    struct list_state now;
    chooser->list->ops->look(chooser->list, &now);
    list_states_choose(&app->looks, now.kind, now.columns);
    list_state_free(&now);
    columns_leave(chooser, app, false);
}

/* Back to the kind's own columns. */
static void columns_discard(struct columns_panel *chooser, struct app *app)
{
    free(chooser->was.columns);
    chooser->was.columns = NULL;
    list_states_choose(&app->looks, chooser->was.kind, NULL);
    columns_leave(chooser, app, true);
}

static bool columns_act(struct panel *panel, struct app *app, enum action action)
{
    struct columns_panel *chooser = (struct columns_panel *)panel;
    switch (action) {
    case ACTION_ACCEPT: columns_accept(chooser, app); return true;
    case ACTION_CANCEL: columns_leave(chooser, app, true); return true;
    case ACTION_DISCARD: columns_discard(chooser, app); return true;
    default: return false;
    }
}

static void columns_pressed(struct panel *panel, struct app *app, const struct key *key)
{
    struct columns_panel *chooser = (struct columns_panel *)panel;
    (void)key;
    columns_toggle(chooser, app, chooser->fits[panel->scroll.at]);
}

static size_t columns_count(struct panel *panel)
{
    return ((struct columns_panel *)panel)->count;
}

static bool columns_type_words(struct columns_panel *chooser, const struct key *key)
{
    bool changed = false;
    if (!edit_key(&chooser->words, key, &changed))
        return false;
    if (changed)
        columns_narrow(chooser, 0);
    return true;
}

static bool columns_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct columns_panel *chooser = (struct columns_panel *)panel;
    bool any = chooser->panel.scroll.at < chooser->count;
    size_t at = any ? chooser->fits[chooser->panel.scroll.at] : 0;
    app->dirty = true;
    if (keymap_find(&app->keys, key->code, PLACE_FORM) == ACTION_DISCARD)
        return columns_act(panel, app, ACTION_DISCARD);
    switch (key->code) {
    case K_MOUSE: return false;
    case ' ':
        if (any)
            columns_toggle(chooser, app, at);
        return true;
    case K_LEFT:
    case K_RIGHT:
        if (any)
            columns_shift(chooser, app, at, key->code == K_LEFT ? -1 : 1);
        return true;
    default: return columns_type_words(chooser, key);
    }
}

/* --- painting --------------------------------------------------------------------------------- */

static void columns_draw_offer(const struct columns_panel *chooser, size_t row, int y, bool focused)
{
    struct area body = chooser->panel.lines;
    size_t at = chooser->fits[row];
    bool taken = at < chooser->choosing.taken, room = at < chooser->shown;
    const struct offer *offer = &chooser->choosing.list[at];
    int label = LABEL_WIDTH < body.width ? LABEL_WIDTH : body.width;
    screen_textf(y, body.x, label, taken && !room ? STYLE_MUTED : STYLE_TEXT, "%s %s",
        taken ? screen_glyph(GLYPH_MARK) : " ", offer->label);
    screen_text(y, body.x + label, body.width - label, STYLE_MUTED,
        taken && !room ? "Hidden: screen too narrow" : offer->help);
    if (row == chooser->panel.scroll.at)
        screen_restyle(y, body.x, body.width, focused ? STYLE_CURSOR : STYLE_SHADE);
}

/* At the bottom, so that the columns stay in sight. */
static struct area columns_place(struct area area)
{
    int half = area.height / 2 + 1, height = half < HEIGHT ? half : HEIGHT;
    return (struct area){area.y + area.height - height, area.x, height, area.width};
}

static void columns_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct columns_panel *chooser = (struct columns_panel *)panel;
    struct area inside = screen_frame(columns_place(area), "Columns"), body = inside;
    bool tip = inside.height >= LEAST_WITH_TIP;
    edit_draw(
        &chooser->words, (struct area){inside.y, inside.x, 1, inside.width}, STYLE_FOCUS, focused);
    body.y++;
    body.height -= 1 + tip;
    chooser->panel.lines = body;
    scroll_fit(&chooser->panel.scroll, chooser->count, body.height);
    for (int i = 0; i < body.height && chooser->panel.scroll.top + (size_t)i < chooser->count; i++)
        columns_draw_offer(chooser, chooser->panel.scroll.top + (size_t)i, body.y + i, focused);
    if (chooser->count == 0)
        screen_text(body.y, body.x, body.width, STYLE_MUTED, "No matching columns.");
    if (tip)
        screen_textf(body.y + body.height, body.x, body.width, STYLE_MUTED,
            "Space shows/hides, Left/Right moves, %s resets",
            keymap_text(&app->keys, ACTION_DISCARD));
    scroll_draw_framed(&chooser->panel.scroll, chooser->count, body);
}

static void columns_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct columns_panel *chooser = (const struct columns_panel *)panel;
    fprintf(left, "Columns: %s", chooser->was.kind->labels);
    fprintf(right, "%zu of %zu", chooser->choosing.taken, chooser->choosing.count);
}

static void columns_free_chooser(struct panel *panel)
{
    struct columns_panel *chooser = (struct columns_panel *)panel;
    list_state_free(&chooser->was);
    columns_model_free(&chooser->choosing);
    edit_free(&chooser->words);
    free(chooser->fits);
    free(chooser);
}

static const struct panel_ops columns_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = columns_draw,
    .act = columns_act,
    .type = columns_type,
    .count = columns_count,
    .pressed = columns_pressed,
    .title = columns_title,
    .free = columns_free_chooser,
};

struct panel *columns_panel_new(struct app *app, struct panel *list)
{
    struct columns_panel *chooser = li_calloc(1, sizeof *chooser);
    (void)app;
    chooser->panel.ops = &columns_ops;
    chooser->list = list;
    list->ops->look(list, &chooser->was);
    chooser->shown = chooser->was.shown;
    columns_model_start(&chooser->choosing, chooser->was.kind, chooser->was.order);
    chooser->fits = li_calloc(chooser->choosing.count, sizeof *chooser->fits);
    edit_start(&chooser->words, NULL, false);
    columns_narrow(chooser, 0);
    return &chooser->panel;
}
