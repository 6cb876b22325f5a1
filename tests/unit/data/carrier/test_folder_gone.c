/*
 * test_folder_gone.c: files that are gone, or are others, between one look at a folder and the
 * next: the sync goes on without them, and the next one makes it good.
 *
 * The linker puts what is below in the place of the reading and looking of folder_disk.c.
 */
#include "data/base/memory.h"
#include "data/carrier/folder.h"
#include "data/carrier/folder_disk.h"
#include "data/team/team_owed.h"
#include "tests/support/check.h"
#include "tests/support/meeting.h"
#include <stdlib.h>
#include <string.h>

/* What happens to the files whose names have this in them; NULL: nothing. */
static struct {
    const char *name;
    size_t most;    /* when so many bytes are asked for; 0: when it is looked at */
    bool exchanged; /* other bytes are there; else the file is gone */
} astray;

static bool is_astray(const char *name, size_t most)
{
    return astray.name && strstr(name, astray.name) && astray.most == most;
}

enum li_err __real_folder_disk_read(
    const char *folder, const char *name, size_t most, struct bytes *out, struct li_error *err);
enum li_err __wrap_folder_disk_read(
    const char *folder, const char *name, size_t most, struct bytes *out, struct li_error *err);
enum li_err __wrap_folder_disk_read(
    const char *folder, const char *name, size_t most, struct bytes *out, struct li_error *err)
{
    if (!is_astray(name, most))
        return __real_folder_disk_read(folder, name, most, out, err);
    if (astray.exchanged)
        bytes_add(out, "others", 6);
    return astray.exchanged ? LI_OK : LI_NONE;
}

enum li_err __real_folder_disk_look(
    const char *folder, const char *name, struct folder_disk_file *file, struct li_error *err);
enum li_err __wrap_folder_disk_look(
    const char *folder, const char *name, struct folder_disk_file *file, struct li_error *err);
enum li_err __wrap_folder_disk_look(
    const char *folder, const char *name, struct folder_disk_file *file, struct li_error *err)
{
    return is_astray(name, 0) ? LI_NONE : __real_folder_disk_look(folder, name, file, err);
}

static void let_be(void)
{
    memset(&astray, 0, sizeof astray);
}

/* Gone before its header or before its entries are read. */
static void test_gone_before_it_is_read(void **state)
{
    static const size_t reads[] = {BUNDLE_HEADER_MOST, BUNDLE_SIZE_MOST};
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    for (size_t i = 0; i < 2; i++) {
        meeting_add_area(meeting->laptop, (int)i);
        meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
        astray.name = ".bundle";
        astray.most = reads[i];
        meeting_sync(meeting, meeting->head);
        assert_int_equal(meeting->result.came + meeting->result.failed, 0);
        let_be();
        meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
    }
    assert_string_equal(meeting_areas(meeting->head), "2");
    meeting_assert_sound(meeting->head);
}

/* What was written is gone at once: it is written again by the next sync. */
static void test_gone_once_it_is_written(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    char *path = meeting_tail(meeting, meeting->laptop);
    astray.name = strrchr(path, '/') + 1;
    meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
    let_be();
    meeting_sync(meeting, meeting->laptop);
    assert_int_equal(meeting->result.failed, 0);
    meeting_sync(meeting, meeting->head);
    assert_string_equal(meeting_areas(meeting->head), "1");
    free(path);
}

/* So it is if nothing was there before. */
static void test_gone_once_it_is_first_written(void **state)
{
    struct meeting *meeting = *state;
    meeting_add_area(meeting->laptop, 1);
    astray.name = "-tail.bundle";
    meeting_sync(meeting, meeting->laptop);
    assert_int_equal(meeting->result.failed, 0);
    let_be();
    meeting_meet(meeting);
    meeting_sync(meeting, meeting->head);
    assert_string_equal(meeting_areas(meeting->head), "1");
    meeting_assert_sound(meeting->head);
}

/* Another's bytes are in the place of the tail: it is not replaced, and nothing is lost. */
static void test_tail_exchanged(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
    int files = meeting_count_files(meeting->one, ".bundle", NULL);
    meeting_add_area(meeting->laptop, 2);
    astray.name = "-tail.bundle";
    astray.most = BUNDLE_SIZE_MOST;
    astray.exchanged = true;
    meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
    let_be();
    assert_int_equal(meeting_count_files(meeting->one, ".bundle", NULL), files + 1);
    meeting_assert_sync(meeting, meeting->head, 2, 0, 0);
    assert_string_equal(meeting_areas(meeting->head), "2");
}

