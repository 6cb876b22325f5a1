/*
 * test_team_copies.c: databases of a team that were copied, put back, dated wrong or tampered with.
 */
#include "data/base/memory.h"
#include "data/bundle/snapshot.h"
#include "data/database/database_backup.h"
#include "data/entry/entry_clock.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store_open.h"
#include "data/team/team_check.h"
#include "data/team/team_owed.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/sharing.h"
#include "tests/support/temp_folder.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Headquarters in memory, a laptop in a file. */
struct office_and_laptop {
    struct place *place;
    struct ledger *hq;
    struct store *laptop;
    char phrase[PHRASE_SIZE]; /* of recovery */
    char said[2000];
};

static int copies_set_up(void **state)
{
    static const struct team_person head = {.name = "Head", .device = "HQ"};
    struct office_and_laptop *both = li_calloc(1, sizeof *both);
    assert_int_equal(place_set_up((void **)&both->place), 0);
    both->hq = ledger_new();
    both->laptop = place_open(both->place, STORE_CREATE);
    both->hq->clock = entry_clock_now(both->laptop);
    assert_int_equal(team_write_found(both->hq->store, &head, both->phrase, &both->hq->err), LI_OK);
    sharing_join(both->hq->store, both->laptop, ACT_ROLE_EDITOR);
    sharing_meet(both->laptop, both->hq->store);
    *state = both;
    return 0;
}

static int copies_tear_down(void **state)
{
    struct office_and_laptop *both = *state;
    store_close(both->laptop);
    ledger_free(both->hq);
    assert_int_equal(place_tear_down((void **)&both->place), 0);
    free(both);
    return 0;
}
#define COPIES_TEST(test) cmocka_unit_test_setup_teardown(test, copies_set_up, copies_tear_down)

static struct store *open_at(struct office_and_laptop *both, const char *path)
{
    struct store *store;
    if (store_open(&store, path, STORE_WRITE, NULL, NULL, &both->place->err))
        fail_msg("%s", both->place->err.message);
    return store;
}

static void add(struct office_and_laptop *both, struct store *store, const char *country)
{
    place_add_country(both->place, store, country);
}

static size_t devices(struct store *store)
{
    struct team team;
    struct li_error err = {0};
    assert_int_equal(team_load(store, &team, &err), LI_OK);
    size_t count = team.device_count;
    team_clear(&team);
    return count;
}

/* --- copies ----------------------------------------------------------------------------------- */

/* A backup in that place, which is opened. */
static struct store *put_back(struct office_and_laptop *both, struct store *from, const char *path)
{
    assert_int_equal(database_backup(from, path, &both->place->err), LI_OK);
    return open_at(both, path);
}

/* A backup goes on under a name of its own, as the same device. */
static void test_backup_put_back(void **state)
{
    struct office_and_laptop *both = *state;
    char *path = place_beside(both->place, "backup.db");
    add(both, both->laptop, "DE");
    struct store *backup = put_back(both, both->laptop, path);
    add(both, both->laptop, "FR"); /* lost with the laptop */
    assert_false(id_equal(store_replica(backup), store_replica(both->laptop)));
    sharing_is_sound(backup);
    add(both, backup, "IT");
    sharing_is_sound(backup);
    sharing_meet(backup, both->hq->store);
    assert_int_equal(place_countries(both->hq->store), 2);
    assert_int_equal(devices(both->hq->store), 2);
    assert_int_equal(sharing_role(backup, both->hq->store), ACT_ROLE_EDITOR);
    sharing_is_sound(backup);
    /* The laptop is found again. */
    sharing_meet(both->laptop, both->hq->store);
    sharing_meet(both->hq->store, backup);
    assert_int_equal(place_countries(both->hq->store), 3);
    assert_int_equal(place_countries(backup), 3);
    assert_int_equal(place_countries(both->laptop), 3);
    sharing_is_sound(both->hq->store);
    sharing_is_sound(both->laptop);
    store_close(backup);
    free(path);
}

/* What a backup wrote counts, though it was only backed up itself before it met anyone. */
static void test_backup_of_a_backup(void **state)
{
    struct office_and_laptop *both = *state;
    char *paths[] = {place_beside(both->place, "one.db"), place_beside(both->place, "two.db"),
        place_beside(both->place, "three.db")};
    static const char *const countries[] = {"DE", "FR", "IT"};
    struct store *last = NULL;
    for (int i = 0; i < 3; i++) {
        struct store *from = last;
        last = put_back(both, from ? from : both->laptop, paths[i]);
        store_close(from);
        add(both, last, countries[i]);
    }
    sharing_meet(last, both->hq->store);
    assert_int_equal(place_countries(both->hq->store), 3);
    assert_int_equal(devices(both->hq->store), 2);
    assert_int_equal(sharing_role(last, both->hq->store), ACT_ROLE_EDITOR);
    sharing_is_sound(last);
    sharing_is_sound(both->hq->store);
    store_close(last);
    for (int i = 0; i < 3; i++)
        free(paths[i]);
}

