/*
 * contact_model.c: what a contact is begun from, what is typed of it, and what that says.
 */
#include "tui/log/contact_model.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "core/people/affiliate_of.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <stdlib.h>

static const int contact_line_fields[CONTACT_LINES] = {
    [CONTACT_KIND] = ACTIVITY_KIND,
    [CONTACT_WITH] = ACTIVITY_THEIR_PERSON,
    [CONTACT_ABOUT] = ACTIVITY_TITLE,
    [CONTACT_FOLLOW_UP] = ACTIVITY_FOLLOW_UP_ON,
    [CONTACT_DAY] = ACTIVITY_DAY,
    [CONTACT_DETAILS] = ACTIVITY_DETAILS,
};

/* What is typed or chosen there, as contact.h takes it; text must hold an id. NULL: nothing. */
static const char *contact_typed(
    const struct contact_model *contacting, enum contact_line line, char text[ID_TEXT_SIZE])
{
    const struct one *person = short_list_chosen(&contacting->people);
    if (line == CONTACT_WITH)
        return person ? id_text(&person->id, text) : NULL;
    const struct edit *edit = &contacting->slots[line].edit;
    return edit->length > 0 ? edit->text : NULL;
}

static struct contact contact_written(
    const struct contact_model *contacting, char text[ID_TEXT_SIZE])
{
    return (struct contact){
        .kind = contact_typed(contacting, CONTACT_KIND, text),
        .with = contact_typed(contacting, CONTACT_WITH, text),
        .about = contact_typed(contacting, CONTACT_ABOUT, text),
        .on = contact_typed(contacting, CONTACT_DAY, text),
        .follow_up = contact_typed(contacting, CONTACT_FOLLOW_UP, text),
        .details = contact_typed(contacting, CONTACT_DETAILS, text),
        .answers = id_is_nil(&contacting->answers) ? NULL : &contacting->answers,
        .of = contacting->of,
        .of_id = &contacting->of_id,
    };
}

void contact_model_look(struct contact_model *contacting, struct context *context)
{
    char text[ID_TEXT_SIZE];
    struct li_error err;
    struct contact contact = contact_written(contacting, text);
    free(contacting->said);
    free(contacting->wrong);
    contacting->wrong = NULL;
    if (log_contact_preview(context, &contacting->affiliate, &contact, &contacting->said, &err) !=
        LI_OK)
        contacting->wrong = li_strdup(err.message);
}

enum li_err contact_model_save(struct contact_model *contacting, struct context *context,
    char **said, enum contact_line *line, struct li_error *err)
{
    char text[ID_TEXT_SIZE];
    struct contact contact = contact_written(contacting, text);
    int field = -1;
    enum li_err code = log_contact(context, &contacting->affiliate, &contact, said, &field, err);
    for (int i = 0; i < CONTACT_LINES && code != LI_OK; i++)
        if (contact_line_fields[i] == field)
            *line = (enum contact_line)i;
    if (code == LI_OK)
        form_draft_done(&contacting->keeping, context);
    return code;
}

/* --- the draft -------------------------------------------------------------------------------- */

/* Words and days; what kind it is and with whom is chosen again soon enough. */
static bool contact_has_words(const struct contact_model *contacting)
{
    static const enum contact_line lines[] = {CONTACT_ABOUT, CONTACT_FOLLOW_UP, CONTACT_DETAILS};
    bool any = false;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        any |= contacting->slots[lines[i]].edit.length > 0;
    return any;
}

enum li_err contact_model_keep(
    struct contact_model *contacting, struct context *context, struct li_error *err)
{
    char person[ID_TEXT_SIZE];
    const char *kept[ACTIVITY_FIELD_COUNT] = {0};
    for (int i = 0; i < CONTACT_LINES; i++)
        kept[contact_line_fields[i]] = contact_typed(contacting, (enum contact_line)i, person);
    return form_draft_keep(
        &contacting->keeping, context, contact_has_words(contacting) ? kept : NULL, NULL, err);
}

static enum li_err contact_take_up(
    struct contact_model *contacting, struct context *context, char **at, struct li_error *err)
{
    struct draft *draft;
    struct id person;
    enum li_err code =
        form_draft_take_up(&contacting->keeping, context, NULL, NULL, &draft, at, err);
    if (!draft)
        return code;
    for (int i = 0; i < CONTACT_LINES; i++)
        if (i != CONTACT_WITH && draft->typed[contact_line_fields[i]])
            form_field_put(&contacting->slots[i], context, draft->typed[contact_line_fields[i]]);
    const char *with = draft->typed[ACTIVITY_THEIR_PERSON];
    if (with && id_parse(with, &person))
        contact_model_choose(contacting, context, &person);
    else
        short_list_choose(&contacting->people, NULL);
    draft_free(draft);
    return LI_OK;
}

