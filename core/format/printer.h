/*
 * printer.h: rows on their way to a format: the columns, and what becomes of a value that people
 * read.
 */
#ifndef LI_CORE_FORMAT_PRINTER_H
#define LI_CORE_FORMAT_PRINTER_H

#include "core/format/format.h"
#include "core/format/output.h"
#include "core/schema/choice_word.h"

struct printer_column {
    char *name, *label;          /* the field's name, and what people call it; both owned */
    bool number;                 /* aligned to the right */
    bool day;                    /* holds days */
    bool sentence;               /* holds computed text that may name days */
    bool graded;                 /* holds words that color may mark: On track, Lapsed */
    const struct field *field;   /* of records; NULL: the row is no record's */
    char word[CHOICE_WORD_SIZE]; /* in the current row: a choice's word, a day as shown */
    char *text;                  /* in the current row: a sentence as shown; NULL: as it is */
};

/* Invariants: columns do not change between printer_begin and printer_end; cells is NULL outside
   them. */
struct printer {
    const struct format *format;
    struct output_style style;
    enum date_order dates; /* how days are shown; DATE_ISO unless the format is for people */
    struct printer_column *columns;
    size_t count;
    FILE *out;
    int64_t rows;       /* written so far */
    const char **cells; /* of the current row, as they are shown */
    void *own;          /* the format's, made by begin and freed by end */
};

/* One without columns. context tells how people read dates; NULL: as they are stored. */
struct printer printer_of(const struct format *format, const struct context *context, FILE *out);

/* Adds a column with copies of name and label. It can be changed until printer_begin. */
struct printer_column *printer_add(struct printer *printer, const char *name, const char *label);

/* Around all rows. */
void printer_begin(struct printer *printer);
void printer_end(struct printer *printer);

/* A row of as many cells as there are columns: stored values, NULL where there is none. */
void printer_row(struct printer *printer, const char *const *cells);

/* A record as JSON, for a format that takes objects. */
void printer_object(struct printer *printer, const char *json);

/* Frees what the printer owns but not what is the format's: call printer_end before. */
void printer_clear(struct printer *printer);

#endif
