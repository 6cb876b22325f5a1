/*
 * test_sync.c: databases of one team that meet in folders.
 */
#include "data/base/memory.h"
#include "data/carrier/folder_push.h"
#include "data/store/query.h"
#include "data/sync/carriers.h"
#include "tests/support/check.h"
#include "tests/support/meeting.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* --- files ------------------------------------------------------------------------------------ */

/* The tail of the laptop; its path and bytes are the caller's to free. */
static char *read_tail(const struct meeting *meeting, char **path, size_t *size)
{
    *path = meeting_tail(meeting, meeting->laptop);
    return place_read(*path, size);
}

/* --- tests ------------------------------------------------------------------------------------ */

static void test_what_one_writes_the_other_has(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    meeting_add_area(meeting->head, 1);
    meeting_add_area(meeting->laptop, 2);
    meeting_assert_sync(meeting, meeting->head, 0, 1, 0);
    meeting_assert_sync(meeting, meeting->laptop, 1, 1, 0);
    meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
    assert_string_equal(meeting_areas(meeting->head), "2");
    assert_string_equal(meeting_areas(meeting->laptop), "2");
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    meeting_assert_sound(meeting->head);
    meeting_assert_sound(meeting->laptop);
}

static void test_little_by_little_there_is_one_tail(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    int files = meeting_count_files(meeting->one, ".bundle", NULL);
    for (int i = 0; i < 5; i++) {
        meeting_add_area(meeting->laptop, i);
        meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
    }
    assert_int_equal(meeting_count_files(meeting->one, ".bundle", NULL), files);
    meeting_assert_sync(meeting, meeting->head, 5, 0, 0);
}

/* Whoever syncs after each entry reads it again only until the tail has become a file of its own.
 */
static void test_a_tail_that_has_grown_long_becomes_a_file(void **state)
{
    enum { ENTRIES = 60 };
    static const char add_noise[] =
        "INSERT INTO area (id, name) VALUES (?1, hex(randomblob(100)))"; /* not to be packed */
    struct meeting *meeting = *state;
    size_t size, longest = 0;
    meeting_meet(meeting);
    int files = meeting_count_files(meeting->one, ".bundle", NULL);
    for (int i = 0; i < ENTRIES; i++) {
        char *path;
        const struct id id = {{7, (unsigned char)i}};
        ledger_write(meeting->laptop, "Add area", add_noise, &id, NULL);
        meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
        meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
        free(read_tail(meeting, &path, &size));
        free(path);
        longest = size > longest ? size : longest;
    }
    files = meeting_count_files(meeting->one, ".bundle", NULL) - files;
    assert_in_range(files, 2, ENTRIES / 10);
    assert_in_range(longest, 0, 2 * FOLDER_RUN_LEAST);
    assert_string_equal(meeting_areas(meeting->head), "60");
    meeting_assert_sound(meeting->head);
}

static void test_a_long_run_is_a_file_of_its_own(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    int files = meeting_count_files(meeting->one, ".bundle", NULL);
    ledger_import(meeting->laptop, 20000);
    meeting_add_area(meeting->laptop, 30001);
    meeting_sync(meeting, meeting->laptop);
    int after = meeting_count_files(meeting->one, ".bundle", NULL);
    assert_true(after > files);
    meeting_add_area(meeting->laptop, 30002);
    meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
    meeting_add_area(meeting->laptop, 30003);
    meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
    assert_true(meeting_count_files(meeting->one, ".bundle", NULL) <= after + 1);
    meeting_sync(meeting, meeting->head);
    assert_string_equal(meeting_areas(meeting->head), "20003");
    meeting_assert_sound(meeting->head);
}

static void test_an_older_tail_put_back_is_made_good(void **state)
{
    struct meeting *meeting = *state;
    size_t size;
    char *path, *newer;
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    meeting_sync(meeting, meeting->laptop);
    char *older = read_tail(meeting, &path, &size);
    meeting_add_area(meeting->laptop, 2);
    meeting_sync(meeting, meeting->laptop);
    place_write(path, older, size);
    meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
    meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
    meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
    free(path);
    newer = read_tail(meeting, &path, &size);
    free(newer);
    free(older);
    free(path);
}

