/*
 * cmd_plan.c: drafts, agrees on or reviews an affiliate's plan for a year.
 */
#include "cli/command.h"
#include "core/base/text.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/open.h"
#include "core/plan/plan.h"
#include "core/plan/plan_find.h"
#include "core/plan/review.h"
#include "core/query/lookup.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

static const struct option_spec plan_options[] = {
    {"dry-run", 0, NULL, "draft: show what would be included; save nothing."},
    {"on", 0, "DAY", "agree: date both sides agreed (default: today)."},
    {"met", 0, "GOAL", "review: a goal that was met, whatever its numbers say."},
    {"missed", 0, "GOAL", "review: a goal that was missed."},
    {"dropped", 0, "GOAL", "review: a goal that was dropped."},
    {"continues", 0, "GOAL", "review: a goal that continues, whatever its numbers say."},
    {"text", 0, "TEXT", "review: year summary."},
};

/* plan VERB AFFILIATE YEAR. */
struct plan_request {
    const struct invocation *line;
    struct context *context;
    struct id affiliate, plan; /* plan: only for verbs that need one */
    int year;
};

/* --- draft ------------------------------------------------------------------------------------ */

static void plan_say_items(struct context *context, const struct plan_proposal *proposal)
{
    bool any = false;
    for (size_t i = 0; i < proposal->count; i++) {
        const struct plan_item *item = &proposal->items[i];
        if (item->left_out)
            continue;
        char *called = record_called(context, item->record), *aim = plan_item_aim(context, item);
        char *said =
            li_format("%-8s  %s: %s. %s", item->record->kind->name, called, aim, item->why);
        command_answer(said);
        any = true;
        free(said);
        free(called);
        free(aim);
    }
    if (!any)
        command_answer("Nothing to carry over.");
}

static enum li_err plan_run_draft(struct plan_request *request, struct li_error *err)
{
    struct plan_proposal proposal;
    enum li_err code =
        plan_propose(request->context, &request->affiliate, request->year, &proposal, err);
    if (!code && !command_option(request->line, "dry-run"))
        code = plan_save(request->context, &proposal, NULL, err);
    if (!code)
        plan_say_items(request->context, &proposal);
    plan_proposal_free(&proposal);
    return code;
}

/* --- agree, review ---------------------------------------------------------------------------- */

static enum li_err plan_run_agree(struct plan_request *request, struct li_error *err)
{
    return plan_agree(request->context, &request->plan, command_option(request->line, "on"), err);
}

/* NULL: the goal is not in the plan. */
static struct review_goal *plan_find_goal(const struct review *review, const struct id *id)
{
    for (size_t i = 0; i < review->count; i++)
        if (id_equal(&review->goals[i].goal->id, id))
            return &review->goals[i];
    return NULL;
}

/* The one goal of that name in this plan; another plan may have its successor by the same name.
   NULL: none, or several. */
static struct review_goal *plan_find_goal_by_name(
    struct context *context, const struct review *review, const char *ref)
{
    struct candidates found = {0};
    struct id id;
    struct li_error unsaid;
    struct review_goal *goal = NULL;
    size_t here = 0;
    lookup(context, &kind_goal, ref, &id, &found, &unsaid);
    for (size_t i = 0; i < found.count; i++) {
        struct review_goal *one = plan_find_goal(review, &found.list[i].id);
        goal = one ? one : goal;
        here += one != NULL;
    }
    lookup_candidates_free(&found);
    return here == 1 ? goal : NULL;
}

static enum li_err plan_set_verdict(struct plan_request *request, struct review *review,
    int verdict, const char *ref, struct li_error *err)
{
    struct id id;
    struct review_goal *goal = plan_find_goal_by_name(request->context, review, ref);
    enum li_err code = goal ? LI_OK : command_find(request->context, &kind_goal, ref, &id, err);
    if (code)
        return code;
    goal = goal ? goal : plan_find_goal(review, &id);
    if (!goal)
        return li_fail(err, LI_REFUSED, "\"%s\" is not a goal in this plan.", ref);
    return review_set_verdict(goal, verdict, err);
}

static enum li_err plan_set_verdicts(
    struct plan_request *request, struct review *review, struct li_error *err)
{
    enum li_err code = LI_OK;
    const char *ref;
    for (size_t i = 0; i < review->count; i++)
        if (!review->goals[i].runs_on)
            record_set(
                review->goals[i].goal, GOAL_STATE, goal_state_names[review->goals[i].proposed]);
    for (int verdict = VERDICT_MET; verdict_names[verdict] && !code; verdict++)
        for (int i = 0;
             !code && (ref = command_option_nth(request->line, verdict_names[verdict], i)) != NULL;
             i++)
            code = plan_set_verdict(request, review, verdict, ref, err);
    return code;
}

