/*
 * team_standing.c: the new rows in temporary tables, then compared with the stored ones.
 *
 * A replica whose device never gained or lost the right to write takes one row and no look at its
 * entries.
 */
#include "data/team/team_standing.h"
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include "data/team/chain.h"
#include <assert.h>
#include <stdlib.h>

struct team_standing {
    struct store *store;
    const struct team *team;
    const struct team_acts_own *own;
    struct query *add, *add_led;
};

static enum li_err team_standing_add(struct team_standing *standing, const struct id *replica,
    bool writes, const struct hash *cut, struct li_error *err)
{
    query_bind_id(standing->add, 1, replica);
    query_bind_int(standing->add, 2, writes);
    if (cut)
        query_bind_hash(standing->add, 3, cut);
    else
        query_bind_text(standing->add, 3, NULL);
    return query_finish(standing->add, err);
}

/* --- devices that gained or lost the right to write ------------------------------------------- */

static bool team_standing_is_plain(const struct team_device *device)
{
    for (size_t i = 0; i < device->change_count; i++)
        if (team_role_writes(device->changes[i].role) != team_role_writes(device->first_role))
            return false;
    return true;
}

static const struct hash *team_standing_head(
    const struct team_change *change, const struct id *replica)
{
    for (size_t i = 0; i < change->head_count; i++)
        if (id_equal(&change->heads[i].replica, replica))
            return &change->heads[i].hash;
    return NULL;
}

/* The role in which each entry was written. A revocation is for good. */
static void team_standing_change(
    struct chain_entries *entries, const struct team_change *change, const struct id *replica)
{
    static const struct hash none;
    const struct hash *head = team_standing_head(change, replica);
    chain_mark(entries, head ? head : &none);
    for (size_t i = 0; i < entries->count; i++) {
        struct chain_entry *entry = &entries->items[i];
        if (!entry->led && entry->role != ACT_ROLE_NONE)
            entry->role = change->role;
    }
}

/* Adds the entries that are exceptions to what the role is now. */
static enum li_err team_standing_add_led(struct team_standing *standing,
    const struct chain_entries *entries, bool writes, size_t *count, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < entries->count && !code; i++) {
        if (team_role_writes(entries->items[i].role) == writes)
            continue;
        query_bind_hash(standing->add_led, 1, &entries->items[i].hash);
        code = query_finish(standing->add_led, err);
        ++*count;
    }
    return code;
}

static enum li_err team_standing_add_changed(struct team_standing *standing,
    const struct team_device *device, const struct id *replica, struct li_error *err)
{
    size_t count = 0;
    struct chain_entries entries;
    const struct hash *cut = NULL;
    bool writes = team_role_writes(device->role);
    enum li_err code = chain_load(standing->store, replica, &entries, err);
    for (size_t i = 0; i < entries.count; i++)
        entries.items[i].role = device->first_role;
    for (size_t i = 0; i < device->change_count; i++) {
        const struct hash *head = team_standing_head(&device->changes[i], replica);
        team_standing_change(&entries, &device->changes[i], replica);
        cut = head ? head : cut;
    }
    if (!code)
        code = team_standing_add_led(standing, &entries, writes, &count, err);
    chain_clear(&entries);
    return code ? code : team_standing_add(standing, replica, writes, count ? cut : NULL, err);
}

/* --- all -------------------------------------------------------------------------------------- */

static enum li_err team_standing_add_device(
    struct team_standing *standing, const struct team_device *device, struct li_error *err)
{
    enum li_err code = LI_OK;
    bool plain = team_standing_is_plain(device), writes = team_role_writes(device->role);
    for (size_t i = 0; i < device->replica_count && !code; i++)
        code = plain ? team_standing_add(standing, &device->replicas[i], writes, NULL, err)
                     : team_standing_add_changed(standing, device, &device->replicas[i], err);
    return code;
}

/* This database before the team knows of it: as the replica that it goes on for, or as its
   invitation promised. */
