/*
 * agenda_actions.c: what is done to a line of the agenda: it is called done, or put off.
 */
#include "core/agenda/agenda.h"
#include "core/kind/snooze.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>

static enum li_err agenda_write_record(struct store *store, void *arg, struct li_error *err)
{
    return record_write(store, arg, err);
}

static void agenda_first_problem(void *arg, int field, const char *message)
{
    struct li_error *err = arg;
    (void)field;
    if (err->code == LI_OK)
        li_fail(err, LI_REFUSED, "%s", message);
}

/* label is taken. */
static enum li_err agenda_save(
    struct context *context, struct record *record, char *label, struct li_error *err)
{
    struct li_error why = {.code = LI_OK};
    enum li_err code =
        record_check(context, record, agenda_first_problem, &why) > 0 ? LI_REFUSED : LI_OK;
    if (!code)
        code = journal_write(context->store, label, agenda_write_record, record, NULL, &why);
    free(label);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}

enum li_err agenda_end(
    struct context *context, const struct agenda_line *line, struct li_error *err)
{
    const struct agenda_topic_spec *topic = &agenda_topics[line->topic];
    int field = topic->ends ? kind_field(topic->kind, topic->ends) : -1;
    struct record *record;
    char today[DAY_TEXT_SIZE];
    if (field < 0)
        return li_fail(err, LI_REFUSED, "\"%s\" can't be marked done here.", line->what);
    enum li_err code = record_load(context, topic->kind, &line->id, &record, err);
    if (code)
        return code;
    record_set(record, field, date_text(context->today, today));
    code = agenda_save(context, record,
        li_format("%s \"%s\": %s %s", topic->kind->label, line->what,
            topic->kind->fields[field].label, today),
        err);
    record_free(record);
    return code;
}

/* What put the line off last, or a new one. */
static enum li_err agenda_find_snooze(
    struct context *context, const char *key, struct record **out, struct li_error *err)
{
    struct id id;
    struct query *query = query_new(context->store,
        "SELECT id FROM snooze WHERE about = ?1 AND archived_on IS NULL ORDER BY until DESC", err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, key);
    int step = query_step(query, err);
    bool there = step > 0 && query_id(query, 0, &id);
    query_free(query);
    if (step < 0)
        return err->code;
    if (there)
        return record_load(context, &kind_snooze, &id, out, err);
    *out = record_new(context, &kind_snooze);
    record_set(*out, SNOOZE_ABOUT, key);
    return LI_OK;
}

enum li_err agenda_snooze(
    struct context *context, const struct agenda_line *line, day_t until, struct li_error *err)
{
    struct li_error own = {0};
    char day[DAY_TEXT_SIZE];
    struct record *record = NULL;
    err = err ? err : &own;
    date_text(until, day);
    if (until <= context->today)
        return li_fail(err, LI_REFUSED, "Choose a future date; %s is past.", day);
    char *key = agenda_key(line);
    enum li_err code = agenda_find_snooze(context, key, &record, err);
    if (!code) {
        record_set(record, SNOOZE_UNTIL, day);
        code =
            agenda_save(context, record, li_format("Snooze \"%s\" until %s", line->what, day), err);
    }
    record_free(record);
    free(key);
    return code;
}
