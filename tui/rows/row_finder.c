/*
 * row_finder.c: finds the rows of a list in stages, of which each gives something to look at.
 *
 * Where rows come in order one by one, or all are wanted in another order, there is one stage, the
 * last. Else the first few are looked for in order, for a moment only; then all, in whatever order
 * they are found soonest, which counts them; then their order.
 *
 * A slice ends between two rows when its time is over, and goes on from there after the key. Only
 * where no row comes for longer than that (SQLite sorts, or few rows fit) a key interrupts the
 * statement, and the stage begins again once the keys pause. Where they go on and on, as with a key
 * held down, rows are sorted in small parts instead, which takes several times as long.
 *
 * What holds between calls (row_check):
 *
 * 1. scan reads the rows of the stage; in STAGE_DONE there is none.
 * 2. shown is on the screen. It is replaced as a whole, which turn counts, or grows at its end;
 *    where it grows, found is empty.
 * 3. What steady says of shown holds only of the filter's own rows (ours).
 * 4. hits are put in order by walking, and only in STAGE_ORDER.
 * 5. Only the last order is sorted in parts, where SQLite would sort it.
 * 6. Every row id in shown and found is above 0, and fitted the filter when it was read.
 */
#include "tui/rows/row_finder.h"
#include "core/query/row_scan.h"
#include "core/query/row_set.h"
#include "data/base/memory.h"
#include "data/store/page_cache.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* In microseconds. */
enum {
    SLICE = 4000,      /* one more batch of rows may begin; it takes as long again at most */
    LATE = 8000,       /* a key waits no longer */
    FIRST_FEW = 10000, /* at most for those, to be on the screen with the key */
    PATIENCE =
        10000, /* before what is found takes the place of others, even if it is nothing yet */
};
enum { PAUSE = 100 /* milliseconds without a key */ };
enum { PUT_OFF = 1000000 /* microseconds; no longer is a sort put off by keys */ };
enum { SORTED_SOON = 20000 /* rows, in less than a key may wait */ };
enum { SORTED_AT_ONCE = 64 /* of those sorted in parts, so that it is seldom that none comes */ };

enum row_stage { STAGE_FIRST, STAGE_HITS, STAGE_ORDER, STAGE_DONE };

struct row_finder {
    struct context *context;
    const struct pace *pace;
    const struct kind *kind;
    char *filter;              /* as it was typed; NULL: all */
    struct listing_plan *plan; /* that filter and the order; NULL: nothing was asked for yet */
    struct row_cache *cache;
    struct vector shown, found;
    unsigned turn;
    enum row_stage stage;
    struct row_scan *scan; /* of the stage; NULL: done */
    bool in_parts;         /* the scan sorts in small parts */
    bool presorted;        /* what is wanted comes in order one by one */
    bool walked;           /* the kind's own order is wanted and can be walked */
    struct row_set hits;   /* all that fit, to be put in order by walking; none: SQLite sorts */
    size_t hit_count;      /* how many fit, once it is known */
    bool ours;             /* shown is of this filter, if not whole or not in this order */
    bool steady;           /* shown is replaced as a whole */
    bool growing;          /* what is found goes on in shown */
    bool sorting;          /* SQLite sorts before the first row comes */
    bool interrupted;      /* by a key: the stage begins again when they pause */
    bool stale;            /* records changed while these were looked for */
    int64_t asked, entered, slice, batch; /* when looking, the stage, the slice, its rows began */
};

struct row_finder *row_finder_new(struct context *context, const struct pace *pace,
    const struct kind *kind, const struct columns *columns)
{
    assert(context && pace && pace->now && pace->pressed && kind && columns);
    struct row_finder *rows = li_calloc(1, sizeof *rows);
    rows->context = context;
    rows->pace = pace;
    rows->kind = kind;
    rows->cache = row_cache_new(context, kind, columns);
    rows->stage = STAGE_DONE;
    return rows;
}

static void row_check(const struct row_finder *rows)
{
    assert((rows->stage == STAGE_DONE) == !rows->scan);
    assert(!rows->growing || rows->found.count == 0);
    assert(!rows->steady || rows->ours);
    assert(rows->hits.count == 0 || rows->stage == STAGE_ORDER);
    assert(!rows->in_parts || rows->stage == STAGE_ORDER);
}

static void row_stop(struct row_finder *rows)
{
    row_scan_free(rows->scan);
    rows->scan = NULL;
    rows->stage = STAGE_DONE;
    rows->growing = rows->interrupted = rows->in_parts = false;
    rows->hit_count = 0;
    row_set_clear(&rows->hits);
    vector_clear(&rows->found);
}

