/*
 * entry_name.h: what people call an entry: "12" of this database's entries, "5f3a-12" of another's,
 * "5f3a-12.c0de" where several have that number.
 */
#ifndef LI_DATA_ENTRY_ENTRY_NAME_H
#define LI_DATA_ENTRY_ENTRY_NAME_H

#include "data/entry/entry.h"

/* Short and unique, for the caller to free; entry_name_parse understands it. */
char *entry_name_text(struct store *store, const struct entry_name *name);

/* LI_USAGE: the text doesn't have that form. LI_NONE, LI_SEVERAL: it fits none, or more than
   one. */
enum li_err entry_name_parse(
    struct store *store, const char *text, struct entry_name *out, struct li_error *err);

#endif
