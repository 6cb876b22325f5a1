/*
 * agenda.h: what needs attention: which records, why, and what to do about it.
 *
 * The topics are one table (agenda_topics.c). What they hold is found in slices, a topic after the
 * other in turn, so that the first are there at once whatever there is in all.
 */
#ifndef LI_CORE_AGENDA_AGENDA_H
#define LI_CORE_AGENDA_AGENDA_H

#include "core/record/record.h"

enum agenda_topic {
    AGENDA_CHECK_IN,  /* a goal whose next value is late by its cadence */
    AGENDA_GOAL,      /* a goal past due, off track or at risk, of which nothing was logged today */
    AGENDA_MILESTONE, /* due, or soon */
    AGENDA_RENEWAL,   /* an agreement inside its lead days or lapsed, and no other follows it */
    AGENDA_TERM,      /* an assignment that ends soon with nobody to hold the role after it */
    AGENDA_FOLLOW_UP, /* what somebody meant to come back to */
    AGENDA_EVENT,     /* to come soon, and nobody goes but its host */
    AGENDA_CONTACT,   /* an affiliate with which contact was longer ago than wanted */
    AGENDA_ROLE,      /* an affiliate for which nobody holds a required role */
    AGENDA_CORRECT,   /* a record that breaks a rule of its kind (broken.h) */
    AGENDA_TOPIC_COUNT,
};

/* What acting on one of its lines means. */
enum agenda_act {
    AGENDA_LOGS,     /* progress on the goal is logged */
    AGENDA_ENDS,     /* agenda_end */
    AGENDA_RENEWS,   /* the agreement is renewed */
    AGENDA_ADDS,     /* agenda_next */
    AGENDA_CONTACTS, /* a contact with the affiliate is logged */
    AGENDA_EDITS,    /* the record's form is opened */
};

struct agenda_topic_spec {
    const char *name;        /* "renewal" */
    const char *heading;     /* "Agreements to renew" */
    const char *says;        /* what acting does, after its key: "renews it" */
    const struct kind *kind; /* NULL: records of any */
    enum agenda_act act;
    const char *filter; /* with which a list of the kind shows the same, snoozed ones too; NULL:
                           none does. %d stands for the days ahead */
    const char *ends;   /* AGENDA_ENDS: the field that gets the day; NULL: none */
};
extern const struct agenda_topic_spec agenda_topics[AGENDA_TOPIC_COUNT];

/* -1: none of that name. */
int agenda_topic_named(const char *name, size_t length);

struct agenda_options {
    bool mine;   /* what whoever is at work looks after, answers for or is named in */
    int days;    /* how far ahead is looked */
    size_t most; /* lines kept of each topic, the first in its order; 0: all */
};

struct agenda;

/* LI_NONE: mine is asked for, and nobody is called as who is at work. The caller frees *out. */
enum li_err agenda_new(struct context *context, const struct agenda_options *wish,
    struct agenda **out, struct li_error *err);
void agenda_free(struct agenda *agenda); /* NULL is allowed */

/* Looks at so many rows more. 1: there are more. 0: that is all. -1: *err says why. */
int agenda_work(struct agenda *agenda, size_t rows, struct li_error *err);

/* Records were written, or another day began: what was found is judged again where that concerns
   it. Whether there is so much of it that a topic has to be found afresh, says agenda_stale. */
enum li_err agenda_follow(struct agenda *agenda, struct li_error *err);
bool agenda_stale(const struct agenda *agenda);

/* Another of the same wish that has found already what in this one is not stale. The caller frees
 *out. */
enum li_err agenda_again(struct agenda *agenda, struct agenda **out, struct li_error *err);

/* Lets go of what it is in the midst of reading: that topic is looked for afresh. */
void agenda_rest(struct agenda *agenda);

size_t agenda_total(const struct agenda *agenda, enum agenda_topic topic);   /* found so far */
bool agenda_counted(const struct agenda *agenda, enum agenda_topic topic);   /* that is all */
size_t agenda_snoozed(const struct agenda *agenda, enum agenda_topic topic); /* besides */
size_t agenda_kept(struct agenda *agenda, enum agenda_topic topic);          /* lines there are */

/* The line's row id, of its kind or, where the topic has none, of its own, by its place among those
 * kept, which is by day, what has none last. */
int64_t agenda_row(struct agenda *agenda, enum agenda_topic topic, size_t at);
/* Takes a line away: what it was about was dealt with. */
void agenda_drop(struct agenda *agenda, enum agenda_topic topic, int64_t row);

/* A line as a person reads it. */
struct agenda_line {
    enum agenda_topic topic;
    const struct kind *kind; /* the record's */
    struct id id, affiliate; /* the record; whom it is about, nil: no affiliate */
    day_t day;               /* what it is sorted by; DAY_NONE: it has none */
    char *who, *what, *why;  /* who: the affiliate's code or name, NULL: none. why: a sentence */
};

/* 1: it is *out, for the caller to clear. 0: it needs no attention any more. -1: *err says why. */
int agenda_read(struct agenda *agenda, enum agenda_topic topic, int64_t row,
    struct agenda_line *out, struct li_error *err);
void agenda_line_clear(struct agenda_line *line);

/* Sets the day on which it was done (a milestone, a follow-up) to today, as one entry. */
enum li_err agenda_end(
    struct context *context, const struct agenda_line *line, struct li_error *err);

/* The record whose want it tells of, for somebody to complete and save: who holds the first of the
   roles nobody holds, or the role whose term ends from the day after; who goes to the event. The
   caller frees *out. */
enum li_err agenda_next(struct context *context, const struct agenda_line *line,
    struct record **out, struct li_error *err);

/* Puts the line off until that day, as one entry, in place of what put it off before. LI_REFUSED:
   the day does not lie ahead. */
enum li_err agenda_snooze(
    struct context *context, const struct agenda_line *line, day_t until, struct li_error *err);

/* "renewal:0190...": what a snooze, or a calendar, calls the line. The caller frees it. */
char *agenda_key(const struct agenda_line *line);

#endif
