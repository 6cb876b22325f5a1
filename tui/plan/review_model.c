/*
 * review_model.c: two slots a goal, and one for the year. What is typed on a goal is kept as the
 * draft of that goal's form, and what is typed on the year as the plan's, so that `e` finds it
 * there too.
 */
#include "tui/plan/review_model.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "data/base/memory.h"
#include <stdlib.h>

static const struct field verdict = {.name = "state",
    .label = "What came of it",
    .type = FIELD_CHOICE,
    .flags = FIELD_REQUIRED,
    .choices = CHOICES("met", "missed", "dropped")};
static const struct field verdict_on = {.name = "verdict",
    .label = "Verdict for the year",
    .type = FIELD_CHOICE,
    .flags = FIELD_REQUIRED,
    .choices = CHOICES("continues", "met", "missed", "dropped")};
static const struct field word_on = {.name = "comment", .label = "Comment", .type = FIELD_TEXT};
static const struct field word = {.name = "outcome", .label = "A word on it", .type = FIELD_TEXT};

/* What a slot stands for. */
struct stands {
    struct record *record;
    int field;
};

static struct stands stands_for(const struct reviewing *reviewing, int slot)
{
    size_t goal = (size_t)slot / REVIEW_SLOTS;
    if (goal == reviewing->review.count)
        return (struct stands){reviewing->review.plan, PLAN_REVIEW};
    const struct reviewed *reviewed = &reviewing->review.goals[goal];
    bool word_slot = slot % REVIEW_SLOTS != 0;
    if (reviewed->runs_on)
        return (struct stands){
            reviewed->target, word_slot ? (int)TARGET_COMMENT : (int)TARGET_VERDICT};
    return (struct stands){reviewed->goal, word_slot ? (int)GOAL_OUTCOME : (int)GOAL_STATE};
}

/* --- drafts ----------------------------------------------------------------------------------- */

/* A target that is not there yet, since goal.plan alone puts its goal into the plan, is found again
   by what its draft names. */
static const int naming[] = {TARGET_PLAN, TARGET_GOAL};

static bool names(const struct record *record, int field)
{
    return record->kind == &kind_target && (field == naming[0] || field == naming[1]);
}

static void name_target(const struct record *record, const char **typed)
{
    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++)
        if (record->kind == &kind_target && !record->stored)
            typed[naming[i]] = record_get(record, naming[i]);
}

bool reviewing_is_draft(const struct draft *draft, struct id *plan)
{
    struct id goal;
    if (draft->kind != &kind_target || !draft->typed[TARGET_PLAN] || !draft->typed[TARGET_GOAL] ||
        id_is_nil(&draft->id))
        return false;
    return id_parse(draft->typed[TARGET_PLAN], plan) && id_parse(draft->typed[TARGET_GOAL], &goal);
}

/* The last slot, the year's, is of the plan, which comes after the goals. */
static size_t record_of(int slot)
{
    return (size_t)slot / REVIEW_SLOTS;
}

static size_t record_count(const struct reviewing *reviewing)
{
    return reviewing->review.count + 1;
}

/* Keeps what is typed on a record in its draft, beside what a form kept there. */
static enum li_err put_draft(
    struct reviewing *reviewing, struct li *li, size_t record, struct li_error *err)
{
    struct keeping *keeping = &reviewing->drafts[record];
    const struct record *now = stands_for(reviewing, (int)record * REVIEW_SLOTS).record;
    const struct draft *held = reviewing->held[record];
    size_t fields = (size_t)keeping->kind->stored_count;
    const char **typed = li_calloc(fields, sizeof *typed), **base = li_calloc(fields, sizeof *base);
    bool any = false;
    for (size_t i = 0; i < fields; i++) {
        typed[i] = held ? held->typed[i] : NULL;
        base[i] = held && held->base ? held->base[i] : record_get(now, (int)i);
    }
    for (int i = 0; i < reviewing->count; i++) {
        if (record_of(i) != record)
            continue;
        const struct slot *slot = &reviewing->slots[i];
        int field = stands_for(reviewing, i).field;
        typed[field] = reviewing->kept[i] || reviewing->unkept[i] ? slot_typed(slot) : NULL;
        base[field] = *slot->stored ? slot->stored : NULL;
    }
    for (size_t i = 0; i < fields; i++)
        any |= typed[i] && !names(now, (int)i);
    name_target(now, typed);
    keeping->unkept = true;
    enum li_err code = keeping_keep(keeping, li, any ? typed : NULL, base, err);
    free(typed);
    free(base);
    return code;
}

enum li_err reviewing_keep(struct reviewing *reviewing, struct li *li, struct li_error *err)
{
    for (int i = 0; i < reviewing->count; i++) {
        enum li_err code =
            reviewing->unkept[i] ? put_draft(reviewing, li, record_of(i), err) : LI_OK;
        if (code)
            return code;
        reviewing->kept[i] |= reviewing->unkept[i];
        reviewing->unkept[i] = false;
    }
    return LI_OK;
}

