/*
 * conflicts_view.c: columns that grow with the screen; from 120 columns on also who and when.
 */
#include "tui/sync/conflicts_view.h"
#include "core/base/date_show.h"
#include "core/sync/conflicts_text.h"
#include "data/base/memory.h"
#include <stdlib.h>

enum {
    CONFLICTS_VIEW_FOOT = 8,   /* lines below the list, the blank one included */
    CONFLICTS_VIEW_LEAST = 3,  /* lines of the list for which the foot makes room */
    CONFLICTS_VIEW_LABEL = 9,  /* of the foot */
    CONFLICTS_VIEW_VALUE = 2,  /* lines of each value in the foot */
    CONFLICTS_VIEW_FIELD = 14, /* columns */
    CONFLICTS_VIEW_BY = 16,
    CONFLICTS_VIEW_AT = 18, /* a date in any order, and a time */
    CONFLICTS_VIEW_WIDE = 120,
};

/* Columns of each; 0: there is no room for it. */
struct conflicts_view_layout {
    int record, field, current, other, by, at;
};

static struct conflicts_view_layout conflicts_view_lay_out(struct area area)
{
    struct conflicts_view_layout layout = {.field = CONFLICTS_VIEW_FIELD};
    int room = area.width - 2 - layout.field - 3;
    if (area.width >= CONFLICTS_VIEW_WIDE) {
        layout.by = CONFLICTS_VIEW_BY;
        layout.at = CONFLICTS_VIEW_AT;
        room -= layout.by + layout.at + 2;
    }
    room = room > 3 ? room : 3;
    layout.record = room / 3;
    layout.current = (room - layout.record) / 2;
    layout.other = room - layout.record - layout.current;
    return layout;
}

static int conflicts_view_foot(struct area area)
{
    int left = area.height - 1 - CONFLICTS_VIEW_LEAST;
    return left < 2 ? 0 : left < CONFLICTS_VIEW_FOOT ? left : CONFLICTS_VIEW_FOOT;
}

struct area conflicts_view_lines(struct area area)
{
    int height = area.height - 1 - conflicts_view_foot(area);
    return (struct area){area.y + 1, area.x, height > 0 ? height : 1, area.width};
}

/* A cell and the column after it. */
static int conflicts_view_cell(int y, int x, int width, enum style style, const char *text)
{
    if (width <= 0)
        return x;
    char *cell = text_column(text, width, TEXT_LEFT, screen_ascii());
    screen_text(y, x, width, style, cell);
    free(cell);
    return x + width + 1;
}

static void conflicts_view_headings(const struct conflicts_view_layout *layout, struct area area)
{
    int x = conflicts_view_cell(area.y, area.x + 1, layout->record, STYLE_HEADING, "Record");
    x = conflicts_view_cell(area.y, x, layout->field, STYLE_HEADING, "Field");
    x = conflicts_view_cell(area.y, x, layout->current, STYLE_HEADING, "Current");
    x = conflicts_view_cell(area.y, x, layout->other, STYLE_HEADING, "Other");
    x = conflicts_view_cell(area.y, x, layout->by, STYLE_HEADING, "Who");
    conflicts_view_cell(area.y, x, layout->at, STYLE_HEADING, "When");
}

static void conflicts_view_row(const struct conflicts_item *item, struct context *context,
    const struct conflicts_view_layout *layout, int y, int x)
{
    const char *ellipsis = screen_glyph(GLYPH_ELLIPSIS);
    char *current = conflicts_text_current_shown(context, item);
    char *lost = conflicts_text_lost_shown(context, item);
    char *at = date_show_all(li_strdup(item->at ? item->at : ""), context_dates(context));
    x = conflicts_view_cell(y, x, layout->record, STYLE_TEXT, item->title ? item->title : ellipsis);
    x = conflicts_view_cell(y, x, layout->field, STYLE_LABEL, conflicts_text_field(item));
    x = conflicts_view_cell(y, x, layout->current, STYLE_TEXT, current);
    x = conflicts_view_cell(y, x, layout->other, STYLE_WARN, lost);
    x = conflicts_view_cell(y, x, layout->by, STYLE_LABEL, item->by ? item->by : ellipsis);
    conflicts_view_cell(y, x, layout->at, STYLE_LABEL, at);
    free(at);
    free(lost);
    free(current);
}

/* Draws a labeled text in at most `lines` lines. Returns the line after it. */
static int conflicts_view_part(const char *label, const char *text, struct area area, int lines)
{
    if (area.height < 1)
        return area.y;
    char *safe = text_safe_lines(text);
    screen_text(area.y, area.x, CONFLICTS_VIEW_LABEL, STYLE_LABEL, label);
    area.x += CONFLICTS_VIEW_LABEL;
    area.width -= CONFLICTS_VIEW_LABEL;
    area.height = area.height < lines ? area.height : lines;
    int y = screen_wrapped(area, STYLE_TEXT, safe);
    free(safe);
    return y;
}

/* Who and when, as dates are shown here. The caller frees it. */
static char *conflicts_view_who(const struct conflicts_item *item, struct context *context)
{
    const char *by = *item->by ? item->by : "Someone";
    return date_show_all(li_format("%s, %s", by, item->at), context_dates(context));
}

static struct area conflicts_view_from(struct area area, int y)
{
    area.height -= y - area.y;
    area.y = y;
    return area;
}

static void conflicts_view_detail(
    const struct conflicts_item *item, struct context *context, struct area area)
{
    if (!item->title || area.height < 1)
        return;
    char *current = conflicts_text_current_shown(context, item);
    char *lost = conflicts_text_lost_shown(context, item);
    char *why = conflicts_text_why(item), *who = conflicts_view_who(item, context);
    char *name = li_format("%s: %s", item->title, conflicts_text_field(item));
    screen_text(area.y, area.x, area.width, STYLE_STRONG, name);
    area = conflicts_view_from(area, area.y + 1);
    area = conflicts_view_from(
        area, conflicts_view_part("Current", current, area, CONFLICTS_VIEW_VALUE));
    area =
        conflicts_view_from(area, conflicts_view_part("Other", lost, area, CONFLICTS_VIEW_VALUE));
    area = conflicts_view_from(area, conflicts_view_part("By", who, area, 1));
    conflicts_view_part("Why", why, area, 1);
    free(name);
    free(who);
    free(why);
    free(lost);
    free(current);
}

void conflicts_view_draw(struct panel *panel, const struct conflicts_model *model,
    struct context *context, struct area area, bool focused)
{
    struct area lines = conflicts_view_lines(area);
    struct conflicts_view_layout layout = conflicts_view_lay_out(area);
    size_t count = model->list.count;
    scroll_fit(&panel->scroll, count, lines.height);
    if (count == 0) {
        screen_text(area.y, area.x + 1, area.width - 1, STYLE_MUTED, "No conflicting edits.");
        return;
    }
    conflicts_view_headings(&layout, area);
    for (int i = 0; i < lines.height && panel->scroll.top + (size_t)i < count; i++)
        conflicts_view_row(&model->list.items[panel->scroll.top + (size_t)i], context, &layout,
            lines.y + i, lines.x + 1);
    scroll_draw_cursor(&panel->scroll, count, lines, focused);
    scroll_draw(&panel->scroll, count, lines);
    int foot = conflicts_view_foot(area) - 1, y = area.y + area.height - foot;
    conflicts_view_detail(&model->list.items[panel->scroll.at], context,
        (struct area){y, area.x + 1, foot, area.width - 2});
}
