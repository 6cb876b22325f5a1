/*
 * topic_follow_up.c: activities whose follow-up is due, or soon will be.
 */
#include "core/kind/activity.h"
#include "core/schema/choice_word.h"
#include "core/topic/topic.h"
#include "core/topic/topic_sql.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"
#include <stdlib.h>

static char *topic_follow_up_why(struct context *context, struct query *query, day_t day)
{
    char *due = topic_text_day(context, "Follow-up due", day);
    char word[CHOICE_WORD_SIZE];
    char *why = li_format("%s; %s on %s.", due,
        choice_word_within(topic_text(query, TOPIC_LINE_FACTS), word),
        topic_text(query, TOPIC_LINE_FACTS + 1));
    free(due);
    return why;
}

static const struct topic_change topic_follow_up_changes[] = {
    {"activity", NULL, TOPIC_SAME_SQL("activity")},
    {"affiliate", NULL, TOPIC_OF_AFFILIATE_SQL("activity")},
    TOPIC_CHANGES_END,
};

const struct topic topic_follow_up = TOPIC_DEFINE({
    .name = "follow-up",
    .heading = "Follow-ups",
    .kind = &kind_activity,
    .table = NULL,
    .cached = false,
    .within = "r.follow_up_done_on IS NULL AND r.follow_up_on <= ?2",
    .holds = "r.archived_on IS NULL AND " TOPIC_LIVE_AFFILIATE_SQL("r.affiliate"),
    .day = "r.follow_up_on",
    .newest_first = false,
    .mine = TOPIC_MINE_SQL(
        "activity") " UNION SELECT r.rowid FROM me CROSS JOIN activity r ON r.our_person = me.id",
    .affiliate = "r.affiliate",
    .what = "coalesce(r.title, choice_word(r.kind))",
    .facts = "r.kind, r.day",
    .why = topic_follow_up_why,
    .changes = topic_follow_up_changes,
    .step = TOPIC_STEP_END("mark done", "follow_up_done_on"),
    .filter = "follow_up_done_on:none follow_up_on:<=+%dd",
});
