/*
 * row_scan.c: a query, or what took one over.
 */
#include "core/query/row_scan.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

struct row_scan {
    struct query *query; /* one of them; the others are NULL */
    struct sorter *sorter;
    struct tie_walk *ties;
};

static struct query *row_scan_top(const struct listing_plan *plan, struct li_error *err)
{
    return listing_plan_top(plan, ROW_SCAN_TOP_ROWS, err);
}

typedef struct query *(*row_scan_statement)(const struct listing_plan *plan, struct li_error *err);
static const row_scan_statement row_scan_statements[] = {
    [ROW_SCAN_WALK] = listing_plan_walk,
    [ROW_SCAN_ANY] = listing_plan_unordered,
    [ROW_SCAN_TOP] = row_scan_top,
    [ROW_SCAN_ORDER] = listing_plan_rows,
    [ROW_SCAN_WHOLE] = listing_plan_whole,
};

struct row_scan *row_scan_new(
    const struct listing_plan *plan, enum row_scan_way way, struct li_error *err)
{
    assert(plan && way <= ROW_SCAN_SORTER);
    struct row_scan scan = {0};
    struct li_error unseen; /* one statement finds them then */
    if (way == ROW_SCAN_ORDER)
        scan.ties = listing_plan_tie_walk(plan, &unseen);
    if (way == ROW_SCAN_SORTER)
        scan.sorter = listing_plan_sorter(plan, err);
    else if (!scan.ties)
        scan.query = row_scan_statements[way](plan, err);
    if (!scan.query && !scan.sorter && !scan.ties)
        return NULL;
    struct row_scan *made = li_calloc(1, sizeof *made);
    *made = scan;
    return made;
}

void row_scan_free(struct row_scan *scan)
{
    if (!scan)
        return;
    query_free(scan->query);
    sorter_free(scan->sorter);
    tie_walk_free(scan->ties);
    free(scan);
}

int row_scan_fill(struct row_scan *scan, struct vector *into, size_t most, struct li_error *err)
{
    assert(most > 0);
    return scan->sorter ? sorter_fill(scan->sorter, into, most, err)
           : scan->ties ? tie_walk_fill(scan->ties, into, most, err)
                        : vector_fill(into, scan->query, most, err);
}
