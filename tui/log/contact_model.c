/*
 * contact_model.c: what a contact is begun from, what is typed of it, and what that says.
 */
#include "tui/log/contact_model.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "core/people/affiliate_of.h"
#include "data/base/memory.h"
#include <stdlib.h>

static const int line_fields[CONTACT_LINES] = {
    [CONTACT_KIND] = ACTIVITY_KIND,
    [CONTACT_WITH] = ACTIVITY_THEIR_PERSON,
    [CONTACT_ABOUT] = ACTIVITY_TITLE,
    [CONTACT_FOLLOW_UP] = ACTIVITY_FOLLOW_UP_ON,
    [CONTACT_DAY] = ACTIVITY_DAY,
    [CONTACT_DETAILS] = ACTIVITY_DETAILS,
};

/* What is typed or chosen there, as contact.h takes it; text must hold an id. NULL: nothing. */
static const char *typed(
    const struct contacting *contacting, enum contact_line line, char text[ID_TEXT_SIZE])
{
    const struct one *person = few_chosen(&contacting->people);
    if (line == CONTACT_WITH)
        return person ? id_text(&person->id, text) : NULL;
    const struct edit *edit = &contacting->slots[line].edit;
    return edit->length > 0 ? edit->text : NULL;
}

static struct contact written(const struct contacting *contacting, char text[ID_TEXT_SIZE])
{
    return (struct contact){
        .kind = typed(contacting, CONTACT_KIND, text),
        .with = typed(contacting, CONTACT_WITH, text),
        .about = typed(contacting, CONTACT_ABOUT, text),
        .on = typed(contacting, CONTACT_DAY, text),
        .follow_up = typed(contacting, CONTACT_FOLLOW_UP, text),
        .details = typed(contacting, CONTACT_DETAILS, text),
        .answers = id_is_nil(&contacting->answers) ? NULL : &contacting->answers,
        .of = contacting->of,
        .of_id = &contacting->of_id,
    };
}

void contacting_look(struct contacting *contacting, struct li *li)
{
    char text[ID_TEXT_SIZE];
    struct li_error err;
    struct contact contact = written(contacting, text);
    free(contacting->said);
    free(contacting->wrong);
    contacting->wrong = NULL;
    if (contact_preview(li, &contacting->affiliate, &contact, &contacting->said, &err) != LI_OK)
        contacting->wrong = li_strdup(err.message);
}

enum li_err contacting_save(struct contacting *contacting, struct li *li, char **said,
    enum contact_line *line, struct li_error *err)
{
    char text[ID_TEXT_SIZE];
    struct contact contact = written(contacting, text);
    int field = -1;
    enum li_err code = contact_log(li, &contacting->affiliate, &contact, said, &field, err);
    for (int i = 0; i < CONTACT_LINES && code != LI_OK; i++)
        if (line_fields[i] == field)
            *line = (enum contact_line)i;
    if (code == LI_OK)
        keeping_done(&contacting->keeping, li);
    return code;
}

/* --- the draft -------------------------------------------------------------------------------- */

/* Words and days; what kind it is and with whom is chosen again soon enough. */
static bool has_words(const struct contacting *contacting)
{
    static const enum contact_line lines[] = {CONTACT_ABOUT, CONTACT_FOLLOW_UP, CONTACT_DETAILS};
    bool any = false;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        any |= contacting->slots[lines[i]].edit.length > 0;
    return any;
}

enum li_err contacting_keep(struct contacting *contacting, struct li *li, struct li_error *err)
{
    char person[ID_TEXT_SIZE];
    const char *kept[ACTIVITY_FIELD_COUNT] = {0};
    for (int i = 0; i < CONTACT_LINES; i++)
        kept[line_fields[i]] = typed(contacting, (enum contact_line)i, person);
    return keeping_keep(&contacting->keeping, li, has_words(contacting) ? kept : NULL, NULL, err);
}

static enum li_err take_up(
    struct contacting *contacting, struct li *li, char **at, struct li_error *err)
{
    struct draft *draft;
    struct id person;
    enum li_err code = keeping_take_up(&contacting->keeping, li, NULL, NULL, &draft, at, err);
    if (!draft)
        return code;
    for (int i = 0; i < CONTACT_LINES; i++)
        if (i != CONTACT_WITH && draft->typed[line_fields[i]])
            slot_put(&contacting->slots[i], li, draft->typed[line_fields[i]]);
    const char *with = draft->typed[ACTIVITY_THEIR_PERSON];
    if (with && id_parse(with, &person))
        contacting_choose(contacting, li, &person);
    else
        few_choose(&contacting->people, NULL);
    draft_free(draft);
    return LI_OK;
}

