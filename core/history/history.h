/*
 * history.h: who changed what, when, on which device, from what to what, in words.
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
    const char *title; /* of the record: now, or when it was removed */
    enum history_how {
        HISTORY_ADDED,
        HISTORY_CHANGED,
        HISTORY_REMOVED,
        HISTORY_ARCHIVED,
        HISTORY_RESTORED
    } how;
    const struct field *field; /* HISTORY_CHANGED: which; else NULL */
    const char *from, *to;     /* as people read them, but choices as slugs; NULL: blank */
};

/* When an entry was written, by the order of entries: local time, "2026-03-15 09:30". */
enum { HISTORY_AT_SIZE = DATE_MINUTE_SIZE };
void history_at(const struct entry *entry, char out[HISTORY_AT_SIZE]);

/* What the entry did, and the clock's time if it was wrong: "Add affiliate CAMA (clock: 2027-03-01
   09:30)". The caller frees it. */
struct history_entry;
char *history_label(const struct history_entry *entry);

/* "Bo", or "Bo on laptop-2" where the device is known. The caller frees it. */
char *history_by(const struct history_entry *entry);

/* A canonical value as in history_change.from: a reference to a record that is gone stays an id.
   The caller frees it; NULL gives NULL. */
char *history_value(struct context *context, const struct field *field, const char *canonical);

/* A value of the change as people read it: choices by their words, days in that order. It lives in
   the value or in room; NULL gives NULL. */
const char *history_shown(const struct history_change *change, const char *value,
    enum date_order dates, char room[CHOICE_WORD_SIZE]);

/* "Status: Active → Dormant", with that arrow; "Added", "Archived". The caller frees it. */
char *history_words(const struct history_change *change, enum date_order dates, const char *arrow);

struct history_entry {
    const char *name;   /* "12": what `liaise undo` takes */
    const char *at;     /* by the order of entries; local time, "2026-03-15 09:30" */
    const char *clock;  /* what the clock said, if more than ten minutes off; else NULL */
    const char *by;     /* "Bo", "Ann on behalf of Bo" (authors.h) */
    const char *device; /* on which it was written; NULL: not known, or the database isn't shared */
    const char *label;
    bool undone;                          /* by a later entry */
    const struct history_change *changes; /* of one bulk entry the first hundred */
    size_t change_count, more;
};

struct history_options {
    const struct kind *kind; /* with id: entries that touched that record; NULL: all */
    const struct id *id;
    int64_t limit; /* entries; 0: all */
};

/* Newest first. visit returns false to stop; its argument is valid during the call. With an id in
   the options, an entry's changes are those of that record only. */
enum li_err history_scan(struct context *context, const struct history_options *options,
    bool (*visit)(void *arg, const struct history_entry *entry), void *arg, struct li_error *err);

/* Who last changed the field of a record or, if field is NULL, did what how says to it, with the
   device where that is known; and when, as in history_entry. The caller frees both; NULL: no such
   entry. */
enum li_err history_last(struct context *context, const struct kind *kind, const struct id *id,
    const struct field *field, enum history_how how, char **by, char **at, struct li_error *err);

#endif
