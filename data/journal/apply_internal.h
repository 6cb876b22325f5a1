/*
 * apply_internal.h: what the files that put an entry into the tables share.
 */
#ifndef LI_DATA_JOURNAL_APPLY_INTERNAL_H
#define LI_DATA_JOURNAL_APPLY_INTERNAL_H

#include "data/journal/journal_internal.h"
#include "data/store/table_info.h"

/* A column that refers to another table. */
struct link {
    int column;
    const char *parent;
    struct query *parent_is_there; /* prepared when first asked */
};

/* A column of another table that refers to this one. */
struct backlink {
    char *sql;
    struct query *query; /* prepared when first asked */
};

/* A table that entries change, and its statements, each prepared when first needed. */
struct applied_table {
    char *name;
    const struct table_info *shape;
    struct query *select, *remove;
    struct query *insert; /* of so many columns: */
    int insert_columns;
    struct query **set; /* one a column */
    struct link *links;
    size_t link_count;
    struct backlink *backlinks;
    size_t backlink_count;
    struct applied_table *next;
};

struct applier {
    struct store *store;
    struct applied_table *tables;
};

/* One entry being put in. */
struct applying {
    struct applier *applier;
    struct store *store;
    const struct entry *entry;
    struct apply_how how;
    struct applied *out;
    struct changeset *change;    /* stands on the change being looked at */
    struct applied_table *table; /* of that change */
    size_t removals;             /* how many the entry has */
    size_t at;                   /* which of its changes is being looked at */
    struct bytes removed;        /* one a change: whether this entry removed the record */
    bool changed;                /* in this round of a rule that goes on until nothing does */
};

/* Tables and statements: apply_table.c. Where they fail, *err says why; LI_REFUSED: the table does
   not take the value or row. */

/* The table of the change, and what is known of it. */
enum li_err applying_learn_table(struct applying *applying, struct li_error *err);
/* 1: the record stands in the table's select, for the caller to reset. 0: it is absent. -1: *err.
 */
int applying_look(struct applying *applying, struct li_error *err);
/* The record of an addition, or that of a removal brought back. */
enum li_err applying_insert(
    struct applying *applying, enum changeset_side side, struct li_error *err);
enum li_err applying_set(
    struct applying *applying, int column, struct sqlite3_value *value, struct li_error *err);
enum li_err applying_set_link(struct applying *applying, int column, const struct id *id,
    struct li_error *err); /* id NULL: null */
enum li_err applying_remove(struct applying *applying, struct li_error *err);
/* 1: the record that the link would name is there. 0: it is not. -1: *err. */
int link_finds(
    struct applying *applying, struct link *link, const struct id *id, struct li_error *err);
/* Whether anything refers to the record of the change, in the same way. */
int applying_is_named(struct applying *applying, struct li_error *err);

/* What lost: apply_conflict.c. */

/* column -1: the whole record. Texts are copied. */
void applying_note(
    struct applying *applying, int column, const char *why, const char *lost, const char *kept);
/* What was noted of this record's column; NULL: nothing. */
struct conflict *applying_noted(struct applying *applying, int column);
void applying_unnote(struct applying *applying, struct conflict *conflict);
/* Of this record, which is told of as a whole. */
void applying_unnote_fields(struct applying *applying);

#endif
