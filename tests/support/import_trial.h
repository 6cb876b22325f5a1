/*
 * import_trial.h: text imported into an office, and what becomes of it, for tests.
 */
#ifndef LI_TESTS_SUPPORT_IMPORT_TRIAL_H
#define LI_TESTS_SUPPORT_IMPORT_TRIAL_H

#include "core/exchange/import.h"
#include "tests/support/sample_office.h"

/* One import and all that was said about it. */
struct trial {
    struct import_options wish;
    struct import_counts counts;
    struct li_error err;
    enum li_err code;
    char *said, *rejected;
};

#define WISH(...) ((struct import_options){__VA_ARGS__})

/* Writes a file into the folder of the office. The caller frees its path. */
char *trial_file(struct office *office, const char *bytes, size_t size);

/* Imports a file of these bytes as trial->wish says, affiliates unless it names another kind. */
void trial_run(struct office *office, struct trial *trial, const char *bytes, size_t size);
void trial_free(struct trial *trial); /* what it refers to */

/* These import text and fail the test unless that becomes of it: */
void trial_counts(struct office *office, struct import_options wish, const char *text,
    int64_t added, int64_t changed, int64_t same);
void trial_refused(
    struct office *office, struct import_options wish, const char *text, const char *message);
/* everything said of bad rows is said, and nothing is written. */
void trial_bad(
    struct office *office, struct import_options wish, const char *text, const char *said);

#endif
