/*
 * conflict_panel.c: a line for each field in conflict, its two values side by side; below, those of
 * the field under the cursor in full.
 */
#include "tui/form/conflict_panel.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/form/conflict_model.h"
#include <stdlib.h>
#include <string.h>

enum { LABEL_MOST = 18, MARK = 2, HEAD = 3, FOOT_LEAST = 6, FOOT_PARTS = 4, SIDES = 2 };

struct conflict_panel {
    struct panel panel;
    struct conflict_model conflicts;
    void (*done)(void *arg, struct app *app);
    void *arg;
};

static struct conflict_panel *conflict_self(struct panel *panel)
{
    return (struct conflict_panel *)panel;
}

/* --- painting --------------------------------------------------------------------------------- */

struct conflict_layout {
    int label, value; /* columns of each */
    int x[SIDES];     /* where mine and theirs begin */
    struct area rows, foot;
};

static struct conflict_layout conflict_lay_out(const struct conflict_panel *panel, struct area area)
{
    struct conflict_layout layout = {.label = (int)strlen("Will be saved")};
    int count = (int)panel->conflicts.count, rows = area.height - HEAD - FOOT_LEAST;
    for (int i = 0; i < count; i++) {
        int width = text_width(panel->conflicts.list[i].label);
        layout.label = width > layout.label ? width : layout.label;
    }
    layout.label = layout.label < LABEL_MOST ? layout.label : LABEL_MOST;
    layout.x[0] = area.x + 1 + layout.label + 1;
    layout.value = (area.x + area.width - 1 - layout.x[0]) / SIDES - MARK - 1;
    layout.x[1] = layout.x[0] + MARK + layout.value + 1;
    rows = rows > count ? count : rows < 1 ? 1 : rows;
    layout.rows = (struct area){area.y + HEAD, area.x, rows, area.width};
    int foot = layout.rows.y + rows + 1;
    layout.foot = (struct area){foot, area.x + 1, area.y + area.height - foot, area.width - 2};
    return layout;
}

static void conflict_draw_side(
    const struct conflict *conflict, int side, int y, const struct conflict_layout *layout)
{
    enum conflict_choice own = side == 0 ? CONFLICT_MINE : CONFLICT_THEIRS;
    bool taken = conflict->choice == own || conflict->choice == CONFLICT_BOTH;
    const char *value = side == 0 ? conflict->mine : conflict->theirs;
    enum style style = taken                               ? STYLE_STRONG
                       : conflict->choice == CONFLICT_OPEN ? STYLE_TEXT
                                                           : STYLE_MUTED;
    screen_text(y, layout->x[side], MARK, STYLE_MARK, taken ? screen_glyph(GLYPH_MARK) : "");
    screen_text(y, layout->x[side] + MARK, layout->value, *value ? style : STYLE_MUTED,
        *value ? value : "(blank)");
}

static void conflict_draw_rows(
    struct conflict_panel *panel, const struct conflict_layout *layout, bool focused)
{
    const struct area *rows = &layout->rows;
    for (int i = 0; i < rows->height; i++) {
        size_t at = panel->panel.scroll.top + (size_t)i;
        if (at >= panel->conflicts.count)
            break;
        const struct conflict *conflict = &panel->conflicts.list[at];
        enum style style = conflict->choice == CONFLICT_OPEN ? STYLE_WARN : STYLE_LABEL;
        screen_text(rows->y + i, rows->x + 1, layout->label, style, conflict->label);
        for (int side = 0; side < SIDES; side++)
            conflict_draw_side(conflict, side, rows->y + i, layout);
        if (at == panel->panel.scroll.at)
            screen_restyle(rows->y + i, rows->x, rows->width, focused ? STYLE_CURSOR : STYLE_SHADE);
    }
    scroll_draw(&panel->panel.scroll, panel->conflicts.count, *rows);
}

/* A text after a label, over so many lines at most. Returns the line after it. */
static int conflict_draw_part(
    const char *label, const char *text, struct area area, int width, enum style style)
{
    char *safe = text_safe_lines(text);
    screen_text(area.y, area.x, width, STYLE_LABEL, label);
    area.x += width + 1;
    area.width -= width + 1;
    int y = screen_wrapped(area, *safe ? style : STYLE_MUTED, *safe ? safe : "(blank)");
    free(safe);
    return y;
}

