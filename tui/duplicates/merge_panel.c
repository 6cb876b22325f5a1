/*
 * merge_panel.c: the fields of two records, which side each is taken from, and what becomes of
 * them.
 */
#include "tui/duplicates/merge_panel.h"
#include "core/duplicates/duplicates.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/duplicates/merge_model.h"
#include <stdlib.h>

enum { LABEL_MOST = 16, MARK = 2, HEAD = 2, FOOT = 6, BECOMES_LINES = 2 };

struct merge_panel {
    struct panel panel;
    struct merge_model model;
    void (*done)(void *arg, struct app *app);
    void *arg;
};

static size_t merge_count_of(const struct merge_panel *pair)
{
    return pair->model.count;
}

static void merge_go_to_first_difference(struct merge_panel *pair)
{
    size_t at = 0;
    while (at < merge_count_of(pair) && !merge_model_differs(&pair->model, at))
        at++;
    pair->panel.scroll.at = at < merge_count_of(pair) ? at : 0;
}

/* --- drawing  --------------------------------------------------------------------------------- */

struct merge_layout {
    int label, value; /* columns of each */
    int left, right;  /* where the two sides begin */
    struct area rows, foot;
};

static struct merge_layout merge_lay_out(const struct merge_panel *pair, struct area area)
{
    struct merge_layout layout = {.label = 0};
    for (size_t i = 0; i < merge_count_of(pair); i++) {
        int width = text_width(merge_model_field(&pair->model, i)->label);
        layout.label = width > layout.label ? width : layout.label;
    }
    layout.label = layout.label < LABEL_MOST ? layout.label : LABEL_MOST;
    layout.left = area.x + 1 + layout.label + 1;
    layout.value = (area.x + area.width - 1 - layout.left) / MERGE_SIDES - MARK - 1;
    layout.right = layout.left + MARK + layout.value + 1;
    int rows = area.height - HEAD - FOOT;
    rows = rows < 1 ? 1 : rows > (int)merge_count_of(pair) ? (int)merge_count_of(pair) : rows;
    layout.rows = (struct area){area.y + HEAD, area.x, rows, area.width};
    int foot = layout.rows.y + rows + 1;
    layout.foot = (struct area){foot, area.x + 1, area.y + area.height - foot, area.width - 2};
    return layout;
}

static bool merge_is_taken(enum merge_records_side taken, int side)
{
    return taken == JOINING_BOTH || (int)taken == side;
}

static void merge_draw_side(
    const struct merge_panel *pair, size_t at, int side, int y, int x, int width)
{
    const struct merge_model *model = &pair->model;
    bool different = merge_model_differs(model, at);
    bool taken = merge_is_taken(*merge_model_side(model, at), side);
    enum style style = !different ? STYLE_TEXT : taken ? STYLE_STRONG : STYLE_MUTED;
    screen_text(y, x, MARK, STYLE_MARK, different && taken ? screen_glyph(GLYPH_MARK) : "");
    screen_text(y, x + MARK, width, style, model->shown[side][at]);
}

static void merge_draw_rows(
    struct merge_panel *pair, const struct merge_layout *layout, bool focused)
{
    const struct area *rows = &layout->rows;
    for (int i = 0; i < rows->height && pair->panel.scroll.top + (size_t)i < merge_count_of(pair);
         i++) {
        size_t at = pair->panel.scroll.top + (size_t)i;
        int y = rows->y + i;
        enum style style = merge_model_differs(&pair->model, at) ? STYLE_WARN : STYLE_LABEL;
        screen_text(
            y, rows->x + 1, layout->label, style, merge_model_field(&pair->model, at)->label);
        merge_draw_side(pair, at, JOINING_LEFT, y, layout->left, layout->value);
        merge_draw_side(pair, at, JOINING_RIGHT, y, layout->right, layout->value);
        if (at == pair->panel.scroll.at)
            screen_restyle(y, rows->x, rows->width, focused ? STYLE_CURSOR : STYLE_SHADE);
    }
    scroll_draw(&pair->panel.scroll, merge_count_of(pair), *rows);
}

