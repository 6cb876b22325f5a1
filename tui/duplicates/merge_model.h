/*
 * merge_model.h: two records about to be made one, as a person reads them: the fields in which one
 * of them says something, both values of each, and what refers to either.
 */
#ifndef LI_TUI_DUPLICATES_MERGE_MODEL_H
#define LI_TUI_DUPLICATES_MERGE_MODEL_H

#include "core/duplicates/merge_records.h"

enum { SIDES = 2 }; /* JOINING_LEFT, JOINING_RIGHT */

struct merge_model {
    struct merge_records *joining;
    int *fields; /* those that are shown */
    size_t count;
    char **shown[SIDES]; /* their values on either side; never NULL */
    char *references[SIDES];
};

/* As merge_records_new. Whoever started it ends it. */
enum li_err merge_model_start(struct merge_model *pairing, struct context *context,
    const struct kind *kind, const struct id *left, const struct id *right, struct li_error *err);
void merge_model_end(struct merge_model *pairing);

/* Reads both again; what was chosen holds. On failure all is as it was. */
enum li_err merge_model_renew(
    struct merge_model *pairing, struct context *context, struct li_error *err);

/* The other one stays; each field keeps the value that was chosen for it. */
enum li_err merge_model_swap(
    struct merge_model *pairing, struct context *context, struct li_error *err);

const struct kind *merge_model_kind(const struct merge_model *pairing);
const struct field *merge_model_field(const struct merge_model *pairing, size_t at);

/* Which side is taken for what is shown there; to be set, too. */
enum merge_records_side *merge_model_side(const struct merge_model *pairing, size_t at);

bool merge_model_differs(const struct merge_model *pairing, size_t at);
size_t merge_model_differences(const struct merge_model *pairing);

/* The value it will have, as a person reads it. The caller frees it. */
char *merge_model_becomes(const struct merge_model *pairing, struct context *context, size_t at);

#endif
