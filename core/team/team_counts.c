/*
 * team_counts.c: a sorted list, searched by halves.
 */
#include "core/team/team_counts.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char team_counts_sql[] =
    "SELECT replica, sum(waiting), min(first), sum(missing) FROM"
    " (SELECT replica, count(*) AS waiting, min(hlc) AS first, 0 AS missing"
    "  FROM journal_entry WHERE state = 'waiting' GROUP BY replica"
    " UNION ALL"
    " SELECT replica, 0, NULL, there - here FROM"
    "  (SELECT replica, seq AS there, (SELECT coalesce(max(seq), 0) FROM journal_entry e"
    "    WHERE e.replica = m.replica) AS here FROM local_told_most m)"
    "  WHERE there > here)"
    " GROUP BY replica ORDER BY replica";
enum { TEAM_COUNTS_REPLICA, TEAM_COUNTS_WAITING, TEAM_COUNTS_FIRST, TEAM_COUNTS_MISSING };

static void team_counts_add(struct team_counts *counts, struct query *query)
{
    struct team_count count = {.waiting = query_int(query, TEAM_COUNTS_WAITING),
        .first_waiting = (uint64_t)query_int(query, TEAM_COUNTS_FIRST),
        .missing = query_int(query, TEAM_COUNTS_MISSING)};
    if (!query_id(query, TEAM_COUNTS_REPLICA, &count.replica))
        return;
    counts->items = li_realloc(counts->items, counts->count + 1, sizeof *counts->items);
    counts->items[counts->count++] = count;
}

enum li_err team_counts_load(struct store *store, struct team_counts *out, struct li_error *err)
{
    assert(store && out && err);
    *out = (struct team_counts){0};
    struct query *query = query_new(store, team_counts_sql, err);
    if (!query)
        return err->code;
    int step;
    while ((step = query_step(query, err)) > 0)
        team_counts_add(out, query);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

void team_counts_clear(struct team_counts *counts)
{
    assert(counts);
    free(counts->items);
    *counts = (struct team_counts){0};
}

static int team_counts_compare(const void *replica, const void *item)
{
    return memcmp(((const struct id *)replica)->byte,
        ((const struct team_count *)item)->replica.byte, sizeof(struct id));
}

struct team_count team_counts_find(const struct team_counts *counts, const struct id *replica)
{
    assert(counts && replica);
    const struct team_count *found = counts->count > 0
                                         ? bsearch(replica, counts->items, counts->count,
                                               sizeof *counts->items, team_counts_compare)
                                         : NULL;
    return found ? *found : (struct team_count){.replica = *replica};
}
