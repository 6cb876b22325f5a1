/*
 * log_contact.c: from what was typed to an activity, and what it says.
 */
#include "core/log/log_contact.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/people/my_portfolio.h"
#include "core/record/field.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One contact on its way to the records that are written. */
struct meeting {
    struct context *context;
    const struct contact *contact;
    struct record *record;   /* the new activity */
    struct record *answered; /* NULL: it answers none */
    int field;               /* what is wrong, -1 when nothing is */
    struct li_error *err;
};

static void log_free_meeting(struct meeting *meeting)
{
    record_free(meeting->record);
    record_free(meeting->answered);
}

/* --- reading ---------------------------------------------------------------------------------- */

static enum li_err log_read_fields(struct meeting *meeting)
{
    const struct contact *contact = meeting->contact;
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
        meeting->field = given[i].field;
        if (given[i].typed)
            code = record_parse(
                meeting->context, meeting->record, given[i].field, given[i].typed, meeting->err);
    }
    meeting->field = code ? meeting->field : -1;
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

static void log_add_purpose(struct meeting *meeting)
{
    char text[ID_TEXT_SIZE];
    int field = log_contact_serves(meeting->contact->of);
    if (field >= 0 && meeting->contact->of_id)
        record_set(meeting->record, field, id_text(meeting->contact->of_id, text));
}

/* Who is at work, when just one person is called so. */
static void log_add_us(struct meeting *meeting)
{
    char *name = NULL, text[ID_TEXT_SIZE];
    struct id first;
    if (my_portfolio_name(meeting->context, &name, NULL) != LI_OK)
        return;
    char *sql = my_portfolio_people("?1");
    struct query *query = query_new(meeting->context->store, sql, NULL);
    if (query)
        query_bind_text(query, 1, name);
    bool found = query && query_step(query, NULL) > 0 && query_id(query, 0, &first);
    if (found && query_step(query, NULL) == 0)
        record_set(meeting->record, ACTIVITY_OUR_PERSON, id_text(&first, text));
    query_free(query);
    free(sql);
    free(name);
}

static void log_first_problem(void *arg, int field, const char *message)
{
    struct meeting *meeting = arg;
    if (meeting->err->code)
        return;
    meeting->field = field;
    li_fail(meeting->err, LI_REFUSED, "%s", message);
}

static enum li_err log_refuse_archived(struct meeting *meeting, const struct id *affiliate)
{
    struct record *record;
    enum li_err code =
        record_load(meeting->context, &kind_affiliate, affiliate, &record, meeting->err);
    if (code)
        return code;
    if (record->archived_on != DAY_NONE)
        code = li_fail(meeting->err, LI_REFUSED,
            "\"%s\" is archived; restore it to log a contact with it.",
            record_get(record, AFFILIATE_NAME));
    record_free(record);
    return code;
}

/* What it answers is done on the day of the contact, or today if that is only planned. */
static enum li_err log_answer(struct meeting *meeting)
{
    char text[DAY_TEXT_SIZE];
    day_t day = record_day(meeting->record, ACTIVITY_DAY), today = meeting->context->today;
    if (!meeting->contact->answers)
        return LI_OK;
    enum li_err code = record_load(meeting->context, &kind_activity, meeting->contact->answers,
        &meeting->answered, meeting->err);
    if (!code)
        record_set(meeting->answered, ACTIVITY_FOLLOW_UP_DONE_ON,
            date_text(day < today ? day : today, text));
    return code;
}

static enum li_err log_contact_prepare(struct meeting *meeting, const struct id *affiliate)
{
    char text[ID_TEXT_SIZE];
    meeting->record = record_new(meeting->context, &kind_activity);
    record_set(meeting->record, ACTIVITY_AFFILIATE, id_text(affiliate, text));
    enum li_err code = log_refuse_archived(meeting, affiliate);
    if (!code)
        code = log_read_fields(meeting);
    if (code)
        return code;
    if (record_day(meeting->record, ACTIVITY_DAY) > meeting->context->today)
        record_set(meeting->record, ACTIVITY_STATE, "planned");
    log_add_us(meeting);
    log_add_purpose(meeting);
    if (record_check(meeting->context, meeting->record, log_first_problem, meeting) > 0)
        return LI_REFUSED;
    return log_answer(meeting);
}

/* --- saying ----------------------------------------------------------------------------------- */

