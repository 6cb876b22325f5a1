/*
 * test_thief.c: what somebody can do who has a team key: a member that may only read, one that was
 * revoked, one that nobody admitted, administrators in a contest. Each is told in a sentence of
 * `sync status`, and the rest goes on.
 */
#include "core/team/team_view.h"
#include "data/base/encoding.h"
#include "data/base/memory.h"
#include "data/carrier/aside.h"
#include "data/carrier/told_heads.h"
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include "data/team/team_write.h"
#include "tests/support/check.h"
#include "tests/support/meeting.h"
#include "tests/support/sharing.h"
#include "tests/support/thief.h"
#include <stdlib.h>
#include <string.h>

/* --- what a person is told -------------------------------------------------------------------- */

static bool is_aside(struct meeting *meeting, struct ledger *ledger, const char *text)
{
    struct aside aside;
    bool found = false;
    assert_int_equal(aside_load(ledger->store, &aside, &meeting->err), LI_OK);
    for (size_t i = 0; i < aside.count; i++)
        found = found || strstr(aside.items[i].why, text);
    aside_clear(&aside);
    return found;
}

static bool is_said_of_device(struct meeting *meeting, struct ledger *ledger, const char *text)
{
    struct context context = {.store = ledger->store};
    struct team_view view;
    bool found = false;
    assert_int_equal(team_view_load(&context, &view, &meeting->err), LI_OK);
    for (size_t i = 0; i < view.count; i++)
        found = found || (view.devices[i].why && strstr(view.devices[i].why, text));
    for (size_t i = 0; i < view.stranger_count; i++)
        found = found || strstr(view.strangers[i].why, text);
    team_view_clear(&view);
    return found;
}

/* `sync status` says it. */
static void assert_said(struct meeting *meeting, struct ledger *ledger, const char *text)
{
    if (!is_aside(meeting, ledger, text) && !is_said_of_device(meeting, ledger, text))
        fail_msg("nothing says \"%s\"", text);
}

/* What both write comes through, and nothing is wrong with either. */
static void assert_goes_on(struct meeting *meeting)
{
    static int number = 5000;
    char *before = li_strdup(meeting_areas(meeting->head));
    meeting_add_area(meeting->laptop, ++number);
    meeting_add_area(meeting->head, ++number);
    meeting_meet(meeting);
    char *after = li_format("%d", atoi(before) + 2);
    assert_string_equal(meeting_areas(meeting->head), after);
    assert_string_equal(meeting_areas(meeting->laptop), after);
    meeting_assert_sound(meeting->head);
    meeting_assert_sound(meeting->laptop);
    free(before);
    free(after);
}

/* Another member, which has met the others. */
static struct ledger *member(struct meeting *meeting, enum act_role role)
{
    struct ledger *ledger = ledger_new();
    meeting_join(meeting, ledger, role);
    meeting_add_carrier(meeting, ledger, "one", meeting->one);
    meeting_sync(meeting, ledger);
    meeting_meet(meeting);
    meeting_sync(meeting, ledger);
    meeting_meet(meeting);
    assert_int_equal(sharing_role(ledger->store, meeting->laptop->store), role);
    return ledger;
}

static void revoke_device(struct meeting *meeting, struct ledger *by, struct ledger *whom)
{
    const struct id device = *store_replica(whom->store);
    by->clock += 1000;
    if (team_write_role(by->store, &device, ACT_ROLE_NONE, &meeting->err))
        fail_msg("%s", meeting->err.message);
}

/* --- entries ---------------------------------------------------------------------------------- */

static void test_reader_writes(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    struct ledger *reader = member(meeting, ACT_ROLE_READER);
    struct thief thief = thief_of(reader->store);
    struct thief_bundle bundle = thief_add_area(&thief, 1);
    thief_put(&bundle, meeting->one);
    meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
    assert_string_equal(meeting_areas(meeting->head), "0");
    assert_said(meeting, meeting->head, "It is a reader, so what it wrote is left out.");
    assert_goes_on(meeting);
    ledger_free(reader);
}

