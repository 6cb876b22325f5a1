/*
 * columns_model.h: the columns a list can have, those it has first and in their order. Pure.
 */
#ifndef LI_TUI_LIST_COLUMNS_MODEL_H
#define LI_TUI_LIST_COLUMNS_MODEL_H

#include "core/query/columns.h"

struct offer {
    char *name, *label; /* "affiliate.region", "Affiliate region" */
    const char *help;
    char *folded; /* both, to be found by words */
};

struct choosing {
    struct offer *list;
    size_t count, taken; /* the first so many are taken */
};

/* order: what is taken, names with commas between. Then come the kind's other fields, then those
   one step away. */
void choosing_start(struct choosing *choosing, const struct kind *kind, const char *order);
void choosing_free(struct choosing *choosing);

/* Takes what stands there, as the last, or leaves it; the last one left stays. Returns where it
   stands then. */
size_t choosing_toggle(struct choosing *choosing, size_t at);
/* One place forward or back among those taken. Returns where it stands then. */
size_t choosing_shift(struct choosing *choosing, size_t at, int by);

bool choosing_fits(const struct choosing *choosing, size_t at, const char *folded);
char *choosing_names(const struct choosing *choosing); /* the taken; the caller frees it */

#endif
