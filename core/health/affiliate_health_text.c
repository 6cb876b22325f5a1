/*
 * affiliate_health_text.c: the parts of an affiliate's health in sentences.
 */
#include "core/base/number.h"
#include "core/health/affiliate_health.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* What a sentence is made from. */
struct affiliate_told {
    const struct affiliate_facts *facts;
    const struct affiliate_health_rules *rules;
    const char *vacant;
    day_t today;
};

/* A state in the order and the words of a part's sentence. */
struct affiliate_share {
    int state;
    const char *words;
};

/* "Goals: 2 on track, 1 at risk."; nothing where all counts are 0. */
static void affiliate_list_shares(const char *name, const int *counts,
    const struct affiliate_share *shares, size_t share_count, FILE *out)
{
    bool begun = false;
    for (size_t i = 0; i < share_count; i++) {
        int count = counts[shares[i].state];
        if (count == 0)
            continue;
        fprintf(out, "%s%s%d %s", begun ? "" : name, begun ? ", " : ": ", count, shares[i].words);
        begun = true;
    }
    if (begun)
        fputc('.', out);
}

static void affiliate_say_goals(const struct affiliate_told *told, FILE *out)
{
    static const struct affiliate_share shares[] = {
        {HEALTH_MET, "met"},
        {HEALTH_ON_TRACK, "on track"},
        {HEALTH_AT_RISK, "at risk"},
        {HEALTH_OFF_TRACK, "off track"},
        {HEALTH_OVERDUE, "overdue"},
        {HEALTH_STALE, "stale"},
        {HEALTH_NO_DATA, "no data"},
        {HEALTH_NOT_STARTED, "not started"},
    };
    affiliate_list_shares(told->facts->goals_differ ? "Goals (weighted)" : "Goals",
        told->facts->goals, shares, sizeof shares / sizeof *shares, out);
}

static void affiliate_say_agreement(const struct affiliate_told *told, FILE *out)
{
    static const struct affiliate_share shares[] = {
        {AGREEMENT_IN_FORCE, "in force"},
        {AGREEMENT_DUE, "due for renewal"},
        {AGREEMENT_LAPSED, "lapsed"},
        {AGREEMENT_DRAFT, "draft"},
        {AGREEMENT_RENEWED, "renewed"},
        {AGREEMENT_ENDED, "ended"},
    };
    affiliate_list_shares(
        "Agreements", told->facts->agreements, shares, sizeof shares / sizeof *shares, out);
}

static void affiliate_say_contact(const struct affiliate_told *told, FILE *out)
{
    int wanted = affiliate_health_contact_days(told->facts, told->rules);
    day_t last = told->facts->contact;
    char day[DAY_TEXT_SIZE];
    if (wanted == 0 || last == DAY_NONE)
        return;
    int passed = told->today - last;
    fprintf(out, "Contact: last on %s, ", date_text(last, day));
    if (passed > 1)
        fprintf(out, "%d days ago (target: ", passed);
    else
        fprintf(out, "%s (target: ", passed == 1 ? "yesterday" : "today");
    if (told->facts->cadence >= 0)
        fprintf(out, "%s).", cadence_names[told->facts->cadence]);
    else
        fprintf(out, wanted == 1 ? "every day)." : "every %d days).", wanted);
}

/* "we attended 2 of their events"; "they attended none of ours". */
static void affiliate_say_came(const char *who, int events, const char *whose, FILE *out)
{
    fprintf(out, "%s attended ", who);
    fprintf(out, events ? "%d" : "none", events);
    fprintf(out, " of %s", whose);
}

static void affiliate_say_visits(const struct affiliate_told *told, FILE *out)
{
    int ours = told->facts->ours, theirs = told->facts->theirs;
    if (ours + theirs == 0)
        return;
    fputs("Visits, last 2 years: ", out);
    affiliate_say_came("we", ours, "their events", out);
    affiliate_say_came("; they", theirs, "ours", out);
    fputc('.', out);
}

/* The share in percent, with one decimal if it is small; never 0. */
static const char *affiliate_percent_text(double share, char out[32])
{
    double percent = share * 100;
    if (percent < 0.1)
        return "less than 0.1";
    return number_text(percent < 10 ? round(percent * 10) / 10 : round(percent), out);
}

static void affiliate_say_membership(const struct affiliate_told *told, FILE *out)
{
    const struct membership *counts = affiliate_health_membership(told->facts);
    char first[32], last[32], first_on[DAY_TEXT_SIZE], last_on[DAY_TEXT_SIZE], percent[32];
    if (!counts)
        return;
    bool joint = counts == &told->facts->membership[COUNT_JOINT];
    fprintf(out, "Membership: %s%s on %s, ", number_text(counts->last, last),
        joint ? " joint members" : "", date_text(counts->last_on, last_on));
    double change = counts->last - counts->first;
    if (change == 0)
        fputs("the same as", out);
    else if (counts->first == 0)
        fputs("up from 0", out);
    else
        fprintf(out, "%s%% %s than %s",
            affiliate_percent_text((change < 0 ? -change : change) / counts->first, percent),
            change < 0 ? "fewer" : "more", number_text(counts->first, first));
    fprintf(out, " on %s.", date_text(counts->first_on, first_on));
}

static void affiliate_say_roles(const struct affiliate_told *told, FILE *out)
{
    const struct affiliate_facts *facts = told->facts;
    if (!facts->active || !facts->staffed || facts->roles_required == 0)
        return;
    fprintf(out, "Required roles: %d of %d filled", facts->roles_filled, facts->roles_required);
    if (told->vacant)
        fprintf(out, "; vacant: %s", told->vacant);
    fputc('.', out);
}

char *affiliate_health_sentence(const struct affiliate_facts *facts,
    enum affiliate_health_part part, const char *vacant, day_t today,
    const struct affiliate_health_rules *rules)
{
    assert(facts && rules && (int)part < AFFILIATE_PARTS);
    static void (*const sayings[AFFILIATE_PARTS])(const struct affiliate_told *told, FILE *out) = {
        [AFFILIATE_PART_GOALS] = affiliate_say_goals,
        [AFFILIATE_PART_AGREEMENT] = affiliate_say_agreement,
        [AFFILIATE_PART_CONTACT] = affiliate_say_contact,
        [AFFILIATE_PART_VISITS] = affiliate_say_visits,
        [AFFILIATE_PART_MEMBERSHIP] = affiliate_say_membership,
        [AFFILIATE_PART_ROLES] = affiliate_say_roles,
    };
    const struct affiliate_told told = {facts, rules, vacant, today};
    char *text = NULL;
    if (rules->weight[part] <= 0)
        return NULL;
    FILE *out = li_text_open(&text);
    sayings[part](&told, out);
    if (li_text_close(out) > 0)
        return text;
    free(text);
    return NULL;
}

const char affiliate_health_nothing[] = "Not enough data yet.";

char *affiliate_health_reasons(const struct affiliate_facts *facts, const char *vacant, day_t today,
    const struct affiliate_health_rules *rules)
{
    assert(facts && rules);
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (int part = 0; part < AFFILIATE_PARTS; part++) {
        char *sentence = affiliate_health_sentence(
            facts, (enum affiliate_health_part)part, vacant, today, rules);
        if (sentence)
            fprintf(out, "%s%s", ftell(out) > 0 ? "\n" : "", sentence);
        free(sentence);
    }
    if (ftell(out) == 0)
        fputs(affiliate_health_nothing, out);
    li_text_close(out);
    return text;
}
