/*
 * row_search.h: one search for the rows of a list, in stages, each of which gives something to
 * show. row_finder.c reads its rows a slice at a time.
 *
 * Where rows come one by one in order, there is one stage, the last. Else the first few are found
 * in order, for a moment only; then all, in whatever order is fastest, which counts them; then
 * their order. Where many must be sorted for that, which takes long, the first rows of the order
 * come before the rest: finding them takes only one look at each row.
 *
 * What holds between calls (row_search_check):
 *
 * 1. scan reads the rows of the stage; in STAGE_DONE there is none.
 * 2. shown is on the screen. It is replaced as a whole, which turn counts, or grows at its end;
 *    while it grows, found is empty.
 * 3. steady is set only where shown is of the filter (ours), once all are counted.
 * 4. matches are put in order by walking, and only in STAGE_ORDER.
 * 5. Only the last order is sorted in parts, where SQLite would sort it.
 * 6. Every row id in shown and found is above 0, and matched the filter when it was read.
 */
#ifndef LI_TUI_ROWS_ROW_SEARCH_H
#define LI_TUI_ROWS_ROW_SEARCH_H

#include "core/query/row_scan.h"
#include "core/query/row_set.h"
#include "data/store/vector.h"
#include "tui/term/key_clock.h"

enum row_stage {
    STAGE_FIRST,   /* the first few by walking, in the listing's order */
    STAGE_MATCHES, /* all, in any order */
    STAGE_TOP,     /* the first of those that are sorted next */
    STAGE_ORDER,   /* all, in the listing's order */
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
    bool presorted;         /* the rows come in order one by one */
    bool walked;            /* the order is the kind's own, and can be walked */
    bool top_first;         /* the first in order may be shown before the rest */
    struct row_set matches; /* all of them, to be put in order by walking; empty: SQLite sorts */
    size_t match_count;     /* how many there are, once it is known */
    bool ours;        /* shown is of this filter, though perhaps not all or in another order */
    bool steady;      /* shown stays until it is replaced as a whole */
    bool growing;     /* rows found are added to shown */
    bool sorting;     /* SQLite sorts before the first row comes */
    bool interrupted; /* by a key: the stage begins again when the keys pause */
    bool stale;       /* records have changed since the search began */
    int64_t asked, entered; /* when the search and its stage began; microseconds */
};

void row_search_check(const struct row_search *search);
int64_t row_search_now(const struct row_search *search);

/* Begins a search by the plan, which it takes. same_filter: its rows are those of the search
   before, perhaps in another order. On failure nothing changes, and the plan stays the caller's. */
enum li_err row_search_begin(
    struct row_search *search, struct listing_plan *plan, bool same_filter, struct li_error *err);
/* Begins the same search again, since records have changed. On failure nothing changes. */
enum li_err row_search_again(struct row_search *search, struct li_error *err);
/* Ends the search; what is shown stays. */
void row_search_stop(struct row_search *search);
void row_search_clear(struct row_search *search); /* frees all of it */

/* Goes to a stage of the same search, or to the beginning of the current one. If that fails, there
   is no more to find. */
void row_search_go_on(struct row_search *search, enum row_stage stage, struct li_error *err);
/* All rows of the stage were read: goes to the next. */
void row_search_end_stage(struct row_search *search, struct li_error *err);
/* From now on sorts in small parts, if that is possible, what SQLite would sort at once. */
void row_search_sort_in_parts(struct row_search *search);

/* Shows what is found; what is found from now on is added to it. */
void row_search_take_place(struct row_search *search);

/* How many rows are known of, and whether that is final. */
size_t row_search_total(const struct row_search *search);
bool row_search_counted(const struct row_search *search);
/* So many rows must be sorted that a key would have to wait for the first. */
bool row_search_sorts_long(const struct row_search *search);

#endif
