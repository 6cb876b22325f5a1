/*
 * scratch.h: a private database with the schema and no records, gone when closed.
 */
#ifndef LI_DATA_JOURNAL_SCRATCH_H
#define LI_DATA_JOURNAL_SCRATCH_H

#include "data/store/store.h"

/* *out is the caller's to store_close; NULL on failure. */
enum li_err scratch_open(
    struct store **out, store_prepare prepare, void *arg, struct li_error *err);

#endif
