/*
 * test_astray.c: databases that went astray and meet the others again: a clock that was a year off,
 * a backup put back, a file of one's own in the folder that was damaged.
 */
#include "core/team/team_view.h"
#include "data/base/memory.h"
#include "data/database/database_backup.h"
#include "data/entry/entry_clock.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store_open.h"
#include "data/sync/carriers.h"
#include "data/team/team_owed.h"
#include "tests/support/check.h"
#include "tests/support/meeting.h"
#include "tests/support/sharing.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int64_t year = 365LL * 24 * 60 * 60000;

/* Members who have met, at a time that a clock may say. */
static void begin(struct meeting *meeting)
{
    meeting_meet(meeting);
    meeting->head->clock = meeting->laptop->clock = 1796040000000; /* 2026-11-30T12:00:00Z */
}

/* `sync status` says it of a device. */
static bool is_said(struct meeting *meeting, struct ledger *ledger, const char *text)
{
    struct context context = {.store = ledger->store};
    struct team_view view;
    bool found = false;
    assert_int_equal(team_view_load(&context, &view, &meeting->err), LI_OK);
    for (size_t i = 0; i < view.count; i++)
        found = found || (view.devices[i].why && strstr(view.devices[i].why, text));
    team_view_clear(&view);
    return found;
}

static void assert_all_equal(struct meeting *meeting, const char *areas)
{
    assert_string_equal(meeting_areas(meeting->head), areas);
    assert_string_equal(meeting_areas(meeting->laptop), areas);
    meeting_assert_sound(meeting->head);
    meeting_assert_sound(meeting->laptop);
}

/* How many replicas the laptop's device has been, as headquarters knows. */
static size_t replicas(struct meeting *meeting, const struct id *replica)
{
    struct team team;
    assert_int_equal(team_load(meeting->head->store, &team, &meeting->err), LI_OK);
    const struct team_device *device = team_find(&team, replica);
    size_t count = device ? device->replica_count : 0;
    team_clear(&team);
    return count;
}

/* --- clocks ----------------------------------------------------------------------------------- */

/* What was shared from the future waits elsewhere. Once the clock is right it is written anew under
   a new name, and counts everywhere, once. */
static void test_clock_ahead(void **state)
{
    struct meeting *meeting = *state;
    begin(meeting);
    struct id before = *store_replica(meeting->laptop->store);
    meeting->laptop->clock += year;
    meeting_add_area(meeting->laptop, 1);
    meeting_add_area(meeting->laptop, 2);
    meeting_sync(meeting, meeting->laptop);
    meeting_sync(meeting, meeting->head);
    assert_string_equal(meeting_areas(meeting->head), "0");
    assert_true(is_said(meeting, meeting->head, "Some entries are dated in the future"));
    meeting_add_area(meeting->head, 3);
    meeting->laptop->clock -= year;
    meeting_add_area(meeting->laptop, 4);
    char *notice = store_take_notice(meeting->laptop->store);
    assert_true(notice && strstr(notice, "clock was ahead"));
    meeting_meet(meeting);
    assert_false(id_equal(&before, store_replica(meeting->laptop->store)));
    assert_int_equal(replicas(meeting, &before), 2);
    assert_all_equal(meeting, "4");
    /* When that future has come, the first ones still count no more. */
    meeting->head->clock += 2 * year;
    meeting->laptop->clock += 2 * year;
    meeting_add_area(meeting->head, 5);
    meeting_meet(meeting);
    assert_all_equal(meeting, "5");
    free(notice);
}

/* The other way: it sorts below what the others wrote, and is there. */
static void test_clock_behind(void **state)
{
    struct meeting *meeting = *state;
    begin(meeting);
    meeting->head->clock += year;
    meeting->laptop->clock += year;
    meeting_add_area(meeting->head, 1);
    meeting_meet(meeting);
    meeting->laptop->clock -= 2 * year;
    meeting_add_area(meeting->laptop, 2);
    meeting_meet(meeting);
    meeting->laptop->clock += 2 * year;
    meeting_add_area(meeting->laptop, 3);
    meeting_meet(meeting);
    assert_all_equal(meeting, "3");
}