static void test_what_cannot_be_read_is_told_after_a_day_and_once(void **state)
{
    struct meeting *meeting = *state;
    size_t size;
    char *tail;
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    meeting_sync(meeting, meeting->laptop);
    char *bytes = read_tail(meeting, &tail, &size);
    char *copy = li_format("%s/half.bundle", meeting->one);
    bytes[size - 20] ^= 1;
    place_write(copy, bytes, size);
    meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
    assert_int_equal(meeting->result.aside, 0);
    assert_string_equal(
        ledger_value(meeting->head, "SELECT count(*) FROM local_aside WHERE told IS NULL"), "1");
    assert_int_equal(query_run(meeting->head->store,
                         "UPDATE local_aside SET at = '2020-01-01T00:00:00Z'", &meeting->err),
        LI_OK);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(meeting->result.aside, 1);
    assert_non_null(strstr(meeting->result.said[0].text, "one: half.bundle was set aside: "));
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(meeting->result.aside, 0);
    bytes[size - 20] ^= 1;
    place_write(copy, bytes, size);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_string_equal(ledger_value(meeting->head, "SELECT count(*) FROM local_aside"), "0");
    free(bytes);
    free(copy);
    free(tail);
}

static void test_what_is_gone_is_not_told(void **state)
{
    struct meeting *meeting = *state;
    char *copy = li_format("%s/half.bundle", meeting->one);
    meeting_meet(meeting);
    place_write(copy, "half", 4);
    meeting_sync(meeting, meeting->head);
    unlink(copy);
    assert_int_equal(query_run(meeting->head->store,
                         "UPDATE local_aside SET at = '2020-01-01T00:00:00Z'", &meeting->err),
        LI_OK);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(meeting->result.aside, 0);
    assert_string_equal(ledger_value(meeting->head, "SELECT count(*) FROM local_aside"), "0");
    free(copy);
}

static void test_a_gap_waits_for_what_goes_before_it(void **state)
{
    struct meeting *meeting = *state;
    char *path, *kept = li_format("%s/kept", meeting->other);
    meeting_meet(meeting);
    ledger_import(meeting->laptop, 20000);
    meeting_sync(meeting, meeting->laptop);
    char *first = NULL;
    DIR *entries = opendir(meeting->one);
    const struct dirent *entry;
    while ((entry = readdir(entries)) != NULL)
        if (strstr(entry->d_name, ".bundle") && !strstr(entry->d_name, "tail")) {
            free(first);
            first = li_format("%s/%s", meeting->one, entry->d_name);
        }
    closedir(entries);
    assert_non_null(first);
    assert_int_equal(rename(first, kept), 0);
    meeting_add_area(meeting->laptop, 30001);
    meeting_sync(meeting, meeting->head);
    assert_int_equal(meeting->result.aside, 0);
    assert_int_equal(rename(kept, first), 0);
    meeting_sync(meeting, meeting->head);
    meeting_sync(meeting, meeting->laptop);
    meeting_sync(meeting, meeting->head);
    assert_string_equal(meeting_areas(meeting->head), "20001");
    meeting_assert_sound(meeting->head);
    path = first;
    free(path);
    free(kept);
}

static void test_one_that_fails_does_not_stop_the_other(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    meeting_add_carrier(meeting, meeting->head, "other", meeting->other);
    char *away = li_format("%s-away", meeting->one);
    assert_int_equal(rename(meeting->one, away), 0);
    meeting_sync(meeting, meeting->head);
    assert_int_equal(meeting->result.failed, 1);
    assert_true(meeting->result.went > 0);
    assert_true(meeting->result.said[0].failed);
    assert_true(meeting_count_files(meeting->other, ".bundle", NULL) > 0);
    assert_string_equal(
        ledger_value(meeting->head, "SELECT name FROM local_carrier WHERE failing IS NOT NULL"),
        "one");
    assert_int_equal(rename(away, meeting->one), 0);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    free(away);
}