static void test_revoked_writes(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    struct ledger *lost = member(meeting, ACT_ROLE_EDITOR);
    meeting_add_area(lost, 1);
    meeting_sync(meeting, lost);
    meeting_sync(meeting, meeting->head);
    revoke_device(meeting, meeting->head, lost);
    meeting_meet(meeting);
    struct thief thief = thief_of(lost->store);
    struct thief_bundle bundle = thief_add_area(&thief, 2);
    thief_put(&bundle, meeting->one);
    meeting_meet(meeting);
    assert_string_equal(meeting_areas(meeting->head), "1");
    assert_string_equal(meeting_areas(meeting->laptop), "1");
    assert_said(meeting, meeting->laptop, "What it wrote after it was revoked is left out.");
    assert_goes_on(meeting);
    ledger_free(lost);
}

/* What devices say that they have is sealed under the new key as well. */
static void assert_reads_no_vector(
    struct meeting *meeting, struct ledger *of, const struct keys *keys)
{
    struct id device, team = thief_of(of->store).team;
    struct heads heads;
    size_t size;
    char *path = meeting_tail(meeting, of);
    strcpy(strstr(path, "-tail.bundle"), ".heads");
    char *bytes = place_read(path, &size);
    assert_int_equal(
        told_heads_open(bytes, size, &team, keys, &device, &heads, &meeting->err), LI_NONE);
    heads_clear(&heads);
    free(bytes);
    free(path);
}

static void test_revoked_reads(void **state)
{
    struct meeting *meeting = *state;
    struct keys keys;
    meeting_meet(meeting);
    struct ledger *lost = member(meeting, ACT_ROLE_EDITOR);
    assert_int_equal(keys_load(lost->store, &keys, &meeting->err), LI_OK);
    for (int i = 0; i < 4; i++) {
        struct ledger *next = member(meeting, ACT_ROLE_EDITOR);
        revoke_device(meeting, meeting->head, i ? next : lost);
        meeting_meet(meeting);
        ledger_free(next);
    }
    assert_goes_on(meeting);
    assert_reads_no_vector(meeting, meeting->head, &keys);
    assert_reads_no_vector(meeting, meeting->laptop, &keys);
    keys_clear(&keys);
    ledger_free(lost);
}

/* It goes back before the revocation, to an entry that counts, and writes from there. */
static void test_thief_below_the_revocation(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    struct ledger *lost = member(meeting, ACT_ROLE_ADMIN);
    struct thief thief = thief_of(lost->store);
    lost->clock += 5000;
    meeting_add_area(lost, 1);
    meeting_sync(meeting, lost);
    meeting_sync(meeting, meeting->head);
    meeting->head->clock += 10000;
    revoke_device(meeting, meeting->head, lost);
    meeting_meet(meeting);
    const struct act revocation = {
        .what = ACT_ROLE, .replica = *store_replica(meeting->head->store)};
    struct thief_bundle bundle = thief_say(&thief, &revocation);
    thief_put(&bundle, meeting->one);
    bundle = thief_add_area(&thief, 2);
    thief_put(&bundle, meeting->one);
    meeting_meet(meeting);
    assert_int_equal(sharing_role(meeting->head->store, meeting->laptop->store), ACT_ROLE_ADMIN);
    assert_int_equal(sharing_role(lost->store, meeting->laptop->store), ACT_ROLE_NONE);
    assert_string_equal(meeting_areas(meeting->laptop), "1");
    assert_said(meeting, meeting->head, "What it wrote after it was revoked is left out.");
    assert_goes_on(meeting);
    ledger_free(lost);
}

