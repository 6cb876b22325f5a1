/*
 * column_layout.c: wanted widths, least widths, and what is left out first.
 */
#include "tui/list/column_layout.h"
#include "core/base/text.h"
#include <assert.h>

enum { LEAST_ADDRESS = 16 };

static int column_want(const struct column *column)
{
    int label = text_width(column->label);
    int width = column->field->type == FIELD_DAY ? date_show_width(column->dates)
                                                 : field_width(column->field);
    return width > label ? width : label;
}

static bool column_is_words(const struct field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_LONG || field->type == FIELD_REF;
}

static bool column_is_computed(const struct field *field)
{
    return field->sql != NULL;
}

/* The column that names the record: the first that is searched and is words. */
static size_t column_name_of(const struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->list[i].field->flags & FIELD_SEARCHED &&
            column_is_words(columns->list[i].field))
            return i;
    return 0;
}

/* The least width at which a column is of use. */
static int column_least(const struct column *column, bool name)
{
    int width = column_want(column);
    if (!column_is_words(column->field))
        return width;
    int share = width * (name ? 9 : 5) / 10;
    return share > 10 ? share : width < 10 ? width : 10;
}

static int column_total(const int *widths, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += widths[i] ? widths[i] + LAYOUT_GAP : 0;
    return sum > 0 ? sum - LAYOUT_GAP : 0;
}

static bool column_is_address(const struct field *field)
{
    return field->type == FIELD_EMAIL || field->type == FIELD_PHONE || field->type == FIELD_LINK;
}

static bool column_is_day(const struct field *field)
{
    return field->type == FIELD_DAY && !column_is_computed(field);
}

static bool column_is_minor(const struct field *field)
{
    return column_is_words(field) && !(field->flags & (FIELD_REQUIRED | FIELD_SEARCHED));
}

static bool column_is_choice(const struct field *field)
{
    return field->type == FIELD_CHOICE && !column_is_computed(field);
}

static bool column_is_entered(const struct field *field)
{
    return !column_is_computed(field);
}

static bool column_is_any(const struct field *field)
{
    return field != NULL;
}

/* The column to leave out next: minor words, then stored choices, dates from the left (the end of a
   term says more than its start), anything entered, and last computed states. */
static size_t column_spare(const struct columns *columns, const int *widths)
{
    static bool (*const passes[])(const struct field *field) = {
        column_is_minor, column_is_choice, column_is_day, column_is_entered, column_is_any};
    size_t name = column_name_of(columns), count = columns->count;
    for (size_t pass = 0; pass < sizeof passes / sizeof *passes; pass++)
        for (size_t i = 0; i < count; i++) {
            size_t at = passes[pass] == column_is_day ? i : count - 1 - i;
            if (widths[at] && at != name && passes[pass](columns->list[at].field))
                return at;
        }
    return name;
}

static size_t column_shown(const struct columns *columns, const int *widths)
{
    size_t count = 0;
    for (size_t i = 0; i < columns->count; i++)
        count += widths[i] != 0;
    return count;
}

/* Widens all by one column of the screen, round by round, up to the width they want. Returns the
   room that is left. */
static int column_grow(const struct columns *columns, int room, int *widths)
{
    bool grew = true;
    while (room > 0 && grew) {
        grew = false;
        for (size_t i = 0; i < columns->count && room > 0; i++)
            if (widths[i] && widths[i] < column_want(&columns->list[i])) {
                widths[i]++;
                room--;
                grew = true;
            }
    }
    return room;
}

static void column_widen(const struct columns *columns, int room, int *widths)
{
    size_t widest = 0;
    for (size_t i = 1; i < columns->count; i++)
        if (column_is_words(columns->list[i].field) && widths[i] > widths[widest])
            widest = i;
    if (columns->count > 0)
        widths[widest] += room < widths[widest] ? room : widths[widest];
}

/* An address is of use only whole: it is shown where all have the width they want, or not at all.
 */
static void column_drop_addresses(const struct columns *columns, int room, int *widths)
{
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = column_want(&columns->list[i]);
    for (size_t i = columns->count; i-- > 0 && column_total(widths, columns->count) > room;)
        if (column_is_address(columns->list[i].field))
            widths[i] = 0;
}

/* People know records by their codes: before a code is left out, the name gives up some room. */
static bool column_name_gives_way(const struct columns *columns, size_t at, int *widths)
{
    size_t name = column_name_of(columns);
    int tight = column_want(&columns->list[name]) * 6 / 10;
    const struct field *field = columns->list[at].field;
    bool code = field->type == FIELD_CODE || field->flags & FIELD_BY_CODE;
    if (!code || widths[name] <= tight)
        return false;
    widths[name] = tight;
    return true;
}

static void column_share_out(const struct columns *columns, int room, int *widths)
{
    int over = room - column_total(widths, columns->count);
    if (over >= 0) {
        column_widen(columns, column_grow(columns, over, widths), widths);
        return;
    }
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = widths[i] ? room : 0;
}

void column_layout_columns(const struct columns *columns, int room, int *widths)
{
    assert(columns && widths);
    column_drop_addresses(columns, room, widths);
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = widths[i] ? column_least(&columns->list[i], i == column_name_of(columns)) : 0;
    while (column_total(widths, columns->count) > room && column_shown(columns, widths) > 1) {
        size_t at = column_spare(columns, widths);
        if (!column_name_gives_way(columns, at, widths))
            widths[at] = 0;
    }
    column_share_out(columns, room, widths);
}

/* An address that was asked for may be cut. tight: there is not room for all. */
static int column_least_chosen(const struct column *column, bool name, bool tight)
{
    int width = column_least(column, name), most = column_want(column) * 6 / 10;
    if (column_is_address(column->field))
        most = LEAST_ADDRESS;
    bool shrinks = column_is_address(column->field) || (name && tight);
    return shrinks && width > most ? most : width;
}

static void column_set_chosen(const struct columns *columns, bool tight, int *widths)
{
    size_t name = column_name_of(columns);
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = column_least_chosen(&columns->list[i], i == name, tight);
}

void column_layout_chosen(const struct columns *columns, int room, int *widths)
{
    assert(columns && widths);
    column_set_chosen(columns, false, widths);
    if (column_total(widths, columns->count) > room)
        column_set_chosen(columns, true, widths);
    for (size_t last = columns->count; last-- > 0 && column_total(widths, columns->count) > room;)
        if (last != column_name_of(columns))
            widths[last] = 0;
    column_share_out(columns, room, widths);
}
