/*
 * merge_view.c: the fields of two records in two columns; below, what the field under the cursor
 * will be and what is linked to either record.
 */
#include "tui/duplicates/merge_view.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

enum { LABEL_MOST = 16, MARK = 2, HEAD = 2, FOOT = 6, RESULT_LINES = 2 };

struct merge_layout {
    int label, value; /* columns of each */
    int left, right;  /* where the two sides begin */
    struct area rows, foot;
};

static struct merge_layout merge_lay_out(const struct merge_model *model, struct area area)
{
    struct merge_layout layout = {.label = 0};
    for (size_t i = 0; i < model->count; i++) {
        int width = text_width(merge_model_field(model, i)->label);
        layout.label = width > layout.label ? width : layout.label;
    }
    layout.label = layout.label < LABEL_MOST ? layout.label : LABEL_MOST;
    layout.left = area.x + 1 + layout.label + 1;
    layout.value = (area.x + area.width - 1 - layout.left) / MERGE_SIDES - MARK - 1;
    layout.right = layout.left + MARK + layout.value + 1;
    int rows = area.height - HEAD - FOOT;
    rows = rows < 1 ? 1 : rows > (int)model->count ? (int)model->count : rows;
    layout.rows = (struct area){area.y + HEAD, area.x, rows, area.width};
    int foot = layout.rows.y + rows + 1;
    layout.foot = (struct area){foot, area.x + 1, area.y + area.height - foot, area.width - 2};
    return layout;
}

enum merge_records_side merge_view_side(const struct merge_model *model, struct area area, int x)
{
    assert(model);
    struct merge_layout layout = merge_lay_out(model, area);
    return x < layout.left ? MERGE_BOTH : x < layout.right ? MERGE_LEFT : MERGE_RIGHT;
}

static bool merge_uses_side(enum merge_records_side chosen, int side)
{
    return chosen == MERGE_BOTH || (int)chosen == side;
}

static void merge_draw_side(
    const struct merge_model *model, size_t at, int side, int y, int x, int width)
{
    bool different = merge_model_differs(model, at);
    bool used = merge_uses_side(*merge_model_side(model, at), side);
    enum style style = !different ? STYLE_TEXT : used ? STYLE_STRONG : STYLE_MUTED;
    screen_text(y, x, MARK, STYLE_MARK, different && used ? screen_glyph(GLYPH_MARK) : "");
    screen_text(y, x + MARK, width, style, model->shown[side][at]);
}

static void merge_draw_rows(const struct merge_model *model, const struct scroll *scroll,
    const struct merge_layout *layout, bool focused)
{
    const struct area *rows = &layout->rows;
    for (int i = 0; i < rows->height && scroll->top + (size_t)i < model->count; i++) {
        size_t at = scroll->top + (size_t)i;
        int y = rows->y + i;
        enum style style = merge_model_differs(model, at) ? STYLE_WARN : STYLE_LABEL;
        screen_text(y, rows->x + 1, layout->label, style, merge_model_field(model, at)->label);
        merge_draw_side(model, at, MERGE_LEFT, y, layout->left, layout->value);
        merge_draw_side(model, at, MERGE_RIGHT, y, layout->right, layout->value);
        if (at == scroll->at)
            screen_restyle(y, rows->x, rows->width, focused ? STYLE_CURSOR : STYLE_SHADE);
    }
    scroll_draw(scroll, model->count, *rows);
}

/* Draws a text after its label, over at most `lines` lines. Returns the line after it. */
static int merge_draw_text(const char *label, const char *text, struct area area, int lines)
{
    int x = screen_text(area.y, area.x, 0, STYLE_LABEL, label) + 1, y = area.y;
    size_t at = 0, next;
    do {
        size_t size = text_wrap(text + at, area.x + area.width - x, &next);
        bool last = y + 1 == area.y + lines; /* shows all of the rest, cut */
        char *line = last ? li_strdup(text + at) : li_strndup(text + at, size);
        screen_text(y++, x, 0, STYLE_TEXT, line);
        free(line);
        at += next;
    } while (next > 0 && y < area.y + lines);
    return y;
}

/* The records linked to a side, over all of the area at most. Returns the line after them. */
static int merge_draw_references(const char *label, const char *references, struct area area)
{
    return merge_draw_text(label, *references ? references : "(none)", area, area.height);
}

/* The result for the field under the cursor, and the records linked to either side. */
static void merge_draw_foot(
    const struct merge_model *model, size_t at, struct context *context, struct area area)
{
    char *result = merge_model_result(model, context, at);
    char *safe = text_safe_lines(result);
    char *label = li_format("%s will be", merge_model_field(model, at)->label);
    int end = area.y + area.height;
    area.y = merge_draw_text(label, *safe ? safe : "(blank)", area, RESULT_LINES) + 1;
    area.height = end - area.y > 3 ? (end - area.y) / 2 : 1;
    if (area.y < end)
        area.y = merge_draw_references("Linked to the left:", model->references[MERGE_LEFT], area);
    area.height = end - area.y;
    if (area.y < end)
        merge_draw_references("Will move from the right:", model->references[MERGE_RIGHT], area);
    free(label);
    free(safe);
    free(result);
}

void merge_view_draw(struct merge_model *model, struct panel *panel, struct context *context,
    struct area area, bool focused)
{
    assert(model->count > 0);
    struct merge_layout layout = merge_lay_out(model, area);
    struct scroll *scroll = &panel->scroll;
    panel->lines = layout.rows;
    scroll_fit(scroll, model->count, layout.rows.height);
    screen_text(area.y, layout.left + MARK, layout.value, STYLE_HEADING, "Keep");
    screen_text(area.y, layout.right + MARK, layout.value, STYLE_HEADING, "Archive");
    merge_draw_rows(model, scroll, &layout, focused);
    merge_draw_foot(model, scroll->at, context, layout.foot);
}
