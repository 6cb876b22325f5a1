/*
 * reviewing.c: two slots a goal, and one for the year. What is typed on a goal is kept as the draft
 * of that goal's form, and what is typed on the year as the plan's, so that `e` finds it there too.
 */
#include "reviewing.h"
#include "../../core/draft.h"
#include "../../core/kind/goal.h"
#include "../../core/kind/plan.h"
#include "../../data/memory.h"
#include <stdlib.h>

static const struct field verdict = {.name = "state",
    .label = "What came of it",
    .type = FIELD_CHOICE,
    .flags = FIELD_REQUIRED,
    .choices = CHOICES("met", "missed", "dropped")};
static const struct field verdict_on = {.name = "state",
    .label = "What came of it",
    .type = FIELD_CHOICE,
    .flags = FIELD_REQUIRED,
    .choices = CHOICES("open", "met", "missed", "dropped")};
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
    return (struct stands){reviewing->review.goals[goal].goal,
        slot % REVIEW_SLOTS == 0 ? (int)GOAL_STATE : (int)GOAL_OUTCOME};
}

/* --- drafts ----------------------------------------------------------------------------------- */

/* Keeps that text (NULL: none) in the record's draft, beside what a form kept there. */
static enum li_err put_draft(
    struct li *li, const struct stands *at, const char *text, struct li_error *err)
{
    const struct kind *kind = at->record->kind;
    struct draft *old = NULL;
    enum li_err code = draft_find(li, kind, &at->record->id, &old, err);
    if (code != LI_OK && code != LI_NONE)
        return code;
    const char **typed = li_calloc((size_t)kind->stored_count, sizeof *typed);
    bool any = false;
    for (int i = 0; i < kind->stored_count; i++) {
        typed[i] = i == at->field ? text : old ? old->typed[i] : NULL;
        any |= typed[i] != NULL;
    }
    code = any   ? draft_keep(li, kind, &at->record->id, typed, err)
           : old ? draft_drop(li, kind, &at->record->id, err)
                 : LI_OK;
    free(typed);
    draft_free(old);
    return code;
}

enum li_err reviewing_keep(struct reviewing *reviewing, struct li *li, struct li_error *err)
{
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = stands_for(reviewing, i);
        if (!reviewing->unkept[i])
            continue;
        enum li_err code = put_draft(li, &at, slot_typed(&reviewing->slots[i]), err);
        if (code)
            return code;
        reviewing->unkept[i] = false;
    }
    return LI_OK;
}

void reviewing_drop(struct reviewing *reviewing, struct li *li)
{
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = stands_for(reviewing, i);
        put_draft(li, &at, NULL, NULL);
        reviewing->unkept[i] = false;
    }
}

/* Returns when that was kept, for the caller to free; NULL: nothing was. */
static char *take_up(struct reviewing *reviewing, struct li *li)
{
    char *at = NULL;
    for (int i = 0; i < reviewing->count; i++) {
        struct stands what = stands_for(reviewing, i);
        struct draft *draft = NULL;
        if (draft_find(li, what.record->kind, &what.record->id, &draft, NULL) != LI_OK)
            continue;
        if (draft->typed[what.field]) {
            slot_put(&reviewing->slots[i], li, draft->typed[what.field]);
            free(at);
            at = li_strdup(draft->at);
        }
        draft_free(draft);
    }
    return at;
}

/* --- beginning and saving --------------------------------------------------------------------- */

static const struct field *field_of(const struct reviewing *reviewing, int slot)
{
    if (slot == reviewing->count - 1)
        return &kind_plan.fields[PLAN_REVIEW];
    if (slot % REVIEW_SLOTS != 0)
        return &word;
    return reviewing->review.goals[slot / REVIEW_SLOTS].runs_on ? &verdict_on : &verdict;
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
        slot_put(
            &reviewing->slots[i * REVIEW_SLOTS], li, goal_state_names[review->goals[i].proposed]);
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
    *at = take_up(reviewing, li);
    return LI_OK;
}

void reviewing_free(struct reviewing *reviewing)
{
    for (int i = 0; i < reviewing->count; i++)
        slot_free(&reviewing->slots[i]);
    free(reviewing->slots);
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
