/*
 * agenda_topic.c: the list of topics.
 */
#include "core/topic/topic.h"
#include <assert.h>
#include <string.h>

#define TOPIC_ENTRY(ID, name) [TOPIC_##ID] = &topic_##name,
const struct topic *const topics[TOPIC_COUNT] = {TOPICS(TOPIC_ENTRY)};

int topic_find(const char *name, size_t length)
{
    assert(name);
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        if (strlen(topics[topic]->name) == length && memcmp(topics[topic]->name, name, length) == 0)
            return topic;
    return -1;
}

const char *topic_table(const struct topic *topic)
{
    assert(topic->table || topic->kind);
    return topic->table ? topic->table : topic->kind->name;
}
