/*
 * agenda.c: finds what needs attention, a few rows of each topic in turn, and keeps the first lines
 * of each in order.
 */
#include "core/agenda/agenda.h"
#include "core/agenda/agenda_internal.h"
#include "core/people/my_portfolio.h"
#include "data/base/memory.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

int agenda_topic_named(const char *name, size_t length)
{
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        if (strncmp(agenda_topics[topic].name, name, length) == 0 &&
            !agenda_topics[topic].name[length])
            return topic;
    return -1;
}

/* --- what is put off -------------------------------------------------------------------------- */

static int agenda_by_row(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* about: "renewal:0190..."; of what no program of ours wrote nothing is taken. */
static enum li_err agenda_put_off(struct agenda *agenda, const char *about, struct li_error *err)
{
    const char *colon = strchr(about, ':');
    int topic = colon ? agenda_topic_named(about, (size_t)(colon - about)) : -1;
    struct id id;
    if (topic < 0 || !id_parse(colon + 1, &id))
        return LI_OK;
    struct found *found = &agenda->found[topic];
    char *sql =
        li_format("SELECT rowid FROM \"%s\" WHERE id = ?1", agenda_table((enum agenda_topic)topic));
    struct query *query = query_new(agenda->context->store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &id);
    int step = query_step(query, err);
    if (step > 0)
        vector_add(&found->asleep, query_int(query, 0));
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err agenda_read_snoozes(struct agenda *agenda, struct li_error *err)
{
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        vector_clear(&agenda->found[topic].asleep);
    struct query *query = query_new(agenda->context->store,
        "SELECT about FROM snooze WHERE until > today() AND archived_on IS NULL", err);
    enum li_err code = query ? LI_OK : err->code;
    int step = 0;
    while (!code && (step = query_step(query, err)) > 0)
        code = agenda_put_off(agenda, query_text(query, 0), err);
    query_free(query);
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++) {
        struct vector *asleep = &agenda->found[topic].asleep;
        if (asleep->count > 0)
            qsort(asleep->rows, asleep->count, sizeof *asleep->rows, agenda_by_row);
    }
    return code ? code : step < 0 ? err->code : LI_OK;
}

static bool agenda_is_asleep(const struct found *found, int64_t row)
{
    return found->asleep.count > 0 &&
           bsearch(&row, found->asleep.rows, found->asleep.count, sizeof row, agenda_by_row);
}

/* --- finding ---------------------------------------------------------------------------------- */

enum li_err agenda_new(struct context *context, const struct agenda_options *wish,
    struct agenda **out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    struct agenda *agenda = li_calloc(1, sizeof *agenda);
    agenda->context = context;
    agenda->wish = *wish;
    agenda->day = context->today;
    date_text(date_add(context->today, wish->days), agenda->until);
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        agenda->found[topic].agenda = agenda;
    enum li_err code = wish->mine ? my_portfolio_name(context, &agenda->me, err) : LI_OK;
    if (!code)
        code = agenda_position(context, &agenda->position, err);
    if (!code)
        code = agenda_read_snoozes(agenda, err);
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
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++) {
        struct found *found = &agenda->found[topic];
        query_free(found->sweep);
        query_free(found->line[false]);
        query_free(found->line[true]);
        free(found->hits);
        vector_clear(&found->asleep);
        row_set_clear(&found->due);
    }
    free(agenda->me);
    free(agenda);
}

static struct query *agenda_prepare(
    struct agenda *agenda, char *sql, struct li_error *err) /* takes sql */
{
    struct query *query = query_new(agenda->context->store, sql, err);
    free(sql);
    if (!query)
        return NULL;
    query_bind_text(query, 1, agenda->me);
    query_bind_text(query, 2, agenda->until);
    query_bind_int(
        query, 4, (int64_t)setting_number(&agenda->context->settings, SETTING_CONTACT_DAYS));
    return query;
}

static int agenda_by_day(const void *a, const void *b)
{
    const struct hit *left = a, *right = b;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return (left->row > right->row) - (left->row < right->row);
}

/* In order, and no more than are kept. */
static void agenda_settle(struct found *found)
{
    size_t most = found->agenda->wish.most;
    if (!found->sorted && found->count > 0)
        qsort(found->hits, found->count, sizeof *found->hits, agenda_by_day);
    found->sorted = true;
    if (most && found->count > most)
        found->count = most;
}