/* Nobody has admitted it, and it never asked. */
static void test_stranger_writes(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    struct thief thief = thief_stranger(meeting->head->store);
    struct thief_bundle bundle = thief_add_area(&thief, 1);
    thief_put(&bundle, meeting->one);
    meeting_meet(meeting);
    assert_string_equal(meeting_areas(meeting->head), "0");
    assert_said(meeting, meeting->head, "No device of the team has this id");
    assert_goes_on(meeting);
}

/* In the name of the laptop, by a key of its own. */
static void test_in_the_name_of_another(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    struct thief thief = thief_of(meeting->laptop->store);
    signature_pair_new(&thief.pair);
    struct thief_bundle bundle = thief_add_area(&thief, 1);
    thief_put(&bundle, meeting->one);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_said(meeting, meeting->head, "Its signature is not by the device that wrote it.");
    assert_goes_on(meeting);
}

/* In a name that follows from no key, as databases had before they were shared: only the founder
   can vouch for those. */
static void test_in_the_name_of_nobody(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    struct thief thief = thief_stranger(meeting->head->store);
    thief.replica = id_new();
    struct thief_bundle bundle = thief_add_area(&thief, 1);
    thief_put(&bundle, meeting->one);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_string_equal(ledger_value(meeting->head, "SELECT why FROM local_aside"),
        "It isn't known yet who wrote it: the founder of the team has not vouched for it.");
    assert_goes_on(meeting);
}

/* A member says what only a later version understands: it is passed over. */
static void test_act_of_a_later_version(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    struct thief thief = thief_of(meeting->laptop->store);
    struct bytes bytes = {0};
    encoding_add_text(&bytes, "liaise act 1");
    encoding_add_int(&bytes, ACT_WHAT_END);
    struct thief_bundle bundle = thief_write(&thief, ENTRY_TEAM, bytes.at, bytes.size);
    thief_put(&bundle, meeting->one);
    meeting_assert_sync(meeting, meeting->head, 1, 0, 0);
    assert_int_equal(sharing_role(meeting->laptop->store, meeting->head->store), ACT_ROLE_EDITOR);
    sharing_is_sound(meeting->head->store);
    free(bytes.at);
}

/* --- sizes ------------------------------------------------------------------------------------ */

/* Zeros without end, that pack to nothing; and a size that is none. */
static void test_bombs(void **state)
{
    enum { ZEROS = 8 << 20 };
    struct meeting *meeting = *state;
    char name[] = "bomb-0.bundle";
    meeting_meet(meeting);
    struct thief thief = thief_of(meeting->laptop->store);
    struct thief_bundle bundle = thief_add_area(&thief, 1);
    char *zeros = li_calloc(ZEROS, 1);
    const int64_t sizes[] = {1, 4000, ZEROS, BUNDLE_PLAIN_MOST, INT64_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++, name[5]++) {
        struct bundle_header header = bundle.header;
        header.plain_size = sizes[i];
        struct bytes made = thief_seal(&thief, header, zeros, 64 * (i + 1));
        char *path = li_format("%s/%s", meeting->one, name);
        place_write(path, made.at, made.size);
        free(path);
        free(made.at);
    }
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_said(meeting, meeting->head, "damaged");
    assert_goes_on(meeting);
    free(zeros);
    free(bundle.bytes.at);
}

/* --- acts and keys ---------------------------------------------------------------------------- */

/* What is no act, after a gap: it is looked into for keys alone. */
static void test_no_act_after_a_gap(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    struct ledger *reader = member(meeting, ACT_ROLE_READER);
    struct thief thief = thief_of(reader->store);
    thief_skip(&thief);
    struct thief_bundle bundle = thief_write(&thief, ENTRY_TEAM, "nothing", 7);
    thief_put(&bundle, meeting->one);
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_said(meeting, meeting->head, "which is missing");
    assert_goes_on(meeting);
    ledger_free(reader);
}

