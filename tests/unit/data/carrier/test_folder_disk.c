/*
 * test_folder_disk.c: files in a shared folder are listed, read and replaced, or it is said why
 * not.
 */
#include "data/base/memory.h"
#include "data/carrier/folder_disk.h"
#include "tests/support/check.h"
#include "tests/support/temp_folder.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void assert_said(const struct place *place, const char *words)
{
    if (!strstr(place->err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", place->err.message, words);
}

static void put(struct place *place, const char *name, const char *bytes)
{
    if (folder_disk_write(place->folder, name, bytes, strlen(bytes), &place->err))
        fail_msg("%s", place->err.message);
}

/* The names of the files that are listed, with a space after each. The caller frees it. */
static char *listed(struct place *place)
{
    char *names = NULL;
    struct folder_disk_list list;
    FILE *out = li_text_open(&names);
    if (folder_disk_list(place->folder, &list, &place->err))
        fail_msg("%s", place->err.message);
    for (size_t i = 0; i < list.count; i++)
        fprintf(out, "%s ", list.items[i].name);
    folder_disk_list_clear(&list);
    li_text_close(out);
    return names;
}

static void assert_listed(struct place *place, const char *wanted)
{
    char *names = listed(place);
    assert_string_equal(names, wanted);
    free(names);
}

/* --- listing ---------------------------------------------------------------------------------- */

static void test_plain_files_in_order(void **state)
{
    struct place *place = *state;
    char *folder = place_beside(place, "inside"), *link = place_beside(place, "link");
    assert_listed(place, "");
    put(place, "b", "2");
    put(place, "a", "1");
    put(place, ".hidden", "3");
    put(place, "~theirs", "4");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(symlink("a", link), 0);
    assert_listed(place, "a b ");
    rmdir(folder);
    free(folder);
    free(link);
}

/* What a killed program left goes after a day; what may still be written stays. */
static void test_leftovers(void **state)
{
    enum { HOUR = 60 * 60 };
    static const struct {
        const char *name;
        int age; /* seconds */
        bool stays;
    } cases[] = {{"~liaise-old.tmp", 25 * HOUR, false}, {"~liaise-new.tmp", 23 * HOUR, true},
        {"~other.tmp", 25 * HOUR, true}, {".liaise-old.tmp", 25 * HOUR, true}};
    struct place *place = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = place_beside(place, cases[i].name);
        const struct timespec then = {time(NULL) - cases[i].age, 0};
        place_write(path, "x", 1);
        assert_int_equal(utimensat(AT_FDCWD, path, (const struct timespec[]){then, then}, 0), 0);
        assert_listed(place, "");
        assert_int_equal(access(path, F_OK) == 0, cases[i].stays);
        free(path);
    }
}

/* A folder that is gone may come back; one that can't be opened is named with the reason. */
static void test_no_folder(void **state)
{
    struct place *place = *state;
    struct folder_disk_list list;
    char *gone = place_beside(place, "gone"), *file = place_beside(place, "file");
    char *loop = place_beside(place, "loop");
    place_write(file, "x", 1);
    assert_int_equal(symlink("loop", loop), 0);
    const char *const unavailable[] = {gone, file};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(folder_disk_list(unavailable[i], &list, &place->err), LI_IO);
        assert_said(place, "is not available now (is its disk connected?)");
        assert_int_equal(folder_disk_write(unavailable[i], "a", "1", 1, &place->err), LI_IO);
        assert_said(place, "is not available now");
    }
    assert_int_equal(folder_disk_list(loop, &list, &place->err), LI_IO);
    assert_said(place, "/loop");
    assert_said(place, "opened");
    assert_int_equal(list.count, 0);
    free(gone);
    free(file);
    free(loop);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* As many bytes as were asked for, also of one that needs several reads. */
static void test_read(void **state)
{
    enum { SIZE = 200000 };
    struct place *place = *state;
    struct folder_disk_file file;
    char *bytes = li_calloc(SIZE, 1);
    memset(bytes, 'x', SIZE - 1);
    put(place, "long", bytes);
    const size_t most[] = {1, 65536, 100000, SIZE - 1, SIZE + 5};
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        struct bytes out = {0};
        assert_int_equal(
            folder_disk_read(place->folder, "long", most[i], &out, &place->err), LI_OK);
        assert_int_equal(out.size, most[i] < SIZE ? most[i] : SIZE - 1);
        assert_memory_equal(out.at, bytes, out.size);
        free(out.at);
    }
    assert_int_equal(folder_disk_look(place->folder, "long", &file, &place->err), LI_OK);
    assert_int_equal(file.size, SIZE - 1);
    free(bytes);
}

