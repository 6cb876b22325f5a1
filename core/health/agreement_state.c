/*
 * agreement_state.c: an agreement's state by its days, and the sentence about it.
 */
#include "core/health/agreement_state.h"
#include "data/base/memory.h"
#include <assert.h>

const char *const agreement_state_names[] = {
    "draft", "in-force", "due-for-renewal", "lapsed", "renewed", "ended", NULL};

static bool agreement_is_by(day_t day, day_t today)
{
    return day != DAY_NONE && day <= today;
}

enum agreement_state agreement_state(const struct agreement_facts *facts, day_t today)
{
    assert(facts);
    if (agreement_is_by(facts->ended_on, today))
        return AGREEMENT_ENDED;
    if (!agreement_is_by(facts->signed_on, today))
        return AGREEMENT_DRAFT;
    if (facts->renewed)
        return AGREEMENT_RENEWED;
    if (facts->from != DAY_NONE && facts->from > today)
        return AGREEMENT_DRAFT;
    if (facts->to == DAY_NONE)
        return AGREEMENT_IN_FORCE;
    if (facts->to < today)
        return AGREEMENT_LAPSED;
    return (int64_t)facts->to - today <= facts->lead_days ? AGREEMENT_DUE : AGREEMENT_IN_FORCE;
}

day_t agreement_until(const struct agreement_facts *facts, day_t today)
{
    assert(facts);
    const bool ends = facts->to != DAY_NONE;
    const day_t changes[] = {facts->signed_on, facts->from, facts->ended_on, facts->renews_on,
        ends ? facts->to - facts->lead_days : DAY_NONE, ends ? facts->to + 1 : DAY_NONE};
    day_t first = DAY_NONE;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        if (changes[i] > today && (first == DAY_NONE || changes[i] < first))
            first = changes[i];
    return first;
}

char *agreement_reason(const struct agreement_facts *facts, day_t today)
{
    assert(facts);
    char day[DAY_TEXT_SIZE], distance[32];
    enum agreement_state state = agreement_state(facts, today);
    bool is_signed = agreement_is_by(facts->signed_on, today);
    const struct {
        const char *words; /* then the day and its distance, if there is one */
        day_t day;
        const char *after;
    } reasons[] = {
        [AGREEMENT_DRAFT] = {is_signed ? "signed; term starts" : "not signed yet",
            is_signed ? facts->from : DAY_NONE, ""},
        [AGREEMENT_IN_FORCE] = {facts->to == DAY_NONE ? "in force, no end date" : "in force until",
            facts->to, ""},
        [AGREEMENT_DUE] = {"due for renewal; ends", facts->to, ""},
        [AGREEMENT_LAPSED] = {"lapsed", facts->to, "; not renewed"},
        [AGREEMENT_RENEWED] = {"superseded", DAY_NONE, ""},
        [AGREEMENT_ENDED] = {"ended early", facts->ended_on, ""},
    };
    if (reasons[state].day == DAY_NONE)
        return li_strdup(reasons[state].words);
    return li_format("%s %s, %s%s", reasons[state].words, date_text(reasons[state].day, day),
        date_distance(reasons[state].day, today, distance), reasons[state].after);
}
