/*
 * key_chord.c: stays open until the next key, however long that takes: no clock decides what a key
 * means. Esc drops the keys pressed; so does a key that leads nowhere, with a message.
 *
 * What holds between calls:
 *
 * 1. pressed has at least one key, and fewer than STROKE_KEYS.
 * 2. ways[0..count) are the keys that can follow `pressed` in the panel beneath, each once.
 */
#include "tui/loop/key_chord.h"
#include "data/base/memory.h"
#include "tui/app/dispatch.h"
#include <assert.h>
#include <stdlib.h>

enum { KEY_WIDTH = 10, MOST_ROWS = 12 };

/* A next key. last: it completes the stroke; else more keys follow. */
struct key_chord_next {
    uint32_t code;
    enum action action;
    bool last, can;
};

struct key_chord {
    struct panel panel;
    struct stroke pressed;
    struct key_chord_next ways[ACTION_COUNT];
    int count;
    struct area inside; /* where the keys were drawn last */
};

static struct panel *key_beneath(const struct key_chord *chord, const struct app *app)
{
    size_t i = app->depth;
    while (i > 1 && app->stack[i - 1] == &chord->panel)
        i--;
    return app->stack[i - 1];
}

static bool key_has(const struct key_chord *chord, uint32_t code)
{
    for (int i = 0; i < chord->count; i++)
        if (chord->ways[i].code == code)
            return true;
    return false;
}

static void key_look(struct key_chord *chord, struct app *app)
{
    struct panel *panel = key_beneath(chord, app);
    chord->count = 0;
    for (int i = 1; i < ACTION_COUNT; i++) {
        struct key_chord_next way = {.action = (enum action)i};
        if (action_specs[i].places & panel->ops->place)
            way.code = keymap_next(&app->keys, way.action, &chord->pressed, &way.last);
        way.can = way.code && dispatch_can(app, panel, way.action);
        if (way.code && !key_has(chord, way.code))
            chord->ways[chord->count++] = way;
    }
    app->dirty = true;
}

static void key_draw_way(const struct key_chord_next *way, int y, struct area area)
{
    screen_text(y, area.x, KEY_WIDTH, STYLE_KEY, key_text(way->code));
    screen_text(y, area.x + KEY_WIDTH, area.width - KEY_WIDTH, way->can ? STYLE_TEXT : STYLE_MUTED,
        way->last ? action_specs[way->action].help : "...");
}

/* Right above the footer, as high as it needs to be. */
static void key_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct key_chord *chord = (struct key_chord *)panel;
    (void)app;
    (void)focused;
    int rows = chord->count < MOST_ROWS ? chord->count : MOST_ROWS;
    int height = rows + 2 < area.height ? rows + 2 : area.height;
    chord->inside =
        screen_frame((struct area){area.y + area.height - height, area.x, height, area.width},
            stroke_text(&chord->pressed));
    for (int i = 0; i < chord->count && i < chord->inside.height; i++)
        key_draw_way(&chord->ways[i], chord->inside.y + i, chord->inside);
}

/* Takes the key after those pressed. */
static void key_follow(struct key_chord *chord, struct app *app, uint32_t code)
{
    struct panel *panel = key_beneath(chord, app);
    int length = stroke_length(&chord->pressed);
    assert(length > 0 && length < STROKE_KEYS); /* 1 */
    chord->pressed.keys[length] = code;
    enum action action = keymap_follow(&app->keys, &chord->pressed, panel->ops->place);
    if (!action && length + 1 < STROKE_KEYS &&
        keymap_leads(&app->keys, &chord->pressed, panel->ops->place)) {
        key_look(chord, app);
        return;
    }
    app_remove(app, &chord->panel);
    if (action)
        dispatch_do(app, action);
    else
        app_say(app, "%s does nothing here.", stroke_text(&chord->pressed));
}

static uint32_t key_clicked(const struct key_chord *chord, const struct key *key)
{
    int line = key->y - chord->inside.y;
    bool on_it = key->button <= 2 && line >= 0 && line < chord->inside.height &&
                 line < chord->count && key->x >= chord->inside.x &&
                 key->x < chord->inside.x + chord->inside.width;
    return on_it ? chord->ways[line].code : 0;
}

static bool key_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct key_chord *chord = (struct key_chord *)panel;
    uint32_t code = key->code == K_MOUSE ? key_clicked(chord, key) : key->code;
    if (keymap_find(&app->keys, code, PLACE_ENTRY) == ACTION_CANCEL)
        app_remove(app, panel);
    else if (code && code != K_PASTE)
        key_follow(chord, app, code);
    return true;
}

static bool key_offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action == ACTION_CANCEL;
}

static void key_chord_free(struct panel *panel)
{
    free(panel);
}

static const struct panel_ops key_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .offers = key_offers,
    .draw = key_draw,
    .type = key_type,
    .free = key_chord_free,
};

struct panel *key_chord_new(struct app *app, const struct stroke *pressed)
{
    assert(pressed && stroke_length(pressed) > 0 && stroke_length(pressed) < STROKE_KEYS);
    struct key_chord *chord = li_calloc(1, sizeof *chord);
    chord->panel.ops = &key_ops;
    chord->pressed = *pressed;
    key_look(chord, app);
    return &chord->panel;
}
