/*
 * form_field.h: one field of a form: its text, its keys, its drawing.
 *
 * The text is as a person types it: a choice by its name, a reference by its id, a date in any form
 * until the cursor leaves. The record holds canonical text (record.h).
 */
#ifndef LI_TUI_FORM_FORM_FIELD_H
#define LI_TUI_FORM_FORM_FIELD_H

#include "core/context/context.h"
#include "tui/app/panel.h"
#include "tui/term/edit.h"
#include "tui/widget/typeahead.h"

struct form_field {
    const struct field *of;
    struct edit edit;       /* what is typed */
    char *stored;           /* the record's value when this was typed, in the same form */
    char *theirs;           /* what someone else has changed that to; NULL: nothing, or the same */
    char *shown;            /* a reference's title; NULL: none */
    char *error;            /* shown below the field; NULL: none */
    bool hidden;            /* the value of another field makes it meaningless */
    bool left;              /* the cursor was here and has left: an error may be shown */
    struct area area;       /* of the last drawing; height 0: not drawn */
    struct typeahead ahead; /* of a choice */
};

/* canonical: the record's value; NULL: none. Copied. of must outlive the field. */
void form_field_begin(struct form_field *field, struct context *context, const struct field *of,
    const char *canonical);
void form_field_end(struct form_field *field);

/* Sets the text, as if it had been typed: from a draft, a picker, the external editor. */
void form_field_set(struct form_field *field, struct context *context, const char *typed);
/* Someone else may have changed the record to this value; what is typed here stays. */
void form_field_refresh(struct form_field *field, struct context *context, const char *canonical);
/* Takes what is typed as a change from `stored`, and forgets theirs. */
void form_field_rebase(struct form_field *field, const char *stored);
/* Resolves a conflict (theirs is set): what is typed stays, or theirs replaces it. */
void form_field_keep_mine(struct form_field *field);
void form_field_use_theirs(struct form_field *field, struct context *context);
/* The text as shown: of a reference the title, of a choice the word. The caller frees it. */
char *form_field_show(const struct form_field *field, struct context *context, const char *typed);

const char *form_field_typed(const struct form_field *field);
bool form_field_changed(const struct form_field *field);
void form_field_set_error(struct form_field *field, const char *error); /* NULL: no error; copied */

enum form_field_answer {
    FORM_FIELD_IGNORED, /* not a key of this field */
    FORM_FIELD_TAKEN,   /* but the text has not changed */
    FORM_FIELD_CHANGED,
    FORM_FIELD_SEARCHES, /* the key is the first of the words for a record picker */
};
enum form_field_answer form_field_key(
    struct form_field *field, struct context *context, const struct key *key);

/* The choices of the field, NULL-terminated; NULL: it is no choice and no yes/no. */
const char *const *form_field_choices(const struct field *of);

/* Replaces a typed date by its ISO form, so that "fri" means the same tomorrow. */
void form_field_normalize(struct form_field *field, struct context *context);

/* Rows it takes at that width, its error included; 0: it is hidden. */
int form_field_height(const struct form_field *field, int width);
void form_field_draw(
    struct form_field *field, struct context *context, struct area area, bool focused);

/* Draws the meaning of a typed date: "→ Sun 2026-03-15, today". Nothing where it is no date. */
void form_field_draw_day(const char *typed, const struct context *context, struct area area);

#endif
