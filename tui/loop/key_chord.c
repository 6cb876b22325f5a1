/*
 * key_chord.c: it stands until the next key, however long that takes: no clock decides what a key
 * means. Esc drops the keys; one that leads nowhere says so and drops them too.
 */
#include "tui/loop/key_chord.h"
#include "data/base/memory.h"
#include "tui/app/dispatch.h"
#include <stdlib.h>

enum { KEY_WIDTH = 10, MOST_ROWS = 12 };

/* One next key. Where it does not end the stroke, more come after it. */
struct way {
    uint32_t code;
    enum action action;
    bool last, can;
};

struct key_chord {
    struct panel panel;
    struct stroke pressed;
    struct way ways[ACTION_COUNT];
    int count;
    struct area inside; /* where the ways were drawn last */
};

static struct panel *key_beneath(const struct key_chord *which, const struct app *app)
{
    size_t i = app->depth;
    while (i > 1 && app->stack[i - 1] == &which->panel)
        i--;
    return app->stack[i - 1];
}

static bool key_has(const struct key_chord *which, uint32_t code)
{
    for (int i = 0; i < which->count; i++)
        if (which->ways[i].code == code)
            return true;
    return false;
}

static void key_look(struct key_chord *which, struct app *app)
{
    struct panel *panel = key_beneath(which, app);
    which->count = 0;
    for (int i = 1; i < ACTION_COUNT; i++) {
        struct way way = {.action = (enum action)i};
        if (action_specs[i].places & panel->ops->place)
            way.code = keymap_next(&app->keys, way.action, &which->pressed, &way.last);
        way.can = way.code && dispatch_can(app, panel, way.action);
        if (way.code && !key_has(which, way.code))
            which->ways[which->count++] = way;
    }
    app->dirty = true;
}

static void key_draw_way(const struct way *way, int y, struct area area)
{
    screen_text(y, area.x, KEY_WIDTH, STYLE_KEY, key_text(way->code));
    screen_text(y, area.x + KEY_WIDTH, area.width - KEY_WIDTH, way->can ? STYLE_TEXT : STYLE_MUTED,
        way->last ? action_specs[way->action].help : "...");
}

/* Right above the footer, as high as there are ways. */
static void key_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct key_chord *which = (struct key_chord *)panel;
    (void)app;
    (void)focused;
    int rows = which->count < MOST_ROWS ? which->count : MOST_ROWS;
    int height = rows + 2 < area.height ? rows + 2 : area.height;
    which->inside =
        screen_frame((struct area){area.y + area.height - height, area.x, height, area.width},
            stroke_text(&which->pressed));
    for (int i = 0; i < which->count && i < which->inside.height; i++)
        key_draw_way(&which->ways[i], which->inside.y + i, which->inside);
}

/* The key after those pressed. */
static void key_follow(struct key_chord *which, struct app *app, uint32_t code)
{
    struct panel *panel = key_beneath(which, app);
    int length = stroke_length(&which->pressed);
    which->pressed.keys[length] = code;
    enum action action = keymap_follow(&app->keys, &which->pressed, panel->ops->place);
    if (!action && length + 1 < STROKE_KEYS &&
        keymap_leads(&app->keys, &which->pressed, panel->ops->place)) {
        key_look(which, app);
        return;
    }
    app_remove(app, &which->panel);
    if (action)
        dispatch_do(app, action);
    else
        app_say(app, "%s does nothing here.", stroke_text(&which->pressed));
}

static uint32_t key_clicked(const struct key_chord *which, const struct key *key)
{
    int line = key->y - which->inside.y;
    bool on_it = key->button <= 2 && line >= 0 && line < which->inside.height &&
                 line < which->count && key->x >= which->inside.x &&
                 key->x < which->inside.x + which->inside.width;
    return on_it ? which->ways[line].code : 0;
}

static bool key_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct key_chord *which = (struct key_chord *)panel;
    uint32_t code = key->code == K_MOUSE ? key_clicked(which, key) : key->code;
    if (keymap_find(&app->keys, code, PLACE_ENTRY) == ACTION_CANCEL)
        app_remove(app, panel);
    else if (code && code != K_PASTE)
        key_follow(which, app, code);
    return true;
}

static bool key_offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action == ACTION_CANCEL;
}

static bool key_act(struct panel *panel, struct app *app, enum action action)
{
    (void)panel;
    (void)app;
    (void)action;
    return false;
}

static void key_free_which(struct panel *panel)
{
    free(panel);
}

static const struct panel_ops key_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .offers = key_offers,
    .draw = key_draw,
    .act = key_act,
    .type = key_type,
    .free = key_free_which,
};

struct panel *key_chord_new(struct app *app, const struct stroke *pressed)
{
    struct key_chord *which = li_calloc(1, sizeof *which);
    which->panel.ops = &key_ops;
    which->pressed = *pressed;
    key_look(which, app);
    return &which->panel;
}
