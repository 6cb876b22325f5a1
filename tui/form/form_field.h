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

struct slot {
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
void slot_start(struct slot *slot, struct li *li, const struct field *field, const char *canonical);
void slot_free(struct slot *slot);

/* As if it had been typed: from a draft, a picker, the person's editor. */
void slot_put(struct slot *slot, struct li *li, const char *typed);
/* What the record has now, as another program wrote it; what is typed here stays. */
void slot_renew(struct slot *slot, struct li *li, const char *canonical);
/* What is typed here was typed when the record had that; of theirs nothing is known. */
void slot_rebase(struct slot *slot, const char *stored);
/* Of what is typed here and theirs, one stays: the other is known, and given up. */
void slot_keep_mine(struct slot *slot);
void slot_take_theirs(struct slot *slot, struct li *li);
/* Text of the field as it is typed, as a person reads it. The caller frees it. */
char *slot_show(const struct slot *slot, struct li *li, const char *typed);

const char *slot_typed(const struct slot *slot);
bool slot_changed(const struct slot *slot);
void slot_blame(struct slot *slot, const char *error); /* NULL: nothing is wrong */

enum slot_answer {
    SLOT_LEFT_IT, /* not a key of this field */
    SLOT_TOOK,    /* nothing else stands in it */
    SLOT_CHANGED,
    SLOT_SEARCHES, /* the key begins the words of a picker */
};
enum slot_answer slot_key(struct slot *slot, struct li *li, const struct key *key);

/* The names a choice and a yes or no are chosen from, NULL-terminated; NULL: no such field. */
const char *const *slot_choices(const struct field *field);

/* A day as typed becomes a day of the calendar, so that "fri" means the same tomorrow. */
void slot_settle(struct slot *slot, struct li *li);

/* Lines it takes at this width, its error's included; none aside. */
int slot_height(const struct slot *slot, int width);
void slot_draw(struct slot *slot, struct li *li, struct area area, bool focused);

/* What a day as typed is understood as: "→ Sun 2026-03-15, today". Nothing when it is none. */
void slot_draw_day(const char *typed, const struct li *li, struct area area);

#endif
