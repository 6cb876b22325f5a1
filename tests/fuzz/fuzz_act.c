/*
 * fuzz_act.c: bytes taken for an act of a team are refused with a sentence, or are just what the
 * act they give is written as. Several in a row are judged: whatever they say, the team is the
 * founder's.
 */
#include "data/base/memory.h"
#include "data/team/team.h"
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <string.h>

enum { FUZZ_ACTS_MOST = 12 };

static bool leads(void *arg, const struct entry_name *entry, const struct hash *head)
{
    (void)arg;
    return (entry->hash.byte[0] ^ head->byte[0]) & 1;
}

static void is_the_same_again(const struct act *act, const uint8_t *data, size_t size)
{
    struct bytes bytes = {0};
    act_encode(act, &bytes);
    HOLDS(bytes.size == size && memcmp(bytes.at, data, size) == 0);
    free(bytes.at);
}

/* The acts, after one that founds the team by a key of our own. */
static void is_judged(struct team_act *acts, size_t count)
{
    struct team team;
    struct li_error err = {0};
    struct signature_pair pair;
    static char word[] = "word";
    const unsigned char seed[SIGNATURE_SEED_SIZE] = {1};
    signature_pair_from_seed(seed, &pair);
    acts[0].act =
        (struct act){.what = ACT_FOUND, .public = pair.public, .person_name = word, .device = word};
    acts[0].name.replica = signature_replica(&pair.public);
    for (size_t i = 1; i < count; i++)
        acts[i].name.replica =
            acts[i].act.role % 2 ? acts[0].name.replica : signature_replica(&acts[i].act.public);
    struct team_input input = {
        .root = signature_fingerprint(&pair.public), .acts = acts, .count = count, .leads = leads};
    HOLDS(team_judge(&input, &team, &err) == LI_OK);
    HOLDS(team.device_count >= 1);
    for (size_t i = 0; i < team.device_count; i++)
        HOLDS(team.devices[i].replica_count >= 1 &&
              team_find(&team, &team.devices[i].id) == &team.devices[i]);
    team_clear(&team);
}

/* Each act is preceded by its length, in two bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct li_error err = {0};
    struct team_act acts[FUZZ_ACTS_MOST] = {{.hlc = 0}};
    size_t count = 1, at = 0;
    while (at + 2 < size && count < FUZZ_ACTS_MOST) {
        size_t length = (size_t)data[at] << 8 | data[at + 1];
        at += 2;
        length = length > size - at ? size - at : length;
        struct team_act *act = &acts[count];
        if (act_parse(data + at, length, &act->act, &err)) {
            fuzz_told(&err);
        } else {
            is_the_same_again(&act->act, data + at, length);
            act->hlc = count;
            act->name.hash.byte[0] = (unsigned char)count++;
        }
        at += length;
    }
    is_judged(acts, count);
    for (size_t i = 1; i < count; i++)
        act_clear(&acts[i].act);
    return 0;
}
