/*
 * topic_text.c: a column and a day in words.
 */
#include "core/topic/topic_text.h"
#include "data/base/memory.h"

const char *topic_text(struct query *query, int column)
{
    const char *text = query_text(query, column);
    return text ? text : "";
}

char *topic_text_day(struct context *context, const char *words, day_t day)
{
    char written[DAY_TEXT_SIZE], distance[32];
    return li_format(
        "%s %s, %s", words, date_text(day, written), date_distance(day, context->today, distance));
}
