/*
 * form_view.c: a column of labels and a column of fields, centered; the help below.
 */
#include "tui/form/form_view.h"
#include <assert.h>

enum { MARGIN = 2, FIELD_COLUMNS = 64 };

/* What the keys do in a field of each type. */
static const char *const form_tips[FIELD_TYPE_COUNT] = {
    [FIELD_LONG] = "Enter: new line; Tab: next field",
    [FIELD_CHOICE] = "Left/Right or first letter to choose",
    [FIELD_YESNO] = "Space to change",
    [FIELD_REF] = "Type to search; Backspace clears",
    [FIELD_DAY] = "Such as 15 mar, fri, +2w, eom, 2026-03-15",
};

struct form_view_layout {
    const struct form_model *model;
    struct area fields, help;
    int label, field; /* columns of each */
};

/* Rows that the fields from one up to another take. */
static int form_height_of(const struct form_model *model, int from, int to, int width)
{
    int height = 0;
    for (int i = from; i < to; i++)
        height += form_field_height(&model->fields[i], width);
    return height;
}

static int form_label_width(const struct form_model *model)
{
    int widest = 0;
    for (int i = 0; i < model->count; i++) {
        int width = text_width(model->fields[i].of->label);
        widest = width > widest ? width : widest;
    }
    return widest + 2; /* the star of a required field */
}

/* The help is below the fields, or at the bottom where not all of them fit. */
static struct form_view_layout form_lay_out(const struct form_model *model, struct area area)
{
    struct form_view_layout layout = {.model = model, .label = form_label_width(model)};
    int most = area.width - 2 * (area.width < 60 ? 1 : MARGIN) - 1;
    int width = layout.label + 1 + FIELD_COLUMNS;
    width = width < most ? width : most;
    layout.field = width - layout.label - 1;
    int x = area.x + (area.width - width) / 2, help = area.height < 8 ? 1 : 2;
    int total = form_height_of(model, 0, model->count, layout.field);
    int top = total + help < area.height; /* a blank row where there is room */
    layout.fields = (struct area){area.y + top, x, area.height - top - help, width};
    int below = layout.fields.y + (total < layout.fields.height ? total : layout.fields.height);
    layout.help = (struct area){below, x, area.y + area.height - below, width};
    return layout;
}

/* The first field such that the one with the cursor shows, and no row stays unused. */
static int form_scrolled(int first, const struct form_view_layout *layout, int focus)
{
    const struct form_model *model = layout->model;
    int room = layout->fields.height;
    if (focus < first)
        first = focus;
    while (first < focus && form_height_of(model, first, focus + 1, layout->field) > room)
        first++;
    while (first > 0 && form_height_of(model, first - 1, model->count, layout->field) <= room)
        first--;
    return first;
}

static void form_draw_label(const struct field *field, bool here, int y, int x)
{
    x = screen_text(y, x, 0, here ? STYLE_STRONG : STYLE_LABEL, field->label);
    if (field->flags & FIELD_REQUIRED)
        screen_text(y, x, 2, STYLE_WARN, " *");
}

/* What the field is for and what its keys do: in one row where they fit, else in two. */
static void form_draw_help(const struct field *field, struct area area)
{
    const char *tip = form_tips[field->type] ? form_tips[field->type] : "";
    bool one = text_width(field->help) + 2 + text_width(tip) <= area.width;
    int lines = one || area.height < 2 ? 1 : 2;
    int y = area.y + (area.height > lines);
    int x = screen_text(y, area.x, 0, STYLE_TEXT, field->help) + 2;
    if (one)
        screen_text(y, x, 0, STYLE_MUTED, tip);
    else if (lines == 2)
        screen_text(y + 1, area.x, area.width, STYLE_MUTED, tip);
}

/* Draws the fields from the first on. Returns the one for which there was no more room. */
static int form_draw_fields(const struct form_view *view, struct form_model *model,
    struct context *context, const struct form_view_layout *layout)
{
    struct area fields = layout->fields;
    int y = fields.y, end = y + fields.height, at = view->first;
    for (int i = 0; i < model->count; i++)
        model->fields[i].area = (struct area){0};
    for (; at < model->count && y < end; at++) {
        struct form_field *field = &model->fields[at];
        if (field->hidden)
            continue;
        bool here = at == view->focus;
        int height = form_field_height(field, layout->field);
        height = height < end - y ? height : end - y;
        form_draw_label(field->of, here, y, fields.x);
        form_field_draw(field, context,
            (struct area){y, fields.x + layout->label + 1, height, layout->field},
            here && view->focused);
        y += height;
    }
    return at;
}

void form_view_draw(
    struct form_view *view, struct form_model *model, struct context *context, struct area area)
{
    assert(view->focus >= 0 && view->focus < model->count);
    struct form_view_layout layout = form_lay_out(model, area);
    struct area fields = layout.fields;
    int edge = fields.x + fields.width, last = fields.y + fields.height - 1;
    view->first = form_scrolled(view->first, &layout, view->focus);
    if (form_draw_fields(view, model, context, &layout) < model->count)
        screen_text(last, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_DOWN));
    if (view->first > 0)
        screen_text(fields.y, edge, 1, STYLE_MUTED, screen_glyph(GLYPH_UP));
    form_draw_help(model->fields[view->focus].of, layout.help);
}
