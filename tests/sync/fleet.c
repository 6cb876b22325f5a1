/*
 * fleet.c: a team of databases in one folder.
 */
#include "tests/sync/fleet.h"
#include "data/base/memory.h"
#include "data/entry/entry_clock.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/sync/sync_pull.h"
#include "data/sync/sync_push.h"
#include "data/team/team_save.h"
#include "tests/support/check.h"
#include "tests/sync/cost.h"
#include "tests/sync/dice.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FLEET_NEIGHBORS = 8, FLEET_ROUNDS_MOST = 30 };

static const int64_t fleet_hour = 3600000;

static char *fleet_folder(const struct fleet *fleet, const char *name, int number)
{
    char *folder = li_format("%s/%s-%d", fleet->folder, name, number);
    mkdir(folder, 0700);
    return folder;
}

static void fleet_place(struct fleet *fleet, int number)
{
    struct laptop *laptop = &fleet->laptops[number];
    *laptop = (struct laptop){.pool = &fleet->pool, .tally = &fleet->tally};
    laptop_begin(laptop, &fleet->story, fleet->folder, number);
}

void fleet_begin(struct fleet *fleet, int laptops, int room, int few, uint64_t seed)
{
    const char *temporary = getenv("TMPDIR");
    dice_load(seed);
    *fleet =
        (struct fleet){.story = {.chance = {seed * 1000003u + 11}, .few = few, .long_text = 4000},
            .laptops = li_calloc((size_t)(laptops + room), sizeof(struct laptop)),
            .count = laptops,
            .room = laptops + room,
            .folder = li_format("%s/liaise-fleet-XXXXXX", temporary ? temporary : "/tmp")};
    assert_non_null(mkdtemp(fleet->folder));
    for (int i = 0; i < laptops; i++)
        fleet_place(fleet, i);
    mailbag_begin(&fleet->bag, &fleet->story.chance, fleet->room);
}

void fleet_end(struct fleet *fleet)
{
    bool kept = getenv("LIAISE_KEEP") != NULL;
    for (int i = 0; i < fleet->count; i++)
        laptop_end(&fleet->laptops[i], kept);
    for (int i = 0; i < fleet->revoked_count; i++) {
        free(fleet->revoked[i].counted);
        free(fleet->revoked[i].replicas);
    }
    if (kept)
        print_message("kept in %s\n", fleet->folder);
    char *command = li_format("rm -rf '%s'", fleet->folder);
    assert_true(kept || system(command) == 0);
    free(command);
    mailbag_end(&fleet->bag);
    free(fleet->tally.why);
    free(fleet->folder);
    free(fleet->laptops);
}

struct laptop *fleet_any(struct fleet *fleet)
{
    struct laptop *laptop;
    do
        laptop = &fleet->laptops[chance_below(&fleet->story.chance, fleet->count)];
    while (laptop->revoked);
    return laptop;
}

/* --- joining ---------------------------------------------------------------------------------- */

static void fleet_add_folders(struct fleet *fleet, struct laptop *laptop)
{
    int groups = 1 + (fleet->count - 1) / FLEET_NEIGHBORS;
    char *main = fleet_folder(fleet, "main", 0);
    char *side = fleet_folder(fleet, "side", laptop->number % groups);
    laptop_add_folder(laptop, "main", main);
    laptop_add_folder(laptop, "side", side);
    free(main);
    free(side);
}

static void fleet_found(struct fleet *fleet)
{
    struct li_error err = {0};
    struct laptop *founder = &fleet->laptops[0];
    char phrase[PHRASE_SIZE];
    const struct team_person person = {.name = "Head", .device = "HQ"};
    laptop_create(founder);
    struct store *store = laptop_open(founder);
    int64_t last = 0;
    assert_int_equal(
        query_number(store, "SELECT max(hlc) >> 16 FROM journal_entry", &last, &err), LI_OK);
    fleet->story.time = last + fleet_hour;
    if (team_write_found(store, &person, phrase, &err))
        fail_msg("%s", err.message);
    founder->role = ACT_ROLE_ADMIN;
    fleet_add_folders(fleet, founder);
}

static void fleet_join(struct fleet *fleet, struct laptop *laptop)
{
    struct li_error err = {0};
    struct invitation invitation;
    char *device = li_format("Laptop %d", laptop->number);
    struct store *founder = laptop_open(&fleet->laptops[0]);
    const struct team_person person = {.name = "Person", .device = device};
    uint64_t expires = entry_clock_hlc(fleet->story.time + 100 * fleet_hour);
    if (team_write_invite(founder, &person, laptop->role, expires, NULL, &invitation, &err) ||
        team_write_join(laptop_open(laptop), &invitation, device, &err))
        fail_msg("%s", err.message);
    invitation_clear(&invitation);
    free(device);
    fleet_add_folders(fleet, laptop);
    laptop_sync(laptop, "main");
}

void fleet_join_all(struct fleet *fleet)
{
    fleet_found(fleet);
    for (int i = 1; i < fleet->count; i++) {
        struct laptop *laptop = &fleet->laptops[i];
        if (i == 1)
            laptop_create_blank(laptop);
        else
            laptop_copy(laptop, &fleet->laptops[fleet->count]);
        if (i == 1) { /* for the others to be copied from */
            fleet_place(fleet, fleet->count);
            laptop_copy(&fleet->laptops[fleet->count], laptop);
        }
        bool some = i % 10 == 9;
        laptop->role = some ? ACT_ROLE_READER : i % 10 == 4 ? ACT_ROLE_ADMIN : ACT_ROLE_EDITOR;
        fleet_join(fleet, laptop);
    }
    laptop_end(&fleet->laptops[fleet->count], false);
    laptop_sync(&fleet->laptops[0], "main");
    for (int i = 1; i < fleet->count; i++)
        laptop_sync(&fleet->laptops[i], "main");
}

