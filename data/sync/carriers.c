/*
 * carriers.c: the table local_carrier.
 */
#include "data/sync/carriers.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/carrier/folder.h"
#include "data/hub/hub.h"
#include "data/hub/hub_address.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A class, and its check of a place before that is added, which may replace *place. */
struct carriers_kind {
    const struct carrier_class *class;
    enum li_err (*check)(struct store *store, char **place, struct li_error *err);
};

static enum li_err carriers_check_folder(struct store *store, char **place, struct li_error *err)
{
    struct stat status;
    if (stat(*place, &status) != 0 && errno == ENOENT)
        return li_fail(
            err, LI_REFUSED, "There is no folder %s; make it first, or connect its disk.", *place);
    if (stat(*place, &status) != 0)
        return li_fail(
            err, LI_REFUSED, "The folder %s can't be used: %s.", *place, strerror(errno));
    if (!S_ISDIR(status.st_mode))
        return li_fail(err, LI_REFUSED, "%s is not a folder.", *place);
    char *whole = disk_absolute(*place);
    char *database = disk_absolute(store_path(store)), *folder = disk_folder(database);
    bool inside = strcmp(whole, folder) == 0;
    free(folder);
    free(database);
    free(*place);
    *place = whole;
    return inside
               ? li_fail(err, LI_REFUSED,
                     "The database is in %s; choose another folder, used only for sharing.", whole)
               : LI_OK;
}

static enum li_err carriers_check_hub(struct store *store, char **place, struct li_error *err)
{
    (void)store;
    return hub_address_is(*place)
               ? LI_OK
               : li_fail(err, LI_REFUSED,
                     "\"%s\" isn't a hub address; use postgresql://LOGIN@HOST/DATABASE.", *place);
}

static const struct carriers_kind carriers_kinds[] = {
    {&folder_class, carriers_check_folder},
    {&hub_class, carriers_check_hub},
};
enum { CARRIERS_KINDS = sizeof carriers_kinds / sizeof *carriers_kinds };

static const struct carriers_kind *carriers_kind(const char *name)
{
    for (size_t i = 0; i < CARRIERS_KINDS; i++)
        if (strcmp(carriers_kinds[i].class->name, name) == 0)
            return &carriers_kinds[i];
    return NULL;
}

const char *carriers_class_names(void)
{
    static char names[64];
    size_t size = 0;
    for (size_t i = 0; i < CARRIERS_KINDS; i++)
        size += (size_t)snprintf(names + size, sizeof names - size, "%s%s", i ? " or " : "",
            carriers_kinds[i].class->name);
    return names;
}

enum li_err carriers_parse_class(
    const char *name, const struct carrier_class **out, struct li_error *err)
{
    assert(name && out && err);
    const struct carriers_kind *kind = carriers_kind(name);
    *out = kind ? kind->class : NULL;
    return kind ? LI_OK
                : li_fail(err, LI_USAGE, "A carrier is a %s, not \"%s\".", carriers_class_names(),
                      name);
}

/* --- loading ---------------------------------------------------------------------------------- */

static char *carriers_text(struct query *query, int column)
{
    return li_strdup(query_text(query, column));
}

