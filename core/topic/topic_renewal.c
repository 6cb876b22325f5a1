/*
 * topic_renewal.c: agreements inside their notice days, or lapsed, that no other follows.
 */
#include "core/kind/agreement.h"
#include "core/topic/topic.h"
#include "core/topic/topic_sql.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

/* clang-format off */
#define TOPIC_RENEWAL_HOLDS_SQL \
    "k.state IN ('due-for-renewal', 'lapsed') AND k.archived = 0 AND EXISTS (SELECT 1" \
    " FROM agreement g, affiliate x WHERE g.rowid = k.rid AND x.id = g.affiliate" \
    " AND " PEOPLE_LIVE_SQL("x") \
    " AND NOT EXISTS (SELECT 1 FROM agreement n WHERE n.renews = g.id AND n.archived_on IS NULL))"
/* clang-format on */

static char *topic_renewal_why(struct context *context, struct query *query, day_t day)
{
    bool lapsed =
        strcmp(topic_text(query, TOPIC_LINE_FACTS), agreement_state_names[AGREEMENT_LAPSED]) == 0;
    char *ends = day == DAY_NONE ? li_strdup("No end date")
                                 : topic_text_day(context, lapsed ? "Lapsed" : "Ends", day);
    char *why = query_null(query, TOPIC_LINE_FACTS + 1)
                    ? li_format("%s.", ends)
                    : li_format("%s; %lld-day notice required.", ends,
                          (long long)query_int(query, TOPIC_LINE_FACTS + 1));
    free(ends);
    return why;
}

static const struct topic_change topic_renewal_changes[] = {
    {"agreement", NULL, TOPIC_SAME_SQL("agreement")},
    {"agreement", "renews", TOPIC_SAME_SQL("agreement")},
    {"affiliate", NULL, TOPIC_OF_AFFILIATE_SQL("agreement")},
    TOPIC_CHANGES_END,
};

const struct topic topic_renewal = TOPIC_DEFINE({
    .name = "renewal",
    .heading = "Agreements to renew",
    .kind = &kind_agreement,
    .table = NULL,
    .cached = true,
    .within = NULL,
    .holds = TOPIC_RENEWAL_HOLDS_SQL,
    .day = "(SELECT g.\"to\" FROM agreement g WHERE g.rowid = k.rid)",
    .newest_first = false,
    .mine = TOPIC_MINE_SQL("agreement"),
    .affiliate = "r.affiliate",
    .what = "r.title",
    .facts = "k.state, r.notice_days",
    .why = topic_renewal_why,
    .changes = topic_renewal_changes,
    .step = TOPIC_STEP_RENEW("renew"),
    .filter = "state:due-for-renewal,lapsed",
});
