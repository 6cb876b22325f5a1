/*
 * review_model.c: two slots a goal, and one for the year. What is typed on a goal is kept as the
 * draft of that goal's form, and what is typed on the year as the plan's, so that `e` finds it
 * there too.
 */
#include "tui/plan/review_model.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <stdlib.h>

static const struct field review_verdict = {.name = "state",
    .label = "Outcome",
    .type = FIELD_CHOICE,
    .flags = FIELD_REQUIRED,
    .choices = CHOICES("met", "missed", "dropped")};
static const struct field review_verdict_on = {.name = "verdict",
    .label = "Verdict for the year",
    .type = FIELD_CHOICE,
    .flags = FIELD_REQUIRED,
    .choices = CHOICES("continues", "met", "missed", "dropped")};
static const struct field review_word_on = {
    .name = "comment", .label = "Comment", .type = FIELD_TEXT};
static const struct field review_word = {.name = "outcome", .label = "Comment", .type = FIELD_TEXT};

/* What a slot stands for. */
struct stands {
    struct record *record;
    int field;
};

static struct stands review_stands_for(const struct review_model *reviewing, int slot)
{
    size_t goal = (size_t)slot / REVIEW_SLOTS;
    if (goal == reviewing->review.count)
        return (struct stands){reviewing->review.plan, PLAN_REVIEW};
    const struct review_goal *reviewed = &reviewing->review.goals[goal];
    bool word_slot = slot % REVIEW_SLOTS != 0;
    if (reviewed->runs_on)
        return (struct stands){
            reviewed->target, word_slot ? (int)TARGET_COMMENT : (int)TARGET_VERDICT};
    return (struct stands){reviewed->goal, word_slot ? (int)GOAL_OUTCOME : (int)GOAL_STATE};
}

/* --- drafts ----------------------------------------------------------------------------------- */

/* A target that is not there yet, since goal.plan alone puts its goal into the plan, is found again
   by what its draft names. */
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

/* The last slot, the year's, is of the plan, which comes after the goals. */
static size_t review_record_of(int slot)
{
    return (size_t)slot / REVIEW_SLOTS;
}

static size_t review_record_count(const struct review_model *reviewing)
{
    return reviewing->review.count + 1;
}

/* Keeps what is typed on a record in its draft, beside what a form kept there. */
static enum li_err review_put_draft(
    struct review_model *reviewing, struct context *context, size_t record, struct li_error *err)
{
    struct form_draft *keeping = &reviewing->drafts[record];
    const struct record *now = review_stands_for(reviewing, (int)record * REVIEW_SLOTS).record;
    const struct draft *held = reviewing->held[record];
    size_t fields = (size_t)keeping->kind->stored_count;
    const char **typed = li_calloc(fields, sizeof *typed), **base = li_calloc(fields, sizeof *base);
    bool any = false;
    for (size_t i = 0; i < fields; i++) {
        typed[i] = held ? held->typed[i] : NULL;
        base[i] = held && held->base ? held->base[i] : record_get(now, (int)i);
    }
    for (int i = 0; i < reviewing->count; i++) {
        if (review_record_of(i) != record)
            continue;
        const struct form_field *slot = &reviewing->slots[i];
        int field = review_stands_for(reviewing, i).field;
        typed[field] = reviewing->kept[i] || reviewing->unkept[i] ? form_field_typed(slot) : NULL;
        base[field] = *slot->stored ? slot->stored : NULL;
    }
    for (size_t i = 0; i < fields; i++)
        any |= typed[i] && !review_names(now, (int)i);
    review_name_target(now, typed);
    keeping->unkept = true;
    enum li_err code = form_draft_keep(keeping, context, any ? typed : NULL, base, err);
    free(typed);
    free(base);
    return code;
}

enum li_err review_model_keep(
    struct review_model *reviewing, struct context *context, struct li_error *err)
{
    for (int i = 0; i < reviewing->count; i++) {
        enum li_err code = reviewing->unkept[i]
                               ? review_put_draft(reviewing, context, review_record_of(i), err)
                               : LI_OK;
        if (code)
            return code;
        reviewing->kept[i] |= reviewing->unkept[i];
        reviewing->unkept[i] = false;
    }
    return LI_OK;
}

void review_model_drop(struct review_model *reviewing, struct context *context)
{
    for (int i = 0; i < reviewing->count; i++)
        reviewing->unkept[i] = reviewing->kept[i] = false;
    for (size_t i = 0; i < review_record_count(reviewing); i++)
        review_put_draft(reviewing, context, i, NULL);
}

enum li_err review_model_leave(
    struct review_model *reviewing, struct context *context, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < review_record_count(reviewing) && !code; i++)
        code = form_draft_leave(&reviewing->drafts[i], context, err);
    return code;
}