void row_finder_free(struct row_finder *rows)
{
    row_stop(rows);
    vector_clear(&rows->shown);
    row_cache_free(rows->cache);
    listing_plan_free(rows->plan);
    free(rows->filter);
    free(rows);
}

void row_finder_show(struct row_finder *rows, const struct columns *columns)
{
    row_cache_free(rows->cache);
    rows->cache = row_cache_new(rows->context, rows->kind, columns);
}

static int64_t row_now(const struct row_finder *rows)
{
    return rows->pace->now(rows->pace->arg);
}

static bool row_pressed(const struct row_finder *rows, int within)
{
    return rows->pace->pressed(rows->pace->arg, within);
}

/* --- from stage to stage ---------------------------------------------------------------------- */

static const enum row_scan_way row_ways[] = {
    [STAGE_FIRST] = ROW_SCAN_WALK, [STAGE_HITS] = ROW_SCAN_ANY, [STAGE_ORDER] = ROW_SCAN_ORDER};

static void row_enter(struct row_finder *rows, enum row_stage stage, struct row_scan *scan)
{
    row_scan_free(rows->scan);
    rows->scan = scan;
    rows->in_parts = false;
    rows->stage = stage;
    rows->growing = false;
    rows->sorting = stage == STAGE_ORDER && rows->hits.count == 0 && !rows->presorted;
    rows->entered = row_now(rows);
    vector_clear(&rows->found);
}

/* To a stage of the same listing; when that fails there is no more to find. */
static void row_go_on(struct row_finder *rows, enum row_stage stage, struct li_error *err)
{
    bool whole = stage == STAGE_ORDER && rows->hits.count > 0;
    struct row_scan *scan = row_scan_new(rows->plan, whole ? ROW_SCAN_WHOLE : row_ways[stage], err);
    if (scan)
        row_enter(rows, stage, scan);
    else
        row_stop(rows);
}

