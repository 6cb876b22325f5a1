/*
 * page_summary.c: the health or state of affiliates, goals and agreements, and why.
 */
#include "core/page/page_summary.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/kind/affiliate.h"
#include "core/kind/affiliate_facts.h"
#include "core/kind/agreement.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/progress.h"
#include "core/record/record.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUMMARY_BAR = 20, SPARK_VALUES = 60 };

/* A new line with its label, blank where it continues the line above. */
static void page_summary_line(struct page_subject *subject, const char *label)
{
    page_build_line(subject->page);
    page_build_text(subject->page, SPAN_LABEL, label);
}

/* " 75%  At risk"; blank where there is no score. */
static void page_add_standing(
    struct page_subject *subject, int score, const struct pace_limits *limits)
{
    char percent[16] = "";
    enum health health = affiliate_health_standing(score, limits);
    bool known = score != AFFILIATE_SCORE_NONE;
    if (known)
        snprintf(percent, sizeof percent, "%3d%%", score);
    page_build_text(subject->page, SPAN_STRONG, percent)->width = 5;
    page_build_standing(subject->page, known ? health : HEALTH_NONE)->width = 9;
}

/* "weight 2   75%  At risk    Agreements: 1 due for renewal." */
static void page_add_part(struct page_subject *subject, int score, double weight,
    const char *sentence, const struct pace_limits *limits)
{
    char number[32], label[48] = "";
    if (score != AFFILIATE_SCORE_NONE)
        snprintf(label, sizeof label, "weight %s", number_text(weight, number));
    page_summary_line(subject, label);
    page_add_standing(subject, score, limits);
    page_build_text(subject->page, SPAN_MUTED, sentence);
    page_build_wrap(subject->page);
}

static void page_add_parts(
    struct page_subject *subject, const struct affiliate_facts *facts, const char *vacant)
{
    const struct affiliate_health_rules rules = context_rules(subject->context);
    const day_t today = subject->context->today;
    int score = affiliate_health_score(facts, today, &rules);
    page_summary_line(subject, "Health");
    if (score != AFFILIATE_SCORE_NONE) {
        page_add_standing(subject, score, &rules.pace);
    } else {
        page_build_standing(subject->page, HEALTH_NO_DATA)->width = 9;
        page_build_text(subject->page, SPAN_MUTED, affiliate_health_nothing);
    }
    for (int i = 0; i < AFFILIATE_PARTS; i++) {
        enum affiliate_health_part part = (enum affiliate_health_part)i;
        char *sentence =
            date_show_all(affiliate_health_sentence(facts, part, vacant, today, &rules),
                context_dates(subject->context));
        if (sentence)
            page_add_part(subject, affiliate_health_part_score(facts, part, today, &rules),
                rules.weight[part], sentence, &rules.pace);
        free(sentence);
    }
}

/* The whole, and each part with its own health. */
static enum li_err page_summary_affiliate(struct page_subject *subject, struct li_error *err)
{
    struct affiliate_facts facts;
    char *vacant;
    enum li_err code = affiliate_facts_load(subject->context, &subject->id, &facts, &vacant, err);
    if (code)
        return code;
    page_add_parts(subject, &facts, vacant);
    free(vacant);
    return LI_OK;
}

enum li_err page_goal_bar(struct page_subject *subject, const struct id *goal, const char *unit,
    int width, char **reason, struct li_error *err)
{
    assert(goal && width > 0);
    struct goal_facts facts;
    enum li_err code = goal_facts_load(subject->context, goal, &facts, err);
    if (code)
        return code;
    struct pace_limits limits = context_limits(subject->context);
    double fraction = goal_fraction(&facts);
    enum health health = goal_health(&facts, subject->context->today, &limits);
    char percent[32] = "-";
    if (!isnan(fraction))
        snprintf(percent, sizeof percent, "%d%%", number_percent(fraction));
    page_build_bar(subject->page, fraction, goal_expected(&facts, subject->context->today), health)
        ->width = width;
    page_build_text(subject->page, SPAN_STRONG, percent)->width = 6;
    page_build_standing(subject->page, health)->width = 11;
    *reason = date_show_all(goal_reason(&facts, unit, subject->context->today, &limits),
        context_dates(subject->context));
    return LI_OK;
}

/* The last values logged, newest first. Returns how many. */
static size_t page_read_values(
    struct page_subject *subject, double values[SPARK_VALUES], struct li_error *err)
{
    char goal[ID_TEXT_SIZE];
    char *filter = li_format("goal:%s", id_text(&subject->id, goal));
    struct listing listing = {
        .kind = &kind_progress, .filter = filter, .sort = "-day,-id", .limit = SPARK_VALUES};
    struct columns columns;
    size_t count = 0;
    if (!columns_parse(&kind_progress, "value", &columns, err)) {
        struct query *query = listing_records(subject->context, &listing, &columns, err);
        while (query && count < SPARK_VALUES && query_step(query, err) > 0)
            values[count++] = query_real(query, 2);
        query_free(query);
        columns_free(&columns);
    }
    free(filter);
    return count;
}

/* The total before the listed values. */
static double page_sum_before(
    struct page_subject *subject, const double *values, size_t count, struct li_error *err)
{
    struct goal_facts facts;
    if (count < SPARK_VALUES || goal_facts_load(subject->context, &subject->id, &facts, err))
        return 0;
    double sum = facts.total;
    for (size_t i = 0; i < count; i++)
        sum -= values[i];
    return sum;
}

