/*
 * contact_model.c: what a contact is begun from, what is typed of it, and the sentence it makes.
 *
 * What holds between contact_model_begin and contact_model_end:
 *
 * 1. After contact_model_preview exactly one of said and wrong is there.
 * 2. A contact that follows up on an activity serves nothing else: of answers and of at most one
 *    is set; why says which.
 * 3. Who it is with is the row chosen in people; fields[CONTACT_WITH] holds no text.
 */
#include "tui/log/contact_model.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "core/people/affiliate_of.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

static const int contact_line_fields[CONTACT_LINES] = {
    [CONTACT_KIND] = ACTIVITY_KIND,
    [CONTACT_WITH] = ACTIVITY_THEIR_PERSON,
    [CONTACT_ABOUT] = ACTIVITY_TITLE,
    [CONTACT_FOLLOW_UP] = ACTIVITY_FOLLOW_UP_ON,
    [CONTACT_DAY] = ACTIVITY_DAY,
    [CONTACT_DETAILS] = ACTIVITY_DETAILS,
};

/* What is typed or chosen in the line, as log_contact.h takes it; text is the room for an id. NULL:
   nothing. */
static const char *contact_typed(
    const struct contact_model *model, enum contact_line line, char text[ID_TEXT_SIZE])
{
    const struct short_list_row *person = short_list_chosen(&model->people);
    if (line == CONTACT_WITH)
        return person ? id_text(&person->id, text) : NULL;
    const struct edit *edit = &model->fields[line].edit;
    return edit->length > 0 ? edit->text : NULL;
}

static struct log_contact contact_written(
    const struct contact_model *model, char text[ID_TEXT_SIZE])
{
    return (struct log_contact){
        .kind = contact_typed(model, CONTACT_KIND, text),
        .with = contact_typed(model, CONTACT_WITH, text),
        .about = contact_typed(model, CONTACT_ABOUT, text),
        .on = contact_typed(model, CONTACT_DAY, text),
        .follow_up = contact_typed(model, CONTACT_FOLLOW_UP, text),
        .details = contact_typed(model, CONTACT_DETAILS, text),
        .answers = id_is_nil(&model->answers) ? NULL : &model->answers,
        .of = model->of,
        .of_id = &model->of_id,
    };
}

void contact_model_preview(struct contact_model *model, struct context *context)
{
    assert(model && context);
    char text[ID_TEXT_SIZE];
    struct li_error err;
    struct log_contact contact = contact_written(model, text);
    free(model->said);
    free(model->wrong);
    model->wrong = NULL;
    if (log_contact_preview(context, &model->affiliate, &contact, &model->said, &err))
        model->wrong = li_strdup(err.message);
    assert(!model->said == (model->wrong != NULL)); /* 1 */
}

enum li_err contact_model_save(struct contact_model *model, struct context *context, char **said,
    enum contact_line *line, struct li_error *err)
{
    assert(model && context && line && err);
    char text[ID_TEXT_SIZE];
    struct log_contact contact = contact_written(model, text);
    int field = -1;
    enum li_err code = log_contact(context, &model->affiliate, &contact, said, &field, err);
    for (int i = 0; i < CONTACT_LINES && code; i++)
        if (contact_line_fields[i] == field)
            *line = (enum contact_line)i;
    if (!code)
        form_draft_done(&model->draft, context);
    return code;
}

/* --- the draft -------------------------------------------------------------------------------- */

/* Whether the draft is worth saving: the type and the person are quickly chosen again. */
static bool contact_has_words(const struct contact_model *model)
{
    static const enum contact_line lines[] = {CONTACT_ABOUT, CONTACT_FOLLOW_UP, CONTACT_DETAILS};
    bool any = false;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        any |= model->fields[lines[i]].edit.length > 0;
    return any;
}

enum li_err contact_model_save_draft(
    struct contact_model *model, struct context *context, struct li_error *err)
{
    assert(model && context && err);
    char person[ID_TEXT_SIZE];
    const char *typed[ACTIVITY_FIELD_COUNT] = {0};
    for (int i = 0; i < CONTACT_LINES; i++)
        typed[contact_line_fields[i]] = contact_typed(model, (enum contact_line)i, person);
    return form_draft_save(
        &model->draft, context, contact_has_words(model) ? typed : NULL, NULL, err);
}

