/*
 * output.h: rows and records written out: table, csv, tsv, json, jsonl, md. One format is one entry
 * in a table of formats.
 */
#ifndef LI_CORE_FORMAT_OUTPUT_H
#define LI_CORE_FORMAT_OUTPUT_H

#include "core/query/listing.h"
#include "core/record/bulk.h"
#include <stdio.h>

struct format;

/* "table", "csv", "tsv", "json", "jsonl", "md". Refused with the list of what can be had. */
enum li_err output_format_parse(const char *name, const struct format **out, struct li_error *err);
const char *output_format_names(void); /* "table|csv|tsv|json|jsonl|md" */

struct output_style {
    int columns; /* of the terminal, for tables; 0: as wide as it takes */
    bool color, ascii;
    void (*progress)(void *arg, int64_t rows); /* called now and then for a listing; may be NULL */
    void *progress_arg;
};

/* Streams the listing in that format with the columns named (listing.h; NULL: the kind's listed
   fields, and in JSON all of them). A table looks ahead a hundred rows to choose its widths. In
   CSV and TSV lines end in \n and no cell starts a formula: a cell that begins with = + - @ (and is
   no plain number), tab or CR gets an apostrophe before it, which import takes away again. */
enum li_err output_listing(struct context *context, const struct listing *listing,
    const char *names, const struct format *format, const struct output_style *style, FILE *out,
    struct li_error *err);

/* The same for chosen records, in the order of their row ids there, archived ones included: the
   kind's listed fields, and in JSON all of them. LI_INTERRUPTED when their progress stopped it. */
enum li_err output_records(struct context *context, const struct bulk *bulk,
    const struct format *format, FILE *out, struct li_error *err);

/* One record as a JSON object over several lines (`show --format json`). */
enum li_err output_record_json(struct context *context, const struct kind *kind,
    const struct id *id, FILE *out, struct li_error *err);

/* Whether people read it, who want days in their own order and choices as words. */
bool output_is_for_people(const struct format *format);

/* The same formats for rows that are no records (history, kinds, keys, config): all text, written
   as it is, names as headers and JSON keys. NULL cells are absent. */
struct output_rows;
struct output_rows *output_rows_new(const struct format *format, const struct output_style *style,
    const char *const *names, size_t count, FILE *out);
/* Before the first row: that column holds whole numbers, which JSON has without quotes. */
void output_rows_set_number(struct output_rows *rows, size_t column);
/* False: the reader has gone, so no more rows are needed. */
bool output_rows_add(struct output_rows *rows, const char *const *cells);
enum li_err output_rows_end(struct output_rows *rows, struct li_error *err); /* frees it */

#endif