void reviewing_drop(struct reviewing *reviewing, struct li *li)
{
    for (int i = 0; i < reviewing->count; i++)
        reviewing->unkept[i] = reviewing->kept[i] = false;
    for (size_t i = 0; i < record_count(reviewing); i++)
        put_draft(reviewing, li, i, NULL);
}

enum li_err reviewing_leave(struct reviewing *reviewing, struct li *li, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < record_count(reviewing) && !code; i++)
        code = keeping_leave(&reviewing->drafts[i], li, err);
    return code;
}

bool reviewing_elsewhere(const struct reviewing *reviewing)
{
    for (size_t i = 0; i < record_count(reviewing); i++)
        if (reviewing->drafts[i].elsewhere)
            return true;
    return false;
}

static void start_drafts(struct reviewing *reviewing)
{
    size_t count = record_count(reviewing);
    reviewing->kept = li_calloc((size_t)reviewing->count, sizeof *reviewing->kept);
    reviewing->drafts = li_calloc(count, sizeof *reviewing->drafts);
    reviewing->held = li_calloc(count, sizeof *reviewing->held);
    for (int i = 0; i < reviewing->count; i++) {
        const struct record *record = stands_for(reviewing, i).record;
        reviewing->drafts[record_of(i)] =
            (struct keeping){.kind = record->kind, .id = record->id, .about = NOT_ABOUT};
    }
}

/* *at is when some of what is taken up was kept; NULL: nothing was. */
static enum li_err take_up(
    struct reviewing *reviewing, struct li *li, char **at, struct li_error *err)
{
    enum li_err code = LI_OK;
    start_drafts(reviewing);
    for (size_t i = 0; i < record_count(reviewing) && !code; i++) {
        char *kept_at;
        code = keeping_take_up(
            &reviewing->drafts[i], li, NULL, NULL, &reviewing->held[i], &kept_at, err);
        free(kept_at);
    }
    for (int i = 0; i < reviewing->count; i++) {
        const struct draft *held = reviewing->held[record_of(i)];
        const char *typed = held ? held->typed[stands_for(reviewing, i).field] : NULL;
        reviewing->kept[i] = typed != NULL;
        if (!typed)
            continue;
        slot_put(&reviewing->slots[i], li, typed);
        free(*at);
        *at = li_strdup(held->at);
    }
    return code;
}

/* --- beginning and saving --------------------------------------------------------------------- */

static const struct field *field_of(const struct reviewing *reviewing, int slot)
{
    if (slot == reviewing->count - 1)
        return &kind_plan.fields[PLAN_REVIEW];
    bool runs_on = reviewing->review.goals[slot / REVIEW_SLOTS].runs_on;
    if (slot % REVIEW_SLOTS != 0)
        return runs_on ? &word_on : &word;
    return runs_on ? &verdict_on : &verdict;
}

static void start_slots(struct reviewing *reviewing, struct li *li)
{
    const struct review *review = &reviewing->review;
    reviewing->count = (int)review->count * REVIEW_SLOTS + 1;
    reviewing->slots = li_calloc((size_t)reviewing->count, sizeof *reviewing->slots);
    reviewing->unkept = li_calloc((size_t)reviewing->count, sizeof *reviewing->unkept);
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = stands_for(reviewing, i);
        slot_start(
            &reviewing->slots[i], li, field_of(reviewing, i), record_get(at.record, at.field));
    }
    for (size_t i = 0; i < review->count; i++)
        if (!review->goals[i].runs_on)
            slot_put(&reviewing->slots[i * REVIEW_SLOTS], li,
                goal_state_names[review->goals[i].proposed]);
}

enum li_err reviewing_start(struct reviewing *reviewing, struct li *li, const struct id *plan,
    char **at, struct li_error *err)
{
    *reviewing = (struct reviewing){0};
    *at = NULL;
    enum li_err code = review_read(li, plan, &reviewing->review, err);
    if (code)
        return code;
    reviewing->called = record_called(li, reviewing->review.plan);
    start_slots(reviewing, li);
    return take_up(reviewing, li, at, err);
}

void reviewing_free(struct reviewing *reviewing)
{
    for (int i = 0; i < reviewing->count; i++)
        slot_free(&reviewing->slots[i]);
    free(reviewing->slots);
    for (size_t i = 0; reviewing->held && i < record_count(reviewing); i++)
        draft_free(reviewing->held[i]);
    free(reviewing->held);
    free(reviewing->drafts);
    free(reviewing->kept);
    free(reviewing->unkept);
    free(reviewing->called);
    review_free(&reviewing->review);
}

enum li_err reviewing_save(struct reviewing *reviewing, struct li *li, struct li_error *err)
{
    int goal = -1;
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = stands_for(reviewing, i);
        enum li_err code =
            record_read(li, at.record, at.field, slot_typed(&reviewing->slots[i]), err);
        if (code) {
            reviewing->focus = i;
            return code;
        }
    }
    enum li_err code = review_save(li, &reviewing->review, &goal, err);
    if (code == LI_OK)
        reviewing_drop(reviewing, li);
    else if (goal >= 0)
        reviewing->focus = goal * REVIEW_SLOTS;
    return code;
}