/* So does what it wrote before it became an administrator by the recovery phrase. */
static void test_backup_recovers(void **state)
{
    struct office_and_laptop *both = *state;
    static const struct team_person ann = {.name = "Ann", .device = "Rescue"};
    char *path = place_beside(both->place, "backup.db");
    struct store *backup = put_back(both, both->laptop, path);
    add(both, backup, "IT");
    assert_int_equal(team_write_recover(backup, both->phrase, &ann, &both->place->err), LI_OK);
    sharing_meet(backup, both->hq->store);
    assert_int_equal(place_countries(both->hq->store), 1);
    assert_int_equal(devices(both->hq->store), 3);
    assert_int_equal(sharing_role(backup, both->hq->store), ACT_ROLE_ADMIN);
    sharing_is_sound(backup);
    store_close(backup);
    free(path);
}

/* A file that was copied keeps its name, and writes other entries under the same numbers: both
   count, and whoever meets the other's goes on under a new name. */
static void test_file_copied(void **state)
{
    struct office_and_laptop *both = *state;
    size_t size;
    char *path = place_beside(both->place, "copy.db");
    store_close(both->laptop);
    char *bytes = place_read(both->place->path, &size);
    place_write(path, bytes, size);
    free(bytes);
    both->laptop = open_at(both, both->place->path);
    struct store *copy = open_at(both, path);
    assert_true(id_equal(store_replica(copy), store_replica(both->laptop)));
    add(both, both->laptop, "DE");
    add(both, copy, "FR");
    sharing_meet(both->laptop, both->hq->store);
    sharing_meet(copy, both->hq->store);
    sharing_meet(both->laptop, both->hq->store);
    assert_int_equal(place_countries(both->hq->store), 2);
    assert_int_equal(place_countries(copy), 2);
    assert_int_equal(place_countries(both->laptop), 2);
    assert_false(id_equal(store_replica(copy), store_replica(both->laptop)));
    add(both, copy, "IT");
    add(both, both->laptop, "ES");
    sharing_meet(copy, both->hq->store);
    sharing_meet(both->laptop, both->hq->store);
    assert_int_equal(place_countries(both->hq->store), 4);
    assert_int_equal(devices(both->hq->store), 2);
    sharing_is_sound(both->hq->store);
    sharing_is_sound(copy);
    store_close(copy);
    free(path);
}

/* --- a clock that was ahead ------------------------------------------------------------------- */

static int64_t laptop_clock(void *arg)
{
    return *(int64_t *)arg;
}

/* What was shared from the future waits elsewhere, until it is written anew. */
static void test_shared_from_the_future(void **state)
{
    enum { DAY = 86400000 };
    struct office_and_laptop *both = *state;
    int64_t clock = both->hq->clock + 365LL * DAY;
    store_set_clock(both->laptop, laptop_clock, &clock);
    add(both, both->laptop, "DE");
    sharing_send_and_owe(both->laptop, both->hq->store);
    assert_int_equal(place_countries(both->hq->store), 0);
    clock = both->hq->clock;
    add(both, both->laptop, "FR");
    char *notice = store_take_notice(both->laptop);
    assert_non_null(notice);
    free(notice);
    sharing_meet(both->laptop, both->hq->store);
    assert_int_equal(place_countries(both->hq->store), 2);
    assert_int_equal(place_countries(both->laptop), 2);
    assert_int_equal(devices(both->hq->store), 2);
    sharing_is_sound(both->hq->store);
    sharing_is_sound(both->laptop);
    ledger_is_sound(both->hq);
}

/* Its clock was ahead, and nothing it wrote then has left: all is dated anew and signed again. */
static void test_dated_anew(void **state)
{
    enum { DAY = 86400000 /* ms */ };
    struct office_and_laptop *both = *state;
    both->hq->clock += 3 * (int64_t)DAY;
    add(both, both->hq->store, "ES");
    assert_int_equal(team_owed_key(both->hq->store, &both->place->err), LI_OK);
    both->hq->clock -= 3 * (int64_t)DAY;
    add(both, both->hq->store, "PT");
    sharing_is_sound(both->hq->store);
    ledger_is_sound(both->hq);
    sharing_meet(both->hq->store, both->laptop);
    assert_int_equal(place_countries(both->laptop), 2);
    sharing_is_sound(both->laptop);
}

