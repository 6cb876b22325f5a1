/*
 * record.h: one record in memory, and its values.
 *
 * Values are canonical text: days YYYY-MM-DD, numbers in their shortest form, references the other
 * record's id in its 36 characters, choices their lower-case names, yes and no as 1 and 0, and NULL
 * for no value. A field's number is its enum in core/kind.
 *
 * A record comes from record_load.h or, new, from record_edit.h; field.h parses what a person
 * types, record_check.h judges it by its rules, record_save.h writes it.
 */
#ifndef LI_CORE_RECORD_RECORD_H
#define LI_CORE_RECORD_RECORD_H

#include "core/context/context.h"
#include "core/schema/kind.h"

/* Invariants: value has kind->stored_count elements, changed one more; id is nil only while stored
   is false. */
struct record {
    const struct kind *kind;
    struct id id;         /* nil: a new record gets its id when it is saved */
    bool stored;          /* it is in the database */
    bool allow_duplicate; /* its code may be another record's, too (taken.h) */
    day_t archived_on;    /* DAY_NONE: it is not archived */
    char **value;         /* one a field, owned */
    bool *changed;        /* since it was loaded: one a field, then archived_on */
    struct record *seen;  /* a copy made by record_guard; NULL: it is not guarded */
    bool overtaken;       /* it was not saved: another program changed it first */
};

/* Empty, without even the fields' initial values. The caller frees it. */
struct record *record_empty(const struct kind *kind);
void record_free(struct record *record); /* NULL is allowed */

/* A new record with the same values and no id yet. The caller frees it. */
struct record *record_copy(const struct record *record);

const char *record_get(const struct record *record, int field);
double record_number(const struct record *record, int field); /* NAN: no value */
day_t record_day(const struct record *record, int field);     /* DAY_NONE: no value */

/* Copies canonical text; NULL clears. */
void record_set(struct record *record, int field, const char *canonical);

void record_set_archived(struct record *record, day_t day); /* DAY_NONE: not archived */

/* Whether saving it would write anything; a new record without values is not changed. */
bool record_is_changed(const struct record *record);

#endif
