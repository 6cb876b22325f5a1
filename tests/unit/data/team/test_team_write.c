/*
 * test_team_write.c: databases that found a team, join it, share, and lose their way.
 */
#include "data/database/replica.h"
#include "data/database/replica_key.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include "data/team/team_owed.h"
#include "data/team/team_say.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/sharing.h"
#include "tests/support/temp_folder.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Headquarters, and a laptop. */
struct two {
    struct ledger *hq, *laptop;
};

static int two_set_up(void **state)
{
    struct two *two = calloc(1, sizeof *two);
    two->hq = ledger_new();
    two->laptop = ledger_new();
    sharing_found(two->hq->store);
    *state = two;
    return 0;
}

static int two_tear_down(void **state)
{
    struct two *two = *state;
    ledger_free(two->hq);
    ledger_free(two->laptop);
    free(two);
    return 0;
}
#define TWO_TEST(test) cmocka_unit_test_setup_teardown(test, two_set_up, two_tear_down)

static void add_area(struct ledger *ledger, int number)
{
    struct id id = {{(unsigned char)number, 1}};
    ledger_write(ledger, "Add area", ledger_add_area, &id, NULL);
}

static void has_areas(struct ledger *ledger, const char *count)
{
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), count);
}

/* Both have the same, and nothing is wrong with either. */
static void are_sound(struct two *two)
{
    ledger_is_sound(two->hq);
    ledger_is_sound(two->laptop);
    sharing_is_sound(two->hq->store);
    sharing_is_sound(two->laptop->store);
}

static void joined(struct two *two, enum act_role role)
{
    sharing_join(two->hq->store, two->laptop->store, role);
    sharing_meet(two->laptop->store, two->hq->store);
    assert_int_equal(sharing_role(two->laptop->store, two->hq->store), role);
    assert_int_equal(sharing_role(two->laptop->store, two->laptop->store), role);
}

static struct id own_device(struct ledger *ledger)
{
    return *store_replica(ledger->store);
}

/* --- founding --------------------------------------------------------------------------------- */

static void test_founding(void **state)
{
    struct ledger *ledger = *state;
    struct team team;
    add_area(ledger, 1);
    struct id before = own_device(ledger);
    sharing_found(ledger->store);
    assert_false(id_equal(&before, store_replica(ledger->store)));
    add_area(ledger, 2);
    assert_int_equal(team_load(ledger->store, &team, &ledger->err), LI_OK);
    assert_int_equal(team.vouched_count, 1);
    assert_true(id_equal(&team.vouched[0].replica, &before));
    assert_int_equal(team.key_count, 1);
    assert_true(team_own(&team, ledger->store)->founder);
    team_clear(&team);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM local_standing"), "2");
    ledger_is_sound(ledger);
    sharing_is_sound(ledger->store);
}

static void test_founding_twice(void **state)
{
    struct two *two = *state;
    char phrase[PHRASE_SIZE];
    const struct team_person person = {.name = "Head", .device = "HQ"};
    struct id before = own_device(two->hq);
    assert_int_equal(team_write_found(two->hq->store, &person, phrase, &two->hq->err), LI_REFUSED);
    assert_true(id_equal(&before, store_replica(two->hq->store)));
    sharing_is_sound(two->hq->store);
}

/* An act of the team is never undone. */
static void test_not_undone(void **state)
{
    struct two *two = *state;
    add_area(two->hq, 1);
    assert_int_equal(team_owed_key(two->hq->store, &two->hq->err), LI_OK);
    assert_int_equal(ledger_undo(two->hq, NULL), LI_OK);
    has_areas(two->hq, "0");
    assert_int_equal(ledger_undo(two->hq, NULL), LI_NONE);
}

/* --- joining ---------------------------------------------------------------------------------- */

static void test_joining(void **state)
{
    struct two *two = *state;
    add_area(two->hq, 1);
    sharing_join(two->hq->store, two->laptop->store, ACT_ROLE_EDITOR);
    add_area(two->laptop, 2);
    assert_int_equal(sharing_send(two->laptop->store, two->hq->store), 0);
    has_areas(two->hq, "1"); /* what the laptop wrote waits */
    assert_int_equal(team_write_owed(two->hq->store, &two->hq->err), LI_OK);
    has_areas(two->hq, "2");
    sharing_meet(two->hq->store, two->laptop->store);
    has_areas(two->laptop, "2");
    are_sound(two);
}

/* The laptop hears of the team before it is admitted: what it wrote counts at home. */
static void test_waiting_at_home(void **state)
{
    struct two *two = *state;
    sharing_join(two->hq->store, two->laptop->store, ACT_ROLE_EDITOR);
    sharing_send(two->hq->store, two->laptop->store);
    add_area(two->laptop, 1);
    has_areas(two->laptop, "1");
    are_sound(two);
}

