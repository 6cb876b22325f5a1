/*
 * test_team.c: what acts make of a team, in whatever order they were said.
 */
#include "tests/support/check.h"
#include "tests/support/team_story.h"
#include <string.h>

static const struct signature_pair *an_invitation(void)
{
    static struct signature_pair pair;
    signature_pair_new(&pair);
    return &pair;
}

static void test_founding(void **state)
{
    struct story *story = *state;
    story_judge(story);
    assert_int_equal(story->team.device_count, 1);
    const struct team_device *device = team_find(&story->team, &story->founder.replica);
    assert_string_equal(device->name, "HQ");
    assert_string_equal(device->person_name, "Head");
    assert_true(device->founder);
    assert_int_equal(device->role, ACT_ROLE_ADMIN);
}

/* Another's founding act, or one of the same team by another key, founds nothing. */
static void test_founding_by_another(void **state)
{
    struct story *story = *state;
    struct story_device thief = story_device();
    struct act act = story->acts[0].act;
    act.public = thief.pair.public;
    story_say(story, &thief, 0, act);
    story_say(story, &story->founder, 5, act);
    story_judge(story);
    assert_int_equal(story->team.device_count, 1);
    assert_int_equal(story_role_of(story, &thief), ACT_ROLE_NONE);
}

static void test_nothing_founded(void **state)
{
    struct story *story = *state;
    struct team_input input = {.root = {{1}},
        .acts = story->acts,
        .count = story->count,
        .leads = (void *)1,
        .arg = story};
    struct team team;
    assert_int_equal(team_judge(&input, &team, &story->err), LI_NONE);
    assert_int_equal(team.device_count, 0);
    team_clear(&team);
}

static void test_invitation(void **state)
{
    struct story *story = *state;
    const struct signature_pair *invitation = an_invitation();
    struct story_device laptop = story_device();
    story_say(story, &story->founder, 2, story_invite(invitation, ACT_ROLE_EDITOR));
    story_say(story, &laptop, 3, story_join(invitation, &laptop));
    story_judge(story);
    assert_int_equal(story->team.join_count, 1);
    assert_true(story->team.joins[0].first);
    assert_int_equal(story_role_of(story, &laptop), ACT_ROLE_NONE);
    story_say(story, &story->founder, 4, story_admit(invitation, &laptop, ACT_ROLE_EDITOR));
    story_judge(story);
    assert_int_equal(story->team.join_count, 0);
    assert_true(story->team.invitations[0].used);
    assert_int_equal(story_role_of(story, &laptop), ACT_ROLE_EDITOR);
}

/* Two who have not met use one invitation, and two administrators who have not met admit one each:
   the earlier admission stands, and the other waits for a person. */
static void test_invitation_used_twice(void **state)
{
    struct story *story = *state;
    const struct signature_pair *invitation = an_invitation();
    struct story_device one = story_device(), other = story_device();
    struct story_device admin = story_member(story, 2, ACT_ROLE_ADMIN);
    story_say(story, &story->founder, 3, story_invite(invitation, ACT_ROLE_EDITOR));
    story_say(story, &one, 5, story_join(invitation, &one));
    story_say(story, &other, 4, story_join(invitation, &other));
    story_judge(story);
    assert_int_equal(story->team.join_count, 2);
    assert_int_equal(story->team.joins[0].first + story->team.joins[1].first, 1);
    story_say(story, &story->founder, 8, story_admit(invitation, &other, ACT_ROLE_EDITOR));
    story_say(story, &admin, 7, story_admit(invitation, &one, ACT_ROLE_EDITOR));
    story_judge(story);
    assert_int_equal(story_role_of(story, &one), ACT_ROLE_EDITOR);
    assert_int_equal(story_role_of(story, &other), ACT_ROLE_NONE);
    assert_int_equal(story->team.join_count, 1);
    assert_false(story->team.joins[0].first);
    story_say(story, &admin, 9, story_admit(NULL, &other, ACT_ROLE_READER));
    story_judge(story);
    assert_int_equal(story_role_of(story, &other), ACT_ROLE_READER);
    assert_string_equal(team_find(&story->team, &other.replica)->name, "Laptop (3)");
}

