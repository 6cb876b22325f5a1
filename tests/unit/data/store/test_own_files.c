/*
 * test_own_files.c: the files of an open database are opened by SQLite alone, so that what was
 * acknowledged stays.
 */
#include "core/record/attachment.h"
#include "data/base/file.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include "data/database/database_backup.h"
#include "data/store_open.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Another program, begun before the first connection here, since SQLite's own notes of who holds
   what must not be shared. */
struct other {
    pid_t pid;
    int go[2], count[2];
};

/* Adds a country and goes: that folds the log in and removes it, if nobody else seems to be there.
   Tells how many countries it saw then. */
static int64_t other_work(struct place *place)
{
    struct store *store = place_open(place, STORE_WRITE);
    place_add_country(place, store, "CA");
    int64_t count = place_countries(store);
    store_close(store);
    return count;
}

static void other_begin(struct other *other, struct place *place)
{
    assert_int_equal(pipe(other->go), 0);
    assert_int_equal(pipe(other->count), 0);
    other->pid = fork();
    assert_true(other->pid >= 0);
    if (other->pid > 0)
        return;
    char sign;
    close(other->go[1]);
    while (read(other->go[0], &sign, 1) == 1) {
        int64_t count = other_work(place);
        if (write(other->count[1], &count, sizeof count) != sizeof count)
            break;
    }
    _exit(0);
}

static int64_t other_comes_and_goes(struct other *other)
{
    int64_t count = 0;
    assert_int_equal(write(other->go[1], "", 1), 1);
    assert_int_equal(read(other->count[0], &count, sizeof count), sizeof count);
    return count;
}

static void other_end(struct other *other)
{
    close(other->go[1]);
    assert_int_equal(waitpid(other->pid, NULL, 0), other->pid);
}

/* A page shows the digest of a document that is the database itself, while another program comes
   and goes: each sees what the other wrote. */
static void lose_nothing(struct place *place, const char *document)
{
    struct other other;
    char digest[DIGEST_TEXT_SIZE];
    other_begin(&other, place);
    struct store *store = place_open(place, STORE_CREATE);
    place_add_country(place, store, "AU");
    if (strstr(document, "hard"))
        assert_int_equal(link(place->path, document), 0);
    if (strstr(document, "soft"))
        assert_int_equal(symlink(place->path, document), 0);
    enum li_err digested = attachment_digest(document, digest, &place->err);
    assert_int_equal(other_comes_and_goes(&other), 2);
    place_add_country(place, store, "NZ");
    assert_int_equal(other_comes_and_goes(&other), 4);
    assert_int_equal(place_countries(store), 4);
    store_close(store);
    other_end(&other);
    assert_int_equal(digested, LI_REFUSED);
    assert_non_null(strstr(place->err.message, document));
}

static void test_digest(void **state)
{
    struct place *place = *state;
    lose_nothing(place, place->path);
}

static void test_digest_of_links(void **state)
{
    static const char *const names[] = {"hard.db", "soft.db"};
    struct place *place = *state;
    for (size_t i = 0; i < 2; i++) {
        char *document = place_beside(place, names[i]);
        lose_nothing(place, document);
        remove(document);
        remove(place->path);
        free(document);
    }
}

/* The same where the database is opened twice in one program. */
static void test_opened_twice(void **state)
{
    struct place *place = *state;
    struct other other;
    other_begin(&other, place);
    struct store *store = place_open(place, STORE_CREATE);
    place_add_country(place, store, "AU");
    store_close(place_open(place, STORE_READ));
    struct store *second = place_open(place, STORE_WRITE);
    assert_int_equal(other_comes_and_goes(&other), 2);
    place_add_country(place, second, "NZ");
    store_close(second);
    assert_int_equal(other_comes_and_goes(&other), 4);
    place_add_country(place, store, "MT");
    assert_int_equal(other_comes_and_goes(&other), 6);
    store_close(store);
    other_end(&other);
}

static enum li_err write_nothing(FILE *out, void *arg, struct li_error *err)
{
    (void)out, (void)arg, (void)err;
    fail_msg("It was to be refused before anything is written.");
    return LI_OK;
}

/* Nothing reads or writes over the database, nor what SQLite keeps beside it, there or not. */
static void test_every_file(void **state)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE), *other;
    place_add_country(place, store, "AU");
    for (size_t i = 0; i < 4; i++) {
        char *path = li_format("%s%s", place->path, suffixes[i]);
        char *round = li_format(
            "%s/../%s%s", place->folder, strrchr(place->folder, '/') + 1, strrchr(path, '/'));
        assert_true(file_guard_owns(path));
        assert_true(file_guard_owns(round));
        assert_int_equal(attachment_compare(path, "00", 0),
            access(path, F_OK) == 0 ? ATTACHMENT_OWN : ATTACHMENT_MISSING);
        assert_int_equal(file_write(round, write_nothing, NULL, &place->err), LI_REFUSED);
        assert_non_null(strstr(place->err.message, "open database"));
        assert_int_equal(database_backup(store, path, &place->err), LI_REFUSED);
        if (*suffixes[i])
            assert_int_not_equal(
                store_open(&other, path, STORE_READ, NULL, NULL, &place->err), LI_OK);
        free(round);
        free(path);
    }
    char *stranger = place_beside(place, "minutes.pdf");
    assert_false(file_guard_owns(stranger));
    place_write(stranger, "x", 1);
    assert_false(file_guard_owns(stranger));
    place_add_country(place, store, "NZ");
    assert_int_equal(place_countries(store), 2);
    store_close(store);
    assert_false(file_guard_owns(place->path));
    free(stranger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_digest),
        PLACE_TEST(test_digest_of_links),
        PLACE_TEST(test_opened_twice),
        PLACE_TEST(test_every_file),
    };
    return cmocka_run_group_tests_name("own_files", tests, NULL, NULL);
}
