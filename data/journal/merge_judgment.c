/*
 * merge_judgment.c: every change can be read, is of a replicated table, has no more columns than
 * that and as many as the others of that table, and no record is changed twice: SQLite could not
 * take that out again.
 */
#include "data/journal/merge_judgment.h"
#include "data/base/bytes.h"
#include "data/changeset/changeset_walk.h"
#include "data/database/schema.h"
#include "data/entry/entry_hash.h"
#include "data/entry/entry_name.h"
#include "data/store/table_info.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* In the year 4199: a clock that says more is wrong, and would leave no time for later entries. */
static const uint64_t merge_judgment_hlc_most = INT64_MAX / 2;

/* A record that the entry changes. */
struct merge_judgment_record {
    const unsigned char *id;
    const struct table_info *table;
};

struct merge_judgment {
    struct store *store;
    struct bytes records;
    const char *name; /* of the table of the last change, in the changeset */
    const struct table_info *table;
    size_t columns;   /* how many of it the last change has */
    enum li_err code; /* why it is refused */
    bool failed;      /* *err has a failure that is not the entry's */
    struct li_error *err;
};

enum li_err merge_judgment_refuse(struct store *store, const struct entry *entry, enum li_err code,
    const char *why, struct li_error *err)
{
    assert(store && entry && why && err);
    char *name = entry_name_text(store, &entry->name);
    li_fail(err, code, "Entry %s %s; it was left out.", name, why);
    free(name);
    return code;
}

/* The changes of one table may come in several runs. */
static bool merge_judgment_table(
    struct merge_judgment *judgment, const struct changeset_walk_visited *change)
{
    if (change->table == judgment->name)
        return true;
    if (!table_info_replicates(change->table)) {
        judgment->code = LI_CORRUPT;
        return false;
    }
    const struct table_info *table = table_info_find(judgment->store, change->table, judgment->err);
    judgment->failed = !table;
    if (!table)
        return false;
    if (change->columns > table->count)
        judgment->code = LI_REFUSED;
    else if (table == judgment->table && change->columns != judgment->columns)
        judgment->code = LI_CORRUPT;
    judgment->name = change->table;
    judgment->table = table;
    judgment->columns = change->columns;
    return !judgment->code;
}

static bool merge_judgment_visit(void *arg, const struct changeset_walk_visited *change)
{
    struct merge_judgment *judgment = arg;
    if (!merge_judgment_table(judgment, change))
        return false;
    if (!change->complete)
        judgment->code = LI_CORRUPT;
    const struct merge_judgment_record record = {change->id, judgment->table};
    bytes_add(&judgment->records, &record, sizeof record);
    return !judgment->code;
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
    struct store *store, const struct entry *entry, struct li_error *err)
{
    struct merge_judgment judgment = {.store = store, .err = err};
    bool whole = changeset_walk_each(
        entry->changeset, entry->changeset_size, merge_judgment_visit, &judgment);
    bool sound = whole && !judgment.code && merge_judgment_is_distinct(&judgment);
    free(judgment.records.at);
    if (judgment.failed)
        return err->code;
    if (judgment.code == LI_REFUSED)
        return merge_judgment_refuse(store, entry, LI_REFUSED,
            "has columns that this version does not know; update liaise first", err);
    return sound ? LI_OK : merge_judgment_refuse(store, entry, LI_CORRUPT, "is damaged", err);
}

enum li_err merge_judgment(struct store *store, const struct entry *entry, struct li_error *err)
{
    assert(store && entry && err);
    bool known = entry->sort == ENTRY_RECORDS || entry->sort == ENTRY_TEAM;
    if (!known || entry->schema > schema_newest())
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
    return entry->sort == ENTRY_RECORDS ? merge_judgment_changes(store, entry, err) : LI_OK;
}
