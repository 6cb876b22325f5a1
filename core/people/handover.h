/*
 * handover.h: the affiliates of a region, or of a person, and who is to have one role for each from
 * a day on: loaded, changed in memory, and saved as one entry.
 */
#ifndef LI_CORE_PEOPLE_HANDOVER_H
#define LI_CORE_PEOPLE_HANDOVER_H

#include "core/people/people.h"
#include "core/people/workload.h"

struct handover_name {
    struct id id;
    char *name;
};

/* One line: an affiliate or, where the holder of the role for a region has none of its affiliates,
   that role itself. Who has it is an index of people, or NOBODY. */
enum { NOBODY = -1 };
struct handover_share {
    struct id affiliate;       /* for a role itself, its assignment */
    char *code, *name, *state; /* NULL: none */
    bool role;                 /* the line is the role itself */
    bool own;   /* held for the affiliate itself on the day, not through its region */
    int before; /* who has it on the day before */
    int now;    /* who has it on the day, before any change */
    int then;   /* who is to have it */
    struct workload_counts load; /* the work that goes with it; for the caller to fill in */
};

/* A holder of the role for a region on the day. What becomes of it follows from the holder's
   affiliates there, or from a line of its own. */
enum { NO_LINE = -1 };
struct handover_post {
    struct id region;
    char *region_name;
    int person, line; /* indexes of people and of shares; NO_LINE: none */
};

enum handover_of { HANDOVER_OF_REGION, HANDOVER_OF_PERSON };
struct handover_scope {
    enum handover_of of;
    struct id id;
};

struct handover {
    struct handover_scope scope;
    struct id role;
    char *name, *role_name; /* name: the region's or the person's */
    day_t day;
    struct handover_name *people;
    size_t people_count;
    struct handover_share *shares;
    size_t share_count;
    struct handover_post *posts;
    size_t post_count;
    bool more; /* there are more affiliates than these */
};

/* The scope for a hand-over that starts from a record: the region that it, or its affiliate, is or
   is in; for a person with a role of ours for no region, the person. False: none. */
bool handover_scope(struct context *context, const struct kind *kind, const struct id *id,
    struct handover_scope *out);

/* The roles on our side, first those held most in the scope on the day. The caller frees them with
   handover_named_free. */
enum li_err handover_roles(struct context *context, const struct handover_scope *scope, day_t day,
    struct handover_name **out, size_t *count, struct li_error *err);
void handover_named_free(struct handover_name *list, size_t count);

/* With no changes yet. The caller frees *out. */
enum li_err handover_load(struct context *context, const struct handover_scope *scope,
    const struct id *role, day_t day, struct handover **out, struct li_error *err);
void handover_free(struct handover *handover); /* NULL is allowed */

/* The person's index of people; added where they are not there yet. */
int handover_person(struct handover *handover, const struct id *id, const char *name);

/* Repeats the changes of an earlier hand-over where they still apply. */
void handover_take_over(struct handover *handover, const struct handover *earlier);

/* How many lines are to change hands. */
size_t handover_changes(const struct handover *handover);

/* Saves the changes as one entry. LI_REFUSED: there are none, or handover_obstacle. */
enum li_err handover_save(struct context *context, const struct handover *handover,
    struct people_moved *out, struct li_error *err);

#endif
