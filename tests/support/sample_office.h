/*
 * sample_office.h: a new office in a temporary directory, for tests.
 *
 * It is seeded with the reference data; its day is 2026-06-30 and "Test" is at work. The directory
 * goes with it.
 */
#ifndef LI_TESTS_SUPPORT_SAMPLE_OFFICE_H
#define LI_TESTS_SUPPORT_SAMPLE_OFFICE_H

#include "core/check/check.h"
#include "core/record/record.h"

#define OFFICE_TODAY "2026-06-30"

struct office {
    struct context *context;
    char *folder, *path; /* path: the database in the folder */
};

/* They fail the test that calls them rather than return a failure. */
struct office *office_new(void);
void office_reopen(struct office *office); /* as after a restart of the program */
void office_free(struct office *office);

/* For cmocka: *state is a struct office. */
int office_setup(void **state);
int office_teardown(void **state);
#define OFFICE_TEST(test) cmocka_unit_test_setup_teardown(test, office_setup, office_teardown)

/* Adds a record from pairs of field and value, as a person types them, ended by NULL:
   office_add(office, &kind_person, "name", "Ada", NULL). */
struct id office_add(struct office *office, const struct kind *kind, ...) __attribute__((sentinel));

/* Saves another value in that field, as a person types it. */
void office_set(struct context *context, const struct kind *kind, const struct id *id,
    const char *field, const char *value);

/* What check_database finds, a line each, with what ended it at last. The caller frees it. */
char *office_check(struct context *context, unsigned skipped, struct check_found *found);

/* A copy of the database as it is, under that name beside it, open as on another laptop, where "Bo"
   is at work. The caller closes it. */
struct context *office_copy(struct office *office, const char *name);

/* All entries of one taken in by another. */
void office_take(struct context *to, struct context *from);

/* The record's value in that field, canonical. The caller frees it. */
char *office_value(
    struct office *office, const struct kind *kind, const struct id *id, const char *field);

/* The first column of the first row of sql. The caller frees it; NULL is null or no row. */
char *office_ask(struct office *office, const char *sql);

/* Fails the test unless that is wanted; NULL is null or no row. */
void office_expect(struct office *office, const char *sql, const char *wanted);

#endif
