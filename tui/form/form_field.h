/*
 * form_field.h: one field of a form: what stands in it as typed, how it takes keys, how it is
 * painted.
 */
#ifndef LI_TUI_FORM_FORM_FIELD_H
#define LI_TUI_FORM_FORM_FIELD_H

#include "core/context/context.h"
#include "tui/app/panel.h"
#include "tui/term/edit.h"
#include "tui/widget/typeahead.h"

struct form_field {
    const struct field *field;
    struct edit edit; /* a choice by its name, a reference by its id */
    char *stored;     /* what the record had when something else was typed, in the same words */
    char *theirs; /* what somebody else made of that since; NULL: nothing, or the same as here */
    char *shown;  /* a reference's title; NULL: none */
    char *error;  /* said below the field; NULL: none */
    bool aside;   /* not asked for: it says nothing with what stands in another */
    bool left;    /* the cursor was here and went on: what is wrong may be said */
    struct area area;       /* where it was painted last; height 0: it was not */
    struct typeahead ahead; /* in a choice */
};

/* canonical: what the record has; NULL: nothing. */
void form_field_start(struct form_field *slot, struct context *context, const struct field *field,
    const char *canonical);
void form_field_free(struct form_field *slot);

/* As if it had been typed: from a draft, a picker, the person's editor. */
void form_field_put(struct form_field *slot, struct context *context, const char *typed);
/* What the record has now, as another program wrote it; what is typed here stays. */
void form_field_renew(struct form_field *slot, struct context *context, const char *canonical);
/* What is typed here was typed when the record had that; of theirs nothing is known. */
void form_field_rebase(struct form_field *slot, const char *stored);
/* Of what is typed here and theirs, one stays: the other is known, and given up. */
void form_field_keep_mine(struct form_field *slot);
void form_field_take_theirs(struct form_field *slot, struct context *context);
/* Text of the field as it is typed, as a person reads it. The caller frees it. */
char *form_field_show(const struct form_field *slot, struct context *context, const char *typed);

const char *form_field_typed(const struct form_field *slot);
bool form_field_changed(const struct form_field *slot);
void form_field_blame(struct form_field *slot, const char *error); /* NULL: nothing is wrong */

enum form_field_answer {
    SLOT_LEFT_IT, /* not a key of this field */
    SLOT_TOOK,    /* nothing else stands in it */
    SLOT_CHANGED,
    SLOT_SEARCHES, /* the key begins the words of a picker */
};
enum form_field_answer form_field_key(
    struct form_field *slot, struct context *context, const struct key *key);

/* The names a choice and a yes or no are chosen from, NULL-terminated; NULL: no such field. */
const char *const *form_field_choices(const struct field *field);

/* A day as typed becomes a day of the calendar, so that "fri" means the same tomorrow. */
void form_field_settle(struct form_field *slot, struct context *context);

/* Lines it takes at this width, its error's included; none aside. */
int form_field_height(const struct form_field *slot, int width);
void form_field_draw(
    struct form_field *slot, struct context *context, struct area area, bool focused);

/* What a day as typed is understood as: "→ Sun 2026-03-15, today". Nothing when it is none. */
void form_field_draw_day(const char *typed, const struct context *context, struct area area);

#endif