/* The one under the cursor, with as many lines for each text as there is room for. */
static void conflict_draw_foot(
    const struct conflict *conflict, const struct app *app, const struct conflict_layout *layout)
{
    struct area part = layout->foot;
    int end = part.y + part.height - 2;
    const char *outcome = conflict_model_outcome(conflict);
    const char *const labels[] = {"Before", "Yours", "Theirs", "Will be saved"};
    const char *const texts[] = {conflict->was, conflict->mine, conflict->theirs, outcome};
    size_t same = conflict_model_common(conflict);
    for (int i = 0; i < FOOT_PARTS && part.y < end && texts[i]; i++) {
        int left = (end - part.y) / (FOOT_PARTS - i);
        part.height = left > 1 ? left : 1;
        char *text = li_format("%s%s", same ? screen_glyph(GLYPH_ELLIPSIS) : "", texts[i] + same);
        part.y = conflict_draw_part(
            labels[i], text, part, layout->label, i < 3 ? STYLE_TEXT : STYLE_STRONG);
        free(text);
    }
    int last = layout->foot.y + layout->foot.height - 1;
    if (!outcome && part.y < end)
        conflict_draw_part(labels[3], "choose first", (struct area){part.y, part.x, 1, part.width},
            layout->label, STYLE_WARN);
    if (last > part.y)
        screen_textf(last, part.x, part.width, STYLE_MUTED,
            "Left: keep yours, Right: take theirs%s; %s: save",
            conflict->both ? ", b: combine both" : "",
            keymap_hint(&app->keys, ACTION_MERGE, PLACE_PAIR));
}

/* Whoever made the change under the cursor. */
static void conflict_draw_who(const struct conflict *conflict, struct area area)
{
    const char *what = conflict->field < 0 ? "archived it" : "changed this field";
    if (conflict->by && conflict->at)
        screen_textf(area.y, area.x + 1, area.width - 2, STYLE_WARN,
            "%s %s on %s, while you were editing.", *conflict->by ? conflict->by : "Someone", what,
            conflict->at);
    else
        screen_textf(area.y, area.x + 1, area.width - 2, STYLE_WARN,
            "Another window %s while you were editing.", what);
}

static void conflict_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    struct conflict_panel *panel = conflict_self(base);
    struct conflict_layout layout = conflict_lay_out(panel, area);
    base->lines = layout.rows;
    scroll_fit(&panel->panel.scroll, panel->conflicts.count, layout.rows.height);
    const struct conflict *conflict = &panel->conflicts.list[panel->panel.scroll.at];
    conflict_draw_who(conflict, area);
    int heading = layout.rows.y - 1;
    screen_text(heading, layout.x[0] + MARK, layout.value, STYLE_HEADING, "Yours");
    screen_text(heading, layout.x[1] + MARK, layout.value, STYLE_HEADING, "Theirs");
    conflict_draw_rows(panel, &layout, focused);
    conflict_draw_foot(conflict, app, &layout);
}

static void conflict_title(struct panel *base, FILE *left, FILE *right)
{
    const struct conflict_model *conflicts = &conflict_self(base)->conflicts;
    size_t chosen = 0;
    for (size_t i = 0; i < conflicts->count; i++)
        chosen += conflicts->list[i].choice != CONFLICT_OPEN;
    fprintf(left, "Not saved yet: this %s was changed", conflicts->form->kind->name);
    fprintf(right, "%zu of %zu chosen", chosen, conflicts->count);
}

/* --- choosing --------------------------------------------------------------------------------- */

static void conflict_go_on(struct conflict_panel *panel)
{
    size_t next = conflict_model_unchosen(&panel->conflicts, panel->panel.scroll.at);
    if (next < panel->conflicts.count)
        panel->panel.scroll.at = next;
}

static void conflict_choose(
    struct conflict_panel *panel, struct app *app, enum conflict_choice choice)
{
    struct conflict *conflict = &panel->conflicts.list[panel->panel.scroll.at];
    if (choice == CONFLICT_BOTH && !conflict->both)
        app_say(app, "%s can't be combined: keep yours or take theirs.", conflict->label);
    else
        conflict->choice = choice;
}

