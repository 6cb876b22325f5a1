/*
 * entry.c: journal entries as rows: stored, read in order, and named.
 */
#include "journal_internal.h"
#include "memory.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static const char *const entry_states[] = {
    [ENTRY_APPLIED] = "applied",
    [ENTRY_REJECTED] = "rejected",
};

enum { SHORT_NAME_DIGITS = 4 };

void entry_instant(uint64_t hlc, char out[INSTANT_SIZE])
{
    time_t seconds = (time_t)((hlc >> 16) / 1000);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    strftime(out, INSTANT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

int entry_compare(const void *a, const void *b)
{
    const struct entry *one = a, *other = b;
    if (one->hlc != other->hlc)
        return one->hlc < other->hlc ? -1 : 1;
    return memcmp(one->name.replica.byte, other->name.replica.byte, ID_SIZE);
}

bool entry_name_equal(const struct entry_name *a, const struct entry_name *b)
{
    return a->seq == b->seq && id_equal(&a->replica, &b->replica);
}

/* Storing. */

static bool entry_did_all(const struct entry *entry)
{
    return entry->state == ENTRY_APPLIED && entry->effect_size == entry->changeset_size &&
           (entry->effect == entry->changeset || entry->effect_size == 0 ||
               memcmp(entry->effect, entry->changeset, entry->effect_size) == 0);
}

/* Binds state, span and effect; the effect's parameter comes last or after the changeset. */
static void entry_bind_effect(
    struct query *query, const struct entry *entry, int state_at, int effect_at)
{
    struct id first = {0}, last = {0};
    bool any = changeset_span(entry->effect, entry->effect_size, &first, &last);
    query_bind_text(query, state_at, entry_states[entry->state]);
    query_bind_id(query, state_at + 1, any ? &first : NULL);
    query_bind_id(query, state_at + 2, any ? &last : NULL);
    if (entry_did_all(entry))
        query_bind_text(query, effect_at, NULL);
    else
        query_bind_blob(
            query, effect_at, entry->effect_size ? entry->effect : "", entry->effect_size);
}

enum li_err entry_add(struct store *store, const struct entry *entry, struct li_error *err)
{
    struct query *query = store_kept(store, SQL_ENTRY_ADD, err);
    if (!query)
        return err->code;
    bool reverts = entry->reverts.seq != 0;
    query_bind_id(query, 1, &entry->name.replica);
    query_bind_int(query, 2, entry->name.seq);
    query_bind_int(query, 3, (int64_t)entry->hlc);
    query_bind_id(query, 4, id_is_nil(&entry->group) ? NULL : &entry->group);
    query_bind_id(query, 5, reverts ? &entry->reverts.replica : NULL);
    if (reverts)
        query_bind_int(query, 6, entry->reverts.seq);
    else
        query_bind_text(query, 6, NULL);
    query_bind_text(query, 7, entry->author);
    query_bind_text(query, 8, entry->at);
    query_bind_text(query, 9, entry->label);
    query_bind_blob(query, 13, entry->changeset, entry->changeset_size);
    entry_bind_effect(query, entry, 10, 14);
    return query_finish(query, err);
}

enum li_err entry_update(struct store *store, const struct entry *entry, struct li_error *err)
{
    struct query *query = store_kept(store, SQL_ENTRY_EFFECT, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &entry->name.replica);
    query_bind_int(query, 2, entry->name.seq);
    entry_bind_effect(query, entry, 3, 6);
    return query_finish(query, err);
}

/* Reading. */

static void entry_name_from_row(struct query *query, int column, struct entry_name *out)
{
    query_id(query, column, &out->replica);
    out->seq = query_int(query, column + 1);
}

/* The entry in the row an SQL_ENTRY_BY_* or _AFTER or _BEFORE query stands on; it borrows from the
   row. */
static void entry_from_row(struct query *query, struct entry *out)
{
    *out = (struct entry){0};
    entry_name_from_row(query, 0, &out->name);
    out->hlc = (uint64_t)query_int(query, 2);
    query_id(query, 3, &out->group);
    entry_name_from_row(query, 4, &out->reverts);
    out->author = (char *)query_text(query, 6);
    out->at = (char *)query_text(query, 7);
    out->label = (char *)query_text(query, 8);
    out->state = strcmp(query_text(query, 9), entry_states[ENTRY_APPLIED]) == 0 ? ENTRY_APPLIED
                                                                                : ENTRY_REJECTED;
    out->changeset = (void *)query_blob(query, 10, &out->changeset_size);
    out->effect = out->changeset;
    out->effect_size = out->changeset_size;
    if (!query_null(query, 11))
        out->effect = (void *)query_blob(query, 11, &out->effect_size);
}

static void *entry_copy_bytes(const void *bytes, size_t size)
{
    void *copy = li_calloc(1, size);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

void entry_copy(const struct entry *from, struct entry *out)
{
    *out = *from;
    out->author = li_strdup(from->author);
    out->at = li_strdup(from->at);
    out->label = li_strdup(from->label);
    out->changeset = entry_copy_bytes(from->changeset, from->changeset_size);
    out->effect = entry_copy_bytes(from->effect, from->effect_size);
}

void entry_free(struct entry *entry)
{
    free(entry->author);
    free(entry->at);
    free(entry->label);
    free(entry->changeset);
    free(entry->effect);
    *entry = (struct entry){0};
}

/* The one row a bound query gives, copied. */
static enum li_err entry_take(struct query *query, struct entry *out, struct li_error *err)
{
    int step = query_step(query, err);
    if (step > 0) {
        struct entry row;
        entry_from_row(query, &row);
        entry_copy(&row, out);
    }
    query_reset(query);
    return step > 0 ? LI_OK : step < 0 ? err->code : LI_NONE;
}

enum li_err entry_find(
    struct store *store, const struct entry_name *name, struct entry *out, struct li_error *err)
{
    struct query *query = store_kept(store, SQL_ENTRY_BY_NAME, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &name->replica);
    query_bind_int(query, 2, name->seq);
    return entry_take(query, out, err);
}

static enum li_err entry_beside(struct store *store, enum store_sql which, uint64_t hlc,
    const struct id *replica, struct entry *out, struct li_error *err)
{
    struct query *query = store_kept(store, which, err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, (int64_t)hlc);
    query_bind_id(query, 2, replica);
    return entry_take(query, out, err);
}

enum li_err entry_after(struct store *store, uint64_t hlc, const struct id *replica,
    struct entry *out, struct li_error *err)
{
    return entry_beside(store, SQL_ENTRY_AFTER, hlc, replica, out, err);
}

enum li_err entry_before(struct store *store, uint64_t hlc, const struct id *replica,
    struct entry *out, struct li_error *err)
{
    return entry_beside(store, SQL_ENTRY_BEFORE, hlc, replica, out, err);
}

static struct query *entry_rows(
    struct store *store, const struct journal_scan *scan, struct li_error *err)
{
    const char *order = scan->newest_first ? "DESC" : "ASC";
    char *sql = li_format("SELECT rowid FROM journal_entry%s%s ORDER BY hlc %s, replica %s",
        scan->touching ? " WHERE first_id <= ?1 AND last_id >= ?1" : " WHERE ?1 IS NULL",
        scan->only ? " AND replica = ?2 AND seq = ?3" : "", order, order);
    struct query *query = query_new(store, sql, err);
    free(sql);
    if (!query)
        return NULL;
    query_bind_id(query, 1, scan->touching);
    if (scan->only) {
        query_bind_id(query, 2, &scan->only->replica);
        query_bind_int(query, 3, scan->only->seq);
    }
    return query;
}

/* Visits an entry that touches the record, with what it did to it alone: a bulk entry is long. The
   span of an entry only says that it may. */
static bool visit_touching(const struct id *id, struct entry *entry,
    bool (*visit)(void *arg, const struct entry *entry), void *arg)
{
    struct bytes part = {0};
    bool more = true;
    if (changeset_part(entry->effect, entry->effect_size, id, &part)) {
        entry->effect = part.at;
        entry->effect_size = part.size;
        more = visit(arg, entry);
    }
    free(part.at);
    return more;
}

enum li_err journal_read(struct store *store, const struct journal_scan *scan,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    enum li_err code = LI_OK;
    struct query *rows = entry_rows(store, scan, err);
    /* Not the kept one: visit may look for entries itself. */
    struct query *query = rows ? store_fresh(store, SQL_ENTRY_BY_ROW, err) : NULL;
    if (!query)
        code = err->code;
    int step = 0;
    bool more = true;
    while (query && more && (step = query_step(rows, err)) > 0) {
        struct entry entry;
        query_bind_int(query, 1, query_int(rows, 0));
        if ((step = query_step(query, err)) < 0)
            break;
        if (step == 0)
            continue;
        entry_from_row(query, &entry);
        more = scan->touching ? visit_touching(scan->touching, &entry, visit, arg)
                              : visit(arg, &entry);
    }
    if (step < 0)
        code = err->code;
    query_free(rows);
    query_free(query);
    return code;
}

/* Names. A replica is called by the last digits of its id: the first are a time, and alike for
   databases made on one day. */

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

char *journal_name_text(struct store *store, const struct entry_name *name)
{
    if (id_equal(&name->replica, &store->replica))
        return li_format("%lld", (long long)name->seq);
    char digits[2 * ID_SIZE + 1];
    entry_replica_digits(&name->replica, digits);
    const char *end = digits + 2 * ID_SIZE - entry_digits_needed(store, &name->replica);
    return li_format("%s-%lld", end, (long long)name->seq);
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
        return li_fail(err, LI_NONE, "No entry comes from a database called %s.", end);
    if (found > 1)
        return li_fail(
            err, LI_SEVERAL, "%zu databases are called %s; give more digits.", found, end);
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
    if (!isdigit((unsigned char)*number) || *end || name.seq < 1 || short_replica)
        return li_fail(err, LI_USAGE,
            "\"%s\" is not the name of an entry; `liaise history` gives names like 12 or 5f3a-12.",
            text);
    if (dash) {
        char *replica = li_strndup(text, (size_t)(dash - text));
        enum li_err code = entry_replica_parse(store, replica, &name.replica, err);
        free(replica);
        if (code != LI_OK)
            return code;
    }
    struct entry entry;
    enum li_err code = entry_find(store, &name, &entry, err);
    if (code == LI_NONE)
        return li_fail(err, LI_NONE, "There is no entry %s.", text);
    if (code != LI_OK)
        return code;
    entry_free(&entry);
    *out = name;
    return LI_OK;
}
