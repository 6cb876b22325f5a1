/*
 * plan_save.c: a plan written with its goals, targets, milestones and activities.
 */
#include "core/base/number.h"
#include "core/kind/activity.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/plan/plan.h"
#include "core/plan/plan_find.h"
#include "core/plan/plan_target.h"
#include "core/record/record_check.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "core/record/record_writer.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *plan_activity_aim(const struct record *activity, enum date_order dates)
{
    char word[CHOICE_WORD_SIZE], day[DATE_SHOWN_SIZE];
    return li_format("%s on %s", choice_word(record_get(activity, ACTIVITY_KIND), word),
        date_show_stored(record_get(activity, ACTIVITY_DAY), dates, day));
}

char *plan_item_aim(const struct context *context, const struct plan_item *item)
{
    assert(context && item && item->record);
    assert(item->target || item->record->kind == &kind_activity);
    const struct record *record = item->record;
    const enum date_order dates = context_dates(context);
    if (record->kind == &kind_activity)
        return plan_activity_aim(record, dates);
    char target[NUMBER_SIZE], shown[DATE_SHOWN_SIZE];
    const char *unit = record_get(record, GOAL_UNIT);
    bool continues = item->continues != DAY_NONE && record_get(item->target, TARGET_TARGET);
    day_t day = continues ? item->continues : record_day(record, GOAL_DUE);
    const char *due = day == DAY_NONE ? "" : date_show(day, dates, shown);
    const char *by = *due ? " by " : "";
    double number =
        continues ? record_number(item->target, TARGET_TARGET) : record_number(record, GOAL_TARGET);
    if (item->steps.count > 0)
        return li_format(
            "%zu milestone%s%s%s", item->steps.count, item->steps.count == 1 ? "" : "s", by, due);
    if (isnan(number))
        return li_format("%s%s", *due ? "by " : "", due);
    char *amount = number_amount(number_text(number, target), unit);
    char *aim = li_format("%s%s%s", amount, by, due);
    free(amount);
    return aim;
}

struct plan_saving {
    struct context *context;
    struct plan_proposal *proposal;
    struct record_writer *goals, *targets, *milestones, *activities;
};

/* A new record that refers to one left out refers to nothing; a stored one, to what it did before.
 */
static void plan_forget_left_out(struct plan_proposal *proposal, struct record *record)
{
    int field = record->kind == &kind_goal ? (int)GOAL_PARENT : (int)ACTIVITY_GOAL;
    const char *ref = record_get(record, field);
    char before[ID_TEXT_SIZE];
    struct id id;
    if (!ref || !id_parse(ref, &id))
        return;
    for (size_t i = 0; i < proposal->count; i++) {
        const struct plan_item *item = &proposal->items[i];
        if (item->left_out && !item->record->stored && id_equal(&item->record->id, &id))
            record_set(record, field, record->stored ? id_text(&item->source, before) : NULL);
    }
}

/* A goal that ends in the plan has its own target as the plan's. The target of a stored goal is
   written first, so that writing the goal finds it and adds none. */
static enum li_err plan_write_goal(
    struct plan_saving *saving, struct plan_item *item, struct li_error *err)
{
    struct record *goal = item->record, *target = item->target;
    char number[32];
    double due = plan_target_proposed(goal, &saving->proposal->year);
    if (item->continues == DAY_NONE)
        record_set(target, TARGET_TARGET, isnan(due) ? NULL : number_text(due, number));
    enum li_err code = goal->stored ? record_writer_put(saving->targets, target, err)
                                    : record_writer_put(saving->goals, goal, err);
    if (code)
        return code;
    return target->stored ? record_writer_put_whole(saving->goals, goal, err)
                          : record_writer_put(saving->targets, target, err);
}

static enum li_err plan_save_write_item(
    struct plan_saving *saving, struct plan_item *item, struct li_error *err)
{
    struct record *record = item->record;
    if (record->kind == &kind_activity)
        return record_writer_put(saving->activities, record, err);
    enum li_err code = plan_write_goal(saving, item, err);
    for (size_t i = 0; i < item->steps.count && !code; i++)
        code = record_writer_put(saving->milestones, item->steps.list[i], err);
    return code;
}

static enum li_err plan_write_items(
    struct plan_saving *saving, struct store *store, struct li_error *err)
{
    struct plan_proposal *proposal = saving->proposal;
    enum li_err code = LI_OK;
    saving->goals = record_writer_new(store, &kind_goal);
    saving->targets = record_writer_new(store, &kind_target);
    saving->milestones = record_writer_new(store, &kind_milestone);
    saving->activities = record_writer_new(store, &kind_activity);
    for (size_t i = 0; i < proposal->count && !code; i++)
        if (!proposal->items[i].left_out)
            code = plan_save_write_item(saving, &proposal->items[i], err);
    record_writer_free(saving->goals);
    record_writer_free(saving->targets);
    record_writer_free(saving->milestones);
    record_writer_free(saving->activities);
    return code;
}

/* References are checked at the end: a sub-goal may come before its goal. */
static enum li_err plan_write_plan(struct store *store, void *arg, struct li_error *err)
{
    struct plan_saving *saving = arg;
    struct id affiliate;
    struct record *plan = saving->proposal->plan;
    id_parse(record_get(plan, PLAN_AFFILIATE), &affiliate);
    enum li_err code =
        plan_refuse_second(saving->context, &affiliate, saving->proposal->year.number, err);
    if (!code)
        code = query_run(store, "PRAGMA defer_foreign_keys = ON", err);
    if (!code)
        code = record_write(store, plan, err);
    return code ? code : plan_write_items(saving, store, err);
}

static enum li_err plan_judge_items(
    struct context *context, struct plan_proposal *proposal, int *at, struct li_error *err)
{
    struct li_error why;
    for (size_t i = 0; i < proposal->count; i++) {
        struct record *record = proposal->items[i].record;
        if (proposal->items[i].left_out)
            continue;
        const struct record *target = proposal->items[i].target;
        plan_forget_left_out(proposal, record);
        if (!record_judge(context, record, &why) &&
            (!target || !record_judge(context, target, &why)))
            continue;
        *at = (int)i;
        char *called = record_called(context, record);
        li_fail(err, why.code, "%s%s%s", called, *called ? ": " : "", why.message);
        free(called);
        return why.code;
    }
    return LI_OK;
}

enum li_err plan_save(
    struct context *context, struct plan_proposal *proposal, int *item, struct li_error *err)
{
    assert(proposal->plan);
    struct plan_saving saving = {.context = context, .proposal = proposal};
    int at = -1;
    enum li_err code = record_judge(context, proposal->plan, err);
    if (!code)
        code = plan_judge_items(context, proposal, &at, err);
    if (item)
        *item = at;
    if (code)
        return code;
    char *called = record_called(context, proposal->plan);
    char *label = li_format("Draft plan %s", called);
    code = journal_write(context->store, label, plan_write_plan, &saving, NULL, err);
    free(label);
    free(called);
    return code;
}
