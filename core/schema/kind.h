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
    FIELD_YESNO, /* stored as 0 or 1; read and shown as no and yes */
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
    FIELD_NOT_FUTURE = 1 << 3,  /* a day that can't be in the future */
    FIELD_PERCENT = 1 << 4,     /* a number, 1 being the whole, that people read as a percentage */
    FIELD_UPPER = 1 << 5,       /* stored in capitals */
    FIELD_BY_CODE = 1 << 6,     /* a reference that lists show by the code of what it names */
    FIELD_INVALIDATES = 1 << 7, /* a reference: the facts of the record it names depend on this one.
                                   A cached field: they depend on its value */
    FIELD_IDENTIFIES = 1 << 8,  /* two records with the same value are likely duplicates */
    FIELD_UNIQUE = 1 << 9, /* no two records are entered with the same values in all fields marked
                              so, of which the first is a code (taken.h) */
};

struct field {
    const char *name, *label, *help;
    enum field_type type;
    unsigned flags;
    int width;                  /* of its column in a list; 0: by its type */
    const char *const *choices; /* FIELD_CHOICE: NULL-terminated */
    const char *ref;            /* FIELD_REF: the other kind's name */
    const char *fallback; /* another reference of the record, named like its kind. Where this one
                             is empty, filters use the field of the same name of the record that
                             the other names. NULL: none */
    const char *initial;  /* what a new record starts with, as a person types it; NULL: nothing */
    const char *when; /* another field, a choice, on which it depends whether this one applies */
    const char *const *when_is; /* the choices with which it applies; NULL-terminated */
    double least, most;         /* numbers: the range, if least < most */
    const char *unit;           /* what a number counts, "days", unless its label says so */
    const char *sql;            /* computed: an expression over the row r; NULL: stored */
    const char *cached; /* computed: its expression over the kind's facts, whose value the cache
                           holds (cache_table.h); NULL: computed whenever it is read */
    const char *cached_read; /* the SQL function that makes today's value of what the cache holds;
                                NULL: what it holds is the value */
};

/* Records whose facts depend on a kind's records otherwise than by a reference (FIELD_INVALIDATES).
   In the SQL @ is the kind's record, and t the one that depends on it. */
struct cache_dependency {
    const char *kind;    /* of the records that depend; NULL ends a list */
    const char *from;    /* the tables between: "event e CROSS JOIN affiliate t" */
    const char *where;   /* "e.id = @.event AND t.id = e.host" */
    const char *columns; /* of @, on which they depend; NULL: any */
};

struct context;
struct record;
struct store;

/* Called for each rule that a record breaks. field: the field's number; -1: several fields'. */
typedef void (*kind_problem)(void *arg, int field, const char *message);

struct kind {
    const char *name, *plural;  /* "affiliate", "affiliates": table, command line */
    const char *label, *labels; /* "Affiliate", "Affiliates": the screen */
    const char *help;           /* one sentence */
    const struct field *fields;
    int field_count, stored_count;
    const char *title; /* SQL over the row r: the record's title */
    int code;          /* the field of type FIELD_CODE, -1: none */
    const char *sort;  /* the kind's own order: "name" or "-day,title" */
    bool reference;    /* small, seeded: areas, regions, roles, countries, states */
    bool unique;       /* two equal records say no more than one: who holds a role, who came */
    int unique_by;     /* the number of fields, the first ones, that make two equal; 0: all */
    const char *facts; /* SQL over the row r: what cached fields are computed from; NULL: there are
                          no cached fields */
    const struct cache_dependency *feeds; /* NULL: none but its references */
    const char *valid_until; /* SQL over facts: the day number from which cached values may differ;
                                NULL: they hold on every day */
    /* Before a record is written: sets what follows from its changed values, in the record or in
       others, such as the digest of a file or the goals of an agreed plan. NULL: nothing does. */
    enum li_err (*before_write)(struct store *store, struct record *record, struct li_error *err);
    /* Writes the records that follow from one that a person writes, such as a goal's target in its
       plan: before a stored record is written, and after a new one. Not called for records that
       come from an export or are made from others, which bring theirs. NULL: none follow. */
    enum li_err (*follow)(struct store *store, const struct record *record, struct li_error *err);
    /* Rules over several fields. NULL: none beyond the fields' own. */
    void (*check)(
        struct context *context, const struct record *record, kind_problem problem, void *arg);
};

/* All kinds, in the order of foreign keys: a kind comes after those it refers to, except itself.
   NULL until kinds_begin (core/kind/kinds.h) registers them, so that the floors below need not know
   which kinds there are. */
extern const struct kind *const *kinds;
extern size_t kind_count;
void kind_register(const struct kind *const *list, size_t count);

/* By singular or plural, any case. NULL when there is none. */
const struct kind *kind_find(const char *name);

/* The same, with the nearest name in the error. */
enum li_err kind_parse(const char *name, const struct kind **out, struct li_error *err);

/* Number of the field, -1 when there is none. */
int kind_field(const struct kind *kind, const char *name);

/* By any name that a person may call it (field_name.h). LI_USAGE names the nearest. */
enum li_err kind_field_parse(
    const struct kind *kind, const char *name, int *out, struct li_error *err);

/* Whether the field applies in a record whose field `when` has that choice. */
bool field_counts(const struct field *field, const char *choice);
/* Whether it refers to another record of its own kind. */
bool field_is_own(const struct kind *kind, const struct field *field);
bool field_is_number(const struct field *field); /* right-aligned, sorts and compares as a number */
int field_width(const struct field *field);
const char *field_type_name(enum field_type type); /* "text", "day": for `kinds` */

/* A kind's table is a macro in core/kind/NAME.h: NAME_FIELDS(F) has one F(ENUM, .name = "...", ...)
   for each field, stored fields first. With these for F it becomes the enum and the array. */
#define KIND_ENUM(id, ...) id,
#define KIND_ENTRY(id, ...) [id] = {__VA_ARGS__},
#define CHOICES(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
