/*
 * contact_model.h: a contact being logged, apart from the screen: what is typed, with whom, what it
 * says, its draft.
 */
#ifndef LI_TUI_LOG_CONTACT_MODEL_H
#define LI_TUI_LOG_CONTACT_MODEL_H

#include "core/log/log_contact.h"
#include "tui/form/form_field.h"
#include "tui/widget/form_draft.h"
#include "tui/widget/short_list.h"

enum contact_line {
    CONTACT_KIND,
    CONTACT_WITH,
    CONTACT_ABOUT,
    CONTACT_FOLLOW_UP,
    CONTACT_DAY,
    CONTACT_DETAILS,
    CONTACT_LINES
};

struct contact_model {
    struct id affiliate;
    char *title;           /* of the affiliate */
    struct id answers;     /* the activity it follows up; nil: none */
    const struct kind *of; /* what it serves; NULL: nothing */
    struct id of_id;
    char *why; /* what it answers or serves, for a person; NULL: nothing */
    struct form_field slots[CONTACT_LINES]; /* that of CONTACT_WITH only has its field ... */
    struct short_list people;               /* ... and these are its choices, ... */
    struct edit words;                      /* ... narrowed by these */
    char *said;                             /* what would be written; NULL: it cannot be */
    char *wrong;                            /* why not */
    struct form_draft keeping;
};

/* The record it was begun from: a person is with whom it is, an activity whose follow-up is open is
   answered, a goal is served. draft: the key of the one to resume; NULL: the newest. *at, the
   caller's to free, is when it was kept; NULL: there was none. */
enum li_err contact_model_start(struct contact_model *contacting, struct context *context,
    const struct kind *kind, const struct id *id, const struct id *draft, char **at,
    struct li_error *err);
void contact_model_free(struct contact_model *contacting);

/* Whoever isn't among the people yet comes to them. */
void contact_model_choose(
    struct contact_model *contacting, struct context *context, const struct id *person);

/* Something is typed or chosen: works out what would be written. */
void contact_model_look(struct contact_model *contacting, struct context *context);

/* Writes it and drops the draft; *said is the caller's. On failure *line is the one to mend, if it
   is one's fault. */
enum li_err contact_model_save(struct contact_model *contacting, struct context *context,
    char **said, enum contact_line *line, struct li_error *err);

/* Keeps what is typed, if something is unkept, as a draft of an activity under the affiliate's id.
 */
enum li_err contact_model_keep(
    struct contact_model *contacting, struct context *context, struct li_error *err);

#endif
