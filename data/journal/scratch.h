/*
 * scratch.h: a private database with the schema and no records, which is deleted when closed.
 */
#ifndef LI_DATA_JOURNAL_SCRATCH_H
#define LI_DATA_JOURNAL_SCRATCH_H

#include "data/store/store.h"

/* The caller calls store_close(*out). On failure *out is NULL. */
enum li_err scratch_open(
    struct store **out, store_prepare prepare, void *arg, struct li_error *err);

#endif
