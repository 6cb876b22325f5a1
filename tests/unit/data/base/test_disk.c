/*
 * test_disk.c: temporary files of programs that were killed go, and nothing else does.
 */
#include "data/base/disk.h"
#include "data/base/memory.h"
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

static void touch(char *path)
{
    place_write(path, "x", 1);
    free(path);
}

/* Makes a file, its log and a demonstration, then dies. */
static void leave(const struct place *place)
{
    char *base = place_beside(place, "report.csv"), *name = disk_temporary(base);
    int file = mkstemp(name);
    char *demo = place_beside(place, DISK_DEMONSTRATION), *folder = disk_temporary(demo);
    if (file < 0 || !mkdtemp(folder))
        _exit(1);
    touch(li_format("%s-wal", name));
    touch(li_format("%s/liaise.db", folder));
    touch(li_format("%s/liaise.db-shm", folder));
    _exit(0);
}

static void test_of_the_dead(void **state)
{
    struct place *place = *state;
    int status = 1;
    pid_t child = fork();
    if (child == 0)
        leave(place);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(place_count(place), 3);
    disk_sweep(place->folder);
    assert_int_equal(place_count(place), 0);
}

static void test_of_the_living(void **state)
{
    struct place *place = *state;
    char *base = place_beside(place, "report.csv"), *name = disk_temporary(base);
    int file = mkstemp(name);
    assert_true(file >= 0);
    close(file);
    disk_sweep(place->folder);
    assert_int_equal(place_count(place), 1);
    free(name);
    free(base);
}

/* Of another computer, of a name that is only alike, a folder, a link: none of them is ours. */
static void test_of_others(void **state)
{
    struct place *place = *state;
    char *base = place_beside(place, "report.csv"), *name = disk_temporary(base);
    const char *host = strrchr(name, '-') - 8;
    touch(place_beside(place, "report.csv.liaise-2147483646-00000000-abcdef"));
    touch(li_format("%s.liaise-0-%.8s-abcdef", base, host));
    touch(li_format("%s.liaise-2147483646-%.8s-abc", base, host));
    touch(li_format("%s.liaise-2147483646-%.8s-abcdef.csv", base, host));
    touch(li_format("%s.liaise-2147483646-%.8s-abcdefg", base, host));
    char *folder = li_format("%s.liaise-2147483646-%.8s-folder", base, host);
    char *link = li_format("%s.liaise-2147483646-%.8s-linked", base, host);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(symlink("report.csv", link), 0);
    int before = place_count(place);
    disk_sweep(place->folder);
    assert_int_equal(place_count(place), before);
    free(link);
    free(folder);
    free(name);
    free(base);
}

static void test_paths(void **state)
{
    struct place *place = *state;
    char *link = place_beside(place, "a.db"), *next = place_beside(place, "b.db");
    assert_int_equal(symlink("b.db", link), 0);
    assert_int_equal(symlink("c.db", next), 0);
    char *expected = place_beside(place, "c.db"), *real = disk_real(link);
    assert_string_equal(real, expected);
    free(real);
    real = disk_real("nowhere/at/all.db");
    assert_string_equal(real, "nowhere/at/all.db");
    free(real);
    char *around = li_format("%s/./b.db", place->folder);
    char *one = disk_absolute(around), *other = disk_absolute(expected);
    assert_string_equal(one, other);
    free(other);
    free(one);
    free(around);
    free(expected);
    free(next);
    free(link);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_of_the_dead),
        PLACE_TEST(test_of_the_living),
        PLACE_TEST(test_of_others),
        PLACE_TEST(test_paths),
    };
    return cmocka_run_group_tests_name("disk", tests, NULL, NULL);
}
