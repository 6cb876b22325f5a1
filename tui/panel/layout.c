/*
 * layout.c: columns into a width.
 */
#include "layout.h"
#include "../../core/text.h"

static int want(const struct column *column)
{
    int width = field_width(column->field), label = text_width(column->label);
    return width > label ? width : label;
}

static bool is_words(const struct field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_LONG || field->type == FIELD_REF;
}

/* Below this a column says nothing any more: what names the record keeps the most. */
static int least(const struct column *column)
{
    int width = want(column);
    if (!is_words(column->field))
        return width;
    int share = width * (column->field->flags & FIELD_SEARCHED ? 7 : 5) / 10;
    return share > 10 ? share : width < 10 ? width : 10;
}

static int total(const int *widths, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += widths[i] ? widths[i] + LAYOUT_GAP : 0;
    return sum > 0 ? sum - LAYOUT_GAP : 0;
}

/* What can be spared first: the last column that is neither the name nor computed; then any. */
static size_t spare(const struct columns *columns, const int *widths)
{
    for (size_t i = columns->count; i-- > 0;)
        if (widths[i] && !columns->list[i].field->sql &&
            !(columns->list[i].field->flags & FIELD_SEARCHED))
            return i;
    for (size_t i = columns->count; i-- > 0;)
        if (widths[i])
            return i;
    return 0;
}

static size_t shown(const struct columns *columns, const int *widths)
{
    size_t count = 0;
    for (size_t i = 0; i < columns->count; i++)
        count += widths[i] != 0;
    return count;
}

/* One column wider, round by round, so that all come nearer to what they want alike. */
static int grow(const struct columns *columns, int room, int *widths)
{
    bool grew = true;
    while (room > 0 && grew) {
        grew = false;
        for (size_t i = 0; i < columns->count && room > 0; i++)
            if (widths[i] && widths[i] < want(&columns->list[i])) {
                widths[i]++;
                room--;
                grew = true;
            }
    }
    return room;
}

static void widen(const struct columns *columns, int room, int *widths)
{
    size_t widest = 0;
    for (size_t i = 1; i < columns->count; i++)
        if (is_words(columns->list[i].field) && widths[i] > widths[widest])
            widest = i;
    if (columns->count > 0)
        widths[widest] += room < widths[widest] ? room : widths[widest];
}

void layout_columns(const struct columns *columns, int room, int *widths)
{
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = least(&columns->list[i]);
    while (total(widths, columns->count) > room && shown(columns, widths) > 1)
        widths[spare(columns, widths)] = 0;
    int over = room - total(widths, columns->count);
    if (over >= 0) {
        widen(columns, grow(columns, over, widths), widths);
        return;
    }
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = widths[i] ? room : 0;
}
