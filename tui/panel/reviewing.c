/*
 * reviewing.c: two slots a goal, and one for the year. What is typed on a goal is kept as the draft
 * of that goal's form, and what is typed on the year as the plan's, so that `e` finds it there too.
 */
#include "reviewing.h"
#include "../../core/draft.h"
#include "../../core/kind/goal.h"
#include "../../core/kind/plan.h"
#include "../../core/review.h"
#include "../../data/memory.h"
#include "../app.h"
#include "../external.h"
#include "slot.h"
#include <stdlib.h>

enum { OF_GOAL = 2, GOAL_LINES = 3, YEAR_LINES = 4, VERDICT_WIDTH = 33, LEAST_BESIDE = 24 };

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

struct reviewing {
    struct panel panel;
    struct review review;
    char *called;       /* "CAMA 2026" */
    struct slot *slots; /* verdict and word of each goal, then the year's */
    bool *unkept;       /* by slot: typed, and not in a draft yet */
    int count, focus;
    size_t top; /* the first goal in sight */
};

/* What a slot stands for. */
struct stands {
    const struct record *record;
    int field;
};

static struct stands stands_for(const struct reviewing *reviewing, int slot)
{
    size_t goal = (size_t)slot / OF_GOAL;
    if (goal == reviewing->review.count)
        return (struct stands){reviewing->review.plan, PLAN_REVIEW};
    return (struct stands){reviewing->review.goals[goal].goal,
        slot % OF_GOAL == 0 ? (int)GOAL_STATE : (int)GOAL_OUTCOME};
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

static bool keep_drafts(struct reviewing *reviewing, struct app *app)
{
    struct li_error err;
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = stands_for(reviewing, i);
        if (!reviewing->unkept[i])
            continue;
        if (put_draft(app->li, &at, slot_typed(&reviewing->slots[i]), &err) != LI_OK) {
            app_fail(app, &err);
            return false;
        }
        reviewing->unkept[i] = false;
    }
    return true;
}

static void drop_drafts(struct reviewing *reviewing, struct app *app)
{
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = stands_for(reviewing, i);
        put_draft(app->li, &at, NULL, NULL);
        reviewing->unkept[i] = false;
    }
}

/* Takes up what was typed earlier. Returns when that was, for the caller to free; NULL: nothing. */
static char *take_up(struct reviewing *reviewing, struct app *app)
{
    char *at = NULL;
    for (int i = 0; i < reviewing->count; i++) {
        struct stands what = stands_for(reviewing, i);
        struct draft *draft = NULL;
        if (draft_find(app->li, what.record->kind, &what.record->id, &draft, NULL) != LI_OK)
            continue;
        if (draft->typed[what.field]) {
            slot_put(&reviewing->slots[i], app->li, draft->typed[what.field]);
            free(at);
            at = li_strdup(draft->at);
        }
        draft_free(draft);
    }
    return at;
}

/* --- saving and leaving ----------------------------------------------------------------------- */

/* What stands in the slots goes into the records. */
static bool take_slots(struct reviewing *reviewing, struct app *app)
{
    struct li_error err;
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = stands_for(reviewing, i);
        if (record_read(app->li, (struct record *)at.record, at.field,
                slot_typed(&reviewing->slots[i]), &err) == LI_OK)
            continue;
        reviewing->focus = i;
        app_fail(app, &err);
        return false;
    }
    return true;
}

static void save(struct reviewing *reviewing, struct app *app)
{
    struct li_error err;
    int goal = -1;
    if (!take_slots(reviewing, app))
        return;
    if (review_save(app->li, &reviewing->review, &goal, &err) != LI_OK) {
        if (goal >= 0)
            reviewing->focus = goal * OF_GOAL;
        app_fail(app, &err);
        return;
    }
    drop_drafts(reviewing, app);
    app_remove(app, &reviewing->panel);
    app_refresh(app);
    app_say(app, "Reviewed and closed: %s; %s undoes.", reviewing->called,
        keymap_text(&app->keys, ACTION_UNDO));
}

static void leave(struct reviewing *reviewing, struct app *app)
{
    if (keep_drafts(reviewing, app))
        app_remove(app, &reviewing->panel);
}

static void discard(struct reviewing *reviewing, struct app *app)
{
    drop_drafts(reviewing, app);
    app_remove(app, &reviewing->panel);
}

/* --- keys ------------------------------------------------------------------------------------- */

static void touched(struct reviewing *reviewing, struct app *app)
{
    reviewing->unkept[reviewing->focus] = true;
    if (!input_waiting())
        keep_drafts(reviewing, app);
}

