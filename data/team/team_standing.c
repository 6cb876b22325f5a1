/*
 * team_standing.c: makes the rows in memory, then compares them with the stored ones.
 *
 * A replica whose device never gained or lost the right to write needs one row, and its entries are
 * not read.
 */
#include "data/team/team_standing.h"
#include "data/base/memory.h"
#include "data/branch/chain.h"
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A row of local_standing; cut zero: NULL. */
struct team_standing_row {
    struct id replica;
    bool writes;
    struct hash cut;
};

/* Both tables, each in the order of its key. */
struct team_standing_rows {
    struct team_standing_row *rows;
    struct hash *exceptions; /* entries in local_led */
    size_t count, room, exception_count, exception_room;
};

struct team_standing {
    struct store *store;
    const struct team *team;
    const struct team_acts_own *own;
    struct team_standing_rows rows;
};

static void team_standing_clear(struct team_standing_rows *rows)
{
    free(rows->rows);
    free(rows->exceptions);
    *rows = (struct team_standing_rows){0};
}

/* Adds a row, unless the replica has one. */
static void team_standing_add(
    struct team_standing_rows *rows, const struct id *replica, bool writes, const struct hash *cut)
{
    for (size_t i = 0; i < rows->count; i++)
        if (id_equal(&rows->rows[i].replica, replica))
            return;
    if (rows->count == rows->room) {
        rows->room = rows->room ? 2 * rows->room : 16;
        rows->rows = li_realloc(rows->rows, rows->room, sizeof *rows->rows);
    }
    struct team_standing_row *row = &rows->rows[rows->count++];
    *row = (struct team_standing_row){.replica = *replica, .writes = writes};
    if (cut)
        row->cut = *cut;
}

static void team_standing_add_exception(struct team_standing_rows *rows, const struct hash *entry)
{
    if (rows->exception_count == rows->exception_room) {
        rows->exception_room = rows->exception_room ? 2 * rows->exception_room : 64;
        rows->exceptions =
            li_realloc(rows->exceptions, rows->exception_room, sizeof *rows->exceptions);
    }
    rows->exceptions[rows->exception_count++] = *entry;
}

static int team_standing_compare_rows(const void *a, const void *b)
{
    const struct team_standing_row *one = a, *other = b;
    return memcmp(one->replica.byte, other->replica.byte, ID_SIZE);
}

static int team_standing_compare_hashes(const void *a, const void *b)
{
    return hash_compare(a, b);
}

