/*
 * replica.c: the facts "replica", "replica_mark", "former" and "replica_before".
 */
#include "data/database/replica.h"
#include "data/base/hash.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* A hash of the name. */
static char *replica_mark_of(const char *name)
{
    char digits[HASH_DIGITS_SIZE];
    struct hasher hasher;
    hash_begin(&hasher);
    hash_add_text(&hasher, "liaise replica");
    hash_add_text(&hasher, name);
    struct hash hash = hash_end(&hasher);
    return li_strdup(hash_digits(&hash, digits));
}

enum li_err replica_is_sound(struct store *store, bool *sound, struct li_error *err)
{
    assert(store && sound && err);
    char *name, *mark = NULL, *before = NULL;
    enum li_err code = fact_load(store, "replica", &name, err);
    if (!code)
        code = fact_load(store, "replica_mark", &mark, err);
    if (!code)
        code = fact_load(store, "replica_before", &before, err);
    char *wanted = name ? replica_mark_of(name) : NULL;
    /* A copy has no name of its own yet. */
    *sound = name ? mark && strcmp(mark, wanted) == 0 : before != NULL;
    free(name);
    free(before);
    free(mark);
    free(wanted);
    return code;
}

enum li_err replica_mark(struct store *store, struct li_error *err)
{
    assert(store && err);
    char *name;
    enum li_err code = fact_load(store, "replica", &name, err);
    char *mark = name ? replica_mark_of(name) : NULL;
    if (mark)
        code = fact_save(store, "replica_mark", mark, err);
    free(name);
    free(mark);
    return code;
}