static void agenda_keep(struct found *found, struct hit hit)
{
    size_t most = found->agenda->wish.most;
    if (most && found->count >= 2 * most)
        agenda_settle(found);
    if (most && found->sorted && found->count == most &&
        agenda_by_day(&hit, &found->hits[most - 1]) > 0)
        return;
    if (found->count == found->room) {
        found->room = found->room ? found->room * 2 : 64;
        found->hits = li_realloc(found->hits, found->room, sizeof *found->hits);
    }
    found->hits[found->count++] = hit;
    found->sorted = false;
}

void agenda_add(struct found *found, struct hit hit)
{
    if (row_set_has(&found->due, hit.row))
        return;
    row_set_put(&found->due, hit.row, true);
    if (agenda_is_asleep(found, hit.row)) {
        found->snoozed++;
    } else {
        found->total++;
        agenda_keep(found, hit);
    }
}

static day_t agenda_hit_day(struct query *query, int column)
{
    const char *text = query_text(query, column);
    day_t day = text ? date_parse(text) : DAY_NONE;
    return day == DAY_NONE ? INT32_MAX : day;
}

static struct query *agenda_line_query(struct found *found, bool as_kept, struct li_error *err)
{
    enum agenda_topic topic = (enum agenda_topic)(found - found->agenda->found);
    if (!found->line[as_kept])
        found->line[as_kept] = agenda_prepare(found->agenda, agenda_line_sql(topic, as_kept), err);
    return found->line[as_kept];
}

/* 1: query stands on the line of the row; 0: it needs no attention; -1: err says why not. */
static int agenda_ask_line(struct query *query, int64_t row, struct li_error *err)
{
    query_bind_int(query, 3, row);
    return query_step(query, err);
}

/* As agenda_judge, by what is kept, and only if that holds, or worked out anew. */
static int agenda_judge_as(struct found *found, bool as_kept, struct hit *hit, struct li_error *err)
{
    struct query *query = agenda_line_query(found, as_kept, err);
    int step = query ? agenda_ask_line(query, hit->row, err) : -1;
    if (step > 0)
        hit->day = agenda_hit_day(query, AGENDA_DAY);
    if (query)
        query_reset(query);
    return step;
}

int agenda_judge(struct found *found, struct hit *hit, struct li_error *err)
{
    bool kept = agenda_rules[found - found->agenda->found].kept;
    int step = agenda_judge_as(found, true, hit, err);
    return step == 0 && kept ? agenda_judge_as(found, false, hit, err) : step;
}

static void agenda_take(void *arg, struct query *query)
{
    struct found *found = arg;
    struct hit hit = {.row = query_int(query, 0)};
    if (!query_int(query, 3)) {
        if (agenda_judge_as(found, false, &hit, &found->failure) <= 0)
            return;
    } else if (query_int(query, 2)) {
        hit.day = agenda_hit_day(query, 1);
    } else {
        return;
    }
    agenda_add(found, hit);
}

/* A write between two slices lets go of the sweep: it begins again. */
void agenda_begin_again(struct found *found)
{
    query_free(found->sweep);
    found->sweep = NULL;
    found->count = found->total = found->snoozed = 0;
    row_set_clear(&found->due);
}

void agenda_rest(struct agenda *agenda)
{
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        if (agenda->found[topic].sweep)
            agenda_begin_again(&agenda->found[topic]);
}

static int agenda_look(struct agenda *agenda, int topic, size_t rows, struct li_error *err)
{
    struct found *found = &agenda->found[topic];
    if (!found->sweep) {
        found->sweep =
            agenda_prepare(agenda, agenda_sweep_sql((enum agenda_topic)topic, agenda->me), err);
        if (!found->sweep)
            return -1;
    }
    int more = query_slice(found->sweep, rows, agenda_take, found, err);
    if (found->failure.code) {
        *err = found->failure;
        return -1;
    }
    if (more < 0 && err->code == LI_INTERRUPTED) {
        agenda_begin_again(found);
        return 1;
    }
    if (more <= 0) {
        query_free(found->sweep);
        found->sweep = NULL;
        found->done = true;
    }
    return more;
}

static bool agenda_has_lines(const struct found *found)
{
    return found->total >= found->agenda->wish.most;
}

/* Each topic in turn until it has the lines that are kept; then one after the other, which reads
   each table in one go, and is not lost for all of them when something is written. -1: all is
   found. */
