/*
 * log_contact.c: a contact from typed texts to an activity, and its sentence.
 */
#include "core/log/log_contact.h"
#include "core/base/text.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/log/log_judge.h"
#include "core/people/my_portfolio.h"
#include "core/record/field.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A contact before it is written. */
struct log_contact_entry {
    struct context *context;
    const struct log_contact *contact;
    struct record *record;   /* the new activity */
    struct record *answered; /* NULL: it answers none */
    int field;               /* of the activity: the one that is wrong; -1: none */
    struct li_error *err;
};

static void log_contact_entry_clear(struct log_contact_entry *entry)
{
    record_free(entry->record);
    record_free(entry->answered);
}

/* --- parsing ---------------------------------------------------------------------------------- */

static enum li_err log_contact_parse_fields(struct log_contact_entry *entry)
{
    const struct log_contact *contact = entry->contact;
    const struct {
        int field;
        const char *typed;
    } given[] = {
        {ACTIVITY_KIND, contact->kind},
        {ACTIVITY_THEIR_PERSON, contact->with},
        {ACTIVITY_TITLE, contact->about},
        {ACTIVITY_DAY, contact->on},
        {ACTIVITY_FOLLOW_UP_ON, contact->follow_up},
        {ACTIVITY_DETAILS, contact->details},
    };
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof given / sizeof *given && !code; i++) {
        entry->field = given[i].field;
        if (given[i].typed)
            code = record_parse(
                entry->context, entry->record, given[i].field, given[i].typed, entry->err);
    }
    entry->field = code ? entry->field : -1;
    return code;
}

int log_contact_serves(const struct kind *kind)
{
    static const int fields[] = {ACTIVITY_GOAL, ACTIVITY_COMMITMENT, ACTIVITY_PLAN};
    for (size_t i = 0; kind && i < sizeof fields / sizeof *fields; i++)
        if (strcmp(kind_activity.fields[fields[i]].ref, kind->name) == 0)
            return fields[i];
    return -1;
}

static void log_contact_add_purpose(struct log_contact_entry *entry)
{
    char text[ID_TEXT_SIZE];
    int field = log_contact_serves(entry->contact->of);
    if (field >= 0 && entry->contact->of_id)
        record_set(entry->record, field, id_text(entry->contact->of_id, text));
}

/* The user, if exactly one person has that name. */
static void log_contact_add_us(struct log_contact_entry *entry)
{
    char *name = NULL, text[ID_TEXT_SIZE];
    struct id first;
    if (my_portfolio_name(entry->context, &name, &(struct li_error){0}))
        return;
    char *sql = my_portfolio_people("?1");
    struct query *query = query_new(entry->context->store, sql, NULL);
    if (query)
        query_bind_text(query, 1, name);
    bool found = query && query_step(query, NULL) > 0 && query_id(query, 0, &first);
    if (found && query_step(query, NULL) == 0)
        record_set(entry->record, ACTIVITY_OUR_PERSON, id_text(&first, text));
    query_free(query);
    free(sql);
    free(name);
}

static enum li_err log_contact_check_affiliate(
    struct log_contact_entry *entry, const struct id *affiliate)
{
    struct record *record;
    enum li_err code = record_load(entry->context, &kind_affiliate, affiliate, &record, entry->err);
    if (code)
        return code;
    if (record->archived_on != DAY_NONE)
        code = li_fail(entry->err, LI_REFUSED,
            "\"%s\" is archived; restore it to log a contact with it.",
            record_get(record, AFFILIATE_NAME));
    record_free(record);
    return code;
}

/* The follow-up that it answers is done on the day of the contact, or today where that is planned.
 */
static enum li_err log_contact_answer(struct log_contact_entry *entry)
{
    char text[DAY_TEXT_SIZE];
    day_t day = record_day(entry->record, ACTIVITY_DAY), today = entry->context->today;
    if (!entry->contact->answers)
        return LI_OK;
    enum li_err code = record_load(
        entry->context, &kind_activity, entry->contact->answers, &entry->answered, entry->err);
    if (!code)
        record_set(entry->answered, ACTIVITY_FOLLOW_UP_DONE_ON,
            date_text(day < today ? day : today, text));
    return code;
}

static enum li_err log_contact_prepare(struct log_contact_entry *entry, const struct id *affiliate)
{
    char text[ID_TEXT_SIZE];
    entry->record = record_new(entry->context, &kind_activity);
    record_set(entry->record, ACTIVITY_AFFILIATE, id_text(affiliate, text));
    enum li_err code = log_contact_check_affiliate(entry, affiliate);
    if (!code)
        code = log_contact_parse_fields(entry);
    if (code)
        return code;
    if (record_day(entry->record, ACTIVITY_DAY) > entry->context->today)
        record_set(entry->record, ACTIVITY_STATE, "planned");
    log_contact_add_us(entry);
    log_contact_add_purpose(entry);
    code = log_judge(entry->context, entry->record, &entry->field, entry->err);
    return code ? code : log_contact_answer(entry);
}

/* --- in words --------------------------------------------------------------------------------- */

static void log_contact_say_day(const struct log_contact_entry *entry, int field, FILE *out)
{
    char text[DATE_SHOWN_SIZE];
    day_t day = record_day(entry->record, field);
    fprintf(
        out, "%s %s", date_weekday_name(day), date_show(day, context_dates(entry->context), text));
}