static void test_joining_twice(void **state)
{
    struct two *two = *state;
    struct invitation invitation;
    const struct team_person person = {.name = "Ann", .device = "Laptop"};
    joined(two, ACT_ROLE_EDITOR);
    assert_int_equal(team_write_invite(two->hq->store, &person, ACT_ROLE_EDITOR, UINT64_MAX / 2,
                         NULL, &invitation, &two->hq->err),
        LI_OK);
    assert_int_equal(
        team_write_join(two->laptop->store, &invitation, "Laptop", &two->laptop->err), LI_REFUSED);
    invitation_clear(&invitation);
}

static void test_expired(void **state)
{
    struct two *two = *state;
    struct invitation invitation;
    const struct team_person person = {.name = "Ann", .device = "Laptop"};
    assert_int_equal(team_write_invite(two->hq->store, &person, ACT_ROLE_EDITOR, 5, NULL,
                         &invitation, &two->hq->err),
        LI_REFUSED);
    assert_int_equal(team_write_invite(two->hq->store, &person, ACT_ROLE_EDITOR, UINT64_MAX / 2,
                         NULL, &invitation, &two->hq->err),
        LI_OK);
    invitation.expires = 5;
    assert_int_equal(
        team_write_join(two->laptop->store, &invitation, "Laptop", &two->laptop->err), LI_REFUSED);
    invitation_clear(&invitation);
}

static void test_editors_do_not_decide(void **state)
{
    struct two *two = *state;
    struct invitation invitation;
    const struct team_person person = {.name = "Bob", .device = "Tablet"};
    joined(two, ACT_ROLE_EDITOR);
    struct store *store = two->laptop->store;
    struct li_error *err = &two->laptop->err;
    struct id hq = own_device(two->hq);
    assert_int_equal(
        team_write_invite(store, &person, ACT_ROLE_ADMIN, UINT64_MAX / 2, NULL, &invitation, err),
        LI_REFUSED);
    assert_int_equal(team_write_role(store, &hq, ACT_ROLE_NONE, err), LI_REFUSED);
    assert_int_equal(team_write_admit(store, &hq, ACT_ROLE_ADMIN, &person, err), LI_REFUSED);
}

/* --- roles ------------------------------------------------------------------------------------ */

static enum li_err try_to_write(struct ledger *ledger, int number)
{
    struct id id = {{(unsigned char)number, 1}};
    struct ledger_writing writing = {.sql = ledger_add_area, .one = &id};
    return journal_write(ledger->store, "Add area", ledger_run, &writing, NULL, &ledger->err);
}

static void test_reader(void **state)
{
    struct two *two = *state;
    add_area(two->hq, 1);
    joined(two, ACT_ROLE_READER);
    has_areas(two->laptop, "1");
    assert_int_equal(try_to_write(two->laptop, 2), LI_REFUSED);
    assert_non_null(strstr(two->laptop->err.message, "This device may only read"));
    add_area(two->hq, 3);
    sharing_meet(two->hq->store, two->laptop->store);
    has_areas(two->laptop, "2");
    are_sound(two);
}

/* What it wrote as an editor counts, and again; what it wrote before it heard that it was a reader
   does not, there or at home. */
static void test_roles_change(void **state)
{
    struct two *two = *state;
    joined(two, ACT_ROLE_EDITOR);
    struct id laptop = own_device(two->laptop);
    add_area(two->laptop, 1);
    sharing_meet(two->laptop->store, two->hq->store);
    assert_int_equal(
        team_write_role(two->hq->store, &laptop, ACT_ROLE_READER, &two->hq->err), LI_OK);
    add_area(two->laptop, 2);
    has_areas(two->laptop, "2");
    sharing_meet(two->laptop->store, two->hq->store);
    has_areas(two->hq, "1");
    has_areas(two->laptop, "1");
    assert_int_equal(try_to_write(two->laptop, 3), LI_REFUSED);
    assert_int_equal(
        team_write_role(two->hq->store, &laptop, ACT_ROLE_EDITOR, &two->hq->err), LI_OK);
    sharing_meet(two->hq->store, two->laptop->store);
    add_area(two->laptop, 4);
    sharing_meet(two->laptop->store, two->hq->store);
    has_areas(two->hq, "2");
    has_areas(two->laptop, "2");
    are_sound(two);
}

static void test_only_admin_stays(void **state)
{
    struct two *two = *state;
    struct id hq = own_device(two->hq), stranger = {{1}};
    struct li_error *err = &two->hq->err;
    assert_int_equal(team_write_role(two->hq->store, &hq, ACT_ROLE_EDITOR, err), LI_REFUSED);
    assert_int_equal(team_write_role(two->hq->store, &hq, ACT_ROLE_ADMIN, err), LI_REFUSED);
    assert_int_equal(team_write_role(two->hq->store, &stranger, ACT_ROLE_ADMIN, err), LI_NONE);
}

