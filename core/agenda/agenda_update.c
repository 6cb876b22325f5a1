/*
 * agenda_update.c: the agenda kept right through writes, without all being looked at again: only
 * the records are that a write may have concerned.
 */
#include "core/agenda/agenda_internal.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

static void agenda_set_stale(struct agenda *agenda)
{
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        agenda->found[topic].stale = true;
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

/* What was put off and what is now count where they differ. */
static enum li_err agenda_judge_again(
    struct found *found, struct vector *was_asleep, struct vector *rows, struct li_error *err)
{
    struct vector asleep = found->asleep;
    if (agenda_differ(was_asleep, &asleep)) {
        agenda_add_all(rows, was_asleep);
        agenda_add_all(rows, &asleep);
    }
    found->asleep = *was_asleep;
    for (size_t i = 0; i < rows->count; i++)
        agenda_remove(found, rows->rows[i]);
    *was_asleep = found->asleep;
    found->asleep = asleep;
    for (size_t i = 0; i < rows->count; i++) {
        struct hit hit = {.row = rows->rows[i]};
        int due = agenda_judge(found, &hit, err);
        if (due < 0)
            return err->code;
        if (due > 0)
            agenda_add(found, hit);
    }
    return LI_OK;
}

/* Most of the lines that were kept are gone, and of those behind them nothing is known. */
static bool agenda_wants_lines(struct found *found)
{
    size_t kept = found->count;
    return kept < found->total && kept < found->agenda->wish.most / 2;
}

/* A topic in the midst of being found begins again: what it saw may have changed since. */
static enum li_err agenda_follow_topic(struct found *found, struct vector *was_asleep,
    struct agenda_touched *touched, struct li_error *err)
{
    if (!found->done) {
        if (found->sweep)
            agenda_begin_again(found);
        return LI_OK;
    }
    if (touched->all)
        vector_clear(&touched->rows);
    enum li_err code = agenda_judge_again(found, was_asleep, &touched->rows, err);
    found->stale |= touched->all || agenda_wants_lines(found);
    return code;
}

static enum li_err agenda_follow_all(
    struct agenda *agenda, struct agenda_touched *touched, struct li_error *err)
{
    struct vector was_asleep[AGENDA_TOPIC_COUNT];
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++) {
        was_asleep[topic] = agenda->found[topic].asleep;
        agenda->found[topic].asleep = (struct vector){0};
    }
    enum li_err code = agenda_read_snoozes(agenda, err);
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++) {
        struct found *found = &agenda->found[topic];
        if (!code)
            code = agenda_follow_topic(found, &was_asleep[topic], &touched[topic], err);
        vector_clear(&was_asleep[topic]);
    }
    return code;
}

/* What is one's own is few records, and any assignment may change which: it is found afresh. So is
   everything on another day. */
enum li_err agenda_follow(struct agenda *agenda, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    if (agenda->me || agenda->context->today != agenda->day) {
        agenda_set_stale(agenda);
        return LI_OK;
    }
    struct agenda_touched touched[AGENDA_TOPIC_COUNT] = {0};
    enum li_err code = agenda_touched(agenda->context, &agenda->position, touched, err);
    if (!code)
        code = agenda_follow_all(agenda, touched, err);
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        vector_clear(&touched[topic].rows);
    if (code)
        agenda_set_stale(agenda);
    return code;
}

bool agenda_stale(const struct agenda *agenda)
{
    bool stale = false;
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        stale |= agenda->found[topic].stale;
    return stale;
}

static void agenda_copy_vector(const struct vector *from, struct vector *to)
{
    vector_clear(to);
    agenda_add_all(to, from);
}

static void agenda_copy_found(const struct found *from, struct found *to)
{
    to->hits = li_calloc(from->count + 1, sizeof *to->hits);
    if (from->count > 0)
        memcpy(to->hits, from->hits, from->count * sizeof *to->hits);
    to->count = from->count;
    to->room = from->count + 1;
    to->total = from->total;
    to->snoozed = from->snoozed;
    to->sorted = from->sorted;
    to->done = true;
    agenda_copy_vector(&from->asleep, &to->asleep);
    row_set_copy(&from->due, &to->due);
}

enum li_err agenda_again(struct agenda *agenda, struct agenda **out, struct li_error *err)
{
    enum li_err code = agenda_new(agenda->context, &agenda->wish, out, err);
    if (code)
        return code;
    (*out)->position = agenda->position;
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        if (agenda->found[topic].done && !agenda->found[topic].stale)
            agenda_copy_found(&agenda->found[topic], &(*out)->found[topic]);
    return LI_OK;
}
