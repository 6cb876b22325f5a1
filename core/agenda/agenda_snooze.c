/*
 * agenda_snooze.c: a line snoozed until a day.
 */
#include "core/agenda/agenda.h"
#include "core/agenda/agenda_save.h"
#include "core/base/text.h"
#include "core/kind/snooze.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

/* The latest snooze of the line, or a new one. */
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
    bool found = step > 0 && query_id(query, 0, &id);
    query_free(query);
    if (step < 0)
        return err->code;
    if (found)
        return record_load(context, &kind_snooze, &id, out, err);
    *out = record_new(context, &kind_snooze);
    record_set(*out, SNOOZE_ABOUT, key);
    return LI_OK;
}

enum li_err agenda_snooze(
    struct context *context, const struct agenda_line *line, day_t until, struct li_error *err)
{
    char day[DAY_TEXT_SIZE];
    struct record *record = NULL;
    assert(until != DAY_NONE);
    date_text(until, day);
    if (until <= context->today)
        return li_fail(err, LI_REFUSED, "Choose a future date; %s is %s.", day,
            until == context->today ? "today" : "past");
    char *key = agenda_line_key(line);
    enum li_err code = agenda_find_snooze(context, key, &record, err);
    if (!code) {
        char *what = text_quoted(line->what), *label = li_format("Snooze %s until %s", what, day);
        record_set(record, SNOOZE_UNTIL, day);
        code = agenda_save(context, record, label, err);
        free(label);
        free(what);
    }
    record_free(record);
    free(key);
    return code;
}
