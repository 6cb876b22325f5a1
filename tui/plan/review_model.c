/*
 * review_model.c: two fields a goal, and one for the year. What is typed for a goal is saved as the
 * draft of that goal's form, and what is typed for the year as the plan's, so that `e` resumes it
 * there as well.
 *
 * What holds between calls:
 *
 * 1. count is REVIEW_FIELDS for each goal of the review, and one more; focus is one of them.
 * 2. A field is unsaved (typed, and in no draft yet), drafted, or as it began.
 * 3. drafts and stored have one place for each goal, then one for the plan.
 */
#include "tui/plan/review_model.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/plan/plan_find.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

static const struct field review_result = {.name = "state",
    .label = "Result",
    .type = FIELD_CHOICE,
    .flags = FIELD_REQUIRED,
    .choices = CHOICES("met", "missed", "dropped")};
static const struct field review_target_result = {.name = "verdict",
    .label = "Result for the year",
    .type = FIELD_CHOICE,
    .flags = FIELD_REQUIRED,
    .choices = CHOICES("continues", "met", "missed", "dropped")};
static const struct field review_target_comment = {
    .name = "comment", .label = "Comment", .type = FIELD_TEXT};
static const struct field review_comment = {
    .name = "outcome", .label = "Comment", .type = FIELD_TEXT};

/* The stored field in which a field of the review is saved. */
struct review_source {
    struct record *record;
    int field;
};

static struct review_source review_source_of(const struct review_model *model, int at)
{
    size_t goal = (size_t)at / REVIEW_FIELDS;
    if (goal == model->review.count)
        return (struct review_source){model->review.plan, PLAN_REVIEW};
    const struct review_goal *reviewed = &model->review.goals[goal];
    bool comment = at % REVIEW_FIELDS != 0;
    if (reviewed->runs_on)
        return (struct review_source){
            reviewed->target, comment ? (int)TARGET_COMMENT : (int)TARGET_VERDICT};
    return (struct review_source){reviewed->goal, comment ? (int)GOAL_OUTCOME : (int)GOAL_STATE};
}

/* --- drafts ----------------------------------------------------------------------------------- */

/* A target has no record yet where only goal.plan puts its goal into the plan. Its draft is found
   again by the plan and the goal that it names. */
static const int review_naming[] = {TARGET_PLAN, TARGET_GOAL};

static bool review_names(const struct record *record, int field)
{
    return record->kind == &kind_target && (field == review_naming[0] || field == review_naming[1]);
}

static void review_name_target(const struct record *record, const char **typed)
{
    for (size_t i = 0; i < sizeof review_naming / sizeof *review_naming; i++)
        if (record->kind == &kind_target && !record->stored)
            typed[review_naming[i]] = record_get(record, review_naming[i]);
}

bool review_model_is_draft(const struct draft *draft, struct id *plan)
{
    struct id goal;
    if (draft->kind != &kind_target || !draft->typed[TARGET_PLAN] || !draft->typed[TARGET_GOAL] ||
        id_is_nil(&draft->id))
        return false;
    return id_parse(draft->typed[TARGET_PLAN], plan) && id_parse(draft->typed[TARGET_GOAL], &goal);
}

/* The record of a field: a goal, or the plan, which comes after the goals. */
static size_t review_record_of(int at)
{
    return (size_t)at / REVIEW_FIELDS;
}

static size_t review_record_count(const struct review_model *model)
{
    return model->review.count + 1;
}

/* Saves the typed fields of a record in its draft; what a form has saved there stays. */
static enum li_err review_save_draft(
    struct review_model *model, struct context *context, size_t record, struct li_error *err)
{
    struct form_draft *draft = &model->drafts[record];
    const struct record *now = review_source_of(model, (int)record * REVIEW_FIELDS).record;
    const struct draft *stored = model->stored[record];
    size_t fields = (size_t)draft->kind->stored_count;
    const char **typed = li_calloc(fields, sizeof *typed), **base = li_calloc(fields, sizeof *base);
    bool any = false;
    for (size_t i = 0; i < fields; i++) {
        typed[i] = stored ? stored->typed[i] : NULL;
        base[i] = stored && stored->base ? stored->base[i] : record_get(now, (int)i);
    }
    for (int i = 0; i < model->count; i++) {
        if (review_record_of(i) != record)
            continue;
        const struct form_field *field = &model->fields[i];
        int to = review_source_of(model, i).field;
        typed[to] = model->drafted[i] || model->unsaved[i] ? form_field_typed(field) : NULL;
        base[to] = *field->stored ? field->stored : NULL;
    }
    for (size_t i = 0; i < fields; i++)
        any |= typed[i] && !review_names(now, (int)i);
    review_name_target(now, typed);
    draft->unsaved = true;
    enum li_err code = form_draft_save(draft, context, any ? typed : NULL, base, err);
    free(typed);
    free(base);
    return code;
}

enum li_err review_model_save_drafts(
    struct review_model *model, struct context *context, struct li_error *err)
{
    for (int i = 0; i < model->count; i++) {
        enum li_err code =
            model->unsaved[i] ? review_save_draft(model, context, review_record_of(i), err) : LI_OK;
        if (code)
            return code;
        model->drafted[i] |= model->unsaved[i];
        model->unsaved[i] = false;
    }
    return LI_OK;
}

