/*
 * merge_judgment.c: a changeset passes if
 *  1. every change can be read and is of a replicated table;
 *  2. it has no more columns than the table, and as many as the other changes of that table;
 *  3. no record is changed twice, since that could not be taken out again.
 */
#include "data/merge/merge_judgment.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/changeset/changeset_walk.h"
#include "data/database/schema.h"
#include "data/entry/entry_hash.h"
#include "data/entry/entry_name.h"
#include "data/store/table_info.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* In the year 4199. A later hlc is from a wrong clock, and would leave none for later entries. */
static const uint64_t merge_judgment_hlc_most = INT64_MAX / 2;

/* A replicated table. */
struct merge_judgment_table {
    char *name;
    size_t columns; /* in this program's schema; 0: not looked up yet */
    size_t carried; /* in the entry being judged; 0: no change of this table so far */
};

/* A record that the entry changes. */
struct merge_judgment_record {
    const unsigned char *id;
    const struct merge_judgment_table *table;
};

struct merge_judgment {
    struct store *store;
    int64_t newest; /* the schema version of this program */
    struct merge_judgment_table *tables;
    size_t count;
    /* About the entry being judged: */
    struct bytes records; /* an array of struct merge_judgment_record */
    const char *name;     /* the last change's table, as a pointer into the changeset */
    struct merge_judgment_table *table; /* the same table */
    enum li_err code;                   /* LI_OK, or why it is refused */
    struct li_error *err;               /* says why a table could not be looked up */
    bool failed;                        /* that failed */
};

/* --- tables ----------------------------------------------------------------------------------- */

static enum li_err merge_judgment_load(struct merge_judgment *judgment, struct li_error *err)
{
    char **names;
    enum li_err code = table_info_load_names(judgment->store, &names, &judgment->count, err);
    if (code)
        return code;
    judgment->tables = li_calloc(judgment->count, sizeof *judgment->tables);
    for (size_t i = 0; i < judgment->count; i++)
        judgment->tables[i].name = li_strdup(names[i]);
    table_info_free_names(names, judgment->count);
    return LI_OK;
}

struct merge_judgment *merge_judgment_new(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct merge_judgment *judgment = li_calloc(1, sizeof *judgment);
    judgment->store = store;
    judgment->newest = schema_newest();
    if (!merge_judgment_load(judgment, err))
        return judgment;
    merge_judgment_free(judgment);
    return NULL;
}

void merge_judgment_free(struct merge_judgment *judgment)
{
    if (!judgment)
        return;
    for (size_t i = 0; judgment->tables && i < judgment->count; i++)
        free(judgment->tables[i].name);
    free(judgment->tables);
    free(judgment->records.at);
    free(judgment);
}

/* NULL: there is no replicated table with that name. */
static struct merge_judgment_table *merge_judgment_find(
    struct merge_judgment *judgment, const char *name)
{
    for (size_t i = 0; i < judgment->count; i++)
        if (strcmp(judgment->tables[i].name, name) == 0)
            return &judgment->tables[i];
    return NULL;
}

/* --- an entry --------------------------------------------------------------------------------- */

enum li_err merge_judgment_refuse(struct store *store, const struct entry *entry, enum li_err code,
    const char *why, struct li_error *err)
{
    assert(store && entry && why && err);
    char *name = entry_name_text(store, &entry->name);
    li_fail(err, code, "Entry %s was left out: it %s.", name, why);
    free(name);
    return code;
}

/* Few tables occur in a sync, so each is looked up when it first does. */
static bool merge_judgment_look_up(
    struct merge_judgment *judgment, struct merge_judgment_table *table)
{
    if (table->columns)
        return true;
    const struct table_info *info = table_info_find(judgment->store, table->name, judgment->err);
    table->columns = info ? info->count : 0;
    judgment->failed = !info;
    return info;
}

/* Called when a change is of another table than the one before it; a changeset may come back to a
   table. An unknown table may be from a later schema, if its name can be a replicated table's. */
