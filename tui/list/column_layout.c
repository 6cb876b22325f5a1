/*
 * column_layout.c: columns into a width.
 */
#include "tui/list/column_layout.h"
#include "core/base/text.h"

enum { LEAST_ADDRESS = 16 };

static int want(const struct column *column)
{
    int width = field_width(column->field), label = text_width(column->label);
    return width > label ? width : label;
}

static bool is_words(const struct field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_LONG || field->type == FIELD_REF;
}

static bool is_computed(const struct field *field)
{
    return field->sql != NULL;
}

/* The column that says which record it is: the first that is searched and is words. */
static size_t name_of(const struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->list[i].field->flags & FIELD_SEARCHED && is_words(columns->list[i].field))
            return i;
    return 0;
}

/* Below this a column says nothing any more. */
static int least(const struct column *column, bool name)
{
    int width = want(column);
    if (!is_words(column->field))
        return width;
    int share = width * (name ? 9 : 5) / 10;
    return share > 10 ? share : width < 10 ? width : 10;
}

static int total(const int *widths, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += widths[i] ? widths[i] + LAYOUT_GAP : 0;
    return sum > 0 ? sum - LAYOUT_GAP : 0;
}

static bool is_address(const struct field *field)
{
    return field->type == FIELD_EMAIL || field->type == FIELD_PHONE || field->type == FIELD_LINK;
}

static bool is_day(const struct field *field)
{
    return field->type == FIELD_DAY && !is_computed(field);
}

static bool is_aside(const struct field *field)
{
    return is_words(field) && !(field->flags & (FIELD_REQUIRED | FIELD_SEARCHED));
}

static bool is_choice(const struct field *field)
{
    return field->type == FIELD_CHOICE && !is_computed(field);
}

static bool is_entered(const struct field *field)
{
    return !is_computed(field);
}

static bool is_any(const struct field *field)
{
    return field != NULL;
}

/* What goes first where room is short: what lies aside, then stored choices, days from
   the left (a term's end says more than its start), whatever was entered, and last how things
   stand. */
static size_t spare(const struct columns *columns, const int *widths)
{
    static bool (*const passes[])(const struct field *field) = {
        is_aside, is_choice, is_day, is_entered, is_any};
    size_t name = name_of(columns), count = columns->count;
    for (size_t pass = 0; pass < sizeof passes / sizeof *passes; pass++)
        for (size_t i = 0; i < count; i++) {
            size_t at = passes[pass] == is_day ? i : count - 1 - i;
            if (widths[at] && at != name && passes[pass](columns->list[at].field))
                return at;
        }
    return name;
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

/* An address is for reading whole: it is there when all have the room they want, or not at all. */
static void drop_addresses(const struct columns *columns, int room, int *widths)
{
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = want(&columns->list[i]);
    for (size_t i = columns->count; i-- > 0 && total(widths, columns->count) > room;)
        if (is_address(columns->list[i].field))
            widths[i] = 0;
}

/* People know a record, and what it belongs to, by a code: before that goes, the name gives some of
   its room. */
static bool name_gives_way(const struct columns *columns, size_t at, int *widths)
{
    size_t name = name_of(columns);
    int tight = want(&columns->list[name]) * 6 / 10;
    const struct field *field = columns->list[at].field;
    bool code = field->type == FIELD_CODE || field->flags & FIELD_BRIEF;
    if (!code || widths[name] <= tight)
        return false;
    widths[name] = tight;
    return true;
}

static void share_out(const struct columns *columns, int room, int *widths)
{
    int over = room - total(widths, columns->count);
    if (over >= 0) {
        widen(columns, grow(columns, over, widths), widths);
        return;
    }
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = widths[i] ? room : 0;
}

void layout_columns(const struct columns *columns, int room, int *widths)
{
    drop_addresses(columns, room, widths);
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = widths[i] ? least(&columns->list[i], i == name_of(columns)) : 0;
    while (total(widths, columns->count) > room && shown(columns, widths) > 1) {
        size_t at = spare(columns, widths);
        if (!name_gives_way(columns, at, widths))
            widths[at] = 0;
    }
    share_out(columns, room, widths);
}

/* Who asks for an address takes it cut, too. tight: there is no room for all. */
static int least_chosen(const struct column *column, bool name, bool tight)
{
    int width = least(column, name), most = want(column) * 6 / 10;
    if (is_address(column->field))
        most = LEAST_ADDRESS;
    bool shrinks = is_address(column->field) || (name && tight);
    return shrinks && width > most ? most : width;
}

static void set_chosen(const struct columns *columns, bool tight, int *widths)
{
    size_t name = name_of(columns);
    for (size_t i = 0; i < columns->count; i++)
        widths[i] = least_chosen(&columns->list[i], i == name, tight);
}

void layout_chosen(const struct columns *columns, int room, int *widths)
{
    set_chosen(columns, false, widths);
    if (total(widths, columns->count) > room)
        set_chosen(columns, true, widths);
    for (size_t last = columns->count; last-- > 0 && total(widths, columns->count) > room;)
        if (last != name_of(columns))
            widths[last] = 0;
    share_out(columns, room, widths);
}
