/*
 * test_sync.c: databases of one team that meet in folders.
 */
#include "data/base/memory.h"
#include "data/carrier/aside.h"
#include "data/entry/entry_clock.h"
#include "data/store/query.h"
#include "data/sync/carriers.h"
#include "data/sync/sync.h"
#include "data/team/team_check.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/sharing.h"
#include "tests/support/temp_folder.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Headquarters and a laptop, and two folders beside each other. */
struct meeting {
    struct ledger *head, *laptop;
    struct place *place;
    char *one, *other;
    struct sync_result result; /* of the last sync */
    struct li_error err;
};

static void sync_now(struct meeting *meeting, struct ledger *ledger)
{
    const struct sync_options options = {0};
    sync_result_clear(&meeting->result);
    if (sync_run(ledger->store, &options, &meeting->result, &meeting->err))
        fail_msg("%s", meeting->err.message);
}

static void assert_went(
    struct meeting *meeting, struct ledger *ledger, size_t came, size_t went, size_t failed)
{
    sync_now(meeting, ledger);
    for (size_t i = 0; i < meeting->result.said_count && !failed; i++)
        print_error("%s\n", meeting->result.said[i].text);
    assert_int_equal(meeting->result.came, came);
    assert_int_equal(meeting->result.went, went);
    assert_int_equal(meeting->result.failed, failed);
}

static void add_carrier(
    struct meeting *meeting, struct ledger *ledger, const char *name, const char *folder)
{
    if (carriers_add(ledger->store, name, "folder", folder, &meeting->err))
        fail_msg("%s", meeting->err.message);
}

static void join(struct meeting *meeting, struct ledger *ledger)
{
    struct invitation invitation;
    const struct team_person person = {.name = "Bo", .device = "Laptop"};
    uint64_t expires = entry_clock_hlc(entry_clock_now(meeting->head->store) + 1000000);
    assert_int_equal(team_write_invite(meeting->head->store, &person, ACT_ROLE_EDITOR, expires,
                         NULL, &invitation, &meeting->err),
        LI_OK);
    if (team_write_join(ledger->store, &invitation, "Laptop", &meeting->err))
        fail_msg("%s", meeting->err.message);
    invitation_clear(&invitation);
}

static int meeting_set_up(void **state)
{
    struct meeting *meeting = li_calloc(1, sizeof *meeting);
    void *place;
    place_set_up(&place);
    meeting->place = place;
    meeting->one = place_beside(place, "one");
    meeting->other = place_beside(place, "other");
    assert_int_equal(mkdir(meeting->one, 0700), 0);
    assert_int_equal(mkdir(meeting->other, 0700), 0);
    meeting->head = ledger_new();
    meeting->laptop = ledger_new();
    sharing_found(meeting->head->store);
    join(meeting, meeting->laptop);
    add_carrier(meeting, meeting->head, "one", meeting->one);
    add_carrier(meeting, meeting->laptop, "one", meeting->one);
    *state = meeting;
    return 0;
}

static int meeting_tear_down(void **state)
{
    struct meeting *meeting = *state;
    void *place = meeting->place;
    char *command = li_format("rm -rf '%s' '%s'", meeting->one, meeting->other);
    assert_int_equal(system(command), 0);
    free(command);
    sync_result_clear(&meeting->result);
    ledger_free(meeting->head);
    ledger_free(meeting->laptop);
    free(meeting->one);
    free(meeting->other);
    free(meeting);
    return place_tear_down(&place);
}

/* Until everybody has everything. */
static void meet(struct meeting *meeting)
{
    for (int i = 0; i < 2; i++) {
        sync_now(meeting, meeting->head);
        sync_now(meeting, meeting->laptop);
    }
}

static void add_area(struct ledger *ledger, int number)
{
    const struct id id = {{7, (unsigned char)(number >> 8), (unsigned char)number}};
    ledger->clock += 1000;
    ledger_write(ledger, "Add area", ledger_add_area, &id, NULL);
}

static const char *areas(struct ledger *ledger)
{
    return ledger_value(ledger, "SELECT count(*) FROM area");
}

/* --- files ------------------------------------------------------------------------------------ */

