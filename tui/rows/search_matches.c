/*
 * search_matches.c: a bitmap over row ids, as marks are: where a hit stands is told by the rows of
 * the list.
 */
#include "tui/rows/search_matches.h"
#include "data/base/memory.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SLICE = 2000 /* microseconds */, MOST_ROWS = 256 /* at a time */ };

void search_matches_forget(struct search_matches *hits)
{
    query_free(hits->query);
    hits->query = NULL;
    row_set_clear(&hits->marks);
    hits->whole = false;
}

void search_matches_seek(struct search_matches *hits, const char *words)
{
    if (!words || !words[strspn(words, " ")])
        return;
    char *sought = li_strdup(words);
    search_matches_free(hits);
    hits->words = sought;
}

void search_matches_free(struct search_matches *hits)
{
    search_matches_forget(hits);
    free(hits->words);
    *hits = (struct search_matches){0};
}

/* Some more of them: as vector_fill. */
static int search_find_some(struct search_matches *hits, struct li_error *err)
{
    struct vector found = {0};
    int more = vector_fill(&found, hits->query, MOST_ROWS, err);
    for (size_t i = 0; i < found.count; i++)
        row_set_put(&hits->marks, found.rows[i], true);
    vector_clear(&found);
    return more;
}

bool search_matches_work(struct search_matches *hits, struct context *context,
    const struct kind *kind, struct li_error *err)
{
    struct listing listing = {.kind = kind, .filter = hits->words};
    struct li_error own = {.code = LI_OK};
    const struct pace *pace = &key_clock;
    if (hits->toward == 0 || hits->whole)
        return false;
    if (!hits->query)
        hits->query = listing_hits(context, &listing, &own);
    int64_t began = pace->now(pace->arg);
    int more = hits->query ? 1 : -1;
    while (more > 0 && pace->now(pace->arg) - began < SLICE)
        more = search_find_some(hits, &own);
    if (more > 0)
        return true;
    if (more < 0)
        search_matches_forget(hits);
    if (more < 0 && own.code == LI_INTERRUPTED)
        return true;
    if (more < 0) {
        hits->toward = 0;
        *err = own;
        return false;
    }
    query_free(hits->query);
    hits->query = NULL;
    hits->whole = true;
    return false;
}

size_t search_matches_next(const struct search_matches *hits, const struct row_finder *rows,
    size_t from, int toward, size_t *nth, size_t *all)
{
    size_t count = row_finder_count(rows), next = SIZE_MAX;
    for (size_t i = 1; i <= count && next == SIZE_MAX; i++) {
        size_t at = (toward > 0 ? from + i : from + count - i) % count;
        if (row_set_has(&hits->marks, row_finder_rowid(rows, at)))
            next = at;
    }
    *nth = *all = 0;
    for (size_t i = 0; i < count && next != SIZE_MAX; i++) {
        bool hit = row_set_has(&hits->marks, row_finder_rowid(rows, i));
        *all += hit;
        *nth += hit && i <= next;
    }
    return next;
}
