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
 */
#include "tui/rows/row_finder.h"
#include "core/query/row_set.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* In microseconds. */
enum {
    SLICE = 4000,      /* one more batch of rows may begin; it takes as long again at most */
    LATE = 8000,       /* a key waits no longer */
    FIRST_FEW = 10000, /* at most for those, to be on the screen with the key */
    PATIENCE = 40000,  /* before less than a screenful takes the place of others */
};
enum { PAUSE = 100 /* milliseconds without a key */ };
enum { PUT_OFF = 1000000 /* microseconds; no longer is a sort put off by keys */ };
enum { SORTED_SOON = 20000 /* rows, in less than a key may wait */ };
enum { SORTED_AT_ONCE = 64 /* of those sorted in parts, so that it is seldom that none comes */ };

enum stage { STAGE_FIRST, STAGE_HITS, STAGE_ORDER, STAGE_DONE };

struct rows {
    struct li *li;
    const struct pace *pace;
    const struct kind *kind;
    char *filter, *sort;
    struct fetched *fetched;
    struct vector shown, found;
    unsigned turn;
    enum stage stage;
    struct query *query;   /* of the stage; NULL: done, or ... */
    struct sorter *sorter; /* ... sorted in parts */
    bool streams;          /* what is wanted comes in order one by one */
    bool walked;           /* the kind's own order is wanted and can be walked */
    struct marks hits;     /* all that fit, to be put in order by walking; none: SQLite sorts */
    size_t hit_count;      /* how many fit, once it is known */
    bool ours;             /* shown is of this filter, if not whole or not in this order */
    bool steady;           /* shown is replaced as a whole */
    bool growing;          /* what is found goes on in shown */
    bool sorting;          /* SQLite sorts before the first row comes */
    bool interrupted;      /* by a key: the stage begins again when they pause */
    bool stale;            /* records changed while these were looked for */
    int64_t asked, entered, slice, batch; /* when looking, the stage, the slice, its rows began */
};

struct rows *rows_new(
    struct li *li, const struct pace *pace, const struct kind *kind, const struct columns *columns)
{
    struct rows *rows = li_calloc(1, sizeof *rows);
    rows->li = li;
    rows->pace = pace;
    rows->kind = kind;
    rows->fetched = fetched_new(li, kind, columns);
    rows->stage = STAGE_DONE;
    return rows;
}

static void stop(struct rows *rows)
{
    query_free(rows->query);
    sorter_free(rows->sorter);
    rows->query = NULL;
    rows->sorter = NULL;
    rows->stage = STAGE_DONE;
    rows->growing = rows->interrupted = false;
    rows->hit_count = 0;
    marks_clear(&rows->hits);
    vector_clear(&rows->found);
}

void rows_free(struct rows *rows)
{
    stop(rows);
    vector_clear(&rows->shown);
    fetched_free(rows->fetched);
    free(rows->filter);
    free(rows->sort);
    free(rows);
}

void rows_show(struct rows *rows, const struct columns *columns)
{
    fetched_free(rows->fetched);
    rows->fetched = fetched_new(rows->li, rows->kind, columns);
}

static int64_t now(const struct rows *rows)
{
    return rows->pace->now(rows->pace->arg);
}

static bool pressed(const struct rows *rows, int within)
{
    return rows->pace->pressed(rows->pace->arg, within);
}

/* --- from stage to stage ---------------------------------------------------------------------- */

typedef struct query *(*question)(struct li *, const struct listing *, struct li_error *);
static const question questions[] = {listing_walk, listing_hits, listing_rows}; /* of each stage */

static void enter(struct rows *rows, enum stage stage, struct query *query)
{
    query_free(rows->query);
    sorter_free(rows->sorter);
    rows->query = query;
    rows->sorter = NULL;
    rows->stage = stage;
    rows->growing = false;
    rows->sorting = stage == STAGE_ORDER && rows->hits.count == 0 && !rows->streams;
    rows->entered = now(rows);
    vector_clear(&rows->found);
}

/* To a stage of the same listing; when that fails there is no more to find. */
static void go_on(struct rows *rows, enum stage stage, struct li_error *err)
{
    bool whole = stage == STAGE_ORDER && rows->hits.count > 0;
    struct listing listing = {.kind = rows->kind, .filter = rows->filter, .sort = rows->sort};
    struct query *query = (whole ? listing_whole : questions[stage])(rows->li, &listing, err);
    if (query)
        enter(rows, stage, query);
    else
        stop(rows);
}

