/*
 * page_summary.c: where a record stands and why: the first lines of its page.
 */
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/kind/affiliate.h"
#include "core/kind/affiliate_facts.h"
#include "core/kind/agreement.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/progress.h"
#include "core/page/page_context.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAD_BAR = 30, SPARK_VALUES = 60 };

/* A line with its label, a blank one for what goes on from the line above. */
static void page_lead_line(struct csv_reader *sheet, const char *label)
{
    page_build_line(sheet->page);
    page_build_text(sheet->page, SPAN_LABEL, label);
}

/* " 75 %  at-risk"; nothing where there is no score. */
static void page_add_standing(struct csv_reader *sheet, int score, const struct pace_limits *limits)
{
    char percent[16] = "";
    enum health health = affiliate_health_standing(score, limits);
    bool known = score != RELATION_MISSING;
    if (known)
        snprintf(percent, sizeof percent, "%3d%%", score);
    page_build_text(sheet->page, SPAN_STRONG, percent)->width = 5;
    page_build_health(sheet->page, health, known ? health_names[health] : "")->width = 9;
}

/* "2 ×   75 %  at-risk    Agreement: one due for renewal.": its weight times its score. */
static void page_add_part(struct csv_reader *sheet, int score, double weight, const char *sentence,
    const struct pace_limits *limits)
{
    char number[32], label[48] = "";
    if (score != RELATION_MISSING)
        snprintf(label, sizeof label, "weight %s", number_text(weight, number));
    page_lead_line(sheet, label);
    page_add_standing(sheet, score, limits);
    page_build_text(sheet->page, SPAN_MUTED, sentence);
    page_build_wrap(sheet->page);
}

static void page_add_parts(
    struct csv_reader *sheet, const struct affiliate_health *relation, const char *vacant)
{
    const struct affiliate_health_rules rules = context_rules(sheet->context);
    const day_t today = sheet->context->today;
    int score = affiliate_health_score(relation, today, &rules);
    page_lead_line(sheet, "Health");
    if (score != RELATION_MISSING) {
        page_add_standing(sheet, score, &rules.pace);
    } else {
        page_build_health(sheet->page, HEALTH_NO_DATA, health_names[HEALTH_NO_DATA])->width = 9;
        page_build_text(sheet->page, SPAN_MUTED, affiliate_health_nothing);
    }
    for (int i = 0; i < RELATION_PARTS; i++) {
        enum affiliate_health_part part = (enum affiliate_health_part)i;
        char *sentence = affiliate_health_sentence(relation, part, vacant, today, &rules);
        if (sentence)
            page_add_part(sheet, affiliate_health_part_score(relation, part, today, &rules),
                rules.weight[part], sentence, &rules.pace);
        free(sentence);
    }
}

/* What it comes to, and each part with its own standing. */
static enum li_err page_affiliate_lead(struct csv_reader *sheet, struct li_error *err)
{
    struct affiliate_health relation;
    char *vacant;
    enum li_err code = affiliate_facts_load(sheet->context, &sheet->id, &relation, &vacant, err);
    if (code)
        return code;
    page_add_parts(sheet, &relation, vacant);
    free(vacant);
    return LI_OK;
}

enum li_err page_goal_bar(struct csv_reader *sheet, const struct id *goal, const char *unit,
    int width, char **reason, struct li_error *err)
{
    struct goal_facts facts;
    enum li_err rc = goal_facts_load(sheet->context, goal, &facts, err);
    if (rc)
        return rc;
    struct pace_limits limits = context_limits(sheet->context);
    double fraction = goal_fraction(&facts);
    enum health health = goal_health(&facts, sheet->context->today, &limits);
    char percent[32] = "-";
    if (!isnan(fraction))
        snprintf(percent, sizeof percent, "%d%%", number_percent(fraction));
    page_build_bar(sheet->page, fraction, goal_expected(&facts, sheet->context->today), health)
        ->width = width;
    page_build_text(sheet->page, SPAN_STRONG, percent)->width = 6;
    page_build_health(sheet->page, health, health_names[health])->width = 11;
    *reason = goal_reason(&facts, unit, sheet->context->today, &limits);
    return LI_OK;
}

/* The last values logged, newest first. Returns how many. */
static size_t page_read_values(
    struct csv_reader *sheet, double values[SPARK_VALUES], struct li_error *err)
{
    char goal[ID_TEXT_SIZE];
    char *filter = li_format("goal:%s", id_text(&sheet->id, goal));
    struct listing listing = {
        .kind = &kind_progress, .filter = filter, .sort = "-day,-id", .limit = SPARK_VALUES};
    struct columns columns;
    size_t count = 0;
    if (!columns_parse(&kind_progress, "value", &columns, err)) {
        struct query *query = listing_records(sheet->context, &listing, &columns, err);
        while (query && count < SPARK_VALUES && query_step(query, err) > 0)
            values[count++] = query_real(query, 2);
        query_free(query);
        columns_free(&columns);
    }
    free(filter);
    return count;
}

