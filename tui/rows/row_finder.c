/*
 * row_finder.c: reads the rows of a search (row_search.h) a slice at a time.
 *
 * A slice ends between two rows when its time is over, and continues there after the key. Only
 * where no row comes for longer than that (SQLite sorts, or few rows match) does a key interrupt
 * the statement, and the stage begins again once the keys pause. Where they do not, as with a key
 * held down, rows are sorted in small parts instead, which takes several times as long.
 */
#include "tui/rows/row_finder.h"
#include "data/base/memory.h"
#include "data/store/page_cache.h"
#include "tui/rows/row_search.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* In microseconds. */
enum {
    SLICE = 4000,      /* after it no batch of rows begins; the last takes as long again at most */
    LATE = 8000,       /* a key waits no longer */
    GLANCE = 1000,     /* from one look at the keys to the next, in a statement */
    FIRST_FEW = 10000, /* at most for the first rows, which are drawn with the key */
    PATIENCE = 3000,   /* until the rows of another filter are replaced, even by none */
};
enum { PAUSE = 100 /* milliseconds without a key */ };
enum { PUT_OFF = 1000000 /* microseconds; keys delay a sort no longer */ };
enum { SORTED_AT_ONCE = 64 /* rows, where they are sorted in parts */ };

struct row_finder {
    struct context *context;
    const struct kind *kind;
    char *filter; /* as it was typed; NULL: all */
    struct row_cache *cache;
    struct row_search search;
    int64_t slice, batch; /* when the slice, and the rows read last in it, began */
    int64_t looked;       /* at the keys, in the midst of a statement */
};

struct row_finder *row_finder_new(struct context *context, const struct key_clock *clock,
    const struct kind *kind, const struct columns *columns)
{
    assert(context && clock && clock->now && clock->pressed && kind && columns);
    struct row_finder *rows = li_calloc(1, sizeof *rows);
    rows->context = context;
    rows->search.clock = clock;
    rows->kind = kind;
    rows->cache = row_cache_new(context, kind, columns);
    rows->search.stage = STAGE_DONE;
    return rows;
}

void row_finder_free(struct row_finder *rows)
{
    row_search_clear(&rows->search);
    row_cache_free(rows->cache);
    free(rows->filter);
    free(rows);
}

void row_finder_show(struct row_finder *rows, const struct columns *columns)
{
    row_cache_free(rows->cache);
    rows->cache = row_cache_new(rows->context, rows->kind, columns);
}

static bool row_pressed(const struct row_finder *rows, int within)
{
    const struct key_clock *clock = rows->search.clock;
    return clock->pressed(clock->arg, within);
}

/* --- a slice ---------------------------------------------------------------------------------- */

/* The screen has shown the rows of another filter for too long. */
static bool row_must_tell(const struct row_search *search)
{
    return !search->ours && search->shown.count > 0 &&
           row_search_now(search) - search->asked > PATIENCE;
}

/* Whether to show what is found so far, even if it is nothing. */
static bool row_may_show(const struct row_search *search, size_t enough)
{
    size_t found = search->found.count, shown = search->shown.count;
    if (search->growing || search->steady)
        return false;
    if (search->ours)
        return found > 0 && (search->stage == STAGE_ORDER ? found >= shown : shown == 0);
    return found >= enough || (found > 0 && shown == 0) || row_must_tell(search);
}

static bool row_first_are_over(const struct row_search *search)
{
    return search->stage == STAGE_FIRST && row_search_now(search) - search->entered > FIRST_FEW;
}

/* There is a screenful in order; the rest is found faster in any order. */
static bool row_has_first(const struct row_search *search, size_t enough)
{
    return search->stage == STAGE_FIRST && search->found.count >= enough;
}

/* A key has waited for long enough. Looking at the keys takes several system calls. */
static bool row_is_late(struct row_finder *rows)
{
    int64_t now = row_search_now(&rows->search);
    if (now - rows->batch <= LATE || now - rows->looked < GLANCE)
        return false;
    rows->looked = now;
    return row_pressed(rows, 0);
}