/* How many names there hold the text; the last of them is the caller's to free. */
static int find_files(const char *folder, const char *text, char **last)
{
    int count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    const struct dirent *entry;
    *last = NULL;
    while ((entry = readdir(entries)) != NULL)
        if (strstr(entry->d_name, text)) {
            free(*last);
            *last = li_format("%s/%s", folder, entry->d_name);
            count++;
        }
    closedir(entries);
    return count;
}

static int count_files(const char *folder, const char *text)
{
    char *last;
    int count = find_files(folder, text, &last);
    free(last);
    return count;
}

/* The tail of the laptop, whose bytes are the caller's to free. */
static char *read_tail(const struct meeting *meeting, char **path, size_t *size)
{
    char id[2 * ID_SIZE + 16];
    const struct id *replica = store_replica(meeting->laptop->store);
    for (int i = 0; i < ID_SIZE; i++)
        snprintf(id + 2 * i, 3, "%02x", replica->byte[i]);
    strcat(id, "-tail.bundle");
    assert_int_equal(find_files(meeting->one, id, path), 1);
    return place_read(*path, size);
}

/* --- tests ------------------------------------------------------------------------------------ */

static void test_what_one_writes_the_other_has(void **state)
{
    struct meeting *meeting = *state;
    meet(meeting);
    add_area(meeting->head, 1);
    add_area(meeting->laptop, 2);
    assert_went(meeting, meeting->head, 0, 1, 0);
    assert_went(meeting, meeting->laptop, 1, 1, 0);
    assert_went(meeting, meeting->head, 1, 0, 0);
    assert_string_equal(areas(meeting->head), "2");
    assert_string_equal(areas(meeting->laptop), "2");
    assert_went(meeting, meeting->head, 0, 0, 0);
    ledger_is_sound(meeting->head);
    ledger_is_sound(meeting->laptop);
}

static void test_little_by_little_there_is_one_tail(void **state)
{
    struct meeting *meeting = *state;
    meet(meeting);
    int files = count_files(meeting->one, ".bundle");
    for (int i = 0; i < 5; i++) {
        add_area(meeting->laptop, i);
        assert_went(meeting, meeting->laptop, 0, 1, 0);
    }
    assert_int_equal(count_files(meeting->one, ".bundle"), files);
    assert_went(meeting, meeting->head, 5, 0, 0);
}

static void test_a_long_run_is_a_file_of_its_own(void **state)
{
    struct meeting *meeting = *state;
    meet(meeting);
    int files = count_files(meeting->one, ".bundle");
    ledger_import(meeting->laptop, 20000);
    add_area(meeting->laptop, 30001);
    sync_now(meeting, meeting->laptop);
    int after = count_files(meeting->one, ".bundle");
    assert_true(after > files);
    add_area(meeting->laptop, 30002);
    assert_went(meeting, meeting->laptop, 0, 1, 0);
    add_area(meeting->laptop, 30003);
    assert_went(meeting, meeting->laptop, 0, 1, 0);
    assert_true(count_files(meeting->one, ".bundle") <= after + 1);
    sync_now(meeting, meeting->head);
    assert_string_equal(areas(meeting->head), "20003");
    ledger_is_sound(meeting->head);
}

