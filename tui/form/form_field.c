/*
 * form_field.c: whatever the type, what is typed is one text; the types differ in the keys they
 * take and in how that text is shown.
 */
#include "tui/form/form_field.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { LONG_HEIGHT = 3, SHORT_WIDTH = 16, LINE_WIDTH = 64 };

const char *const *slot_choices(const struct field *field)
{
    static const char *const yes_no[] = {"no", "yes", NULL};
    return field->type == FIELD_CHOICE  ? field->choices
           : field->type == FIELD_YESNO ? yes_no
                                        : NULL;
}

/* Canonical text as it is typed: the same, but for yes and no. */
static const char *as_typed(const struct field *field, const char *canonical)
{
    if (canonical && field->type == FIELD_YESNO)
        return strcmp(canonical, "1") == 0 ? "yes" : "no";
    return canonical ? canonical : "";
}

static void show_reference(struct slot *slot, struct li *li)
{
    free(slot->shown);
    bool has = slot->field->type == FIELD_REF && slot->edit.length > 0;
    slot->shown = has ? field_show(li, slot->field, slot->edit.text) : NULL;
}

void slot_start(struct slot *slot, struct li *li, const struct field *field, const char *canonical)
{
    *slot = (struct slot){.field = field};
    edit_start(&slot->edit, as_typed(field, canonical), field->type == FIELD_LONG);
    slot->stored = li_strdup(slot->edit.text);
    show_reference(slot, li);
}

void slot_free(struct slot *slot)
{
    edit_free(&slot->edit);
    free(slot->stored);
    free(slot->theirs);
    free(slot->shown);
    free(slot->error);
}

void slot_put(struct slot *slot, struct li *li, const char *typed)
{
    edit_set(&slot->edit, typed);
    show_reference(slot, li);
}

/* A text of the slot gives way to a copy of another. */
static void set_text(char **text, const char *to)
{
    char *copy = li_strdup(to);
    free(*text);
    *text = copy;
}

void slot_rebase(struct slot *slot, const char *stored)
{
    set_text(&slot->stored, stored ? stored : "");
    set_text(&slot->theirs, NULL);
}

void slot_renew(struct slot *slot, struct li *li, const char *canonical)
{
    struct edit now;
    bool mine = slot_changed(slot);
    edit_start(&now, as_typed(slot->field, canonical), slot->edit.lines);
    if (!mine && strcmp(now.text, slot->stored) != 0)
        edit_set(&slot->edit, now.text);
    bool same = strcmp(now.text, slot->edit.text) == 0;
    if (same)
        slot_rebase(slot, now.text);
    set_text(&slot->theirs, same || strcmp(now.text, slot->stored) == 0 ? NULL : now.text);
    edit_free(&now);
    show_reference(slot, li);
}

void slot_keep_mine(struct slot *slot)
{
    slot_rebase(slot, slot->theirs);
}

void slot_take_theirs(struct slot *slot, struct li *li)
{
    slot_put(slot, li, slot->theirs);
    slot_keep_mine(slot);
}

char *slot_show(const struct slot *slot, struct li *li, const char *typed)
{
    return slot->field->type == FIELD_REF && *typed ? field_show(li, slot->field, typed)
                                                    : li_strdup(typed);
}

const char *slot_typed(const struct slot *slot)
{
    return slot->edit.text;
}

bool slot_changed(const struct slot *slot)
{
    return strcmp(slot->edit.text, slot->stored) != 0;
}

void slot_blame(struct slot *slot, const char *error)
{
    free(slot->error);
    slot->error = li_strdup(error);
}

/* The day that is typed; DAY_NONE when it is none yet. */
static day_t typed_day(const char *typed, const struct li *li)
{
    day_t day;
    bool reads = *typed && day_read(typed, li->today, &day, NULL) == LI_OK;
    return reads ? day : DAY_NONE;
}

void slot_settle(struct slot *slot, struct li *li)
{
    char text[DAY_TEXT_SIZE];
    day_t day = slot->field->type == FIELD_DAY ? typed_day(slot->edit.text, li) : DAY_NONE;
    if (day != DAY_NONE)
        edit_set(&slot->edit, day_text(day, text));
}

/* --- keys ------------------------------------------------------------------------------------- */

static int count_of(const char *const *names)
{
    int count = 0;
    while (names[count])
        count++;
    return count;
}

/* The choice that a key goes on to, their count being none of them; -1: it is no such key. */
static int choice_by_key(const struct slot *slot, int current, int count, uint32_t code)
{
    if (code == ' ' || code == K_RIGHT)
        return (current + 1) % count;
    if (code == K_LEFT)
        return (current <= 0 ? count : current) - 1;
    bool clears = code == K_BACKSPACE || code == K_DELETE;
    return clears && !(slot->field->flags & FIELD_REQUIRED) ? count : -1;
}

static enum slot_answer choice_key(struct slot *slot, const struct key *key)
{
    const char *const *names = slot_choices(slot->field);
    int current = name_index(names, slot->edit.text), next = current;
    enum typeahead_answer answer = typeahead_key(&slot->ahead, names, key, &next);
    if (answer == TYPEAHEAD_NONE)
        next = choice_by_key(slot, current, count_of(names), key->code);
    if (next < 0)
        return answer == TYPEAHEAD_NONE ? SLOT_LEFT_IT : SLOT_TOOK;
    if (next == current)
        return SLOT_TOOK;
    edit_set(&slot->edit, names[next]);
    return SLOT_CHANGED;
}

