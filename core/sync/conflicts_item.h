/*
 * conflicts_item.h: one edit that lost.
 */
#ifndef LI_CORE_SYNC_CONFLICTS_ITEM_H
#define LI_CORE_SYNC_CONFLICTS_ITEM_H

#include "core/schema/kind.h"
#include "data/entry/entry.h"

enum conflicts_why {
    CONFLICTS_CHANGED,   /* changed in two places, and the later change was kept */
    CONFLICTS_EXISTS,    /* the record was added twice, and the earlier was kept */
    CONFLICTS_MISSING,   /* a change of a record that had been removed */
    CONFLICTS_RULE,      /* the tables refuse the value or the record */
    CONFLICTS_REFERENCE, /* it refers to a record that had been removed */
};

enum { CONFLICTS_WHOLE = -1 /* the field of a record that was left out as a whole */ };

struct conflicts_item {
    const struct kind *kind;
    struct id id;
    int field; /* index in the kind; stored_count: the archive date; or CONFLICTS_WHOLE */
    enum conflicts_why why;
    struct hash entry;    /* the entry at which it lost */
    char *lost, *current; /* canonical; NULL: blank, or a whole record */
    bool gone;            /* there is no such record now */
    struct entry_name loser;
    struct hash origin; /* the entry that the loser was first written as (stands_for) */
    /* NULL until conflicts_describe: the record's title; who made the edit that lost ("Bo on
       laptop-2" if the device is known), and when, in local time. */
    char *title, *by, *at;
};

/* *out gets copies of the texts. */
void conflicts_item_copy(const struct conflicts_item *item, struct conflicts_item *out);

/* Frees its texts. */
void conflicts_item_clear(struct conflicts_item *item);

/* The field's name; NULL: the whole record. */
const char *conflicts_item_field(const struct conflicts_item *item);

/* The field's description. NULL: a whole record, or the archive date. */
const struct field *conflicts_item_described(const struct conflicts_item *item);

/* The id of the decision on it: the same on every laptop, even if the loser is given a new date.
   The loser must be known. */
struct id conflicts_item_decision(const struct conflicts_item *item);

#endif
