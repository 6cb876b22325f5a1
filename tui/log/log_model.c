/*
 * log_model.c: the goal as it stands, what is typed on it, and what that would make of it.
 */
#include "tui/log/log_model.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/progress.h"
#include "data/base/memory.h"
#include <stdlib.h>

static const int line_fields[LOG_LINES] = {
    PROGRESS_VALUE, PROGRESS_NOTE, PROGRESS_DAY, PROGRESS_CONFIDENCE, PROGRESS_EVIDENCE};

const struct field *logging_field(enum logging_line line)
{
    return &kind_progress.fields[line_fields[line]];
}

bool logging_by_steps(const struct logging *logging)
{
    return logging->facts.measure == MEASURE_MILESTONES;
}

bool logging_has(const struct logging *logging, enum logging_line line)
{
    return !logging_by_steps(logging) || line == LOG_VALUE || line == LOG_DAY;
}

static const char *typed(const struct logging *logging, enum logging_line line)
{
    return logging->edits[line].length ? logging->edits[line].text : NULL;
}

/* --- the goal --------------------------------------------------------------------------------- */

static void set_goal(struct logging *logging, struct li *li, const struct record *record)
{
    struct id affiliate;
    const char *whom = record_get(record, GOAL_AFFILIATE);
    free(logging->title);
    free(logging->unit);
    free(logging->affiliate);
    logging->title = li_strdup(record_get(record, GOAL_TITLE));
    logging->unit = li_strdup(record_get(record, GOAL_UNIT));
    logging->affiliate =
        whom && id_parse(whom, &affiliate) ? record_title(li, &kind_affiliate, &affiliate) : NULL;
}

static enum li_err read_goal(struct logging *logging, struct li *li, struct li_error *err)
{
    struct record *record;
    enum li_err code = record_load(li, &kind_goal, &logging->goal, &record, err);
    if (code != LI_OK)
        return code;
    set_goal(logging, li, record);
    record_free(record);
    code = record_goal_facts(li, &logging->goal, &logging->facts, err);
    if (code == LI_OK && logging_by_steps(logging))
        code = steps_read(&logging->steps, li, &logging->goal, err);
    return code;
}

enum li_err logging_renew(struct logging *logging, struct li *li, struct li_error *err)
{
    enum li_err code = read_goal(logging, li, err);
    if (code == LI_OK)
        logging_look(logging, li);
    return code;
}

void logging_free(struct logging *logging)
{
    for (int i = 0; i < LOG_LINES; i++)
        edit_free(&logging->edits[i]);
    few_free(&logging->steps);
    free(logging->title);
    free(logging->affiliate);
    free(logging->unit);
    free(logging->wrong);
}

/* --- what it does, and doing it --------------------------------------------------------------- */

/* What is typed, as work.h takes it; a milestone by its id, which text must hold. */
static struct work_log written(const struct logging *logging, char text[ID_TEXT_SIZE])
{
    const struct one *step = logging_by_steps(logging) ? few_chosen(&logging->steps) : NULL;
    return (struct work_log){
        .value = step ? id_text(&step->id, text) : typed(logging, LOG_VALUE),
        .on = typed(logging, LOG_DAY),
        .note = typed(logging, LOG_NOTE),
        .confidence = typed(logging, LOG_CONFIDENCE),
        .evidence = typed(logging, LOG_EVIDENCE),
    };
}

void logging_look(struct logging *logging, struct li *li)
{
    char text[ID_TEXT_SIZE];
    struct li_error err;
    few_narrow(&logging->steps, logging->edits[LOG_VALUE].text);
    struct work_log work = written(logging, text);
    free(logging->wrong);
    logging->wrong = NULL;
    logging->effective =
        work.value && work_log_preview(li, &logging->goal, &work, &logging->effect, &err) == LI_OK;
    if (work.value && !logging->effective)
        logging->wrong = li_strdup(err.message);
}

enum li_err logging_save(struct logging *logging, struct li *li, struct work_effect *effect,
    enum logging_line *line, struct li_error *err)
{
    char text[ID_TEXT_SIZE];
    struct work_log work = written(logging, text);
    int field = -1;
    enum li_err code = work_log(li, &logging->goal, &work, effect, &field, err);
    for (int i = 0; i < LOG_LINES; i++)
        if (code != LI_OK && line_fields[i] == field)
            *line = (enum logging_line)i;
    if (code == LI_OK)
        keeping_done(&logging->keeping, li);
    return code;
}

/* --- the draft -------------------------------------------------------------------------------- */

enum li_err logging_keep(struct logging *logging, struct li *li, struct li_error *err)
{
    const char *kept[PROGRESS_FIELD_COUNT] = {0};
    bool any = false;
    for (int i = 0; i < LOG_LINES; i++) {
        kept[line_fields[i]] = typed(logging, (enum logging_line)i);
        any |= logging->edits[i].length > 0;
    }
    return keeping_keep(&logging->keeping, li, any ? kept : NULL, NULL, err);
}

static enum li_err take_up(struct logging *logging, struct li *li, char **at, struct li_error *err)
{
    struct draft *draft;
    enum li_err code = keeping_take_up(&logging->keeping, li, NULL, NULL, &draft, at, err);
    for (int i = 0; draft && i < LOG_LINES; i++)
        edit_set(&logging->edits[i], draft->typed[line_fields[i]]);
    draft_free(draft);
    return code;
}

enum li_err logging_start(struct logging *logging, struct li *li, const struct id *goal,
    const struct id *draft, char **at, struct li_error *err)
{
    *logging = (struct logging){
        .goal = *goal,
        .steps.chosen = -1,
        .keeping = {.kind = &kind_progress, .about = PROGRESS_GOAL, .id = *goal},
    };
    if (draft)
        logging->keeping.key = *draft;
    *at = NULL;
    for (int i = 0; i < LOG_LINES; i++)
        edit_start(&logging->edits[i], NULL, false);
    enum li_err code = read_goal(logging, li, err);
    if (code == LI_OK)
        code = take_up(logging, li, at, err);
    if (code == LI_OK)
        logging_look(logging, li);
    return code;
}
