/*
 * agenda_update.c: an agenda brought up to date after writes: only the records that a write may
 * concern are judged again.
 */
#include "core/agenda/agenda_internal.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void agenda_set_stale(struct agenda *agenda)
{
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        agenda->results[topic].is_stale = true;
}

static void agenda_add_all(struct vector *rows, const struct vector *more)
{
    for (size_t i = 0; i < more->count; i++)
        vector_add(rows, more->rows[i]);
}

static bool agenda_differ(const struct vector *a, const struct vector *b)
{
    return a->count != b->count ||
           (a->count > 0 && memcmp(a->rows, b->rows, a->count * sizeof *a->rows) != 0);
}

/* If the snoozed lines have changed, those snoozed before or now are counted again. Records are
   removed by the snoozes with which they were counted, which asleep_before gets back. */
static enum li_err agenda_judge_again(struct agenda_result *result, struct vector *asleep_before,
    struct vector *rows, struct li_error *err)
{
    struct vector asleep = result->asleep;
    if (agenda_differ(asleep_before, &asleep)) {
        agenda_add_all(rows, asleep_before);
        agenda_add_all(rows, &asleep);
    }
    result->asleep = *asleep_before;
    for (size_t i = 0; i < rows->count; i++)
        agenda_remove(result, rows->rows[i]);
    *asleep_before = result->asleep;
    result->asleep = asleep;
    for (size_t i = 0; i < rows->count; i++) {
        struct agenda_match match = {.row = rows->rows[i]};
        int due = agenda_judge_any(result, &match, err);
        if (due < 0)
            return err->code;
        if (due > 0)
            agenda_add(result, match);
    }
    return LI_OK;
}

/* Whether most of the listed lines are gone and the matches that would follow were dropped. */
static bool agenda_wants_lines(struct agenda_result *result)
{
    return result->count < result->total && result->count < result->agenda->options.most / 2;
}

/* A topic in the middle of its sweep begins again: rows that it has passed may have changed. */
static enum li_err agenda_update_topic(struct agenda_result *result, struct vector *asleep_before,
    struct agenda_changed *changed, struct li_error *err)
{
    if (!result->is_done) {
        if (result->sweep)
            agenda_begin_again(result);
        return LI_OK;
    }
    if (changed->all)
        vector_clear(&changed->rows);
    enum li_err code = agenda_judge_again(result, asleep_before, &changed->rows, err);
    result->is_stale |= changed->all || agenda_wants_lines(result);
    return code;
}

static enum li_err agenda_update_all(
    struct agenda *agenda, struct agenda_changed *changed, struct li_error *err)
{
    struct vector asleep_before[TOPIC_COUNT];
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        asleep_before[topic] = agenda->results[topic].asleep;
        agenda->results[topic].asleep = (struct vector){0};
    }
    enum li_err code = agenda_load_snoozes(agenda, err);
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        struct agenda_result *result = &agenda->results[topic];
        if (!code)
            code = agenda_update_topic(result, &asleep_before[topic], &changed[topic], err);
        vector_clear(&asleep_before[topic]);
    }
    return code;
}

/* The user's own records are few, and any assignment may change which they are, so they are found
   again. So is everything on another day. */
enum li_err agenda_update(struct agenda *agenda, struct li_error *err)
{
    assert(agenda);
    if (agenda->me || agenda->context->today != agenda->day) {
        agenda_set_stale(agenda);
        return LI_OK;
    }
    struct agenda_changed changed[TOPIC_COUNT] = {0};
    enum li_err code = agenda_changes(agenda->context, &agenda->position, changed, err);
    if (!code)
        code = agenda_update_all(agenda, changed, err);
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        vector_clear(&changed[topic].rows);
    if (code)
        agenda_set_stale(agenda);
    return code;
}

bool agenda_is_stale(const struct agenda *agenda)
{
    assert(agenda);
    bool is_stale = false;
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        is_stale |= agenda->results[topic].is_stale;
    return is_stale;
}

static void agenda_copy_vector(const struct vector *from, struct vector *to)
{
    vector_clear(to);
    agenda_add_all(to, from);
}

static void agenda_copy_result(const struct agenda_result *from, struct agenda_result *to)
{
    to->matches = li_calloc(from->count + 1, sizeof *to->matches);
    if (from->count > 0)
        memcpy(to->matches, from->matches, from->count * sizeof *to->matches);
    to->count = from->count;
    to->room = from->count + 1;
    to->total = from->total;
    to->snoozed = from->snoozed;
    to->is_sorted = from->is_sorted;
    to->is_done = true;
    agenda_copy_vector(&from->asleep, &to->asleep);
    row_set_copy(&from->due, &to->due);
}

enum li_err agenda_renew(struct agenda *agenda, struct agenda **out, struct li_error *err)
{
    assert(agenda && out);
    enum li_err code = agenda_new(agenda->context, &agenda->options, out, err);
    if (code)
        return code;
    (*out)->position = agenda->position;
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        if (agenda->results[topic].is_done && !agenda->results[topic].is_stale)
            agenda_copy_result(&agenda->results[topic], &(*out)->results[topic]);
    return LI_OK;
}
