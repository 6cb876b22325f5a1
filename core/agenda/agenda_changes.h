/*
 * agenda_changes.h: what may need attention, or may no longer, because of what was written.
 */
#ifndef LI_CORE_AGENDA_AGENDA_CHANGES_H
#define LI_CORE_AGENDA_AGENDA_CHANGES_H

#include "core/agenda/agenda.h"
#include "data/store/query.h"

/* Where the journal stands. */
struct agenda_position {
    int64_t rows, last; /* entries; the hybrid clock of the latest (data/journal/journal.h) */
};
enum li_err agenda_position(
    struct context *context, struct agenda_position *out, struct li_error *err);

/* Of a topic: the row ids of its kind that may be concerned, some of them more than once. all: they
   are too many to be named. */
struct agenda_touched {
    struct vector rows;
    bool all;
};

/* By what was written since *from, which becomes the place where the journal stands. The caller
   clears each of the out, failed or not. */
enum li_err agenda_touched(struct context *context, struct agenda_position *from,
    struct agenda_touched out[AGENDA_TOPIC_COUNT], struct li_error *err);

#endif
