/*
 * test_file.c: files on disks that fail, and what is left of them.
 */
#include "data/base/disk.h"
#include "data/base/file.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/temp_folder.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What fsync fails with, in place of libc's; 0: nothing. */
static int sync_failure;

int fsync(int file)
{
    (void)file;
    errno = sync_failure;
    return sync_failure ? -1 : 0;
}

static enum li_err write_line(FILE *out, void *arg, struct li_error *err)
{
    (void)err;
    fputs(arg, out);
    return LI_OK;
}

static void test_disk_that_fails(void **state)
{
    struct place *place = *state;
    char *path = place_beside(place, "report.txt"), *absent = place_beside(place, "absent");
    place_write(path, "old", 3);
    sync_failure = EIO;
    assert_int_equal(file_write(path, write_line, "new", &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "cannot be written: Input/output error."));
    assert_int_equal(disk_sync(path, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "cannot be written to the disk: Input/output"));
    sync_failure = ENOSPC;
    assert_int_equal(disk_sync(path, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "The disk is full: "));
    sync_failure = EINVAL; /* of a file system that cannot */
    assert_int_equal(disk_sync(path, &place->err), LI_OK);
    sync_failure = 0;
    assert_int_equal(disk_sync(absent, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "cannot be opened: No such file"));
    /* The old file is as it was, and nothing lies beside it. */
    char *text = file_read(path);
    assert_string_equal(text, "old");
    assert_int_equal(place_count(place), 1);
    free(text);
    free(path);
    free(absent);
}

/* What can't be read or written says so, and leaves nothing. */
static void test_places_that_are_no_files(void **state)
{
    struct place *place = *state;
    char *absent = place_beside(place, "absent"), *below = place_beside(place, "absent/report.txt");
    assert_null(file_read(place->folder));
    assert_int_equal(errno, EISDIR);
    assert_null(file_read(absent));
    assert_int_equal(errno, ENOENT);
    assert_null(file_open(absent, &place->err));
    assert_non_null(strstr(place->err.message, "cannot be read: No such file or directory."));
    assert_int_equal(file_write(below, write_line, "new", &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "cannot be written: No such file or directory."));
    assert_int_equal(place_count(place), 0);
    free(below);
    free(absent);
}

static void test_device_that_is_full(void **state)
{
    struct place *place = *state;
    assert_int_equal(file_write("/dev/full", write_line, "new", &place->err), LI_IO);
    assert_string_equal(
        place->err.message, "/dev/full cannot be written: No space left on device.");
}

/* A program that runs out of memory while it writes leaves no half file. */
static void test_no_memory_while_writing(void **state)
{
    struct place *place = *state;
    char *path = place_beside(place, "report.txt");
    pid_t child = fork();
    if (child == 0) {
        struct file_draft draft;
        if (!freopen("/dev/null", "w", stderr) || file_draft_open(&draft, path, &place->err))
            _exit(2);
        li_out_of_memory();
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), EXIT_FAILURE);
    assert_int_equal(place_count(place), 0);
    free(path);
}

/* What lies at the path of an open database is the store's, even where another took its place. */
static void test_database_that_was_moved(void **state)
{
    struct place *place = *state;
    char *moved = place_beside(place, "moved.db");
    place_write(place->path, "one", 3);
    struct file_guard *other = file_guard_add(place->folder);
    struct file_guard *guard = file_guard_add(place->path);
    file_guard_drop(other); /* not the one added last */
    assert_int_equal(rename(place->path, moved), 0);
    place_write(place->path, "two", 3);
    assert_int_equal(file_guard_part(place->path), FILE_GUARD_DATABASE);
    assert_int_equal(file_guard_part(moved), FILE_GUARD_DATABASE);
    assert_null(file_read(moved));
    assert_int_equal(errno, EBUSY);
    assert_null(file_open(moved, &place->err));
    assert_int_equal(place->err.code, LI_REFUSED);
    file_guard_drop(guard);
    char *text = file_read(moved);
    assert_string_equal(text, "one");
    free(text);
    free(moved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_disk_that_fails),
        PLACE_TEST(test_places_that_are_no_files),
        PLACE_TEST(test_device_that_is_full),
        PLACE_TEST(test_no_memory_while_writing),
        PLACE_TEST(test_database_that_was_moved),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
