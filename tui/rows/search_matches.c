/*
 * search_matches.c: a bitmap over row ids, like a selection; the rows of the list give the order.
 */
#include "tui/rows/search_matches.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SEARCH_SLICE = 2000 /* microseconds */, SEARCH_ROWS = 256 /* at a time */ };

static void search_end_scan(struct search_matches *matches)
{
    row_scan_free(matches->scan);
    matches->scan = NULL;
}

void search_matches_forget(struct search_matches *matches)
{
    search_end_scan(matches);
    row_set_clear(&matches->found);
    matches->whole = false;
}

void search_matches_seek(struct search_matches *matches, const char *words)
{
    if (!words || !words[strspn(words, " ")])
        return;
    char *sought = li_strdup(words);
    search_matches_free(matches);
    matches->words = sought;
}

void search_matches_free(struct search_matches *matches)
{
    search_matches_forget(matches);
    free(matches->words);
    *matches = (struct search_matches){0};
}

static void search_begin_scan(struct search_matches *matches, struct context *context,
    const struct kind *kind, struct li_error *err)
{
    struct listing listing = {.kind = kind, .filter = matches->words};
    struct listing_plan *plan = listing_plan_new(context, &listing, err);
    matches->scan = plan ? row_scan_new(plan, ROW_SCAN_ANY, err) : NULL;
    listing_plan_free(plan);
}

/* Finds some more. Returns as row_scan_fill does. */
static int search_find_some(struct search_matches *matches, struct li_error *err)
{
    struct vector some = {0};
    int more = row_scan_fill(matches->scan, &some, SEARCH_ROWS, err);
    for (size_t i = 0; i < some.count; i++)
        row_set_put(&matches->found, some.rows[i], true);
    vector_clear(&some);
    return more;
}

bool search_matches_work(struct search_matches *matches, struct context *context,
    const struct kind *kind, struct li_error *err)
{
    struct li_error own = {.code = LI_OK};
    const struct key_clock *clock = &key_clock;
    if (matches->toward == 0 || matches->whole)
        return false;
    assert(matches->words);
    if (!matches->scan)
        search_begin_scan(matches, context, kind, &own);
    int64_t began = clock->now(clock->arg);
    int more = matches->scan ? 1 : -1;
    while (more > 0 && clock->now(clock->arg) - began < SEARCH_SLICE)
        more = search_find_some(matches, &own);
    if (more > 0)
        return true;
    if (more == 0) {
        search_end_scan(matches);
        matches->whole = true;
        return false;
    }
    search_matches_forget(matches);
    if (own.code == LI_INTERRUPTED)
        return true;
    matches->toward = 0;
    *err = own;
    return false;
}

size_t search_matches_next(const struct search_matches *matches, const struct row_finder *rows,
    size_t from, int toward, size_t *nth, size_t *all)
{
    assert((toward == 1 || toward == -1) && matches->whole && nth && all);
    size_t count = row_finder_count(rows), next = SIZE_MAX;
    for (size_t i = 1; i <= count && next == SIZE_MAX; i++) {
        size_t at = (toward > 0 ? from + i : from + count - i) % count;
        if (row_set_has(&matches->found, row_finder_rowid(rows, at)))
            next = at;
    }
    *nth = *all = 0;
    for (size_t i = 0; i < count && next != SIZE_MAX; i++) {
        bool match = row_set_has(&matches->found, row_finder_rowid(rows, i));
        *all += match;
        *nth += match && i <= next;
    }
    return next;
}
