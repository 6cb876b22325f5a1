/*
 * team_view.h: the devices of the team as shown to a person, and how up to date each is.
 */
#ifndef LI_CORE_TEAM_TEAM_VIEW_H
#define LI_CORE_TEAM_TEAM_VIEW_H

#include "core/context/context.h"
#include "data/team/team_write.h"

/* It owns its texts; NULL: not known, or none. Times are UTC instants. */
struct team_view_device {
    struct id id; /* of its first replica */
    char *name;   /* unique in the team */
    struct id person;
    char *person_label; /* the person's title, or the name at admission */
    const char *role;   /* "admin", "editor", "reader"; "waiting": it asks to be admitted; of a
                           revoked device, its last role */
    char *fingerprint;  /* of its key, in groups of four digits */
    char *since;        /* when it was admitted */
    char *heard;        /* when it was last heard from */
    char *revoked;
    bool own;
    char *last;      /* the time of its last entry here */
    int64_t lacks;   /* how many of our entries; -1: it never said what it has */
    int64_t waiting; /* its entries that are here but do not count */
    int64_t missing; /* its entries that others have but that have not arrived here */
    char *why;       /* explains waiting or missing entries; NULL: all is well */
};

struct team_view {
    struct team_view_device *devices;
    size_t count;
    struct team_view_device *strangers; /* whose entries are here though no act names them; only id,
                                           name, role ("unknown"), last, waiting and why are set */
    size_t stranger_count;
};

/* All devices in order of admission, then those that wait. LI_REFUSED: the database is not shared.
   The caller frees *out by team_view_clear, whatever is returned. */
enum li_err team_view_load(struct context *context, struct team_view *out, struct li_error *err);
void team_view_clear(struct team_view *view);

/* Finds a device by its name or the beginning of its id (4 characters or more). LI_NONE,
   LI_SEVERAL. */
enum li_err team_view_find(const struct team_view *view, const char *text,
    const struct team_view_device **out, struct li_error *err);

/* The current user, as shown to the team: the user's name, the person record of that name if there
   is one, and this computer's name. The caller frees *out by team_view_person_clear. */
enum li_err team_view_person(
    struct context *context, struct team_person *out, struct li_error *err);
void team_view_person_clear(struct team_person *person);

#endif
