/*
 * field_name.h: the names by which a person may call a field, in filters, columns, headers of files
 * and on the command line; and its label within a sentence.
 */
#ifndef LI_CORE_SCHEMA_FIELD_NAME_H
#define LI_CORE_SCHEMA_FIELD_NAME_H

#include "core/schema/kind.h"

/* The number of the field that is called so: by its name, else by its label, else by a label that
   it had in an earlier version; whatever the case, and with blanks or underscores. -1: none. */
int field_name_find(const struct kind *kind, const char *typed);

enum { FIELD_LABEL_SIZE = 96 };

/* A label within a sentence, in out: "follow-up date". An abbreviation keeps its capitals. */
const char *field_name_within(const char *label, char out[FIELD_LABEL_SIZE]);

#endif