/* A key of the thief's own making for all, under the id of one that is on its way. */
static struct thief_bundle false_key(struct thief *thief, enum act_what what, const struct id *id,
    struct ledger *const victims[], size_t count)
{
    struct act act = {.what = what, .key = *id, .previous = thief->key.id};
    struct act_box boxes[4];
    struct seal_key key;
    struct bytes previous = {0};
    seal_key_new(&key);
    seal_close(&key, act.previous_sealed, act.key.byte, ID_SIZE, thief->key.key.byte, SEAL_KEY_SIZE,
        &previous);
    memcpy(act.previous_sealed + SEAL_NONCE_SIZE, previous.at, previous.size);
    free(previous.at);
    for (size_t i = 0; i < count; i++) {
        struct bytes sealed = {0};
        struct signature_pair pair;
        struct li_error err = {0};
        const struct id *replica = store_replica(victims[i]->store);
        assert_int_equal(replica_key_load(victims[i]->store, replica, &pair, &err), LI_OK);
        assert_true(seal_box_close(&pair.public, key.byte, sizeof key.byte, &sealed));
        assert_int_equal(sealed.size, ACT_BOX_SIZE);
        boxes[i].replica = *replica;
        memcpy(boxes[i].box, sealed.at, ACT_BOX_SIZE);
        free(sealed.at);
    }
    act.boxes = boxes;
    act.box_count = count;
    return thief_say(thief, &act);
}

static struct id newest_key(struct ledger *ledger)
{
    struct team team;
    struct li_error err = {0};
    assert_int_equal(team_load(ledger->store, &team, &err), LI_OK);
    struct id id = team.keys[team.key_count - 1].id;
    team_clear(&team);
    return id;
}

/* A revoked device, or one that is about to be, plants a key in the place of the one that shuts it
   out: then it would go on reading, and those who have the right one would not. */
static void plant_key(struct meeting *meeting, enum act_role role, enum act_what what, bool gap)
{
    meeting_meet(meeting);
    struct ledger *lost = member(meeting, role);
    struct thief thief = thief_of(lost->store);
    revoke_device(meeting, meeting->head, lost);
    struct id id = newest_key(meeting->head);
    struct ledger *const victims[] = {meeting->laptop};
    if (gap)
        thief_skip(&thief);
    struct thief_bundle bundle = false_key(&thief, what, &id, victims, 1);
    thief_put(&bundle, meeting->one);
    meeting_add_area(meeting->laptop, 1);
    meeting_sync(meeting, meeting->laptop); /* it has not heard of the revocation */
    meeting_meet(meeting);
    meeting_meet(meeting);
    assert_string_equal(meeting_areas(meeting->head), "1");
    assert_goes_on(meeting);
    ledger_free(lost);
}

static void test_key_planted(void **state)
{
    plant_key(*state, ACT_ROLE_ADMIN, ACT_KEY, false);
}

static void test_key_planted_after_a_gap(void **state)
{
    plant_key(*state, ACT_ROLE_ADMIN, ACT_KEY, true);
}

static void test_key_planted_by_an_editor(void **state)
{
    plant_key(*state, ACT_ROLE_EDITOR, ACT_KEY, true);
}

static void test_seal_planted(void **state)
{
    plant_key(*state, ACT_ROLE_EDITOR, ACT_SEAL, false);
}

static void test_seal_planted_after_a_gap(void **state)
{
    plant_key(*state, ACT_ROLE_READER, ACT_SEAL, true);
}

/* --- contests --------------------------------------------------------------------------------- */

/* Each revokes the other before they meet, and an editor writes in between, under the key of the
   one who loses: what it wrote is not lost. */
