/*
 * export.h: all records written out, as a folder of CSV files or as one JSON document; restore.h
 * reads both back to equal records.
 */
#ifndef LI_CORE_EXCHANGE_EXPORT_H
#define LI_CORE_EXCHANGE_EXPORT_H

#include "core/record/record.h"

/* Told now and then how many records of about how many are written. */
typedef void (*export_progress)(void *arg, int64_t done, int64_t total);

/* A path that ends in .json gets one document
   {"format":"liaise","version":1,"org":...,"records":{"affiliate":[...],...}}; any other is a
   folder, made where it is missing, with NAME.csv a kind (id and archived_on included). All or
   nothing: files are written beside and renamed. progress may be NULL. *count gets the number of
   records. */
enum li_err export_all(struct context *context, const char *path, export_progress progress,
    void *arg, int64_t *count, struct li_error *err);

#endif
