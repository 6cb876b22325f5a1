/*
 * agenda.c: finds what needs attention, some rows of each topic in turn, and lists the first
 * records of each in order.
 */
#include "core/agenda/agenda.h"
#include "core/agenda/agenda_internal.h"
#include "core/agenda/agenda_sql.h"
#include "core/people/my_portfolio.h"
#include "data/base/memory.h"
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum li_err agenda_new(struct context *context, const struct agenda_options *options,
    struct agenda **out, struct li_error *err)
{
    assert(options->days >= 0);
    struct agenda *agenda = li_calloc(1, sizeof *agenda);
    agenda->context = context;
    agenda->options = *options;
    agenda->day = context->today;
    date_text(date_add(context->today, options->days), agenda->until);
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        agenda->results[topic].agenda = agenda;
        agenda->results[topic].topic = topics[topic];
    }
    enum li_err code = options->mine ? my_portfolio_name(context, &agenda->me, err) : LI_OK;
    if (!code)
        code = agenda_position(context, &agenda->position, err);
    if (!code)
        code = agenda_load_snoozes(agenda, err);
    if (code) {
        agenda_free(agenda);
        agenda = NULL;
    }
    *out = agenda;
    return code;
}

void agenda_free(struct agenda *agenda)
{
    if (!agenda)
        return;
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        struct agenda_result *result = &agenda->results[topic];
        query_free(result->sweep);
        query_free(result->line[false]);
        query_free(result->line[true]);
        free(result->matches);
        vector_clear(&result->asleep);
        row_set_clear(&result->due);
    }
    free(agenda->me);
    free(agenda);
}

/* --- the records of a topic ------------------------------------------------------------------- */

static int agenda_compare_matches(const void *a, const void *b)
{
    const struct agenda_match *left = a, *right = b;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return (left->row > right->row) - (left->row < right->row);
}

static int agenda_compare_newest_first(const void *a, const void *b)
{
    const struct agenda_match *left = a, *right = b;
    return left->day == right->day ? agenda_compare_matches(b, a) : agenda_compare_matches(a, b);
}

static int agenda_compare(
    const struct agenda_result *result, const struct agenda_match *a, const struct agenda_match *b)
{
    return result->topic->newest_first ? agenda_compare_newest_first(a, b)
                                       : agenda_compare_matches(a, b);
}

/* Sorts the matches, and drops those beyond the ones to be listed. */
static void agenda_sort(struct agenda_result *result)
{
    size_t most = result->agenda->options.most;
    if (!result->is_sorted && result->count > 0)
        qsort(result->matches, result->count, sizeof *result->matches,
            result->topic->newest_first ? agenda_compare_newest_first : agenda_compare_matches);
    result->is_sorted = true;
    if (most && result->count > most)
        result->count = most;
}

/* Sorts only when twice as many have come as are listed, so that each costs little. */
static void agenda_list(struct agenda_result *result, struct agenda_match match)
{
    size_t most = result->agenda->options.most;
    if (most && result->count >= 2 * most)
        agenda_sort(result);
    if (most && result->is_sorted && result->count == most &&
        agenda_compare(result, &match, &result->matches[most - 1]) > 0)
        return;
    if (result->count == result->room) {
        result->room = result->room ? result->room * 2 : 64;
        result->matches = li_realloc(result->matches, result->room, sizeof *result->matches);
    }
    result->matches[result->count++] = match;
    result->is_sorted = false;
}

static void agenda_unlist(struct agenda_result *result, int64_t row)
{
    size_t at = 0;
    while (at < result->count && result->matches[at].row != row)
        at++;
    if (at < result->count)
        memmove(&result->matches[at], &result->matches[at + 1],
            (--result->count - at) * sizeof *result->matches);
}

void agenda_add(struct agenda_result *result, struct agenda_match match)
{
    assert(result && result->topic);
    if (row_set_has(&result->due, match.row))
        return;
    row_set_put(&result->due, match.row, true);
    if (agenda_is_asleep(result, match.row)) {
        result->snoozed++;
    } else {
        result->total++;
        agenda_list(result, match);
    }
}

void agenda_remove(struct agenda_result *result, int64_t row)
{
    if (!row_set_has(&result->due, row))
        return;
    row_set_put(&result->due, row, false);
    if (agenda_is_asleep(result, row)) {
        assert(result->snoozed > 0);
        result->snoozed--;
    } else {
        assert(result->total > 0);
        result->total--;
        agenda_unlist(result, row);
    }
}