/* A text after a label, over so many lines at most. Returns the line after it. */
static int merge_draw_words(const char *label, const char *text, struct area area, int lines)
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

static int merge_draw_references(const char *label, const char *references, struct area area)
{
    return merge_draw_words(label, *references ? references : "(none)", area, 1);
}

/* What the field under the cursor will be, and what will be linked to the record that is kept. */
static void merge_draw_foot(
    const struct merge_panel *pair, struct context *context, struct area area)
{
    const struct merge_model *model = &pair->model;
    char *becomes = merge_model_result(model, context, pair->panel.scroll.at);
    char *safe = text_safe_lines(becomes);
    char *label = li_format("%s will be", merge_model_field(model, pair->panel.scroll.at)->label);
    int end = area.y + area.height;
    area.y = merge_draw_words(label, *safe ? safe : "(blank)", area, BECOMES_LINES) + 1;
    if (area.y < end)
        area.y =
            merge_draw_references("Linked to the left:", model->references[JOINING_LEFT], area);
    if (area.y < end)
        merge_draw_references("Will move from the right:", model->references[JOINING_RIGHT], area);
    free(label);
    free(safe);
    free(becomes);
}

static void merge_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct merge_panel *pair = (struct merge_panel *)panel;
    struct merge_layout layout = merge_lay_out(pair, area);
    screen_text(area.y, layout.left + MARK, layout.value, STYLE_HEADING, "Keep");
    screen_text(area.y, layout.right + MARK, layout.value, STYLE_HEADING, "Archive");
    panel->lines = layout.rows;
    scroll_fit(&pair->panel.scroll, merge_count_of(pair), layout.rows.height);
    merge_draw_rows(pair, &layout, focused);
    merge_draw_foot(pair, app->context, layout.foot);
}

static void merge_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct merge_panel *pair = (const struct merge_panel *)panel;
    size_t count = merge_model_differences(&pair->model);
    fprintf(left, "Merge two %s", merge_model_kind(&pair->model)->plural);
    if (count == 0)
        fputs("no differences", right);
    else
        fprintf(right, "%zu field%s", count, count == 1 ? " differs" : "s differ");
}

/* --- doing ------------------------------------------------------------------------------------ */

static void merge_finish(struct merge_panel *pair, struct app *app)
{
    app_remove(app, &pair->panel);
    if (pair->done)
        pair->done(pair->arg, app);
    app_refresh(app);
}

static void merge_panel_merge(struct merge_panel *pair, struct app *app)
{
    struct li_error err;
    const struct merge_records *merge = pair->model.merge;
    if (merge_records_save(app->context, merge, &err)) {
        app_fail(app, &err);
        return;
    }
    char *left = record_brief(app->context, merge->left);
    char *right = record_brief(app->context, merge->right);
    merge_finish(pair, app);
    app_say(app, "Merged %s into %s. Press %s to undo.", right, left,
        keymap_text(&app->keys, ACTION_UNDO));
    free(right);
    free(left);
}

static void merge_tell_apart(struct merge_panel *pair, struct app *app)
{
    struct li_error err;
    const struct merge_records *merge = pair->model.merge;
    if (duplicates_tell_apart(app->context, merge_model_kind(&pair->model), &merge->left->id,
            &merge->right->id, &err)) {
        app_fail(app, &err);
        return;
    }
    merge_finish(pair, app);
    app_say(
        app, "Marked as not duplicates. Press %s to undo.", keymap_text(&app->keys, ACTION_UNDO));
}