/* --- from the beginning ----------------------------------------------------------------------- */

static void contact_add_person(
    void *arg, const struct id *person, const char *name, const char *role)
{
    short_list_add(arg, person, name, role);
}

void contact_model_choose(
    struct contact_model *contacting, struct context *context, const struct id *person)
{
    short_list_choose(&contacting->people, person);
    char *name =
        short_list_chosen(&contacting->people) ? NULL : record_title(context, &kind_person, person);
    if (name) {
        short_list_add(&contacting->people, person, name, NULL);
        short_list_choose(&contacting->people, person);
    }
    free(name);
}

/* An activity whose follow-up is open is answered, and says with whom. */
static void contact_answer(
    struct contact_model *contacting, struct context *context, const struct record *activity)
{
    struct id person;
    const char *with = record_get(activity, ACTIVITY_THEIR_PERSON);
    bool open = record_get(activity, ACTIVITY_FOLLOW_UP_ON) &&
                !record_get(activity, ACTIVITY_FOLLOW_UP_DONE_ON);
    if (with && id_parse(with, &person))
        contact_model_choose(contacting, context, &person);
    if (!open)
        return;
    char *called = record_called(context, activity);
    contacting->answers = activity->id;
    contacting->why = li_format("Follow-up to \"%s\".", called);
    free(called);
}

static void contact_serve(
    struct contact_model *contacting, struct context *context, const struct record *record)
{
    char *called = record_called(context, record);
    contacting->of = record->kind;
    contacting->of_id = record->id;
    contacting->why = li_format("For the %s \"%s\".", record->kind->name, called);
    free(called);
}

/* What the record it is begun from says of it. */
static enum li_err contact_read_origin(struct contact_model *contacting, struct context *context,
    const struct kind *kind, const struct id *id, struct li_error *err)
{
    struct record *record;
    enum li_err code = record_load(context, kind, id, &record, err);
    if (code != LI_OK)
        return code;
    if (kind == &kind_person)
        contact_model_choose(contacting, context, id);
    else if (kind == &kind_activity)
        contact_answer(contacting, context, record);
    else if (log_contact_serves(kind) >= 0)
        contact_serve(contacting, context, record);
    record_free(record);
    return LI_OK;
}

static void contact_start_slots(struct contact_model *contacting, struct context *context)
{
    struct record *record = record_new(context, &kind_activity);
    for (int i = 0; i < CONTACT_LINES; i++)
        form_field_start(&contacting->slots[i], context,
            &kind_activity.fields[contact_line_fields[i]],
            record_get(record, contact_line_fields[i]));
    record_free(record);
}

enum li_err contact_model_start(struct contact_model *contacting, struct context *context,
    const struct kind *kind, const struct id *id, const struct id *draft, char **at,
    struct li_error *err)
{
    *contacting = (struct contact_model){.people.chosen = -1};
    *at = NULL;
    edit_start(&contacting->words, NULL, false);
    contact_start_slots(contacting, context);
    struct id *affiliate = &contacting->affiliate;
    enum li_err code = affiliate_of(context, kind, id, affiliate, err);
    if (code == LI_OK)
        code =
            affiliate_of_people(context, affiliate, contact_add_person, &contacting->people, err);
    if (code == LI_OK)
        code = contact_read_origin(contacting, context, kind, id, err);
    contacting->keeping =
        (struct form_draft){.kind = &kind_activity, .about = ACTIVITY_AFFILIATE, .id = *affiliate};
    if (draft)
        contacting->keeping.key = *draft;
    if (code == LI_OK)
        code = contact_take_up(contacting, context, at, err);
    if (code != LI_OK)
        return code;
    contacting->title = record_title(context, &kind_affiliate, affiliate);
    contact_model_look(contacting, context);
    return LI_OK;
}

void contact_model_free(struct contact_model *contacting)
{
    for (int i = 0; i < CONTACT_LINES; i++)
        form_field_free(&contacting->slots[i]);
    edit_free(&contacting->words);
    short_list_free(&contacting->people);
    free(contacting->title);
    free(contacting->why);
    free(contacting->said);
    free(contacting->wrong);
}
