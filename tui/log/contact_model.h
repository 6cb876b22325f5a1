/*
 * contact_model.h: a contact being logged, apart from the screen: what is typed, with whom, the
 * sentence that describes it, its draft.
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
    struct id answers;     /* the activity it follows up on; nil: none */
    const struct kind *of; /* what it serves; NULL: nothing */
    struct id of_id;
    char *why; /* what it follows up on or serves, as a sentence; NULL: nothing */
    struct form_field fields[CONTACT_LINES]; /* of CONTACT_WITH only `of` is used: */
    struct short_list people;                /* these are its choices, */
    struct edit words;                       /* narrowed by these */
    char *said;  /* the sentence of what would be saved; NULL: it can't be */
    char *wrong; /* why not */
    struct form_draft draft;
};

/* kind and id: the record it is begun from: the contact is with that person, follows up on that
   activity (where its follow-up is open), or serves that goal. draft: the key of the one to resume;
   NULL: the newest. *at, the caller's to free, is when it was saved; NULL: there was none. End it,
   after a failure too. */
enum li_err contact_model_begin(struct contact_model *model, struct context *context,
    const struct kind *kind, const struct id *id, const struct id *draft, char **at,
    struct li_error *err);
void contact_model_end(struct contact_model *model);

/* Chooses the person, adding them to the people if need be. */
void contact_model_choose(
    struct contact_model *model, struct context *context, const struct id *person);

/* Something else is typed or chosen: sets said and wrong. */
void contact_model_preview(struct contact_model *model, struct context *context);

/* Saves it and drops the draft; *said, the sentence of it, is the caller's to free. On failure
 *line is the one to correct, if it is one's fault; else it is left alone. */
enum li_err contact_model_save(struct contact_model *model, struct context *context, char **said,
    enum contact_line *line, struct li_error *err);

/* Saves what is typed as a draft under the affiliate's id, if the draft is not that yet. */
enum li_err contact_model_save_draft(
    struct contact_model *model, struct context *context, struct li_error *err);

#endif