static int agenda_next_topic(struct agenda *agenda)
{
    for (int passed = 0; passed < AGENDA_TOPIC_COUNT; passed++) {
        int topic = agenda->turn;
        agenda->turn = (topic + 1) % AGENDA_TOPIC_COUNT;
        if (!agenda->found[topic].done && !agenda_has_lines(&agenda->found[topic]))
            return topic;
    }
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        if (!agenda->found[topic].done)
            return topic;
    return -1;
}

int agenda_work(struct agenda *agenda, size_t rows, struct li_error *err)
{
    struct li_error own = {0};
    int topic = agenda_next_topic(agenda);
    if (topic < 0)
        return 0;
    return agenda_look(agenda, topic, rows, err ? err : &own) < 0 ? -1 : 1;
}

size_t agenda_total(const struct agenda *agenda, enum agenda_topic topic)
{
    return agenda->found[topic].total;
}

bool agenda_counted(const struct agenda *agenda, enum agenda_topic topic)
{
    return agenda->found[topic].done;
}

size_t agenda_snoozed(const struct agenda *agenda, enum agenda_topic topic)
{
    return agenda->found[topic].snoozed;
}

size_t agenda_kept(struct agenda *agenda, enum agenda_topic topic)
{
    agenda_settle(&agenda->found[topic]);
    return agenda->found[topic].count;
}

int64_t agenda_row(struct agenda *agenda, enum agenda_topic topic, size_t at)
{
    agenda_settle(&agenda->found[topic]);
    return agenda->found[topic].hits[at].row;
}

/* Takes a line away, if it is kept. */
static void agenda_forget_hit(struct found *found, int64_t row)
{
    size_t at = 0;
    while (at < found->count && found->hits[at].row != row)
        at++;
    if (at < found->count)
        memmove(
            &found->hits[at], &found->hits[at + 1], (--found->count - at) * sizeof *found->hits);
}

void agenda_remove(struct found *found, int64_t row)
{
    if (!row_set_has(&found->due, row))
        return;
    row_set_put(&found->due, row, false);
    if (agenda_is_asleep(found, row)) {
        found->snoozed--;
    } else {
        found->total--;
        agenda_forget_hit(found, row);
    }
}

void agenda_drop(struct agenda *agenda, enum agenda_topic topic, int64_t row)
{
    agenda_remove(&agenda->found[topic], row);
}

/* --- lines ------------------------------------------------------------------------------------ */

static void agenda_read_line(struct context *context, struct query *query, struct agenda_line *line)
{
    const char *day = query_text(query, AGENDA_DAY);
    line->day = day ? date_parse(day) : DAY_NONE;
    line->kind = agenda_topics[line->topic].kind;
    if (!line->kind)
        line->kind = kind_find(query_text(query, AGENDA_FACTS));
    query_id(query, AGENDA_ID, &line->id);
    query_id(query, AGENDA_WHOM, &line->affiliate);
    line->who = li_strdup(query_text(query, AGENDA_WHO));
    line->what = li_strdup(query_text(query, AGENDA_WHAT));
    line->why = agenda_rules[line->topic].why(context, query, line->day);
    if (!line->what)
        line->what = li_strdup("");
}

static int agenda_read_as(struct agenda *agenda, enum agenda_topic topic, bool as_kept, int64_t row,
    struct agenda_line *out, struct li_error *err)
{
    struct query *query = agenda_line_query(&agenda->found[topic], as_kept, err);
    int step = query ? agenda_ask_line(query, row, err) : -1;
    if (step > 0)
        agenda_read_line(agenda->context, query, out);
    if (query)
        query_reset(query);
    return step;
}

int agenda_read(struct agenda *agenda, enum agenda_topic topic, int64_t row,
    struct agenda_line *out, struct li_error *err)
{
    struct found *found = &agenda->found[topic];
    *out = (struct agenda_line){.topic = topic, .day = DAY_NONE};
    if (agenda_is_asleep(found, row))
        return 0;
    int step = agenda_read_as(agenda, topic, true, row, out, err);
    return step == 0 && agenda_rules[topic].kept
               ? agenda_read_as(agenda, topic, false, row, out, err)
               : step;
}

void agenda_line_clear(struct agenda_line *line)
{
    free(line->who);
    free(line->what);
    free(line->why);
    *line = (struct agenda_line){.topic = line->topic, .day = DAY_NONE};
}

char *agenda_key(const struct agenda_line *line)
{
    char id[ID_TEXT_SIZE];
    return li_format("%s:%s", agenda_topics[line->topic].name, id_text(&line->id, id));
}
