/*
 * agenda_step.c: the next steps that core takes itself: something is done, or a record is missing.
 */
#include "core/agenda/agenda.h"
#include "core/agenda/agenda_save.h"
#include "core/base/text.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

enum li_err agenda_end(
    struct context *context, const struct agenda_line *line, struct li_error *err)
{
    const struct topic *topic = topics[line->topic];
    struct record *record;
    char today[DAY_TEXT_SIZE];
    if (topic->step.act != ACT_END)
        return li_fail(err, LI_REFUSED, "\"%s\" can't be marked done here.", line->what);
    int field = kind_field(topic->kind, topic->step.done_on);
    assert(field >= 0);
    enum li_err code = record_load(context, topic->kind, &line->id, &record, err);
    if (code)
        return code;
    record_set(record, field, date_text(context->today, today));
    char *what = text_quoted(line->what), *label = li_format("%s %s: %s %s", topic->kind->label,
                                              what, topic->kind->fields[field].label, today);
    code = agenda_save(context, record, label, err);
    free(label);
    free(what);
    record_free(record);
    return code;
}

enum li_err agenda_next(struct context *context, const struct agenda_line *line,
    struct record **out, struct li_error *err)
{
    const struct topic_step *step = &topics[line->topic]->step;
    assert(step->act == ACT_ADD);
    *out = record_new(context, step->adds);
    enum li_err code = step->fill(context, &line->id, *out, err);
    if (!code)
        return LI_OK;
    record_free(*out);
    *out = NULL;
    return code;
}
