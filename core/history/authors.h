/*
 * authors.h: who wrote an entry, on which device, and on whose behalf.
 *
 * In a shared database, the replica of an entry belongs to a device, and the device to a person;
 * signatures prove both. The author of an entry is only a name that its writer gave (--as). So if
 * Ann's device wrote an entry as Bo, its author is shown as "Ann on behalf of Bo".
 */
#ifndef LI_CORE_HISTORY_AUTHORS_H
#define LI_CORE_HISTORY_AUTHORS_H

#include "core/context/context.h"
#include "data/entry/entry.h"

struct authors;

/* Loads the devices of the team and their persons, if the team has changed since the last call. The
   context owns *out, which is valid until the next call; NULL on failure. */
enum li_err authors_load(struct context *context, const struct authors **out, struct li_error *err);

/* NULL is allowed. */
void authors_free(struct authors *authors);

/* The name of the device that the replica belongs to; NULL: it is unknown, or the database is not
   shared. Valid as long as authors is. */
const char *authors_device(const struct authors *authors, const struct id *replica);

/* Who wrote the entry: "Bo", or "Ann on behalf of Bo". The caller frees it. */
char *authors_by(const struct authors *authors, struct context *context, const struct entry *entry);

/* "Bo on laptop-2"; device NULL: "Bo". The caller frees it. */
char *authors_on(const char *by, const char *device);

#endif