static int64_t first_of(const char *path)
{
    size_t size;
    struct bundle_header header;
    struct li_error err = {0};
    char *bytes = place_read(path, &size);
    assert_int_equal(bundle_header_read(bytes, size, &header, &err), LI_OK);
    free(bytes);
    return header.first;
}

/* The tail begins after what is gone from the folder: the new one has that, too. */
static void test_gone_before_the_tail(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    for (int i = 1; i <= 3; i++) {
        if (i == 2) { /* so that it is a file of its own, and the third is the tail */
            astray.name = "-tail.bundle";
            astray.most = BUNDLE_SIZE_MOST;
            astray.exchanged = true;
        }
        meeting_add_area(meeting->laptop, i);
        meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
        let_be();
    }
    char *tail = meeting_tail(meeting, meeting->laptop);
    char *command = li_format(
        "find '%s' -name '%.32s-[0-9]*.bundle' -delete", meeting->one, strrchr(tail, '/') + 1);
    assert_int_equal(system(command), 0);
    int64_t first = first_of(tail);
    meeting_sync(meeting, meeting->laptop);
    assert_int_equal(meeting->result.failed, 0);
    assert_true(first_of(tail) < first);
    meeting_sync(meeting, meeting->head);
    assert_string_equal(meeting_areas(meeting->head), "3");
    meeting_assert_sound(meeting->head);
    free(command);
    free(tail);
}

/* A tail under an older key stays under its own name, and is not written again if it is there. */
static void test_tail_there_already(void **state)
{
    struct meeting *meeting = *state;
    struct bundle_header header;
    char name[BUNDLE_NAME_SIZE];
    size_t size;
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
    char *tail = meeting_tail(meeting, meeting->laptop), *bytes = place_read(tail, &size);
    assert_int_equal(bundle_header_read(bytes, size, &header, &meeting->err), LI_OK);
    bundle_name(&header, name);
    char *path = li_format("%s/%s", meeting->one, name);
    place_write(path, bytes, size);
    assert_int_equal(team_owed_key(meeting->head->store, &meeting->err), LI_OK);
    meeting_meet(meeting);
    int files = meeting_count_files(meeting->one, ".bundle", NULL);
    meeting_add_area(meeting->laptop, 2);
    meeting_assert_sync(meeting, meeting->laptop, 0, 1, 0);
    assert_int_equal(meeting_count_files(meeting->one, ".bundle", NULL), files);
    meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
    assert_string_equal(meeting_areas(meeting->head), "2");
    meeting_assert_sound(meeting->head);
    free(path);
    free(bytes);
    free(tail);
}

/* A carrier_give_bundle. */
static enum li_err count_part(
    void *arg, const char *name, const void *bytes, size_t size, struct li_error *err)
{
    (void)name, (void)bytes, (void)err;
    *(size_t *)arg += size > 0;
    return LI_OK;
}

static void test_snapshot_gone(void **state)
{
    struct meeting *meeting = *state;
    const struct sync_options options = {.snapshot = true};
    size_t parts = 0;
    struct carrier carrier = {.class = &folder_class, .name = "one", .place = meeting->one};
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_run(meeting->head->store, &options, &meeting->result, &meeting->err), LI_OK);
    assert_int_equal(sync_check_shared(meeting->head->store, &carrier.team, &meeting->err), LI_OK);
    assert_int_equal(folder_class.open(&carrier, &meeting->err), LI_OK);
    astray.name = ".snapshot";
    astray.most = BUNDLE_SIZE_MOST;
    assert_int_equal(folder_class.get_snapshot(&carrier, count_part, &parts, &meeting->err), LI_IO);
    assert_non_null(strstr(meeting->err.message, ".snapshot no longer exists."));
    assert_int_equal(parts, 0);
    astray.most = BUNDLE_HEADER_MOST;
    assert_int_equal(
        folder_class.get_snapshot(&carrier, count_part, &parts, &meeting->err), LI_NONE);
    let_be();
    assert_int_equal(folder_class.get_snapshot(&carrier, count_part, &parts, &meeting->err), LI_OK);
    assert_true(parts > 0);
    folder_class.close(&carrier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETING_TEST(test_gone_before_it_is_read),
        MEETING_TEST(test_gone_once_it_is_written),
        MEETING_TEST(test_gone_once_it_is_first_written),
        MEETING_TEST(test_tail_exchanged),
        MEETING_TEST(test_gone_before_the_tail),
        MEETING_TEST(test_tail_there_already),
        MEETING_TEST(test_snapshot_gone),
    };
    return cmocka_run_group_tests_name("files gone", tests, NULL, NULL);
}