static void plan_say_verdicts(const struct review *review)
{
    for (size_t i = 0; i < review->count; i++) {
        const struct review_goal *goal = &review->goals[i];
        char *said = li_format("%-9s %s. %s", record_get(goal->target, TARGET_VERDICT),
            record_get(goal->goal, GOAL_TITLE), goal->standing);
        command_answer(said);
        free(said);
    }
}

static enum li_err plan_run_review(struct plan_request *request, struct li_error *err)
{
    struct review review;
    const char *text = command_option(request->line, "text");
    enum li_err code = review_load(request->context, &request->plan, &review, err);
    if (!code)
        code = plan_set_verdicts(request, &review, err);
    if (!code && text)
        code = record_parse(request->context, review.plan, PLAN_REVIEW, text, err);
    if (!code)
        code = review_save(request->context, &review, NULL, err);
    if (!code)
        plan_say_verdicts(&review);
    review_free(&review);
    return code;
}

/* ---------------------------------------------------------------------------------------------- */

static const struct plan_verb {
    const char *name;
    bool finds; /* needs the plan to exist */
    enum li_err (*run)(struct plan_request *request, struct li_error *err);
} plan_verbs[] = {
    {"draft", false, plan_run_draft},
    {"agree", true, plan_run_agree},
    {"review", true, plan_run_review},
};
enum { VERB_COUNT = sizeof plan_verbs / sizeof *plan_verbs };

static enum li_err plan_find_verb(
    const char *name, const struct plan_verb **out, struct li_error *err)
{
    const char *names[VERB_COUNT];
    for (size_t i = 0; i < VERB_COUNT; i++) {
        names[i] = plan_verbs[i].name;
        if (strcmp(name, names[i]) == 0) {
            *out = &plan_verbs[i];
            return LI_OK;
        }
    }
    const char *near = text_nearest(name, names, VERB_COUNT);
    return li_fail(err, LI_USAGE, "Unknown action \"%s\"; use draft, agree or review%s%s%s", name,
        near ? "; did you mean " : "", near ? near : "", near ? "?" : ".");
}

static enum li_err plan_parse_year(const char *word, int *out, struct li_error *err)
{
    if (strlen(word) != 4 || word[strspn(word, "0123456789")])
        return li_fail(err, LI_USAGE, "\"%s\" is not a year such as 2027.", word);
    *out = (int)strtol(word, NULL, 10);
    return LI_OK;
}

static enum li_err plan_run_verb(
    const struct plan_verb *verb, struct plan_request *request, struct li_error *err)
{
    const int last =
        request->line->word_count - 1; /* the year; the words before it name the affiliate */
    char *ref = command_words(request->line, 1, last);
    enum li_err code =
        command_find(request->context, &kind_affiliate, ref, &request->affiliate, err);
    free(ref);
    if (!code && verb->finds)
        code = plan_find(request->context, &request->affiliate, request->year, &request->plan, err);
    return code ? code : verb->run(request, err);
}

static enum li_err plan_run(const struct invocation *line, struct li_error *err)
{
    struct plan_request request = {.line = line};
    const struct plan_verb *verb = NULL;
    enum li_err code = plan_find_verb(line->words[0], &verb, err);
    if (!code)
        code = plan_parse_year(line->words[line->word_count - 1], &request.year, err);
    if (!code)
        code = command_open(line, STORE_WRITE, &request.context, err);
    if (code)
        return code;
    code = plan_run_verb(verb, &request, err);
    context_close(request.context);
    return code;
}

const struct command command_plan = {
    .name = "plan",
    .arguments = "draft|agree|review AFFILIATE YEAR",
    .help = "Draft, agree on or review an annual plan.",
    .details =
        "draft includes unfinished goals, commitments of agreements in force and the activities "
        "of\nthe last plan, moved a year later, and prints them. agree opens the drafted goals.\nA "
        "goal due after the year stays in its plans and gets a target for the new one.\nreview "
        "marks each goal met or missed by its numbers, unless you say otherwise, and closes\nthe "
        "plan. A goal due after the year meets its target for the year, or continues.\nA plan year "
        "is named for the year it ends in (setting year_starts).",
    COMMAND_OPTIONS(plan_options),
    .done = "Saved",
    .least = 3,
    .most = -1,
    .run = plan_run,
};
