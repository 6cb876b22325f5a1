/*
 * history.h: the journal for people to read: who changed what, when and on which device, with the
 * old and the new value.
 */
#ifndef LI_CORE_HISTORY_HISTORY_H
#define LI_CORE_HISTORY_HISTORY_H

#include "core/context/context.h"
#include "core/schema/choice_word.h"
#include "core/schema/kind.h"
#include "data/journal/journal.h"

struct history_change {
    const struct kind *kind;
    struct id id;
    const char *title; /* of the record: its present one or, if it is gone, the last */
    enum history_how {
        HISTORY_ADDED,
        HISTORY_CHANGED,
        HISTORY_REMOVED,
        HISTORY_ARCHIVED,
        HISTORY_RESTORED
    } how;
    const struct field *field; /* HISTORY_CHANGED: the field; else NULL */
    const char *from, *to;     /* as people read them, but choices as slugs; NULL: blank */
};

/* When an entry was written, by its hlc, in local time: "2026-03-15 09:30". */
enum { HISTORY_AT_SIZE = DATE_MINUTE_SIZE };
void history_at(const struct entry *entry, char out[HISTORY_AT_SIZE]);

/* The entry's label, with the time that the clock showed if it was wrong: "Add affiliate CAMA
   (clock: 2027-03-01 09:30)". The caller frees it. */
struct history_entry;
char *history_label(const struct history_entry *entry);

/* "Bo", or "Bo on laptop-2" if the device is known. The caller frees it. */
char *history_by(const struct history_entry *entry);

/* A canonical value in the form of history_change.from. A reference to a record that is gone stays
   an id. The caller frees the result; NULL gives NULL. */
char *history_value(struct context *context, const struct field *field, const char *canonical);

/* A value of the change as people read it: a choice as words, a date in the order of `dates`. The
   result points into value or room; NULL gives NULL. */
const char *history_shown(const struct history_change *change, const char *value,
    enum date_order dates, char room[CHOICE_WORD_SIZE]);

/* "Status: Active → Dormant", with the given arrow; "Added"; "Archived". The caller frees it. */
char *history_words(const struct history_change *change, enum date_order dates, const char *arrow);

struct history_entry {
    const char *name;   /* "12": what `liaise undo` takes */
    const char *at;     /* as history_at gives it */
    const char *clock;  /* the time the clock showed, if more than ten minutes off; else NULL */
    const char *by;     /* "Bo", "Ann on behalf of Bo" (authors.h) */
    const char *device; /* where it was written; NULL: unknown, or the database isn't shared */
    const char *label;
    bool undone;                          /* by a later entry */
    const struct history_change *changes; /* at most the first hundred */
    size_t change_count, more;            /* more: how many changes are left out */
};

struct history_options {
    const struct kind *kind; /* of the record `id` */
    const struct id *id;     /* only entries that changed this record; NULL: all */
    int64_t limit;           /* at most so many entries; 0: all */
};

/* Calls visit for entries, newest first, until it returns false. The entry is valid only during the
   call. If options->id is set, an entry has only the changes to that record. err may be NULL. */
enum li_err history_scan(struct context *context, const struct history_options *options,
    bool (*visit)(void *arg, const struct history_entry *entry), void *arg, struct li_error *err);

/* The last change of a field of a record or, if field is NULL, the last change of the sort `how`:
   who made it, as history_by gives it, and when, as history_at gives it. The caller frees both;
   NULL: there was no such change. err may be NULL. */
enum li_err history_last(struct context *context, const struct kind *kind, const struct id *id,
    const struct field *field, enum history_how how, char **by, char **at, struct li_error *err);

#endif
