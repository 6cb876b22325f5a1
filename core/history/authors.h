/*
 * authors.h: who wrote an entry, on which device, and on whose behalf.
 *
 * In a database that is shared, the replica of an entry belongs to a device, and the device to a
 * person; signatures prove both. The author of an entry is only a name that was given (--as). So an
 * entry by somebody other than the person of its device reads "Ann on behalf of Bo".
 */
#ifndef LI_CORE_HISTORY_AUTHORS_H
#define LI_CORE_HISTORY_AUTHORS_H

#include "core/context/context.h"
#include "data/entry/entry.h"

struct authors;

/* The devices of the team and their persons. context->authors owns them; they are loaded again only
   after the team has changed. Valid until the next call. */
enum li_err authors_load(struct context *context, const struct authors **out, struct li_error *err);

/* NULL is allowed. */
void authors_free(struct authors *authors);

/* The name of the device that the replica belongs to; NULL: it is not known, or the database is not
   shared. Valid as long as authors. */
const char *authors_device(const struct authors *authors, const struct id *replica);

/* "Bo", "Ann on behalf of Bo". The caller frees it. */
char *authors_by(const struct authors *authors, struct context *context, const struct entry *entry);

/* "Bo on laptop-2"; device NULL: "Bo". The caller frees it. */
char *authors_on(const char *by, const char *device);

#endif
