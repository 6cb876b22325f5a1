/*
 * test_team_admission.c: who can't be invited, admitted or given the team key, and why.
 */
#include "data/team/team_owed.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/sharing.h"
#include <stdlib.h>
#include <string.h>

static const struct team_person person = {.name = "Ann", .device = "Laptop"};

/* Who asked to join is admitted, and no one else. */
static void test_admitting_a_stranger(void **state)
{
    struct ledger *hq = *state;
    const struct id stranger = {{1}};
    sharing_found(hq->store);
    assert_int_equal(
        team_write_admit(hq->store, &stranger, ACT_ROLE_EDITOR, &person, &hq->err), LI_NONE);
    assert_string_equal(hq->err.message, "No such device is waiting to be admitted.");
}

/* An invitation gives the team key, so there is none without it. */
static void test_inviting_without_a_key(void **state)
{
    struct ledger *hq = *state;
    struct keys keys;
    struct invitation invitation;
    sharing_found(hq->store);
    assert_int_equal(keys_load(hq->store, &keys, &hq->err), LI_OK);
    for (size_t i = 0; i < keys.count; i++)
        assert_int_equal(keys_remove(hq->store, &keys.items[i].id, &hq->err), LI_OK);
    assert_int_equal(team_write_invite(hq->store, &person, ACT_ROLE_EDITOR, UINT64_MAX / 2, NULL,
                         &invitation, &hq->err),
        LI_REFUSED);
    assert_string_equal(hq->err.message, "The team key has not arrived here yet; sync first.");
    keys_clear(&keys);
}

/* A device whose public key is none can be given no team key: the others go on without it. */
static void test_joining_with_a_false_key(void **state)
{
    static const char entries[] = "SELECT count(*) FROM journal_entry";
    struct ledger *hq = *state, *laptop = ledger_new();
    struct team team;
    sharing_found(hq->store);
    sharing_join(hq->store, laptop->store, ACT_ROLE_EDITOR);
    const struct id device = *store_replica(laptop->store);
    assert_int_equal(team_owed_key(hq->store, &hq->err), LI_OK);
    sharing_send(laptop->store, hq->store);
    assert_int_equal(
        team_write_admit(hq->store, &device, ACT_ROLE_EDITOR, &person, &hq->err), LI_OK);
    assert_int_equal(team_load(hq->store, &team, &hq->err), LI_OK);
    for (size_t i = 0; i < team.device_count; i++)
        if (id_equal(&team.devices[i].id, &device))
            memset(team.devices[i].publics, 0xFF, sizeof *team.devices[i].publics);
    int64_t before = atoll(ledger_value(hq, entries));
    assert_int_equal(team_owed_write(hq->store, &team, &hq->err), LI_OK);
    assert_int_equal(atoll(ledger_value(hq, entries)), before);
    team_clear(&team);
    assert_int_equal(team_write_owed(hq->store, &hq->err), LI_OK);
    assert_int_equal(atoll(ledger_value(hq, entries)), before + 1);
    sharing_meet(laptop->store, hq->store);
    sharing_is_sound(hq->store);
    sharing_is_sound(laptop->store);
    ledger_free(laptop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_admitting_a_stranger),
        LEDGER_TEST(test_inviting_without_a_key),
        LEDGER_TEST(test_joining_with_a_false_key),
    };
    return cmocka_run_group_tests_name("team admission", tests, NULL, NULL);
}