static void team_standing_sort(struct team_standing_rows *rows)
{
    if (rows->count)
        qsort(rows->rows, rows->count, sizeof *rows->rows, team_standing_compare_rows);
    if (rows->exception_count)
        qsort(rows->exceptions, rows->exception_count, sizeof *rows->exceptions,
            team_standing_compare_hashes);
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

/* Sets the role in which each entry was written. A revocation is final. */
static void team_standing_change(
    struct chain_entries *entries, const struct team_change *change, const struct id *replica)
{
    static const struct hash none;
    const struct hash *head = team_standing_head(change, replica);
    chain_mark(entries, head ? head : &none);
    for (size_t i = 0; i < entries->count; i++) {
        struct chain_entry *entry = &entries->items[i];
        if (!entry->leads && entry->kind != ACT_ROLE_NONE)
            entry->kind = (int)change->role;
    }
}

/* Adds the entries that are exceptions to the current role. False: there are none. */
static bool team_standing_add_exceptions(
    struct team_standing_rows *rows, const struct chain_entries *entries, bool writes)
{
    size_t before = rows->exception_count;
    for (size_t i = 0; i < entries->count; i++)
        if (team_role_writes((enum act_role)entries->items[i].kind) != writes)
            team_standing_add_exception(rows, &entries->items[i].hash);
    return rows->exception_count > before;
}

static enum li_err team_standing_add_changed(struct team_standing *standing,
    const struct team_device *device, const struct id *replica, struct li_error *err)
{
    struct chain_entries entries;
    const struct hash *cut = NULL;
    bool writes = team_role_writes(device->role);
    enum li_err code = chain_load(standing->store, replica, &entries, err);
    for (size_t i = 0; i < entries.count; i++)
        entries.items[i].kind = (int)device->first_role;
    for (size_t i = 0; i < device->change_count; i++) {
        const struct hash *head = team_standing_head(&device->changes[i], replica);
        team_standing_change(&entries, &device->changes[i], replica);
        cut = head ? head : cut;
    }
    bool exceptions = team_standing_add_exceptions(&standing->rows, &entries, writes);
    team_standing_add(&standing->rows, replica, writes, exceptions ? cut : NULL);
    chain_clear(&entries);
    return code;
}

/* --- all -------------------------------------------------------------------------------------- */

static enum li_err team_standing_add_device(
    struct team_standing *standing, const struct team_device *device, struct li_error *err)
{
    enum li_err code = LI_OK;
    bool plain = team_standing_is_plain(device), writes = team_role_writes(device->role);
    for (size_t i = 0; i < device->replica_count && !code; i++)
        if (plain)
            team_standing_add(&standing->rows, &device->replicas[i], writes, NULL);
        else
            code = team_standing_add_changed(standing, device, &device->replicas[i], err);
    return code;
}

/* Whether an own replica that the team does not know yet may write: as the replica it continues,
   or as its invitation promised. */
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
    int step;
    struct id replica;
    struct query *query = query_new(standing->store, "SELECT replica FROM local_key", err);
    if (!query)
        return err->code;
    while ((step = query_step(query, err)) > 0)
        if (query_id(query, 0, &replica) && !team_find(standing->team, &replica))
            team_standing_add(
                &standing->rows, &replica, team_standing_own_writes(standing, &replica, err), NULL);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err team_standing_make(struct team_standing *standing, struct li_error *err)
{
    enum li_err code = LI_OK;
    const struct team *team = standing->team;
    for (size_t i = 0; i < team->device_count && !code; i++)
        code = team_standing_add_device(standing, &team->devices[i], err);
    /* What the founder wrote before there was a key: no one else can sign for it
       (team_signer). */
    for (size_t i = 0; i < team->vouched_count; i++)
        team_standing_add(&standing->rows, &team->vouched[i].replica, true, NULL);
    if (!code)
        code = team_standing_add_own(standing, err);
    team_standing_sort(&standing->rows);
    return code;
}

static enum li_err team_standing_load(
    struct store *store, struct team_standing_rows *out, struct li_error *err)
{
    int step;
    struct id replica;
    struct hash hash;
    struct query *query = query_new(store, "SELECT replica, writes, cut FROM local_standing", err);
    if (!query)
        return err->code;
    while ((step = query_step(query, err)) > 0)
        if (query_id(query, 0, &replica))
            team_standing_add(out, &replica, query_int(query, 1) != 0,
                query_hash(query, 2, &hash) ? &hash : NULL);
    query_free(query);
    query = step < 0 ? NULL : query_new(store, "SELECT entry FROM local_led", err);
    if (!query)
        return err->code;
    while ((step = query_step(query, err)) > 0)
        if (query_hash(query, 0, &hash))
            team_standing_add_exception(out, &hash);
    query_free(query);
    team_standing_sort(out);
    return step < 0 ? err->code : LI_OK;
}

static bool team_standing_is_same(
    const struct team_standing_rows *one, const struct team_standing_rows *other)
{
    if (one->count != other->count || one->exception_count != other->exception_count)
        return false;
    for (size_t i = 0; i < one->count; i++)
        if (!id_equal(&one->rows[i].replica, &other->rows[i].replica) ||
            one->rows[i].writes != other->rows[i].writes ||
            !hash_equal(&one->rows[i].cut, &other->rows[i].cut))
            return false;
    for (size_t i = 0; i < one->exception_count; i++)
        if (!hash_equal(&one->exceptions[i], &other->exceptions[i]))
            return false;
    return true;
}

static enum li_err team_standing_insert(
    struct store *store, const struct team_standing_rows *rows, struct li_error *err)
{
    struct query *query = query_new(
        store, "INSERT INTO local_standing (replica, writes, cut) VALUES (?1, ?2, ?3)", err);
    enum li_err code = query ? LI_OK : err->code;
    for (size_t i = 0; i < rows->count && !code; i++) {
        const struct team_standing_row *row = &rows->rows[i];
        query_bind_id(query, 1, &row->replica);
        query_bind_int(query, 2, row->writes);
        query_bind_hash(query, 3, hash_is_zero(&row->cut) ? NULL : &row->cut);
        code = query_finish(query, err);
    }
    query_free(query);
    query = code ? NULL : query_new(store, "INSERT INTO local_led (entry) VALUES (?1)", err);
    if (!query)
        return err->code;
    for (size_t i = 0; i < rows->exception_count && !code; i++) {
        query_bind_hash(query, 1, &rows->exceptions[i]);
        code = query_finish(query, err);
    }
    query_free(query);
    return code;
}

/* Makes the rows that follow from the team. *differs: the stored ones are different. */
static enum li_err team_standing_look(
    struct team_standing *standing, bool *differs, struct li_error *err)
{
    struct team_standing_rows stored = {.count = 0};
    enum li_err code = team_standing_make(standing, err);
    if (!code)
        code = team_standing_load(standing->store, &stored, err);
    *differs = !team_standing_is_same(&standing->rows, &stored);
    team_standing_clear(&stored);
    return code;
}

enum li_err team_standing_compare(struct store *store, const struct team *team,
    const struct team_acts_own *own, bool *differs, struct li_error *err)
{
    assert(store && team && own && differs && err);
    struct team_standing standing = {.store = store, .team = team, .own = own};
    enum li_err code = team_standing_look(&standing, differs, err);
    team_standing_clear(&standing.rows);
    return code;
}

enum li_err team_standing_save(struct store *store, const struct team *team,
    const struct team_acts_own *own, bool *changed, struct li_error *err)
{
    assert(store && team && own && changed && err);
    struct team_standing standing = {.store = store, .team = team, .own = own};
    enum li_err code = team_standing_look(&standing, changed, err);
    if (!code && *changed)
        code = query_run(store, "DELETE FROM local_standing", err);
    if (!code && *changed)
        code = query_run(store, "DELETE FROM local_led", err);
    if (!code && *changed)
        code = team_standing_insert(store, &standing.rows, err);
    team_standing_clear(&standing.rows);
    return code;
}
