/*
 * plan_save.c: a plan written with all that stands in it.
 */
#include "core/kind/activity.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/plan/plan_rollover.h"
#include "core/plan/target.h"
#include "core/record/record_writer.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

char *plan_item_aim(const struct plan_item *item)
{
    const struct record *record = item->record;
    char target[32];
    if (record->kind == &kind_activity) {
        return li_format(
            "%s on %s", record_get(record, ACTIVITY_KIND), record_get(record, ACTIVITY_DAY));
    }
    const char *unit = record_get(record, GOAL_UNIT);
    bool continues = item->continues != DAY_NONE && record_get(item->target, TARGET_TARGET);
    char last[DAY_TEXT_SIZE];
    const char *due = continues ? day_text(item->continues, last) : record_get(record, GOAL_DUE);
    const char *by = due ? " by " : "";
    double number =
        continues ? record_number(item->target, TARGET_TARGET) : record_number(record, GOAL_TARGET);
    due = due ? due : "";
    if (item->steps.count > 0)
        return li_format(
            "%zu milestone%s%s%s", item->steps.count, item->steps.count == 1 ? "" : "s", by, due);
    if (isnan(number))
        return li_format("%s%s", *due ? "by " : "", due);
    return li_format(
        "%s%s%s%s%s", number_text(number, target), unit ? " " : "", unit ? unit : "", by, due);
}

struct saving {
    struct li *li;
    struct plan_proposal *proposal;
    struct writer *goals, *targets, *milestones, *activities;
};

/* What is new and refers to something left out refers to nothing; what is not, as it did. */
static void forget_left_out(struct plan_proposal *proposal, struct record *record)
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

/* What is due by the end of a goal is due by the end of the plan it ends in. Whatever a goal's
   plan adds of itself, the target of one that is there already stands first. */
static enum li_err write_goal(struct saving *saving, struct plan_item *item, struct li_error *err)
{
    struct record *goal = item->record, *target = item->target;
    char number[32];
    double due = target_proposed(goal, &saving->proposal->year);
    if (item->continues == DAY_NONE)
        record_set(target, TARGET_TARGET, isnan(due) ? NULL : number_text(due, number));
    enum li_err code = goal->stored ? writer_put(saving->targets, target, err)
                                    : writer_put(saving->goals, goal, err);
    if (code)
        return code;
    return target->stored ? writer_put_whole(saving->goals, goal, err)
                          : writer_put(saving->targets, target, err);
}

static enum li_err write_item(struct saving *saving, struct plan_item *item, struct li_error *err)
{
    struct record *record = item->record;
    if (record->kind == &kind_activity)
        return writer_put(saving->activities, record, err);
    enum li_err code = write_goal(saving, item, err);
    for (size_t i = 0; i < item->steps.count && !code; i++)
        code = writer_put(saving->milestones, item->steps.list[i], err);
    return code;
}

static enum li_err write_items(struct saving *saving, struct store *store, struct li_error *err)
{
    struct plan_proposal *proposal = saving->proposal;
    enum li_err code = LI_OK;
    saving->goals = writer_new(store, &kind_goal);
    saving->targets = writer_new(store, &kind_target);
    saving->milestones = writer_new(store, &kind_milestone);
    saving->activities = writer_new(store, &kind_activity);
    for (size_t i = 0; i < proposal->count && !code; i++)
        if (!proposal->items[i].left_out)
            code = write_item(saving, &proposal->items[i], err);
    writer_free(saving->goals);
    writer_free(saving->targets);
    writer_free(saving->milestones);
    writer_free(saving->activities);
    return code;
}

/* A part may come before the goal it is a part of. */
static enum li_err write_plan(struct store *store, void *arg, struct li_error *err)
{
    struct saving *saving = arg;
    struct id affiliate;
    struct record *plan = saving->proposal->plan;
    id_parse(record_get(plan, PLAN_AFFILIATE), &affiliate);
    enum li_err code =
        plan_refuse_second(saving->li, &affiliate, saving->proposal->year.number, err);
    if (!code)
        code = query_run(store, "PRAGMA defer_foreign_keys = ON", err);
    if (!code)
        code = record_write(store, plan, err);
    return code ? code : write_items(saving, store, err);
}

static enum li_err judge_items(
    struct li *li, struct plan_proposal *proposal, int *at, struct li_error *err)
{
    struct li_error why;
    for (size_t i = 0; i < proposal->count; i++) {
        struct record *record = proposal->items[i].record;
        if (proposal->items[i].left_out)
            continue;
        const struct record *target = proposal->items[i].target;
        forget_left_out(proposal, record);
        if (record_judge(li, record, &why) == LI_OK &&
            (!target || record_judge(li, target, &why) == LI_OK))
            continue;
        *at = (int)i;
        char *called = record_called(li, record);
        li_fail(err, why.code, "%s%s%s", called, *called ? ": " : "", why.message);
        free(called);
        return why.code;
    }
    return LI_OK;
}

enum li_err plan_save(
    struct li *li, struct plan_proposal *proposal, int *item, struct li_error *err)
{
    struct saving saving = {.li = li, .proposal = proposal};
    int at = -1;
    enum li_err code = record_judge(li, proposal->plan, err);
    if (!code)
        code = judge_items(li, proposal, &at, err);
    if (item)
        *item = at;
    if (code)
        return code;
    char *called = record_called(li, proposal->plan);
    char *label = li_format("Draft plan %s", called);
    code = journal_write(li->store, label, write_plan, &saving, NULL, err);
    free(label);
    free(called);
    return code;
}
