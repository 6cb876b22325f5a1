/*
 * scroll.c: the arithmetic of cursors and scroll bars.
 */
#include "tui/app/scroll.h"
#include "core/base/number.h"
#include <assert.h>

static size_t scroll_less(size_t from, size_t by)
{
    return from > by ? from - by : 0;
}

bool scroll_act(struct scroll *scroll, enum action action, size_t count, int height)
{
    assert(scroll);
    size_t page = height > 1 ? (size_t)height - 1 : 1;
    switch (action) {
    case ACTION_UP:
    case ACTION_PREV_CHOICE: scroll->at = scroll_less(scroll->at, 1); break;
    case ACTION_DOWN:
    case ACTION_NEXT_CHOICE: scroll->at += 1; break;
    case ACTION_PAGE_UP: scroll->at = scroll_less(scroll->at, page); break;
    case ACTION_PAGE_DOWN: scroll->at += page; break;
    case ACTION_FIRST: scroll->at = 0; break;
    case ACTION_LAST: scroll->at = scroll_less(count, 1); break;
    default: return false;
    }
    scroll_fit(scroll, count, height);
    return true;
}

bool scroll_wheel(struct scroll *scroll, const struct key *key, size_t count, int height)
{
    if (key->code != K_MOUSE || (key->button != 4 && key->button != 5))
        return false;
    for (int i = 0; i < 3; i++)
        scroll_act(scroll, key->button == 4 ? ACTION_UP : ACTION_DOWN, count, height);
    return true;
}

bool scroll_press(struct scroll *scroll, const struct key *key, size_t count, struct area area)
{
    if (key->code != K_MOUSE || scroll_wheel(scroll, key, count, area.height))
        return false;
    size_t line = scroll_line(scroll, area, key->y, count);
    if (line < count)
        scroll->at = line;
    return line < count;
}

void scroll_fit(struct scroll *scroll, size_t count, int height)
{
    size_t rows = height > 0 ? (size_t)height : 0;
    if (scroll->at >= count)
        scroll->at = scroll_less(count, 1);
    if (scroll->text || scroll->at < scroll->top)
        scroll->top = scroll->at;
    else if (scroll->at >= scroll->top + rows)
        scroll->top = scroll_less(scroll->at + 1, rows);
    if (scroll->top + rows > count)
        scroll->top = scroll_less(count, rows);
    if (scroll->text)
        scroll->at = scroll->top;
}

size_t scroll_part(size_t count, int percent)
{
    assert(percent >= 0 && percent <= 100);
    return scroll_less(count, 1) * (size_t)percent / 100;
}

size_t scroll_line(const struct scroll *scroll, struct area area, int y, size_t count)
{
    if (y < area.y || y >= area.y + area.height)
        return count;
    size_t line = scroll->top + (size_t)(y - area.y);
    return line < count ? line : count;
}

void scroll_draw_cursor(const struct scroll *scroll, size_t count, struct area area, bool focused)
{
    if (count > 0 && area.height > 0)
        screen_restyle(area.y + (int)(scroll->at - scroll->top), area.x, area.width,
            focused ? STYLE_CURSOR : STYLE_SHADE);
}

void scroll_draw(const struct scroll *scroll, size_t count, struct area area)
{
    size_t rows = area.height > 0 ? (size_t)area.height : 0;
    if (count <= rows || rows < 2)
        return;
    size_t size = rows * rows / count, hidden = count - rows;
    if (size == 0)
        size = 1;
    size_t from = (scroll->top * (rows - size) + hidden / 2) / hidden;
    for (size_t row = 0; row < rows; row++) {
        bool grip = row >= from && row < from + size;
        screen_text(area.y + (int)row, area.x + area.width - 1, 1, STYLE_FRAME,
            screen_glyph(grip ? GLYPH_FULL : GLYPH_VERTICAL));
    }
}

void scroll_draw_framed(const struct scroll *scroll, size_t count, struct area inside)
{
    inside.width += 2;
    scroll_draw(scroll, count, inside);
}

void scroll_title(const struct scroll *scroll, size_t count, bool counted, FILE *out)
{
    char nth[NUMBER_SIZE], all[NUMBER_SIZE];
    fprintf(out, "%s of %s%s", number_grouped(count > 0 ? (int64_t)scroll->at + 1 : 0, nth),
        number_grouped((int64_t)count, all), counted ? "" : screen_glyph(GLYPH_ELLIPSIS));
}
