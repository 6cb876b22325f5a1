/*
 * form_field.c: a field of any type is one text; types differ in the keys they take and in how that
 * text is drawn.
 */
#include "tui/form/form_field.h"
#include "core/base/date_typed.h"
#include "core/base/name.h"
#include "core/record/field.h"
#include "core/record/record.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_HEIGHT = 3, SHORT_WIDTH = 16, LINE_WIDTH = 64 };

const char *const *form_field_choices(const struct field *of)
{
    static const char *const yes_no[] = {"no", "yes", NULL};
    return of->type == FIELD_CHOICE ? of->choices : of->type == FIELD_YESNO ? yes_no : NULL;
}

/* Canonical text as it would be typed: the same, except for yes and no. */
static const char *form_as_typed(const struct field *of, const char *canonical)
{
    if (canonical && of->type == FIELD_YESNO)
        return strcmp(canonical, "1") == 0 ? "yes" : "no";
    return canonical ? canonical : "";
}

static void form_show_reference(struct form_field *field, struct context *context)
{
    free(field->shown);
    bool has = field->of->type == FIELD_REF && field->edit.length > 0;
    field->shown = has ? field_show(context, field->of, field->edit.text) : NULL;
}

void form_field_begin(struct form_field *field, struct context *context, const struct field *of,
    const char *canonical)
{
    assert(of);
    *field = (struct form_field){.of = of};
    edit_begin(&field->edit, form_as_typed(of, canonical), of->type == FIELD_LONG);
    field->stored = li_strdup(field->edit.text);
    form_show_reference(field, context);
}

void form_field_end(struct form_field *field)
{
    edit_end(&field->edit);
    free(field->stored);
    free(field->theirs);
    free(field->shown);
    free(field->error);
}

void form_field_set(struct form_field *field, struct context *context, const char *typed)
{
    edit_set(&field->edit, typed);
    form_show_reference(field, context);
}

/* Replaces a text of the field by a copy of another. */
static void form_set_text(char **text, const char *to)
{
    char *copy = li_strdup(to);
    free(*text);
    *text = copy;
}

void form_field_rebase(struct form_field *field, const char *stored)
{
    form_set_text(&field->stored, stored ? stored : "");
    form_set_text(&field->theirs, NULL);
}

void form_field_refresh(struct form_field *field, struct context *context, const char *canonical)
{
    struct edit now;
    bool mine = form_field_changed(field);
    edit_begin(&now, form_as_typed(field->of, canonical), field->edit.lines);
    if (!mine && strcmp(now.text, field->stored) != 0)
        edit_set(&field->edit, now.text);
    bool same = strcmp(now.text, field->edit.text) == 0;
    if (same)
        form_field_rebase(field, now.text);
    form_set_text(&field->theirs, same || strcmp(now.text, field->stored) == 0 ? NULL : now.text);
    edit_end(&now);
    form_show_reference(field, context);
}

void form_field_keep_mine(struct form_field *field)
{
    assert(field->theirs);
    form_field_rebase(field, field->theirs);
}

void form_field_use_theirs(struct form_field *field, struct context *context)
{
    assert(field->theirs);
    form_field_set(field, context, field->theirs);
    form_field_keep_mine(field);
}

char *form_field_show(const struct form_field *field, struct context *context, const char *typed)
{
    assert(typed);
    char day[DATE_SHOWN_SIZE];
    if ((field->of->type == FIELD_REF || field->of->type == FIELD_CHOICE) && *typed)
        return field_show(context, field->of, typed);
    bool dated = field->of->type == FIELD_DAY;
    return li_strdup(dated ? date_show_stored(typed, context_dates(context), day) : typed);
}

const char *form_field_typed(const struct form_field *field)
{
    return field->edit.text;
}

bool form_field_changed(const struct form_field *field)
{
    return strcmp(field->edit.text, field->stored) != 0;
}

void form_field_set_error(struct form_field *field, const char *error)
{
    free(field->error);
    field->error = li_strdup(error);
}

