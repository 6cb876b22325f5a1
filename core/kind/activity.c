/*
 * activity.c: activities, and the rules of their dates.
 */
#include "core/kind/activity.h"
#include "core/kind/rules.h"
#include "core/record/record.h"
#include <string.h>

static const struct field activity_fields[] = {ACTIVITY_FIELDS(KIND_ENTRY)};

static void activity_check(
    struct context *context, const struct record *activity, kind_problem problem, void *arg)
{
    bool done = record_get(activity, ACTIVITY_STATE) &&
                strcmp(record_get(activity, ACTIVITY_STATE), "done") == 0;
    /* In the time zone where it was written it may be tomorrow already. */
    day_t latest = record_is_changed(activity) ? context->today : date_add(context->today, 1);
    if (done && record_day(activity, ACTIVITY_DAY) > latest)
        problem(arg, ACTIVITY_STATE, "Status must be Planned for a future date.");
    rule_in_order(context, activity, ACTIVITY_DAY, ACTIVITY_UNTIL, problem, arg);
    rule_in_order(context, activity, ACTIVITY_DAY, ACTIVITY_FOLLOW_UP_ON, problem, arg);
    if (record_get(activity, ACTIVITY_FOLLOW_UP_DONE_ON) &&
        !record_get(activity, ACTIVITY_FOLLOW_UP_ON))
        problem(arg, ACTIVITY_FOLLOW_UP_ON,
            "Enter the follow-up date before marking the follow-up done.");
    static const int served[] = {ACTIVITY_GOAL, ACTIVITY_COMMITMENT, ACTIVITY_PLAN};
    for (size_t i = 0; i < sizeof served / sizeof *served; i++)
        rule_same_affiliate(context, activity, ACTIVITY_AFFILIATE, served[i], problem, arg);
}

const struct kind kind_activity = {
    .name = "activity",
    .plural = "activities",
    .label = "Activity",
    .labels = "Activities",
    .help = "A call, visit, training or other contact with an affiliate, planned or done.",
    .fields = activity_fields,
    .field_count = ACTIVITY_FIELD_COUNT,
    .stored_count = ACTIVITY_FIELD_COUNT,
    .title = "coalesce(r.title, choice_word(r.kind) || ' on ' || r.day)",
    .code = -1,
    .sort = "-day",
    .check = activity_check,
};
