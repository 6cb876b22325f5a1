/*
 * team_story.h: a team told act by act, each by a replica at a time, and judged: without a
 * database.
 */
#ifndef LI_TESTS_SUPPORT_TEAM_STORY_H
#define LI_TESTS_SUPPORT_TEAM_STORY_H

#include "data/team/team.h"

enum { STORY_ACTS_MOST = 64 };

struct story_device {
    struct signature_pair pair;
    struct id replica;
};

struct story {
    struct team_act acts[STORY_ACTS_MOST];
    struct hash before[STORY_ACTS_MOST]; /* of each; zero for the first of its replica */
    size_t count;
    struct signature_pair recovery;
    struct story_device founder;
    struct team team;
    struct li_error err;
};

/* For cmocka: *state is a story whose founder "HQ" founded the team at time 1. */
int story_set_up(void **state);
int story_tear_down(void **state);
#define STORY_TEST(test) cmocka_unit_test_setup_teardown(test, story_set_up, story_tear_down)

struct story_device story_device(void);

/* Says an act at a time, after the last entry of that replica, or after an entry that is named: a
   branch. The entry's hash. Texts are copied; lists, too. */
struct hash story_say(
    struct story *story, const struct story_device *device, uint64_t at, struct act act);
struct hash story_branch(struct story *story, const struct story_device *device, uint64_t at,
    struct act act, const struct hash *before);

/* Acts. An invitation and what answers it share a pair. */
struct act story_invite(const struct signature_pair *invitation, enum act_role role);
struct act story_join(const struct signature_pair *invitation, const struct story_device *device);
struct act story_admit(const struct signature_pair *invitation, const struct story_device *device,
    enum act_role role); /* invitation NULL: a person decided */
struct act story_role(const struct story_device *device, enum act_role role,
    const struct hash *head); /* head NULL: nothing counts */
struct act story_continue(const struct story_device *before, const struct story_device *after);
struct act story_recover(const struct signature_pair *recovery, const struct story_device *device);
struct act story_key(const struct id *previous, const struct story_device *const devices[],
    size_t count); /* key: new */

/* Makes a device a member: an admit that names no invitation. */
struct story_device story_member(struct story *story, uint64_t at, enum act_role role);

/* Judges all of it. */
void story_judge(struct story *story);
/* The device's role now; none also where it is no member. */
enum act_role story_role_of(const struct story *story, const struct story_device *device);
/* Whether an act stands. */
bool story_stands(const struct story *story, const struct hash *hash);

#endif