static void test_invitation_expired(void **state)
{
    struct story *story = *state;
    const struct signature_pair *invitation = an_invitation();
    struct story_device laptop = story_device();
    story_say(story, &story->founder, 2, story_invite(invitation, ACT_ROLE_EDITOR));
    story_say(story, &laptop, 1001, story_join(invitation, &laptop));
    story_say(story, &story->founder, 1002, story_admit(invitation, &laptop, ACT_ROLE_EDITOR));
    story_judge(story);
    assert_int_equal(story_role_of(story, &laptop), ACT_ROLE_NONE);
    assert_int_equal(story->team.join_count, 1);
    assert_false(story->team.joins[0].first);
}

/* Nobody else can use it in that device's name, and an editor can't invite or admit. */
static void test_not_admitted(void **state)
{
    struct story *story = *state;
    const struct signature_pair *invitation = an_invitation();
    struct story_device editor = story_member(story, 2, ACT_ROLE_EDITOR);
    struct story_device laptop = story_device(), thief = story_device();
    struct signature_pair forged;
    signature_pair_new(&forged);
    struct act join = story_join(&forged, &thief);
    join.invitation = invitation->public;
    story_say(story, &story->founder, 3, story_invite(invitation, ACT_ROLE_EDITOR));
    story_say(story, &thief, 4, join);
    story_say(story, &story->founder, 5, story_admit(invitation, &thief, ACT_ROLE_EDITOR));
    story_say(story, &editor, 6, story_admit(NULL, &laptop, ACT_ROLE_ADMIN));
    story_say(story, &laptop, 7, story_admit(NULL, &laptop, ACT_ROLE_ADMIN));
    struct hash invite = story_say(story, &editor, 8, story_invite(&forged, ACT_ROLE_ADMIN));
    story_judge(story);
    assert_int_equal(story_role_of(story, &thief), ACT_ROLE_NONE);
    assert_int_equal(story_role_of(story, &laptop), ACT_ROLE_NONE);
    assert_false(story_stands(story, &invite));
    assert_int_equal(story->team.join_count, 0);
}

/* A key that does not prove the replica admits nobody. */
static void test_admit_with_another_key(void **state)
{
    struct story *story = *state;
    struct story_device one = story_device(), other = story_device();
    struct act act = story_admit(NULL, &one, ACT_ROLE_ADMIN);
    act.public = other.pair.public;
    story_say(story, &story->founder, 2, act);
    story_judge(story);
    assert_int_equal(story->team.device_count, 1);
}

static void test_roles(void **state)
{
    struct story *story = *state;
    const struct signature_pair *invitation = an_invitation();
    struct story_device laptop = story_member(story, 2, ACT_ROLE_READER);
    story_say(story, &story->founder, 3, story_role(&laptop, ACT_ROLE_ADMIN, NULL));
    story_judge(story);
    assert_int_equal(story_role_of(story, &laptop), ACT_ROLE_ADMIN);
    struct hash last = story_say(story, &laptop, 4, story_invite(invitation, ACT_ROLE_EDITOR));
    story_say(story, &story->founder, 5, story_role(&laptop, ACT_ROLE_EDITOR, &last));
    struct hash late = story_say(story, &laptop, 6, story_invite(an_invitation(), 2));
    story_judge(story);
    assert_int_equal(story_role_of(story, &laptop), ACT_ROLE_EDITOR);
    assert_true(story_stands(story, &last));
    assert_false(story_stands(story, &late));
    assert_int_equal(team_find(&story->team, &laptop.replica)->change_count, 2);
}

/* A revocation is for good. */
static void test_revoked(void **state)
{
    struct story *story = *state;
    struct story_device laptop = story_member(story, 2, ACT_ROLE_EDITOR);
    story_say(story, &story->founder, 3, story_role(&laptop, ACT_ROLE_NONE, NULL));
    story_say(story, &story->founder, 4, story_role(&laptop, ACT_ROLE_EDITOR, NULL));
    story_judge(story);
    assert_int_equal(story_role_of(story, &laptop), ACT_ROLE_NONE);
    assert_int_equal(team_find(&story->team, &laptop.replica)->revoked, 3);
}

/* Each revokes the other, neither knowing: the one who was admitted first stays, whoever was
   earlier. */
static void two_revoke_each_other(struct story *story, uint64_t senior_at, uint64_t junior_at)
{
    struct story_device senior = story_member(story, 2, ACT_ROLE_ADMIN);
    struct story_device junior = story_member(story, 3, ACT_ROLE_ADMIN);
    struct hash one = story_say(story, &senior, 4, story_invite(an_invitation(), 2));
    struct hash two = story_say(story, &junior, 4, story_invite(an_invitation(), 2));
    story_say(story, &senior, senior_at, story_role(&junior, ACT_ROLE_NONE, &two));
    story_say(story, &junior, junior_at, story_role(&senior, ACT_ROLE_NONE, &one));
    story_judge(story);
    assert_int_equal(story_role_of(story, &senior), ACT_ROLE_ADMIN);
    assert_int_equal(story_role_of(story, &junior), ACT_ROLE_NONE);
}