/* --- revoking --------------------------------------------------------------------------------- */

/* What it wrote before counts; what it writes afterwards does not, and nothing new opens for it. */
static void test_revoked(void **state)
{
    struct two *two = *state;
    joined(two, ACT_ROLE_EDITOR);
    struct id laptop = own_device(two->laptop);
    add_area(two->laptop, 1);
    sharing_send(two->laptop->store, two->hq->store);
    assert_int_equal(team_write_role(two->hq->store, &laptop, ACT_ROLE_NONE, &two->hq->err), LI_OK);
    add_area(two->hq, 2);
    add_area(two->laptop, 3);
    sharing_send(two->laptop->store, two->hq->store);
    has_areas(two->hq, "2");
    assert_true(sharing_send(two->hq->store, two->laptop->store) > 0);
    has_areas(two->laptop, "1"); /* it hears that it was revoked, and no more */
    assert_int_equal(try_to_write(two->laptop, 4), LI_REFUSED);
    ledger_is_sound(two->hq);
    sharing_is_sound(two->hq->store);
    assert_int_equal(
        team_write_role(two->hq->store, &laptop, ACT_ROLE_EDITOR, &two->hq->err), LI_REFUSED);
}

/* Who was away while keys changed reads all when it comes back, also from somebody else. */
static void test_away_while_keys_change(void **state)
{
    struct two *two = *state;
    struct ledger *third = ledger_new();
    joined(two, ACT_ROLE_EDITOR);
    sharing_join(two->hq->store, third->store, ACT_ROLE_EDITOR);
    sharing_meet(third->store, two->hq->store);
    for (int i = 1; i <= 3; i++) {
        add_area(two->hq, i);
        assert_int_equal(team_owed_key(two->hq->store, &two->hq->err), LI_OK);
    }
    add_area(two->hq, 4);
    sharing_meet(two->hq->store, third->store);
    has_areas(third, "4");
    assert_int_equal(sharing_send(third->store, two->laptop->store), 0);
    has_areas(two->laptop, "4");
    are_sound(two);
    ledger_free(third);
}

/* It is invited, the key changes, and it joins with the old one: it is given the new. */
static void test_joining_with_an_old_key(void **state)
{
    struct two *two = *state;
    struct invitation invitation;
    const struct team_person person = {.name = "Ann", .device = "Laptop"};
    assert_int_equal(team_write_invite(two->hq->store, &person, ACT_ROLE_EDITOR, UINT64_MAX / 2,
                         NULL, &invitation, &two->hq->err),
        LI_OK);
    assert_int_equal(team_owed_key(two->hq->store, &two->hq->err), LI_OK);
    add_area(two->hq, 1);
    assert_int_equal(
        team_write_join(two->laptop->store, &invitation, "Laptop", &two->laptop->err), LI_OK);
    invitation_clear(&invitation);
    sharing_meet(two->laptop->store, two->hq->store);
    has_areas(two->laptop, "1");
    are_sound(two);
}

/* The same, and the key changed three times since: each is given, as none opens the one before it
   for who can't read the act. */
static void test_joining_with_a_key_long_gone(void **state)
{
    struct two *two = *state;
    struct invitation invitation;
    const struct team_person person = {.name = "Ann", .device = "Laptop"};
    assert_int_equal(team_write_invite(two->hq->store, &person, ACT_ROLE_EDITOR, UINT64_MAX / 2,
                         NULL, &invitation, &two->hq->err),
        LI_OK);
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(team_owed_key(two->hq->store, &two->hq->err), LI_OK);
        add_area(two->hq, i);
    }
    assert_int_equal(
        team_write_join(two->laptop->store, &invitation, "Laptop", &two->laptop->err), LI_OK);
    invitation_clear(&invitation);
    sharing_meet(two->laptop->store, two->hq->store);
    has_areas(two->laptop, "3");
    are_sound(two);
}

/* --- what is stored of it ----------------------------------------------------------------------
 */

static void rename_replica(struct ledger *ledger)
{
    assert_int_equal(transaction_begin(ledger->store, &ledger->err), LI_OK);
    ledger->store->gate = GATE_OPEN;
    assert_int_equal(replica_rename(ledger->store, &ledger->err), LI_OK);
    ledger->store->gate = GATE_SHUT;
    assert_int_equal(transaction_commit(ledger->store, &ledger->err), LI_OK);
}

