/*
 * field.h: one field's value parsed from what a person or a file wrote, and shown again.
 */
#ifndef LI_CORE_RECORD_FIELD_H
#define LI_CORE_RECORD_FIELD_H

#include "core/context/context.h"
#include "core/schema/kind.h"

/* *canonical is the caller's to free; NULL for blank. References are named as core/query/lookup.h
   says. What cannot be parsed is refused with what can. */
enum li_err field_parse(struct context *context, const struct field *field, const char *typed,
    char **canonical, struct li_error *err);

/* Canonical text as a person reads it: a reference's title, yes and no. NULL gives "". The caller
   frees it. */
char *field_show(struct context *context, const struct field *field, const char *canonical);

#endif