static void test_two_revoke_each_other(void **state)
{
    two_revoke_each_other(*state, 6, 7);
}

static void test_two_revoke_each_other_later(void **state)
{
    two_revoke_each_other(*state, 7, 6);
}

/* A junior can revoke a senior that does not object. What the senior says afterwards is void, and
   who it let in is out. */
static void test_junior_revokes(void **state)
{
    struct story *story = *state;
    struct story_device senior = story_member(story, 2, ACT_ROLE_ADMIN);
    struct story_device junior = story_member(story, 3, ACT_ROLE_ADMIN);
    struct story_device friend = story_device();
    struct hash last = story_say(story, &senior, 4, story_invite(an_invitation(), 2));
    story_say(story, &junior, 5, story_role(&senior, ACT_ROLE_NONE, &last));
    story_say(story, &senior, 6, story_admit(NULL, &friend, ACT_ROLE_ADMIN));
    struct hash by_friend =
        story_say(story, &friend, 7, story_role(&story->founder, ACT_ROLE_READER, NULL));
    story_judge(story);
    assert_int_equal(story_role_of(story, &senior), ACT_ROLE_NONE);
    assert_int_equal(story_role_of(story, &friend), ACT_ROLE_NONE);
    assert_int_equal(story_role_of(story, &junior), ACT_ROLE_ADMIN);
    assert_int_equal(story_role_of(story, &story->founder), ACT_ROLE_ADMIN);
    assert_false(story_stands(story, &by_friend));
}

/* A thief writes a branch below its revocation, dated before it: it gains nothing. */
static void test_thief_below_the_revocation(void **state)
{
    struct story *story = *state;
    struct story_device thief = story_member(story, 2, ACT_ROLE_ADMIN);
    struct story_device accomplice = story_device();
    struct hash root = story_say(story, &thief, 3, story_invite(an_invitation(), 2));
    struct hash last = story_say(story, &thief, 10, story_invite(an_invitation(), 2));
    story_say(story, &story->founder, 20, story_role(&thief, ACT_ROLE_NONE, &last));
    struct hash forged =
        story_branch(story, &thief, 4, story_role(&story->founder, ACT_ROLE_NONE, NULL), &root);
    forged =
        story_branch(story, &thief, 5, story_admit(NULL, &accomplice, ACT_ROLE_ADMIN), &forged);
    story_say(story, &accomplice, 6, story_role(&story->founder, ACT_ROLE_NONE, NULL));
    story_judge(story);
    assert_int_equal(story_role_of(story, &story->founder), ACT_ROLE_ADMIN);
    assert_int_equal(story_role_of(story, &thief), ACT_ROLE_NONE);
    assert_int_equal(story_role_of(story, &accomplice), ACT_ROLE_NONE);
    assert_true(story_stands(story, &last));
}

/* The same replica's key signs a new one; both are one device. */
static void test_continue(void **state)
{
    struct story *story = *state;
    struct story_device laptop = story_member(story, 2, ACT_ROLE_ADMIN);
    struct story_device after = story_device(), third = story_device();
    story_say(story, &after, 4, story_continue(&laptop, &after));
    story_say(story, &third, 5, story_continue(&after, &third));
    struct hash invite = story_say(story, &third, 6, story_invite(an_invitation(), 2));
    story_judge(story);
    const struct team_device *device = team_find(&story->team, &third.replica);
    assert_int_equal(device->replica_count, 3);
    assert_true(id_equal(&device->id, &laptop.replica));
    assert_int_equal(story->team.device_count, 2);
    assert_true(story_stands(story, &invite));
    story_say(story, &story->founder, 7, story_role(&laptop, ACT_ROLE_NONE, NULL));
    story_judge(story);
    assert_int_equal(story_role_of(story, &third), ACT_ROLE_NONE);
    assert_false(story_stands(story, &invite));
}

/* A key is sealed for the first replica of a device, whatever date the device gave to the second.
 */
