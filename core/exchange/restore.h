/*
 * restore.h: an export (export.h) read back.
 */
#ifndef LI_CORE_EXCHANGE_RESTORE_H
#define LI_CORE_EXCHANGE_RESTORE_H

#include "core/record/record.h"

/* Adds the records of an export under their ids; those already stored become as the file says. All
   or nothing, as one group of entries. Duplicates among the records of the file are left alone, but
   a new one whose code belongs to another that was stored before is refused, unless duplicates are
   allowed. */
enum li_err restore_export(struct context *context, const char *path, bool allow_duplicates,
    int64_t *added, int64_t *changed, struct li_error *err);

#endif
