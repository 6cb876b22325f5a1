/*
 * entry_name.c: a name is a number; before it, digits of the replica if that is not this database;
 * after it, digits of the hash if several entries have that number.
 *
 * The digits of a replica are the last of its id: the first are a time, so databases created on the
 * same day share them.
 */
#include "data/entry/entry_name.h"
#include "data/base/memory.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ENTRY_NAME_DIGITS = 4 }; /* hexadecimal; at least as many are shown */

static void entry_name_replica_digits(const struct id *replica, char out[2 * ID_SIZE + 1])
{
    char text[ID_TEXT_SIZE], *to = out;
    for (const char *from = id_text(replica, text); *from; from++)
        if (*from != '-')
            *to++ = *from;
    *to = '\0';
}

static struct query *entry_name_replicas(struct store *store, struct li_error *err)
{
    /* Steps through the index from one replica to the next instead of over every entry. */
    return query_new(store,
        "WITH RECURSIVE other (replica) AS (SELECT min(replica) FROM journal_entry UNION ALL"
        " SELECT (SELECT min(replica) FROM journal_entry WHERE replica > other.replica) FROM other"
        " WHERE other.replica IS NOT NULL)"
        " SELECT replica FROM other WHERE replica IS NOT NULL",
        err);
}

static bool entry_name_ends_with(const char *digits, const char *end)
{
    size_t length = strlen(digits), wanted = strlen(end);
    return wanted <= length && strcasecmp(digits + length - wanted, end) == 0;
}

/* How many digits, from the end, distinguish this replica from all others here. */
static size_t entry_name_digits_needed(struct store *store, const struct id *replica)
{
    char mine[2 * ID_SIZE + 1], other[2 * ID_SIZE + 1];
    entry_name_replica_digits(replica, mine);
    size_t needed = ENTRY_NAME_DIGITS;
    struct li_error err;
    struct query *query = entry_name_replicas(store, &err);
    while (query && query_step(query, &err) > 0) {
        struct id id;
        if (!query_id(query, 0, &id) || id_equal(&id, replica))
            continue;
        entry_name_replica_digits(&id, other);
        while (needed < 2 * ID_SIZE && entry_name_ends_with(other, mine + 2 * ID_SIZE - needed))
            needed++;
    }
    query_free(query);
    return needed;
}

