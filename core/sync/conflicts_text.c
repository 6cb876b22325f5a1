/*
 * conflicts_text.c: values and sentences about conflicts.
 */
#include "core/sync/conflicts_text.h"
#include "core/base/date_show.h"
#include "core/base/text.h"
#include "core/record/field.h"
#include "core/schema/choice_word.h"
#include "core/sync/gone_record.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *conflicts_text_field(const struct conflicts_item *item)
{
    assert(item);
    const struct field *field = conflicts_item_described(item);
    return field ? field->label : item->field == CONFLICTS_WHOLE ? "Whole record" : "Archived";
}

/* --- values ----------------------------------------------------------------------------------- */

/* Shows a record that is gone by its last title. */
static char *conflicts_text_reference(
    struct context *context, const struct field *field, const char *canonical)
{
    struct id id;
    struct li_error unseen;
    char *title = NULL;
    const struct kind *kind = kind_find(field->ref);
    if (kind && id_parse(canonical, &id))
        gone_record_title(context, kind, &id, &title, &unseen);
    return title ? title : li_strdup(canonical);
}

static char *conflicts_text_value(
    struct context *context, const struct conflicts_item *item, const char *canonical)
{
    const struct field *field = conflicts_item_described(item);
    if (!canonical || !field || field->type == FIELD_CHOICE)
        return li_strdup(canonical);
    char *shown = field_show(context, field, canonical);
    if (field->type != FIELD_REF || strcmp(shown, canonical) != 0)
        return shown;
    free(shown);
    return conflicts_text_reference(context, field, canonical);
}

char *conflicts_text_current(struct context *context, const struct conflicts_item *item)
{
    assert(context && item);
    return conflicts_text_value(context, item, item->current);
}

char *conflicts_text_lost(struct context *context, const struct conflicts_item *item)
{
    assert(context && item);
    return conflicts_text_value(context, item, item->lost);
}

/* Frees value. The caller frees the result. */
static char *conflicts_text_show(
    struct context *context, const struct conflicts_item *item, char *value)
{
    const struct field *field = conflicts_item_described(item);
    char word[CHOICE_WORD_SIZE], day[DATE_SHOWN_SIZE];
    const char *shown = value;
    if (!value || !*value)
        shown = field ? "(blank)" : "no";
    else if (!field || field->type == FIELD_DAY)
        shown = date_show_stored(value, context_dates(context), day);
    else
        shown = choice_cell(field, value, word);
    char *text = li_strdup(shown);
    free(value);
    return text;
}

char *conflicts_text_current_shown(struct context *context, const struct conflicts_item *item)
{
    assert(context && item);
    if (item->gone)
        return li_strdup(item->field == CONFLICTS_WHOLE ? "(left out)" : "(removed)");
    return conflicts_text_show(context, item, conflicts_text_current(context, item));
}

char *conflicts_text_lost_shown(struct context *context, const struct conflicts_item *item)
{
    assert(context && item);
    if (item->field == CONFLICTS_WHOLE)
        return li_format("the %s", item->kind->name);
    return conflicts_text_show(context, item, conflicts_text_lost(context, item));
}

/* --- sentences -------------------------------------------------------------------------------- */

char *conflicts_text_why(const struct conflicts_item *item)
{
    assert(item && item->kind);
    const struct field *field = conflicts_item_described(item);
    const char *name = item->kind->name;
    bool whole = item->field == CONFLICTS_WHOLE;
    switch (item->why) {
    case CONFLICTS_CHANGED: return li_strdup("Changed in two places; the later change was kept.");
    case CONFLICTS_EXISTS: return li_strdup("Added in two places; the value added first was kept.");
    case CONFLICTS_MISSING: return li_format("The %s had been removed before the change.", name);
    case CONFLICTS_RULE:
        return whole ? li_format("Left out: the %s isn't valid.", name)
                     : li_strdup("Left out: the value isn't valid.");
    case CONFLICTS_REFERENCE: break;
    }
    return whole ? li_strdup("Left out: it needs a record that had been removed.")
                 : li_format("The %s it refers to had been removed.",
                       field && field->ref ? field->ref : "record");
}

char *conflicts_text_about(const struct conflicts_item *item)
{
    assert(item && item->title);
    char *title = text_quoted(item->title);
    char *about = item->field == CONFLICTS_WHOLE
                      ? li_format("%s %s", item->kind->name, title)
                      : li_format("%s of %s", conflicts_text_field(item), title);
    free(title);
    return about;
}

/* Whether the value is too long to quote in a sentence. */
static bool conflicts_text_is_long(const struct conflicts_item *item)
{
    const struct field *field = conflicts_item_described(item);
    return field && field->type == FIELD_LONG;
}

char *conflicts_text_outcome(
    struct context *context, const struct conflicts_item *item, enum decision decision)
{
    assert(context && item && item->title);
    bool takes = decision == DECISION_TAKE;
    if (item->gone)
        return li_format("%s \"%s\".", takes ? "Brought back" : "Left out", item->title);
    char *about = conflicts_text_about(item), *outcome;
    char *lost = conflicts_text_lost_shown(context, item);
    if (takes)
        outcome = li_format(
            "Changed %s to %s.", about, conflicts_text_is_long(item) ? "the other text" : lost);
    else
        outcome = li_format("Kept %s.", about);
    free(lost);
    free(about);
    return outcome;
}

/* For a field of a record that still exists. */
static char *conflicts_text_two_values(
    struct context *context, const struct conflicts_item *item, const char *by)
{
    char *current = conflicts_text_current_shown(context, item);
    char *lost = conflicts_text_lost_shown(context, item);
    const char *label = conflicts_text_field(item);
    char *sentence = conflicts_text_is_long(item)
                         ? li_format("%s: the text by %s was not used.", label, by)
                         : li_format("%s is %s; %s by %s was not used.", label, current, lost, by);
    free(lost);
    free(current);
    return sentence;
}

char *conflicts_text_sentence(struct context *context, const struct conflicts_item *item)
{
    assert(context && item && item->title);
    const char *by = item->by && *item->by ? item->by : "someone";
    if (!item->gone)
        return conflicts_text_two_values(context, item, by);
    char *why = conflicts_text_why(item);
    char *sentence = item->field == CONFLICTS_WHOLE
                         ? li_format("Added by %s. %s", by, why)
                         : li_format("%s changed by %s. %s", conflicts_text_field(item), by, why);
    free(why);
    return sentence;
}
