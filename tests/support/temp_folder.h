/*
 * temp_folder.h: a folder of its own for a test's database file, and what is done to files there.
 *
 * What cannot be done where it should fails the test that asked for it.
 */
#ifndef LI_TESTS_SUPPORT_TEMP_FOLDER_H
#define LI_TESTS_SUPPORT_TEMP_FOLDER_H

#include "data/store/store.h"
#include <stddef.h>

struct place {
    char *folder, *path; /* path: the database in the folder, which is not there yet */
    struct li_error err;
};

/* For cmocka: *state is a struct place. */
int place_set_up(void **state);
int place_tear_down(void **state);
#define PLACE_TEST(test) cmocka_unit_test_setup_teardown(test, place_set_up, place_tear_down)

struct store *place_open(struct place *place, enum store_mode mode);

/* The path of another file in the folder. The caller frees it. */
char *place_beside(const struct place *place, const char *name);
int place_count(const struct place *place); /* files in the folder */

/* Whole files. The caller frees what place_read returns. */
void place_write(const char *path, const void *bytes, size_t size);
char *place_read(const char *path, size_t *size);

/* Runs sql on the file past everything of ours. */
void place_raw(const char *path, const char *sql);

/* A journal_fn that adds the country whose code is its arg; the same as an entry; how many there
   are. */
enum li_err place_country(struct store *store, void *code, struct li_error *err);
void place_add_country(struct place *place, struct store *store, const char *code);
int64_t place_countries(struct store *store);

#endif