static void test_continue_dated_first(void **state)
{
    struct story *story = *state;
    struct story_device after = story_device(), laptop = story_member(story, 5, ACT_ROLE_EDITOR);
    story_say(story, &after, 2, story_continue(&laptop, &after));
    story_judge(story);
    const struct team_device *device = team_find(&story->team, &after.replica);
    assert_int_equal(device->replica_count, 2);
    assert_true(id_equal(&device->replicas[0], &laptop.replica));
    assert_true(signature_public_equal(&device->publics[0], &laptop.pair.public));
    assert_true(id_equal(&device->replicas[1], &after.replica));
}

/* Without the other's key it is no device's. Two that claim to continue each other are nobody's. */
static void test_continue_forged(void **state)
{
    struct story *story = *state;
    struct story_device laptop = story_member(story, 2, ACT_ROLE_ADMIN);
    struct story_device thief = story_device(), other = story_device();
    struct act act = story_continue(&laptop, &thief);
    act.signature.byte[0] ^= 1;
    story_say(story, &thief, 3, act);
    story_say(story, &thief, 4, story_continue(&other, &thief));
    story_say(story, &other, 5, story_continue(&thief, &other));
    story_judge(story);
    assert_null(team_find(&story->team, &thief.replica));
    assert_null(team_find(&story->team, &other.replica));
    assert_int_equal(story->team.device_count, 2);
}

/* A thief can't make the founder's replica, or one that continues it, a replica of the stolen
   device, and so escape its revocation. */
static void test_continue_another(void **state)
{
    struct story *story = *state;
    struct story_device thief = story_member(story, 2, ACT_ROLE_EDITOR), after = story_device();
    story_say(story, &thief, 3, story_continue(&thief, &story->founder));
    story_say(story, &thief, 4, story_continue(&thief, &after));
    story_say(story, &after, 5, story_continue(&story->founder, &after));
    story_say(story, &after, 6, story_role(&thief, ACT_ROLE_NONE, NULL));
    story_judge(story);
    assert_int_equal(story_role_of(story, &story->founder), ACT_ROLE_ADMIN);
    assert_int_equal(story_role_of(story, &after), ACT_ROLE_ADMIN);
    assert_int_equal(story_role_of(story, &thief), ACT_ROLE_NONE);
}

/* A replica that never wrote an act itself is added by one that continues it. */
static void test_continue_in_silence(void **state)
{
    struct story *story = *state;
    struct story_device laptop = story_member(story, 2, ACT_ROLE_EDITOR);
    struct story_device silent = story_device(), after = story_device();
    story_say(story, &after, 4, story_continue(&laptop, &silent));
    story_say(story, &after, 5, story_continue(&silent, &after));
    story_judge(story);
    assert_int_equal(story->team.device_count, 2);
    assert_int_equal(story_role_of(story, &silent), ACT_ROLE_EDITOR);
    assert_int_equal(story_role_of(story, &after), ACT_ROLE_EDITOR);
}

/* Whatever date a thief gives it, it can't make such a replica, and what continues that, its own.
 */
static void test_continue_silence_of_another(void **state)
{
    struct story *story = *state;
    struct story_device laptop = story_member(story, 2, ACT_ROLE_EDITOR);
    struct story_device thief = story_member(story, 2, ACT_ROLE_EDITOR);
    struct story_device silent = story_device(), other = story_device(), after = story_device();
    story_say(story, &thief, 3, story_continue(&thief, &silent));
    story_say(story, &thief, 3, story_continue(&thief, &other));
    story_say(story, &after, 4, story_continue(&laptop, &silent));
    story_say(story, &after, 5, story_continue(&silent, &other));
    story_say(story, &after, 6, story_continue(&other, &after));
    struct act forged = story_continue(&silent, &thief);
    forged.signature.byte[0] ^= 1;
    story_say(story, &thief, 7, forged);
    story_say(story, &story->founder, 8, story_role(&thief, ACT_ROLE_NONE, NULL));
    story_judge(story);
    assert_int_equal(story_role_of(story, &thief), ACT_ROLE_NONE);
    assert_int_equal(story_role_of(story, &silent), ACT_ROLE_EDITOR);
    assert_int_equal(story_role_of(story, &other), ACT_ROLE_EDITOR);
    assert_int_equal(story_role_of(story, &after), ACT_ROLE_EDITOR);
    assert_int_equal(team_find(&story->team, &after.replica)->replica_count, 4);
}