static void test_two_revoke_each_other(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    struct ledger *junior = member(meeting, ACT_ROLE_ADMIN);
    revoke_device(meeting, junior, meeting->head);
    meeting_sync(meeting, junior);
    meeting_sync(meeting, meeting->laptop);
    assert_int_equal(sharing_role(meeting->head->store, meeting->laptop->store), ACT_ROLE_NONE);
    meeting_add_area(meeting->laptop, 1);
    meeting_sync(meeting, meeting->laptop);
    revoke_device(meeting, meeting->head, junior);
    meeting_meet(meeting);
    meeting_meet(meeting);
    struct ledger *const all[] = {meeting->head, meeting->laptop};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(sharing_role(meeting->head->store, all[i]->store), ACT_ROLE_ADMIN);
        assert_int_equal(sharing_role(junior->store, all[i]->store), ACT_ROLE_NONE);
        assert_string_equal(meeting_areas(all[i]), "1");
    }
    assert_goes_on(meeting);
    ledger_free(junior);
}

/* One invitation, used by two who have not met, at two administrators who have not met. */
static void test_invitation_used_twice(void **state)
{
    struct meeting *meeting = *state;
    struct invitation invitation;
    const struct team_person person = {.name = "Cy", .device = "Tablet"};
    meeting_meet(meeting);
    struct ledger *admin = member(meeting, ACT_ROLE_ADMIN);
    assert_int_equal(team_write_invite(meeting->head->store, &person, ACT_ROLE_EDITOR,
                         INT64_MAX / 2, NULL, &invitation, &meeting->err),
        LI_OK);
    meeting_meet(meeting);
    meeting_sync(meeting, admin);
    meeting_add_carrier(meeting, admin, "other", meeting->other);
    struct ledger *twins[] = {ledger_new(), ledger_new()};
    char *command = li_format("cp -p '%s'/* '%s'", meeting->one, meeting->other);
    assert_int_equal(system(command), 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(
            team_write_join(twins[i]->store, &invitation, "Tablet", &meeting->err), LI_OK);
        meeting_add_carrier(meeting, twins[i], "one", i ? meeting->other : meeting->one);
        meeting_sync(meeting, twins[i]);
        meeting_add_area(twins[i], i);
        meeting_sync(meeting, twins[i]);
    }
    const struct sync_options by_other = {.via = "other"};
    sync_result_clear(&meeting->result);
    assert_int_equal(sync_run(admin->store, &by_other, &meeting->result, &meeting->err), LI_OK);
    meeting_sync(meeting, meeting->head);
    for (int i = 0; i < 3; i++) {
        meeting_sync(meeting, admin);
        meeting_sync(meeting, twins[0]);
        meeting_sync(meeting, twins[1]);
        meeting_meet(meeting);
    }
    int admitted = 0;
    for (int i = 0; i < 2; i++)
        admitted += sharing_role(twins[i]->store, meeting->laptop->store) == ACT_ROLE_EDITOR;
    assert_int_equal(admitted, 1);
    assert_string_equal(meeting_areas(meeting->laptop), "1");
    assert_said(meeting, meeting->head, "Waiting to be admitted by an administrator's device.");
    assert_goes_on(meeting);
    for (int i = 0; i < 2; i++)
        ledger_free(twins[i]);
    free(command);
    invitation_clear(&invitation);
    ledger_free(admin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETING_TEST(test_reader_writes),
        MEETING_TEST(test_revoked_writes),
        MEETING_TEST(test_revoked_reads),
        MEETING_TEST(test_thief_below_the_revocation),
        MEETING_TEST(test_stranger_writes),
        MEETING_TEST(test_in_the_name_of_another),
        MEETING_TEST(test_in_the_name_of_nobody),
        MEETING_TEST(test_act_of_a_later_version),
        MEETING_TEST(test_bombs),
        MEETING_TEST(test_no_act_after_a_gap),
        MEETING_TEST(test_key_planted),
        MEETING_TEST(test_key_planted_after_a_gap),
        MEETING_TEST(test_key_planted_by_an_editor),
        MEETING_TEST(test_seal_planted),
        MEETING_TEST(test_seal_planted_after_a_gap),
        MEETING_TEST(test_two_revoke_each_other),
        MEETING_TEST(test_invitation_used_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
