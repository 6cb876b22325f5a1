/*
 * log_contact.c: from what was typed to an activity, and what it says.
 */
#include "core/log/log_contact.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/people/my_portfolio.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One contact on its way to the records that are written. */
struct meeting {
    struct li *li;
    const struct contact *contact;
    struct record *record;   /* the new activity */
    struct record *answered; /* NULL: it answers none */
    int field;               /* what is wrong, -1 when nothing is */
    struct li_error *err;
};

static void free_meeting(struct meeting *meeting)
{
    record_free(meeting->record);
    record_free(meeting->answered);
}

/* --- reading ---------------------------------------------------------------------------------- */

static enum li_err read_fields(struct meeting *meeting)
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
            code = record_read(
                meeting->li, meeting->record, given[i].field, given[i].typed, meeting->err);
    }
    meeting->field = code ? meeting->field : -1;
    return code;
}

int contact_serves(const struct kind *kind)
{
    static const int fields[] = {ACTIVITY_GOAL, ACTIVITY_COMMITMENT, ACTIVITY_PLAN};
    for (size_t i = 0; kind && i < sizeof fields / sizeof *fields; i++)
        if (strcmp(kind_activity.fields[fields[i]].ref, kind->name) == 0)
            return fields[i];
    return -1;
}

static void add_purpose(struct meeting *meeting)
{
    char text[ID_TEXT_SIZE];
    int field = contact_serves(meeting->contact->of);
    if (field >= 0 && meeting->contact->of_id)
        record_set(meeting->record, field, id_text(meeting->contact->of_id, text));
}

/* Who is at work, when just one person is called so. */
static void add_us(struct meeting *meeting)
{
    char *name = NULL, text[ID_TEXT_SIZE];
    struct id first;
    if (mine_name(meeting->li, &name, NULL) != LI_OK)
        return;
    char *sql = mine_people("?1");
    struct query *query = query_new(meeting->li->store, sql, NULL);
    if (query)
        query_bind_text(query, 1, name);
    bool found = query && query_step(query, NULL) > 0 && query_id(query, 0, &first);
    if (found && query_step(query, NULL) == 0)
        record_set(meeting->record, ACTIVITY_OUR_PERSON, id_text(&first, text));
    query_free(query);
    free(sql);
    free(name);
}

static void first_problem(void *arg, int field, const char *message)
{
    struct meeting *meeting = arg;
    if (meeting->err->code)
        return;
    meeting->field = field;
    li_fail(meeting->err, LI_REFUSED, "%s", message);
}

