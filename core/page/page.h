/*
 * page.h: a record's page: everything about it, for the screen or as text.
 *
 * A page is sections of lines, a line is spans. A span that names a record carries it, so that the
 * screen can follow it. Bars and sparklines are spans of numbers; who draws them decides their
 * looks.
 */
#ifndef LI_CORE_PAGE_PAGE_H
#define LI_CORE_PAGE_PAGE_H

#include "core/context/context.h"
#include "core/health/goal_health.h"
#include "core/schema/kind.h"
#include <stdio.h>

enum page_span_type {
    SPAN_TEXT,
    SPAN_LABEL, /* the name of a field, padded by the drawer to its section's label width */
    SPAN_MUTED,
    SPAN_STRONG,
    SPAN_HEALTH, /* text is the health or state name; health colors it */
    SPAN_BAR,    /* values[0]: fraction (NAN: none), values[1]: expected (NAN: none) */
    SPAN_SPARK,  /* values: a series, oldest first */
};

struct page_span {
    enum page_span_type type;
    char *text; /* as it is in data: the drawer makes it safe */
    int width;  /* columns to pad or cut to; 0: as it comes; -1: takes what is left of the line */
    enum health health;
    const struct kind *kind; /* what it names, with id; NULL: nothing to follow */
    struct id id;
    double *values;
    size_t value_count;
};

struct page_line {
    struct page_span *spans;
    size_t span_count;
    bool wraps; /* text long enough to be broken over several screen lines */
};

struct page_section {
    char *heading; /* "Goals (3)"; NULL for the first, untitled one */
    struct page_line *lines;
    size_t line_count;
    int label_width;
    const struct kind *adds; /* what `a` adds when the cursor is in this section; NULL: nothing */
};

struct page {
    const struct kind *kind;
    struct id id;
    char *title, *subtitle; /* "Canadian Association of ...", "CAMA · international · Canada" */
    bool archived;
    struct page_section *sections;
    size_t section_count;
};

enum li_err page_load(struct context *context, const struct kind *kind, const struct id *id,
    struct page **out, struct li_error *err);
void page_free(struct page *page);

/* The page as plain text (bars as ####....) or Markdown, at most so many columns wide (0: as it
   comes). Strings from data are made safe. */
void page_write_text(const struct page *page, int columns, FILE *out);
void page_write_markdown(const struct page *page, FILE *out);

#endif
