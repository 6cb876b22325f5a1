/*
 * merge_panel.c: the fields of two records, which side each is taken from, and what becomes of
 * them.
 */
#include "tui/duplicates/merge_panel.h"
#include "core/duplicates/duplicates.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/duplicates/merge_model.h"
#include "tui/widget/scroll.h"
#include <stdlib.h>

enum { LABEL_MOST = 16, MARK = 2, HEAD = 2, FOOT = 6, BECOMES_LINES = 2 };

struct pair {
    struct panel panel;
    struct pairing pairing;
    struct scroll scroll; /* over its fields */
    void (*done)(void *arg, struct app *app);
    void *arg;
};

static size_t count_of(const struct pair *pair)
{
    return pair->pairing.count;
}

static void go_to_first_difference(struct pair *pair)
{
    size_t at = 0;
    while (at < count_of(pair) && !pairing_differs(&pair->pairing, at))
        at++;
    pair->scroll.at = at < count_of(pair) ? at : 0;
}

/* --- painting --------------------------------------------------------------------------------- */

struct layout {
    int label, value; /* columns of each */
    int left, right;  /* where the two sides begin */
    struct area rows, foot;
};

static struct layout lay_out(const struct pair *pair, struct area area)
{
    struct layout layout = {.label = 0};
    for (size_t i = 0; i < count_of(pair); i++) {
        int width = text_width(pairing_field(&pair->pairing, i)->label);
        layout.label = width > layout.label ? width : layout.label;
    }
    layout.label = layout.label < LABEL_MOST ? layout.label : LABEL_MOST;
    layout.left = area.x + 1 + layout.label + 1;
    layout.value = (area.x + area.width - 1 - layout.left) / SIDES - MARK - 1;
    layout.right = layout.left + MARK + layout.value + 1;
    int rows = area.height - HEAD - FOOT;
    rows = rows < 1 ? 1 : rows > (int)count_of(pair) ? (int)count_of(pair) : rows;
    layout.rows = (struct area){area.y + HEAD, area.x, rows, area.width};
    int foot = layout.rows.y + rows + 1;
    layout.foot = (struct area){foot, area.x + 1, area.y + area.height - foot, area.width - 2};
    return layout;
}

static bool is_taken(enum joining_side taken, int side)
{
    return taken == JOINING_BOTH || (int)taken == side;
}

static void draw_side(const struct pair *pair, size_t at, int side, int y, int x, int width)
{
    const struct pairing *pairing = &pair->pairing;
    bool different = pairing_differs(pairing, at);
    bool taken = is_taken(*pairing_side(pairing, at), side);
    enum style style = !different ? STYLE_TEXT : taken ? STYLE_STRONG : STYLE_MUTED;
    screen_text(y, x, MARK, STYLE_MARK, different && taken ? screen_glyph(GLYPH_MARK) : "");
    screen_text(y, x + MARK, width, style, pairing->shown[side][at]);
}

static void draw_rows(struct pair *pair, const struct layout *layout, bool focused)
{
    const struct area *rows = &layout->rows;
    for (int i = 0; i < rows->height && pair->scroll.top + (size_t)i < count_of(pair); i++) {
        size_t at = pair->scroll.top + (size_t)i;
        int y = rows->y + i;
        enum style style = pairing_differs(&pair->pairing, at) ? STYLE_WARN : STYLE_LABEL;
        screen_text(y, rows->x + 1, layout->label, style, pairing_field(&pair->pairing, at)->label);
        draw_side(pair, at, JOINING_LEFT, y, layout->left, layout->value);
        draw_side(pair, at, JOINING_RIGHT, y, layout->right, layout->value);
        if (at == pair->scroll.at)
            screen_restyle(y, rows->x, rows->width, focused ? STYLE_CURSOR : STYLE_SHADE);
    }
    scroll_draw(&pair->scroll, count_of(pair), *rows);
}

/* A text after a label, over so many lines at most. Returns the line after it. */
static int draw_words(const char *label, const char *text, struct area area, int lines)
{
    int x = screen_text(area.y, area.x, 0, STYLE_LABEL, label) + 1, y = area.y;
    size_t at = 0, next;
    do {
        size_t size = text_wrap(text + at, area.x + area.width - x, &next);
        bool last = y + 1 == area.y + lines; /* all that is left, which is cut */
        char *line = last ? li_strdup(text + at) : li_strndup(text + at, size);
        screen_text(y++, x, 0, STYLE_TEXT, line);
        free(line);
        at += next;
    } while (next > 0 && y < area.y + lines);
    return y;
}

static int draw_references(const char *label, const char *references, struct area area)
{
    return draw_words(label, *references ? references : "nothing", area, 1);
}

/* What the field under the cursor becomes, and what will refer to the one that stays. */
static void draw_foot(const struct pair *pair, struct li *li, struct area area)
{
    const struct pairing *pairing = &pair->pairing;
    char *becomes = pairing_becomes(pairing, li, pair->scroll.at);
    char *safe = text_safe_lines(becomes);
    char *label = li_format("%s becomes", pairing_field(pairing, pair->scroll.at)->label);
    int end = area.y + area.height;
    area.y = draw_words(label, *safe ? safe : "nothing", area, BECOMES_LINES) + 1;
    if (area.y < end)
        area.y = draw_references("Referring to the left:", pairing->references[JOINING_LEFT], area);
    if (area.y < end)
        draw_references("Moving over from the right:", pairing->references[JOINING_RIGHT], area);
    free(label);
    free(safe);
    free(becomes);
}

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct pair *pair = (struct pair *)panel;
    struct layout layout = lay_out(pair, area);
    screen_text(area.y, layout.left + MARK, layout.value, STYLE_HEADING, "Stays");
    screen_text(area.y, layout.right + MARK, layout.value, STYLE_HEADING, "Is archived");
    scroll_fit(&pair->scroll, count_of(pair), layout.rows.height);
    draw_rows(pair, &layout, focused);
    draw_foot(pair, app->li, layout.foot);
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    const struct pair *pair = (const struct pair *)panel;
    size_t count = pairing_differences(&pair->pairing);
    fprintf(left, "Two %s, one and the same?", pairing_kind(&pair->pairing)->plural);
    if (count == 0)
        fputs("nothing differs", right);
    else
        fprintf(right, "%zu field%s", count, count == 1 ? " differs" : "s differ");
}