static void write_outside(struct reviewing *reviewing, struct app *app)
{
    struct slot *slot = &reviewing->slots[reviewing->focus];
    struct li_error err;
    char *text = NULL;
    if (slot_choices(slot->field)) {
        app_say(app, "Your editor is for long texts.");
    } else if (external_edit(app, slot_typed(slot), &text, &err) != LI_OK) {
        app_fail(app, &err);
    } else {
        slot_put(slot, app->li, text);
        touched(reviewing, app);
    }
    free(text);
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct reviewing *reviewing = (struct reviewing *)panel;
    int count = reviewing->count;
    switch (action) {
    case ACTION_NEXT_FIELD: reviewing->focus = (reviewing->focus + 1) % count; return true;
    case ACTION_PREV_FIELD: reviewing->focus = (reviewing->focus + count - 1) % count; return true;
    case ACTION_EDITOR: write_outside(reviewing, app); return true;
    case ACTION_SAVE: save(reviewing, app); return true;
    case ACTION_DISCARD: discard(reviewing, app); return true;
    case ACTION_LEAVE: leave(reviewing, app); return true;
    default: return false;
    }
}

static bool offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action != ACTION_PICK;
}

static bool click(struct reviewing *reviewing, const struct key *key)
{
    for (int i = 0; i < reviewing->count; i++) {
        const struct area *area = &reviewing->slots[i].area;
        if (key->button <= 2 && key->y >= area->y && key->y < area->y + area->height &&
            key->x >= area->x && key->x < area->x + area->width)
            reviewing->focus = i;
    }
    return true;
}

static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct reviewing *reviewing = (struct reviewing *)panel;
    app->dirty = true;
    if (key->code == K_MOUSE)
        return click(reviewing, key);
    enum slot_answer answer = slot_key(&reviewing->slots[reviewing->focus], app->li, key);
    if (answer == SLOT_CHANGED)
        touched(reviewing, app);
    return answer != SLOT_LEFT_IT;
}

static bool work(struct panel *panel, struct app *app)
{
    if (input_waiting())
        return true;
    keep_drafts((struct reviewing *)panel, app);
    return false;
}

static void keep(struct panel *panel, struct app *app)
{
    keep_drafts((struct reviewing *)panel, app);
}

/* --- painting --------------------------------------------------------------------------------- */

static void draw_slot(
    struct reviewing *reviewing, struct app *app, int slot, struct area area, bool focused)
{
    slot_draw(&reviewing->slots[slot], app->li, area, focused && slot == reviewing->focus);
    if (!*slot_typed(&reviewing->slots[slot]) && reviewing->slots[slot].field == &word)
        screen_text(area.y, area.x + 1, area.width - 1,
            focused && slot == reviewing->focus ? STYLE_FOCUS : STYLE_MUTED,
            reviewing->slots[slot].field->label);
}

/* Its title and how it stands, then what came of it. */
static void draw_goal(
    struct reviewing *reviewing, struct app *app, size_t goal, struct area area, bool focused)
{
    const struct reviewed *reviewed = &reviewing->review.goals[goal];
    bool here = (size_t)reviewing->focus / OF_GOAL == goal;
    int slot = (int)goal * OF_GOAL;
    const char *name = record_get(reviewed->goal, GOAL_TITLE);
    int half = area.width / 2, width = text_width(name);
    int x = screen_text(area.y, area.x, width < half ? width : half,
                here ? STYLE_STRONG : STYLE_LABEL, name) +
            2;
    if (area.x + area.width > x)
        screen_text(area.y, x, area.x + area.width - x, STYLE_MUTED, reviewed->standing);
    if (area.height < 2)
        return;
    int beside = area.width - VERDICT_WIDTH - 1;
    draw_slot(reviewing, app, slot,
        (struct area){area.y + 1, area.x, 1, beside < 0 ? area.width : VERDICT_WIDTH}, focused);
    if (beside >= LEAST_BESIDE)
        draw_slot(reviewing, app, slot + 1,
            (struct area){area.y + 1, area.x + VERDICT_WIDTH + 1, 1, beside}, focused);
}

static void draw_year(struct reviewing *reviewing, struct app *app, struct area area, bool focused)
{
    bool here = reviewing->focus == reviewing->count - 1;
    screen_text(
        area.y, area.x, area.width, here ? STYLE_STRONG : STYLE_LABEL, "The year in a few words");
    if (area.height > 1)
        draw_slot(reviewing, app, reviewing->count - 1,
            (struct area){area.y + 1, area.x, area.height - 1, area.width}, focused);
}

