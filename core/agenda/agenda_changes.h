/*
 * agenda_changes.h: which rows of each topic may be concerned by what was written since.
 */
#ifndef LI_CORE_AGENDA_AGENDA_CHANGES_H
#define LI_CORE_AGENDA_AGENDA_CHANGES_H

#include "core/topic/topic.h"

/* How far the journal is: its number of entries, and the hybrid clock of the latest. */
struct agenda_position {
    int64_t rows, last;
};
enum li_err agenda_position(
    struct context *context, struct agenda_position *out, struct li_error *err);

/* Of a topic: rows of its table, some more than once. all: they are too many to name. */
struct agenda_changed {
    struct vector rows;
    bool all;
};

/* By what was written since *from, which becomes how far the journal is now. The caller clears
   the rows of each, failed or not. */
enum li_err agenda_changes(struct context *context, struct agenda_position *from,
    struct agenda_changed out[TOPIC_COUNT], struct li_error *err);

#endif
