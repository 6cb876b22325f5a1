/*
 * import.h: a CSV file of one kind read, checked and written: all of it or nothing.
 */
#ifndef LI_CORE_EXCHANGE_IMPORT_H
#define LI_CORE_EXCHANGE_IMPORT_H

#include "core/record/record.h"
#include <stdio.h>

struct import_map {
    const char *field, *column;
};

struct import_options {
    const struct kind *kind;
    const char *path;
    const struct import_map *maps;
    size_t map_count;
    const char *match; /* update the record whose value in this field is the same; NULL: add all */
    bool allow_duplicates; /* add records whose code another record has */
    bool dry_run;
    FILE *reject; /* bad rows, as they were, under the same header; NULL: nowhere */
};

struct import_counts {
    int64_t rows, added, changed, same, bad;
    int64_t taken; /* of the bad ones: their code is another record's */
};

/* Told of each bad row: its line in the file (the header is line 1), column and reason. */
typedef void (*import_bad)(void *arg, int64_t line, const char *column, const char *reason);
/* Told now and then how far it is: bytes of total. */
typedef void (*import_progress)(void *arg, int64_t done, int64_t total, int64_t rows);

/* LI_REFUSED: some rows are bad (bad is called for each), or the header is (the message names the
   nearest field); nothing is written. All is one group of journal entries. Columns named
   FIELD_label, which export writes beside references, are ignored. */
enum li_err import_csv(struct context *context, const struct import_options *options,
    import_bad bad, import_progress progress, void *arg, struct import_counts *out,
    struct li_error *err);

#endif
