/*
 * columns_model.h: the columns that a list can show: the chosen ones first, in their order. Pure.
 */
#ifndef LI_TUI_LIST_COLUMNS_MODEL_H
#define LI_TUI_LIST_COLUMNS_MODEL_H

#include "core/query/columns.h"

struct columns_item {
    char *name, *label; /* "affiliate.region", "Affiliate region" */
    const char *help;
    char *folded; /* name and label, to be found by words */
};

struct columns_model {
    struct columns_item *list;
    size_t count, chosen_count; /* the first chosen_count are chosen; always at least one */
};

/* order: the chosen columns, names with commas between. The kind's other fields follow, then the
   fields of the records it refers to. */
void columns_model_begin(struct columns_model *model, const struct kind *kind, const char *order);
void columns_model_end(struct columns_model *model);

/* Chooses the column at that place, as the last, or no longer; the only one left stays chosen.
   Returns its place from then on. */
size_t columns_model_toggle(struct columns_model *model, size_t at);
/* Moves a chosen column one place forward (-1) or back (1) among the chosen. Returns its place. */
size_t columns_model_shift(struct columns_model *model, size_t at, int by);

/* Whether its name and label have all the words; folded by text_fold. */
bool columns_model_fits(const struct columns_model *model, size_t at, const char *folded);
/* The chosen names with commas between. The caller frees it. */
char *columns_model_names(const struct columns_model *model);

#endif
