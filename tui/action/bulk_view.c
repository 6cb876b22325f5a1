/*
 * bulk_view.c: labels at the left, fields beside them.
 */
#include "tui/action/bulk_view.h"
#include "core/record/bulk.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

enum { WIDTH = 72, LABEL_WIDTH = 8, FRAME_LINES = 4 /* with the help, and a line before it */ };

/* Returns the area inside. */
static struct area bulk_view_draw_frame(
    const struct bulk_view *view, struct area area, int width, int room)
{
    int height = FRAME_LINES;
    for (int i = 0; i < view->count; i++)
        height += form_field_height(&view->fields[i], room);
    height = height < area.height ? height : area.height;
    char *records = bulk_count_text(view->selection->kind, view->selection->count);
    char *heading = li_format("%s %s", view->title, records);
    struct area inside = screen_frame((struct area){area.y + (area.height - height) / 2,
                                          area.x + (area.width - width) / 2, height, width},
        heading);
    free(heading);
    free(records);
    return inside;
}

void bulk_view_draw(
    const struct bulk_view *view, struct context *context, struct area area, bool focused)
{
    assert(view && context && view->focus < view->count);
    int width = area.width < WIDTH ? area.width : WIDTH;
    int room = width - 4 - LABEL_WIDTH - 1;
    struct area inside = bulk_view_draw_frame(view, area, width, room);
    int y = inside.y;
    for (int i = 0; i < view->count; i++) {
        struct form_field *field = &view->fields[i];
        int lines = form_field_height(field, room);
        bool value = i == 1 && view->second_is_value;
        screen_text(y, inside.x, LABEL_WIDTH, STYLE_LABEL, value ? "Value" : field->of->label);
        form_field_draw(field, context, (struct area){y, inside.x + LABEL_WIDTH + 1, lines, room},
            focused && i == view->focus);
        y += lines;
    }
    screen_text(inside.y + inside.height - 1, inside.x, inside.width, STYLE_MUTED, view->help);
}
