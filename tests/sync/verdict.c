/*
 * verdict.c: laptops held against each other, and against the rules.
 */
#include "tests/sync/verdict.h"
#include "core/check/check.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/table_info.h"
#include "tests/support/check.h"
#include "tests/sync/lost_values.h"
#include <stdlib.h>
#include <string.h>

/* --- equal ------------------------------------------------------------------------------------ */

static const char verdict_entries[] =
    "SELECT hex(hash), hex(replica), seq, label, state, effect IS NULL, length(effect) = 0"
    " FROM journal_entry ORDER BY hash";
static const char verdict_conflicts[] =
    "SELECT hex(entry), tbl, id, col, why, lost, kept FROM journal_conflict"
    " ORDER BY entry, tbl, id, col, why, lost, kept";

/* What is compared, as statements whose rows must be the same; ended by NULL, for the caller to
   free. */
static char **verdict_statements(struct store *store)
{
    struct li_error err = {0};
    char **names;
    size_t count;
    assert_int_equal(table_info_load_names(store, &names, &count, &err), LI_OK);
    char **sql = li_calloc(count + 3, sizeof *sql);
    for (size_t i = 0; i < count; i++)
        sql[i] = li_format("SELECT * FROM \"%s\" ORDER BY id", names[i]);
    sql[count] = li_strdup(verdict_entries);
    sql[count + 1] = li_strdup(verdict_conflicts);
    table_info_free_names(names, count);
    return sql;
}

static void verdict_free(char **sql)
{
    for (char **at = sql; *at; at++)
        free(*at);
    free(sql);
}

static void verdict_hash_rows(struct store *store, const char *sql, struct hasher *hasher)
{
    struct li_error err = {0};
    struct query *query = query_new(store, sql, &err);
    assert_non_null(query);
    while (query_step(query, &err) > 0)
        for (int i = 0; i < query_columns(query); i++)
            hash_add_text(hasher, query_text(query, i));
    query_free(query);
}

static struct hash verdict_hash(struct store *store)
{
    struct hasher hasher;
    char **sql = verdict_statements(store);
    hash_begin(&hasher);
    for (char **at = sql; *at; at++)
        verdict_hash_rows(store, *at, &hasher);
    verdict_free(sql);
    return hash_end(&hasher);
}

/* A row as a line; NULL: there is no more. The caller frees it. */
static char *verdict_row(struct query *query)
{
    struct li_error err = {0};
    struct bytes out = {0};
    if (query_step(query, &err) <= 0)
        return NULL;
    for (int i = 0; i < query_columns(query); i++) {
        const char *text = query_text(query, i);
        bytes_add_text(&out, i ? " | " : "");
        bytes_add_text(&out, text ? text : "null");
    }
    bytes_add(&out, "", 1);
    return (char *)out.at;
}

static char *verdict_first_difference(struct store *one, struct store *other, const char *sql)
{
    struct li_error err = {0};
    struct query *ours = query_new(one, sql, &err), *theirs = query_new(other, sql, &err);
    char *says = NULL;
    for (bool more = true; more && !says;) {
        char *left = verdict_row(ours), *right = verdict_row(theirs);
        more = left && right;
        if (!left != !right || (more && strcmp(left, right) != 0))
            says = li_format(
                "%s:\n  %s\n  %s", sql, left ? left : "no more", right ? right : "no more");
        free(left);
        free(right);
    }
    query_free(ours);
    query_free(theirs);
    return says;
}

static char *verdict_difference(struct laptop *one, struct laptop *other)
{
    struct store *ours = laptop_open(one), *theirs = laptop_open(other);
    char **sql = verdict_statements(ours), *says = NULL;
    for (char **at = sql; *at && !says; at++) {
        char *first = verdict_first_difference(ours, theirs, *at);
        if (first)
            says = li_format("laptops %d and %d differ in %s", one->number, other->number, first);
        free(first);
    }
    verdict_free(sql);
    return says ? says : li_strdup("only in how it is stored");
}

char *verdict_are_equal(struct fleet *fleet, struct hash *hash)
{
    struct laptop *first = &fleet->laptops[0];
    struct hash wanted = verdict_hash(laptop_open(first));
    char *says = NULL;
    for (int i = 1; i < fleet->count && !says; i++) {
        struct laptop *laptop = &fleet->laptops[i];
        struct hash is = laptop->revoked ? wanted : verdict_hash(laptop_open(laptop));
        if (!hash_equal(&is, &wanted))
            says = verdict_difference(first, laptop);
    }
    if (hash)
        *hash = wanted;
    return says;
}

/* --- sound ------------------------------------------------------------------------------------ */

char *verdict_is_sound(struct laptop *laptop, struct verdict_found *found)
{
    struct check_found checked;
    char *says = lost_values_find(laptop_open(laptop), &found->lost);
    if (says)
        return says;
    says = office_check(laptop->office.context, CHECK_SKIP(CHECK_REBUILD), &checked);
    found->broken = (size_t)checked.findings[CHECK_RULES];
    if (check_damage(&checked) == 0 && checked.unlisted == 0) {
        free(says);
        return NULL;
    }
    char *whole = li_format("%lld that break a rule are not listed; check says:\n%s",
        (long long)checked.unlisted, says);
    free(says);
    return whole;
}

/* --- plain ------------------------------------------------------------------------------------ */

char *verdict_is_plain(
    struct fleet *fleet, struct laptop *laptop, struct plain_schema *schema, bool *caught)
{
    struct store *store = laptop_open(laptop);
    struct plain_journal plain = {.schema = schema, .bars = fleet_bars, .bars_arg = fleet};
    plain_journal_read(&plain, store);
    plain_journal_run(&plain);
    char *says = plain_journal_differs(&plain, store);
    for (int wrong = PLAIN_RIGHT + 1; wrong < PLAIN_WRONGS && caught && !says; wrong++) {
        if (caught[wrong])
            continue;
        plain.wrong = (enum plain_wrong)wrong;
        plain_journal_run(&plain);
        char *shows = plain_journal_differs(&plain, store);
        caught[wrong] = shows != NULL;
        free(shows);
    }
    plain_journal_clear(&plain);
    plain_schema_forget(schema);
    return says;
}