/* One that is gone is none; what is no file, or leads elsewhere, is not read. */
static void test_not_read(void **state)
{
    struct place *place = *state;
    struct folder_disk_file file;
    struct bytes out = {0};
    char *folder = place_beside(place, "inside"), *link = place_beside(place, "link");
    put(place, "a", "1");
    assert_int_equal(folder_disk_read(place->folder, "gone", 9, &out, &place->err), LI_NONE);
    assert_int_equal(folder_disk_look(place->folder, "gone", &file, &place->err), LI_NONE);
    assert_int_equal(symlink("a", link), 0);
    assert_int_equal(mkdir(folder, 0700), 0);
    static const char *const names[] = {"link", "inside"};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(folder_disk_read(place->folder, names[i], 9, &out, &place->err), LI_IO);
        assert_said(place, names[i]);
        assert_said(place, "read");
    }
    unlink(link);
    assert_int_equal(symlink("link", link), 0);
    assert_int_equal(folder_disk_look(place->folder, "link", &file, &place->err), LI_IO);
    assert_said(place, "/link");
    assert_int_equal(out.size, 0);
    rmdir(folder);
    free(folder);
    free(link);
}

/* The program's own database is opened by SQLite alone. */
static void test_own_database(void **state)
{
    struct place *place = *state;
    struct bytes out = {0};
    struct store *store = place_open(place, STORE_CREATE);
    const char *name = strrchr(place->path, '/') + 1;
    assert_int_equal(folder_disk_read(place->folder, name, 9, &out, &place->err), LI_REFUSED);
    assert_int_equal(out.size, 0);
    store_close(store);
}

/* --- writing ---------------------------------------------------------------------------------- */

static void assert_whole(struct place *place, const char *name, const char *wanted)
{
    size_t size;
    char *path = place_beside(place, name), *bytes = place_read(path, &size);
    assert_int_equal(size, strlen(wanted));
    assert_memory_equal(bytes, wanted, size);
    free(bytes);
    free(path);
}

/* What is there is replaced as a whole or stays, and nothing lies beside it. */
static void test_replace(void **state)
{
    enum { LONG = 8192 };
    struct place *place = *state;
    struct rlimit before, small;
    char bytes[LONG];
    memset(bytes, 'x', sizeof bytes);
    put(place, "a", "first");
    put(place, "a", "second");
    assert_whole(place, "a", "second");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = LONG / 2;
    void (*caught)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum li_err code = folder_disk_write(place->folder, "a", bytes, LONG, &place->err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, caught);
    assert_int_equal(code, LI_IO);
    assert_said(place, "/a ");
    assert_said(place, "written");
    assert_whole(place, "a", "second");
    assert_int_equal(place_count(place), 1);
}

static void test_name_of_a_folder(void **state)
{
    struct place *place = *state;
    char *folder = place_beside(place, "inside");
    assert_int_equal(mkdir(folder, 0700), 0);
    int files = place_count(place);
    assert_int_equal(folder_disk_write(place->folder, "inside", "1", 1, &place->err), LI_IO);
    assert_said(place, "/inside ");
    assert_int_equal(place_count(place), files);
    rmdir(folder);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_plain_files_in_order),
        PLACE_TEST(test_leftovers),
        PLACE_TEST(test_no_folder),
        PLACE_TEST(test_read),
        PLACE_TEST(test_not_read),
        PLACE_TEST(test_own_database),
        PLACE_TEST(test_replace),
        PLACE_TEST(test_name_of_a_folder),
    };
    return cmocka_run_group_tests_name("files of a folder", tests, NULL, NULL);
}