/* What it wrote under a name that was not known to whoever made it a reader does not count. */
static void test_reader_under_a_new_name(void **state)
{
    struct two *two = *state;
    joined(two, ACT_ROLE_EDITOR);
    struct id laptop = own_device(two->laptop);
    add_area(two->laptop, 1);
    sharing_meet(two->laptop->store, two->hq->store);
    rename_replica(two->laptop);
    add_area(two->laptop, 2);
    assert_int_equal(
        team_write_role(two->hq->store, &laptop, ACT_ROLE_READER, &two->hq->err), LI_OK);
    sharing_meet(two->laptop->store, two->hq->store);
    assert_int_equal(sharing_role(two->laptop->store, two->hq->store), ACT_ROLE_READER);
    has_areas(two->hq, "1");
    has_areas(two->laptop, "1");
    are_sound(two);
}

/* A team_say_begin: a founder who vouches for their own new replica, as if it had no key. */
static enum li_err found_twice(
    struct store *store, void *arg, struct act *act, struct li_error *err)
{
    struct signature_pair pair;
    (void)arg;
    assert_int_equal(replica_rename_keyed(store, err), LI_OK);
    assert_int_equal(replica_key_load(store, store_replica(store), &pair, err), LI_OK);
    act->public = act->recovery = pair.public;
    act->team = id_new();
    act->heads[0] = (struct act_head){*store_replica(store), {{1}}};
    struct hash root = signature_fingerprint(&pair.public);
    struct query *query =
        query_new(store, "INSERT INTO local_team (one, team, root) VALUES (1, ?1, ?2)", err);
    query_bind_id(query, 1, &act->team);
    query_bind_hash(query, 2, &root);
    assert_int_equal(query_finish(query, err), LI_OK);
    query_free(query);
    return LI_OK;
}

/* It is an odd team, but one: each replica has one standing, and the key that is missing is made.
 */
static void test_odd_founding(void **state)
{
    struct ledger *ledger = *state;
    struct act_head head;
    struct act act = {.what = ACT_FOUND,
        .person_name = (char *)"Head",
        .device = (char *)"HQ",
        .heads = &head,
        .head_count = 1};
    assert_int_equal(
        team_say(ledger->store, "Found", &act, found_twice, NULL, &ledger->err), LI_OK);
    assert_int_equal(team_save(ledger->store, NULL, &ledger->err), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM local_standing"), "1");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM local_team_key"), "0");
    assert_int_equal(team_write_owed(ledger->store, &ledger->err), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM local_team_key"), "1");
    sharing_is_sound(ledger->store);
}

/* --- recovering ------------------------------------------------------------------------------- */

static void test_recovering(void **state)
{
    struct ledger *hq = *state, *laptop = ledger_new();
    char phrase[PHRASE_SIZE], other[PHRASE_SIZE];
    const struct team_person head = {.name = "Head", .device = "HQ"};
    const struct team_person ann = {.name = "Ann", .device = "Laptop"};
    assert_int_equal(team_write_found(hq->store, &head, phrase, &hq->err), LI_OK);
    sharing_join(hq->store, laptop->store, ACT_ROLE_EDITOR);
    sharing_meet(laptop->store, hq->store);
    phrase_new_recovery(other);
    assert_int_equal(team_write_recover(laptop->store, other, &ann, &laptop->err), LI_REFUSED);
    assert_int_equal(team_write_recover(laptop->store, "about", &ann, &laptop->err), LI_REFUSED);
    struct id lost = own_device(hq);
    if (team_write_recover(laptop->store, phrase, &ann, &laptop->err))
        fail_msg("%s", laptop->err.message);
    assert_int_equal(sharing_role(laptop->store, laptop->store), ACT_ROLE_ADMIN);
    add_area(laptop, 1);
    assert_int_equal(team_write_role(laptop->store, &lost, ACT_ROLE_NONE, &laptop->err), LI_OK);
    sharing_send(laptop->store, hq->store);
    assert_int_equal(sharing_role(hq->store, hq->store), ACT_ROLE_NONE);
    has_areas(hq, "1");
    sharing_is_sound(laptop->store);
    ledger_free(laptop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_founding),
        TWO_TEST(test_founding_twice),
        TWO_TEST(test_not_undone),
        TWO_TEST(test_joining),
        TWO_TEST(test_waiting_at_home),
        TWO_TEST(test_joining_twice),
        TWO_TEST(test_expired),
        TWO_TEST(test_editors_do_not_decide),
        TWO_TEST(test_reader),
        TWO_TEST(test_roles_change),
        TWO_TEST(test_only_admin_stays),
        TWO_TEST(test_revoked),
        TWO_TEST(test_away_while_keys_change),
        TWO_TEST(test_joining_with_an_old_key),
        TWO_TEST(test_joining_with_a_key_long_gone),
        TWO_TEST(test_reader_under_a_new_name),
        LEDGER_TEST(test_odd_founding),
        LEDGER_TEST(test_recovering),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