static enum li_err merge_judgment_enter(
    struct merge_judgment *judgment, const struct changeset_walk_visited *change)
{
    struct merge_judgment_table *table = merge_judgment_find(judgment, change->table);
    if (!table)
        return table_info_replicates(change->table) ? LI_REFUSED : LI_CORRUPT;
    if (!merge_judgment_look_up(judgment, table))
        return judgment->err->code;
    if (change->columns > table->columns)
        return LI_REFUSED;
    if (table->carried && table->carried != change->columns)
        return LI_CORRUPT;
    table->carried = change->columns;
    judgment->name = change->table;
    judgment->table = table;
    return LI_OK;
}

static bool merge_judgment_visit(void *arg, const struct changeset_walk_visited *change)
{
    struct merge_judgment *judgment = arg;
    if (change->table != judgment->name)
        judgment->code = merge_judgment_enter(judgment, change);
    if (!judgment->code && !change->complete)
        judgment->code = LI_CORRUPT;
    if (judgment->code)
        return false;
    const struct merge_judgment_record record = {change->id, judgment->table};
    bytes_add(&judgment->records, &record, sizeof record);
    return true;
}

static int merge_judgment_compare(const void *a, const void *b)
{
    const struct merge_judgment_record *one = a, *other = b;
    int order = memcmp(one->id, other->id, ID_SIZE);
    return order ? order : (one->table > other->table) - (one->table < other->table);
}

static bool merge_judgment_is_distinct(struct merge_judgment *judgment)
{
    struct merge_judgment_record *records = (void *)judgment->records.at;
    size_t count = judgment->records.size / sizeof *records;
    bool distinct = true;
    if (count > 1)
        qsort(records, count, sizeof *records, merge_judgment_compare);
    for (size_t i = 1; i < count && distinct; i++)
        distinct = merge_judgment_compare(&records[i - 1], &records[i]) != 0;
    return distinct;
}

static enum li_err merge_judgment_changes(
    struct merge_judgment *judgment, const struct entry *entry, struct li_error *err)
{
    judgment->code = LI_OK;
    judgment->err = err;
    judgment->failed = false;
    judgment->name = NULL;
    judgment->table = NULL;
    judgment->records.size = 0;
    for (size_t i = 0; i < judgment->count; i++)
        judgment->tables[i].carried = 0;
    bool whole = changeset_walk_each(
        entry->changeset, entry->changeset_size, merge_judgment_visit, judgment);
    if (judgment->failed)
        return judgment->code;
    if (judgment->code == LI_REFUSED)
        return merge_judgment_refuse(judgment->store, entry, LI_REFUSED,
            "has records that this version doesn't know; update liaise first", err);
    return whole && !judgment->code && merge_judgment_is_distinct(judgment)
               ? LI_OK
               : merge_judgment_refuse(judgment->store, entry, LI_CORRUPT, "is damaged", err);
}

enum li_err merge_judgment_pass(
    struct merge_judgment *judgment, const struct entry *entry, struct li_error *err)
{
    assert(judgment && entry && err);
    struct store *store = judgment->store;
    bool known = entry->sort == ENTRY_RECORDS || entry->sort == ENTRY_TEAM;
    if (!known || entry->schema > judgment->newest)
        return merge_judgment_refuse(store, entry, LI_REFUSED,
            "was written by a newer version of liaise; update liaise first", err);
    if (!entry->at || !entry->author || !entry->label || entry->changeset_size == 0)
        return merge_judgment_refuse(store, entry, LI_CORRUPT, "is damaged", err);
    struct hash hash = entry_hash(entry);
    if (!hash_equal(&hash, &entry->name.hash))
        return merge_judgment_refuse(store, entry, LI_CORRUPT, "does not match its hash", err);
    if (entry->hlc == 0 || entry->hlc > merge_judgment_hlc_most || entry->name.seq < 1)
        return merge_judgment_refuse(
            store, entry, LI_CORRUPT, "has an impossible timestamp or number", err);
    return entry->sort == ENTRY_RECORDS ? merge_judgment_changes(judgment, entry, err) : LI_OK;
}
