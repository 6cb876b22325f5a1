/*
 * people.h: who looks after whom: what a person looks after, giving it and handing it over.
 *
 * A role can be held for one affiliate or for a region. Where somebody holds it for the affiliate
 * itself, that counts; else whoever holds it for its region does.
 */
#ifndef LI_CORE_PEOPLE_PEOPLE_H
#define LI_CORE_PEOPLE_PEOPLE_H

#include "core/kind/affiliate.h"
#include "core/record/record.h"

/* SQL: whether the assignment in row a (an alias) stands on a day (a parameter: "?2"). */
#define PEOPLE_HELD_SQL(a, day)                                                                    \
    "(" a ".archived_on IS NULL AND (" a ".\"from\" IS NULL OR " a ".\"from\" <= " day ")"         \
    " AND (" a ".\"to\" IS NULL OR " a ".\"to\" >= " day "))"

/* SQL: whether the affiliate in row r is one that anybody looks after still. */
#define PEOPLE_LIVE_SQL(r) "(" r ".archived_on IS NULL AND " r ".status <> 'ended')"

/* SQL: SELECT of the ids of the affiliates somebody looks after on a day (a parameter): whose tells
   it of the assignment in row a ("a.person = ?1"). By region those for which nobody holds the same
   role themselves. */
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

/* SQL: whether nobody holds the role in row o for the affiliate in row r on a day. */
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
    struct id person;          /* who takes over; nil: nobody does */
};

struct people_moved {
    int64_t begun; /* new assignments */
    int64_t ended;
};

/* Ends the old and begins the new on that day, as one entry under the label: the old one's last day
   is the day before, and one that would have begun later is archived. The new one has what is left
   of the old one's term or, where that has no end, the years of its role. Who holds the role there
   already keeps it as it is. */
enum li_err people_move(struct context *context, const char *label, const struct people_move *moves,
    size_t count, day_t day, struct people_moved *out, struct li_error *err);

/* Gives one affiliate to a person in a role. begun 0: they hold it that day already. */
enum li_err people_assign(struct context *context, const struct id *affiliate,
    const struct id *person, const struct id *role, day_t day, struct people_moved *out,
    struct li_error *err);

/* Hands over every assignment that one person has on that day or later. LI_REFUSED: there is none,
   or both are the same person. */
enum li_err people_handover(struct context *context, const struct id *from, const struct id *to,
    day_t day, struct people_moved *out, struct li_error *err);

#endif
