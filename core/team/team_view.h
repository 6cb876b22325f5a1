/*
 * team_view.h: the devices of the team as a person sees them, and how far each has come.
 */
#ifndef LI_CORE_TEAM_TEAM_VIEW_H
#define LI_CORE_TEAM_TEAM_VIEW_H

#include "core/context/context.h"
#include "data/team/team_write.h"

/* Texts are its own; NULL: not known, or none. Times are UTC instants. */
struct team_view_device {
    struct id id; /* of its first replica */
    char *name;   /* unique in the team */
    struct id person;
    char *person_label; /* the person's title, or the name it was admitted under */
    const char *role;   /* "admin", "editor", "reader"; "waiting": it asks to be admitted; its last
                           one for a revoked device */
    char *fingerprint;  /* of its key, in groups of four digits */
    char *since;        /* when it was admitted */
    char *heard;        /* when it was heard of last */
    char *revoked;
    bool own;
    char *last;      /* its last entry here */
    int64_t lacks;   /* of our entries; -1: it never said what it has */
    int64_t waiting; /* entries of its that are here and do not count */
    int64_t missing; /* entries of its that others have, and that did not arrive here */
    char *why;       /* a sentence about those; NULL: all is well */
};

struct team_view {
    struct team_view_device *devices;
    size_t count;
    struct team_view_device *strangers; /* whose entries are here though no act names them: with
                                           id, name, role "unknown", last, waiting and why */
    size_t stranger_count;
};

/* All devices in the order of their admission, then those that wait. LI_REFUSED: the database is
   not shared. The caller frees *out by team_view_clear, whatever is returned. */
enum li_err team_view_load(struct context *context, struct team_view *out, struct li_error *err);
void team_view_clear(struct team_view *view);

/* The device of that name, or beginning of its id. LI_NONE, LI_SEVERAL. */
enum li_err team_view_find(const struct team_view *view, const char *text,
    const struct team_view_device **out, struct li_error *err);

/* Who is at work, as the team is told: the person of that name, where there is one, on this
   computer. The caller frees *out by team_view_person_clear. */
enum li_err team_view_person(
    struct context *context, struct team_person *out, struct li_error *err);
void team_view_person_clear(struct team_person *person);

#endif
