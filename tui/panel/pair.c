/*
 * pair.c: the fields of two records, which side each is taken from, and what becomes of them.
 */
#include "pair.h"
#include "../../core/doubles.h"
#include "../../core/joining.h"
#include "../../data/memory.h"
#include "../app.h"
#include "scroll.h"
#include <stdlib.h>
#include <string.h>

enum { SIDES = 2, LABEL_MOST = 16, MARK = 2, HEAD = 2, FOOT = 6, BECOMES_LINES = 2 };

struct pair {
    struct panel panel;
    struct joining *joining;
    int *fields; /* those of which one of the two has a value */
    size_t count;
    char **shown[SIDES];     /* as people read them, as fields */
    char *references[SIDES]; /* what refers to each */
    struct scroll scroll;    /* over the fields */
    void (*done)(void *arg, struct app *app);
    void *arg;
};

static const struct kind *kind_of(const struct pair *pair)
{
    return pair->joining->left->kind;
}

static void clear(struct pair *pair)
{
    for (int side = 0; side < SIDES; side++) {
        for (size_t i = 0; i < pair->count; i++)
            free(pair->shown[side][i]);
        free(pair->shown[side]);
        free(pair->references[side]);
    }
    free(pair->fields);
    joining_free(pair->joining);
}

/* The value that a side gives the field, as people read it. The caller frees it. */
static char *reading(
    const struct joining *joining, struct li *li, int field, enum joining_side side)
{
    char *value = joining_value(joining, field, side);
    char *shown = field_show(li, &joining->left->kind->fields[field], value);
    free(value);
    return shown;
}

static void take(struct pair *pair, struct li *li, struct joining *joining)
{
    int stored = joining->left->kind->stored_count;
    const struct record *records[SIDES] = {joining->left, joining->right};
    pair->joining = joining;
    pair->count = 0;
    pair->fields = li_calloc((size_t)stored, sizeof *pair->fields);
    for (int i = 0; i < stored; i++)
        if (joining_differs(joining, i) || record_get(joining->left, i))
            pair->fields[pair->count++] = i;
    for (int side = 0; side < SIDES; side++) {
        pair->shown[side] = li_calloc(pair->count + 1, sizeof **pair->shown);
        for (size_t i = 0; i < pair->count; i++)
            pair->shown[side][i] = reading(joining, li, pair->fields[i], (enum joining_side)side);
        pair->references[side] = joining_references(li, records[side]->kind, &records[side]->id);
    }
}

static bool differs(const struct pair *pair, size_t at)
{
    return joining_differs(pair->joining, pair->fields[at]);
}

static size_t count_different(const struct pair *pair)
{
    size_t count = 0;
    for (size_t i = 0; i < pair->count; i++)
        count += differs(pair, i);
    return count;
}

static void go_to_first_difference(struct pair *pair)
{
    size_t at = 0;
    while (at < pair->count && !differs(pair, at))
        at++;
    pair->scroll.at = at < pair->count ? at : 0;
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
    for (size_t i = 0; i < pair->count; i++) {
        int width = text_width(kind_of(pair)->fields[pair->fields[i]].label);
        layout.label = width > layout.label ? width : layout.label;
    }
    layout.label = layout.label < LABEL_MOST ? layout.label : LABEL_MOST;
    layout.left = area.x + 1 + layout.label + 1;
    layout.value = (area.x + area.width - 1 - layout.left) / SIDES - MARK - 1;
    layout.right = layout.left + MARK + layout.value + 1;
    int rows = area.height - HEAD - FOOT;
    rows = rows < 1 ? 1 : rows > (int)pair->count ? (int)pair->count : rows;
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
    bool different = differs(pair, at),
         taken = is_taken(pair->joining->sides[pair->fields[at]], side);
    enum style style = !different ? STYLE_TEXT : taken ? STYLE_STRONG : STYLE_MUTED;
    screen_text(y, x, MARK, STYLE_MARK, different && taken ? screen_glyph(GLYPH_MARK) : "");
    screen_text(y, x + MARK, width, style, pair->shown[side][at]);
}

