/*
 * field_name.h: the names by which a person may call a field, in filters, columns, headers of files
 * and on the command line.
 */
#ifndef LI_CORE_SCHEMA_FIELD_NAME_H
#define LI_CORE_SCHEMA_FIELD_NAME_H

#include "core/schema/kind.h"

/* The number of the field that is called so: by its name, else by its label, else by a label that
   it had in an earlier version; whatever the case, and with blanks or underscores. -1: none. */
int field_name_find(const struct kind *kind, const char *typed);

#endif