bool review_model_elsewhere(const struct review_model *reviewing)
{
    for (size_t i = 0; i < review_record_count(reviewing); i++)
        if (reviewing->drafts[i].elsewhere)
            return true;
    return false;
}

static void review_start_drafts(struct review_model *reviewing)
{
    size_t count = review_record_count(reviewing);
    reviewing->kept = li_calloc((size_t)reviewing->count, sizeof *reviewing->kept);
    reviewing->drafts = li_calloc(count, sizeof *reviewing->drafts);
    reviewing->held = li_calloc(count, sizeof *reviewing->held);
    for (int i = 0; i < reviewing->count; i++) {
        const struct record *record = review_stands_for(reviewing, i).record;
        reviewing->drafts[review_record_of(i)] =
            (struct form_draft){.kind = record->kind, .id = record->id, .about = NOT_ABOUT};
    }
}

/* *at is when some of what is taken up was kept; NULL: nothing was. */
static enum li_err review_take_up(
    struct review_model *reviewing, struct context *context, char **at, struct li_error *err)
{
    enum li_err code = LI_OK;
    review_start_drafts(reviewing);
    for (size_t i = 0; i < review_record_count(reviewing) && !code; i++) {
        char *kept_at;
        code = form_draft_take_up(
            &reviewing->drafts[i], context, NULL, NULL, &reviewing->held[i], &kept_at, err);
        free(kept_at);
    }
    for (int i = 0; i < reviewing->count; i++) {
        const struct draft *held = reviewing->held[review_record_of(i)];
        const char *typed = held ? held->typed[review_stands_for(reviewing, i).field] : NULL;
        reviewing->kept[i] = typed != NULL;
        if (!typed)
            continue;
        form_field_set(&reviewing->slots[i], context, typed);
        free(*at);
        *at = li_strdup(held->at);
    }
    return code;
}

/* --- beginning and saving --------------------------------------------------------------------- */

static const struct field *review_field_of(const struct review_model *reviewing, int slot)
{
    if (slot == reviewing->count - 1)
        return &kind_plan.fields[PLAN_REVIEW];
    bool runs_on = reviewing->review.goals[slot / REVIEW_SLOTS].runs_on;
    if (slot % REVIEW_SLOTS != 0)
        return runs_on ? &review_word_on : &review_word;
    return runs_on ? &review_verdict_on : &review_verdict;
}

static void review_start_slots(struct review_model *reviewing, struct context *context)
{
    const struct review *review = &reviewing->review;
    reviewing->count = (int)review->count * REVIEW_SLOTS + 1;
    reviewing->slots = li_calloc((size_t)reviewing->count, sizeof *reviewing->slots);
    reviewing->unkept = li_calloc((size_t)reviewing->count, sizeof *reviewing->unkept);
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = review_stands_for(reviewing, i);
        form_field_begin(&reviewing->slots[i], context, review_field_of(reviewing, i),
            record_get(at.record, at.field));
    }
    for (size_t i = 0; i < review->count; i++)
        if (!review->goals[i].runs_on)
            form_field_set(&reviewing->slots[i * REVIEW_SLOTS], context,
                goal_state_names[review->goals[i].proposed]);
}

enum li_err review_model_start(struct review_model *reviewing, struct context *context,
    const struct id *plan, char **at, struct li_error *err)
{
    *reviewing = (struct review_model){0};
    *at = NULL;
    enum li_err code = review_load(context, plan, &reviewing->review, err);
    if (code)
        return code;
    reviewing->called = record_called(context, reviewing->review.plan);
    review_start_slots(reviewing, context);
    return review_take_up(reviewing, context, at, err);
}

void review_model_free(struct review_model *reviewing)
{
    for (int i = 0; i < reviewing->count; i++)
        form_field_end(&reviewing->slots[i]);
    free(reviewing->slots);
    for (size_t i = 0; reviewing->held && i < review_record_count(reviewing); i++)
        draft_free(reviewing->held[i]);
    free(reviewing->held);
    free(reviewing->drafts);
    free(reviewing->kept);
    free(reviewing->unkept);
    free(reviewing->called);
    review_free(&reviewing->review);
}

enum li_err review_model_save(
    struct review_model *reviewing, struct context *context, struct li_error *err)
{
    int goal = -1;
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = review_stands_for(reviewing, i);
        enum li_err code =
            record_parse(context, at.record, at.field, form_field_typed(&reviewing->slots[i]), err);
        if (code) {
            reviewing->focus = i;
            return code;
        }
    }
    enum li_err code = review_save(context, &reviewing->review, &goal, err);
    if (code == LI_OK)
        review_model_drop(reviewing, context);
    else if (goal >= 0)
        reviewing->focus = goal * REVIEW_SLOTS;
    return code;
}
