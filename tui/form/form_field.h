/*
 * form_field.h: one field of a form: what is typed in it, the keys it takes, how it is drawn.
 *
 * What is typed is text, as a person types it: a choice by its name, a reference by its id, a date
 * in any form until the cursor leaves. Canonical text (record.h) is what the record holds.
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
    char *stored;           /* what the record held when something else was typed, as typed */
    char *theirs;           /* what someone else changed that to; NULL: nothing, or the same */
    char *shown;            /* a reference's title; NULL: none */
    char *error;            /* shown below the field; NULL: none */
    bool hidden;            /* it means nothing with what stands in another field */
    bool left;              /* the cursor was here and went on: an error may be shown */
    struct area area;       /* where it was drawn last; height 0: it was not */
    struct typeahead ahead; /* in a choice */
};

/* canonical: what the record holds; NULL: nothing. Copied; of must outlive the field. */
void form_field_begin(struct form_field *field, struct context *context, const struct field *of,
    const char *canonical);
void form_field_end(struct form_field *field);

/* Sets the text, as if it had been typed: from a draft, a picker, the external editor. */
void form_field_set(struct form_field *field, struct context *context, const char *typed);
/* The record holds this now, by someone else's change; what is typed here stays. */
void form_field_refresh(struct form_field *field, struct context *context, const char *canonical);
/* What is typed here was typed when the record held `stored`; nothing is known of theirs. */
void form_field_rebase(struct form_field *field, const char *stored);
/* What is typed stays, or theirs replaces it: the conflict is over. theirs must be set. */
void form_field_keep_mine(struct form_field *field);
void form_field_use_theirs(struct form_field *field, struct context *context);
/* Typed text as a person reads it: of a reference the title, of a choice the word. The caller frees
   it. */
char *form_field_show(const struct form_field *field, struct context *context, const char *typed);

const char *form_field_typed(const struct form_field *field);
bool form_field_changed(const struct form_field *field);
void form_field_set_error(struct form_field *field, const char *error); /* NULL: no error; copied */

enum form_field_answer {
    FORM_FIELD_IGNORED, /* not a key of this field */
    FORM_FIELD_TAKEN,   /* but the text is the same */
    FORM_FIELD_CHANGED,
    FORM_FIELD_SEARCHES, /* the key begins the words of a record picker */
};
enum form_field_answer form_field_key(
    struct form_field *field, struct context *context, const struct key *key);

/* The names that the field chooses from, NULL-terminated; NULL: it is no choice and no yes/no. */
const char *const *form_field_choices(const struct field *of);

/* Replaces a date as typed by its ISO form, so that "fri" means the same tomorrow. */
void form_field_normalize(struct form_field *field, struct context *context);

/* Lines it takes at this width, its error included; 0: it is hidden. */
int form_field_height(const struct form_field *field, int width);
void form_field_draw(
    struct form_field *field, struct context *context, struct area area, bool focused);

/* Draws what a date as typed means: "→ Sun 2026-03-15, today". Nothing where it is no date. */
void form_field_draw_day(const char *typed, const struct context *context, struct area area);

#endif