static enum li_err contact_resume(
    struct contact_model *model, struct context *context, char **at, struct li_error *err)
{
    struct draft *draft;
    struct id person;
    enum li_err code = form_draft_resume(&model->draft, context, NULL, NULL, &draft, at, err);
    if (!draft)
        return code;
    for (int i = 0; i < CONTACT_LINES; i++)
        if (i != CONTACT_WITH && draft->typed[contact_line_fields[i]])
            form_field_set(&model->fields[i], context, draft->typed[contact_line_fields[i]]);
    const char *with = draft->typed[ACTIVITY_THEIR_PERSON];
    if (with && id_parse(with, &person))
        contact_model_choose(model, context, &person);
    else
        short_list_choose(&model->people, NULL);
    draft_free(draft);
    return LI_OK;
}

/* --- beginning -------------------------------------------------------------------------------- */

static void contact_add_person(
    void *arg, const struct id *person, const char *name, const char *role)
{
    short_list_add(arg, person, name, role);
}

void contact_model_choose(
    struct contact_model *model, struct context *context, const struct id *person)
{
    assert(model && context && !id_is_nil(person));
    short_list_choose(&model->people, person);
    char *name =
        short_list_chosen(&model->people) ? NULL : record_title(context, &kind_person, person);
    if (name) {
        short_list_add(&model->people, person, name, NULL);
        short_list_choose(&model->people, person);
    }
    free(name);
}

/* The contact is with the activity's person and, if its follow-up is open, follows up on it. */
static void contact_set_follow_up(
    struct contact_model *model, struct context *context, const struct record *activity)
{
    struct id person;
    const char *with = record_get(activity, ACTIVITY_THEIR_PERSON);
    bool open = record_get(activity, ACTIVITY_FOLLOW_UP_ON) &&
                !record_get(activity, ACTIVITY_FOLLOW_UP_DONE_ON);
    if (with && id_parse(with, &person))
        contact_model_choose(model, context, &person);
    if (!open)
        return;
    char *called = record_called(context, activity);
    model->answers = activity->id;
    model->why = li_format("Follow-up to \"%s\".", called);
    free(called);
}

static void contact_set_purpose(
    struct contact_model *model, struct context *context, const struct record *record)
{
    char *called = record_called(context, record);
    model->of = record->kind;
    model->of_id = record->id;
    model->why = li_format("For the %s \"%s\".", record->kind->name, called);
    free(called);
}

/* Takes what the record it is begun from says: the person, the follow-up, the purpose. */
static enum li_err contact_load_origin(struct contact_model *model, struct context *context,
    const struct kind *kind, const struct id *id, struct li_error *err)
{
    struct record *record;
    enum li_err code = record_load(context, kind, id, &record, err);
    if (code)
        return code;
    if (kind == &kind_person)
        contact_model_choose(model, context, id);
    else if (kind == &kind_activity)
        contact_set_follow_up(model, context, record);
    else if (log_contact_serves(kind) >= 0)
        contact_set_purpose(model, context, record);
    record_free(record);
    return LI_OK;
}

static void contact_begin_fields(struct contact_model *model, struct context *context)
{
    struct record *record = record_new(context, &kind_activity);
    for (int i = 0; i < CONTACT_LINES; i++)
        form_field_begin(&model->fields[i], context, &kind_activity.fields[contact_line_fields[i]],
            record_get(record, contact_line_fields[i]));
    record_free(record);
}

enum li_err contact_model_begin(struct contact_model *model, struct context *context,
    const struct kind *kind, const struct id *id, const struct id *draft, char **at,
    struct li_error *err)
{
    assert(model && context && kind && !id_is_nil(id) && at && err);
    *model = (struct contact_model){.people.chosen = -1};
    *at = NULL;
    edit_begin(&model->words, NULL, false);
    contact_begin_fields(model, context);
    struct id *affiliate = &model->affiliate;
    enum li_err code = affiliate_of(context, kind, id, affiliate, err);
    if (!code)
        code = affiliate_of_people(context, affiliate, contact_add_person, &model->people, err);
    if (!code)
        code = contact_load_origin(model, context, kind, id, err);
    model->draft =
        (struct form_draft){.kind = &kind_activity, .about = ACTIVITY_AFFILIATE, .id = *affiliate};
    if (draft)
        model->draft.key = *draft;
    if (!code)
        code = contact_resume(model, context, at, err);
    if (code)
        return code;
    model->title = record_title(context, &kind_affiliate, affiliate);
    contact_model_preview(model, context);
    return LI_OK;
}

void contact_model_end(struct contact_model *model)
{
    assert(model);
    for (int i = 0; i < CONTACT_LINES; i++)
        form_field_end(&model->fields[i]);
    edit_end(&model->words);
    short_list_free(&model->people);
    free(model->title);
    free(model->why);
    free(model->said);
    free(model->wrong);
}
