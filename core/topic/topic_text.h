/*
 * topic_text.h: parts of the sentences that topics say.
 */
#ifndef LI_CORE_TOPIC_TOPIC_TEXT_H
#define LI_CORE_TOPIC_TOPIC_TEXT_H

#include "core/context/context.h"
#include "data/store/query.h"

/* The text of a column, "" for NULL. */
const char *topic_text(struct query *query, int column);

/* "Due 2026-07-15, in 2 weeks". The caller frees it. */
char *topic_text_day(struct context *context, const char *words, day_t day);

#endif
