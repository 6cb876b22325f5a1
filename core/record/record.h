/*
 * record.h: one record and its values, read, checked and written.
 *
 * Values are canonical text: days YYYY-MM-DD, numbers in their shortest form, references the other
 * record's id in its 36 characters, choices their lower-case names, yes and no as 1 and 0, and NULL
 * for no value. A field's number is its enum in kind/.
 */
#ifndef LI_CORE_RECORD_RECORD_H
#define LI_CORE_RECORD_RECORD_H

#include "core/context/context.h"
#include "core/schema/kind.h"
#include "data/journal/journal.h"

struct record {
    const struct kind *kind;
    struct id id;        /* nil: a new one gets its id when it is saved */
    bool stored;         /* stands in the database */
    bool may_double;     /* what identifies it may be another's as well (taken.h) */
    day_t archived_on;   /* DAY_NONE: it is not archived */
    char **value;        /* kind->stored_count of them */
    bool *changed;       /* since it was loaded; the last, after the fields', is archived_on's */
    struct record *seen; /* as it was when record_guard was called; NULL: it was not */
    bool overtaken;      /* somebody changed it since: it was not saved */
};

/* New and empty but for the fields' initial values; record_empty leaves those out too. */
struct record *record_new(struct context *context, const struct kind *kind);
struct record *record_empty(const struct kind *kind);
void record_free(struct record *record);

enum li_err record_load(struct context *context, const struct kind *kind, const struct id *id,
    struct record **out, struct li_error *err);

/* From now on it is saved only where it stands in the database as it does now in memory, which is
   asked in the transaction that writes it: LI_REFUSED and overtaken where somebody was first. */
void record_guard(struct record *record);
/* That question alone, for a journal_fn that writes otherwise; of what is not guarded LI_OK. */
enum li_err record_ask_guard(struct store *store, struct record *record, struct li_error *err);

const char *record_get(const struct record *record, int field);
double record_number(const struct record *record, int field); /* NAN when absent */
day_t record_day(const struct record *record, int field);     /* DAY_NONE when absent */

/* Takes canonical text, copied; NULL clears. */
void record_set(struct record *record, int field, const char *canonical);

void record_set_archived(struct record *record, day_t day);

/* Whether saving it would write anything; a new record without values is not changed. */
bool record_is_changed(const struct record *record);

/* Reads what a person or a file wrote and sets it. Blank clears. References are named as lookup.h
   says. What cannot be read is refused with what can, and the old value stays. */
enum li_err record_read(struct context *context, struct record *record, int field,
    const char *typed, struct li_error *err);

/* The same without a record: *canonical is the caller's to free, NULL for blank. */
enum li_err field_read(struct context *context, const struct field *field, const char *typed,
    char **canonical, struct li_error *err);

/* Canonical text as a person reads it (a reference's title, yes and no). The caller frees it. */
char *field_show(struct context *context, const struct field *field, const char *canonical);

/* Every rule the record breaks, required fields first. Returns how many. */
int record_check(
    struct context *context, const struct record *record, kind_problem problem, void *arg);

/* The first rule it breaks, as LI_REFUSED. */
enum li_err record_judge(
    struct context *context, const struct record *record, struct li_error *err);

/* The same query for any terms: SQL over the row r. */
struct query *record_where(
    struct context *context, const struct kind *kind, const char *terms, struct li_error *err);

/* To load one after another: a query of the record whose key ("id" or "rowid") is parameter 1, and
   the record of the row at hand. The caller frees both. */
struct query *record_query(
    struct context *context, const struct kind *kind, const char *key, struct li_error *err);
struct record *record_at(const struct kind *kind, struct query *query);

/* Its id as parameter 1, and its values as those after it, in the order of the fields. */
void record_bind(const struct record *record, struct query *query);

/* Checks, then writes what changed as one entry; a new record gets its id. LI_REFUSED with the
   first broken rule. Nothing changed: nothing is written. */
enum li_err record_save(struct context *context, struct record *record, struct li_error *err);

/* The write alone, for a journal_fn. The record must be sound. For many of one kind: writer.h. */
enum li_err record_write(struct store *store, struct record *record, struct li_error *err);

/* Archive (or, false, bring back) as one entry. */
enum li_err record_archive(struct context *context, const struct kind *kind, const struct id *id,
    bool archive, struct li_error *err);

/* What the record is called. The caller frees it; NULL when it is not there. */
char *record_title(struct context *context, const struct kind *kind, const struct id *id);

/* The same of a record as it is in memory, saved or not; "" when too little is known. */
char *record_called(struct context *context, const struct record *record);

/* How the label of an entry names it: CAMA or, cut where it is long, "Train 30 managers". The
   caller frees it. */
char *record_brief(struct context *context, const struct record *record);

#endif