static void conflict_finish(struct conflict_panel *panel, struct app *app)
{
    struct conflict_model *conflicts = &panel->conflicts;
    size_t open = conflict_model_unchosen(conflicts, panel->panel.scroll.at);
    if (open < conflicts->count) {
        panel->panel.scroll.at = open;
        app_say(app, "Choose for %s first: Left to keep yours, Right to take theirs.",
            conflicts->list[open].label);
        return;
    }
    conflict_model_apply(conflicts, app->context);
    app_remove(app, &panel->panel);
    panel->done(panel->arg, app);
}

static bool conflict_offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action != ACTION_SWAP && action != ACTION_APART;
}

static bool conflict_act(struct panel *base, struct app *app, enum action action)
{
    struct conflict_panel *panel = conflict_self(base);
    switch (action) {
    case ACTION_TAKE_LEFT: conflict_choose(panel, app, CONFLICT_MINE); return true;
    case ACTION_TAKE_RIGHT: conflict_choose(panel, app, CONFLICT_THEIRS); return true;
    case ACTION_TAKE_BOTH: conflict_choose(panel, app, CONFLICT_BOTH); return true;
    case ACTION_MERGE: conflict_finish(panel, app); return true;
    default: return false;
    }
}

/* Enter goes to what is not chosen yet. */
static bool conflict_type(struct panel *base, struct app *app, const struct key *key)
{
    bool goes_on = key->code == K_ENTER || key->code == K_TAB;
    if (goes_on)
        conflict_go_on(conflict_self(base));
    app->dirty |= goes_on;
    return goes_on;
}

static size_t conflict_count(struct panel *base)
{
    return conflict_self(base)->conflicts.count;
}

/* Takes the side it is on. */
static void conflict_pressed(struct panel *base, struct app *app, const struct key *key)
{
    struct conflict_panel *panel = conflict_self(base);
    struct conflict_layout layout = conflict_lay_out(panel, base->area);
    if (key->x >= layout.x[0])
        conflict_choose(panel, app, key->x < layout.x[1] ? CONFLICT_MINE : CONFLICT_THEIRS);
}

/* --- the rest of a panel ---------------------------------------------------------------------- */

/* Whoever chose chose between the values that were shown: where theirs is another now, the choice
   is open again. */
static void conflict_carry_over(const struct conflict_model *from, struct conflict_model *to)
{
    for (size_t i = 0; i < to->count; i++)
        for (size_t j = 0; j < from->count; j++)
            if (to->list[i].field == from->list[j].field &&
                strcmp(to->list[i].theirs, from->list[j].theirs) == 0)
                to->list[i].choice = from->list[j].choice;
}

/* The form, below, has read the record already. */
static void conflict_refresh(struct panel *base, struct app *app)
{
    struct conflict_panel *panel = conflict_self(base);
    struct conflict_model now;
    conflict_model_find(&now, panel->conflicts.form, app->context);
    if (now.count == 0) {
        app_remove(app, base);
        app_say(app, "The other change was undone; your form is ready to save.");
        return;
    }
    conflict_carry_over(&panel->conflicts, &now);
    conflict_model_end(&panel->conflicts);
    panel->conflicts = now;
}

static void conflict_free_conflict(struct panel *base)
{
    conflict_model_end(&conflict_self(base)->conflicts);
    free(base);
}

static const struct panel_ops conflict_ops = {
    .place = PLACE_PAIR,
    .draw = conflict_draw,
    .offers = conflict_offers,
    .act = conflict_act,
    .type = conflict_type,
    .count = conflict_count,
    .pressed = conflict_pressed,
    .refresh = conflict_refresh,
    .title = conflict_title,
    .free = conflict_free_conflict,
};

struct panel *conflict_panel_new(
    struct app *app, struct form_model *model, void (*done)(void *arg, struct app *app), void *arg)
{
    struct conflict_panel *panel = li_calloc(1, sizeof *panel);
    *panel = (struct conflict_panel){.panel.ops = &conflict_ops, .done = done, .arg = arg};
    conflict_model_find(&panel->conflicts, model, app->context);
    return &panel->panel;
}