void agenda_drop(struct agenda *agenda, enum topic_id topic, int64_t row)
{
    assert(topic < TOPIC_COUNT);
    agenda_remove(&agenda->results[topic], row);
}

size_t agenda_total(const struct agenda *agenda, enum topic_id topic)
{
    assert(topic < TOPIC_COUNT);
    return agenda->results[topic].total;
}

bool agenda_is_counted(const struct agenda *agenda, enum topic_id topic)
{
    assert(topic < TOPIC_COUNT);
    return agenda->results[topic].is_done;
}

size_t agenda_snoozed(const struct agenda *agenda, enum topic_id topic)
{
    assert(topic < TOPIC_COUNT);
    return agenda->results[topic].snoozed;
}

size_t agenda_line_count(struct agenda *agenda, enum topic_id topic)
{
    assert(topic < TOPIC_COUNT);
    agenda_sort(&agenda->results[topic]);
    return agenda->results[topic].count;
}

int64_t agenda_line_row(struct agenda *agenda, enum topic_id topic, size_t at)
{
    assert(topic < TOPIC_COUNT);
    struct agenda_result *result = &agenda->results[topic];
    agenda_sort(result);
    assert(at < result->count);
    return result->matches[at].row;
}

/* --- finding them ----------------------------------------------------------------------------- */

/* If its cache row does not hold today, the record is judged without it. */
static void agenda_take(void *arg, struct query *query)
{
    struct agenda_result *result = arg;
    struct agenda_match match = {.row = query_int(query, SWEEP_ROW)};
    if (!query_int(query, SWEEP_IS_CURRENT)) {
        if (agenda_judge(result, false, &match, &result->failure) <= 0)
            return;
    } else if (query_int(query, SWEEP_HOLDS)) {
        match.day = agenda_match_day(query, SWEEP_DAY);
    } else {
        return;
    }
    agenda_add(result, match);
}

void agenda_begin_again(struct agenda_result *result)
{
    assert(result && result->topic);
    query_free(result->sweep);
    result->sweep = NULL;
    result->count = result->total = result->snoozed = 0;
    row_set_clear(&result->due);
}

void agenda_rest(struct agenda *agenda)
{
    assert(agenda);
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        if (agenda->results[topic].sweep)
            agenda_begin_again(&agenda->results[topic]);
}

/* A write between two slices interrupts the sweep, which then begins again. */
static int agenda_look(struct agenda_result *result, size_t rows, struct li_error *err)
{
    struct agenda *agenda = result->agenda;
    if (!result->sweep)
        result->sweep = agenda_prepare(agenda, agenda_sql_sweep(result->topic, agenda->me), err);
    if (!result->sweep)
        return -1;
    int more = query_slice(result->sweep, rows, agenda_take, result, err);
    if (result->failure.code) {
        *err = result->failure;
        return -1;
    }
    if (more < 0 && err->code == LI_INTERRUPTED) {
        agenda_begin_again(result);
        return 1;
    }
    if (more <= 0) {
        query_free(result->sweep);
        result->sweep = NULL;
        result->is_done = true;
    }
    return more;
}

static bool agenda_has_lines(const struct agenda_result *result)
{
    return result->total >= result->agenda->options.most;
}

/* Each topic in turn until all its lines are there. Then one topic after the other, which reads
   each table in one go, so that a write loses one sweep and not all. NULL: all is found. */
static struct agenda_result *agenda_next_result(struct agenda *agenda)
{
    for (int passed = 0; passed < TOPIC_COUNT; passed++) {
        struct agenda_result *result = &agenda->results[agenda->turn];
        agenda->turn = (agenda->turn + 1) % TOPIC_COUNT;
        if (!result->is_done && !agenda_has_lines(result))
            return result;
    }
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        if (!agenda->results[topic].is_done)
            return &agenda->results[topic];
    return NULL;
}

int agenda_work(struct agenda *agenda, size_t rows, struct li_error *err)
{
    assert(rows > 0);
    struct agenda_result *result = agenda_next_result(agenda);
    if (!result)
        return 0;
    return agenda_look(result, rows, err) < 0 ? -1 : 1;
}