/* A later version had another class of carriers. */
static void test_a_carrier_of_no_class_here(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    meeting_add_carrier(meeting, meeting->head, "other", meeting->other);
    assert_int_equal(
        query_run(meeting->head->store,
            "UPDATE local_carrier SET class = 'pigeon' WHERE name = 'one'", &meeting->err),
        LI_OK);
    meeting_sync(meeting, meeting->head);
    assert_int_equal(meeting->result.failed, 1);
    assert_string_equal(meeting->result.said[0].text, "one: This liaise can't use a pigeon.");
    assert_true(meeting_count_files(meeting->other, ".bundle", NULL) > 0);
}

static void test_not_a_folder(void **state)
{
    struct meeting *meeting = *state;
    char *path = place_beside(meeting->place, "file");
    place_write(path, "x", 1);
    assert_int_equal(
        carriers_add(meeting->head->store, "file", "folder", path, &meeting->err), LI_REFUSED);
    assert_non_null(strstr(meeting->err.message, "/file is not a folder."));
    free(path);
}

/* A device that has nothing new is heard from again after a day. */
static void test_sign_of_life(void **state)
{
    enum { DAY = 24 * 60 * 60 };
    struct meeting *meeting = *state;
    char *path;
    struct stat about;
    const struct timespec then = {time(NULL) - 2 * DAY, 0};
    meeting_meet(meeting);
    assert_true(meeting_count_files(meeting->one, ".heads", &path) > 0);
    assert_int_equal(utimensat(AT_FDCWD, path, (const struct timespec[]){then, then}, 0), 0);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    meeting_assert_sync(meeting, meeting->laptop, 0, 0, 0);
    assert_int_equal(stat(path, &about), 0);
    assert_true(about.st_mtime > then.tv_sec + DAY);
    free(path);
}

static void test_no_carrier(void **state)
{
    struct meeting *meeting = *state;
    const struct sync_options options = {.via = "disk"}, any = {0};
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_run(meeting->head->store, &options, &meeting->result, &meeting->err), LI_NONE);
    assert_string_equal(meeting->err.message, "There is no carrier \"disk\"; use one.");
    assert_int_equal(carriers_remove(meeting->head->store, "one", &meeting->err), LI_OK);
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_run(meeting->head->store, &any, &meeting->result, &meeting->err), LI_NONE);
    assert_non_null(strstr(meeting->err.message, "There is no carrier yet; add one"));
}

static void test_what_one_carrier_brings_goes_on_to_the_other(void **state)
{
    struct meeting *meeting = *state;
    struct ledger *far = ledger_new();
    meeting_meet(meeting);
    meeting_join(meeting, far, ACT_ROLE_EDITOR);
    meeting_add_carrier(meeting, meeting->head, "other", meeting->other);
    meeting_add_carrier(meeting, far, "other", meeting->other);
    meeting_sync(meeting, far);
    meeting_sync(meeting, meeting->head);
    meeting_sync(meeting, far);
    meeting_add_area(far, 1);
    meeting_sync(meeting, far);
    meeting_sync(meeting, meeting->head);
    meeting_sync(meeting, meeting->laptop);
    assert_string_equal(meeting_areas(meeting->laptop), "1");
    meeting_add_area(meeting->laptop, 2);
    meeting_sync(meeting, meeting->laptop);
    meeting_sync(meeting, meeting->head);
    meeting_sync(meeting, far);
    assert_string_equal(meeting_areas(far), "2");
    ledger_free(far);
}

/* A progress_fn. */
static bool stop_at_once(void *arg, int64_t done, int64_t total, int64_t count)
{
    (void)arg;
    (void)done;
    (void)total;
    (void)count;
    return false;
}

