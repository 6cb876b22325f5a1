/*
 * agenda_line.c: one record judged by its topic's rule, and its line.
 */
#include "core/agenda/agenda_internal.h"
#include "core/agenda/agenda_sql.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

struct query *agenda_prepare(struct agenda *agenda, char *sql, struct li_error *err)
{
    assert(agenda && sql);
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

/* The query at the line of the row: 1; 0: the record needs no attention; -1: *err says why. To be
   reset where *out is not NULL. */
static int agenda_line_find(struct agenda_result *result, bool cached, int64_t row,
    struct query **out, struct li_error *err)
{
    struct query **line = &result->line[cached];
    if (!*line)
        *line = agenda_prepare(result->agenda, agenda_sql_line(result->topic, cached), err);
    *out = *line;
    if (!*line)
        return -1;
    query_bind_int(*line, 3, row);
    return query_step(*line, err);
}

day_t agenda_match_day(struct query *query, int column)
{
    const char *text = query_text(query, column);
    day_t day = text ? date_parse(text) : DAY_NONE;
    return day == DAY_NONE ? INT32_MAX : day;
}

int agenda_judge(
    struct agenda_result *result, bool cached, struct agenda_match *match, struct li_error *err)
{
    assert(result && match);
    struct query *query;
    int found = agenda_line_find(result, cached, match->row, &query, err);
    if (found > 0)
        match->day = agenda_match_day(query, TOPIC_LINE_DAY);
    if (query)
        query_reset(query);
    return found;
}

int agenda_judge_any(struct agenda_result *result, struct agenda_match *match, struct li_error *err)
{
    assert(result && match);
    int found = agenda_judge(result, true, match, err);
    return found == 0 && result->topic->cached ? agenda_judge(result, false, match, err) : found;
}

static void agenda_line_take(struct context *context, const struct topic *topic,
    struct query *query, struct agenda_line *line)
{
    const char *day = query_text(query, TOPIC_LINE_DAY), *what = query_text(query, TOPIC_LINE_WHAT);
    line->day = day ? date_parse(day) : DAY_NONE;
    line->kind = topic->kind ? topic->kind : kind_find(query_text(query, TOPIC_LINE_FACTS));
    query_id(query, TOPIC_LINE_ID, &line->id);
    query_id(query, TOPIC_LINE_AFFILIATE, &line->affiliate);
    line->who = li_strdup(query_text(query, TOPIC_LINE_WHO));
    line->what = li_strdup(what ? what : "");
    line->why = topic->why(context, query, line->day);
}

static int agenda_line_load_as(struct agenda_result *result, bool cached, int64_t row,
    struct agenda_line *out, struct li_error *err)
{
    struct query *query;
    int found = agenda_line_find(result, cached, row, &query, err);
    if (found > 0)
        agenda_line_take(result->agenda->context, result->topic, query, out);
    if (query)
        query_reset(query);
    return found;
}

int agenda_line_load(struct agenda *agenda, enum topic_id topic, int64_t row,
    struct agenda_line *out, struct li_error *err)
{
    assert(topic < TOPIC_COUNT);
    struct agenda_result *result = &agenda->results[topic];
    *out = (struct agenda_line){.topic = topic, .day = DAY_NONE};
    if (agenda_is_asleep(result, row))
        return 0;
    int found = agenda_line_load_as(result, true, row, out, err);
    return found == 0 && result->topic->cached ? agenda_line_load_as(result, false, row, out, err)
                                               : found;
}

void agenda_line_clear(struct agenda_line *line)
{
    assert(line);
    free(line->who);
    free(line->what);
    free(line->why);
    *line = (struct agenda_line){.topic = line->topic, .day = DAY_NONE};
}

char *agenda_line_key(const struct agenda_line *line)
{
    char id[ID_TEXT_SIZE];
    assert(line->topic < TOPIC_COUNT);
    return li_format("%s:%s", topics[line->topic]->name, id_text(&line->id, id));
}
