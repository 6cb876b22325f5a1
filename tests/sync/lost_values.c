/*
 * lost_values.c: a table of values in memory, by record and column.
 */
#include "tests/sync/lost_values.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/entry/entry.h"
#include "data/store/query.h"
#include "data/store/table_info.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>

/* Column -1: whether the record is there. */
struct lost_value {
    struct hash key; /* of table, id and column; zero: the place is free */
    char *text;      /* NULL: null, or the record is not there */
};

struct lost_values {
    struct store *store;
    const struct entry *entry;
    struct lost_value *places;
    size_t room, used; /* room: a power of two */
    size_t lost;
    char *says;
};

/* --- values ----------------------------------------------------------------------------------- */

static struct hash lost_values_key(const char *table, const struct id *id, int column)
{
    struct hasher hasher;
    hash_begin(&hasher);
    hash_add_text(&hasher, table);
    hash_add_bytes(&hasher, id->byte, ID_SIZE);
    hash_add_int(&hasher, column);
    return hash_end(&hasher);
}

static struct lost_value *lost_values_place(struct lost_values *values, const struct hash *key)
{
    size_t at;
    memcpy(&at, key->byte, sizeof at);
    for (at &= values->room - 1;
         !hash_is_zero(&values->places[at].key) && !hash_equal(&values->places[at].key, key);)
        at = (at + 1) & (values->room - 1);
    return &values->places[at];
}

static void lost_values_grow(struct lost_values *values)
{
    struct lost_value *old = values->places;
    size_t count = values->room;
    values->room = count ? 2 * count : 1024;
    values->places = li_calloc(values->room, sizeof *values->places);
    for (size_t i = 0; i < count; i++)
        if (!hash_is_zero(&old[i].key))
            *lost_values_place(values, &old[i].key) = old[i];
    free(old);
}

static void lost_values_set(struct lost_values *values, const char *table, const struct id *id,
    int column, const char *text)
{
    if (2 * values->used >= values->room)
        lost_values_grow(values);
    struct hash key = lost_values_key(table, id, column);
    struct lost_value *place = lost_values_place(values, &key);
    values->used += hash_is_zero(&place->key);
    free(place->text);
    *place = (struct lost_value){key, li_strdup(text)};
}

static const char *lost_values_get(
    struct lost_values *values, const char *table, const struct id *id, int column)
{
    if (values->room == 0)
        return NULL;
    struct hash key = lost_values_key(table, id, column);
    return lost_values_place(values, &key)->text;
}