static void test_what_was_stopped_goes_on(void **state)
{
    struct meeting *meeting = *state;
    const struct sync_options options = {.progress = stop_at_once};
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    meeting_sync(meeting, meeting->laptop);
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_run(meeting->head->store, &options, &meeting->result, &meeting->err), LI_INTERRUPTED);
    meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
}

/* A progress_fn. */
static bool stop_in_the_middle(void *arg, int64_t done, int64_t total, int64_t count)
{
    (void)arg;
    (void)total;
    (void)count;
    return done < 256;
}

/* What came before the stop stays, in a branch that ends unsigned until the rest is here. */
static void test_half_a_run_is_no_damage(void **state)
{
    struct meeting *meeting = *state;
    const struct sync_options options = {.progress = stop_in_the_middle};
    meeting_meet(meeting);
    for (int i = 0; i < 300; i++)
        meeting_add_area(meeting->laptop, i);
    meeting_sync(meeting, meeting->laptop);
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_run(meeting->head->store, &options, &meeting->result, &meeting->err), LI_INTERRUPTED);
    assert_string_equal(meeting_areas(meeting->head), "255");
    meeting_assert_sound(meeting->head);
    meeting_assert_sync(meeting, meeting->head, 45, 0, 0);
    assert_string_equal(meeting_areas(meeting->head), "300");
    meeting_assert_sound(meeting->head);
    assert_string_equal(
        ledger_value(meeting->head, "SELECT value FROM local_fact WHERE name = 'arriving'"), "0");
}

static void test_by_file(void **state)
{
    struct meeting *meeting = *state;
    const struct sync_options options = {0};
    char *path = place_beside(meeting->place, "mail");
    meeting_add_area(meeting->head, 1);
    assert_int_equal(
        sync_export(meeting->head->store, path, NULL, &meeting->result, &meeting->err), LI_OK);
    assert_int_equal(meeting->result.went, 4);
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_import(meeting->laptop->store, path, &options, &meeting->result, &meeting->err),
        LI_OK);
    assert_int_equal(meeting->result.came, 4);
    assert_int_equal(meeting->result.failed, 0);
    assert_string_equal(meeting_areas(meeting->laptop), "1");
    unlink(path);
    free(path);
}

/* What waits to go, for the screen. */
static void test_state(void **state)
{
    struct meeting *meeting = *state;
    struct carriers_state how;
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    assert_int_equal(carriers_load_state(meeting->laptop->store, &how, &meeting->err), LI_OK);
    assert_int_equal(how.carriers, 1);
    assert_int_equal(how.waiting, 1);
    assert_non_null(how.synced);
    assert_null(how.failing);
    carriers_state_clear(&how);
    meeting_sync(meeting, meeting->laptop);
    assert_int_equal(carriers_load_state(meeting->laptop->store, &how, &meeting->err), LI_OK);
    assert_int_equal(how.waiting, 0);
    carriers_state_clear(&how);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETING_TEST(test_what_one_writes_the_other_has),
        MEETING_TEST(test_little_by_little_there_is_one_tail),
        MEETING_TEST(test_a_tail_that_has_grown_long_becomes_a_file),
        MEETING_TEST(test_a_long_run_is_a_file_of_its_own),
        MEETING_TEST(test_an_older_tail_put_back_is_made_good),
        MEETING_TEST(test_what_cannot_be_read_is_told_after_a_day_and_once),
        MEETING_TEST(test_what_is_gone_is_not_told),
        MEETING_TEST(test_a_gap_waits_for_what_goes_before_it),
        MEETING_TEST(test_one_that_fails_does_not_stop_the_other),
        MEETING_TEST(test_a_carrier_of_no_class_here),
        MEETING_TEST(test_not_a_folder),
        MEETING_TEST(test_sign_of_life),
        MEETING_TEST(test_no_carrier),
        MEETING_TEST(test_what_one_carrier_brings_goes_on_to_the_other),
        MEETING_TEST(test_what_was_stopped_goes_on),
        MEETING_TEST(test_half_a_run_is_no_damage),
        MEETING_TEST(test_by_file),
        MEETING_TEST(test_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