/* --- meeting ---------------------------------------------------------------------------------- */

/* By the mailbag, as sync.c does by a carrier it knows. */
static void fleet_use_bag(struct fleet *fleet, struct laptop *laptop)
{
    struct li_error err = {0};
    struct store *store = laptop_open(laptop);
    const struct sync_options options = {0};
    struct sync_result result = {0};
    struct sync_work work = {.store = store, .options = &options, .result = &result};
    struct mailbag_reader reader = {&fleet->bag, laptop->number};
    struct carrier carrier = {
        .class = &mailbag_class, .name = "bag", .place = "bag", .store = store, .state = &reader};
    struct heads there = {0};
    struct cost began = cost_now();
    enum li_err code = sync_check_shared(store, &carrier.team, &err);
    if (!code)
        code = sync_work_update_team(&work, &err);
    if (!code)
        code = sync_pull(&work, &carrier, true, &err);
    carrier.device = *store_replica(store);
    if (!code)
        code = sync_push_ask(&work, &carrier, &there, &err);
    if (!code)
        code = sync_push(&work, &carrier, &there, &result.went, &err);
    if (code)
        fail_msg("laptop %d: %s", laptop->number, err.message);
    heads_clear(&there);
    sync_work_clear(&work);
    laptop_count(laptop, &result);
    fleet->tally.synced += cost_since(began).cpu;
}

static void fleet_mail(struct fleet *fleet, struct laptop *laptop)
{
    struct laptop *to = fleet_any(fleet);
    char *path = li_format("%s/mail", fleet->folder);
    if (to != laptop)
        laptop_mail(laptop, to, path);
    free(path);
}

void fleet_meet(struct fleet *fleet, struct laptop *laptop, bool main)
{
    int way = chance_below(&fleet->story.chance, 100);
    if (way < 5)
        fleet_mail(fleet, laptop);
    else if (way < 15)
        fleet_use_bag(fleet, laptop);
    else if (way < 30 || !main)
        laptop_sync(laptop, "side");
    else
        laptop_sync(laptop, way < 40 ? NULL : "main");
}

int fleet_meet_all(struct fleet *fleet)
{
    size_t moved = 1;
    int rounds = 0;
    for (; moved > 0; rounds++) {
        assert_in_range(rounds, 0, FLEET_ROUNDS_MOST);
        moved = 0;
        for (int i = 0; i < fleet->count; i++)
            if (!fleet->laptops[i].revoked)
                moved += laptop_sync(&fleet->laptops[i], "main");
    }
    return rounds;
}

/* --- copies and revocations ------------------------------------------------------------------- */

void fleet_copy(struct fleet *fleet, struct laptop *from)
{
    assert_true(fleet->count < fleet->room);
    fleet_place(fleet, fleet->count);
    laptop_copy(&fleet->laptops[fleet->count++], from);
}

static void fleet_add_counted(struct fleet_revoked *revoked, struct query *query)
{
    revoked->counted = li_realloc(revoked->counted, revoked->count + 1, sizeof(struct hash));
    assert_true(query_hash(query, 0, &revoked->counted[revoked->count++]));
}

static void fleet_add_replica(struct fleet_revoked *revoked, const struct id *replica)
{
    revoked->replicas = li_realloc(revoked->replicas, revoked->replica_count + 1, sizeof *replica);
    revoked->replicas[revoked->replica_count++] = *replica;
}

void fleet_revoke(struct fleet *fleet, struct laptop *laptop)
{
    struct li_error err = {0};
    struct fleet_revoked *revoked = &fleet->revoked[fleet->revoked_count++];
    *revoked = (struct fleet_revoked){.laptop = laptop};
    const struct id device = *store_replica(laptop_open(laptop));
    laptop_sync(&fleet->laptops[0], "main");
    struct store *store = laptop_open(&fleet->laptops[0]);
    struct query *query = query_new(store, "SELECT hash FROM journal_entry", &err);
    while (query_step(query, &err) > 0)
        fleet_add_counted(revoked, query);
    query_free(query);
    if (team_write_role(store, &device, ACT_ROLE_NONE, &err))
        fail_msg("%s", err.message);
    laptop->revoked = true;
}

void fleet_know_revoked(struct fleet *fleet)
{
    for (int i = 0; i < fleet->revoked_count; i++) {
        struct fleet_revoked *revoked = &fleet->revoked[i];
        const struct store *store = laptop_open(revoked->laptop);
        fleet_add_replica(revoked, &store->replica);
        for (size_t k = 0; k < store->former_count; k++)
            fleet_add_replica(revoked, &store->former[k]);
    }
}

static bool fleet_revoked_bars(const struct fleet_revoked *revoked, const struct entry *entry)
{
    bool of = false, counted = false;
    for (size_t i = 0; i < revoked->replica_count; i++)
        of = of || id_equal(&revoked->replicas[i], &entry->name.replica);
    for (size_t i = 0; of && i < revoked->count && !counted; i++)
        counted = hash_equal(&revoked->counted[i], &entry->name.hash);
    return of && !counted;
}

bool fleet_bars(void *arg, const struct entry *entry)
{
    const struct fleet *fleet = arg;
    bool bars = false;
    for (int i = 0; i < fleet->revoked_count && !bars; i++)
        bars = fleet_revoked_bars(&fleet->revoked[i], entry);
    return bars;
}
