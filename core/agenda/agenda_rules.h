/*
 * agenda_rules.h: how a topic of the agenda is found and told: SQL, and the sentence.
 *
 * Parameters: ?1 the folded name of who is at work, ?2 the last day looked at, ?3 a row id, ?4 the
 * days within which contact is wanted unless an affiliate says otherwise. r is the record; k is
 * what is kept of it, computed fields included, where that leads the way.
 */
#ifndef LI_CORE_AGENDA_AGENDA_RULES_H
#define LI_CORE_AGENDA_AGENDA_RULES_H

#include "core/agenda/agenda.h"
#include "data/store/query.h"

struct agenda_rule {
    const char *table;  /* of r; NULL: the topic's kind's */
    bool kept;          /* k is swept, and r is at hand only for a line; else r is swept */
    const char *within; /* what an index leads to; NULL: all are looked at */
    const char *holds;  /* whether it needs attention */
    const char *day;    /* what it is sorted by */
    const char *mine;   /* SELECT of row ids, from me(id), mine(id) and my_region(id) */
    const char *affiliate, *what, *facts; /* of r */
    /* From the columns of facts, which begin with AGENDA_FACTS. The caller frees it. */
    char *(*why)(struct context *context, struct query *query, day_t day);
};
extern const struct agenda_rule agenda_rules[AGENDA_TOPIC_COUNT];

/* The table whose rows the topic's lines are. */
const char *agenda_table(enum agenda_topic topic);

/* Columns of a line before its facts. */
enum { AGENDA_ID, AGENDA_WHOM, AGENDA_WHO, AGENDA_WHAT, AGENDA_DAY, AGENDA_FACTS };

/* Rows: row id, day, whether it needs attention by what is kept of it, whether that holds today.
   The caller frees them. */
char *agenda_sweep_sql(enum agenda_topic topic, bool mine);
/* One row: a line, if it needs attention; as_kept: by what is kept of it, and if that holds. To
   work a record out anew makes for a statement that takes ten times as long to prepare. */
char *agenda_line_sql(enum agenda_topic topic, bool as_kept);

#endif
