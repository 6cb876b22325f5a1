/*
 * row_search.c: from stage to stage.
 */
#include "tui/rows/row_search.h"
#include <assert.h>

enum { SORTED_SOON = 20000 /* rows, in less than a key may wait */ };

void row_search_check(const struct row_search *search)
{
    assert(search->clock);
    assert((search->stage == STAGE_DONE) == !search->scan);
    assert(!search->growing || search->found.count == 0);
    assert(!search->steady || search->ours);
    assert(search->matches.count == 0 || search->stage == STAGE_ORDER);
    assert(!search->in_parts || search->stage == STAGE_ORDER);
}

int64_t row_search_now(const struct row_search *search)
{
    return search->clock->now(search->clock->arg);
}

void row_search_stop(struct row_search *search)
{
    row_scan_free(search->scan);
    search->scan = NULL;
    search->stage = STAGE_DONE;
    search->growing = search->interrupted = search->in_parts = false;
    search->match_count = 0;
    row_set_clear(&search->matches);
    vector_clear(&search->found);
}

void row_search_clear(struct row_search *search)
{
    row_search_stop(search);
    vector_clear(&search->shown);
    listing_plan_free(search->plan);
    search->plan = NULL;
}

/* --- what is known ---------------------------------------------------------------------------- */

size_t row_search_total(const struct row_search *search)
{
    size_t found = search->match_count > 0 ? search->match_count : search->found.count;
    return search->ours && found > search->shown.count ? found : search->shown.count;
}

bool row_search_counted(const struct row_search *search)
{
    bool orders = search->stage == STAGE_TOP || search->stage == STAGE_ORDER;
    return search->stage == STAGE_DONE ||
           (orders && (search->match_count > 0 || (search->sorting && search->steady)));
}

bool row_search_sorts_long(const struct row_search *search)
{
    return search->sorting && row_search_total(search) > SORTED_SOON;
}

/* --- stages ----------------------------------------------------------------------------------- */

static const enum row_scan_way row_ways[] = {
    [STAGE_FIRST] = ROW_SCAN_WALK,
    [STAGE_MATCHES] = ROW_SCAN_ANY,
    [STAGE_TOP] = ROW_SCAN_TOP,
    [STAGE_ORDER] = ROW_SCAN_ORDER,
};

static void row_enter(struct row_search *search, enum row_stage stage, struct row_scan *scan)
{
    bool sorted = stage == STAGE_TOP || (stage == STAGE_ORDER && search->matches.count == 0);
    row_scan_free(search->scan);
    search->scan = scan;
    search->in_parts = false;
    search->stage = stage;
    search->growing = false;
    search->sorting = sorted && !search->presorted;
    search->entered = row_search_now(search);
    vector_clear(&search->found);
}

void row_search_go_on(struct row_search *search, enum row_stage stage, struct li_error *err)
{
    assert(stage < STAGE_DONE);
    bool whole = stage == STAGE_ORDER && search->matches.count > 0;
    enum row_scan_way way = whole ? ROW_SCAN_WHOLE : row_ways[stage];
    struct row_scan *scan = row_scan_new(search->plan, way, err);
    if (scan)
        row_enter(search, stage, scan);
    else
        row_search_stop(search);
}

/* Where what must be sorted begins. count: how many rows there are; 0: not known. */
static enum row_stage row_sort_stage(bool top_first, size_t count)
{
    return top_first && (count == 0 || count > SORTED_SOON) ? STAGE_TOP : STAGE_ORDER;
}

/* count as above. On failure nothing changes. */
static enum li_err row_begin(struct row_search *search, const struct listing_plan *plan,
    size_t count, bool top_first, struct li_error *err)
{
    struct li_error own = {.code = LI_OK};
    bool presorted = listing_plan_is_presorted(plan);
    enum row_stage stage = presorted                   ? STAGE_ORDER
                           : listing_plan_is_all(plan) ? row_sort_stage(top_first, count)
                                                       : STAGE_FIRST;
    struct row_scan *scan = row_scan_new(plan, row_ways[stage], &own);
    bool walked = scan && stage == STAGE_FIRST;
    if (!scan && !own.code) {
        stage = STAGE_MATCHES;
        scan = row_scan_new(plan, row_ways[stage], &own);
    }
    if (!scan) {
        *err = own;
        return own.code;
    }
    row_search_stop(search);
    search->presorted = presorted;
    search->walked = walked;
    search->top_first = top_first;
    search->match_count = stage == STAGE_TOP ? count : 0;
    row_enter(search, stage, scan);
    search->asked = search->entered;
    return LI_OK;
}

enum li_err row_search_begin(
    struct row_search *search, struct listing_plan *plan, bool same_filter, struct li_error *err)
{
    assert(plan && plan != search->plan);
    bool same = same_filter && search->ours;
    size_t count = same && row_search_counted(search) ? row_search_total(search) : 0;
    enum li_err code = row_begin(search, plan, count, true, err);
    if (code)
        return code;
    search->ours = same;
    search->steady = same && count > 0;
    search->stale = false;
    listing_plan_free(search->plan);
    search->plan = plan;
    return LI_OK;
}

enum li_err row_search_again(struct row_search *search, struct li_error *err)
{
    assert(search->plan && search->stage == STAGE_DONE);
    search->steady = search->ours;
    return row_begin(search, search->plan, 0, false, err);
}

void row_search_take_place(struct row_search *search)
{
    if (!search->growing) {
        vector_clear(&search->shown);
        search->shown = search->found;
        search->found = (struct vector){0};
        search->turn++;
    }
    search->growing = search->ours = true;
}

static void row_finish(struct row_search *search, struct li_error *err)
{
    row_search_take_place(search);
    row_search_stop(search);
    if (!search->stale)
        return;
    search->stale = false;
    row_search_again(search, err);
}

/* All that fit are found; now their order. */
static void row_order_matches(struct row_search *search, struct li_error *err)
{
    const struct vector *matches = search->growing ? &search->shown : &search->found;
    search->match_count = matches->count;
    if (matches->count < 2) {
        row_finish(search, err);
        return;
    }
    for (size_t i = 0; search->walked && i < matches->count; i++)
        row_set_put(&search->matches, matches->rows[i], true);
    if (!search->ours)
        row_search_take_place(search);
    bool top_first = search->top_first && !search->walked;
    row_search_go_on(search, row_sort_stage(top_first, search->match_count), err);
}

/* The first rows are there; fewer than were asked for are all there are. */
static void row_end_top(struct row_search *search, struct li_error *err)
{
    row_search_take_place(search);
    if (search->shown.count < ROW_SCAN_TOP_ROWS)
        row_finish(search, err);
    else
        row_search_go_on(search, STAGE_ORDER, err);
}

void row_search_end_stage(struct row_search *search, struct li_error *err)
{
    if (search->stage == STAGE_MATCHES)
        row_order_matches(search, err);
    else if (search->stage == STAGE_TOP)
        row_end_top(search, err);
    else
        row_finish(search, err);
}

void row_search_sort_in_parts(struct row_search *search)
{
    assert(search->sorting);
    struct li_error unseen; /* one statement sorts them then */
    struct row_scan *scan = row_scan_new(search->plan, ROW_SCAN_SORTER, &unseen);
    search->in_parts = scan != NULL;
    search->interrupted = !scan;
    if (!scan)
        return;
    row_scan_free(search->scan);
    search->scan = scan;
    search->stage = STAGE_ORDER;
}