static bool row_must_stop(void *arg)
{
    struct row_finder *rows = arg;
    return row_first_are_over(&rows->search) || row_must_tell(&rows->search) || row_is_late(rows);
}

/* Keeps, of the rows from that place on, those that match. */
static void row_keep_matches(struct vector *vector, size_t from, const struct row_set *matches)
{
    size_t to = from;
    for (size_t i = from; i < vector->count; i++)
        if (row_set_has(matches, vector->rows[i]))
            vector->rows[to++] = vector->rows[i];
    vector->count = to;
}

/* The very first rows are shown as soon as they fill the screen; that ends the slice, and so does
   that they are counted. */
static bool row_is_first_screenful(const struct row_search *search, size_t enough)
{
    return search->turn == 0 && search->found.count >= enough && row_may_show(search, enough);
}

static bool row_slice_is_over(const struct row_finder *rows, size_t enough)
{
    const struct row_search *search = &rows->search;
    return row_search_now(search) - rows->slice >= SLICE ||
           row_is_first_screenful(search, enough) || row_has_first(search, enough);
}

/* Reads more and more rows at a time, so that the clock is looked at seldom and yet in time. */
static int row_fill(struct row_finder *rows, size_t enough, struct li_error *err)
{
    struct row_search *search = &rows->search;
    struct vector *into = search->growing ? &search->shown : &search->found;
    size_t most = 1;
    int more;
    do {
        size_t from = into->count;
        rows->batch = row_search_now(search);
        more = row_scan_fill(search->scan, into, most, err);
        search->sorting &= into->count == from;
        if (search->matches.count > 0)
            row_keep_matches(into, from, &search->matches);
        most = search->in_parts ? SORTED_AT_ONCE : most * 2;
    } while (more > 0 && !row_slice_is_over(rows, enough));
    return more;
}

/* SQLite gives no row before all are sorted. Sorting in parts drops what was read before a key, so
   few rows are sorted at once. */
static int row_sort(struct row_finder *rows, size_t enough, struct li_error *err)
{
    bool parts = rows->search.stage == STAGE_ORDER && row_search_sorts_long(&rows->search);
    if (parts)
        page_cache_sort_in_parts(rows->context->store, true);
    int more = row_fill(rows, enough, err);
    if (parts)
        page_cache_sort_in_parts(rows->context->store, false);
    return more;
}

static void row_show(struct row_search *search, size_t enough)
{
    if (row_may_show(search, enough))
        row_search_take_place(search);
}

static void row_work_on(struct row_finder *rows, size_t enough, struct li_error *err)
{
    struct row_search *search = &rows->search;
    struct li_error own = {.code = LI_OK};
    bool sorts = search->sorting && !search->in_parts;
    int more = sorts ? row_sort(rows, enough, &own) : row_fill(rows, enough, &own);
    if (more == 0) {
        row_search_end_stage(search, err);
    } else if (more < 0 && own.code != LI_INTERRUPTED) {
        *err = own;
        row_search_stop(search);
    } else if (row_first_are_over(search) || row_has_first(search, enough) ||
               (more < 0 && search->stage == STAGE_FIRST)) {
        row_show(search, enough);
        row_search_go_on(search, STAGE_MATCHES, err);
    } else if (more < 0) {
        row_show(search, enough);
        search->interrupted = row_pressed(rows, 0);
        row_search_go_on(search, search->stage, err);
    }
}

static bool row_waits_for_keys(struct row_finder *rows)
{
    struct row_search *search = &rows->search;
    if (row_pressed(rows, 0))
        return true;
    if (search->interrupted && search->sorting && row_search_now(search) - search->asked > PUT_OFF)
        row_search_sort_in_parts(search);
    return search->interrupted && row_pressed(rows, PAUSE);
}

/* Rows were shown since that turn, or that there are none so far, and the next may take long: they
   have to be sorted, or few match. */
