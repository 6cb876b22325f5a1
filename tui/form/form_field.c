/*
 * form_field.c: whatever the type, what is typed is one text; the types differ in the keys they
 * take and in how that text is shown.
 */
#include "tui/form/form_field.h"
#include "core/base/date_typed.h"
#include "core/base/name.h"
#include "core/record/field.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { LONG_HEIGHT = 3, SHORT_WIDTH = 16, LINE_WIDTH = 64 };

const char *const *form_field_choices(const struct field *field)
{
    static const char *const yes_no[] = {"no", "yes", NULL};
    return field->type == FIELD_CHOICE  ? field->choices
           : field->type == FIELD_YESNO ? yes_no
                                        : NULL;
}

/* Canonical text as it is typed: the same, but for yes and no. */
static const char *form_as_typed(const struct field *field, const char *canonical)
{
    if (canonical && field->type == FIELD_YESNO)
        return strcmp(canonical, "1") == 0 ? "yes" : "no";
    return canonical ? canonical : "";
}

static void form_show_reference(struct form_field *slot, struct context *context)
{
    free(slot->shown);
    bool has = slot->field->type == FIELD_REF && slot->edit.length > 0;
    slot->shown = has ? field_show(context, slot->field, slot->edit.text) : NULL;
}

void form_field_start(struct form_field *slot, struct context *context, const struct field *field,
    const char *canonical)
{
    *slot = (struct form_field){.field = field};
    edit_start(&slot->edit, form_as_typed(field, canonical), field->type == FIELD_LONG);
    slot->stored = li_strdup(slot->edit.text);
    form_show_reference(slot, context);
}

void form_field_free(struct form_field *slot)
{
    edit_free(&slot->edit);
    free(slot->stored);
    free(slot->theirs);
    free(slot->shown);
    free(slot->error);
}

void form_field_put(struct form_field *slot, struct context *context, const char *typed)
{
    edit_set(&slot->edit, typed);
    form_show_reference(slot, context);
}

/* A text of the slot gives way to a copy of another. */
static void form_set_text(char **text, const char *to)
{
    char *copy = li_strdup(to);
    free(*text);
    *text = copy;
}

void form_field_rebase(struct form_field *slot, const char *stored)
{
    form_set_text(&slot->stored, stored ? stored : "");
    form_set_text(&slot->theirs, NULL);
}

void form_field_renew(struct form_field *slot, struct context *context, const char *canonical)
{
    struct edit now;
    bool mine = form_field_changed(slot);
    edit_start(&now, form_as_typed(slot->field, canonical), slot->edit.lines);
    if (!mine && strcmp(now.text, slot->stored) != 0)
        edit_set(&slot->edit, now.text);
    bool same = strcmp(now.text, slot->edit.text) == 0;
    if (same)
        form_field_rebase(slot, now.text);
    form_set_text(&slot->theirs, same || strcmp(now.text, slot->stored) == 0 ? NULL : now.text);
    edit_free(&now);
    form_show_reference(slot, context);
}

void form_field_keep_mine(struct form_field *slot)
{
    form_field_rebase(slot, slot->theirs);
}

void form_field_take_theirs(struct form_field *slot, struct context *context)
{
    form_field_put(slot, context, slot->theirs);
    form_field_keep_mine(slot);
}

char *form_field_show(const struct form_field *slot, struct context *context, const char *typed)
{
    return slot->field->type == FIELD_REF && *typed ? field_show(context, slot->field, typed)
                                                    : li_strdup(typed);
}

const char *form_field_typed(const struct form_field *slot)
{
    return slot->edit.text;
}

bool form_field_changed(const struct form_field *slot)
{
    return strcmp(slot->edit.text, slot->stored) != 0;
}

void form_field_blame(struct form_field *slot, const char *error)
{
    free(slot->error);
    slot->error = li_strdup(error);
}

/* The day that is typed; DAY_NONE when it is none yet. */
static day_t form_typed_day(const char *typed, const struct context *context)
{
    day_t day;
    bool reads = *typed && date_typed_parse(typed, context->today, &day, NULL) == LI_OK;
    return reads ? day : DAY_NONE;
}

void form_field_settle(struct form_field *slot, struct context *context)
{
    char text[DAY_TEXT_SIZE];
    day_t day =
        slot->field->type == FIELD_DAY ? form_typed_day(slot->edit.text, context) : DAY_NONE;
    if (day != DAY_NONE)
        edit_set(&slot->edit, date_text(day, text));
}

/* --- keys ------------------------------------------------------------------------------------- */

static int form_count_of(const char *const *names)
{
    int count = 0;
    while (names[count])
        count++;
    return count;
}

/* The choice that a key goes on to, their count being none of them; -1: it is no such key. */
static int form_choice_by_key(const struct form_field *slot, int current, int count, uint32_t code)
{
    if (code == ' ' || code == K_RIGHT)
        return (current + 1) % count;
    if (code == K_LEFT)
        return (current <= 0 ? count : current) - 1;
    bool clears = code == K_BACKSPACE || code == K_DELETE;
    return clears && !(slot->field->flags & FIELD_REQUIRED) ? count : -1;
}

