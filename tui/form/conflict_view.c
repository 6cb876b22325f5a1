/*
 * conflict_view.c: a line for each field in conflict, with its two values side by side; below, the
 * versions of the field under the cursor in full.
 */
#include "tui/form/conflict_view.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_MOST = 18, MARK = 2, HEAD = 3, FOOT_LEAST = 6, FOOT_PARTS = 4, SIDES = 2 };

struct conflict_layout {
    int label, value; /* columns of each */
    int x[SIDES];     /* where mine and theirs begin */
    struct area rows, foot;
};

static struct conflict_layout conflict_lay_out(const struct conflict_model *model, struct area area)
{
    struct conflict_layout layout = {.label = (int)strlen("Will be saved")};
    int count = (int)model->count, rows = area.height - HEAD - FOOT_LEAST;
    for (int i = 0; i < count; i++) {
        int width = text_width(model->list[i].label);
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
    bool chosen = conflict->choice == own || conflict->choice == CONFLICT_BOTH;
    const char *value = side == 0 ? conflict->mine : conflict->theirs;
    enum style style = chosen                              ? STYLE_STRONG
                       : conflict->choice == CONFLICT_OPEN ? STYLE_TEXT
                                                           : STYLE_MUTED;
    screen_text(y, layout->x[side], MARK, STYLE_MARK, chosen ? screen_glyph(GLYPH_MARK) : "");
    screen_text(y, layout->x[side] + MARK, layout->value, *value ? style : STYLE_MUTED,
        *value ? value : "(blank)");
}

static void conflict_draw_rows(const struct conflict_model *model, const struct scroll *scroll,
    const struct conflict_layout *layout, bool focused)
{
    const struct area *rows = &layout->rows;
    for (int i = 0; i < rows->height; i++) {
        size_t at = scroll->top + (size_t)i;
        if (at >= model->count)
            break;
        const struct conflict *conflict = &model->list[at];
        enum style style = conflict->choice == CONFLICT_OPEN ? STYLE_WARN : STYLE_LABEL;
        screen_text(rows->y + i, rows->x + 1, layout->label, style, conflict->label);
        for (int side = 0; side < SIDES; side++)
            conflict_draw_side(conflict, side, rows->y + i, layout);
        if (at == scroll->at)
            screen_restyle(rows->y + i, rows->x, rows->width, focused ? STYLE_CURSOR : STYLE_SHADE);
    }
    scroll_draw(scroll, model->count, *rows);
}

/* Draws a text after its label, as far as the area reaches. Returns the line after it. */
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

/* "Left: keep yours, Right: take theirs, C-s: save", by the keys in force. */
static void conflict_draw_keys(
    const struct conflict *conflict, const struct app *app, struct area line)
{
    const struct {
        enum action action;
        const char *does;
    } keys[] = {
        {ACTION_TAKE_LEFT, "keep yours"},
        {ACTION_TAKE_RIGHT, "take theirs"},
        {ACTION_TAKE_BOTH, "combine both"},
        {ACTION_SAVE, action_specs[ACTION_SAVE].hint},
    };
    char *text;
    const char *between = "";
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *key = keymap_hint(&app->keys, keys[i].action, PLACE_VALUES);
        if (!*key || (keys[i].action == ACTION_TAKE_BOTH && !conflict->both))
            continue;
        fprintf(out, "%s%s: %s", between, key, keys[i].does);
        between = ", ";
    }
    li_text_close(out);
    screen_text(line.y, line.x, line.width, STYLE_MUTED, text);
    free(text);
}

/* The versions of the field under the cursor, each over as many lines as there is room for. */
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
        conflict_draw_keys(conflict, app, (struct area){last, part.x, 1, part.width});
}

/* Who made the other change to the field under the cursor, and when. */
static void conflict_draw_author(const struct conflict *conflict, struct area area)
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

enum conflict_choice conflict_view_side(const struct conflict_model *model, struct area area, int x)
{
    assert(model->count > 0);
    struct conflict_layout layout = conflict_lay_out(model, area);
    return x < layout.x[0] ? CONFLICT_OPEN : x < layout.x[1] ? CONFLICT_MINE : CONFLICT_THEIRS;
}

void conflict_view_draw(const struct conflict_model *model, struct panel *panel,
    const struct app *app, struct area area, bool focused)
{
    assert(model->count > 0);
    struct conflict_layout layout = conflict_lay_out(model, area);
    struct scroll *scroll = &panel->scroll;
    panel->lines = layout.rows;
    scroll_fit(scroll, model->count, layout.rows.height);
    const struct conflict *conflict = &model->list[scroll->at];
    conflict_draw_author(conflict, area);
    int heading = layout.rows.y - 1;
    screen_text(heading, layout.x[0] + MARK, layout.value, STYLE_HEADING, "Yours");
    screen_text(heading, layout.x[1] + MARK, layout.value, STYLE_HEADING, "Theirs");
    conflict_draw_rows(model, scroll, &layout, focused);
    conflict_draw_foot(conflict, app, &layout);
}
