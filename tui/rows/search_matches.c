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

void hits_forget(struct hits *hits)
{
    query_free(hits->query);
    hits->query = NULL;
    marks_clear(&hits->marks);
    hits->whole = false;
}

void hits_seek(struct hits *hits, const char *words)
{
    if (!words || !words[strspn(words, " ")])
        return;
    char *sought = li_strdup(words);
    hits_free(hits);
    hits->words = sought;
}

void hits_free(struct hits *hits)
{
    hits_forget(hits);
    free(hits->words);
    *hits = (struct hits){0};
}

/* Some more of them: as vector_fill. */
static int find_some(struct hits *hits, struct li_error *err)
{
    struct vector found = {0};
    int more = vector_fill(&found, hits->query, MOST_ROWS, err);
    for (size_t i = 0; i < found.count; i++)
        marks_put(&hits->marks, found.rows[i], true);
    vector_clear(&found);
    return more;
}

bool hits_work(struct hits *hits, struct li *li, const struct kind *kind, struct li_error *err)
{
    struct listing listing = {.kind = kind, .filter = hits->words};
    struct li_error own = {.code = LI_OK};
    const struct pace *pace = &pace_of_keys;
    if (hits->toward == 0 || hits->whole)
        return false;
    if (!hits->query)
        hits->query = listing_hits(li, &listing, &own);
    int64_t began = pace->now(pace->arg);
    int more = hits->query ? 1 : -1;
    while (more > 0 && pace->now(pace->arg) - began < SLICE)
        more = find_some(hits, &own);
    if (more > 0)
        return true;
    if (more < 0)
        hits_forget(hits);
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

size_t hits_next(const struct hits *hits, const struct rows *rows, size_t from, int toward,
    size_t *nth, size_t *all)
{
    size_t count = rows_count(rows), next = SIZE_MAX;
    for (size_t i = 1; i <= count && next == SIZE_MAX; i++) {
        size_t at = (toward > 0 ? from + i : from + count - i) % count;
        if (marks_has(&hits->marks, rows_rowid(rows, at)))
            next = at;
    }
    *nth = *all = 0;
    for (size_t i = 0; i < count && next != SIZE_MAX; i++) {
        bool hit = marks_has(&hits->marks, rows_rowid(rows, i));
        *all += hit;
        *nth += hit && i <= next;
    }
    return next;
}
