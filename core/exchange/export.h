/*
 * export.h: everything: a CSV file a kind in a folder, or one JSON document; both import back to
 * equal records.
 */
#ifndef LI_CORE_EXCHANGE_EXPORT_H
#define LI_CORE_EXCHANGE_EXPORT_H

#include "core/record/record.h"

/* A path that ends in .json gets one document
   {"format":"liaise","version":1,"org":...,"records":{"affiliate":[...],...}}; anything else is a
   folder, made when it is missing, with NAME.csv a kind (id and archived_on included). Whole or not
   at all: written beside and renamed. progress (may be NULL) is told now and then how many records
   of about how many are written. *count gets how many they are. */
typedef void (*export_progress)(void *arg, int64_t done, int64_t total);
enum li_err export_all(struct context *context, const char *path, export_progress progress,
    void *arg, int64_t *count, struct li_error *err);

/* Takes in what export_all wrote, ids kept: records already there become what the file says. One
   group of entries. Duplicates among what comes stay as they are. A new record whose code is that
   of another which was here before is refused, all with it, unless duplicates are allowed. */
enum li_err restore_export(struct context *context, const char *path, bool allow_duplicates,
    int64_t *added, int64_t *changed, struct li_error *err);

#endif
