/*
 * people.h: who is responsible for which affiliate: assignments queried, begun and handed over.
 *
 * A role is held for an affiliate or for a region. A holder for the affiliate itself counts; only
 * where there is none do the holders for its region.
 */
#ifndef LI_CORE_PEOPLE_PEOPLE_H
#define LI_CORE_PEOPLE_PEOPLE_H

#include "core/kind/affiliate.h"
#include "core/record/record.h"

/* SQL: whether the assignment in row a (an alias) holds on a day (an expression: "?2"). */
#define PEOPLE_HELD_SQL(a, day)                                                                    \
    "(" a ".archived_on IS NULL AND (" a ".\"from\" IS NULL OR " a ".\"from\" <= " day ")"         \
    " AND (" a ".\"to\" IS NULL OR " a ".\"to\" >= " day "))"

/* SQL: whether the affiliate in row r is still looked after: not archived, not ended. */
#define PEOPLE_LIVE_SQL(r) "(" r ".archived_on IS NULL AND " r ".status <> 'ended')"

/* SQL: SELECT of the ids of the affiliates that someone looks after on a day; whose is the
   condition on the assignment in row a ("a.person = ?1"). Through a region, only those for which no
   one holds the same role itself. */
#define PEOPLE_PORTFOLIO_SQL(whose, day)                                                           \
    "SELECT r.id FROM assignment a CROSS JOIN affiliate r ON r.id = a.affiliate" PEOPLE_OF_SQL(    \
        whose, day) " UNION SELECT r.id FROM assignment a CROSS JOIN affiliate r"                  \
                    " ON r.region = a.region" PEOPLE_OF_SQL(whose, day) PEOPLE_ALONE_SQL(          \
                        day) " UNION SELECT r.id FROM assignment a"                                \
                             " CROSS JOIN state s ON s.region = a.region CROSS JOIN affiliate r"   \
                             " ON r.state = s.id AND +r.region IS NULL" PEOPLE_OF_SQL(whose, day)  \
                                 PEOPLE_ALONE_SQL(day)
#define PEOPLE_OF_SQL(whose, day)                                                                  \
    " WHERE " whose " AND " PEOPLE_HELD_SQL("a", day) " AND " PEOPLE_LIVE_SQL("r")
#define PEOPLE_ALONE_SQL(day)                                                                      \
    " AND NOT EXISTS (SELECT 1 FROM assignment d WHERE d.affiliate = r.id AND d.role = a.role"     \
    " AND " PEOPLE_HELD_SQL("d", day) ")"

/* SQL: whether no one holds the role in row o for the affiliate in row r on a day. */
#define PEOPLE_VACANT_SQL(r, o, day)                                                               \
    "(NOT EXISTS (SELECT 1 FROM assignment a WHERE a.affiliate = " r ".id AND a.role = " o         \
    ".id AND " PEOPLE_HELD_SQL("a",                                                                \
        day) ")"                                                                                   \
             " AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.region = " AFFILIATE_REGION_SQL( \
                 r) " AND a.role = " o ".id AND " PEOPLE_HELD_SQL("a", day) "))"

/* The last day of a term of the role that begins on that day; DAY_NONE: it has no end. */
enum li_err people_term(
    struct context *context, const struct id *role, day_t from, day_t *out, struct li_error *err);

/* Sets the assignment's term: from that day for as long as its role is held, open where the role
   has no term. Without a role, nothing is set. */
enum li_err people_set_term(
    struct context *context, struct record *assignment, day_t from, struct li_error *err);

/* An assignment that passes to another person on a day. */
struct people_move {
    struct id assignment;      /* the one that ends; nil: there was none */
    struct id affiliate, role; /* of the new one, where there was none */
    struct id person;          /* who takes over; nil: no one */
};

struct people_moved {
    int64_t begun; /* new assignments */
    int64_t ended;
};

/* Ends the old assignments and begins the new on that day, as one entry under the label. The last
   day of an old one is the day before; one that would have begun later is archived. The new one has
   the rest of the old one's term or, where that has no end, the term of its role. A person who
   holds the role there already gets no second assignment. */
enum li_err people_move(struct context *context, const char *label, const struct people_move *moves,
    size_t count, day_t day, struct people_moved *out, struct li_error *err);

/* Assigns a person to an affiliate in a role. begun 0: they hold it on that day already. */
enum li_err people_assign(struct context *context, const struct id *affiliate,
    const struct id *person, const struct id *role, day_t day, struct people_moved *out,
    struct li_error *err);

/* Hands over all assignments that a person has on that day or later. LI_REFUSED: there are none, or
   both are the same person. */
enum li_err people_handover(struct context *context, const struct id *from, const struct id *to,
    day_t day, struct people_moved *out, struct li_error *err);

#endif