/* --- what check finds ------------------------------------------------------------------------- */

static void say_finding(void *arg, const char *finding)
{
    struct office_and_laptop *both = arg;
    size_t size = strlen(both->said);
    snprintf(both->said + size, sizeof both->said - size, "%s\n", finding);
}

static void finds(struct office_and_laptop *both, struct store *store, const char *wanted)
{
    both->said[0] = '\0';
    assert_int_equal(team_check(store, say_finding, both, &both->place->err), LI_OK);
    if (!strstr(both->said, wanted))
        fail_msg("check said \"%s\"", both->said);
}

/* Past everything of ours. */
static void forge(struct store *store, const char *sql)
{
    struct li_error err = {0};
    store->gate = GATE_OPEN;
    if (query_run(store, sql, &err))
        fail_msg("%s", err.message);
    store->gate = GATE_SHUT;
}

static void test_cut_tail(void **state)
{
    struct office_and_laptop *both = *state;
    add(both, both->laptop, "DE");
    sharing_is_sound(both->laptop);
    forge(both->laptop, "DELETE FROM journal_entry WHERE rowid ="
                        " (SELECT max(rowid) FROM journal_entry)");
    finds(both, both->laptop, "the end of the journal was cut off");
}

static void test_head_altered(void **state)
{
    struct office_and_laptop *both = *state;
    add(both, both->laptop, "DE");
    forge(both->laptop, "UPDATE local_key SET head ="
                        " (SELECT before FROM journal_entry WHERE hash = head)");
    finds(both, both->laptop, "The signature of this database's last entry was altered.");
}

/* The program writes nothing without signing it as the last. */
static void test_added_from_outside(void **state)
{
    struct office_and_laptop *both = *state;
    add(both, both->laptop, "DE");
    forge(both->laptop, "CREATE TEMP TABLE kept AS SELECT replica, head, head_signature AS signed"
                        " FROM local_key");
    add(both, both->laptop, "FR");
    sharing_is_sound(both->laptop);
    forge(both->laptop, "UPDATE local_key SET (head, head_signature) ="
                        " (SELECT k.head, k.signed FROM kept k WHERE k.replica ="
                        " local_key.replica)");
    finds(both, both->laptop, "An entry follows the last one that this database wrote: it was");
}

static void test_signature_damaged(void **state)
{
    struct office_and_laptop *both = *state;
    forge(both->hq->store, "PRAGMA ignore_check_constraints = ON");
    forge(both->hq->store, "UPDATE journal_signature SET signature = x'00'");
    finds(both, both->hq->store, "has a damaged signature.");
}

/* Who is not of the team has no say, though the signature may be good. */
static void test_signed_by_nobody(void **state)
{
    struct office_and_laptop *both = *state;
    forge(both->hq->store, "UPDATE journal_entry SET replica = x'00112233445566778899aabbccddeeff'"
                           " WHERE hash = (SELECT hash FROM journal_entry JOIN journal_signature"
                           " ON hash = entry ORDER BY hlc DESC LIMIT 1)");
    finds(both, both->hq->store, "is signed with a key that no device of the team has.");
}

static enum li_err drop_part(void *arg, const struct snapshot_header *header, const void *bytes,
    size_t size, struct li_error *err)
{
    (void)arg, (void)header, (void)bytes, (void)size, (void)err;
    return LI_OK;
}

/* A backup that was put back signs under its new name before the team knows that. */
static void test_signed_by_the_new_name(void **state)
{
    struct office_and_laptop *both = *state;
    char *path = place_beside(both->place, "backup.db");
    add(both, both->laptop, "DE");
    struct store *backup = put_back(both, both->laptop, path);
    add(both, backup, "IT");
    assert_int_equal(snapshot_write(backup, drop_part, NULL, NULL, NULL, &both->place->err), LI_OK);
    sharing_is_sound(backup);
    store_close(backup);
    free(path);
}

static void test_signature_altered(void **state)
{
    struct office_and_laptop *both = *state;
    forge(both->hq->store, "UPDATE journal_signature SET signature = zeroblob(64) WHERE entry ="
                           " (SELECT hash FROM journal_entry JOIN journal_signature ON hash ="
                           " entry LIMIT 1)");
    finds(both, both->hq->store, "has a signature that is not its writer's.");
}

static void test_signature_removed(void **state)
{
    struct office_and_laptop *both = *state;
    forge(both->hq->store, "DELETE FROM journal_signature");
    finds(both, both->hq->store, "is not signed.");
}

