/*
 * test_team_repeated.c: acts that say again what was said, or name what is not there, make nothing
 * of the team; keys stand in their own order, whatever the clocks said.
 */
#include "tests/support/check.h"
#include "tests/support/team_story.h"
#include <string.h>

static struct signature_pair a_pair(void)
{
    struct signature_pair pair;
    signature_pair_new(&pair);
    return pair;
}

/* --- devices and invitations ------------------------------------------------------------------ */

static void test_role_of_a_stranger(void **state)
{
    struct story *story = *state;
    struct story_device stranger = story_device();
    story_say(story, &story->founder, 2, story_role(&stranger, ACT_ROLE_ADMIN, NULL));
    story_judge(story);
    assert_int_equal(story->team.device_count, 1);
    assert_int_equal(story_role_of(story, &stranger), ACT_ROLE_NONE);
}

/* The first stands. */
static void test_invited_twice(void **state)
{
    struct story *story = *state;
    struct signature_pair invitation = a_pair();
    struct story_device laptop = story_device();
    story_say(story, &story->founder, 2, story_invite(&invitation, ACT_ROLE_READER));
    story_say(story, &story->founder, 3, story_invite(&invitation, ACT_ROLE_ADMIN));
    story_say(story, &laptop, 4, story_join(&invitation, &laptop));
    story_judge(story);
    assert_int_equal(story->team.invitation_count, 1);
    assert_int_equal(story->team.invitations[0].role, ACT_ROLE_READER);
    assert_int_equal(story->team.invitations[0].since, 2);
    assert_true(story->team.joins[0].first);
}

/* A device that asks twice waits once, with the invitation that it used first. */
static void test_joined_twice(void **state)
{
    struct story *story = *state;
    struct signature_pair one = a_pair(), other = a_pair();
    struct story_device laptop = story_device();
    story_say(story, &story->founder, 2, story_invite(&one, ACT_ROLE_EDITOR));
    story_say(story, &story->founder, 3, story_invite(&other, ACT_ROLE_EDITOR));
    story_say(story, &laptop, 4, story_join(&one, &laptop));
    story_say(story, &laptop, 5, story_join(&other, &laptop));
    story_judge(story);
    assert_int_equal(story->team.join_count, 1);
    assert_true(signature_public_equal(&story->team.joins[0].invitation, &one.public));
    assert_int_equal(story->team.joins[0].since, 4);
}

/* Nobody invited it so, or only somebody who may not. */
static void test_admitted_by_no_invitation(void **state)
{
    struct story *story = *state;
    struct signature_pair none = a_pair(), forged = a_pair();
    struct story_device editor = story_member(story, 2, ACT_ROLE_EDITOR);
    struct story_device one = story_device(), other = story_device();
    story_say(story, &editor, 3, story_invite(&forged, ACT_ROLE_ADMIN));
    story_say(story, &one, 4, story_join(&none, &one));
    story_say(story, &other, 4, story_join(&forged, &other));
    story_say(story, &story->founder, 5, story_admit(&none, &one, ACT_ROLE_EDITOR));
    story_say(story, &story->founder, 6, story_admit(&forged, &other, ACT_ROLE_EDITOR));
    story_judge(story);
    assert_int_equal(story->team.device_count, 2);
    assert_int_equal(story->team.join_count, 2);
    assert_int_equal(story->team.joins[0].of, TEAM_NOWHERE);
    assert_false(story->team.joins[0].first);
}

/* What an administrator wrote who is revoked, by one admitted later, from its first word on. */
static void test_revoked_from_the_first_word(void **state)
{
    struct story *story = *state;
    struct signature_pair invitation = a_pair();
    struct story_device admin = story_member(story, 2, ACT_ROLE_ADMIN);
    struct story_device friend = story_device();
    struct hash invite = story_say(story, &admin, 3, story_invite(&invitation, ACT_ROLE_EDITOR));
    struct hash admit = story_say(story, &admin, 4, story_admit(NULL, &friend, ACT_ROLE_EDITOR));
    struct story_device junior = story_member(story, 5, ACT_ROLE_ADMIN);
    story_judge(story);
    assert_true(story_stands(story, &invite));
    assert_true(story_stands(story, &admit));
    story_say(story, &junior, 6, story_role(&admin, ACT_ROLE_NONE, NULL));
    story_judge(story);
    assert_false(story_stands(story, &invite));
    assert_false(story_stands(story, &admit));
    assert_int_equal(story_role_of(story, &friend), ACT_ROLE_NONE);
    assert_int_equal(story_role_of(story, &junior), ACT_ROLE_ADMIN);
    assert_int_equal(story->team.invitation_count, 0);
}

/* --- keys ------------------------------------------------------------------------------------- */

/* The key that replaces another is the newer one, though its maker's clock was behind. */
static void test_keys_by_wrong_clocks(void **state)
{
    struct story *story = *state;
    struct story_device admin = story_member(story, 2, ACT_ROLE_ADMIN);
    const struct story_device *const both[] = {&story->founder, &admin};
    struct act first = story_key(NULL, both, 2), second = story_key(&first.key, both, 2);
    struct act third = story_key(&second.key, both, 2);
    story_say(story, &admin, 3, second);
    story_say(story, &story->founder, 4, third);
    story_say(story, &story->founder, 9, first);
    story_judge(story);
    assert_int_equal(story->team.key_count, 3);
    assert_true(id_equal(&story->team.keys[0].id, &first.key));
    assert_true(id_equal(&story->team.keys[1].id, &second.key));
    assert_true(id_equal(&story->team.keys[2].id, &third.key));
}

/* Each claims to replace the other: that ends, and both are there. */
static void test_keys_in_a_circle(void **state)
{
    struct story *story = *state;
    const struct story_device *const devices[] = {&story->founder};
    struct act one = story_key(NULL, devices, 1), other = story_key(&one.key, devices, 1);
    one.previous = other.key;
    story_say(story, &story->founder, 2, one);
    story_say(story, &story->founder, 3, other);
    story_judge(story);
    assert_int_equal(story->team.key_count, 2);
}

/* A key of one who lost a contest is void, once, however often it is said. */
static void test_void_key_said_twice(void **state)
{
    struct story *story = *state;
    struct story_device admin = story_member(story, 2, ACT_ROLE_ADMIN);
    const struct story_device *const both[] = {&story->founder, &admin};
    story_say(story, &story->founder, 3, story_role(&admin, ACT_ROLE_NONE, NULL));
    struct act key = story_key(NULL, both, 2);
    story_say(story, &admin, 4, key);
    story_say(story, &admin, 5, key);
    story_judge(story);
    assert_int_equal(story->team.key_count, 0);
    assert_int_equal(story->team.void_key_count, 1);
    assert_true(id_equal(&story->team.void_keys[0].id, &key.key));
    assert_int_equal(story->team.void_keys[0].device_count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(test_role_of_a_stranger),
        STORY_TEST(test_invited_twice),
        STORY_TEST(test_joined_twice),
        STORY_TEST(test_admitted_by_no_invitation),
        STORY_TEST(test_revoked_from_the_first_word),
        STORY_TEST(test_keys_by_wrong_clocks),
        STORY_TEST(test_keys_in_a_circle),
        STORY_TEST(test_void_key_said_twice),
    };
    return cmocka_run_group_tests_name("team, said again", tests, NULL, NULL);
}
