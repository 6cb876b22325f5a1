/*
 * restore.h: an export (export.h) read back.
 */
#ifndef LI_CORE_EXCHANGE_RESTORE_H
#define LI_CORE_EXCHANGE_RESTORE_H

#include "core/record/record.h"

/* Adds the records of an export under their ids, and sets those that are stored already to what the
   file says: all or nothing, as one group of entries. Records of the file may share a code; a new
   one with the code of a record that was stored before is refused, unless duplicates are allowed.
   *added and *changed get their numbers. */
enum li_err restore_export(struct context *context, const char *path, bool allow_duplicates,
    int64_t *added, int64_t *changed, struct li_error *err);

/* Adds those records of an export that are not stored yet, duplicates included, and leaves the rest
   as they are. */
enum li_err restore_additions(
    struct context *context, const char *path, int64_t *added, struct li_error *err);

#endif