static void log_say_day(const struct record *record, int field, FILE *out)
{
    char text[DAY_TEXT_SIZE];
    day_t day = record_day(record, field);
    fprintf(out, "%s %s", date_weekday_name(day), date_text(day, text));
}

static void log_say_field(
    struct context *context, const char *before, const struct record *record, int field, FILE *out)
{
    if (!record_get(record, field))
        return;
    char *shown = field_show(context, &record->kind->fields[field], record_get(record, field));
    fprintf(out, "%s%s", before, shown);
    free(shown);
}

static char *log_sentence(const struct meeting *meeting)
{
    const struct record *record = meeting->record;
    const char *kind = record_get(record, ACTIVITY_KIND);
    char *said = NULL;
    FILE *out = li_text_open(&said);
    fprintf(out, "%c%s", toupper((unsigned char)*kind), kind + 1);
    log_say_field(meeting->context, " with ", record, ACTIVITY_THEIR_PERSON, out);
    log_say_field(meeting->context, " about ", record, ACTIVITY_TITLE, out);
    fputs(record_day(record, ACTIVITY_DAY) > meeting->context->today ? ", planned for " : " on ",
        out);
    log_say_day(record, ACTIVITY_DAY, out);
    if (record_get(record, ACTIVITY_FOLLOW_UP_ON)) {
        fputs("; follow up on ", out);
        log_say_day(record, ACTIVITY_FOLLOW_UP_ON, out);
    }
    fputs(".", out);
    li_text_close(out);
    return said;
}

enum li_err log_contact_preview(struct context *context, const struct id *affiliate,
    const struct contact *contact, char **said, struct li_error *err)
{
    struct li_error why = {0};
    struct meeting meeting = {.context = context, .contact = contact, .field = -1, .err = &why};
    enum li_err code = log_contact_prepare(&meeting, affiliate);
    *said = code ? NULL : log_sentence(&meeting);
    log_free_meeting(&meeting);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}

/* --- writing ---------------------------------------------------------------------------------- */

static enum li_err log_write_both(struct store *store, void *arg, struct li_error *err)
{
    const struct meeting *meeting = arg;
    enum li_err code = record_write(store, meeting->record, err);
    if (!code && meeting->answered)
        code = record_write(store, meeting->answered, err);
    return code;
}

/* "Log call with CAMA: Renewal" */
static char *log_label_of(const struct meeting *meeting, const struct id *affiliate)
{
    const char *about = record_get(meeting->record, ACTIVITY_TITLE);
    char *title = record_title(meeting->context, &kind_affiliate, affiliate);
    char *label = li_format("Log %s with \"%s\"%s%s", record_get(meeting->record, ACTIVITY_KIND),
        title ? title : "", about ? ": " : "", about ? about : "");
    free(title);
    return label;
}

enum li_err log_contact(struct context *context, const struct id *affiliate,
    const struct contact *contact, char **said, int *field, struct li_error *err)
{
    struct li_error why = {0};
    struct meeting meeting = {.context = context, .contact = contact, .field = -1, .err = &why};
    enum li_err code = log_contact_prepare(&meeting, affiliate);
    if (!code) {
        char *label = log_label_of(&meeting, affiliate);
        code = journal_write(context->store, label, log_write_both, &meeting, NULL, &why);
        free(label);
    }
    if (said)
        *said = code ? NULL : log_sentence(&meeting);
    if (field)
        *field = meeting.field;
    log_free_meeting(&meeting);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}

/* --- coming back to it ------------------------------------------------------------------------ */

static enum li_err log_write_record(struct store *store, void *arg, struct li_error *err)
{
    return record_write(store, arg, err);
}

static enum li_err log_write_followed(
    struct context *context, struct record *activity, struct li_error *err)
{
    char text[DAY_TEXT_SIZE];
    char *title = record_called(context, activity);
    char *label = li_format("Mark follow-up done: \"%s\"", title);
    record_set(activity, ACTIVITY_FOLLOW_UP_DONE_ON, date_text(context->today, text));
    enum li_err code = journal_write(context->store, label, log_write_record, activity, NULL, err);
    free(label);
    free(title);
    return code;
}

enum li_err log_contact_followed(
    struct context *context, const struct id *activity, struct li_error *err)
{
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
        code = log_write_followed(context, record, err);
    record_free(record);
    return code;
}
