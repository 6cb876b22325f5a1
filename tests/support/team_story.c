/*
 * team_story.c: a team told act by act.
 */
#include "tests/support/team_story.h"
#include "data/base/memory.h"
#include "data/crypto/secret.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>

static const struct id story_team = {{1, 2, 3}};

static char *story_word(const char *word)
{
    return (char *)word;
}

/* A copy through its bytes, so that what is said can be read. */
static struct act story_copy(const struct act *act)
{
    struct act copy;
    struct li_error err;
    struct bytes bytes = {0};
    act_encode(act, &bytes);
    if (act_parse(bytes.at, bytes.size, &copy, &err))
        fail_msg("%s", err.message);
    free(bytes.at);
    return copy;
}

static size_t story_find(const struct story *story, const struct hash *hash)
{
    size_t i = 0;
    while (i < story->count && !hash_equal(&story->acts[i].name.hash, hash))
        i++;
    return i;
}

struct hash story_branch(struct story *story, const struct story_device *device, uint64_t at,
    struct act act, const struct hash *before)
{
    assert_true(story->count < STORY_ACTS_MOST);
    struct team_act *said = &story->acts[story->count];
    size_t parent = before ? story_find(story, before) : story->count;
    *said = (struct team_act){.act = story_copy(&act), .hlc = at};
    said->name.replica = device->replica;
    said->name.seq = parent < story->count ? story->acts[parent].name.seq + 1 : 1;
    secret_random(said->name.hash.byte, HASH_SIZE);
    story->before[story->count] = before ? *before : (struct hash){{0}};
    return story->acts[story->count++].name.hash;
}

struct hash story_say(
    struct story *story, const struct story_device *device, uint64_t at, struct act act)
{
    const struct hash *before = NULL;
    for (size_t i = 0; i < story->count; i++)
        if (id_equal(&story->acts[i].name.replica, &device->replica))
            before = &story->acts[i].name.hash;
    return story_branch(story, device, at, act, before);
}

struct story_device story_device(void)
{
    struct story_device device;
    signature_pair_new(&device.pair);
    device.replica = signature_replica(&device.pair.public);
    return device;
}

struct act story_invite(const struct signature_pair *invitation, enum act_role role)
{
    return (struct act){.what = ACT_INVITE,
        .invitation = invitation->public,
        .person_name = story_word("Ann"),
        .role = role,
        .expires = 1000};
}

struct act story_join(const struct signature_pair *invitation, const struct story_device *device)
{
    struct act act = {.what = ACT_JOIN,
        .invitation = invitation->public,
        .public = device->pair.public,
        .device = story_word("Laptop")};
    act_sign(&act, invitation);
    return act;
}

struct act story_admit(
    const struct signature_pair *invitation, const struct story_device *device, enum act_role role)
{
    struct act act = {.what = ACT_ADMIT,
        .replica = device->replica,
        .public = device->pair.public,
        .person_name = story_word("Ann"),
        .role = role,
        .device = story_word("Laptop")};
    if (invitation)
        act.invitation = invitation->public;
    return act;
}

struct act story_role(
    const struct story_device *device, enum act_role role, const struct hash *head)
{
    static struct act_head heads[1];
    struct act act = {.what = ACT_ROLE, .replica = device->replica, .role = role, .heads = heads};
    if (head)
        heads[act.head_count++] = (struct act_head){device->replica, *head};
    return act;
}

struct act story_continue(const struct story_device *before, const struct story_device *after)
{
    struct act act = {
        .what = ACT_CONTINUE, .replica = before->replica, .public = after->pair.public};
    act_sign(&act, &before->pair);
    return act;
}

struct act story_recover(const struct signature_pair *recovery, const struct story_device *device)
{
    struct act act = {.what = ACT_RECOVER,
        .public = device->pair.public,
        .person_name = story_word("Ann"),
        .device = story_word("Rescue")};
    act_sign(&act, recovery);
    return act;
}

struct act story_key(
    const struct id *previous, const struct story_device *const devices[], size_t count)
{
    static struct act_box boxes[STORY_ACTS_MOST];
    struct act act = {.what = ACT_KEY, .boxes = boxes, .box_count = count};
    secret_random(act.key.byte, ID_SIZE);
    if (previous)
        act.previous = *previous;
    for (size_t i = 0; i < count; i++)
        boxes[i] = (struct act_box){.replica = devices[i]->replica};
    return act;
}

struct story_device story_member(struct story *story, uint64_t at, enum act_role role)
{
    struct story_device device = story_device();
    story_say(story, &story->founder, at, story_admit(NULL, &device, role));
    return device;
}

/* --- judging ---------------------------------------------------------------------------------- */

static bool story_leads(void *arg, const struct entry_name *entry, const struct hash *head)
{
    const struct story *story = arg;
    struct hash at = *head;
    for (size_t i; (i = story_find(story, &at)) < story->count; at = story->before[i])
        if (hash_equal(&at, &entry->hash))
            return true;
    return false;
}

static int story_compare(const void *a, const void *b)
{
    const struct team_act *one = a, *other = b;
    if (one->hlc != other->hlc)
        return one->hlc < other->hlc ? -1 : 1;
    int order = memcmp(one->name.replica.byte, other->name.replica.byte, ID_SIZE);
    return order ? order : hash_compare(&one->name.hash, &other->name.hash);
}

void story_judge(struct story *story)
{
    struct team_act sorted[STORY_ACTS_MOST];
    memcpy(sorted, story->acts, sizeof sorted);
    qsort(sorted, story->count, sizeof *sorted, story_compare);
    struct team_input input = {.team = story_team,
        .root = signature_fingerprint(&story->founder.pair.public),
        .acts = sorted,
        .count = story->count,
        .leads = story_leads,
        .arg = story};
    team_clear(&story->team);
    assert_int_equal(team_judge(&input, &story->team, &story->err), LI_OK);
}

enum act_role story_role_of(const struct story *story, const struct story_device *device)
{
    const struct team_device *found = team_find(&story->team, &device->replica);
    return found ? found->role : ACT_ROLE_NONE;
}

bool story_stands(const struct story *story, const struct hash *hash)
{
    struct team_act sorted[STORY_ACTS_MOST];
    memcpy(sorted, story->acts, sizeof sorted);
    qsort(sorted, story->count, sizeof *sorted, story_compare);
    for (size_t i = 0; i < story->count; i++)
        if (hash_equal(&sorted[i].name.hash, hash))
            return story->team.counts[i];
    return false;
}

int story_set_up(void **state)
{
    struct story *story = li_calloc(1, sizeof *story);
    story->founder = story_device();
    signature_pair_new(&story->recovery);
    story_say(story, &story->founder, 1,
        (struct act){.what = ACT_FOUND,
            .team = story_team,
            .public = story->founder.pair.public,
            .person_name = story_word("Head"),
            .device = story_word("HQ"),
            .recovery = story->recovery.public});
    *state = story;
    return 0;
}

int story_tear_down(void **state)
{
    struct story *story = *state;
    for (size_t i = 0; i < story->count; i++)
        act_clear(&story->acts[i].act);
    team_clear(&story->team);
    free(story);
    return 0;
}
