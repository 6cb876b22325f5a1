/*
 * entry_name.h: the short name by which people see and type an entry: "12" for this database's own,
 * "5f3a-12" for another database's, "5f3a-12.c0de" if several entries share that number.
 */
#ifndef LI_DATA_ENTRY_ENTRY_NAME_H
#define LI_DATA_ENTRY_ENTRY_NAME_H

#include "data/entry/entry.h"

/* A short name that is unique here and that entry_name_parse accepts. The caller frees it. */
char *entry_name_text(struct store *store, const struct entry_name *name);

/* LI_USAGE: the text isn't such a name. LI_NONE, LI_SEVERAL: it matches no entry, or several. */
enum li_err entry_name_parse(
    struct store *store, const char *text, struct entry_name *out, struct li_error *err);

#endif
