/*
 * log_contact.h: a contact with an affiliate logged: a call, a meeting, a visit, an email; and its
 * follow-up marked done.
 */
#ifndef LI_CORE_LOG_LOG_CONTACT_H
#define LI_CORE_LOG_LOG_CONTACT_H

#include "core/record/record.h"

/* Texts as typed; NULL: none. */
struct log_contact {
    const char *kind;      /* of kind/activity.h; NULL: a call */
    const char *with;      /* one of theirs, as lookup.h names people */
    const char *about;     /* a few words */
    const char *on;        /* NULL: today; a future day plans it */
    const char *follow_up; /* the follow-up date */
    const char *details;
    const struct id *answers; /* the activity whose follow-up this is; NULL: none's */
    const struct kind
        *of; /* what it serves: a goal, a plan, a commitment; any other kind and NULL: */
    const struct id *of_id; /* nothing */
};

/* What would be written, in one sentence: "Call with Ada Moss, Tue 2026-06-30: \"Dues\"; follow up
   Tue 2026-07-14." The caller frees *said. */
enum li_err log_contact_preview(struct context *context, const struct id *affiliate,
    const struct log_contact *contact, char **said, struct li_error *err);

/* Writes the activity, with the user as our person, and the activity it answers as followed up, as
   one entry. said may be NULL. On LI_REFUSED *field (may be NULL) is the number of the activity's
   field that is wrong, -1: none. */
enum li_err log_contact(struct context *context, const struct id *affiliate,
    const struct log_contact *contact, char **said, int *field, struct li_error *err);

/* The number of the activity's field for what a contact serves, where that is of the kind; -1:
   none. */
int log_contact_serves(const struct kind *kind);

/* The activity's follow-up is done today. LI_REFUSED: none was set, or it is done already. */
enum li_err log_contact_followed(
    struct context *context, const struct id *activity, struct li_error *err);

#endif