static bool is_same(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

static enum li_err begin(
    struct rows *rows, const char *filter, const char *sort, struct li_error *err)
{
    struct listing listing = {.kind = rows->kind, .filter = filter, .sort = sort};
    struct li_error own = {.code = LI_OK};
    bool streams = listing_streams(rows->li, &listing);
    enum stage stage = !filter || streams ? STAGE_ORDER : STAGE_FIRST;
    struct query *query = questions[stage](rows->li, &listing, &own);
    bool walked = query && stage == STAGE_FIRST;
    if (!query && !own.code)
        query = questions[stage = STAGE_HITS](rows->li, &listing, &own);
    if (!query) {
        *err = own;
        return own.code;
    }
    stop(rows);
    rows->streams = streams;
    rows->walked = walked;
    enter(rows, stage, query);
    rows->asked = rows->entered;
    return LI_OK;
}

static void take_place(struct rows *rows)
{
    if (!rows->growing) {
        vector_clear(&rows->shown);
        rows->shown = rows->found;
        rows->found = (struct vector){0};
        rows->turn++;
    }
    rows->growing = rows->ours = true;
}

static void finish(struct rows *rows, struct li_error *err)
{
    take_place(rows);
    stop(rows);
    if (!rows->stale)
        return;
    rows->stale = false;
    rows->steady = true;
    begin(rows, rows->filter, rows->sort, err);
}

/* All that fit are found; now their order. */
static void order_hits(struct rows *rows, struct li_error *err)
{
    const struct vector *hits = rows->growing ? &rows->shown : &rows->found;
    rows->hit_count = hits->count;
    if (hits->count < 2) {
        finish(rows, err);
        return;
    }
    for (size_t i = 0; rows->walked && i < hits->count; i++)
        marks_put(&rows->hits, hits->rows[i], true);
    if (!rows->ours)
        take_place(rows);
    go_on(rows, STAGE_ORDER, err);
}

static void end_stage(struct rows *rows, struct li_error *err)
{
    if (rows->stage == STAGE_HITS)
        order_hits(rows, err);
    else
        finish(rows, err);
}

/* --- a slice ---------------------------------------------------------------------------------- */

/* Whether what is found so far is to be looked at now. */
static bool may_show(const struct rows *rows, size_t enough)
{
    if (rows->growing || rows->steady || rows->found.count == 0)
        return false;
    if (rows->ours)
        return rows->stage == STAGE_ORDER && rows->found.count >= rows->shown.count;
    return rows->found.count >= enough || rows->shown.count == 0 ||
           now(rows) - rows->asked > PATIENCE;
}

static bool first_are_over(const struct rows *rows)
{
    return rows->stage == STAGE_FIRST && now(rows) - rows->entered > FIRST_FEW;
}

/* A screenful is there to be looked at; the rest is found sooner otherwise. */
static bool has_first(const struct rows *rows, size_t enough)
{
    return rows->stage == STAGE_FIRST && rows->found.count >= enough;
}

static bool must_stop(void *arg)
{
    const struct rows *rows = arg;
    return first_are_over(rows) || (now(rows) - rows->batch > LATE && pressed(rows, 0));
}

/* Of the rows from that one on, those that fit. */
static void keep_hits(struct vector *vector, size_t from, const struct marks *hits)
{
    size_t to = from;
    for (size_t i = from; i < vector->count; i++)
        if (marks_has(hits, vector->rows[i]))
            vector->rows[to++] = vector->rows[i];
    vector->count = to;
}

/* The very first rows are shown as soon as they fill the screen; that ends the slice, and so does
   that they are counted. */
static bool is_first_screenful(const struct rows *rows, size_t enough)
{
    return rows->turn == 0 && rows->found.count >= enough && may_show(rows, enough);
}

static bool slice_is_over(const struct rows *rows, size_t enough)
{
    return now(rows) - rows->slice >= SLICE || is_first_screenful(rows, enough) ||
           has_first(rows, enough);
}

/* More and more rows at a time, so that the clock is looked at seldom and yet in time. */
static int fill(struct rows *rows, size_t enough, struct li_error *err)
{
    struct vector *into = rows->growing ? &rows->shown : &rows->found;
    size_t most = 1;
    int more;
    do {
        size_t from = into->count;
        rows->batch = now(rows);
        more = rows->sorter ? sorter_fill(rows->sorter, into, most, err)
                            : vector_fill(into, rows->query, most, err);
        rows->sorting &= into->count == from;
        if (rows->hits.count > 0)
            keep_hits(into, from, &rows->hits);
        most = rows->sorter ? SORTED_AT_ONCE : most * 2;
    } while (more > 0 && !slice_is_over(rows, enough));
    return more;
}

/* The first row comes last of all that is sorted. Parts give up what is read already: a few rows
   are sorted at once. */
static int sort(struct rows *rows, size_t enough, struct li_error *err)
{
    bool parts = rows_sort_long(rows);
    if (parts)
        store_sort_in_parts(rows->li->store, true);
    int more = fill(rows, enough, err);
    if (parts)
        store_sort_in_parts(rows->li->store, false);
    return more;
}

static void show(struct rows *rows, size_t enough)
{
    if (may_show(rows, enough))
        take_place(rows);
}

static void work_on(struct rows *rows, size_t enough, struct li_error *err)
{
    struct li_error own = {.code = LI_OK};
    bool sorts = rows->sorting && !rows->sorter;
    int more = sorts ? sort(rows, enough, &own) : fill(rows, enough, &own);
    if (more == 0) {
        end_stage(rows, err);
    } else if (more < 0 && own.code != LI_INTERRUPTED) {
        *err = own;
        stop(rows);
    } else if (first_are_over(rows) || has_first(rows, enough) ||
               (more < 0 && rows->stage == STAGE_FIRST)) {
        show(rows, enough);
        go_on(rows, STAGE_HITS, err);
    } else if (more < 0) {
        rows->interrupted = pressed(rows, 0);
        go_on(rows, rows->stage, err);
    }
}

/* From now on what SQLite would sort in one go. */
static void sort_in_parts(struct rows *rows)
{
    struct listing listing = {.kind = rows->kind, .filter = rows->filter, .sort = rows->sort};
    struct li_error unseen; /* one statement sorts them then */
    rows->sorter = listing_sorter(rows->li, &listing, &unseen);
    rows->interrupted = !rows->sorter;
    if (!rows->sorter)
        return;
    query_free(rows->query);
    rows->query = NULL;
}

static bool waits_for_keys(struct rows *rows)
{
    if (pressed(rows, 0))
        return true;
    if (rows->interrupted && rows->sorting && now(rows) - rows->asked > PUT_OFF)
        sort_in_parts(rows);
    return rows->interrupted && pressed(rows, PAUSE);
}

bool rows_work(struct rows *rows, size_t enough, struct li_error *err)
{
    if (rows->stage == STAGE_DONE)
        return false;
    if (waits_for_keys(rows))
        return true;
    rows->interrupted = false;
    rows->slice = now(rows);
    store_on_progress(rows->li->store, must_stop, rows);
    bool counted = rows_counted(rows);
    do
        work_on(rows, enough, err);
    while (rows->stage != STAGE_DONE && rows_counted(rows) == counted && !rows->interrupted &&
           !slice_is_over(rows, enough));
    store_on_progress(rows->li->store, NULL, NULL);
    show(rows, enough);
    return rows->stage != STAGE_DONE;
}

void rows_catch_up(struct rows *rows, size_t enough, struct li_error *err)
{
    while (rows->stage != STAGE_DONE && !rows->ours) {
        rows->interrupted = false;
        rows->slice = now(rows);
        work_on(rows, enough, err);
        show(rows, enough);
    }
}

/* ---------------------------------------------------------------------------------------------- */

enum li_err rows_find(struct rows *rows, const char *filter, const char *sort, struct li_error *err)
{
    enum li_err rc = begin(rows, filter, sort, err);
    if (rc)
        return rc;
    char *old_filter = rows->filter, *old_sort = rows->sort;
    rows->steady = rows->ours = rows->ours && is_same(filter, old_filter);
    rows->stale = false;
    rows->filter = li_strdup(filter);
    rows->sort = li_strdup(sort);
    free(old_filter);
    free(old_sort);
    return LI_OK;
}

enum li_err rows_refresh(struct rows *rows, struct li_error *err)
{
    fetched_forget(rows->fetched);
    if (rows->stage != STAGE_DONE) {
        rows->stale = true;
        return LI_OK;
    }
    rows->steady = rows->ours;
    return begin(rows, rows->filter, rows->sort, err);
}

size_t rows_count(const struct rows *rows)
{
    return rows->shown.count;
}

size_t rows_total(const struct rows *rows)
{
    size_t found = rows->hit_count > 0 ? rows->hit_count : rows->found.count;
    return rows->ours && found > rows->shown.count ? found : rows->shown.count;
}

bool rows_counted(const struct rows *rows)
{
    return rows->stage == STAGE_DONE ||
           (rows->stage == STAGE_ORDER && (rows->hit_count > 0 || (rows->sorting && rows->steady)));
}

bool rows_complete(const struct rows *rows)
{
    return rows->stage == STAGE_DONE;
}

bool rows_sort_long(const struct rows *rows)
{
    return rows->sorting && rows->shown.count > SORTED_SOON;
}

unsigned rows_turn(const struct rows *rows)
{
    return rows->turn;
}

int64_t rows_rowid(const struct rows *rows, size_t at)
{
    return at < rows->shown.count ? rows->shown.rows[at] : 0;
}

const struct row *rows_get(struct rows *rows, size_t at)
{
    int64_t rowid = rows_rowid(rows, at);
    return rowid ? fetched_row(rows->fetched, at, rowid) : NULL;
}

bool rows_read_ahead(struct rows *rows, size_t from, size_t to)
{
    assert(to - from <= FETCHED_MOST);
    for (size_t at = from; at < to && at < rows->shown.count; at++)
        if (!fetched_has(rows->fetched, at, rows->shown.rows[at])) {
            rows_get(rows, at);
            return true;
        }
    return false;
}