/* --- from the beginning ----------------------------------------------------------------------- */

static void add_person(void *arg, const struct id *person, const char *name, const char *role)
{
    few_add(arg, person, name, role);
}

void contacting_choose(struct contacting *contacting, struct li *li, const struct id *person)
{
    few_choose(&contacting->people, person);
    char *name = few_chosen(&contacting->people) ? NULL : record_title(li, &kind_person, person);
    if (name) {
        few_add(&contacting->people, person, name, NULL);
        few_choose(&contacting->people, person);
    }
    free(name);
}

/* An activity whose follow-up is open is answered, and says with whom. */
static void answer(struct contacting *contacting, struct li *li, const struct record *activity)
{
    struct id person;
    const char *with = record_get(activity, ACTIVITY_THEIR_PERSON);
    bool open = record_get(activity, ACTIVITY_FOLLOW_UP_ON) &&
                !record_get(activity, ACTIVITY_FOLLOW_UP_DONE_ON);
    if (with && id_parse(with, &person))
        contacting_choose(contacting, li, &person);
    if (!open)
        return;
    char *called = record_called(li, activity);
    contacting->answers = activity->id;
    contacting->why = li_format("Follows up \"%s\".", called);
    free(called);
}

static void serve(struct contacting *contacting, struct li *li, const struct record *record)
{
    char *called = record_called(li, record);
    contacting->of = record->kind;
    contacting->of_id = record->id;
    contacting->why = li_format("For the %s \"%s\".", record->kind->name, called);
    free(called);
}

/* What the record it is begun from says of it. */
static enum li_err read_origin(struct contacting *contacting, struct li *li,
    const struct kind *kind, const struct id *id, struct li_error *err)
{
    struct record *record;
    enum li_err code = record_load(li, kind, id, &record, err);
    if (code != LI_OK)
        return code;
    if (kind == &kind_person)
        contacting_choose(contacting, li, id);
    else if (kind == &kind_activity)
        answer(contacting, li, record);
    else if (contact_serves(kind) >= 0)
        serve(contacting, li, record);
    record_free(record);
    return LI_OK;
}

static void start_slots(struct contacting *contacting, struct li *li)
{
    struct record *record = record_new(li, &kind_activity);
    for (int i = 0; i < CONTACT_LINES; i++)
        slot_start(&contacting->slots[i], li, &kind_activity.fields[line_fields[i]],
            record_get(record, line_fields[i]));
    record_free(record);
}

enum li_err contacting_start(struct contacting *contacting, struct li *li, const struct kind *kind,
    const struct id *id, const struct id *draft, char **at, struct li_error *err)
{
    *contacting = (struct contacting){.people.chosen = -1};
    *at = NULL;
    edit_start(&contacting->words, NULL, false);
    start_slots(contacting, li);
    struct id *affiliate = &contacting->affiliate;
    enum li_err code = counterpart_of(li, kind, id, affiliate, err);
    if (code == LI_OK)
        code = counterpart_people(li, affiliate, add_person, &contacting->people, err);
    if (code == LI_OK)
        code = read_origin(contacting, li, kind, id, err);
    contacting->keeping =
        (struct keeping){.kind = &kind_activity, .about = ACTIVITY_AFFILIATE, .id = *affiliate};
    if (draft)
        contacting->keeping.key = *draft;
    if (code == LI_OK)
        code = take_up(contacting, li, at, err);
    if (code != LI_OK)
        return code;
    contacting->title = record_title(li, &kind_affiliate, affiliate);
    contacting_look(contacting, li);
    return LI_OK;
}

void contacting_free(struct contacting *contacting)
{
    for (int i = 0; i < CONTACT_LINES; i++)
        slot_free(&contacting->slots[i]);
    edit_free(&contacting->words);
    few_free(&contacting->people);
    free(contacting->title);
    free(contacting->why);
    free(contacting->said);
    free(contacting->wrong);
}