/* The new name may write as the old one may: the team learns of the name only later. */
static enum li_err replica_inherit_standing(
    struct store *store, const struct id *from, const struct id *to, struct li_error *err)
{
    struct query *query = query_new(store,
        "INSERT OR IGNORE INTO local_standing (replica, writes)"
        " SELECT ?2, writes FROM local_standing WHERE replica = ?1",
        err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, from);
    query_bind_id(query, 2, to);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

/* *fresh: a name that a new key proves. continues: the keyed replica that it continues, or NULL. */
static enum li_err replica_new_keyed(
    struct store *store, const struct id *continues, struct id *fresh, struct li_error *err)
{
    enum li_err code = replica_key_make(store, continues, fresh, err);
    if (!code && continues)
        code = replica_inherit_standing(store, continues, fresh, err);
    return code;
}

/* A new name; where the one before (NULL: there was none) had a key, so has this. */
static enum li_err replica_new_name(
    struct store *store, const struct id *before, struct id *fresh, struct li_error *err)
{
    struct signature_pair pair;
    enum li_err code = before ? replica_key_load(store, before, &pair, err) : LI_NONE;
    *fresh = id_new();
    if (code == LI_NONE)
        return LI_OK;
    if (code)
        return code;
    signature_pair_clear(&pair);
    return replica_new_keyed(store, before, fresh, err);
}

static enum li_err replica_save(struct store *store, const struct id *fresh, struct li_error *err)
{
    char name[ID_TEXT_SIZE];
    enum li_err code = fact_save(store, "replica", id_text(fresh, name), err);
    if (!code)
        code = replica_mark(store, err);
    if (!code)
        store->replica = *fresh;
    return code;
}

/* The names it had before, separated by spaces, for the caller to free. Of a copy its original's
   name is one, in a fact of its own until the copy is opened for writing. */
static enum li_err replica_former_text(struct store *store, char **all, struct li_error *err)
{
    char *former, *before = NULL;
    enum li_err code = fact_load(store, "former", &former, err);
    if (!code)
        code = fact_load(store, "replica_before", &before, err);
    *all = li_format("%s %s", former ? former : "", before ? before : "");
    free(former);
    free(before);
    return code;
}

static enum li_err replica_load_former(struct store *store, struct li_error *err)
{
    char *former, *rest = NULL;
    enum li_err code = replica_former_text(store, &former, err);
    free(store->former);
    store->former = NULL;
    store->former_count = 0;
    for (char *name = strtok_r(former, " ", &rest); name && !code;
         name = strtok_r(NULL, " ", &rest)) {
        struct id id;
        store->former = li_realloc(store->former, store->former_count + 1, sizeof *store->former);
        if (id_parse(name, &id))
            store->former[store->former_count++] = id;
        else
            code = store_error(store, SQLITE_CORRUPT, "Opening the database", err);
    }
    free(former);
    return code;
}

bool replica_is_own(const struct store *store, const struct id *replica)
{
    assert(store && replica);
    for (size_t i = 0; i < store->former_count; i++)
        if (id_equal(&store->former[i], replica))
            return true;
    return id_equal(&store->replica, replica);
}

/* Inside a transaction: takes the name fresh, and remembers the present one. */
static enum li_err replica_become(struct store *store, const struct id *fresh, struct li_error *err)
{
    char was[ID_TEXT_SIZE];
    char *before;
    enum li_err code = replica_former_text(store, &before, err);
    char *former = li_format("%s %s", before, id_text(&store->replica, was));
    if (!code)
        code = fact_save(store, "former", former, err);
    if (!code)
        code = replica_save(store, fresh, err);
    if (!code)
        code = replica_load_former(store, err);
    free(before);
    free(former);
    return code;
}

enum li_err replica_rename(struct store *store, struct li_error *err)
{
    assert(store && err && store->gate == GATE_OPEN);
    struct id fresh, before = store->replica;
    enum li_err code = replica_new_name(store, &before, &fresh, err);
    return code ? code : replica_become(store, &fresh, err);
}

enum li_err replica_rename_keyed(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct id fresh;
    enum li_err code = replica_new_keyed(store, NULL, &fresh, err);
    return code ? code : replica_become(store, &fresh, err);
}

/* Of a copy: the name of its original; *there. */
static enum li_err replica_load_before(
    struct store *store, struct id *before, bool *there, struct li_error *err)
{
    char *text;
    enum li_err code = fact_load(store, "replica_before", &text, err);
    *there = text && id_parse(text, before);
    free(text);
    return code;
}

static enum li_err replica_save_first(struct store *store, struct li_error *err)
{
    bool there;
    struct id before, fresh;
    enum li_err code = replica_load_before(store, &before, &there, err);
    if (!code)
        code = replica_new_name(store, there ? &before : NULL, &fresh, err);
    return code ? code : replica_save(store, &fresh, err);
}

/* The name that is stored. LI_NONE: there is none. */
static enum li_err replica_load_name(struct store *store, struct li_error *err)
{
    char *name;
    enum li_err code = fact_load(store, "replica", &name, err);
    if (!code && !name)
        code = LI_NONE;
    else if (!code && !id_parse(name, &store->replica))
        code = store_error(store, SQLITE_CORRUPT, "Opening the database", err);
    free(name);
    return code;
}

/* Another program may have been first. */
static enum li_err replica_save_missing(struct store *store, struct li_error *err)
{
    enum li_err code = query_run(store, "BEGIN IMMEDIATE", err);
    if (!code)
        code = replica_load_name(store, err);
    if (code == LI_NONE)
        code = replica_save_first(store, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code;
}

enum li_err replica_load(struct store *store, struct li_error *err)
{
    assert(store && err);
    enum li_err code = replica_load_name(store, err);
    if (code == LI_NONE)
        code = store->mode == STORE_READ ? LI_OK : replica_save_missing(store, err);
    store->replica_version = store_version(store);
    return code ? code : replica_load_former(store, err);
}

enum li_err replica_refresh(struct store *store, struct li_error *err)
{
    assert(store && err);
    char *name;
    struct id now;
    int64_t version = store_version(store);
    if (version == store->replica_version)
        return LI_OK;
    enum li_err code = fact_load(store, "replica", &name, err);
    bool changed = name && id_parse(name, &now) && !id_equal(&now, &store->replica);
    free(name);
    if (!code && changed) {
        store->replica = now;
        code = replica_load_former(store, err);
    }
    if (!code)
        store->replica_version = version;
    return code;
}

void replica_reload(struct store *store)
{
    assert(store);
    char *name;
    struct li_error unused;
    if (fact_load(store, "replica", &name, &unused))
        return;
    if (name && id_parse(name, &store->replica))
        replica_load_former(store, &unused);
    free(name);
}
