/*
 * standing.c: agreements by their days, affiliates by their parts.
 *
 * An affiliate is as well as the worse of its two parts. Goals: the share of those on track or met
 * among all that can be judged (not those yet to start), held against the limits a goal's pace is
 * held against. Agreements: on track when one is in force, at risk when one is due for renewal or
 * one lapsed beside another that holds, off track when all there is has lapsed; drafts, ended and
 * renewed ones say nothing.
 */
#include "standing.h"
#include "../data/memory.h"
#include <stdio.h>
#include <string.h>

const char *const agreement_state_names[] = {
    "draft", "in-force", "due-for-renewal", "lapsed", "renewed", "ended", NULL};

static bool is_by(day_t day, day_t today)
{
    return day != DAY_NONE && day <= today;
}

enum agreement_state agreement_state(const struct agreement_facts *facts, day_t today)
{
    if (is_by(facts->ended_on, today))
        return TERM_ENDED;
    if (!is_by(facts->signed_on, today))
        return TERM_DRAFT;
    if (facts->renewed)
        return TERM_RENEWED;
    if (facts->from != DAY_NONE && facts->from > today)
        return TERM_DRAFT;
    if (facts->to == DAY_NONE)
        return TERM_IN_FORCE;
    if (facts->to < today)
        return TERM_LAPSED;
    return (int64_t)facts->to - today <= facts->lead_days ? TERM_DUE : TERM_IN_FORCE;
}

day_t agreement_until(const struct agreement_facts *facts, day_t today)
{
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
    char day[DAY_TEXT_SIZE], distance[32];
    enum agreement_state state = agreement_state(facts, today);
    bool is_signed = is_by(facts->signed_on, today);
    const struct {
        const char *words; /* "%s" is the day, if it has one */
        day_t day;
    } reasons[] = {
        [TERM_DRAFT] = {is_signed ? "signed, its term begins on" : "not signed yet",
            is_signed ? facts->from : DAY_NONE},
        [TERM_IN_FORCE] = {facts->to == DAY_NONE ? "in force without an end" : "in force until",
            facts->to},
        [TERM_DUE] = {"due for renewal before it ends on", facts->to},
        [TERM_LAPSED] = {"lapsed, and not renewed, after", facts->to},
        [TERM_RENEWED] = {"renewed by a later agreement", DAY_NONE},
        [TERM_ENDED] = {"ended early on", facts->ended_on},
    };
    if (reasons[state].day == DAY_NONE)
        return li_strdup(reasons[state].words);
    return li_format("%s %s, %s", reasons[state].words, day_text(reasons[state].day, day),
        day_distance(reasons[state].day, today, distance));
}

static int sum(const int *counts, size_t count)
{
    int total = 0;
    for (size_t i = 0; i < count; i++)
        total += counts[i];
    return total;
}

static enum health goals_health(const int *goals, const struct pace_limits *limits)
{
    int judged = sum(goals, HEALTH_COUNT) - goals[HEALTH_NONE] - goals[HEALTH_NOT_STARTED];
    if (judged == 0)
        return HEALTH_NO_DATA;
    double share = (double)(goals[HEALTH_ON_TRACK] + goals[HEALTH_MET]) / judged;
    return share >= limits->on_track  ? HEALTH_ON_TRACK
           : share >= limits->at_risk ? HEALTH_AT_RISK
                                      : HEALTH_OFF_TRACK;
}

static enum health agreements_health(const int *agreements)
{
    int holding = agreements[TERM_IN_FORCE] + agreements[TERM_DUE];
    if (holding + agreements[TERM_LAPSED] == 0)
        return HEALTH_NO_DATA;
    if (holding == 0)
        return HEALTH_OFF_TRACK;
    return agreements[TERM_DUE] + agreements[TERM_LAPSED] == 0 ? HEALTH_ON_TRACK : HEALTH_AT_RISK;
}

/* The enum orders no-data, on-track, at-risk and off-track from unknown to worst. */
enum health affiliate_health(const struct affiliate_facts *facts, const struct pace_limits *limits)
{
    enum health goals = goals_health(facts->goals, limits);
    enum health agreements = agreements_health(facts->agreements);
    return goals > agreements ? goals : agreements;
}

/* In the order and the words a part's sentence lists them. */
struct share {
    int state;
    const char *words;
};

static const struct share goal_shares[] = {
    {HEALTH_MET, "met"},
    {HEALTH_ON_TRACK, "on track"},
    {HEALTH_AT_RISK, "at risk"},
    {HEALTH_OFF_TRACK, "off track"},
    {HEALTH_OVERDUE, "overdue"},
    {HEALTH_STALE, "stale"},
    {HEALTH_NO_DATA, "without data"},
    {HEALTH_NOT_STARTED, "not started"},
};

static const struct share agreement_shares[] = {
    {TERM_IN_FORCE, "in force"},
    {TERM_DUE, "due for renewal"},
    {TERM_LAPSED, "lapsed"},
    {TERM_DRAFT, "in draft"},
    {TERM_RENEWED, "renewed"},
    {TERM_ENDED, "ended"},
};

static const char *count_text(int count, bool in_words, char out[32])
{
    static const char *const words[] = {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
    if (in_words && count < 10)
        return words[count];
    snprintf(out, 32, "%d", count);
    return out;
}

/* "Goals: 2 on track, 1 at risk." Nothing when there is nothing to list. */
static void write_part(const char *name, const int *counts, const struct share *shares,
    size_t share_count, const char *separator, bool in_words, FILE *out)
{
    char number[32];
    bool begun = false;
    for (size_t i = 0; i < share_count; i++) {
        int count = counts[shares[i].state];
        if (count == 0)
            continue;
        if (begun)
            fputs(separator, out);
        else
            fprintf(out, "%s%s: ", ftell(out) > 0 ? "\n" : "", name);
        begun = true;
        fprintf(out, "%s %s", count_text(count, in_words, number), shares[i].words);
    }
    if (begun)
        fputc('.', out);
}

char *affiliate_reasons(const struct affiliate_facts *facts)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    write_part("Goals", facts->goals, goal_shares, sizeof goal_shares / sizeof *goal_shares, ", ",
        false, out);
    write_part("Agreement", facts->agreements, agreement_shares,
        sizeof agreement_shares / sizeof *agreement_shares, "; ", true, out);
    if (ftell(out) == 0)
        fputs("No goals and no agreements to tell by.", out);
    fclose(out);
    return text;
}
