/*
 * agenda_internal.h: what is found of the agenda, for the files that find it and follow it.
 */
#ifndef LI_CORE_AGENDA_AGENDA_INTERNAL_H
#define LI_CORE_AGENDA_AGENDA_INTERNAL_H

#include "core/agenda/agenda_changes.h"
#include "core/agenda/agenda_rules.h"
#include "core/query/row_set.h"

struct hit {
    int64_t row;
    day_t day; /* INT32_MAX for none: it comes last */
};

/* What is found of one topic. */
struct found {
    struct agenda *agenda;
    struct query *sweep;     /* NULL: not begun */
    struct query *line[2];   /* worked out anew, as kept; NULL: not asked for yet */
    struct li_error failure; /* of a row of the sweep */
    struct hit *hits;
    size_t count, room;
    size_t total, snoozed;
    struct vector asleep; /* what is put off, in order */
    struct row_set due;   /* all that were found, put off or not */
    bool sorted, done;
    bool stale; /* more was written than was followed */
};

struct agenda {
    struct context *context;
    struct agenda_options wish;
    char *me; /* folded; NULL: everyone's */
    char until[DAY_TEXT_SIZE];
    struct found found[AGENDA_TOPIC_COUNT];
    int turn;                        /* the topic that is looked at next */
    day_t day;                       /* for which it is found */
    struct agenda_position position; /* up to where it follows what is written */
};

/* The sweep of that topic starts afresh. */
void agenda_begin_again(struct found *found);

/* Another record that needs attention: counted, and kept if it is among the first that are not put
   off; and one that does no longer, if it did. */
void agenda_add(struct found *found, struct hit hit);
void agenda_remove(struct found *found, int64_t row);

/* What is put off now, in place of what was. */
enum li_err agenda_read_snoozes(struct agenda *agenda, struct li_error *err);

/* 1: the record in hit->row needs attention, by hit->day. 0: it does not. -1: *err says why not. */
int agenda_judge(struct found *found, struct hit *hit, struct li_error *err);

#endif