/* The typed date; DAY_NONE: it is not a date yet. */
static day_t form_typed_day(const char *typed, const struct context *context)
{
    day_t day;
    bool reads = *typed && !date_typed_parse(typed, context->today, context_dates(context), &day,
                               &(struct li_error){0});
    return reads ? day : DAY_NONE;
}

void form_field_normalize(struct form_field *field, struct context *context)
{
    char text[DAY_TEXT_SIZE];
    day_t day = field->of->type == FIELD_DAY ? form_typed_day(field->edit.text, context) : DAY_NONE;
    if (day != DAY_NONE)
        edit_set(&field->edit, date_text(day, text));
}

/* --- keys ------------------------------------------------------------------------------------- */

static int form_count_names(const char *const *names)
{
    int count = 0;
    while (names[count])
        count++;
    return count;
}

/* The choice that a key moves to; count: none, the field is cleared; -1: it is no such key. */
static int form_choice_by_key(const struct form_field *field, int current, int count, uint32_t code)
{
    if (code == ' ' || code == K_RIGHT)
        return (current + 1) % count;
    if (code == K_LEFT)
        return (current <= 0 ? count : current) - 1;
    bool clears = code == K_BACKSPACE || code == K_DELETE;
    return clears && !(field->of->flags & FIELD_REQUIRED) ? count : -1;
}

static enum form_field_answer form_choice_key(struct form_field *field, const struct key *key)
{
    const char *const *names = form_field_choices(field->of);
    int current = name_find(names, field->edit.text), next = current;
    enum typeahead_answer answer = typeahead_key(&field->ahead, names, key, &next);
    if (answer == TYPEAHEAD_NONE)
        next = form_choice_by_key(field, current, form_count_names(names), key->code);
    if (next < 0)
        return answer == TYPEAHEAD_NONE ? FORM_FIELD_IGNORED : FORM_FIELD_TAKEN;
    if (next == current)
        return FORM_FIELD_TAKEN;
    edit_set(&field->edit, names[next]);
    return FORM_FIELD_CHANGED;
}

static enum form_field_answer form_reference_key(
    struct form_field *field, struct context *context, const struct key *key)
{
    if (key->code == K_BACKSPACE || key->code == K_DELETE || key->code == K_CTRL('u')) {
        if (field->edit.length == 0)
            return FORM_FIELD_TAKEN;
        form_field_set(field, context, "");
        return FORM_FIELD_CHANGED;
    }
    bool words = key->code == K_PASTE || (key->code > ' ' && key->code < KEY_IS_SPECIAL);
    return words ? FORM_FIELD_SEARCHES : FORM_FIELD_IGNORED;
}

/* Typing at the end of an initial number or date replaces it: 12 typed after 0 never means 012. */
static bool form_is_replaced(const struct form_field *field, const struct key *key)
{
    const struct field *of = field->of;
    bool words = key->code == K_PASTE || (key->code > ' ' && key->code < KEY_IS_SPECIAL);
    return words && of->initial && (field_is_number(of) || of->type == FIELD_DAY) &&
           !form_field_changed(field) && field->edit.at == field->edit.length;
}

enum form_field_answer form_field_key(
    struct form_field *field, struct context *context, const struct key *key)
{
    assert(field->of && key);
    bool changed;
    if (form_field_choices(field->of))
        return form_choice_key(field, key);
    if (field->of->type == FIELD_REF)
        return form_reference_key(field, context, key);
    if (form_is_replaced(field, key))
        edit_set(&field->edit, "");
    if (!edit_key(&field->edit, key, &changed))
        return FORM_FIELD_IGNORED;
    return changed ? FORM_FIELD_CHANGED : FORM_FIELD_TAKEN;
}

/* --- drawing  --------------------------------------------------------------------------------- */

/* Lines that the text takes at this width. */
static int form_wrapped_height(const char *text, int width)
{
    int height = 0;
    for (size_t next = 1; next > 0; text += next, height++)
        text_wrap(text, width > 1 ? width : 1, &next);
    return height;
}