static bool team_standing_own_writes(
    struct team_standing *standing, const struct id *replica, struct li_error *err)
{
    enum { TEAM_STANDING_NAMES_MOST = 1000 };
    struct id at = *replica, before;
    for (int i = 0; i < TEAM_STANDING_NAMES_MOST; i++) {
        const struct team_device *device = team_find(standing->team, &at);
        if (device)
            return team_role_writes(device->role);
        if (replica_key_continues(standing->store, &at, &before, err) || id_is_nil(&before))
            break;
        at = before;
    }
    return team_role_writes(standing->own->role);
}

static enum li_err team_standing_add_own(struct team_standing *standing, struct li_error *err)
{
    int step = 0;
    struct id replica;
    enum li_err code = LI_OK;
    struct query *query = query_new(standing->store, "SELECT replica FROM local_key", err);
    if (!query)
        return err->code;
    while (!code && (step = query_step(query, err)) > 0)
        if (query_id(query, 0, &replica) && !team_find(standing->team, &replica))
            code = team_standing_add(
                standing, &replica, team_standing_own_writes(standing, &replica, err), NULL, err);
    query_free(query);
    return code || step >= 0 ? code : err->code;
}

/* What the founder wrote before there was a key: nobody else can sign for it (team_signer). */
static enum li_err team_standing_add_vouched(struct team_standing *standing, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < standing->team->vouched_count && !code; i++)
        code = team_standing_add(standing, &standing->team->vouched[i].replica, true, NULL, err);
    return code;
}

static enum li_err team_standing_make(struct team_standing *standing, struct li_error *err)
{
    static const char *const tables[] = {
        "CREATE TEMP TABLE IF NOT EXISTS standing"
        " (replica BLOB PRIMARY KEY, writes INTEGER, cut BLOB)",
        "CREATE TEMP TABLE IF NOT EXISTS led (entry BLOB PRIMARY KEY)",
        "DELETE FROM temp.standing",
        "DELETE FROM temp.led",
    };
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && !code; i++)
        code = query_run(standing->store, tables[i], err);
    if (code)
        return code;
    standing->add = query_new(standing->store,
        "INSERT OR IGNORE INTO temp.standing (replica, writes, cut) VALUES (?1, ?2, ?3)", err);
    if (standing->add)
        standing->add_led =
            query_new(standing->store, "INSERT OR IGNORE INTO temp.led (entry) VALUES (?1)", err);
    if (!standing->add_led)
        return err->code;
    for (size_t i = 0; i < standing->team->device_count && !code; i++)
        code = team_standing_add_device(standing, &standing->team->devices[i], err);
    if (!code)
        code = team_standing_add_vouched(standing, err);
    return code ? code : team_standing_add_own(standing, err);
}

static enum li_err team_standing_replace(struct team_standing *standing, struct li_error *err)
{
    static const char *const statements[] = {
        "DELETE FROM local_standing",
        "INSERT INTO local_standing (replica, writes, cut)"
        " SELECT replica, writes, cut FROM temp.standing",
        "DELETE FROM local_led",
        "INSERT INTO local_led (entry) SELECT entry FROM temp.led",
    };
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof statements / sizeof *statements && !code; i++)
        code = query_run(standing->store, statements[i], err);
    return code;
}

enum li_err team_standing_save(struct store *store, const struct team *team,
    const struct team_acts_own *own, bool *changed, struct li_error *err)
{
    static const char *const differ =
        "SELECT EXISTS (SELECT replica, writes, cut FROM temp.standing"
        "  EXCEPT SELECT replica, writes, cut FROM local_standing)"
        " OR EXISTS (SELECT replica, writes, cut FROM local_standing"
        "  EXCEPT SELECT replica, writes, cut FROM temp.standing)"
        " OR EXISTS (SELECT entry FROM temp.led EXCEPT SELECT entry FROM local_led)"
        " OR EXISTS (SELECT entry FROM local_led EXCEPT SELECT entry FROM temp.led)";
    assert(store && team && own && changed && err);
    int64_t differs = 0;
    struct team_standing standing = {.store = store, .team = team, .own = own};
    enum li_err code = team_standing_make(&standing, err);
    query_free(standing.add);
    query_free(standing.add_led);
    if (!code)
        code = query_number(store, differ, &differs, err);
    *changed = differs;
    return !code && differs ? team_standing_replace(&standing, err) : code;
}