/* --- doing ------------------------------------------------------------------------------------ */

static void finish(struct pair *pair, struct app *app)
{
    app_remove(app, &pair->panel);
    if (pair->done)
        pair->done(pair->arg, app);
    app_refresh(app);
}

static void merge(struct pair *pair, struct app *app)
{
    struct li_error err;
    const struct joining *joining = pair->pairing.joining;
    if (joining_save(app->li, joining, &err)) {
        app_fail(app, &err);
        return;
    }
    char *left = record_brief(app->li, joining->left);
    char *right = record_brief(app->li, joining->right);
    finish(pair, app);
    app_say(
        app, "Merged %s into %s; %s undoes.", right, left, keymap_text(&app->keys, ACTION_UNDO));
    free(right);
    free(left);
}

static void tell_apart(struct pair *pair, struct app *app)
{
    struct li_error err;
    const struct joining *joining = pair->pairing.joining;
    if (doubles_tell_apart(
            app->li, pairing_kind(&pair->pairing), &joining->left->id, &joining->right->id, &err)) {
        app_fail(app, &err);
        return;
    }
    finish(pair, app);
    app_say(app, "Remembered: not the same; %s undoes.", keymap_text(&app->keys, ACTION_UNDO));
}

static void choose(struct pair *pair, struct app *app, enum joining_side side)
{
    const struct pairing *pairing = &pair->pairing;
    size_t at = pair->scroll.at;
    if (side == JOINING_BOTH && !joining_takes_both(pairing->joining, pairing->fields[at]))
        app_say(app, "%s has one value: take the left or the right.",
            pairing_field(pairing, at)->label);
    else
        *pairing_side(pairing, at) = side;
}

static void swap(struct pair *pair, struct app *app)
{
    struct li_error err;
    if (pairing_swap(&pair->pairing, app->li, &err))
        app_fail(app, &err);
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct pair *pair = (struct pair *)panel;
    switch (action) {
    case ACTION_TAKE_LEFT: choose(pair, app, JOINING_LEFT); return true;
    case ACTION_TAKE_RIGHT: choose(pair, app, JOINING_RIGHT); return true;
    case ACTION_TAKE_BOTH: choose(pair, app, JOINING_BOTH); return true;
    case ACTION_SWAP: swap(pair, app); return true;
    case ACTION_MERGE: merge(pair, app); return true;
    case ACTION_APART: tell_apart(pair, app); return true;
    default:
        return scroll_act(
            &pair->scroll, action, count_of(pair), lay_out(pair, panel->area).rows.height);
    }
}

/* A click chooses the side it is on. */
static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct pair *pair = (struct pair *)panel;
    if (key->code != K_MOUSE)
        return false;
    struct layout layout = lay_out(pair, panel->area);
    app->dirty = true;
    if (scroll_press(&pair->scroll, key, count_of(pair), layout.rows) && key->x >= layout.left)
        choose(pair, app, key->x < layout.right ? JOINING_LEFT : JOINING_RIGHT);
    return true;
}

/* Where one of the two is gone, saving says so. */
static void refresh(struct panel *panel, struct app *app)
{
    pairing_renew(&((struct pair *)panel)->pairing, app->li, NULL);
}

static void free_pair(struct panel *panel)
{
    pairing_end(&((struct pair *)panel)->pairing);
    free(panel);
}

static const struct panel_ops ops = {
    .place = PLACE_PAIR,
    .draw = draw,
    .act = act,
    .type = type,
    .refresh = refresh,
    .title = title,
    .free = free_pair,
};

struct panel *panel_pair_new(struct app *app, const struct kind *kind, const struct id *left,
    const struct id *right, void (*done)(void *arg, struct app *app), void *arg)
{
    struct pair *pair = li_calloc(1, sizeof *pair);
    struct li_error err;
    *pair = (struct pair){.panel.ops = &ops, .done = done, .arg = arg};
    if (pairing_start(&pair->pairing, app->li, kind, left, right, &err)) {
        app_fail(app, &err);
        free(pair);
        return NULL;
    }
    go_to_first_difference(pair);
    return &pair->panel;
}

struct panel *panel_pair_of(
    struct app *app, const struct taken *two, void (*done)(void *arg, struct app *app), void *arg)
{
    struct doubles *doubles = doubles_new(app->li, two->kind);
    struct id ids[SIDES];
    char *names[SIDES] = {NULL, NULL};
    struct panel *panel = NULL;
    bool there = true;
    for (int i = 0; i < SIDES; i++)
        there = there && doubles_record(doubles, two->rows[i], &ids[i], &names[i]);
    if (there)
        panel = panel_pair_new(app, two->kind, &ids[0], &ids[1], done, arg);
    else
        app_say(app, "An archived %s is not merged; restore it first.", two->kind->name);
    for (int i = 0; i < SIDES; i++)
        free(names[i]);
    doubles_free(doubles);
    return panel;
}