static void test_an_older_tail_put_back_is_made_good(void **state)
{
    struct meeting *meeting = *state;
    size_t size;
    char *path, *newer;
    meet(meeting);
    add_area(meeting->laptop, 1);
    sync_now(meeting, meeting->laptop);
    char *older = read_tail(meeting, &path, &size);
    add_area(meeting->laptop, 2);
    sync_now(meeting, meeting->laptop);
    place_write(path, older, size);
    assert_went(meeting, meeting->head, 1, 0, 0);
    assert_went(meeting, meeting->laptop, 0, 1, 0);
    assert_went(meeting, meeting->head, 1, 0, 0);
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
    meet(meeting);
    add_area(meeting->laptop, 1);
    sync_now(meeting, meeting->laptop);
    char *bytes = read_tail(meeting, &tail, &size);
    char *copy = li_format("%s/half.bundle", meeting->one);
    bytes[size - 20] ^= 1;
    place_write(copy, bytes, size);
    assert_went(meeting, meeting->head, 1, 0, 0);
    assert_int_equal(meeting->result.aside, 0);
    assert_string_equal(
        ledger_value(meeting->head, "SELECT count(*) FROM local_aside WHERE told IS NULL"), "1");
    assert_int_equal(query_run(meeting->head->store,
                         "UPDATE local_aside SET at = '2020-01-01T00:00:00Z'", &meeting->err),
        LI_OK);
    assert_went(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(meeting->result.aside, 1);
    assert_non_null(strstr(meeting->result.said[0].text, "one: half.bundle was set aside: "));
    assert_went(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(meeting->result.aside, 0);
    bytes[size - 20] ^= 1;
    place_write(copy, bytes, size);
    assert_went(meeting, meeting->head, 0, 0, 0);
    assert_string_equal(ledger_value(meeting->head, "SELECT count(*) FROM local_aside"), "0");
    free(bytes);
    free(copy);
    free(tail);
}

static void test_what_is_gone_is_not_told(void **state)
{
    struct meeting *meeting = *state;
    char *copy = li_format("%s/half.bundle", meeting->one);
    meet(meeting);
    place_write(copy, "half", 4);
    sync_now(meeting, meeting->head);
    unlink(copy);
    assert_int_equal(query_run(meeting->head->store,
                         "UPDATE local_aside SET at = '2020-01-01T00:00:00Z'", &meeting->err),
        LI_OK);
    assert_went(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(meeting->result.aside, 0);
    assert_string_equal(ledger_value(meeting->head, "SELECT count(*) FROM local_aside"), "0");
    free(copy);
}

static void test_a_gap_waits_for_what_goes_before_it(void **state)
{
    struct meeting *meeting = *state;
    char *path, *kept = li_format("%s/kept", meeting->other);
    meet(meeting);
    ledger_import(meeting->laptop, 20000);
    sync_now(meeting, meeting->laptop);
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
    add_area(meeting->laptop, 30001);
    sync_now(meeting, meeting->head);
    assert_int_equal(meeting->result.aside, 0);
    assert_int_equal(rename(kept, first), 0);
    sync_now(meeting, meeting->head);
    sync_now(meeting, meeting->laptop);
    sync_now(meeting, meeting->head);
    assert_string_equal(areas(meeting->head), "20001");
    ledger_is_sound(meeting->head);
    path = first;
    free(path);
    free(kept);
}

static void test_one_that_fails_does_not_stop_the_other(void **state)
{
    struct meeting *meeting = *state;
    meet(meeting);
    add_carrier(meeting, meeting->head, "other", meeting->other);
    char *away = li_format("%s-away", meeting->one);
    assert_int_equal(rename(meeting->one, away), 0);
    sync_now(meeting, meeting->head);
    assert_int_equal(meeting->result.failed, 1);
    assert_true(meeting->result.went > 0);
    assert_true(meeting->result.said[0].failed);
    assert_true(count_files(meeting->other, ".bundle") > 0);
    assert_string_equal(
        ledger_value(meeting->head, "SELECT name FROM local_carrier WHERE failing IS NOT NULL"),
        "one");
    assert_int_equal(rename(away, meeting->one), 0);
    assert_went(meeting, meeting->head, 0, 0, 0);
    free(away);
}

static void test_what_one_carrier_brings_goes_on_to_the_other(void **state)
{
    struct meeting *meeting = *state;
    struct ledger *far = ledger_new();
    meet(meeting);
    join(meeting, far);
    add_carrier(meeting, meeting->head, "other", meeting->other);
    add_carrier(meeting, far, "other", meeting->other);
    sync_now(meeting, far);
    sync_now(meeting, meeting->head);
    sync_now(meeting, far);
    add_area(far, 1);
    sync_now(meeting, far);
    sync_now(meeting, meeting->head);
    sync_now(meeting, meeting->laptop);
    assert_string_equal(areas(meeting->laptop), "1");
    add_area(meeting->laptop, 2);
    sync_now(meeting, meeting->laptop);
    sync_now(meeting, meeting->head);
    sync_now(meeting, far);
    assert_string_equal(areas(far), "2");
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
    meet(meeting);
    add_area(meeting->laptop, 1);
    sync_now(meeting, meeting->laptop);
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_run(meeting->head->store, &options, &meeting->result, &meeting->err), LI_INTERRUPTED);
    assert_went(meeting, meeting->head, 1, 0, 0);
}

/* A progress_fn. */
static bool stop_in_the_middle(void *arg, int64_t done, int64_t total, int64_t count)
{
    (void)arg;
    (void)total;
    (void)count;
    return done < 256;
}

static void count_findings(void *arg, const char *finding)
{
    print_error("%s\n", finding);
    ++*(int *)arg;
}

static void assert_sound(struct meeting *meeting, struct ledger *ledger)
{
    int findings = 0;
    assert_int_equal(team_check(ledger->store, count_findings, &findings, &meeting->err), LI_OK);
    assert_int_equal(findings, 0);
}

/* What came before the stop stays, in a branch that ends unsigned until the rest is here. */
static void test_half_a_run_is_no_damage(void **state)
{
    struct meeting *meeting = *state;
    const struct sync_options options = {.progress = stop_in_the_middle};
    meet(meeting);
    for (int i = 0; i < 300; i++)
        add_area(meeting->laptop, i);
    sync_now(meeting, meeting->laptop);
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_run(meeting->head->store, &options, &meeting->result, &meeting->err), LI_INTERRUPTED);
    assert_string_equal(areas(meeting->head), "254");
    assert_sound(meeting, meeting->head);
    assert_went(meeting, meeting->head, 46, 0, 0);
    assert_string_equal(areas(meeting->head), "300");
    assert_sound(meeting, meeting->head);
    assert_string_equal(
        ledger_value(meeting->head, "SELECT value FROM local_fact WHERE name = 'arriving'"), "0");
}

static void test_by_file(void **state)
{
    struct meeting *meeting = *state;
    const struct sync_options options = {0};
    char *path = place_beside(meeting->place, "mail");
    add_area(meeting->head, 1);
    assert_int_equal(
        sync_export(meeting->head->store, path, NULL, &meeting->result, &meeting->err), LI_OK);
    assert_int_equal(meeting->result.went, 4);
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_import(meeting->laptop->store, path, &options, &meeting->result, &meeting->err),
        LI_OK);
    assert_int_equal(meeting->result.came, 4);
    assert_int_equal(meeting->result.failed, 0);
    assert_string_equal(areas(meeting->laptop), "1");
    unlink(path);
    free(path);
}

