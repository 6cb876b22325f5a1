/*
 * row_desk.h: a row finder with a clock and keys of the test's own: the clock goes on by a tick
 * whenever it is looked at, and a key comes when keys were asked for that often.
 */
#ifndef LI_TESTS_SUPPORT_ROW_DESK_H
#define LI_TESTS_SUPPORT_ROW_DESK_H

#include "core/query/listing.h"
#include "tests/support/sample_office.h"
#include "tui/rows/row_finder.h"

enum { ROW_DESK_MANY = 2000, ROW_DESK_SCREEN = 20, ROW_DESK_TICK = 1000 /* microseconds */ };

struct row_watch {
    int64_t time, tick;
    size_t asked;     /* whether a key waits */
    size_t key_at;    /* it does from that time on; 0: never */
    size_t every;     /* or each so many times, 0: never ... */
    size_t keys_left; /* ... that many times */
    int64_t held;     /* the next key's time, of one held down; 0: none is */
};

struct row_desk {
    struct context *context;
    struct row_watch watch;
    struct key_clock clock;
    struct columns columns;
    struct row_finder *rows;
};

void row_desk_open(struct row_desk *desk, struct office *office, const struct kind *kind);
void row_desk_close(struct row_desk *desk);

/* Each asserts that it succeeds. row_desk_work: true: there is more to find. */
void row_desk_find(struct row_desk *desk, const char *filter, const char *sort);
bool row_desk_work(struct row_desk *desk);
void row_desk_work_to_end(struct row_desk *desk);

/* What the list is in the end, asked for all at once; the caller clears it. And asserts that the
   finder shows that, and knows it. */
struct vector row_desk_all(struct row_desk *desk, const struct listing *listing);
void row_desk_expect(struct row_desk *desk, const struct listing *listing);

/* A group's set-up: *state is an office with ROW_DESK_MANY affiliates. */
int row_desk_setup(void **state);

#endif
