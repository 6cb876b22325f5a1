/*
 * aside.h: bundles that could not be taken, and why (local_aside).
 *
 * Where files can arrive in parts, a bundle that can't be taken may still be arriving, so it is
 * reported only after a day; elsewhere at once. Each is reported once; `sync status` lists all.
 */
#ifndef LI_DATA_CARRIER_ASIDE_H
#define LI_DATA_CARRIER_ASIDE_H

#include "data/store/store.h"
#include <stddef.h>

enum { ASIDE_PATIENCE = 24 * 60 * 60 }; /* seconds for which a file may be arriving */

struct aside_item {
    char *carrier, *name, *why;
    char *at;  /* UTC: since when it can't be taken */
    bool told; /* it was reported; false: it may still be arriving */
};

struct aside {
    struct aside_item *items;
    size_t count;
};

/* Loads those of all carriers. The caller frees *out by aside_clear, whatever is returned. */
enum li_err aside_load(struct store *store, struct aside *out, struct li_error *err);
void aside_clear(struct aside *aside);

/* Records why a bundle can't be taken, inside or outside a transaction; the time it was first
   recorded stays. *old: that was at least patience seconds ago. *tell: it must be reported
   now. */
enum li_err aside_note(struct store *store, const char *carrier, const char *name, const char *why,
    int patience, bool *tell, bool *old, struct li_error *err);
/* Forgets a bundle that was taken, or is gone. */
enum li_err aside_forget(
    struct store *store, const char *carrier, const char *name, struct li_error *err);

#endif
