/*
 * drafts_view.c: when a draft was saved, and what it is of.
 */
#include "tui/command/drafts_view.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

enum { GAP = 2, CLOCK_WIDTH = 6 /* " 09:30" */, AT_FROM = 40 };

/* The name and, if it is so, that the draft is open in another window. */
static void drafts_view_draw_name(const struct drafts_view *view, size_t at, struct area area)
{
    static const char used[] = "open in another window";
    if (!view->list[at]->in_use) {
        screen_text(area.y, area.x, area.width, STYLE_TEXT, view->names[at]);
        return;
    }
    int room = area.width - text_width(used) - GAP, width = text_width(view->names[at]);
    width = width < room ? width : room;
    if (width > 0)
        area.x = screen_text(area.y, area.x, width, STYLE_MUTED, view->names[at]) + GAP;
    screen_text(area.y, area.x, 0, STYLE_WARN, used);
}

static void drafts_view_draw_line(const struct drafts_view *view, size_t at, struct area line)
{
    int x = line.x + 1;
    if (line.width >= AT_FROM) {
        char *saved = date_show_all(li_strdup(view->list[at]->at), view->dates);
        x = screen_text(line.y, x, date_show_width(view->dates) + CLOCK_WIDTH, STYLE_LABEL, saved) +
            GAP;
        free(saved);
    }
    drafts_view_draw_name(view, at, (struct area){line.y, x, 1, line.x + line.width - 1 - x});
}

void drafts_view_draw(
    const struct drafts_view *view, struct scroll *scroll, struct area area, bool focused)
{
    assert(view && scroll);
    scroll_fit(scroll, view->count, area.height);
    if (view->count == 0)
        screen_text(area.y, area.x + 1, area.width - 1, STYLE_MUTED, "No unsaved drafts.");
    for (int i = 0; i < area.height && scroll->top + (size_t)i < view->count; i++)
        drafts_view_draw_line(
            view, scroll->top + (size_t)i, (struct area){area.y + i, area.x, 1, area.width});
    scroll_draw_cursor(scroll, view->count, area, focused);
    scroll_draw(scroll, view->count, area);
}
