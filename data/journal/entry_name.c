/*
 * entry_name.c: what entries are called by people: a count, with the replica that wrote it where it
 * is another, and with the first digits of its hash where several have that count.
 *
 * A replica is called by the last digits of its id: the first are a time, and alike for databases
 * made on one day.
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHORT_NAME_DIGITS = 4 };

static void entry_replica_digits(const struct id *replica, char out[2 * ID_SIZE + 1])
{
    char text[ID_TEXT_SIZE], *to = out;
    for (const char *from = id_text(replica, text); *from; from++)
        if (*from != '-')
            *to++ = *from;
    *to = '\0';
}

static struct query *entry_replicas(struct store *store, struct li_error *err)
{
    /* Steps from one replica to the next in the index instead of over every entry. */
    return query_new(store,
        "WITH RECURSIVE other (replica) AS (SELECT min(replica) FROM journal_entry UNION ALL"
        " SELECT (SELECT min(replica) FROM journal_entry WHERE replica > other.replica) FROM other"
        " WHERE other.replica IS NOT NULL)"
        " SELECT replica FROM other WHERE replica IS NOT NULL",
        err);
}

static bool entry_ends_with(const char *digits, const char *end)
{
    size_t length = strlen(digits), wanted = strlen(end);
    return wanted <= length && strcasecmp(digits + length - wanted, end) == 0;
}

/* How many last digits tell this replica from all others here. */
static size_t entry_digits_needed(struct store *store, const struct id *replica)
{
    char mine[2 * ID_SIZE + 1], other[2 * ID_SIZE + 1];
    entry_replica_digits(replica, mine);
    size_t needed = SHORT_NAME_DIGITS;
    struct li_error err;
    struct query *query = entry_replicas(store, &err);
    while (query && query_step(query, &err) > 0) {
        struct id id;
        if (!query_id(query, 0, &id) || id_equal(&id, replica))
            continue;
        entry_replica_digits(&id, other);
        while (needed < 2 * ID_SIZE && entry_ends_with(other, mine + 2 * ID_SIZE - needed))
            needed++;
    }
    query_free(query);
    return needed;
}

/* Calls take for each entry of that replica and count. */
static enum li_err entry_branches(struct store *store, const struct id *replica, int64_t seq,
    bool (*take)(void *arg, const struct hash *hash), void *arg, struct li_error *err)
{
    struct query *query = store_fresh(store, SQL_ENTRY_BRANCHES, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    query_bind_int(query, 2, seq);
    int step;
    struct hash hash;
    while ((step = query_step(query, err)) > 0 && query_hash(query, 0, &hash))
        if (!take(arg, &hash))
            break;
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* How many digits tell this hash from the others of its count; 0: it is alone. */
struct telling {
    const struct hash *hash;
    size_t needed;
};

static bool entry_tell_from(void *arg, const struct hash *hash)
{
    struct telling *telling = arg;
    char mine[HASH_DIGITS_SIZE], other[HASH_DIGITS_SIZE];
    if (hash_equal(hash, telling->hash))
        return true;
    hash_digits(telling->hash, mine);
    hash_digits(hash, other);
    if (telling->needed < SHORT_NAME_DIGITS)
        telling->needed = SHORT_NAME_DIGITS;
    while (strncmp(mine, other, telling->needed) == 0)
        telling->needed++;
    return true;
}

char *journal_name_text(struct store *store, const struct entry_name *name)
{
    struct li_error err;
    char digits[2 * ID_SIZE + 1], hash[HASH_DIGITS_SIZE];
    struct telling telling = {&name->hash, 0};
    /* Not read, it is told by its count alone. */
    (void)entry_branches(store, &name->replica, name->seq, entry_tell_from, &telling, &err);
    hash_digits(&name->hash, hash);
    hash[telling.needed] = '\0';
    const char *dot = telling.needed ? "." : "";
    if (id_equal(&name->replica, &store->replica))
        return li_format("%lld%s%s", (long long)name->seq, dot, hash);
    entry_replica_digits(&name->replica, digits);
    const char *end = digits + 2 * ID_SIZE - entry_digits_needed(store, &name->replica);
    return li_format("%s-%lld%s%s", end, (long long)name->seq, dot, hash);
}

static enum li_err entry_replica_parse(
    struct store *store, const char *end, struct id *out, struct li_error *err)
{
    size_t found = 0;
    char digits[2 * ID_SIZE + 1];
    struct query *query = entry_replicas(store, err);
    if (!query)
        return err->code;
    while (query_step(query, err) > 0) {
        struct id id;
        if (!query_id(query, 0, &id))
            continue;
        entry_replica_digits(&id, digits);
        if (entry_ends_with(digits, end)) {
            *out = id;
            found++;
        }
    }
    query_free(query);
    if (found == 0)
        return li_fail(err, LI_NONE, "No entry comes from a database named %s.", end);
    if (found > 1)
        return li_fail(err, LI_SEVERAL, "%zu databases match %s; give more digits.", found, end);
    return LI_OK;
}

/* The branch whose hash begins with those digits ("": any), and how many do. */
struct branch {
    const char *digits;
    struct hash hash;
    int found;
};

static bool entry_branch_fits(void *arg, const struct hash *hash)
{
    struct branch *branch = arg;
    char digits[HASH_DIGITS_SIZE];
    hash_digits(hash, digits);
    if (strncasecmp(digits, branch->digits, strlen(branch->digits)) == 0) {
        branch->hash = *hash;
        branch->found++;
    }
    return true;
}

static enum li_err entry_branch_parse(struct store *store, const char *text, const char *digits,
    struct entry_name *name, struct li_error *err)
{
    struct branch branch = {.digits = digits};
    enum li_err code =
        entry_branches(store, &name->replica, name->seq, entry_branch_fits, &branch, err);
    if (code != LI_OK)
        return code;
    if (branch.found == 0)
        return li_fail(err, LI_NONE, "There is no entry %s.", text);
    if (branch.found > 1)
        return li_fail(err, LI_SEVERAL,
            "%d entries match %s; `liaise history` shows their full names.", branch.found, text);
    name->hash = branch.hash;
    return LI_OK;
}

enum li_err journal_name_parse(
    struct store *store, const char *text, struct entry_name *out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    const char *dash = strrchr(text, '-'), *number = dash ? dash + 1 : text;
    char *end;
    struct entry_name name = {.replica = store->replica, .seq = strtoll(number, &end, 10)};
    bool short_replica = dash && dash - text < SHORT_NAME_DIGITS;
    bool ends = !*end || (*end == '.' && end[1]);
    if (!isdigit((unsigned char)*number) || !ends || name.seq < 1 || short_replica)
        return li_fail(err, LI_USAGE,
            "\"%s\" is not an entry; use a name from `liaise history`, such as 12 or 5f3a-12.",
            text);
    if (dash) {
        char *replica = li_strndup(text, (size_t)(dash - text));
        enum li_err code = entry_replica_parse(store, replica, &name.replica, err);
        free(replica);
        if (code != LI_OK)
            return code;
    }
    enum li_err code = entry_branch_parse(store, text, *end ? end + 1 : "", &name, err);
    if (code == LI_OK)
        *out = name;
    return code;
}
