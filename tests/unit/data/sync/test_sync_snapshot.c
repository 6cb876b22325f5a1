/*
 * test_sync_snapshot.c: when a sync puts another snapshot on a carrier.
 */
#include "data/bundle/snapshot.h"
#include "data/carrier/folder.h"
#include "tests/support/check.h"
#include "tests/support/meeting.h"

/* A carrier_give_bundle. */
static enum li_err read_entries(
    void *arg, const char *name, const void *bytes, size_t size, struct li_error *err)
{
    (void)name;
    struct snapshot_header header;
    assert_int_equal(snapshot_header_read(bytes, size, &header, err), LI_OK);
    *(int64_t *)arg = header.entries;
    return LI_OK;
}

/* How many entries are in the newest snapshot in the folder. */
static int64_t entries_in_snapshot(struct meeting *meeting)
{
    int64_t entries = 0;
    struct carrier carrier = {.class = &folder_class, .name = "one", .place = meeting->one};
    assert_int_equal(sync_check_shared(meeting->head->store, &carrier.team, &meeting->err), LI_OK);
    assert_int_equal(folder_class.open(&carrier, &meeting->err), LI_OK);
    assert_int_equal(
        folder_class.get_snapshot(&carrier, read_entries, &entries, &meeting->err), LI_OK);
    folder_class.close(&carrier);
    return entries;
}

static void sync_for_a_guest(struct meeting *meeting)
{
    const struct sync_options options = {.snapshot = true};
    sync_result_clear(&meeting->result);
    if (sync_run(meeting->head->store, &options, &meeting->result, &meeting->err))
        fail_msg("%s", meeting->err.message);
}

/* Who joins later has a snapshot to begin with that does not leave much to read. */
static void test_one_that_is_far_behind_is_put_again(void **state)
{
    enum { BEHIND = 20000, ALMOST = BEHIND - 10 };
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    sync_for_a_guest(meeting);
    int64_t first = entries_in_snapshot(meeting);
    for (int i = 0; i < ALMOST; i++)
        meeting_add_area(meeting->head, i);
    meeting_assert_sync(meeting, meeting->head, 0, ALMOST, 0);
    assert_int_equal(entries_in_snapshot(meeting), first);
    for (int i = ALMOST; i < BEHIND; i++)
        meeting_add_area(meeting->head, i);
    meeting_assert_sync(meeting, meeting->head, 0, BEHIND - ALMOST, 0);
    assert_int_equal(entries_in_snapshot(meeting), first + BEHIND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETING_TEST(test_one_that_is_far_behind_is_put_again),
    };
    return cmocka_run_group_tests_name("snapshots of a sync", tests, NULL, NULL);
}