/* What waits to go, for the screen. */
static void test_state(void **state)
{
    struct meeting *meeting = *state;
    struct carriers_state how;
    meet(meeting);
    add_area(meeting->laptop, 1);
    assert_int_equal(carriers_load_state(meeting->laptop->store, &how, &meeting->err), LI_OK);
    assert_int_equal(how.carriers, 1);
    assert_int_equal(how.waiting, 1);
    assert_non_null(how.synced);
    assert_null(how.failing);
    carriers_state_clear(&how);
    sync_now(meeting, meeting->laptop);
    assert_int_equal(carriers_load_state(meeting->laptop->store, &how, &meeting->err), LI_OK);
    assert_int_equal(how.waiting, 0);
    carriers_state_clear(&how);
}

#define MEETING_TEST(test) cmocka_unit_test_setup_teardown(test, meeting_set_up, meeting_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETING_TEST(test_what_one_writes_the_other_has),
        MEETING_TEST(test_little_by_little_there_is_one_tail),
        MEETING_TEST(test_a_long_run_is_a_file_of_its_own),
        MEETING_TEST(test_an_older_tail_put_back_is_made_good),
        MEETING_TEST(test_what_cannot_be_read_is_told_after_a_day_and_once),
        MEETING_TEST(test_what_is_gone_is_not_told),
        MEETING_TEST(test_a_gap_waits_for_what_goes_before_it),
        MEETING_TEST(test_one_that_fails_does_not_stop_the_other),
        MEETING_TEST(test_what_one_carrier_brings_goes_on_to_the_other),
        MEETING_TEST(test_what_was_stopped_goes_on),
        MEETING_TEST(test_half_a_run_is_no_damage),
        MEETING_TEST(test_by_file),
        MEETING_TEST(test_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