static bool lost_values_is(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

/* --- conflicts -------------------------------------------------------------------------------- */

/* A value was lost: there must be a conflict of the field, or of the record as a whole. */
static void lost_values_expect(
    struct lost_values *values, const struct changeset *change, int column, const char *why)
{
    struct li_error err = {0};
    char digits[ID_TEXT_SIZE];
    const char *name = column < 0 ? NULL : changeset_column(change, column);
    values->lost++;
    struct query *query = query_new(values->store,
        "SELECT 1 FROM journal_conflict WHERE entry = ?1 AND tbl = ?2 AND id = ?3"
        " AND (col IS NULL OR col = ?4)",
        &err);
    query_bind_hash(query, 1, &values->entry->name.hash);
    query_bind_plain(query, 2, changeset_table(change));
    query_bind_id(query, 3, changeset_id(change));
    query_bind_plain(query, 4, name);
    if (query_step(query, &err) != 1 && !values->says)
        values->says = li_format("%s %s of %s %s has no conflict", name ? name : "the whole", why,
            changeset_table(change), id_text(changeset_id(change), digits));
    query_free(query);
}

/* --- what entries say ------------------------------------------------------------------------- */

static bool lost_values_as_seen(struct lost_values *values, const struct changeset *change)
{
    bool same = true;
    for (int i = 0; i < changeset_columns(change) && same; i++)
        same = lost_values_is(
            lost_values_get(values, changeset_table(change), changeset_id(change), i),
            i < changeset_carried(change) ? changeset_old(change, i) : NULL);
    return same;
}

/* What its own statements may lose before anything is put in. */
static void lost_values_say_before(struct lost_values *values, const struct changeset *change)
{
    const char *table = changeset_table(change);
    const struct id *id = changeset_id(change);
    bool there = lost_values_get(values, table, id, -1) != NULL;
    if (changeset_how(change) == CHANGE_REMOVE) {
        if (there && !lost_values_as_seen(values, change))
            lost_values_expect(values, change, -1, "removal");
        return;
    }
    for (int i = 0; i < changeset_carried(change); i++) {
        const char *is = lost_values_get(values, table, id, i), *now = changeset_new(change, i);
        if (!changeset_touched(change, i) || !changeset_value(change, CHANGESET_NEW, i))
            continue;
        bool adds = changeset_how(change) == CHANGE_ADD;
        bool seen = adds ? !there : there && lost_values_is(is, changeset_old(change, i));
        if (!seen && !(there && lost_values_is(is, now)))
            lost_values_expect(values, change, i, adds ? "added" : "set");
    }
}

/* What should be there, once the entry is in. */
static void lost_values_say_after(struct lost_values *values, const struct changeset *change)
{
    const char *table = changeset_table(change);
    const struct id *id = changeset_id(change);
    bool there = lost_values_get(values, table, id, -1) != NULL;
    if (changeset_how(change) == CHANGE_REMOVE) {
        if (there)
            lost_values_expect(values, change, -1, "removal");
        return;
    }
    for (int i = 0; i < changeset_carried(change); i++)
        if (changeset_touched(change, i) && changeset_value(change, CHANGESET_NEW, i) &&
            (!there ||
                !lost_values_is(lost_values_get(values, table, id, i), changeset_new(change, i))))
            lost_values_expect(values, change, i, "value");
}

static void lost_values_do(struct lost_values *values, const struct changeset *change)
{
    const char *table = changeset_table(change);
    const struct id *id = changeset_id(change);
    bool removes = changeset_how(change) == CHANGE_REMOVE;
    lost_values_set(values, table, id, -1, removes ? NULL : "there");
    for (int i = 0; i < changeset_columns(change); i++)
        if (removes)
            lost_values_set(values, table, id, i, NULL);
        else if (i < changeset_carried(change) && changeset_value(change, CHANGESET_NEW, i))
            lost_values_set(values, table, id, i, changeset_new(change, i));
}

static void lost_values_each(struct lost_values *values, const void *bytes, size_t size,
    void (*fn)(struct lost_values *values, const struct changeset *change))
{
    struct li_error err = {0};
    if (size == 0)
        return;
    struct changeset *change = changeset_open(values->store, bytes, size, &err);
    assert_non_null(change);
    while (changeset_next(change, &err) > 0)
        fn(values, change);
    changeset_close(change);
}

/* An entry_scan visit. */
static bool lost_values_visit(void *arg, const struct entry *entry)
{
    struct lost_values *values = arg;
    if (entry->sort != ENTRY_RECORDS || entry->state != ENTRY_APPLIED)
        return true;
    values->entry = entry;
    lost_values_each(values, entry->changeset, entry->changeset_size, lost_values_say_before);
    lost_values_each(values, entry->effect, entry->effect_size, lost_values_do);
    lost_values_each(values, entry->changeset, entry->changeset_size, lost_values_say_after);
    return !values->says;
}

/* --- the tables ------------------------------------------------------------------------------- */

static void lost_values_compare(struct lost_values *values, const char *table)
{
    struct id id;
    struct li_error err = {0};
    char digits[ID_TEXT_SIZE];
    char *sql = li_format("SELECT * FROM \"%s\"", table);
    struct query *query = query_new(values->store, sql, &err);
    while (!values->says && query_step(query, &err) > 0) {
        assert_true(query_id(query, 0, &id));
        for (int i = 0; i < query_columns(query) && !values->says; i++)
            if (!lost_values_is(lost_values_get(values, table, &id, i), query_text(query, i)))
                values->says = li_format("%s of %s %s is not what entries did",
                    query_name(query, i), table, id_text(&id, digits));
    }
    query_free(query);
    free(sql);
}

char *lost_values_find(struct store *store, size_t *lost)
{
    struct li_error err = {0};
    char **names;
    size_t count;
    struct lost_values values = {.store = store};
    const struct entry_scan all = {0};
    assert_int_equal(entry_scan(store, &all, lost_values_visit, &values, &err), LI_OK);
    assert_int_equal(table_info_load_names(store, &names, &count, &err), LI_OK);
    for (size_t i = 0; i < count; i++)
        lost_values_compare(&values, names[i]);
    table_info_free_names(names, count);
    for (size_t i = 0; i < values.room; i++)
        free(values.places[i].text);
    free(values.places);
    *lost = values.lost;
    return values.says;
}
