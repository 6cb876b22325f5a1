/*
 * fetched.h: the records of a list that were on the screen lately, so that they are read once.
 */
#ifndef LI_PANEL_FETCHED_H
#define LI_PANEL_FETCHED_H

#include "../../core/listing.h"

struct fetched;

struct row {
    int64_t rowid; /* 0: nothing kept here */
    struct id id;
    bool archived;
    char **cells; /* one a column, as people read them; never NULL */
};

/* li and columns must outlive it. */
struct fetched *fetched_new(struct li *li, const struct kind *kind, const struct columns *columns);
void fetched_free(struct fetched *fetched);

/* NULL when it can't be read, or is gone. Valid until the next. */
const struct row *fetched_row(struct fetched *fetched, int64_t rowid);

/* Records may have changed: all are read again when they are asked for. */
void fetched_forget(struct fetched *fetched);

#endif