/* Lines of the goals from one up to another, and of the year after the last. */
static int lines_of(const struct reviewing *reviewing, size_t from, size_t to)
{
    size_t goals = reviewing->review.count;
    return (int)((to < goals ? to : goals) - from) * GOAL_LINES + (to > goals ? YEAR_LINES : 0);
}

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct reviewing *reviewing = (struct reviewing *)panel;
    size_t at = (size_t)reviewing->focus / OF_GOAL, goals = reviewing->review.count;
    struct area line = {area.y, area.x + 1, GOAL_LINES, area.width - 2};
    int end = area.y + area.height;
    if (at < reviewing->top)
        reviewing->top = at;
    while (reviewing->top < at && lines_of(reviewing, reviewing->top, at + 1) > area.height)
        reviewing->top++;
    for (int i = 0; i < reviewing->count; i++)
        reviewing->slots[i].area = (struct area){0};
    for (size_t i = reviewing->top; i <= goals && line.y < end; i++) {
        line.height = i < goals ? GOAL_LINES : YEAR_LINES;
        line.height = line.height < end - line.y ? line.height : end - line.y;
        if (i < goals)
            draw_goal(reviewing, app, i, line, focused);
        else
            draw_year(reviewing, app, line, focused);
        line.y += line.height;
    }
    if (reviewing->top > 0)
        screen_text(area.y, area.x + area.width - 1, 1, STYLE_MUTED, screen_glyph(GLYPH_UP));
    if (lines_of(reviewing, reviewing->top, goals + 1) > area.height)
        screen_text(end - 1, area.x + area.width - 1, 1, STYLE_MUTED, screen_glyph(GLYPH_DOWN));
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    const struct reviewing *reviewing = (const struct reviewing *)panel;
    size_t goals = reviewing->review.count;
    fprintf(left, "Review the plan %s", reviewing->called);
    fprintf(right, "%zu goal%s", goals, goals == 1 ? "" : "s");
}

static void free_reviewing(struct panel *panel)
{
    struct reviewing *reviewing = (struct reviewing *)panel;
    for (int i = 0; i < reviewing->count; i++)
        slot_free(&reviewing->slots[i]);
    free(reviewing->slots);
    free(reviewing->unkept);
    free(reviewing->called);
    review_free(&reviewing->review);
    free(reviewing);
}

static const struct panel_ops ops = {
    .place = PLACE_FORM,
    .draw = draw,
    .offers = offers,
    .act = act,
    .type = type,
    .work = work,
    .title = title,
    .keep = keep,
    .free = free_reviewing,
};

/* --- opening ---------------------------------------------------------------------------------- */

static const struct field *field_of(const struct reviewing *reviewing, int slot)
{
    if (slot == reviewing->count - 1)
        return &kind_plan.fields[PLAN_REVIEW];
    if (slot % OF_GOAL != 0)
        return &word;
    return reviewing->review.goals[slot / OF_GOAL].runs_on ? &verdict_on : &verdict;
}

static void start_slots(struct reviewing *reviewing, struct app *app)
{
    const struct review *review = &reviewing->review;
    reviewing->count = (int)review->count * OF_GOAL + 1;
    reviewing->slots = li_calloc((size_t)reviewing->count, sizeof *reviewing->slots);
    reviewing->unkept = li_calloc((size_t)reviewing->count, sizeof *reviewing->unkept);
    for (int i = 0; i < reviewing->count; i++) {
        struct stands at = stands_for(reviewing, i);
        slot_start(
            &reviewing->slots[i], app->li, field_of(reviewing, i), record_get(at.record, at.field));
    }
    for (size_t i = 0; i < review->count; i++)
        slot_put(
            &reviewing->slots[i * OF_GOAL], app->li, goal_state_names[review->goals[i].proposed]);
}

struct panel *panel_reviewing_new(struct app *app, const struct id *plan)
{
    struct reviewing *reviewing = li_calloc(1, sizeof *reviewing);
    struct li_error err;
    reviewing->panel.ops = &ops;
    if (review_read(app->li, plan, &reviewing->review, &err) != LI_OK) {
        app_fail(app, &err);
        free_reviewing(&reviewing->panel);
        return NULL;
    }
    reviewing->called = record_called(app->li, reviewing->review.plan);
    start_slots(reviewing, app);
    char *at = take_up(reviewing, app);
    if (at)
        app_say(app, "Draft of %s taken up; %s throws it away.", at,
            keymap_text(&app->keys, ACTION_DISCARD));
    free(at);
    return &reviewing->panel;
}