/* Calls take for each entry with that replica and number. */
static enum li_err entry_name_branches(struct store *store, const struct id *replica, int64_t seq,
    void (*take)(void *arg, const struct hash *hash), void *arg, struct li_error *err)
{
    struct query *query = entry_statement_new(store, ENTRY_SQL_BRANCHES, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    query_bind_int(query, 2, seq);
    int step;
    struct hash hash;
    while ((step = query_step(query, err)) > 0 && query_hash(query, 0, &hash))
        take(arg, &hash);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* How many digits, from the start, distinguish the hash from others with its number; 0: there are
   no others. */
struct entry_name_digits {
    const struct hash *hash;
    size_t needed;
};

static void entry_name_tell_from(void *arg, const struct hash *hash)
{
    struct entry_name_digits *wanted = arg;
    char mine[HASH_DIGITS_SIZE], other[HASH_DIGITS_SIZE];
    if (hash_equal(hash, wanted->hash))
        return;
    hash_digits(wanted->hash, mine);
    hash_digits(hash, other);
    if (wanted->needed < ENTRY_NAME_DIGITS)
        wanted->needed = ENTRY_NAME_DIGITS;
    while (strncmp(mine, other, wanted->needed) == 0)
        wanted->needed++;
}

char *entry_name_text(struct store *store, const struct entry_name *name)
{
    assert(store && name);
    struct li_error err;
    char digits[2 * ID_SIZE + 1], hash[HASH_DIGITS_SIZE];
    struct entry_name_digits wanted = {&name->hash, 0};
    /* If the other entries can't be read, the number alone is used. */
    (void)entry_name_branches(
        store, &name->replica, name->seq, entry_name_tell_from, &wanted, &err);
    hash_digits(&name->hash, hash);
    hash[wanted.needed] = '\0';
    const char *dot = wanted.needed ? "." : "";
    if (id_equal(&name->replica, store_replica(store)))
        return li_format("%lld%s%s", (long long)name->seq, dot, hash);
    entry_name_replica_digits(&name->replica, digits);
    const char *end = digits + 2 * ID_SIZE - entry_name_digits_needed(store, &name->replica);
    return li_format("%s-%lld%s%s", end, (long long)name->seq, dot, hash);
}

static bool entry_name_is_of(const struct id *replica, const char *end)
{
    char digits[2 * ID_SIZE + 1];
    entry_name_replica_digits(replica, digits);
    return entry_name_ends_with(digits, end);
}

static enum li_err entry_name_replica_parse(
    struct store *store, const char *end, struct id *out, struct li_error *err)
{
    size_t found = 0;
    struct query *query = entry_name_replicas(store, err);
    int step = query ? 0 : -1;
    while (query && (step = query_step(query, err)) > 0) {
        struct id id;
        if (query_id(query, 0, &id) && entry_name_is_of(&id, end)) {
            *out = id;
            found++;
        }
    }
    query_free(query);
    if (step < 0)
        return err->code;
    if (found == 0)
        return li_fail(err, LI_NONE, "No entry here is from database %s.", end);
    if (found > 1)
        return li_fail(err, LI_SEVERAL, "%zu databases match %s; give more digits.", found, end);
    return LI_OK;
}

/* The entry whose hash begins with the digits ("": any), and how many there are. */
struct entry_name_branch {
    const char *digits;
    struct hash hash;
    int found;
};

static void entry_name_branch_fits(void *arg, const struct hash *hash)
{
    struct entry_name_branch *branch = arg;
    char digits[HASH_DIGITS_SIZE];
    hash_digits(hash, digits);
    if (strncasecmp(digits, branch->digits, strlen(branch->digits)) == 0) {
        branch->hash = *hash;
        branch->found++;
    }
}

static enum li_err entry_name_branch_parse(struct store *store, const char *text,
    const char *digits, struct entry_name *name, struct li_error *err)
{
    struct entry_name_branch branch = {.digits = digits};
    enum li_err code =
        entry_name_branches(store, &name->replica, name->seq, entry_name_branch_fits, &branch, err);
    if (code)
        return code;
    if (branch.found == 0)
        return li_fail(err, LI_NONE, "There is no entry %s.", text);
    if (branch.found > 1)
        return li_fail(err, LI_SEVERAL,
            "%d entries match %s; `liaise history` shows their full names.", branch.found, text);
    name->hash = branch.hash;
    return LI_OK;
}

enum li_err entry_name_parse(
    struct store *store, const char *text, struct entry_name *out, struct li_error *err)
{
    assert(store && text && out && err);
    const char *dash = strrchr(text, '-'), *number = dash ? dash + 1 : text;
    char *end;
    struct entry_name name = {.replica = *store_replica(store), .seq = strtoll(number, &end, 10)};
    bool short_replica = dash && dash - text < ENTRY_NAME_DIGITS;
    bool ends = !*end || (*end == '.' && end[1]);
    if (!isdigit((unsigned char)*number) || !ends || name.seq < 1 || short_replica)
        return li_fail(err, LI_USAGE,
            "\"%s\" is not an entry; use a name from `liaise history`, such as 12 or 5f3a-12.",
            text);
    if (dash) {
        char *replica = li_strndup(text, (size_t)(dash - text));
        enum li_err code = entry_name_replica_parse(store, replica, &name.replica, err);
        free(replica);
        if (code)
            return code;
    }
    enum li_err code = entry_name_branch_parse(store, text, *end ? end + 1 : "", &name, err);
    if (!code)
        *out = name;
    return code;
}