static enum li_err refuse_archived(struct meeting *meeting, const struct id *affiliate)
{
    struct record *record;
    enum li_err code = record_load(meeting->li, &kind_affiliate, affiliate, &record, meeting->err);
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
static enum li_err answer(struct meeting *meeting)
{
    char text[DAY_TEXT_SIZE];
    day_t day = record_day(meeting->record, ACTIVITY_DAY), today = meeting->li->today;
    if (!meeting->contact->answers)
        return LI_OK;
    enum li_err code = record_load(
        meeting->li, &kind_activity, meeting->contact->answers, &meeting->answered, meeting->err);
    if (!code)
        record_set(meeting->answered, ACTIVITY_FOLLOW_UP_DONE_ON,
            day_text(day < today ? day : today, text));
    return code;
}

static enum li_err prepare(struct meeting *meeting, const struct id *affiliate)
{
    char text[ID_TEXT_SIZE];
    meeting->record = record_new(meeting->li, &kind_activity);
    record_set(meeting->record, ACTIVITY_AFFILIATE, id_text(affiliate, text));
    enum li_err code = refuse_archived(meeting, affiliate);
    if (!code)
        code = read_fields(meeting);
    if (code)
        return code;
    if (record_day(meeting->record, ACTIVITY_DAY) > meeting->li->today)
        record_set(meeting->record, ACTIVITY_STATE, "planned");
    add_us(meeting);
    add_purpose(meeting);
    if (record_check(meeting->li, meeting->record, first_problem, meeting) > 0)
        return LI_REFUSED;
    return answer(meeting);
}

/* --- saying ----------------------------------------------------------------------------------- */

static void say_day(const struct record *record, int field, FILE *out)
{
    char text[DAY_TEXT_SIZE];
    day_t day = record_day(record, field);
    fprintf(out, "%s %s", day_weekday_name(day), day_text(day, text));
}

static void say_field(
    struct li *li, const char *before, const struct record *record, int field, FILE *out)
{
    if (!record_get(record, field))
        return;
    char *shown = field_show(li, &record->kind->fields[field], record_get(record, field));
    fprintf(out, "%s%s", before, shown);
    free(shown);
}

static char *sentence(const struct meeting *meeting)
{
    const struct record *record = meeting->record;
    const char *kind = record_get(record, ACTIVITY_KIND);
    char *said = NULL;
    FILE *out = li_text_open(&said);
    fprintf(out, "%c%s", toupper((unsigned char)*kind), kind + 1);
    say_field(meeting->li, " with ", record, ACTIVITY_THEIR_PERSON, out);
    say_field(meeting->li, " about ", record, ACTIVITY_TITLE, out);
    fputs(record_day(record, ACTIVITY_DAY) > meeting->li->today ? ", planned for " : " on ", out);
    say_day(record, ACTIVITY_DAY, out);
    if (record_get(record, ACTIVITY_FOLLOW_UP_ON)) {
        fputs("; follow up on ", out);
        say_day(record, ACTIVITY_FOLLOW_UP_ON, out);
    }
    fputs(".", out);
    li_text_close(out);
    return said;
}

enum li_err contact_preview(struct li *li, const struct id *affiliate,
    const struct contact *contact, char **said, struct li_error *err)
{
    struct li_error why = {0};
    struct meeting meeting = {.li = li, .contact = contact, .field = -1, .err = &why};
    enum li_err code = prepare(&meeting, affiliate);
    *said = code ? NULL : sentence(&meeting);
    free_meeting(&meeting);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}

/* --- writing ---------------------------------------------------------------------------------- */

static enum li_err write_both(struct store *store, void *arg, struct li_error *err)
{
    const struct meeting *meeting = arg;
    enum li_err code = record_write(store, meeting->record, err);
    if (!code && meeting->answered)
        code = record_write(store, meeting->answered, err);
    return code;
}

/* "Log call with CAMA: Renewal" */
static char *label_of(const struct meeting *meeting, const struct id *affiliate)
{
    const char *about = record_get(meeting->record, ACTIVITY_TITLE);
    char *title = record_title(meeting->li, &kind_affiliate, affiliate);
    char *label = li_format("Log %s with \"%s\"%s%s", record_get(meeting->record, ACTIVITY_KIND),
        title ? title : "", about ? ": " : "", about ? about : "");
    free(title);
    return label;
}

enum li_err contact_log(struct li *li, const struct id *affiliate, const struct contact *contact,
    char **said, int *field, struct li_error *err)
{
    struct li_error why = {0};
    struct meeting meeting = {.li = li, .contact = contact, .field = -1, .err = &why};
    enum li_err code = prepare(&meeting, affiliate);
    if (!code) {
        char *label = label_of(&meeting, affiliate);
        code = journal_write(li->store, label, write_both, &meeting, NULL, &why);
        free(label);
    }
    if (said)
        *said = code ? NULL : sentence(&meeting);
    if (field)
        *field = meeting.field;
    free_meeting(&meeting);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}

/* --- coming back to it ------------------------------------------------------------------------ */

static enum li_err write_record(struct store *store, void *arg, struct li_error *err)
{
    return record_write(store, arg, err);
}

static enum li_err write_followed(struct li *li, struct record *activity, struct li_error *err)
{
    char text[DAY_TEXT_SIZE];
    char *title = record_called(li, activity);
    char *label = li_format("Follow up \"%s\"", title);
    record_set(activity, ACTIVITY_FOLLOW_UP_DONE_ON, day_text(li->today, text));
    enum li_err code = journal_write(li->store, label, write_record, activity, NULL, err);
    free(label);
    free(title);
    return code;
}

enum li_err contact_followed(struct li *li, const struct id *activity, struct li_error *err)
{
    struct record *record;
    enum li_err code = record_load(li, &kind_activity, activity, &record, err);
    if (code)
        return code;
    const char *done = record_get(record, ACTIVITY_FOLLOW_UP_DONE_ON);
    if (!record_get(record, ACTIVITY_FOLLOW_UP_ON))
        code = li_fail(err, LI_REFUSED, "No follow-up is set for it.");
    else if (done)
        code = li_fail(err, LI_REFUSED, "It was followed up on %s already.", done);
    else
        code = write_followed(li, record, err);
    record_free(record);
    return code;
}
