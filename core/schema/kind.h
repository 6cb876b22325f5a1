/*
 * kind.h: what a record kind is. Each kind is one static table of fields in kind/; lists, pages,
 * forms, validation, import, export, JSON, filters, history and `liaise kinds` all read it.
 *
 * A field's name is its column, its CSV header, its JSON key and its word in filters. Stored fields
 * come first and computed ones last, so that a stored field's number is also its place in a record.
 */
#ifndef LI_CORE_SCHEMA_KIND_H
#define LI_CORE_SCHEMA_KIND_H

#include "data/base/error.h"
#include <stdbool.h>
#include <stddef.h>

enum field_type {
    FIELD_TEXT,   /* one line */
    FIELD_LONG,   /* several lines */
    FIELD_CODE,   /* one word (text_is_word); names the record on the command line */
    FIELD_CHOICE, /* one of a few lower-case names */
    FIELD_REF,    /* another record's id */
    FIELD_DAY,
    FIELD_NUMBER,
    FIELD_COUNT, /* a whole number */
    FIELD_YESNO, /* kept as 0 or 1; read and shown as no and yes */
    FIELD_TAGS,  /* words separated by commas */
    FIELD_LINK,  /* a URL or a path */
    FIELD_EMAIL,
    FIELD_PHONE,
    FIELD_ZONE, /* a tz database name: Europe/Prague */
};
enum { FIELD_TYPE_COUNT = FIELD_ZONE + 1 };

enum field_flag {
    FIELD_REQUIRED = 1 << 0,
    FIELD_SEARCHED = 1 << 1,    /* its folded words are what a bare word in a filter matches */
    FIELD_LISTED = 1 << 2,      /* a column of a list unless columns are chosen */
    FIELD_NOT_FUTURE = 1 << 3,  /* a day that cannot lie ahead */
    FIELD_PERCENT = 1 << 4,     /* a number, 1 being the whole, that people read as a percentage */
    FIELD_UPPER = 1 << 5,       /* kept in capitals */
    FIELD_BY_CODE = 1 << 6,     /* a reference that lists show by the code of what it names */
    FIELD_INVALIDATES = 1 << 7, /* a reference to a record whose facts are drawn from this one; a
                             kept field: what they are drawn from */
    FIELD_IDENTIFIES = 1 << 8,  /* two records with the same here are likely one (doubles.h) */
    FIELD_UNIQUE = 1 << 9, /* no two records are entered with the same in all that are marked so,
                              the first of them a code (taken.h) */
};

struct field {
    const char *name, *label, *help;
    enum field_type type;
    unsigned flags;
    int width;                  /* columns it likes to have in a list; 0: by its type */
    const char *const *choices; /* FIELD_CHOICE: NULL-terminated */
    const char *ref;            /* FIELD_REF: the other kind's name */
    const char *fallback; /* another reference, called as its kind is: where this one is empty, in
                            filters that record's field of the same name counts. NULL: none */
    const char *initial;  /* what a new record starts with, as a person types it; NULL: nothing */
    const char *when;     /* another field, a choice, that decides whether this one says anything */
    const char *const *when_is; /* the choices with which it does; NULL-terminated */
    double least, most;         /* numbers: the range, when least < most */
    const char *sql;            /* computed: an expression over the row r; NULL: stored */
    const char *cached; /* computed and kept beside the folded words (kept.h): the same from the
                         kind's facts; NULL: computed whenever it is read */
    const char *cached_read; /* the SQL function that gives the value on the day it is from what is
                              kept; NULL: what is kept is the value */
};

/* Whose facts are drawn from a kind's records by another way than a reference of theirs
   (FIELD_INVALIDATES). In SQL @ is the record, and t the one fed. */
struct cache_dependency {
    const char *kind;    /* whose; NULL ends a list of them */
    const char *from;    /* the tables on the way: "event e CROSS JOIN affiliate t" */
    const char *where;   /* "e.id = @.event AND t.id = e.host" */
    const char *columns; /* of the record, that matter; NULL: any may */
};

struct context;
struct record;
struct store;

/* Told once per rule a record breaks. field: its number, -1 when it is no one field's. */
typedef void (*kind_problem)(void *arg, int field, const char *message);

struct kind {
    const char *name, *plural;  /* "affiliate", "affiliates": table, command line */
    const char *label, *labels; /* "Affiliate", "Affiliates": the screen */
    const char *help;           /* one sentence */
    const struct field *fields;
    int field_count, stored_count;
    const char *title; /* SQL over the row r: what the record is called */
    int code;          /* the field of type FIELD_CODE, -1: none */
    const char *sort;  /* how a list is ordered unless told otherwise: "name" or "-day,title" */
    bool reference;    /* small, seeded: areas, regions, roles, countries, states */
    bool unique;       /* said twice it is no more than said once: who holds a role, who came */
    int unique_by;     /* the first so many fields say the same then; 0: all of them */
    const char *facts; /* SQL over the row r: what the kept fields are worked out from; NULL: none
                          are kept */
    const struct cache_dependency *feeds; /* NULL: none beside its references */
    const char
        *valid_until; /* SQL over facts: the day number from which they may differ; NULL: none */
    /* What follows from the values that changed, in the record or in others, as it is about to be
       written: the digest of a file, the goals of a plan agreed. NULL: nothing. */
    enum li_err (*before_write)(struct store *store, struct record *record, struct li_error *err);
    /* What follows from a record that a person writes, in records of their own: the target that a
       goal has in its plan. Before a stored one is written, after a new one. What is restored from
       files or put together from others says it all itself. NULL: nothing. */
    enum li_err (*follow)(struct store *store, const struct record *record, struct li_error *err);
    /* Rules over several fields. NULL: none beyond the fields' own. */
    void (*check)(
        struct context *context, const struct record *record, kind_problem problem, void *arg);
};

/* The kinds there are, in the order of foreign keys: a kind comes after those it refers to (its own
   kind aside). NULL until they are registered, which kinds_begin (core/kind/kinds.h) does once, so
   that nothing down here needs to know which kinds there are. */
extern const struct kind *const *kinds;
extern size_t kind_count;
void kind_register(const struct kind *const *list, size_t count);

/* By singular or plural, any case. NULL when there is none. */
const struct kind *kind_find(const char *name);

/* The same, with the nearest name in the error. */
enum li_err kind_parse(const char *name, const struct kind **out, struct li_error *err);

/* Number of the field, -1 when there is none. */
int kind_field(const struct kind *kind, const char *name);

/* As a person calls it (field_name.h). LI_USAGE names the nearest. */
enum li_err kind_field_parse(
    const struct kind *kind, const char *name, int *out, struct li_error *err);

/* Whether the field says something in a record where what decides it (when) is that choice. */
bool field_counts(const struct field *field, const char *choice);
/* Whether it refers to another record of its own kind. */
bool field_is_own(const struct kind *kind, const struct field *field);
bool field_is_number(const struct field *field); /* right-aligned, sorts and compares as a number */
int field_width(const struct field *field);
const char *field_type_name(enum field_type type); /* "text", "day": for `kinds` */

/* How kind/NAME.h and kind/NAME.c write their table: the macro NAME_FIELDS(F) holds one
   F(ENUM, .name = "...", ...) a field, stored fields first; these make the enum and the array. */
#define KIND_ENUM(id, ...) id,
#define KIND_ENTRY(id, ...) [id] = {__VA_ARGS__},
#define CHOICES(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