static void test_signature_of_nothing(void **state)
{
    struct office_and_laptop *both = *state;
    forge(both->hq->store, "INSERT INTO journal_signature VALUES (zeroblob(32), zeroblob(64))");
    finds(both, both->hq->store, "There is a signature of an entry that is missing.");
}

/* A team key of another size is none. */
static void test_key_damaged(void **state)
{
    struct office_and_laptop *both = *state;
    struct keys keys;
    forge(both->hq->store, "PRAGMA ignore_check_constraints = ON");
    forge(both->hq->store, "UPDATE local_team_key SET key = x'0011'");
    assert_int_equal(keys_load(both->hq->store, &keys, &both->place->err), LI_CORRUPT);
    assert_non_null(strstr(both->place->err.message, " is damaged; run `liaise restore-backup"));
    assert_int_equal(keys.count, 0);
    keys_clear(&keys);
}

/* A key of no replica is nobody's, and the others are checked all the same. */
static void test_key_of_nobody(void **state)
{
    struct office_and_laptop *both = *state;
    forge(both->hq->store, "PRAGMA ignore_check_constraints = ON");
    forge(both->hq->store, "INSERT INTO local_key (replica, seed, head, head_signature)"
                           " VALUES (x'00', zeroblob(32), zeroblob(32), zeroblob(64))");
    sharing_is_sound(both->hq->store);
    forge(both->hq->store, "UPDATE local_key SET head_signature = zeroblob(64)");
    finds(both, both->hq->store, "The signature of this database's last entry was altered.");
}

static void test_standing_altered(void **state)
{
    struct office_and_laptop *both = *state;
    forge(both->hq->store, "UPDATE local_standing SET writes = 0");
    finds(both, both->hq->store, "(local_standing) differs");
}

/* What an editor wrote before it became a reader is named by its hash. */
static void test_exception_altered(void **state)
{
    struct office_and_laptop *both = *state;
    struct li_error *err = &both->place->err;
    add(both, both->laptop, "DE");
    sharing_meet(both->laptop, both->hq->store);
    assert_int_equal(
        team_write_role(both->hq->store, store_replica(both->laptop), ACT_ROLE_READER, err), LI_OK);
    sharing_is_sound(both->hq->store);
    forge(both->hq->store, "UPDATE local_led SET entry = randomblob(32) WHERE entry ="
                           " (SELECT max(entry) FROM local_led)");
    finds(both, both->hq->store, "(local_standing) differs");
}

/* A key that was lost is opened again by the one that came after it. */
static void test_key_lost(void **state)
{
    struct office_and_laptop *both = *state;
    struct li_error *err = &both->place->err;
    struct keys keys;
    assert_int_equal(keys_load(both->laptop, &keys, err), LI_OK);
    const struct keys_item first = keys.items[0];
    keys_clear(&keys);
    assert_int_equal(team_owed_key(both->hq->store, err), LI_OK);
    sharing_meet(both->hq->store, both->laptop);
    assert_int_equal(keys_remove(both->laptop, &first.id, err), LI_OK);
    assert_int_equal(team_save(both->laptop, NULL, err), LI_OK);
    assert_int_equal(keys_load(both->laptop, &keys, err), LI_OK);
    assert_int_equal(keys.count, 2);
    assert_memory_equal(keys_find(&keys, &first.id)->byte, first.key.byte, SEAL_KEY_SIZE);
    const struct seal_key other = {{1}};
    keys_add(&keys, &first.id, &other); /* the one that is here stays */
    assert_int_equal(keys.count, 2);
    assert_memory_equal(keys_find(&keys, &first.id)->byte, first.key.byte, SEAL_KEY_SIZE);
    keys_clear(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        COPIES_TEST(test_backup_put_back),
        COPIES_TEST(test_backup_of_a_backup),
        COPIES_TEST(test_backup_recovers),
        COPIES_TEST(test_file_copied),
        COPIES_TEST(test_shared_from_the_future),
        COPIES_TEST(test_dated_anew),
        COPIES_TEST(test_cut_tail),
        COPIES_TEST(test_head_altered),
        COPIES_TEST(test_added_from_outside),
        COPIES_TEST(test_signature_damaged),
        COPIES_TEST(test_signed_by_nobody),
        COPIES_TEST(test_signed_by_the_new_name),
        COPIES_TEST(test_signature_altered),
        COPIES_TEST(test_signature_removed),
        COPIES_TEST(test_signature_of_nothing),
        COPIES_TEST(test_key_damaged),
        COPIES_TEST(test_key_of_nobody),
        COPIES_TEST(test_standing_altered),
        COPIES_TEST(test_exception_altered),
        COPIES_TEST(test_key_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
