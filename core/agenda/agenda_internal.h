/*
 * agenda_internal.h: what an agenda has found, for the files of this folder.
 *
 * Invariants, for each topic:
 *  1. due holds the rows of all records found, snoozed ones included; total + snoozed are as many.
 *  2. matches hold found records that are not snoozed, no row twice, and, once sorted, the first of
 *     them in order.
 *  3. asleep is sorted.
 *  4. sweep is NULL before the first slice and once is_done.
 */
#ifndef LI_CORE_AGENDA_AGENDA_INTERNAL_H
#define LI_CORE_AGENDA_AGENDA_INTERNAL_H

#include "core/agenda/agenda.h"
#include "core/agenda/agenda_changes.h"
#include "core/query/row_set.h"

/* A record that needs attention. */
struct agenda_match {
    int64_t row;
    day_t day; /* INT32_MAX for none: it comes last */
};

/* What is found of one topic. */
struct agenda_result {
    struct agenda *agenda;
    const struct topic *topic;
    struct query *sweep;     /* NULL: not begun, or done */
    struct query *line[2];   /* [cached]; NULL: not asked for yet */
    struct li_error failure; /* of a row of the sweep */
    struct agenda_match *matches;
    size_t count, room;
    size_t total, snoozed;
    struct vector asleep; /* rows of what is snoozed, sorted */
    struct row_set due;
    bool is_sorted, is_done;
    bool is_stale; /* more was written than was followed */
};

struct agenda {
    struct context *context;
    struct agenda_options options;
    char *me; /* the folded name of the user; NULL: everyone's records */
    char until[DAY_TEXT_SIZE];
    struct agenda_result results[TOPIC_COUNT];
    int turn;                        /* the topic that is looked at next */
    day_t day;                       /* the day it is found for */
    struct agenda_position position; /* the journal's when it was last brought up to date */
};

/* Prepares a statement of the topic's with its parameters bound, but for ?3, the row. Frees sql. */
struct query *agenda_prepare(struct agenda *agenda, char *sql, struct li_error *err);

/* Begins the topic's sweep again from the first row. */
void agenda_begin_again(struct agenda_result *result);

/* Counts a record that needs attention, and lists it where it is among the first and not snoozed;
   and takes one back that does so no longer. What is known already is left as it is. */
void agenda_add(struct agenda_result *result, struct agenda_match match);
void agenda_remove(struct agenda_result *result, int64_t row);

/* Loads what is snoozed now in place of what was. */
enum li_err agenda_load_snoozes(struct agenda *agenda, struct li_error *err);
bool agenda_is_asleep(const struct agenda_result *result, int64_t row);

/* 1: the record in match->row needs attention, by match->day. 0: it does not. -1: *err says why.
   Cached: by the cache, and only where that holds today; else computed from the record. */
int agenda_judge(
    struct agenda_result *result, bool cached, struct agenda_match *match, struct li_error *err);
/* By the cache where it holds, else computed. */
int agenda_judge_any(
    struct agenda_result *result, struct agenda_match *match, struct li_error *err);

/* A day in a column as matches are sorted by it. */
day_t agenda_match_day(struct query *query, int column);

#endif