enum li_err carriers_load(struct store *store, struct carriers *out, struct li_error *err)
{
    assert(store && out && err);
    *out = (struct carriers){0};
    struct query *query = query_new(store,
        "SELECT name, class, place, synced, failing, why FROM local_carrier ORDER BY name", err);
    if (!query)
        return err->code;
    int more;
    while ((more = query_step(query, err)) > 0) {
        out->items = li_realloc(out->items, out->count + 1, sizeof *out->items);
        struct carriers_item *item = &out->items[out->count++];
        *item = (struct carriers_item){.name = carriers_text(query, 0),
            .class_name = carriers_text(query, 1),
            .place = carriers_text(query, 2),
            .synced = carriers_text(query, 3),
            .failing = carriers_text(query, 4),
            .why = carriers_text(query, 5)};
        const struct carriers_kind *kind = carriers_kind(item->class_name);
        item->class = kind ? kind->class : NULL;
        item->shown = carriers_offer(item, NULL);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

char *carriers_offer(const struct carriers_item *item, const char *login)
{
    assert(item);
    return item->class && item->class->offer ? item->class->offer(item->place, login)
                                             : li_strdup(item->place);
}

void carriers_clear(struct carriers *carriers)
{
    assert(carriers);
    for (size_t i = 0; i < carriers->count; i++) {
        struct carriers_item *item = &carriers->items[i];
        free(item->name);
        free(item->class_name);
        free(item->place);
        free(item->shown);
        free(item->synced);
        free(item->failing);
        free(item->why);
    }
    free(carriers->items);
    *carriers = (struct carriers){0};
}

enum li_err carriers_find(const struct carriers *carriers, const char *name,
    const struct carriers_item **out, struct li_error *err)
{
    assert(carriers && name && out && err);
    *out = NULL;
    for (size_t i = 0; i < carriers->count; i++)
        if (strcmp(carriers->items[i].name, name) == 0)
            *out = &carriers->items[i];
    if (*out)
        return LI_OK;
    if (carriers->count == 0)
        return li_fail(err, LI_NONE,
            "There is no carrier yet; add one with `liaise carrier add NAME folder DIR`.");
    char *names = NULL;
    FILE *list = li_text_open(&names);
    for (size_t i = 0; i < carriers->count; i++)
        fprintf(list, "%s%s", i ? ", " : "", carriers->items[i].name);
    li_text_close(list);
    enum li_err code = li_fail(err, LI_NONE, "There is no carrier \"%s\"; use %s.", name, names);
    free(names);
    return code;
}

/* --- saving ----------------------------------------------------------------------------------- */

/* A statement about one carrier: ?1 is its name. */
static struct query *carriers_query(
    struct store *store, const char *sql, const char *name, struct li_error *err)
{
    struct query *query = query_new(store, sql, err);
    if (query)
        query_bind_plain(query, 1, name);
    return query;
}

static enum li_err carriers_finish(struct query *query, struct li_error *err)
{
    enum li_err code = query ? query_finish(query, err) : err->code;
    query_free(query);
    return code;
}

static bool carriers_is_name(const char *name)
{
    for (const char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '-' && *at != '_' && *at != '.')
            return false;
    return *name && *name != '-';
}

static enum li_err carriers_check_name(struct store *store, const char *name, struct li_error *err)
{
    struct carriers carriers;
    const struct carriers_item *taken = NULL;
    struct li_error ignored;
    if (!carriers_is_name(name))
        return li_fail(err, LI_REFUSED,
            "\"%s\" can't be a carrier's name; use letters, digits, - and _.", name);
    enum li_err code = carriers_load(store, &carriers, err);
    if (!code && !carriers_find(&carriers, name, &taken, &ignored))
        code =
            li_fail(err, LI_REFUSED, "There is already a carrier %s, at %s.", name, taken->shown);
    carriers_clear(&carriers);
    return code;
}

enum li_err carriers_add(struct store *store, const char *name, const char *class_name,
    const char *place, struct li_error *err)
{
    assert(store && name && class_name && place && err);
    const struct carrier_class *class;
    enum li_err code = carriers_parse_class(class_name, &class, err);
    if (!code)
        code = carriers_check_name(store, name, err);
    char *where = li_strdup(place);
    const struct carriers_kind *kind = code ? NULL : carriers_kind(class_name);
    if (!code && kind->check)
        code = kind->check(store, &where, err);
    if (!code) {
        struct query *query = carriers_query(
            store, "INSERT INTO local_carrier (name, class, place) VALUES (?1, ?2, ?3)", name, err);
        if (query) {
            query_bind_plain(query, 2, class_name);
            query_bind_plain(query, 3, where);
        }
        code = carriers_finish(query, err);
    }
    free(where);
    return code;
}

/* A transaction_write_local function. */
static enum li_err carriers_delete(struct store *store, void *arg, struct li_error *err)
{
    static const char *const steps[] = {"DELETE FROM local_carrier WHERE name = ?1",
        "DELETE FROM local_seen WHERE carrier = ?1", "DELETE FROM local_aside WHERE carrier = ?1",
        "DELETE FROM local_told_hash WHERE carrier = ?1"};
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !code; i++)
        code = carriers_finish(carriers_query(store, steps[i], arg, err), err);
    return code;
}

enum li_err carriers_remove(struct store *store, const char *name, struct li_error *err)
{
    assert(store && name && err);
    struct carriers carriers;
    const struct carriers_item *item;
    enum li_err code = carriers_load(store, &carriers, err);
    if (!code)
        code = carriers_find(&carriers, name, &item, err);
    if (!code)
        code = transaction_write_local(store, carriers_delete, (void *)name, err);
    carriers_clear(&carriers);
    return code;
}

enum li_err carriers_save_end(
    struct store *store, const char *name, const char *why, struct li_error *err)
{
    assert(store && name && err);
    struct query *query = carriers_query(store,
        why ? "UPDATE local_carrier SET why = ?2, "
              "failing = coalesce(failing, strftime('%Y-%m-%dT%H:%M:%SZ')) WHERE name = ?1"
            : "UPDATE local_carrier SET why = NULL, failing = NULL, "
              "synced = strftime('%Y-%m-%dT%H:%M:%SZ'), replica = ?2, "
              "seq = (SELECT max(seq) FROM journal_entry WHERE replica = ?2) WHERE name = ?1",
        name, err);
    if (query && why)
        query_bind_plain(query, 2, why);
    else if (query)
        query_bind_id(query, 2, store_replica(store));
    return carriers_finish(query, err);
}

enum li_err carriers_snapshot(
    struct store *store, const char *name, int64_t *entries, struct li_error *err)
{
    assert(store && name && entries && err);
    struct query *query =
        carriers_query(store, "SELECT snapshot FROM local_carrier WHERE name = ?1", name, err);
    if (!query)
        return err->code;
    int there = query_step(query, err);
    *entries = there > 0 && !query_null(query, 0) ? query_int(query, 0) : -1;
    query_free(query);
    return there < 0 ? err->code : LI_OK;
}

enum li_err carriers_save_snapshot(
    struct store *store, const char *name, int64_t entries, struct li_error *err)
{
    assert(store && name && entries >= 0 && err);
    struct query *query =
        carriers_query(store, "UPDATE local_carrier SET snapshot = ?2 WHERE name = ?1", name, err);
    if (query)
        query_bind_int(query, 2, entries);
    return carriers_finish(query, err);
}

/* --- the state of sharing --------------------------------------------------------------------- */

static const char carriers_state_sql[] =
    "SELECT (SELECT count(*) FROM local_team),"
    " count(*),"
    " CASE WHEN EXISTS (SELECT 1 FROM local_team) THEN" /* alone, it would count all entries */
    "  (SELECT count(*) FROM journal_entry WHERE replica = ?1 AND seq >"
    "   coalesce((SELECT max(seq) FROM local_carrier WHERE replica = ?1), 0)) ELSE 0 END,"
    " (SELECT coalesce(sum(max(0, seq - coalesce((SELECT max(seq) FROM journal_entry e"
    "  WHERE e.replica = m.replica), 0))), 0) FROM local_told_most m),"
    " (SELECT count(*) FROM journal_conflict),"
    " strftime('%Y-%m-%d %H:%M', max(synced), 'localtime'),"
    " CASE WHEN count(failing) = count(*)"
    "  THEN strftime('%Y-%m-%d %H:%M', max(failing), 'localtime') END"
    " FROM local_carrier";

enum li_err carriers_load_state(
    struct store *store, struct carriers_state *out, struct li_error *err)
{
    assert(store && out && err);
    *out = (struct carriers_state){0};
    struct query *query = query_new(store, carriers_state_sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, store_replica(store));
    int there = query_step(query, err);
    if (there > 0)
        *out = (struct carriers_state){.shared = query_int(query, 0) > 0,
            .carriers = (size_t)query_int(query, 1),
            .waiting = query_int(query, 2),
            .missing = query_int(query, 3),
            .conflicts = query_int(query, 4),
            .synced = carriers_text(query, 5),
            .failing = carriers_text(query, 6)};
    query_free(query);
    return there < 0 ? err->code : LI_OK;
}

void carriers_state_clear(struct carriers_state *state)
{
    assert(state);
    free(state->synced);
    free(state->failing);
    *state = (struct carriers_state){0};
}
