/*
 * topic_correct.c: records of any kind that break a rule of their kind.
 */
#include "core/record/record_load.h"
#include "core/topic/topic.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"

static char *topic_correct_why(struct context *context, struct query *query, day_t day)
{
    (void)context;
    (void)day;
    return li_strdup(topic_text(query, TOPIC_LINE_FACTS + 1));
}

/* Any change may correct one; there are so few that all are judged again. */
static const struct topic_change topic_correct_changes[] = {
    {NULL, NULL, "SELECT rowid FROM local_broken WHERE ?1 IS NOT NULL"},
    TOPIC_CHANGES_END,
};

const struct topic topic_correct = TOPIC_DEFINE({
    .name = "correct",
    .heading = "Records to correct",
    .kind = NULL,
    .table = "local_broken",
    .cached = false,
    .within = NULL,
    .holds = "broken_rule(r.kind, r.id) IS NOT NULL",
    .day = "NULL",
    .newest_first = false,
    .mine = "SELECT b.rid FROM local_broken b"
            " WHERE record_affiliate(b.kind, b.id) IN (SELECT id FROM mine)",
    .affiliate = "record_affiliate(r.kind, r.id)",
    .what = "record_title(r.kind, r.id)",
    .facts = "r.kind, broken_rule(r.kind, r.id)",
    .why = topic_correct_why,
    .changes = topic_correct_changes,
    .step = TOPIC_STEP_EDIT("open to correct"),
    .filter = NULL,
});