static void admit(struct meeting *meeting, struct ledger *ledger)
{
    const struct team_person person = {.name = "Cy"};
    const struct id replica = *store_replica(ledger->store);
    if (team_write_admit(meeting->head->store, &replica, ACT_ROLE_EDITOR, &person, &meeting->err))
        fail_msg("%s", meeting->err.message);
}

/* Headquarters was ahead when it invited somebody. By that invitation nobody is admitted before its
   day, and nothing is written over and over; a person is asked, and decides. */
static void test_invited_while_ahead(void **state)
{
    struct meeting *meeting = *state;
    begin(meeting);
    meeting->head->clock += year;
    struct ledger *late = ledger_new();
    late->clock = meeting->laptop->clock;
    meeting_join(meeting, late, ACT_ROLE_EDITOR);
    meeting_add_carrier(meeting, late, "one", meeting->one);
    meeting_add_area(meeting->head, 1);
    meeting_sync(meeting, meeting->head);
    meeting_sync(meeting, late);
    meeting_add_area(late, 2);
    meeting_sync(meeting, late);
    meeting->head->clock -= year;
    meeting_sync(meeting, meeting->head);
    assert_int_equal(meeting->result.said_count, 1);
    assert_non_null(
        strstr(meeting->result.said[0].text, "with an invitation that is dated in the future;"));
    meeting_add_area(meeting->head, 3);
    meeting_sync(meeting, meeting->head);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    admit(meeting, late);
    for (int i = 0; i < 3; i++) {
        meeting_meet(meeting);
        meeting_sync(meeting, late);
    }
    assert_all_equal(meeting, "3");
    assert_string_equal(meeting_areas(late), "3");
    assert_int_equal(sharing_role(late->store, meeting->laptop->store), ACT_ROLE_EDITOR);
    meeting_assert_sound(late);
    ledger_free(late);
}

static struct id newest_key(struct ledger *ledger)
{
    struct team team;
    assert_int_equal(team_load(ledger->store, &team, &ledger->err), LI_OK);
    struct id id = team.keys[team.key_count - 1].id;
    team_clear(&team);
    return id;
}

/* A key that was made while the clock was ahead is replaced by the next all the same: who is
   revoked then does not read on for a year. */
static void test_key_made_while_ahead(void **state)
{
    struct meeting *meeting = *state;
    struct keys keys;
    begin(meeting);
    meeting->head->clock += year;
    assert_int_equal(team_owed_key(meeting->head->store, &meeting->err), LI_OK);
    meeting_meet(meeting);
    meeting->head->clock -= year;
    meeting_add_area(meeting->head, 1);
    const struct id lost = *store_replica(meeting->laptop->store);
    assert_int_equal(keys_load(meeting->laptop->store, &keys, &meeting->err), LI_OK);
    if (team_write_role(meeting->head->store, &lost, ACT_ROLE_NONE, &meeting->err))
        fail_msg("%s", meeting->err.message);
    const struct id newest = newest_key(meeting->head);
    assert_null(keys_find(&keys, &newest));
    meeting_sync(meeting, meeting->head);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    keys_clear(&keys);
}

/* --- what was cut short ----------------------------------------------------------------------- */

/* Who may write was saved, and what that makes of the entries was not: no damage, and the next sync
   sees to it. */
static void test_cut_short_between(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    meeting_meet(meeting);
    static const char *const steps[] = {
        "UPDATE local_standing SET writes = 0",
        "INSERT OR REPLACE INTO local_fact (name, value) VALUES ('standing', 'stale')",
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        char said[2000] = "";
        assert_int_equal(query_run(meeting->head->store, steps[i], &meeting->err), LI_OK);
        assert_int_equal(ledger_check(meeting->head, said), LI_OK);
        assert_int_equal(*said == '\0', i == 1);
    }
    meeting_sync(meeting, meeting->head);
    assert_string_equal(meeting_areas(meeting->head), "1");
    assert_string_equal(
        ledger_value(meeting->head, "SELECT value = '' FROM local_fact WHERE name = 'standing'"),
        "1");
    meeting_assert_sound(meeting->head);
}

/* --- backups ---------------------------------------------------------------------------------- */