static enum form_field_answer form_choice_key(struct form_field *slot, const struct key *key)
{
    const char *const *names = form_field_choices(slot->field);
    int current = name_find(names, slot->edit.text), next = current;
    enum typeahead_answer answer = typeahead_key(&slot->ahead, names, key, &next);
    if (answer == TYPEAHEAD_NONE)
        next = form_choice_by_key(slot, current, form_count_of(names), key->code);
    if (next < 0)
        return answer == TYPEAHEAD_NONE ? SLOT_LEFT_IT : SLOT_TOOK;
    if (next == current)
        return SLOT_TOOK;
    edit_set(&slot->edit, names[next]);
    return SLOT_CHANGED;
}

static enum form_field_answer form_reference_key(
    struct form_field *slot, struct context *context, const struct key *key)
{
    if (key->code == K_BACKSPACE || key->code == K_DELETE || key->code == K_CTRL('u')) {
        if (slot->edit.length == 0)
            return SLOT_TOOK;
        form_field_put(slot, context, "");
        return SLOT_CHANGED;
    }
    bool words = key->code == K_PASTE || (key->code > ' ' && key->code < KEY_IS_SPECIAL);
    return words ? SLOT_SEARCHES : SLOT_LEFT_IT;
}

/* A number or a day that stands there of itself gives way to the first that is typed at its end:
   nobody who types 12 after a 0 means 012. */
static bool form_gives_way(const struct form_field *slot, const struct key *key)
{
    const struct field *field = slot->field;
    bool words = key->code == K_PASTE || (key->code > ' ' && key->code < KEY_IS_SPECIAL);
    return words && field->initial && (field_is_number(field) || field->type == FIELD_DAY) &&
           !form_field_changed(slot) && slot->edit.at == slot->edit.length;
}

enum form_field_answer form_field_key(
    struct form_field *slot, struct context *context, const struct key *key)
{
    bool changed;
    if (form_field_choices(slot->field))
        return form_choice_key(slot, key);
    if (slot->field->type == FIELD_REF)
        return form_reference_key(slot, context, key);
    if (form_gives_way(slot, key))
        edit_set(&slot->edit, "");
    if (!edit_key(&slot->edit, key, &changed))
        return SLOT_LEFT_IT;
    return changed ? SLOT_CHANGED : SLOT_TOOK;
}

/* --- painting --------------------------------------------------------------------------------- */

/* How many lines text takes at this width. */
static int form_wrapped_height(const char *text, int width)
{
    int height = 0;
    for (size_t next = 1; next > 0; text += next, height++)
        text_wrap(text, width > 1 ? width : 1, &next);
    return height;
}

static int form_body_height(const struct form_field *slot)
{
    return slot->field->type == FIELD_LONG ? LONG_HEIGHT : 1;
}

int form_field_height(const struct form_field *slot, int width)
{
    if (slot->aside)
        return 0;
    return form_body_height(slot) + (slot->error ? form_wrapped_height(slot->error, width) : 0);
}

static int form_body_width(const struct field *field)
{
    return field->type == FIELD_DAY || field_is_number(field) || field->type == FIELD_CODE
               ? SHORT_WIDTH
               : LINE_WIDTH;
}

/* Every choice in a row while the cursor is here and there is room, else the one between arrows. */
static void form_draw_choice(const struct form_field *slot, struct area area, bool focused)
{
    const char *const *names = form_field_choices(slot->field);
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

void form_field_draw_day(const char *typed, const struct context *context, struct area area)
{
    char iso[DAY_TEXT_SIZE], distance[32];
    day_t day = form_typed_day(typed, context);
    if (day == DAY_NONE || area.width < 8)
        return;
    date_text(day, iso);
    date_distance(day, context->today, distance);
    const char *weekday = date_weekday_name(day);
    if (strcmp(iso, typed) == 0)
        screen_textf(area.y, area.x, area.width, STYLE_MUTED, "%s, %s", weekday, distance);
    else
        screen_textf(area.y, area.x, area.width, STYLE_GOOD, "%s %s %s, %s",
            screen_ascii() ? "->" : "→", weekday, iso, distance);
}

static void form_draw_reference(const struct form_field *slot, struct area area, bool focused)
{
    const char *text = slot->shown ? slot->shown : slot->edit.text;
    screen_text(area.y, area.x, area.width, focused ? STYLE_FOCUS : STYLE_FIELD, text);
    if (focused)
        screen_cursor(area.y, area.x);
}

void form_field_draw(
    struct form_field *slot, struct context *context, struct area area, bool focused)
{
    struct area body = area;
    int height = form_body_height(slot), width = form_body_width(slot->field);
    slot->area = area;
    body.height = height < area.height ? height : area.height;
    body.width = width < area.width ? width : area.width;
    if (form_field_choices(slot->field))
        form_draw_choice(slot, area, focused);
    else if (slot->field->type == FIELD_REF)
        form_draw_reference(slot, body, focused);
    else
        edit_draw(&slot->edit, body, focused ? STYLE_FOCUS : STYLE_FIELD, focused);
    if (slot->field->type == FIELD_DAY)
        form_field_draw_day(slot->edit.text, context,
            (struct area){area.y, area.x + body.width + 1, 1, area.width - body.width - 1});
    if (slot->error)
        screen_wrapped((struct area){area.y + height, area.x, area.height - height, area.width},
            STYLE_BAD, slot->error);
}
