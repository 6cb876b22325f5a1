/*
 * entry_clock.c: reads the clock; converts between hlc, milliseconds and instants.
 */
#include "data/entry/entry_clock.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

uint64_t entry_clock_hlc(int64_t milliseconds)
{
    return milliseconds > 0 ? (uint64_t)milliseconds << ENTRY_CLOCK_COUNTER_BITS : 0;
}

int64_t entry_clock_now(struct store *store)
{
    assert(store && store->now);
    return store->now(store->now_arg);
}

uint64_t entry_clock_due(struct store *store)
{
    return entry_clock_hlc(entry_clock_now(store) + ENTRY_CLOCK_AHEAD_MOST);
}

enum li_err entry_clock_last(struct store *store, uint64_t *hlc, struct li_error *err)
{
    assert(store && hlc && err);
    struct query *query = entry_statement(store, ENTRY_SQL_LAST_HLC, err);
    if (!query)
        return err->code;
    int step = query_step(query, err);
    *hlc = step > 0 ? (uint64_t)query_int(query, 0) : 0;
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err entry_clock_tick(struct store *store, uint64_t *hlc, struct li_error *err)
{
    assert(store && hlc && err);
    uint64_t last = 0, now = entry_clock_hlc(entry_clock_now(store));
    enum li_err code = entry_clock_last(store, &last, err);
    *hlc = now > last ? now : last + 1;
    return code;
}

enum { ENTRY_CLOCK_YEAR_LAST = 9999 }; /* longer years would not sort as text */

void entry_clock_instant(uint64_t hlc, char out[ENTRY_CLOCK_INSTANT_SIZE])
{
    time_t seconds = (time_t)((hlc >> ENTRY_CLOCK_COUNTER_BITS) / 1000);
    struct tm utc;
    assert(out);
    gmtime_r(&seconds, &utc);
    if (utc.tm_year > ENTRY_CLOCK_YEAR_LAST - 1900)
        snprintf(out, ENTRY_CLOCK_INSTANT_SIZE, "%d-12-31T23:59:59Z", ENTRY_CLOCK_YEAR_LAST);
    else
        strftime(out, ENTRY_CLOCK_INSTANT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

void entry_clock_wall(struct store *store, char out[ENTRY_CLOCK_INSTANT_SIZE])
{
    entry_clock_instant(entry_clock_hlc(entry_clock_now(store)), out);
}

bool entry_clock_was_off(const struct entry *entry)
{
    struct tm utc = {0};
    assert(entry);
    if (sscanf(entry->at, "%4d-%2d-%2dT%2d:%2d:%2dZ", &utc.tm_year, &utc.tm_mon, &utc.tm_mday,
            &utc.tm_hour, &utc.tm_min, &utc.tm_sec) != 6)
        return true;
    utc.tm_year -= 1900;
    utc.tm_mon--;
    int64_t clock = (int64_t)timegm(&utc) * 1000;
    int64_t order = (int64_t)(entry->hlc >> ENTRY_CLOCK_COUNTER_BITS);
    return llabs(clock - order) > ENTRY_CLOCK_AHEAD_MOST;
}