static bool row_is_same(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

/* On failure nothing changes. */
static enum li_err row_begin(
    struct row_finder *rows, const struct listing_plan *plan, struct li_error *err)
{
    struct li_error own = {.code = LI_OK};
    bool presorted = listing_plan_is_presorted(plan);
    enum row_stage stage = listing_plan_is_all(plan) || presorted ? STAGE_ORDER : STAGE_FIRST;
    struct row_scan *scan = row_scan_new(plan, row_ways[stage], &own);
    bool walked = scan && stage == STAGE_FIRST;
    if (!scan && !own.code) {
        stage = STAGE_HITS;
        scan = row_scan_new(plan, row_ways[stage], &own);
    }
    if (!scan) {
        *err = own;
        return own.code;
    }
    row_stop(rows);
    rows->presorted = presorted;
    rows->walked = walked;
    row_enter(rows, stage, scan);
    rows->asked = rows->entered;
    return LI_OK;
}

static void row_take_place(struct row_finder *rows)
{
    if (!rows->growing) {
        vector_clear(&rows->shown);
        rows->shown = rows->found;
        rows->found = (struct vector){0};
        rows->turn++;
    }
    rows->growing = rows->ours = true;
}

static void row_finish(struct row_finder *rows, struct li_error *err)
{
    row_take_place(rows);
    row_stop(rows);
    if (!rows->stale)
        return;
    rows->stale = false;
    rows->steady = true;
    row_begin(rows, rows->plan, err);
}

/* All that fit are found; now their order. */
static void row_order_hits(struct row_finder *rows, struct li_error *err)
{
    const struct vector *hits = rows->growing ? &rows->shown : &rows->found;
    rows->hit_count = hits->count;
    if (hits->count < 2) {
        row_finish(rows, err);
        return;
    }
    for (size_t i = 0; rows->walked && i < hits->count; i++)
        row_set_put(&rows->hits, hits->rows[i], true);
    if (!rows->ours)
        row_take_place(rows);
    row_go_on(rows, STAGE_ORDER, err);
}

static void row_end_stage(struct row_finder *rows, struct li_error *err)
{
    if (rows->stage == STAGE_HITS)
        row_order_hits(rows, err);
    else
        row_finish(rows, err);
}

/* --- a slice ---------------------------------------------------------------------------------- */

/* The screen still shows what another filter found, and has for too long. */
static bool row_must_tell(const struct row_finder *rows)
{
    return !rows->ours && rows->shown.count > 0 && row_now(rows) - rows->asked > PATIENCE;
}

/* Whether what is found so far, if anything, is to be looked at now. */
static bool row_may_show(const struct row_finder *rows, size_t enough)
{
    size_t found = rows->found.count, shown = rows->shown.count;
    if (rows->growing || rows->steady)
        return false;
    if (rows->ours)
        return found > 0 && (rows->stage == STAGE_ORDER ? found >= shown : shown == 0);
    return found >= enough || (found > 0 && shown == 0) || row_must_tell(rows);
}

static bool row_first_are_over(const struct row_finder *rows)
{
    return rows->stage == STAGE_FIRST && row_now(rows) - rows->entered > FIRST_FEW;
}

/* A screenful is there to be looked at; the rest is found sooner otherwise. */
static bool row_has_first(const struct row_finder *rows, size_t enough)
{
    return rows->stage == STAGE_FIRST && rows->found.count >= enough;
}

static bool row_must_stop(void *arg)
{
    const struct row_finder *rows = arg;
    return row_first_are_over(rows) || row_must_tell(rows) ||
           (row_now(rows) - rows->batch > LATE && row_pressed(rows, 0));
}

/* Of the rows from that one on, those that fit. */
static void row_keep_hits(struct vector *vector, size_t from, const struct row_set *hits)
{
    size_t to = from;
    for (size_t i = from; i < vector->count; i++)
        if (row_set_has(hits, vector->rows[i]))
            vector->rows[to++] = vector->rows[i];
    vector->count = to;
}

/* The very first rows are shown as soon as they fill the screen; that ends the slice, and so does
   that they are counted. */
static bool row_is_first_screenful(const struct row_finder *rows, size_t enough)
{
    return rows->turn == 0 && rows->found.count >= enough && row_may_show(rows, enough);
}

static bool row_slice_is_over(const struct row_finder *rows, size_t enough)
{
    return row_now(rows) - rows->slice >= SLICE || row_is_first_screenful(rows, enough) ||
           row_has_first(rows, enough);
}

/* More and more rows at a time, so that the clock is looked at seldom and yet in time. */
static int row_fill(struct row_finder *rows, size_t enough, struct li_error *err)
{
    struct vector *into = rows->growing ? &rows->shown : &rows->found;
    size_t most = 1;
    int more;
    do {
        size_t from = into->count;
        rows->batch = row_now(rows);
        more = row_scan_fill(rows->scan, into, most, err);
        rows->sorting &= into->count == from;
        if (rows->hits.count > 0)
            row_keep_hits(into, from, &rows->hits);
        most = rows->in_parts ? SORTED_AT_ONCE : most * 2;
    } while (more > 0 && !row_slice_is_over(rows, enough));
    return more;
}

/* The first row comes last of all that is sorted. Parts give up what is read already: a few rows
   are sorted at once. */
static int row_sort(struct row_finder *rows, size_t enough, struct li_error *err)
{
    bool parts = row_finder_sort_long(rows);
    if (parts)
        page_cache_sort_in_parts(rows->context->store, true);
    int more = row_fill(rows, enough, err);
    if (parts)
        page_cache_sort_in_parts(rows->context->store, false);
    return more;
}

static void row_show(struct row_finder *rows, size_t enough)
{
    if (row_may_show(rows, enough))
        row_take_place(rows);
}

static void row_work_on(struct row_finder *rows, size_t enough, struct li_error *err)
{
    struct li_error own = {.code = LI_OK};
    bool sorts = rows->sorting && !rows->in_parts;
    int more = sorts ? row_sort(rows, enough, &own) : row_fill(rows, enough, &own);
    if (more == 0) {
        row_end_stage(rows, err);
    } else if (more < 0 && own.code != LI_INTERRUPTED) {
        *err = own;
        row_stop(rows);
    } else if (row_first_are_over(rows) || row_has_first(rows, enough) ||
               (more < 0 && rows->stage == STAGE_FIRST)) {
        row_show(rows, enough);
        row_go_on(rows, STAGE_HITS, err);
    } else if (more < 0) {
        row_show(rows, enough);
        rows->interrupted = row_pressed(rows, 0);
        row_go_on(rows, rows->stage, err);
    }
}

/* From now on what SQLite would sort in one go. */
static void row_sort_in_parts(struct row_finder *rows)
{
    struct li_error unseen; /* one statement sorts them then */
    struct row_scan *scan = row_scan_new(rows->plan, ROW_SCAN_SORTER, &unseen);
    rows->in_parts = scan != NULL;
    rows->interrupted = !scan;
    if (!scan)
        return;
    row_scan_free(rows->scan);
    rows->scan = scan;
}

static bool row_waits_for_keys(struct row_finder *rows)
{
    if (row_pressed(rows, 0))
        return true;
    if (rows->interrupted && rows->sorting && row_now(rows) - rows->asked > PUT_OFF)
        row_sort_in_parts(rows);
    return rows->interrupted && row_pressed(rows, PAUSE);
}

bool row_finder_work(struct row_finder *rows, size_t enough, struct li_error *err)
{
    row_check(rows);
    if (rows->stage == STAGE_DONE)
        return false;
    if (row_waits_for_keys(rows))
        return true;
    rows->interrupted = false;
    rows->slice = row_now(rows);
    store_on_progress(rows->context->store, row_must_stop, rows);
    bool counted = row_finder_counted(rows);
    do
        row_work_on(rows, enough, err);
    while (rows->stage != STAGE_DONE && row_finder_counted(rows) == counted && !rows->interrupted &&
           !row_slice_is_over(rows, enough));
    store_on_progress(rows->context->store, NULL, NULL);
    row_show(rows, enough);
    return rows->stage != STAGE_DONE;
}

void row_finder_catch_up(struct row_finder *rows, size_t enough, struct li_error *err)
{
    row_check(rows);
    while (rows->stage != STAGE_DONE && !rows->ours) {
        rows->interrupted = false;
        rows->slice = row_now(rows);
        row_work_on(rows, enough, err);
        row_show(rows, enough);
    }
}

/* ---------------------------------------------------------------------------------------------- */

enum li_err row_finder_find(
    struct row_finder *rows, const char *filter, const char *sort, struct li_error *err)
{
    row_check(rows);
    struct listing listing = {.kind = rows->kind, .filter = filter, .sort = sort};
    struct listing_plan *plan = listing_plan_new(rows->context, &listing, err);
    if (!plan)
        return err->code;
    enum li_err code = row_begin(rows, plan, err);
    if (code) {
        listing_plan_free(plan);
        return code;
    }
    char *old_filter = rows->filter;
    rows->steady = rows->ours = rows->ours && row_is_same(filter, old_filter);
    rows->stale = false;
    rows->filter = li_strdup(filter);
    listing_plan_free(rows->plan);
    rows->plan = plan;
    free(old_filter);
    return LI_OK;
}

enum li_err row_finder_refresh(struct row_finder *rows, struct li_error *err)
{
    row_check(rows);
    row_cache_forget(rows->cache);
    if (rows->stage != STAGE_DONE) {
        rows->stale = true;
        return LI_OK;
    }
    rows->steady = rows->ours;
    return row_begin(rows, rows->plan, err);
}

size_t row_finder_count(const struct row_finder *rows)
{
    return rows->shown.count;
}

size_t row_finder_total(const struct row_finder *rows)
{
    size_t found = rows->hit_count > 0 ? rows->hit_count : rows->found.count;
    return rows->ours && found > rows->shown.count ? found : rows->shown.count;
}

bool row_finder_counted(const struct row_finder *rows)
{
    return rows->stage == STAGE_DONE ||
           (rows->stage == STAGE_ORDER && (rows->hit_count > 0 || (rows->sorting && rows->steady)));
}

bool row_finder_complete(const struct row_finder *rows)
{
    return rows->stage == STAGE_DONE;
}

bool row_finder_sort_long(const struct row_finder *rows)
{
    return rows->sorting && rows->shown.count > SORTED_SOON;
}

unsigned row_finder_turn(const struct row_finder *rows)
{
    return rows->turn;
}

int64_t row_finder_rowid(const struct row_finder *rows, size_t at)
{
    return at < rows->shown.count ? rows->shown.rows[at] : 0;
}

const struct row_cells *row_finder_get(struct row_finder *rows, size_t at)
{
    int64_t rowid = row_finder_rowid(rows, at);
    return rowid ? row_cache_row(rows->cache, at, rowid) : NULL;
}

bool row_finder_read_ahead(struct row_finder *rows, size_t from, size_t to)
{
    assert(from <= to && to - from <= ROW_CACHE_SIZE);
    for (size_t at = from; at < to && at < rows->shown.count; at++)
        if (!row_cache_has(rows->cache, at, rows->shown.rows[at])) {
            row_finder_get(rows, at);
            return true;
        }
    return false;
}
