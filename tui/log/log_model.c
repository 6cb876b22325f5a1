/*
 * log_model.c: the goal as it stands, what is typed on it, and what that would make of it.
 */
#include "tui/log/log_model.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/progress.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <stdlib.h>

static const int log_line_fields[LOG_LINES] = {
    PROGRESS_VALUE, PROGRESS_NOTE, PROGRESS_DAY, PROGRESS_CONFIDENCE, PROGRESS_EVIDENCE};

const struct field *log_model_field(enum logging_line line)
{
    return &kind_progress.fields[log_line_fields[line]];
}

bool log_model_by_steps(const struct log_model *logging)
{
    return logging->facts.measure == MEASURE_MILESTONES;
}

bool log_model_has(const struct log_model *logging, enum logging_line line)
{
    return !log_model_by_steps(logging) || line == LOG_VALUE || line == LOG_DAY;
}

static const char *log_typed(const struct log_model *logging, enum logging_line line)
{
    return logging->edits[line].length ? logging->edits[line].text : NULL;
}

/* --- the goal --------------------------------------------------------------------------------- */

static void log_set_goal(
    struct log_model *logging, struct context *context, const struct record *record)
{
    struct id affiliate;
    const char *whom = record_get(record, GOAL_AFFILIATE);
    free(logging->title);
    free(logging->unit);
    free(logging->affiliate);
    logging->title = li_strdup(record_get(record, GOAL_TITLE));
    logging->unit = li_strdup(record_get(record, GOAL_UNIT));
    logging->affiliate = whom && id_parse(whom, &affiliate)
                             ? record_title(context, &kind_affiliate, &affiliate)
                             : NULL;
}

static enum li_err log_model_read_goal(
    struct log_model *logging, struct context *context, struct li_error *err)
{
    struct record *record;
    enum li_err code = record_load(context, &kind_goal, &logging->goal, &record, err);
    if (code != LI_OK)
        return code;
    log_set_goal(logging, context, record);
    record_free(record);
    code = goal_facts_load(context, &logging->goal, &logging->facts, err);
    if (code == LI_OK && log_model_by_steps(logging))
        code = milestone_list_load(&logging->steps, context, &logging->goal, err);
    return code;
}

enum li_err log_model_renew(
    struct log_model *logging, struct context *context, struct li_error *err)
{
    enum li_err code = log_model_read_goal(logging, context, err);
    if (code == LI_OK)
        log_model_look(logging, context);
    return code;
}

void log_model_free(struct log_model *logging)
{
    for (int i = 0; i < LOG_LINES; i++)
        edit_free(&logging->edits[i]);
    short_list_free(&logging->steps);
    free(logging->title);
    free(logging->affiliate);
    free(logging->unit);
    free(logging->wrong);
}

/* --- what it does, and doing it --------------------------------------------------------------- */

/* What is typed, as work.h takes it; a milestone by its id, which text must hold. */
static struct log_progress log_written(const struct log_model *logging, char text[ID_TEXT_SIZE])
{
    const struct one *step =
        log_model_by_steps(logging) ? short_list_chosen(&logging->steps) : NULL;
    return (struct log_progress){
        .value = step ? id_text(&step->id, text) : log_typed(logging, LOG_VALUE),
        .on = log_typed(logging, LOG_DAY),
        .note = log_typed(logging, LOG_NOTE),
        .confidence = log_typed(logging, LOG_CONFIDENCE),
        .evidence = log_typed(logging, LOG_EVIDENCE),
    };
}

void log_model_look(struct log_model *logging, struct context *context)
{
    char text[ID_TEXT_SIZE];
    struct li_error err;
    short_list_narrow(&logging->steps, logging->edits[LOG_VALUE].text);
    struct log_progress work = log_written(logging, text);
    free(logging->wrong);
    logging->wrong = NULL;
    logging->effective = work.value && log_progress_preview(context, &logging->goal, &work,
                                           &logging->effect, &err) == LI_OK;
    if (work.value && !logging->effective)
        logging->wrong = li_strdup(err.message);
}

enum li_err log_model_save(struct log_model *logging, struct context *context,
    struct work_effect *effect, enum logging_line *line, struct li_error *err)
{
    char text[ID_TEXT_SIZE];
    struct log_progress work = log_written(logging, text);
    int field = -1;
    enum li_err code = log_progress(context, &logging->goal, &work, effect, &field, err);
    for (int i = 0; i < LOG_LINES; i++)
        if (code != LI_OK && log_line_fields[i] == field)
            *line = (enum logging_line)i;
    if (code == LI_OK)
        form_draft_done(&logging->keeping, context);
    return code;
}

/* --- the draft -------------------------------------------------------------------------------- */

enum li_err log_model_keep(struct log_model *logging, struct context *context, struct li_error *err)
{
    const char *kept[PROGRESS_FIELD_COUNT] = {0};
    bool any = false;
    for (int i = 0; i < LOG_LINES; i++) {
        kept[log_line_fields[i]] = log_typed(logging, (enum logging_line)i);
        any |= logging->edits[i].length > 0;
    }
    return form_draft_keep(&logging->keeping, context, any ? kept : NULL, NULL, err);
}

static enum li_err log_take_up(
    struct log_model *logging, struct context *context, char **at, struct li_error *err)
{
    struct draft *draft;
    enum li_err code = form_draft_take_up(&logging->keeping, context, NULL, NULL, &draft, at, err);
    for (int i = 0; draft && i < LOG_LINES; i++)
        edit_set(&logging->edits[i], draft->typed[log_line_fields[i]]);
    draft_free(draft);
    return code;
}

enum li_err log_model_start(struct log_model *logging, struct context *context,
    const struct id *goal, const struct id *draft, char **at, struct li_error *err)
{
    *logging = (struct log_model){
        .goal = *goal,
        .steps.chosen = -1,
        .keeping = {.kind = &kind_progress, .about = PROGRESS_GOAL, .id = *goal},
    };
    if (draft)
        logging->keeping.key = *draft;
    *at = NULL;
    for (int i = 0; i < LOG_LINES; i++)
        edit_start(&logging->edits[i], NULL, false);
    enum li_err code = log_model_read_goal(logging, context, err);
    if (code == LI_OK)
        code = log_take_up(logging, context, at, err);
    if (code == LI_OK)
        log_model_look(logging, context);
    return code;
}
