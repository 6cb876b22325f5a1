/*
 * reviewing.c: two slots a goal, and one for the year. What is typed on a goal is kept as the draft
 * of that goal's form, and what is typed on the year as the plan's, so that `e` finds it there too.
 */
#include "reviewing.h"
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
        any |= typed[i] != NULL;
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
