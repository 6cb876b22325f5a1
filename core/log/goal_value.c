/*
 * goal_value.c: the value to log so that a goal reaches what a person typed.
 */
#include "core/log/goal_value.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool goal_value_counts_percent(const char *unit)
{
    static const char *const names[] = {"%", "percent", "per cent", NULL};
    char *folded = text_fold(unit ? unit : "");
    bool counts = name_find(names, folded) >= 0;
    free(folded);
    return counts;
}

/* A total is the sum of its entries: only the difference is logged. */
static char *goal_value_brought_to(const struct goal_facts *facts, double level)
{
    char text[32];
    double before = facts->measure == MEASURE_TOTAL && facts->entries > 0 ? facts->total : 0;
    return li_strdup(number_text(level - before, text));
}

/* "12 of 30", the word at of. */
static enum li_err goal_value_parse_part(const struct goal_facts *facts, const char *typed,
    const char *of, char **out, struct li_error *err)
{
    char *first = li_strndup(typed, (size_t)(of - typed)), target[32];
    double part = number_parse(first, false), whole = number_parse(of + strlen(" of "), false);
    enum li_err code = LI_OK;
    free(first);
    if (isnan(part) || isnan(whole))
        *out = li_strdup(typed);
    else if (whole != facts->target)
        code = li_fail(err, LI_REFUSED, "Value must be \"of %s\", the target of this goal.",
            number_text(facts->target, target));
    else
        *out = goal_value_brought_to(facts, part);
    return code;
}

static enum li_err goal_value_parse_percent(
    const struct goal_facts *facts, double part, char **out, struct li_error *err)
{
    double from = facts->measure == MEASURE_TOTAL || isnan(facts->baseline) ? 0 : facts->baseline;
    if (facts->measure != MEASURE_LEVEL && facts->measure != MEASURE_TOTAL)
        return li_fail(
            err, LI_REFUSED, "This goal has no baseline and target, so enter a plain number.");
    *out = goal_value_brought_to(facts, from + part * (facts->target - from));
    return LI_OK;
}

static enum li_err goal_value_parse_number(const struct goal_facts *facts, const char *unit,
    const char *typed, char **out, struct li_error *err)
{
    const char *of = strstr(typed, " of ");
    if (of)
        return goal_value_parse_part(facts, typed, of, out, err);
    double part = number_parse(typed, true);
    bool percent = !isnan(part) && strchr(typed, '%');
    if (percent && !goal_value_counts_percent(unit))
        return goal_value_parse_percent(facts, part, out, err);
    *out = percent ? li_strndup(typed, strcspn(typed, "%")) : li_strdup(typed);
    return LI_OK;
}

const char *goal_value_yes_or_no(const char *typed)
{
    assert(typed);
    static const char *const words[][2] = {{"yes", "1"}, {"y", "1"}, {"done", "1"}, {"true", "1"},
        {"no", "0"}, {"n", "0"}, {"false", "0"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(typed, words[i][0]) == 0)
            return words[i][1];
    return typed;
}

enum li_err goal_value(const struct goal_facts *facts, const char *unit, const char *typed,
    char **out, struct li_error *err)
{
    assert(typed && facts->measure != MEASURE_MILESTONES);
    *out = NULL;
    if (facts->measure != MEASURE_YES_NO)
        return goal_value_parse_number(facts, unit, typed, out, err);
    const char *word = goal_value_yes_or_no(typed);
    if (isnan(number_parse(word, false)))
        return li_fail(err, LI_REFUSED, "Value must be yes or no for this goal.");
    *out = li_strdup(word);
    return LI_OK;
}