static void log_contact_say_person(const struct log_contact_entry *entry, FILE *out)
{
    const struct field *field = &entry->record->kind->fields[ACTIVITY_THEIR_PERSON];
    const char *person = record_get(entry->record, ACTIVITY_THEIR_PERSON);
    if (!person)
        return;
    char *shown = field_show(entry->context, field, person);
    fprintf(out, " with %s", shown);
    free(shown);
}

static void log_contact_say_title(const struct record *record, FILE *out)
{
    const char *title = record_get(record, ACTIVITY_TITLE);
    if (!title)
        return;
    char *quoted = text_quoted(title);
    fprintf(out, ": %s", quoted);
    free(quoted);
}

/* "Call with Ada Byron, Sun 2026-11-29: \"Renewal\"; follow up Fri 2026-12-04." The caller frees
   it. */
static char *log_contact_sentence(const struct log_contact_entry *entry)
{
    const struct record *record = entry->record;
    bool planned = record_day(record, ACTIVITY_DAY) > entry->context->today;
    char *said = NULL, word[CHOICE_WORD_SIZE];
    FILE *out = li_text_open(&said);
    fputs(choice_word(record_get(record, ACTIVITY_KIND), word), out);
    log_contact_say_person(entry, out);
    fputs(planned ? ", planned for " : ", ", out);
    log_contact_say_day(entry, ACTIVITY_DAY, out);
    log_contact_say_title(record, out);
    if (record_get(record, ACTIVITY_FOLLOW_UP_ON)) {
        fputs("; follow up ", out);
        log_contact_say_day(entry, ACTIVITY_FOLLOW_UP_ON, out);
    }
    fputs(".", out);
    li_text_close(out);
    return said;
}

enum li_err log_contact_preview(struct context *context, const struct id *affiliate,
    const struct log_contact *contact, char **said, struct li_error *err)
{
    assert(affiliate && contact && said);
    struct li_error why = {0};
    struct log_contact_entry entry = {
        .context = context, .contact = contact, .field = -1, .err = &why};
    enum li_err code = log_contact_prepare(&entry, affiliate);
    *said = code ? NULL : log_contact_sentence(&entry);
    log_contact_entry_clear(&entry);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}

/* --- writing ---------------------------------------------------------------------------------- */

static enum li_err log_contact_write_both(struct store *store, void *arg, struct li_error *err)
{
    const struct log_contact_entry *entry = arg;
    enum li_err code = record_write(store, entry->record, err);
    if (!code && entry->answered)
        code = record_write(store, entry->answered, err);
    return code;
}

/* "Log call with CAMA: Renewal" */
static char *log_contact_label(const struct log_contact_entry *entry, const struct id *affiliate)
{
    const char *about = record_get(entry->record, ACTIVITY_TITLE);
    char *title = record_title(entry->context, &kind_affiliate, affiliate);
    char *quoted = text_quoted(title ? title : "");
    char word[CHOICE_WORD_SIZE];
    char *label = li_format("Log %s with %s%s%s",
        choice_word_within(record_get(entry->record, ACTIVITY_KIND), word), quoted,
        about ? ": " : "", about ? about : "");
    free(quoted);
    free(title);
    return label;
}

enum li_err log_contact(struct context *context, const struct id *affiliate,
    const struct log_contact *contact, char **said, int *field, struct li_error *err)
{
    assert(affiliate && contact);
    struct li_error why = {0};
    struct log_contact_entry entry = {
        .context = context, .contact = contact, .field = -1, .err = &why};
    enum li_err code = log_contact_prepare(&entry, affiliate);
    if (!code) {
        char *label = log_contact_label(&entry, affiliate);
        code = journal_write(context->store, label, log_contact_write_both, &entry, NULL, &why);
        free(label);
    }
    if (said)
        *said = code ? NULL : log_contact_sentence(&entry);
    if (field)
        *field = entry.field;
    log_contact_entry_clear(&entry);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}

/* --- following up ----------------------------------------------------------------------------- */

static enum li_err log_contact_write_record(struct store *store, void *arg, struct li_error *err)
{
    return record_write(store, arg, err);
}

static enum li_err log_contact_write_followed(
    struct context *context, struct record *activity, struct li_error *err)
{
    char text[DAY_TEXT_SIZE];
    char *title = record_called(context, activity), *quoted = text_quoted(title);
    char *label = li_format("Mark follow-up done: %s", quoted);
    record_set(activity, ACTIVITY_FOLLOW_UP_DONE_ON, date_text(context->today, text));
    enum li_err code =
        journal_write(context->store, label, log_contact_write_record, activity, NULL, err);
    free(label);
    free(quoted);
    free(title);
    return code;
}

enum li_err log_contact_followed(
    struct context *context, const struct id *activity, struct li_error *err)
{
    assert(activity);
    struct record *record;
    enum li_err code = record_load(context, &kind_activity, activity, &record, err);
    if (code)
        return code;
    const char *done = record_get(record, ACTIVITY_FOLLOW_UP_DONE_ON);
    if (!record_get(record, ACTIVITY_FOLLOW_UP_ON))
        code = li_fail(err, LI_REFUSED, "This activity has no follow-up date.");
    else if (done)
        code = li_fail(err, LI_REFUSED, "The follow-up was already done on %s.", done);
    else
        code = log_contact_write_followed(context, record, err);
    record_free(record);
    return code;
}
