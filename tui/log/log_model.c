/*
 * log_model.c: the goal, what is typed about its progress, and the effect that would have.
 *
 * What holds between log_model_begin and log_model_end:
 *
 * 1. After log_model_preview: with nothing typed as the value, neither has_effect nor wrong;
 *    otherwise exactly one of them.
 * 2. milestones has rows only where the goal is measured by them.
 */
#include "tui/log/log_model.h"
#include "core/base/number.h"
#include "core/kind/affiliate.h"
#include "core/kind/progress.h"
#include "core/record/record_load.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>

static const int log_line_fields[LOG_LINES] = {
    PROGRESS_VALUE, PROGRESS_NOTE, PROGRESS_DAY, PROGRESS_CONFIDENCE, PROGRESS_EVIDENCE};

const struct field *log_model_field(enum log_line line)
{
    assert(line < LOG_LINES);
    return &kind_progress.fields[log_line_fields[line]];
}

bool log_model_by_milestones(const struct log_model *model)
{
    assert(model);
    return model->goal.facts.measure == MEASURE_MILESTONES;
}

bool log_model_has(const struct log_model *model, enum log_line line)
{
    return !log_model_by_milestones(model) || line == LOG_VALUE || line == LOG_DAY;
}

static const char *log_typed(const struct log_model *model, enum log_line line)
{
    return model->edits[line].length ? model->edits[line].text : NULL;
}

/* --- the goal --------------------------------------------------------------------------------- */

static enum li_err log_load_goal(
    struct log_model *model, struct context *context, const struct id *id, struct li_error *err)
{
    enum li_err code = log_goal_load(context, id, &model->goal, err);
    if (code)
        return code;
    const struct id *affiliate = &model->goal.affiliate;
    free(model->affiliate);
    model->affiliate =
        id_is_nil(affiliate) ? NULL : record_title(context, &kind_affiliate, affiliate);
    return log_model_by_milestones(model)
               ? milestone_list_load(&model->milestones, context, id, err)
               : LI_OK;
}

enum li_err log_model_refresh(
    struct log_model *model, struct context *context, struct li_error *err)
{
    assert(model && context && err && !id_is_nil(&model->goal.id));
    const struct id goal = model->goal.id;
    enum li_err code = log_load_goal(model, context, &goal, err);
    if (!code)
        log_model_preview(model, context);
    return code;
}

void log_model_end(struct log_model *model)
{
    assert(model);
    for (int i = 0; i < LOG_LINES; i++)
        edit_end(&model->edits[i]);
    short_list_free(&model->milestones);
    log_goal_clear(&model->goal);
    free(model->affiliate);
    free(model->wrong);
}

/* --- preview and saving ----------------------------------------------------------------------- */

/* What is typed, as log_progress.h takes it; a milestone by its id, for which text is the room. */
static struct log_progress log_written(const struct log_model *model, char text[ID_TEXT_SIZE])
{
    const struct short_list_row *milestone =
        log_model_by_milestones(model) ? short_list_chosen(&model->milestones) : NULL;
    return (struct log_progress){
        .value = milestone ? id_text(&milestone->id, text) : log_typed(model, LOG_VALUE),
        .on = log_typed(model, LOG_DAY),
        .note = log_typed(model, LOG_NOTE),
        .confidence = log_typed(model, LOG_CONFIDENCE),
        .evidence = log_typed(model, LOG_EVIDENCE),
    };
}

void log_model_preview(struct log_model *model, struct context *context)
{
    assert(model && context);
    char text[ID_TEXT_SIZE];
    struct li_error err;
    short_list_narrow(&model->milestones, model->edits[LOG_VALUE].text);
    struct log_progress progress = log_written(model, text);
    free(model->wrong);
    model->wrong = NULL;
    model->has_effect = progress.value && !log_progress_preview(context, &model->goal, &progress,
                                              &model->effect, &err);
    if (progress.value && !model->has_effect)
        model->wrong = li_strdup(err.message);
    assert(!(model->has_effect && model->wrong)); /* 1 */
}

enum li_err log_model_save(struct log_model *model, struct context *context,
    struct log_effect *effect, enum log_line *line, struct li_error *err)
{
    assert(model && context && line && err);
    char text[ID_TEXT_SIZE];
    struct log_progress progress = log_written(model, text);
    int field = -1;
    enum li_err code = log_progress(context, &model->goal, &progress, effect, &field, err);
    for (int i = 0; i < LOG_LINES; i++)
        if (code && log_line_fields[i] == field)
            *line = (enum log_line)i;
    if (!code)
        form_draft_done(&model->draft, context);
    return code;
}

enum health log_model_health(struct context *context, const struct goal_facts *facts)
{
    assert(context && facts);
    const struct pace_limits limits = context_limits(context);
    return goal_health(facts, context->today, &limits);
}

char *log_model_standing(struct context *context, const struct goal_facts *facts)
{
    assert(context && facts);
    double fraction = goal_fraction(facts);
    const char *health = health_names[log_model_health(context, facts)];
    char word[CHOICE_WORD_SIZE];
    return isnan(fraction)
               ? li_strdup(choice_word(health, word))
               : li_format("%d%%, %s", number_percent(fraction), choice_word_within(health, word));
}

/* --- the draft -------------------------------------------------------------------------------- */

enum li_err log_model_save_draft(
    struct log_model *model, struct context *context, struct li_error *err)
{
    assert(model && context && err);
    const char *typed[PROGRESS_FIELD_COUNT] = {0};
    bool any = false;
    for (int i = 0; i < LOG_LINES; i++) {
        typed[log_line_fields[i]] = log_typed(model, (enum log_line)i);
        any |= model->edits[i].length > 0;
    }
    return form_draft_save(&model->draft, context, any ? typed : NULL, NULL, err);
}

static enum li_err log_resume(
    struct log_model *model, struct context *context, char **at, struct li_error *err)
{
    struct draft *draft;
    enum li_err code = form_draft_resume(&model->draft, context, NULL, NULL, &draft, at, err);
    for (int i = 0; draft && i < LOG_LINES; i++)
        edit_set(&model->edits[i], draft->typed[log_line_fields[i]]);
    draft_free(draft);
    return code;
}

enum li_err log_model_begin(struct log_model *model, struct context *context, const struct id *goal,
    const struct id *draft, char **at, struct li_error *err)
{
    assert(model && context && goal && !id_is_nil(goal) && at && err);
    *model = (struct log_model){
        .milestones.chosen = -1,
        .draft = {.kind = &kind_progress, .about = PROGRESS_GOAL, .id = *goal},
    };
    if (draft)
        model->draft.key = *draft;
    *at = NULL;
    for (int i = 0; i < LOG_LINES; i++)
        edit_begin(&model->edits[i], NULL, false);
    enum li_err code = log_load_goal(model, context, goal, err);
    if (!code)
        code = log_resume(model, context, at, err);
    if (!code)
        log_model_preview(model, context);
    return code;
}