static void merge_panel_choose(
    struct merge_panel *pair, struct app *app, enum merge_records_side side)
{
    const struct merge_model *model = &pair->model;
    size_t at = pair->panel.scroll.at;
    if (side == JOINING_BOTH && !merge_records_takes_both(model->merge, model->fields[at]))
        app_say(app, "%s can't be combined: use the left or the right value.",
            merge_model_field(model, at)->label);
    else
        *merge_model_side(model, at) = side;
}

static void merge_swap(struct merge_panel *pair, struct app *app)
{
    struct li_error err;
    if (merge_model_swap(&pair->model, app->context, &err))
        app_fail(app, &err);
}

static bool merge_act(struct panel *panel, struct app *app, enum action action)
{
    struct merge_panel *pair = (struct merge_panel *)panel;
    switch (action) {
    case ACTION_TAKE_LEFT: merge_panel_choose(pair, app, JOINING_LEFT); return true;
    case ACTION_TAKE_RIGHT: merge_panel_choose(pair, app, JOINING_RIGHT); return true;
    case ACTION_TAKE_BOTH: merge_panel_choose(pair, app, JOINING_BOTH); return true;
    case ACTION_SWAP: merge_swap(pair, app); return true;
    case ACTION_MERGE: merge_panel_merge(pair, app); return true;
    case ACTION_APART: merge_tell_apart(pair, app); return true;
    default: return false;
    }
}

static size_t merge_count(struct panel *panel)
{
    return merge_count_of((struct merge_panel *)panel);
}

/* Takes the side it is on. */
static void merge_pressed(struct panel *panel, struct app *app, const struct key *key)
{
    struct merge_panel *pair = (struct merge_panel *)panel;
    struct merge_layout layout = merge_lay_out(pair, panel->area);
    if (key->x >= layout.left)
        merge_panel_choose(pair, app, key->x < layout.right ? JOINING_LEFT : JOINING_RIGHT);
}

/* Where one of the two is gone, saving says so. */
static void merge_refresh(struct panel *panel, struct app *app)
{
    merge_model_refresh(&((struct merge_panel *)panel)->model, app->context, &(struct li_error){0});
}

static void merge_free_pair(struct panel *panel)
{
    merge_model_end(&((struct merge_panel *)panel)->model);
    free(panel);
}

static const struct panel_ops merge_ops = {
    .place = PLACE_PAIR,
    .draw = merge_draw,
    .act = merge_act,
    .count = merge_count,
    .pressed = merge_pressed,
    .refresh = merge_refresh,
    .title = merge_title,
    .free = merge_free_pair,
};

struct panel *merge_panel_new(struct app *app, const struct kind *kind, const struct id *left,
    const struct id *right, void (*done)(void *arg, struct app *app), void *arg)
{
    struct merge_panel *pair = li_calloc(1, sizeof *pair);
    struct li_error err;
    *pair = (struct merge_panel){.panel.ops = &merge_ops, .done = done, .arg = arg};
    if (merge_model_begin(&pair->model, app->context, kind, left, right, &err)) {
        app_fail(app, &err);
        free(pair);
        return NULL;
    }
    merge_go_to_first_difference(pair);
    return &pair->panel;
}

struct panel *merge_panel_of(
    struct app *app, const struct taken *two, void (*done)(void *arg, struct app *app), void *arg)
{
    struct duplicates *doubles = duplicates_new(app->context, two->kind);
    struct id ids[MERGE_SIDES];
    char *names[MERGE_SIDES] = {NULL, NULL};
    struct panel *panel = NULL;
    bool there = true;
    for (int i = 0; i < MERGE_SIDES; i++)
        there = there && duplicates_record(doubles, two->rows[i], &ids[i], &names[i]);
    if (there)
        panel = merge_panel_new(app, two->kind, &ids[0], &ids[1], done, arg);
    else
        app_say(app, "An archived %s can't be merged; restore it first.", two->kind->name);
    for (int i = 0; i < MERGE_SIDES; i++)
        free(names[i]);
    duplicates_free(doubles);
    return panel;
}
