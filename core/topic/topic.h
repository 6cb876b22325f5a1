/*
 * topic.h: the topics of Today. A topic is one const struct in a file of its own,
 * topic_NAME.c: the rule that finds its records, the changes after which they are judged again, the
 * sentence that says why, and the next step.
 *
 * To add a topic, write its file and its line in TOPICS.
 *
 * SQL in a topic may use: ?1 the folded name of the user, ?2 the last day looked at, ?4 the days
 * within which contact is wanted unless the affiliate says otherwise; r, the record; and k, its row
 * in the cache (core/cache/cache_table.h), where the rule is cached.
 */
#ifndef LI_CORE_TOPIC_TOPIC_H
#define LI_CORE_TOPIC_TOPIC_H

#include "core/record/record.h"
#include "data/store/query.h"

/* clang-format off */
/* In the order of the screen: the end of the name in the enum, and of the file. */
#define TOPICS(T) \
    T(CHECK_IN, check_in) \
    T(GOAL, goal) \
    T(MILESTONE, milestone) \
    T(RENEWAL, renewal) \
    T(TERM, term) \
    T(FOLLOW_UP, follow_up) \
    T(EVENT, event) \
    T(CONTACT, contact) \
    T(ROLE, role) \
    T(CORRECT, correct) \
    T(CONFLICT, conflict)
/* clang-format on */

#define TOPIC_ENUM(ID, name) TOPIC_##ID,
enum topic_id { TOPICS(TOPIC_ENUM) TOPIC_COUNT };

/* The next step of a line: what acting on it does. */
enum topic_act {
    ACT_LOG,     /* logs progress on the goal */
    ACT_END,     /* marks it done today: agenda_end */
    ACT_RENEW,   /* renews the agreement */
    ACT_ADD,     /* adds the missing record: agenda_next */
    ACT_CONTACT, /* logs a contact with the affiliate */
    ACT_EDIT,    /* opens the record's form */
    ACT_DECIDE,  /* shows the conflicting edits of the record */
};

/* Fills in the fields of the record to be added, next, that follow from the topic's record. */
typedef enum li_err (*topic_fill)(
    struct context *context, const struct id *id, struct record *next, struct li_error *err);

struct topic_step {
    enum topic_act act;
    const char *says;        /* for after its key: "log progress" */
    const char *done_on;     /* ACT_END: the field that gets the day */
    const struct kind *adds; /* ACT_ADD: the kind of the missing record */
    topic_fill fill;         /* ACT_ADD */
};

/* clang-format off */
/* The steps, each with all that it needs. */
#define TOPIC_STEP_LOG(words) {.act = ACT_LOG, .says = (words)}
#define TOPIC_STEP_END(words, field) {.act = ACT_END, .says = (words), .done_on = (field)}
#define TOPIC_STEP_RENEW(words) {.act = ACT_RENEW, .says = (words)}
#define TOPIC_STEP_ADD(words, kind, how) \
    {.act = ACT_ADD, .says = (words), .adds = (kind), .fill = (how)}
#define TOPIC_STEP_CONTACT(words) {.act = ACT_CONTACT, .says = (words)}
#define TOPIC_STEP_EDIT(words) {.act = ACT_EDIT, .says = (words)}
#define TOPIC_STEP_DECIDE(words) {.act = ACT_DECIDE, .says = (words)}
/* clang-format on */

/* After a change to a record of table (NULL: any), the topic's rows that rows gives are judged
   again: a SELECT of row ids where ?1 is the record's id or, with a column, what that column refers
   to or referred to before. rows NULL: all of the topic's rows. */
struct topic_change {
    const char *table, *column, *rows;
};
/* clang-format off */
#define TOPIC_CHANGES_END {.table = NULL, .column = NULL, .rows = NULL} /* after the last */
/* clang-format on */
#define TOPIC_SAME_SQL(table) "SELECT rowid FROM " table " WHERE id = ?1"
#define TOPIC_OF_AFFILIATE_SQL(table) "SELECT rowid FROM " table " WHERE affiliate = ?1"

/* The columns of a line, then its facts. */
enum topic_line_column {
    TOPIC_LINE_ID,
    TOPIC_LINE_AFFILIATE,
    TOPIC_LINE_WHO,
    TOPIC_LINE_WHAT,
    TOPIC_LINE_DAY,
    TOPIC_LINE_FACTS
};

struct topic {
    const char *name;        /* "renewal" */
    const char *heading;     /* "Agreements to renew" */
    const struct kind *kind; /* NULL: records of any kind; the table's rows name theirs */
    const char *table;       /* the topic's rows; NULL: the kind's table */

    /* The rule. */
    bool cached;        /* sweeps the cache k, and reads r for a line only; else sweeps r */
    const char *within; /* the condition that an index serves; NULL: all rows are looked at */
    const char *holds;  /* whether the record needs attention */
    const char *day;    /* what lines are sorted by */
    bool newest_first;  /* lines of one day, or of none: the row last added first, not last */
    const char *mine;   /* SELECT of row ids, from me(id), mine(id) and my_region(id) */

    /* A line: the affiliate's id, the words for the record, and the columns from TOPIC_LINE_FACTS
       on, of which the sentence is made. The caller frees it. */
    const char *affiliate, *what, *facts;
    char *(*why)(struct context *context, struct query *query, day_t day);

    const struct topic_change *changes;
    struct topic_step step;

    /* The filter with which a list of the kind shows the same records, snoozed ones too; %d stands
       for the days ahead. NULL: none does. */
    const char *filter;
};

/* A topic from its parts, one after another in braces as ".part = value,". It takes exactly as many
   as there are, so that a topic that forgets one does not compile; -Wextra refuses one that is
   given twice. */
#define TOPIC_DEFINE(                                                                              \
    p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, end)               \
    p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, end

#define TOPIC_DECLARE(ID, name) extern const struct topic topic_##name;
TOPICS(TOPIC_DECLARE)

extern const struct topic *const topics[TOPIC_COUNT];

/* -1: none of that name. */
int topic_find(const char *name, size_t length);

/* The table whose rows the topic's lines are. */
const char *topic_table(const struct topic *topic);

#endif