static bool row_must_draw(const struct row_search *search, unsigned turn)
{
    return search->turn != turn && (search->sorting || search->shown.count == 0);
}

bool row_finder_work(struct row_finder *rows, size_t enough, struct li_error *err)
{
    struct row_search *search = &rows->search;
    row_search_check(search);
    if (search->stage == STAGE_DONE)
        return false;
    if (row_waits_for_keys(rows))
        return true;
    search->interrupted = false;
    rows->slice = row_search_now(search);
    store_on_progress(rows->context->store, row_must_stop, rows);
    bool counted = row_search_counted(search);
    unsigned turn = search->turn;
    do
        row_work_on(rows, enough, err);
    while (search->stage != STAGE_DONE && row_search_counted(search) == counted &&
           !search->interrupted && !row_must_draw(search, turn) &&
           !row_slice_is_over(rows, enough));
    store_on_progress(rows->context->store, NULL, NULL);
    row_show(search, enough);
    return search->stage != STAGE_DONE;
}

void row_finder_catch_up(struct row_finder *rows, size_t enough, struct li_error *err)
{
    struct row_search *search = &rows->search;
    row_search_check(search);
    while (search->stage != STAGE_DONE && !search->ours) {
        search->interrupted = false;
        rows->slice = row_search_now(search);
        row_work_on(rows, enough, err);
        row_show(search, enough);
    }
}

/* ---------------------------------------------------------------------------------------------- */

static bool row_is_same(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

enum li_err row_finder_find(
    struct row_finder *rows, const char *filter, const char *sort, struct li_error *err)
{
    row_search_check(&rows->search);
    struct listing listing = {.kind = rows->kind, .filter = filter, .sort = sort};
    struct listing_plan *plan = listing_plan_new(rows->context, &listing, err);
    if (!plan)
        return err->code;
    enum li_err code =
        row_search_begin(&rows->search, plan, row_is_same(filter, rows->filter), err);
    if (code) {
        listing_plan_free(plan);
        return code;
    }
    char *old_filter = rows->filter;
    rows->filter = li_strdup(filter);
    free(old_filter);
    return LI_OK;
}

enum li_err row_finder_refresh(struct row_finder *rows, struct li_error *err)
{
    row_search_check(&rows->search);
    row_cache_forget(rows->cache);
    if (rows->search.stage == STAGE_DONE)
        return row_search_again(&rows->search, err);
    rows->search.stale = true;
    return LI_OK;
}

size_t row_finder_count(const struct row_finder *rows)
{
    return rows->search.shown.count;
}

size_t row_finder_total(const struct row_finder *rows)
{
    return row_search_total(&rows->search);
}

bool row_finder_counted(const struct row_finder *rows)
{
    return row_search_counted(&rows->search);
}

bool row_finder_complete(const struct row_finder *rows)
{
    return rows->search.stage == STAGE_DONE;
}

bool row_finder_sort_long(const struct row_finder *rows)
{
    return row_search_sorts_long(&rows->search);
}

unsigned row_finder_turn(const struct row_finder *rows)
{
    return rows->search.turn;
}

int64_t row_finder_rowid(const struct row_finder *rows, size_t at)
{
    return at < rows->search.shown.count ? rows->search.shown.rows[at] : 0;
}

const struct row_cells *row_finder_get(struct row_finder *rows, size_t at)
{
    int64_t rowid = row_finder_rowid(rows, at);
    return rowid ? row_cache_row(rows->cache, at, rowid) : NULL;
}

bool row_finder_read_ahead(struct row_finder *rows, size_t from, size_t to)
{
    assert(from <= to && to - from <= ROW_CACHE_SIZE);
    for (size_t at = from; at < to && at < rows->search.shown.count; at++)
        if (!row_cache_has(rows->cache, at, rows->search.shown.rows[at])) {
            row_finder_get(rows, at);
            return true;
        }
    return false;
}
