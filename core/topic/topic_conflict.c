/*
 * topic_conflict.c: records of any kind with an edit that lost when laptops were brought together,
 * the last one noted here first.
 */
#include "core/topic/topic.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"

static char *topic_conflict_why(struct context *context, struct query *query, day_t day)
{
    (void)context;
    (void)day;
    return li_strdup(topic_text(query, TOPIC_LINE_FACTS + 1));
}

/* A merge is known by the entries it adds. */
static const struct topic_change topic_conflict_changes[] = {
    {"decision", NULL, "SELECT rowid FROM journal_conflict WHERE ?1 IS NOT NULL"},
    {NULL, NULL, "SELECT rowid FROM journal_conflict WHERE id = ?1"},
    TOPIC_CHANGES_END,
};

const struct topic topic_conflict = TOPIC_DEFINE({
    .name = "conflict",
    .heading = "Conflicting edits",
    .kind = NULL,
    .table = "journal_conflict",
    .cached = false,
    .within = NULL,
    .holds = "conflict_open(r.rowid)",
    .day = "NULL",
    .newest_first = true,
    .mine = "SELECT c.rowid AS rid FROM journal_conflict c"
            " WHERE record_affiliate(c.tbl, c.id) IN (SELECT id FROM mine)",
    .affiliate = "record_affiliate(r.tbl, r.id)",
    .what = "conflict_title(r.rowid)",
    .facts = "r.tbl, conflict_why(r.rowid)",
    .why = topic_conflict_why,
    .changes = topic_conflict_changes,
    .step = TOPIC_STEP_DECIDE("choose"),
    .filter = NULL,
});
