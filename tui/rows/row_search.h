/*
 * row_search.h: one search for the rows of a list, in stages of which each gives something to look
 * at. row_finder.c reads its rows a slice at a time.
 *
 * Where rows come in order one by one there is one stage, the last. Else the first few are looked
 * for in order, for a moment only; then all, in whatever order they are found soonest, which counts
 * them; then their order. Where that must be sorted, which takes long where there are many, its
 * first rows come before the rest: to find them takes but one look at each.
 *
 * What holds between calls (row_search_check):
 *
 * 1. scan reads the rows of the stage; in STAGE_DONE there is none.
 * 2. shown is on the screen. It is replaced as a whole, which turn counts, or grows at its end;
 *    where it grows, found is empty.
 * 3. What steady says of shown holds only of the filter's own rows (ours), once all are counted.
 * 4. hits are put in order by walking, and only in STAGE_ORDER.
 * 5. Only the last order is sorted in parts, where SQLite would sort it.
 * 6. Every row id in shown and found is above 0, and fitted the filter when it was read.
 */
#ifndef LI_TUI_ROWS_ROW_SEARCH_H
#define LI_TUI_ROWS_ROW_SEARCH_H

#include "core/query/row_scan.h"
#include "core/query/row_set.h"
#include "data/store/vector.h"
#include "tui/term/key_clock.h"

enum row_stage {
    STAGE_FIRST, /* the first few by walking, in the listing's order */
    STAGE_HITS,  /* all, in whatever order */
    STAGE_TOP,   /* the first of those that are sorted next */
    STAGE_ORDER, /* all, in the listing's order */
    STAGE_DONE,
};

struct row_search {
    const struct key_clock *clock;
    struct listing_plan *plan; /* NULL: nothing was asked for yet */
    struct vector shown, found;
    unsigned turn;
    enum row_stage stage;
    struct row_scan *scan;  /* of the stage; NULL: done */
    bool in_parts;          /* the scan sorts in small parts */
    bool presorted;         /* what is wanted comes in order one by one */
    bool walked;            /* the kind's own order is wanted and can be walked */
    bool top_first;         /* the first that are sorted may be shown before the rest */
    struct row_set hits;    /* all that fit, to be put in order by walking; none: SQLite sorts */
    size_t hit_count;       /* how many fit, once it is known */
    bool ours;              /* shown is of this filter, if not whole or not in this order */
    bool steady;            /* shown is replaced as a whole */
    bool growing;           /* what is found goes on in shown */
    bool sorting;           /* SQLite sorts before the first row comes */
    bool interrupted;       /* by a key: the stage begins again when they pause */
    bool stale;             /* records changed while these were looked for */
    int64_t asked, entered; /* when looking, when the stage began; microseconds */
};

void row_search_check(const struct row_search *search);
int64_t row_search_now(const struct row_search *search);

/* Begins the search for what plan lists, which is taken over. same_filter: its rows are those of
   the search before, if in another order. On failure nothing changes, and plan remains the
   caller's. */
enum li_err row_search_begin(
    struct row_search *search, struct listing_plan *plan, bool same_filter, struct li_error *err);
/* The same search once more, since records changed. On failure nothing changes. */
enum li_err row_search_again(struct row_search *search, struct li_error *err);
/* Ends it; what is shown stays. */
void row_search_stop(struct row_search *search);
void row_search_clear(struct row_search *search); /* and nothing is held any more */

/* To a stage of the same search, or the same stage from its beginning; when that fails there is no
   more to find. */
void row_search_go_on(struct row_search *search, enum row_stage stage, struct li_error *err);
/* All rows of the stage were read: to the next. */
void row_search_end_stage(struct row_search *search, struct li_error *err);
/* From now on what SQLite would sort in one go is sorted in small parts, if it can be. */
void row_search_sort_in_parts(struct row_search *search);

/* What is found takes the place of what is shown, and what is found from now on goes on there. */
void row_search_take_place(struct row_search *search);

/* How many rows are known of, and whether that is final. */
size_t row_search_total(const struct row_search *search);
bool row_search_counted(const struct row_search *search);
/* So many rows are sorted that a key would wait for the first. */
bool row_search_sorts_long(const struct row_search *search);

#endif
