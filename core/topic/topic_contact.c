/*
 * topic_contact.c: affiliates with which the last contact is longer ago than wanted.
 */
#include "core/kind/affiliate.h"
#include "core/topic/topic.h"
#include "core/topic/topic_sql.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"
#include <stdlib.h>

/* The days within which contact is wanted with the affiliate in row r; the last with it. */
#define TOPIC_CONTACT_DAYS_SQL "coalesce(cadence_days(r.cadence), ?4)"
#define TOPIC_CONTACT_LAST_SQL                                                                     \
    "(SELECT max(c.day) FROM activity c WHERE c.affiliate = r.id AND c.day <= today()"             \
    " AND c.state = 'done' AND c.archived_on IS NULL)"

static char *topic_contact_why(struct context *context, struct query *query, day_t day)
{
    const char *cadence = query_text(query, TOPIC_LINE_FACTS);
    char *last = day == DAY_NONE ? li_strdup("No contact logged")
                                 : topic_text_day(context, "Last contact", day);
    char *why = cadence ? li_format("%s (target: %s).", last, cadence)
                        : li_format("%s (target: every %lld days).", last,
                              (long long)query_int(query, TOPIC_LINE_FACTS + 1));
    free(last);
    return why;
}

static const struct topic_change topic_contact_changes[] = {
    {"affiliate", NULL, TOPIC_SAME_SQL("affiliate")},
    {"activity", "affiliate", TOPIC_SAME_SQL("affiliate")},
    TOPIC_CHANGES_END,
};

const struct topic topic_contact = TOPIC_DEFINE({
    .name = "contact",
    .heading = "Affiliates out of touch",
    .kind = &kind_affiliate,
    .table = NULL,
    .cached = false,
    .within = NULL,
    .holds = TOPIC_ACTIVE_SQL " AND " TOPIC_CONTACT_DAYS_SQL
                              " > 0 AND coalesce(" TOPIC_CONTACT_LAST_SQL ", r.since, '')"
                              " < date(today(), -(" TOPIC_CONTACT_DAYS_SQL ") || ' days')",
    .day = TOPIC_CONTACT_LAST_SQL,
    .newest_first = false,
    .mine = TOPIC_MY_AFFILIATES_SQL,
    .affiliate = "r.id",
    .what = "r.name",
    .facts = "r.cadence, " TOPIC_CONTACT_DAYS_SQL,
    .why = topic_contact_why,
    .changes = topic_contact_changes,
    .step = TOPIC_STEP_CONTACT("log a contact"),
    .filter = NULL,
});