static void draw_rows(struct pair *pair, const struct layout *layout, bool focused)
{
    const struct area *rows = &layout->rows;
    for (int i = 0; i < rows->height && pair->scroll.top + (size_t)i < pair->count; i++) {
        size_t at = pair->scroll.top + (size_t)i;
        const struct field *field = &kind_of(pair)->fields[pair->fields[at]];
        int y = rows->y + i;
        screen_text(y, rows->x + 1, layout->label, differs(pair, at) ? STYLE_WARN : STYLE_LABEL,
            field->label);
        draw_side(pair, at, JOINING_LEFT, y, layout->left, layout->value);
        draw_side(pair, at, JOINING_RIGHT, y, layout->right, layout->value);
        if (at == pair->scroll.at)
            screen_restyle(y, rows->x, rows->width, focused ? STYLE_CURSOR : STYLE_SHADE);
    }
    scroll_draw(&pair->scroll, pair->count, *rows);
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

/* What the field under the cursor becomes, and what will refer to the one that stays. */
static void draw_foot(const struct pair *pair, struct li *li, struct area area)
{
    int field = pair->fields[pair->scroll.at];
    char *becomes = reading(pair->joining, li, field, pair->joining->sides[field]);
    char *safe = text_safe_lines(becomes);
    char *label = li_format("%s becomes", kind_of(pair)->fields[field].label);
    int end = area.y + area.height;
    area.y = draw_words(label, *safe ? safe : "nothing", area, BECOMES_LINES) + 1;
    if (area.y < end)
        area.y = draw_words("Referring to the left:",
            *pair->references[0] ? pair->references[0] : "nothing", area, 1);
    if (area.y < end)
        draw_words("Moving over from the right:",
            *pair->references[1] ? pair->references[1] : "nothing", area, 1);
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
    scroll_fit(&pair->scroll, pair->count, layout.rows.height);
    draw_rows(pair, &layout, focused);
    draw_foot(pair, app->li, layout.foot);
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    const struct pair *pair = (const struct pair *)panel;
    size_t count = count_different(pair);
    fprintf(left, "Two %s, one and the same?", kind_of(pair)->plural);
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
    if (joining_save(app->li, pair->joining, &err)) {
        app_fail(app, &err);
        return;
    }
    char *left = record_brief(app->li, pair->joining->left);
    char *right = record_brief(app->li, pair->joining->right);
    finish(pair, app);
    app_say(
        app, "Merged %s into %s; %s undoes.", right, left, keymap_text(&app->keys, ACTION_UNDO));
    free(right);
    free(left);
}

static void tell_apart(struct pair *pair, struct app *app)
{
    struct li_error err;
    const struct joining *joining = pair->joining;
    if (doubles_tell_apart(app->li, kind_of(pair), &joining->left->id, &joining->right->id, &err)) {
        app_fail(app, &err);
        return;
    }
    finish(pair, app);
    app_say(app, "Remembered: not the same; %s undoes.", keymap_text(&app->keys, ACTION_UNDO));
}

static void choose(struct pair *pair, struct app *app, enum joining_side side)
{
    int field = pair->fields[pair->scroll.at];
    if (side == JOINING_BOTH && !joining_takes_both(pair->joining, field))
        app_say(app, "%s has one value: take the left or the right.",
            kind_of(pair)->fields[field].label);
    else
        pair->joining->sides[field] = side;
}

/* The other one stays; each field keeps the value chosen for it. */
static void swap(struct pair *pair, struct app *app)
{
    struct li_error err;
    struct joining *old = pair->joining, *joining;
    if (joining_new(app->li, kind_of(pair), &old->right->id, &old->left->id, &joining, &err)) {
        app_fail(app, &err);
        return;
    }
    for (int i = 0; i < kind_of(pair)->stored_count; i++)
        joining->sides[i] = old->sides[i] == JOINING_BOTH   ? JOINING_BOTH
                            : old->sides[i] == JOINING_LEFT ? JOINING_RIGHT
                                                            : JOINING_LEFT;
    size_t at = pair->scroll.at;
    clear(pair);
    take(pair, app->li, joining);
    pair->scroll.at = at;
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
            &pair->scroll, action, pair->count, lay_out(pair, panel->area).rows.height);
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
    if (scroll_press(&pair->scroll, key, pair->count, layout.rows) && key->x >= layout.left)
        choose(pair, app, key->x < layout.right ? JOINING_LEFT : JOINING_RIGHT);
    return true;
}

/* What was chosen holds, unless one of the two is gone: then saving says so. */
static void refresh(struct panel *panel, struct app *app)
{
    struct pair *pair = (struct pair *)panel;
    struct joining *joining;
    const struct joining *old = pair->joining;
    if (joining_new(app->li, kind_of(pair), &old->left->id, &old->right->id, &joining, NULL))
        return;
    memcpy(joining->sides, old->sides, (size_t)kind_of(pair)->stored_count * sizeof *old->sides);
    clear(pair);
    take(pair, app->li, joining);
}

static void free_pair(struct panel *panel)
{
    clear((struct pair *)panel);
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
    struct joining *joining;
    struct li_error err;
    if (joining_new(app->li, kind, left, right, &joining, &err)) {
        app_fail(app, &err);
        return NULL;
    }
    struct pair *pair = li_calloc(1, sizeof *pair);
    pair->panel.ops = &ops;
    pair->done = done;
    pair->arg = arg;
    take(pair, app->li, joining);
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
