/*
 * format.h: how rows become text. Each format is one const struct format; printer.h feeds it.
 */
#ifndef LI_CORE_FORMAT_FORMAT_H
#define LI_CORE_FORMAT_FORMAT_H

#include <stdbool.h>
#include <stdio.h>

struct printer; /* core/format/printer.h */

struct format {
    const char *name;
    bool people;  /* days as people read them; else as they are stored */
    bool objects; /* takes JSON objects where there are records */
    bool exact;   /* shares as numbers, choices as slugs */
    void (*begin)(struct printer *printer);
    void (*row)(struct printer *printer, const char *const *cells); /* NULL cells are absent */
    void (*object)(struct printer *printer, const char *json);      /* where objects holds */
    void (*end)(struct printer *printer);
};

extern const struct format format_table, format_csv, format_tsv, format_json, format_jsonl,
    format_md;

/* One CSV cell, quoted where it must be and made harmless; separator ',' or '\t'. NULL is empty. */
void format_csv_cell(const char *text, char separator, FILE *out);

/* Whether a cell would be given an apostrophe: it could start a formula, or it begins with
   apostrophes before what could (so that taking one away again restores any text). A reader takes
   one away where what follows it is risky. */
bool format_csv_risky(const char *text);

/* One line of text in Markdown: made safe, and what would be markup escaped. */
void format_md_text(const char *text, FILE *out);

#endif