/* The founder's laptop is stolen, and revokes everybody: the phrase is stronger. */
static void test_recover(void **state)
{
    struct story *story = *state;
    struct story_device admin = story_member(story, 2, ACT_ROLE_ADMIN);
    struct story_device rescue = story_device();
    struct hash last = story_say(story, &story->founder, 3, story_invite(an_invitation(), 2));
    story_say(story, &story->founder, 4, story_role(&admin, ACT_ROLE_NONE, NULL));
    story_say(story, &rescue, 10, story_recover(&story->recovery, &rescue));
    story_say(story, &rescue, 11, story_role(&story->founder, ACT_ROLE_NONE, &last));
    story_say(story, &story->founder, 5, story_role(&rescue, ACT_ROLE_NONE, NULL));
    story_judge(story);
    assert_int_equal(story_role_of(story, &rescue), ACT_ROLE_ADMIN);
    assert_int_equal(story_role_of(story, &story->founder), ACT_ROLE_NONE);
    assert_int_equal(story_role_of(story, &admin), ACT_ROLE_ADMIN);
}

static void test_recover_by_another_phrase(void **state)
{
    struct story *story = *state;
    struct story_device thief = story_device();
    struct signature_pair other;
    signature_pair_new(&other);
    story_say(story, &thief, 2, story_recover(&other, &thief));
    story_judge(story);
    assert_null(team_find(&story->team, &thief.replica));
}

static void test_keys(void **state)
{
    struct story *story = *state;
    struct story_device laptop = story_member(story, 2, ACT_ROLE_EDITOR);
    const struct story_device *const both[] = {&story->founder, &laptop};
    struct act first = story_key(NULL, both, 1);
    story_say(story, &story->founder, 3, first);
    struct act second = story_key(&first.key, both, 2);
    story_say(story, &story->founder, 4, second);
    struct act forged = story_key(&second.key, both, 2);
    story_say(story, &laptop, 5, forged);
    story_judge(story);
    assert_int_equal(story->team.key_count, 2);
    assert_true(id_equal(&story->team.keys[1].id, &second.key));
    assert_true(id_equal(&story->team.keys[1].previous, &first.key));
    const struct team_device *device = team_find(&story->team, &laptop.replica);
    assert_int_equal(device->key_count, 1);
    assert_true(id_equal(&device->keys[0], &second.key));
}

static void test_find_named(void **state)
{
    struct story *story = *state;
    const struct team_device *found;
    char id[ID_TEXT_SIZE];
    story_member(story, 2, ACT_ROLE_EDITOR);
    struct story_device other = story_member(story, 3, ACT_ROLE_EDITOR);
    story_judge(story);
    assert_int_equal(team_find_named(&story->team, "Laptop (2)", &found, &story->err), LI_OK);
    assert_true(id_equal(&found->id, &other.replica));
    id_text(&other.replica, id);
    id[8] = '\0';
    assert_int_equal(team_find_named(&story->team, id, &found, &story->err), LI_OK);
    assert_true(id_equal(&found->id, &other.replica));
    assert_int_equal(team_find_named(&story->team, "Tablet", &found, &story->err), LI_NONE);
    assert_int_equal(team_find_named(&story->team, "", &found, &story->err), LI_NONE);
}

static void test_signer(void **state)
{
    struct story *story = *state;
    struct signature_public signer;
    struct story_device stranger = story_device();
    story_judge(story);
    assert_true(team_signer(&story->team, &story->founder.replica, &signer));
    assert_true(signature_public_equal(&signer, &story->founder.pair.public));
    assert_false(team_signer(&story->team, &stranger.replica, &signer));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_founding),
        STORY_TEST(test_founding_by_another),
        STORY_TEST(test_nothing_founded),
        STORY_TEST(test_invitation),
        STORY_TEST(test_invitation_used_twice),
        STORY_TEST(test_invitation_expired),
        STORY_TEST(test_not_admitted),
        STORY_TEST(test_admit_with_another_key),
        STORY_TEST(test_roles),
        STORY_TEST(test_revoked),
        STORY_TEST(test_two_revoke_each_other),
        STORY_TEST(test_two_revoke_each_other_later),
        STORY_TEST(test_junior_revokes),
        STORY_TEST(test_thief_below_the_revocation),
        STORY_TEST(test_continue),
        STORY_TEST(test_continue_dated_first),
        STORY_TEST(test_continue_forged),
        STORY_TEST(test_continue_another),
        STORY_TEST(test_continue_in_silence),
        STORY_TEST(test_continue_silence_of_another),
        STORY_TEST(test_recover),
        STORY_TEST(test_recover_by_another_phrase),
        STORY_TEST(test_keys),
        STORY_TEST(test_find_named),
        STORY_TEST(test_signer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
