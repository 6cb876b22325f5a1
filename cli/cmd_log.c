/*
 * cmd_log.c: logs progress on a goal.
 */
#include "cli/command.h"
#include "core/base/number.h"
#include "core/kind/goal.h"
#include "core/log/log_progress.h"
#include "core/open.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <ctype.h>
#include <math.h>
#include <stdlib.h>

static const struct option_spec log_options[] = {
    {"on", 0, "DAY", "Date of this value (default: today)."},
    {"note", 0, "TEXT", "Explanation."},
    {"confidence", 0, "N", "Confidence that the goal will be met, 0 to 10."},
    {"evidence", 0, "URL", "Link to evidence."},
};

/* "40%, at risk"; the health alone while nothing is logged. The caller frees it. */
static char *log_state_text(const struct context *context, const struct goal_facts *facts)
{
    const struct pace_limits limits = context_limits(context);
    double fraction = goal_fraction(facts);
    char word[CHOICE_WORD_SIZE], *text;
    const char *health =
        choice_word_within(health_names[goal_health(facts, context->today, &limits)], word);
    if (isnan(fraction))
        text = li_strdup(*health ? health : "nothing logged");
    else
        text = li_format("%d%%%s%s", number_percent(fraction), *health ? ", " : "", health);
    text[0] = (char)toupper((unsigned char)text[0]);
    return text;
}

static void log_say_effect(
    const struct context *context, const struct log_effect *effect, const char *unit)
{
    const struct pace_limits limits = context_limits(context);
    char *before = log_state_text(context, &effect->before),
         *after = log_state_text(context, &effect->after);
    char *reason = date_show_all(
        goal_reason(&effect->after, unit, context->today, &limits), context_dates(context));
    char *said = li_format("%s -> %s\n%s", before, after, reason);
    command_answer(said);
    free(said);
    free(reason);
    free(before);
    free(after);
}

static enum li_err log_on_goal(struct context *context, const struct id *goal,
    const struct log_progress *log, struct li_error *err)
{
    struct log_goal loaded = {0};
    struct log_effect effect;
    enum li_err code = log_goal_load(context, goal, &loaded, err);
    if (!code)
        code = log_progress(context, &loaded, log, &effect, NULL, err);
    if (!code)
        log_say_effect(context, &effect, loaded.unit);
    log_goal_clear(&loaded);
    return code;
}

static enum li_err log_run(const struct invocation *line, struct li_error *err)
{
    const int value = line->word_count - 1; /* the words before it name the goal */
    const struct log_progress log = {
        .value = line->words[value],
        .on = command_option(line, "on"),
        .note = command_option(line, "note"),
        .confidence = command_option(line, "confidence"),
        .evidence = command_option(line, "evidence"),
    };
    struct context *context;
    enum li_err code = command_open(line, STORE_WRITE, &context, err);
    if (code)
        return code;
    struct id goal;
    char *ref = command_words(line, 0, value);
    code = command_find(context, &kind_goal, ref, &goal, err);
    if (!code)
        code = log_on_goal(context, &goal, &log, err);
    free(ref);
    context_close(context);
    return code;
}

const struct command command_log = {
    .name = "log",
    .arguments = "GOAL VALUE",
    .help = "Log progress on a goal.",
    .details = "VALUE is a number, yes or no, or, for a goal with milestones, the milestone "
               "completed.\nPrints the goal's progress and health before and after.",
    COMMAND_OPTIONS(log_options),
    .done = "Logged",
    .least = 2,
    .most = -1,
    .run = log_run,
};
