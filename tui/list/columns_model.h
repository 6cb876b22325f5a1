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

struct columns_model {
    struct offer *list;
    size_t count, taken; /* the first so many are taken */
};

/* order: what is taken, names with commas between. Then come the kind's other fields, then those
   one step away. */
void columns_model_start(
    struct columns_model *choosing, const struct kind *kind, const char *order);
void columns_model_free(struct columns_model *choosing);

/* Takes what stands there, as the last, or leaves it; the last one left stays. Returns where it
   stands then. */
size_t columns_model_toggle(struct columns_model *choosing, size_t at);
/* One place forward or back among those taken. Returns where it stands then. */
size_t columns_model_shift(struct columns_model *choosing, size_t at, int by);

bool columns_model_fits(const struct columns_model *choosing, size_t at, const char *folded);
char *columns_model_names(
    const struct columns_model *choosing); /* the taken; the caller frees it */

#endif
