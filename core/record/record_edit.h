/*
 * record_edit.h: a record made and changed by what people type.
 */
#ifndef LI_CORE_RECORD_RECORD_EDIT_H
#define LI_CORE_RECORD_RECORD_EDIT_H

#include "core/record/record.h"

/* A new record with the fields' initial values. The caller frees it. */
struct record *record_new(struct context *context, const struct kind *kind);

/* Parses what a person or a file wrote, as field_parse does, and sets it. Blank clears. What is
   refused leaves the old value. */
enum li_err record_parse(struct context *context, struct record *record, int field,
    const char *typed, struct li_error *err);

#endif
