/*
 * format.h: how rows become text. Each format is one struct format; output.c feeds it.
 */
#ifndef LI_CORE_FORMAT_FORMAT_H
#define LI_CORE_FORMAT_FORMAT_H

#include "core/format/output.h"
#include "core/schema/choice_word.h"

struct format_column {
    char *name, *label; /* the field's name, and what people call it */
    bool number;        /* aligned to the right */
    bool day;           /* holds days */
    bool graded;        /* holds words that colour may underline: On track, Lapsed */
    const struct field *field;   /* of records; NULL: the row is no record's */
    char word[CHOICE_WORD_SIZE]; /* of the choice in the row at hand */
};

struct printer {
    const struct format *format;
    struct output_style style;
    enum date_order dates; /* how days are shown */
    struct format_column *columns;
    size_t count;
    FILE *out;
    int64_t rows; /* written so far */
    void *own;    /* the format's, made by begin and freed by end */
};

struct format {
    const char *name;
    bool dates;   /* days as people read them; else as they are stored */
    bool objects; /* takes JSON objects where there are records */
    bool exact;   /* shares as numbers */
    void (*begin)(struct printer *printer);
    void (*row)(struct printer *printer, const char *const *cells); /* NULL cells are absent */
    void (*object)(struct printer *printer, const char *json);      /* where objects holds */
    void (*end)(struct printer *printer);
};

extern const struct format format_table, format_csv, format_tsv, format_json, format_jsonl,
    format_md;

#endif
