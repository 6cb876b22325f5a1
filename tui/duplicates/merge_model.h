/*
 * merge_model.h: two records about to be merged, as a person reads them: the fields in which either
 * has a value, both values of each, and the records linked to either.
 */
#ifndef LI_TUI_DUPLICATES_MERGE_MODEL_H
#define LI_TUI_DUPLICATES_MERGE_MODEL_H

#include "core/duplicates/merge_records.h"

enum { MERGE_SIDES = 2 }; /* MERGE_LEFT, MERGE_RIGHT */

struct merge_model {
    struct merge_records *merge;
    int *fields; /* those that are shown */
    size_t count;
    char **shown[MERGE_SIDES]; /* their values on either side; never NULL */
    char *references[MERGE_SIDES];
};

/* Loads both, as merge_records_new does. On failure there is nothing to end. */
enum li_err merge_model_begin(struct merge_model *model, struct context *context,
    const struct kind *kind, const struct id *left, const struct id *right, struct li_error *err);
void merge_model_end(struct merge_model *model);

/* Loads both again; what was chosen stays. On failure nothing changes. */
enum li_err merge_model_refresh(
    struct merge_model *model, struct context *context, struct li_error *err);

/* Keeps the other record; each field keeps the value that was chosen for it. On failure nothing
   changes. */
enum li_err merge_model_swap(
    struct merge_model *model, struct context *context, struct li_error *err);

const struct kind *merge_model_kind(const struct merge_model *model);
const struct field *merge_model_field(const struct merge_model *model, size_t at);

/* Which side the field shown at that place is taken from; it may be set, too. */
enum merge_records_side *merge_model_side(const struct merge_model *model, size_t at);

bool merge_model_differs(const struct merge_model *model, size_t at);
size_t merge_model_differences(const struct merge_model *model);

/* The value the field will have, as a person reads it. The caller frees it. */
char *merge_model_result(const struct merge_model *model, struct context *context, size_t at);

#endif