static int form_body_height(const struct form_field *field)
{
    return field->of->type == FIELD_LONG ? LONG_HEIGHT : 1;
}

int form_field_height(const struct form_field *field, int width)
{
    if (field->hidden)
        return 0;
    return form_body_height(field) + (field->error ? form_wrapped_height(field->error, width) : 0);
}

static int form_body_width(const struct field *of)
{
    return of->type == FIELD_DAY || field_is_number(of) || of->type == FIELD_CODE ? SHORT_WIDTH
                                                                                  : LINE_WIDTH;
}

/* All choices in a row where the cursor is here and there is room, else the current one. */
static void form_draw_choice(const struct form_field *field, struct area area, bool focused)
{
    const char *const *names = form_field_choices(field->of);
    char word[CHOICE_WORD_SIZE];
    int width = 0;
    for (int i = 0; names[i]; i++)
        width += text_width(choice_cell(field->of, names[i], word)) + 3;
    if (!focused || width > area.width) {
        bool empty = field->edit.length == 0;
        screen_textf(area.y, area.x, area.width < 24 ? area.width : 24,
            focused ? STYLE_FOCUS : STYLE_FIELD, empty ? "< >" : "< %s >",
            choice_cell(field->of, field->edit.text, word));
        return;
    }
    int x = area.x;
    for (int i = 0; names[i]; i++) {
        bool current = strcmp(names[i], field->edit.text) == 0;
        const char *shown = choice_cell(field->of, names[i], word);
        x = screen_textf(area.y, x, text_width(shown) + 2, current ? STYLE_FOCUS : STYLE_FIELD,
                " %s ", shown) +
            1;
    }
}

void form_field_draw_day(const char *typed, const struct context *context, struct area area)
{
    char iso[DAY_TEXT_SIZE], shown[DATE_SHOWN_SIZE], distance[32];
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
            screen_ascii() ? "->" : "→", weekday, date_show(day, context_dates(context), shown),
            distance);
}

/* A date is shown by the setting `dates` unless it is being edited. */
static void form_draw_text(
    struct form_field *field, const struct context *context, struct area area, bool focused)
{
    char day[DATE_SHOWN_SIZE];
    const char *text = field->edit.text;
    const char *shown = focused || field->of->type != FIELD_DAY
                            ? text
                            : date_show_stored(text, context_dates(context), day);
    if (shown != text)
        screen_text(area.y, area.x, area.width, STYLE_FIELD, shown);
    else
        edit_draw(&field->edit, area, focused ? STYLE_FOCUS : STYLE_FIELD, focused);
}

static void form_draw_reference(const struct form_field *field, struct area area, bool focused)
{
    const char *text = field->shown ? field->shown : field->edit.text;
    screen_text(area.y, area.x, area.width, focused ? STYLE_FOCUS : STYLE_FIELD, text);
    if (focused)
        screen_cursor(area.y, area.x);
}

void form_field_draw(
    struct form_field *field, struct context *context, struct area area, bool focused)
{
    assert(field->of);
    struct area body = area;
    int height = form_body_height(field), width = form_body_width(field->of);
    field->area = area;
    body.height = height < area.height ? height : area.height;
    body.width = width < area.width ? width : area.width;
    if (form_field_choices(field->of))
        form_draw_choice(field, area, focused);
    else if (field->of->type == FIELD_REF)
        form_draw_reference(field, body, focused);
    else
        form_draw_text(field, context, body, focused);
    struct area beside = {area.y, area.x + body.width + 1, 1, area.width - body.width - 1};
    if (field->of->type == FIELD_DAY)
        form_field_draw_day(field->edit.text, context, beside);
    else if (field->of->unit && beside.width > 0)
        screen_text(beside.y, beside.x, beside.width, STYLE_MUTED, field->of->unit);
    if (field->error)
        screen_wrapped((struct area){area.y + height, area.x, area.height - height, area.width},
            STYLE_BAD, field->error);
}
