/*
 * handover.h: affiliates against the people who divide them among themselves in one role from a day
 * on: read, changed in memory, and saved as one entry. They are those of a region, or what a person
 * has.
 */
#ifndef LI_CORE_PEOPLE_HANDOVER_H
#define LI_CORE_PEOPLE_HANDOVER_H

#include "core/people/people.h"
#include "core/people/workload.h"

struct named {
    struct id id;
    char *name;
};

/* One line: an affiliate or, where whoever holds the role for a region has none of its affiliates,
   that role itself. Who has it is a place among the people, or NOBODY. */
enum { NOBODY = -1 };
struct share {
    struct id affiliate;       /* of a role itself, the assignment by which it is held */
    char *code, *name, *state; /* NULL where there is none */
    bool role;                 /* it is the role itself */
    bool own;                  /* somebody holds the role for the affiliate itself on the day */
    int before;                /* who has it on the day before */
    int now;                   /* who has it on the day as things stand */
    int then;                  /* who is to have it */
    struct workload_load load; /* what comes with it; not weighed yet */
};

/* Somebody who holds the role for a region on the day. What becomes of it follows from their
   affiliates there, or a line stands for it. */
enum { NO_LINE = -1 };
struct post {
    struct id region;
    char *region_name;
    int person, line; /* places among the people and the shares */
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
    struct named *people;
    size_t people_count;
    struct share *shares;
    size_t share_count;
    struct post *posts;
    size_t post_count;
    bool more; /* there are more affiliates than these */
};

/* What is divided when the record is at hand: the region it is or lies in, or its affiliate does;
   of people who hold a role of ours for no region, what they have. False: nothing. */
bool handover_scope(struct context *context, const struct kind *kind, const struct id *id,
    struct handover_scope *out);

/* The roles of ours, those that most people hold for the region, or the person for most affiliates,
   on the day first. The caller frees them with handover_named_free. */
enum li_err handover_roles(struct context *context, const struct handover_scope *scope, day_t day,
    struct named **out, size_t *count, struct li_error *err);
void handover_named_free(struct named *list, size_t count);

/* What is to be changed stands as it is now. The caller frees *out. */
enum li_err handover_read(struct context *context, const struct handover_scope *scope,
    const struct id *role, day_t day, struct handover **out, struct li_error *err);
void handover_free(struct handover *division); /* NULL is allowed */

/* The person's place among those who divide; they are added where they are not there yet. */
int handover_person(struct handover *division, const struct id *id, const char *name);

/* Takes over what was to be changed in an earlier reading, where it still can be. */
void handover_follow(struct handover *division, const struct handover *earlier);

/* How many lines are to change hands. */
size_t handover_changes(const struct handover *division);

/* As one entry. LI_REFUSED: nothing is to be changed, or something stands in the way. */
enum li_err handover_save(struct context *context, const struct handover *division,
    struct moved *out, struct li_error *err);

/* handover_outcome.c: what saving will do. The role for a region moves itself, and its affiliates
   with it, when all that its holder has through it goes to one person or to nobody; where that is
   nothing, when all that they have there for affiliates themselves does. Else it stays. */

/* Who is to have the role for the region: its holder still, another person, or NOBODY. */
int handover_post_then(const struct handover *division, const struct post *post);
/* Whether the affiliate passes on with the role for its region. */
bool handover_goes_with_role(const struct handover *division, const struct share *share);
/* How many affiliates are to change hands. */
size_t handover_affiliates(const struct handover *division);
/* Why it cannot be saved as it is, in a sentence; NULL: it can be. The caller frees it. */
char *handover_obstacle(const struct handover *division);
/* What it will do, or what it acts on while nothing is to be changed. The caller frees it. */
char *handover_outcome(const struct handover *division);
/* What was handed over: "3 affiliates in Southeast", or "Southeast" where its role passes on. The
   caller frees it. */
char *handover_done(const struct handover *division);

/* division_draft.c: what is not saved yet is kept as a draft (draft.h), one a scope, until it is:
   nothing that is to be changed drops it. */
enum li_err handover_keep(
    struct context *context, const struct handover *division, struct li_error *err);
enum li_err handover_drop(
    struct context *context, const struct handover_scope *scope, struct li_error *err);

/* The role and the day of the draft; false: there is none. */
bool handover_kept(
    struct context *context, const struct handover_scope *scope, struct id *role, day_t *day);
/* Takes it up in a reading with that role and that day. */
void handover_resume(struct context *context, struct handover *division);
/* The screen is left: whoever opens it next takes the draft up. */
enum li_err handover_release(
    struct context *context, const struct handover_scope *scope, struct li_error *err);
/* Whether another window is putting together a hand-over of the same. */
bool handover_elsewhere(struct context *context, const struct handover_scope *scope);

/* Whether the draft is one of these, and of what. */
struct draft;
bool handover_is_draft(const struct draft *draft, struct handover_scope *out);

#endif
