/*
 * merge_model.h: two records about to be made one, as a person reads them: the fields in which one
 * of them says something, both values of each, and what refers to either.
 */
#ifndef LI_TUI_DUPLICATES_MERGE_MODEL_H
#define LI_TUI_DUPLICATES_MERGE_MODEL_H

#include "core/duplicates/merge_records.h"

enum { SIDES = 2 }; /* JOINING_LEFT, JOINING_RIGHT */

struct pairing {
    struct joining *joining;
    int *fields; /* those that are shown */
    size_t count;
    char **shown[SIDES]; /* their values on either side; never NULL */
    char *references[SIDES];
};

/* As joining_new. Whoever started it ends it. */
enum li_err pairing_start(struct pairing *pairing, struct li *li, const struct kind *kind,
    const struct id *left, const struct id *right, struct li_error *err);
void pairing_end(struct pairing *pairing);

/* Reads both again; what was chosen holds. On failure all is as it was. */
enum li_err pairing_renew(struct pairing *pairing, struct li *li, struct li_error *err);

/* The other one stays; each field keeps the value that was chosen for it. */
enum li_err pairing_swap(struct pairing *pairing, struct li *li, struct li_error *err);

const struct kind *pairing_kind(const struct pairing *pairing);
const struct field *pairing_field(const struct pairing *pairing, size_t at);

/* Which side is taken for what is shown there; to be set, too. */
enum joining_side *pairing_side(const struct pairing *pairing, size_t at);

bool pairing_differs(const struct pairing *pairing, size_t at);
size_t pairing_differences(const struct pairing *pairing);

/* The value it will have, as a person reads it. The caller frees it. */
char *pairing_becomes(const struct pairing *pairing, struct li *li, size_t at);

#endif