/* The series of values, oldest first; of a total, its running sums. */
static void page_add_course(struct page_subject *subject, struct li_error *err)
{
    double newest_first[SPARK_VALUES], course[SPARK_VALUES];
    size_t count = page_read_values(subject, newest_first, err);
    if (count < 2)
        return;
    const char *measure = subject->shown[GOAL_MEASURE];
    bool total = measure && strcmp(measure, measure_names[MEASURE_TOTAL]) == 0;
    double sum = total ? page_sum_before(subject, newest_first, count, err) : 0;
    for (size_t i = 0; i < count; i++) {
        double value = newest_first[count - 1 - i];
        sum += value;
        course[i] = total ? sum : value;
    }
    page_summary_line(subject, "Trend");
    page_build_spark(subject->page, course, count);
    char from[32], to[32];
    char *ends =
        li_format("  %s to %s", number_text(course[0], from), number_text(course[count - 1], to));
    page_build_text(subject->page, SPAN_MUTED, ends);
    free(ends);
}

static enum li_err page_summary_goal(struct page_subject *subject, struct li_error *err)
{
    char *reason = NULL;
    page_summary_line(subject, "Health");
    enum li_err code =
        page_goal_bar(subject, &subject->id, subject->shown[GOAL_UNIT], SUMMARY_BAR, &reason, err);
    if (code)
        return code;
    page_summary_line(subject, "");
    page_build_text(subject->page, SPAN_MUTED, reason);
    page_build_wrap(subject->page);
    free(reason);
    page_add_course(subject, err);
    return LI_OK;
}

/* The health whose color an agreement's state has. */
static const enum health page_state_health[AGREEMENT_STATE_COUNT] = {
    [AGREEMENT_DRAFT] = HEALTH_NOT_STARTED,
    [AGREEMENT_IN_FORCE] = HEALTH_ON_TRACK,
    [AGREEMENT_DUE] = HEALTH_AT_RISK,
    [AGREEMENT_LAPSED] = HEALTH_OFF_TRACK,
    [AGREEMENT_RENEWED] = HEALTH_MET,
    [AGREEMENT_ENDED] = HEALTH_NONE,
};

struct page_span *page_agreement_state(struct page *page, const char *state)
{
    int known = state ? name_find(agreement_state_names, state) : -1;
    char word[CHOICE_WORD_SIZE];
    return page_build_health(
        page, known < 0 ? HEALTH_NONE : page_state_health[known], choice_word(state, word));
}

char *page_agreement_reason(const struct context *context, const struct page_agreement_texts *texts)
{
    assert(texts);
    struct agreement_facts facts = {
        .signed_on = texts->signed_on ? date_parse(texts->signed_on) : DAY_NONE,
        .from = texts->from ? date_parse(texts->from) : DAY_NONE,
        .to = texts->to ? date_parse(texts->to) : DAY_NONE,
        .ended_on = texts->ended_on ? date_parse(texts->ended_on) : DAY_NONE,
        .lead_days =
            texts->renewal_lead ? (int)strtol(texts->renewal_lead, NULL, 10) : AGREEMENT_LEAD_DAYS,
        .renewed =
            texts->state && strcmp(texts->state, agreement_state_names[AGREEMENT_RENEWED]) == 0};
    return date_show_all(agreement_reason(&facts, context->today), context_dates(context));
}

static enum li_err page_summary_agreement(struct page_subject *subject, struct li_error *err)
{
    (void)err;
    const struct page_agreement_texts texts = {.state = subject->shown[AGREEMENT_STATE],
        .signed_on = subject->shown[AGREEMENT_SIGNED_ON],
        .from = subject->shown[AGREEMENT_FROM],
        .to = subject->shown[AGREEMENT_TO],
        .renewal_lead = subject->shown[AGREEMENT_RENEWAL_LEAD],
        .ended_on = subject->shown[AGREEMENT_ENDED_ON]};
    char *reason = page_agreement_reason(subject->context, &texts);
    page_summary_line(subject, "Status");
    page_agreement_state(subject->page, texts.state);
    page_summary_line(subject, "");
    page_build_text(subject->page, SPAN_MUTED, reason);
    page_build_wrap(subject->page);
    free(reason);
    return LI_OK;
}

static const struct page_summary {
    const char *kind;
    enum li_err (*write)(struct page_subject *subject, struct li_error *err);
} page_summaries[] = {
    {"affiliate", page_summary_affiliate},
    {"goal", page_summary_goal},
    {"agreement", page_summary_agreement},
};

static const struct page_summary *page_summary_find(const struct kind *kind)
{
    for (size_t i = 0; i < sizeof page_summaries / sizeof *page_summaries; i++)
        if (strcmp(page_summaries[i].kind, kind->name) == 0)
            return &page_summaries[i];
    return NULL;
}

bool page_summary_has(const struct kind *kind)
{
    assert(kind);
    return page_summary_find(kind);
}

enum li_err page_summary_add(struct page_subject *subject, struct li_error *err)
{
    assert(subject);
    const struct page_summary *summary = page_summary_find(subject->kind);
    return summary ? summary->write(subject, err) : LI_OK;
}