static void sync_store(struct meeting *meeting, struct store *store)
{
    struct sync_result result;
    const struct sync_options options = {0};
    if (sync_run(store, &options, &result, &meeting->err))
        fail_msg("%s", meeting->err.message);
    assert_int_equal(result.failed, 0);
    sync_result_clear(&result);
}

/* It is put back, and says who it is at its first sync, before anybody writes there. */
static void test_backup_announces_itself(void **state)
{
    struct meeting *meeting = *state;
    struct store *backup, *first = place_open(meeting->place, STORE_CREATE);
    char *path = place_beside(meeting->place, "backup.db");
    meeting->head->clock = meeting->laptop->clock = entry_clock_now(first);
    sharing_join(meeting->head->store, first, ACT_ROLE_EDITOR);
    assert_int_equal(carriers_add(first, "one", "folder", meeting->one, &meeting->err), LI_OK);
    sync_store(meeting, first);
    meeting_meet(meeting);
    sync_store(meeting, first);
    struct id before = *store_replica(first);
    assert_int_equal(database_backup(first, path, &meeting->err), LI_OK);
    if (store_open(&backup, path, STORE_WRITE, NULL, NULL, &meeting->err))
        fail_msg("%s", meeting->err.message);
    struct id after = *store_replica(backup);
    assert_false(id_equal(&before, &after));
    sync_store(meeting, backup);
    meeting_sync(meeting, meeting->head);
    assert_int_equal(replicas(meeting, &before), 2);
    assert_int_equal(replicas(meeting, &after), 2);
    sharing_is_sound(backup);
    meeting_assert_sound(meeting->head);
    store_close(backup);
    store_close(first);
    free(path);
}

/* --- files ------------------------------------------------------------------------------------ */

/* The tail was damaged where it lies: its writer puts it right with the next it writes, and does
   not begin another file. */
static void test_tail_damaged(void **state)
{
    struct meeting *meeting = *state;
    size_t size;
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    meeting_sync(meeting, meeting->laptop);
    char *tail = meeting_tail(meeting, meeting->laptop), *bytes = place_read(tail, &size);
    int files = meeting_count_files(meeting->one, ".bundle", NULL);
    for (int i = 0; i < 3; i++) {
        bytes[size - 9] ^= 1;
        place_write(tail, bytes, size);
        free(bytes);
        meeting_add_area(meeting->laptop, 2 + i);
        meeting_sync(meeting, meeting->laptop);
        bytes = place_read(tail, &size);
        meeting_assert_sync(meeting, meeting->head, i ? 1 : 2, 0, 0);
    }
    assert_int_equal(meeting_count_files(meeting->one, ".bundle", NULL), files);
    assert_string_equal(ledger_value(meeting->head, "SELECT count(*) FROM local_aside"), "0");
    meeting_meet(meeting);
    assert_all_equal(meeting, "4");
    free(bytes);
    free(tail);
}

/* That of another is left alone: its bytes may still be arriving. */
static void test_tail_of_another_damaged(void **state)
{
    struct meeting *meeting = *state;
    size_t size, after;
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    meeting_meet(meeting);
    char *tail = meeting_tail(meeting, meeting->laptop), *bytes = place_read(tail, &size);
    place_write(tail, bytes, size - 9);
    meeting_sync(meeting, meeting->head);
    char *left = place_read(tail, &after);
    assert_int_equal(after, size - 9);
    assert_memory_equal(left, bytes, after);
    struct ledger *late = ledger_new();
    meeting_join(meeting, late, ACT_ROLE_EDITOR);
    meeting_add_carrier(meeting, late, "one", meeting->one);
    meeting_sync(meeting, meeting->head);
    meeting_sync(meeting, late);
    assert_string_equal(meeting_areas(late), "1");
    ledger_free(late);
    free(left);
    free(bytes);
    free(tail);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETING_TEST(test_clock_ahead),
        MEETING_TEST(test_clock_behind),
        MEETING_TEST(test_invited_while_ahead),
        MEETING_TEST(test_key_made_while_ahead),
        MEETING_TEST(test_cut_short_between),
        MEETING_TEST(test_backup_announces_itself),
        MEETING_TEST(test_tail_damaged),
        MEETING_TEST(test_tail_of_another_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
