/*
 * sqlite_team.c: headquarters' database and what a laptop gives to it.
 */
#include "tests/fault/sqlite_team.h"
#include "data/base/memory.h"
#include "data/sync/carriers.h"
#include "data/sync/sync.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <sys/stat.h>

struct store *sqlite_team_open(struct sqlite_trial *trial)
{
    return place_open(trial->place, STORE_WRITE);
}

struct store *sqlite_team_open_beside(struct place *place, const char *name)
{
    char *path = place_beside(place, name);
    struct place beside = {.folder = place->folder, .path = path};
    struct store *store = place_open(&beside, STORE_CREATE);
    free(path);
    return store;
}

/* What the laptop wrote since, in the folder and as a file. */
static void sqlite_team_share(struct place *place, struct store *laptop, struct sqlite_team *team)
{
    struct sync_result result = {0};
    char name[BUNDLE_NAME_SIZE];
    const struct sharing_bundle *bundle = &team->bundles.items[0];
    team->share = place_beside(place, "share");
    team->kept = place_beside(place, "kept-share");
    team->mail = place_beside(place, "mail");
    assert_int_equal(mkdir(team->kept, 0700), 0);
    bundle_name(&bundle->header, name);
    char *path = li_format("%s/%s", team->kept, name);
    place_write(path, bundle->bytes.at, bundle->bytes.size);
    assert_int_equal(sync_export(laptop, team->mail, NULL, &result, &place->err), LI_OK);
    sync_result_clear(&result);
    free(path);
}

static void sqlite_team_renew(const struct sqlite_team *team)
{
    char *line = li_format("rm -rf '%s' && cp -r '%s' '%s'", team->share, team->kept, team->share);
    assert_int_equal(system(line), 0);
    free(line);
}

struct store *sqlite_team_open_carriers(struct sqlite_trial *trial)
{
    sqlite_team_renew(trial->arg);
    return sqlite_team_open(trial);
}

void sqlite_team_begin(struct sqlite_trial *trial, struct place *place, struct sqlite_team *team)
{
    struct heads have;
    char *path = place_beside(place, "laptop.db");
    struct place beside = {.folder = place->folder, .path = path};
    struct store *store = place_open(place, STORE_CREATE);
    struct store *laptop = place_open(&beside, STORE_CREATE);
    place_add_country(place, store, "DE");
    sharing_found(store);
    sharing_join(store, laptop, ACT_ROLE_EDITOR);
    sharing_meet(laptop, store);
    assert_int_equal(heads_load(store, &have, &place->err), LI_OK);
    place_add_country(&beside, laptop, "FR");
    team->device = *store_replica(laptop);
    team->bundles = sharing_bundles(laptop, &have);
    assert_int_equal(team->bundles.count, 1);
    sqlite_team_share(place, laptop, team);
    sqlite_team_renew(team);
    assert_int_equal(carriers_add(store, "team", "folder", team->share, &place->err), LI_OK);
    place_add_country(place, store, "IT");
    heads_clear(&have);
    store_close(laptop);
    store_close(store);
    sqlite_trial_begin(trial, place);
    trial->arg = team;
    free(path);
}

void sqlite_team_end(struct sqlite_trial *trial, struct sqlite_team *team)
{
    char *line = li_format("rm -rf '%s' '%s'", team->share, team->kept);
    assert_int_equal(system(line), 0);
    free(line);
    sharing_clear(&team->bundles);
    free(team->share);
    free(team->kept);
    free(team->mail);
    sqlite_trial_end(trial);
}

void sqlite_team_run(struct place *place, const struct sqlite_work *works)
{
    struct sqlite_trial trial;
    struct sqlite_team team;
    sqlite_team_begin(&trial, place, &team);
    for (; works->name; works++)
        sqlite_trial_run(&trial, works);
    sqlite_team_end(&trial, &team);
}
