/*
 * agenda.h: the records that need attention, why, and the next step for each.
 *
 * The records of the topics (core/topic/topic.h) are found in slices, some rows of each topic in
 * turn, so that the first lines of all topics are there at once.
 */
#ifndef LI_CORE_AGENDA_AGENDA_H
#define LI_CORE_AGENDA_AGENDA_H

#include "core/topic/topic.h"

struct agenda_options {
    bool mine;   /* only what the user is responsible for or named in */
    int days;    /* how far ahead to look */
    size_t most; /* lines listed of each topic, the first in its order; 0: all */
};

struct agenda;

/* LI_NONE: mine, and no person has the user's name. The caller frees *out, which uses the context
   as long as it lives. */
enum li_err agenda_new(struct context *context, const struct agenda_options *options,
    struct agenda **out, struct li_error *err);
void agenda_free(struct agenda *agenda); /* NULL is allowed */

/* Looks at that many more rows. 1: there are more. 0: all is found. -1: *err says why. */
int agenda_work(struct agenda *agenda, size_t rows, struct li_error *err);

/* After records were written, or another day began: judges again the records that may be concerned.
   Where they are too many, agenda_is_stale says so and the topic has to be searched again. */
enum li_err agenda_update(struct agenda *agenda, struct li_error *err);
bool agenda_is_stale(const struct agenda *agenda);

/* A new agenda with the same options, which has already found what is not stale in this one. The
   caller frees *out. */
enum li_err agenda_renew(struct agenda *agenda, struct agenda **out, struct li_error *err);

/* Ends the read that it holds open between two slices: that topic is searched again. */
void agenda_rest(struct agenda *agenda);

/* Of a topic: records found so far; whether they are all; snoozed ones besides; and lines listed.
 */
size_t agenda_total(const struct agenda *agenda, enum topic_id topic);
bool agenda_is_counted(const struct agenda *agenda, enum topic_id topic);
size_t agenda_snoozed(const struct agenda *agenda, enum topic_id topic);
size_t agenda_line_count(struct agenda *agenda, enum topic_id topic);

/* The row of line number at in the topic's table. Lines are by day, those without one last, then
   by age: the oldest first, unless the topic says otherwise. */
int64_t agenda_line_row(struct agenda *agenda, enum topic_id topic, size_t at);
/* Removes a line whose record no longer needs attention. */
void agenda_drop(struct agenda *agenda, enum topic_id topic, int64_t row);

/* A line as a person reads it. */
struct agenda_line {
    enum topic_id topic;
    const struct kind *kind; /* of the record */
    struct id id, affiliate; /* the record, and the affiliate it is about, nil: none */
    day_t day;               /* what lines are sorted by; DAY_NONE: none */
    char *who, *what, *why;  /* the affiliate's code or name, NULL: none; the record; a sentence */
};

/* 1: *out is the line, for the caller to clear. 0: it needs no attention any more. -1: *err says
   why. */
int agenda_line_load(struct agenda *agenda, enum topic_id topic, int64_t row,
    struct agenda_line *out, struct li_error *err);
void agenda_line_clear(struct agenda_line *line);

/* "renewal:0190...": the line's name in snoozes and calendars. The caller frees it. */
char *agenda_line_key(const struct agenda_line *line);

/* ACT_END: sets the day on which it was done to today, as one entry. */
enum li_err agenda_end(
    struct context *context, const struct agenda_line *line, struct li_error *err);

/* ACT_ADD: the missing record, for a person to complete and save. The caller frees *out. */
enum li_err agenda_next(struct context *context, const struct agenda_line *line,
    struct record **out, struct li_error *err);

/* Snoozes the line until that day, as one entry, in place of an earlier snooze. LI_REFUSED: the day
   is not in the future. */
enum li_err agenda_snooze(
    struct context *context, const struct agenda_line *line, day_t until, struct li_error *err);

#endif