static enum slot_answer reference_key(struct slot *slot, struct li *li, const struct key *key)
{
    if (key->code == K_BACKSPACE || key->code == K_DELETE || key->code == K_CTRL('u')) {
        if (slot->edit.length == 0)
            return SLOT_TOOK;
        slot_put(slot, li, "");
        return SLOT_CHANGED;
    }
    bool words = key->code == K_PASTE || (key->code > ' ' && key->code < KEY_IS_SPECIAL);
    return words ? SLOT_SEARCHES : SLOT_LEFT_IT;
}

/* A number or a day that stands there of itself gives way to the first that is typed at its end:
   nobody who types 12 after a 0 means 012. */
static bool gives_way(const struct slot *slot, const struct key *key)
{
    const struct field *field = slot->field;
    bool words = key->code == K_PASTE || (key->code > ' ' && key->code < KEY_IS_SPECIAL);
    return words && field->initial && (field_is_number(field) || field->type == FIELD_DAY) &&
           !slot_changed(slot) && slot->edit.at == slot->edit.length;
}

enum slot_answer slot_key(struct slot *slot, struct li *li, const struct key *key)
{
    bool changed;
    if (slot_choices(slot->field))
        return choice_key(slot, key);
    if (slot->field->type == FIELD_REF)
        return reference_key(slot, li, key);
    if (gives_way(slot, key))
        edit_set(&slot->edit, "");
    if (!edit_key(&slot->edit, key, &changed))
        return SLOT_LEFT_IT;
    return changed ? SLOT_CHANGED : SLOT_TOOK;
}

/* --- painting --------------------------------------------------------------------------------- */

/* How many lines text takes at this width. */
static int wrapped_height(const char *text, int width)
{
    int height = 0;
    for (size_t next = 1; next > 0; text += next, height++)
        text_wrap(text, width > 1 ? width : 1, &next);
    return height;
}

static int body_height(const struct slot *slot)
{
    return slot->field->type == FIELD_LONG ? LONG_HEIGHT : 1;
}

int slot_height(const struct slot *slot, int width)
{
    if (slot->aside)
        return 0;
    return body_height(slot) + (slot->error ? wrapped_height(slot->error, width) : 0);
}

static int body_width(const struct field *field)
{
    return field->type == FIELD_DAY || field_is_number(field) || field->type == FIELD_CODE
               ? SHORT_WIDTH
               : LINE_WIDTH;
}

/* Every choice in a row while the cursor is here and there is room, else the one between arrows. */
static void draw_choice(const struct slot *slot, struct area area, bool focused)
{
    const char *const *names = slot_choices(slot->field);
    int width = 0;
    for (int i = 0; names[i]; i++)
        width += text_width(names[i]) + 3;
    if (!focused || width > area.width) {
        bool empty = slot->edit.length == 0;
        screen_textf(area.y, area.x, area.width < 24 ? area.width : 24,
            focused ? STYLE_FOCUS : STYLE_FIELD, empty ? "< >" : "< %s >", slot->edit.text);
        return;
    }
    int x = area.x;
    for (int i = 0; names[i]; i++) {
        bool current = strcmp(names[i], slot->edit.text) == 0;
        x = screen_textf(area.y, x, text_width(names[i]) + 2, current ? STYLE_FOCUS : STYLE_FIELD,
                " %s ", names[i]) +
            1;
    }
}

void slot_draw_day(const char *typed, const struct li *li, struct area area)
{
    char iso[DAY_TEXT_SIZE], distance[32];
    day_t day = typed_day(typed, li);
    if (day == DAY_NONE || area.width < 8)
        return;
    day_text(day, iso);
    day_distance(day, li->today, distance);
    const char *weekday = day_weekday_name(day);
    if (strcmp(iso, typed) == 0)
        screen_textf(area.y, area.x, area.width, STYLE_MUTED, "%s, %s", weekday, distance);
    else
        screen_textf(area.y, area.x, area.width, STYLE_GOOD, "%s %s %s, %s",
            screen_ascii() ? "->" : "→", weekday, iso, distance);
}

static void draw_reference(const struct slot *slot, struct area area, bool focused)
{
    const char *text = slot->shown ? slot->shown : slot->edit.text;
    screen_text(area.y, area.x, area.width, focused ? STYLE_FOCUS : STYLE_FIELD, text);
    if (focused)
        screen_cursor(area.y, area.x);
}

void slot_draw(struct slot *slot, struct li *li, struct area area, bool focused)
{
    struct area body = area;
    int height = body_height(slot), width = body_width(slot->field);
    slot->area = area;
    body.height = height < area.height ? height : area.height;
    body.width = width < area.width ? width : area.width;
    if (slot_choices(slot->field))
        draw_choice(slot, area, focused);
    else if (slot->field->type == FIELD_REF)
        draw_reference(slot, body, focused);
    else
        edit_draw(&slot->edit, body, focused ? STYLE_FOCUS : STYLE_FIELD, focused);
    if (slot->field->type == FIELD_DAY)
        slot_draw_day(slot->edit.text, li,
            (struct area){area.y, area.x + body.width + 1, 1, area.width - body.width - 1});
    if (slot->error)
        screen_wrapped((struct area){area.y + height, area.x, area.height - height, area.width},
            STYLE_BAD, slot->error);
}