void review_model_drop_drafts(struct review_model *model, struct context *context)
{
    for (int i = 0; i < model->count; i++)
        model->unsaved[i] = model->drafted[i] = false;
    for (size_t i = 0; i < review_record_count(model); i++)
        review_save_draft(model, context, i, &(struct li_error){0});
}

enum li_err review_model_leave(
    struct review_model *model, struct context *context, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < review_record_count(model) && !code; i++)
        code = form_draft_leave(&model->drafts[i], context, err);
    return code;
}

bool review_model_is_drafted(const struct review_model *model)
{
    bool any = false;
    for (int i = 0; i < model->count; i++)
        any |= model->drafted[i];
    return any;
}

bool review_model_elsewhere(const struct review_model *model)
{
    for (size_t i = 0; i < review_record_count(model); i++)
        if (model->drafts[i].elsewhere)
            return true;
    return false;
}

static void review_begin_drafts(struct review_model *model)
{
    size_t count = review_record_count(model);
    model->drafted = li_calloc((size_t)model->count, sizeof *model->drafted);
    model->drafts = li_calloc(count, sizeof *model->drafts);
    model->stored = li_calloc(count, sizeof *model->stored);
    for (int i = 0; i < model->count; i++) {
        const struct record *record = review_source_of(model, i).record;
        model->drafts[review_record_of(i)] =
            (struct form_draft){.kind = record->kind, .id = record->id, .about = NOT_ABOUT};
    }
}

/* *at is when one of the drafts was saved; NULL: there is none. */
static enum li_err review_resume(
    struct review_model *model, struct context *context, char **at, struct li_error *err)
{
    enum li_err code = LI_OK;
    review_begin_drafts(model);
    for (size_t i = 0; i < review_record_count(model) && !code; i++) {
        char *saved_at;
        code = form_draft_resume(
            &model->drafts[i], context, NULL, NULL, &model->stored[i], &saved_at, err);
        free(saved_at);
    }
    for (int i = 0; i < model->count; i++) {
        const struct draft *stored = model->stored[review_record_of(i)];
        const char *typed = stored ? stored->typed[review_source_of(model, i).field] : NULL;
        model->drafted[i] = typed != NULL;
        if (!typed)
            continue;
        form_field_set(&model->fields[i], context, typed);
        free(*at);
        *at = li_strdup(stored->at);
    }
    return code;
}

/* --- beginning and saving --------------------------------------------------------------------- */

static const struct field *review_field_of(const struct review_model *model, int at)
{
    if (at == model->count - 1)
        return &kind_plan.fields[PLAN_REVIEW];
    bool runs_on = model->review.goals[at / REVIEW_FIELDS].runs_on;
    if (at % REVIEW_FIELDS != 0)
        return runs_on ? &review_target_comment : &review_comment;
    return runs_on ? &review_target_result : &review_result;
}

static void review_begin_fields(struct review_model *model, struct context *context)
{
    const struct review *review = &model->review;
    model->count = (int)review->count * REVIEW_FIELDS + 1;
    model->fields = li_calloc((size_t)model->count, sizeof *model->fields);
    model->unsaved = li_calloc((size_t)model->count, sizeof *model->unsaved);
    for (int i = 0; i < model->count; i++) {
        struct review_source at = review_source_of(model, i);
        form_field_begin(
            &model->fields[i], context, review_field_of(model, i), record_get(at.record, at.field));
    }
    for (size_t i = 0; i < review->count; i++)
        if (!review->goals[i].runs_on)
            form_field_set(&model->fields[i * REVIEW_FIELDS], context,
                goal_state_names[review->goals[i].proposed]);
}

enum li_err review_model_begin(struct review_model *model, struct context *context,
    const struct id *plan, char **at, struct li_error *err)
{
    assert(plan && at);
    *model = (struct review_model){0};
    *at = NULL;
    enum li_err code = review_load(context, plan, &model->review, err);
    if (code)
        return code;
    model->called = record_called(context, model->review.plan);
    model->heading = plan_heading(context, "Review", model->review.plan);
    review_begin_fields(model, context);
    return review_resume(model, context, at, err);
}

void review_model_end(struct review_model *model)
{
    for (int i = 0; i < model->count; i++)
        form_field_end(&model->fields[i]);
    free(model->fields);
    for (size_t i = 0; model->stored && i < review_record_count(model); i++)
        draft_free(model->stored[i]);
    free(model->stored);
    free(model->drafts);
    free(model->drafted);
    free(model->unsaved);
    free(model->called);
    free(model->heading);
    review_free(&model->review);
}

enum li_err review_model_save(
    struct review_model *model, struct context *context, struct li_error *err)
{
    int goal = -1;
    for (int i = 0; i < model->count; i++) {
        struct review_source at = review_source_of(model, i);
        enum li_err code =
            record_parse(context, at.record, at.field, form_field_typed(&model->fields[i]), err);
        if (code) {
            model->focus = i;
            return code;
        }
    }
    enum li_err code = review_save(context, &model->review, &goal, err);
    if (!code)
        review_model_drop_drafts(model, context);
    else if (goal >= 0)
        model->focus = goal * REVIEW_FIELDS;
    return code;
}