/* What a total had come to before the values at hand. */
static double page_sum_before(
    struct csv_reader *sheet, const double *values, size_t count, struct li_error *err)
{
    struct goal_facts facts;
    if (count < SPARK_VALUES || goal_facts_load(sheet->context, &sheet->id, &facts, err))
        return 0;
    double sum = facts.total;
    for (size_t i = 0; i < count; i++)
        sum -= values[i];
    return sum;
}

/* The course of the values, oldest first; of a total, of what they came to. */
static void page_add_course(struct csv_reader *sheet, struct li_error *err)
{
    double newest_first[SPARK_VALUES], course[SPARK_VALUES];
    size_t count = page_read_values(sheet, newest_first, err);
    if (count < 2)
        return;
    const char *measure = sheet->shown[GOAL_MEASURE];
    bool total = measure && strcmp(measure, measure_names[MEASURE_TOTAL]) == 0;
    double sum = total ? page_sum_before(sheet, newest_first, count, err) : 0;
    for (size_t i = 0; i < count; i++) {
        double value = newest_first[count - 1 - i];
        sum += value;
        course[i] = total ? sum : value;
    }
    page_lead_line(sheet, "Trend");
    page_build_spark(sheet->page, course, count);
    char from[32], to[32];
    char *ends =
        li_format("  %s to %s", number_text(course[0], from), number_text(course[count - 1], to));
    page_build_text(sheet->page, SPAN_MUTED, ends);
    free(ends);
}

static enum li_err page_goal_lead(struct csv_reader *sheet, struct li_error *err)
{
    char *reason = NULL;
    page_lead_line(sheet, "Health");
    enum li_err rc =
        page_goal_bar(sheet, &sheet->id, sheet->shown[GOAL_UNIT], LEAD_BAR, &reason, err);
    if (rc)
        return rc;
    page_lead_line(sheet, "");
    page_build_text(sheet->page, SPAN_MUTED, reason);
    page_build_wrap(sheet->page);
    free(reason);
    page_add_course(sheet, err);
    return LI_OK;
}

/* Colours of an agreement's state are those of a goal that does as well. */
static const enum health page_state_health[TERM_STATE_COUNT] = {
    [TERM_DRAFT] = HEALTH_NOT_STARTED,
    [TERM_IN_FORCE] = HEALTH_ON_TRACK,
    [TERM_DUE] = HEALTH_AT_RISK,
    [TERM_LAPSED] = HEALTH_OFF_TRACK,
    [TERM_RENEWED] = HEALTH_MET,
    [TERM_ENDED] = HEALTH_NONE,
};

struct span *page_agreement_state(struct page *page, const char *state)
{
    int known = state ? name_find(agreement_state_names, state) : -1;
    return page_build_health(page, known < 0 ? HEALTH_NONE : page_state_health[known], state);
}

char *page_agreement_reason(const struct context *context, const struct agreement_texts *texts)
{
    struct agreement_facts facts = {
        .signed_on = texts->signed_on ? date_parse(texts->signed_on) : DAY_NONE,
        .from = texts->from ? date_parse(texts->from) : DAY_NONE,
        .to = texts->to ? date_parse(texts->to) : DAY_NONE,
        .ended_on = texts->ended_on ? date_parse(texts->ended_on) : DAY_NONE,
        .lead_days =
            texts->renewal_lead ? (int)strtol(texts->renewal_lead, NULL, 10) : AGREEMENT_LEAD_DAYS,
        .renewed = texts->state && strcmp(texts->state, agreement_state_names[TERM_RENEWED]) == 0};
    return agreement_reason(&facts, context->today);
}

static enum li_err page_agreement_lead(struct csv_reader *sheet, struct li_error *err)
{
    (void)err;
    const struct agreement_texts texts = {.state = sheet->shown[AGREEMENT_STATE],
        .signed_on = sheet->shown[AGREEMENT_SIGNED_ON],
        .from = sheet->shown[AGREEMENT_FROM],
        .to = sheet->shown[AGREEMENT_TO],
        .renewal_lead = sheet->shown[AGREEMENT_RENEWAL_LEAD],
        .ended_on = sheet->shown[AGREEMENT_ENDED_ON]};
    char *reason = page_agreement_reason(sheet->context, &texts);
    page_lead_line(sheet, "Status");
    page_agreement_state(sheet->page, texts.state);
    page_lead_line(sheet, "");
    page_build_text(sheet->page, SPAN_MUTED, reason);
    page_build_wrap(sheet->page);
    free(reason);
    return LI_OK;
}

static const struct lead {
    const char *kind;
    enum li_err (*write)(struct csv_reader *sheet, struct li_error *err);
} leads[] = {
    {"affiliate", page_affiliate_lead},
    {"goal", page_goal_lead},
    {"agreement", page_agreement_lead},
};

static const struct lead *page_find_lead(const struct kind *kind)
{
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (strcmp(leads[i].kind, kind->name) == 0)
            return &leads[i];
    return NULL;
}

bool page_has_lead(const struct kind *kind)
{
    return page_find_lead(kind);
}

enum li_err page_lead(struct csv_reader *sheet, struct li_error *err)
{
    const struct lead *lead = page_find_lead(sheet->kind);
    return lead ? lead->write(sheet, err) : LI_OK;
}
