/*
 * agenda_changes.c: from the journal's entries to the rows that each topic has to judge again.
 */
#include "core/agenda/agenda_changes.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/journal/journal.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* With more changes, topics are found again instead of followed record by record. */
enum { ENTRIES_MOST = 50, BYTES_MOST = 32768 /* of an entry */, ROWS_MOST = 1000 /* of a topic */ };

#define AGENDA_EVERY_TOPIC (~0U) /* topics as bits */

struct agenda_scan {
    struct store *store;
    struct agenda_changed *changed;
    int64_t after; /* a hybrid clock */
    int64_t entries;
    struct li_error *err;
    enum li_err code; /* of a failure inside a visit */
};

/* A change that concerns some topics: those that share one list of changes are one group, so that
   each SELECT runs once for all of them. */
struct agenda_group {
    const struct topic_change *change;
    unsigned bits;
};

static void agenda_change_all(struct agenda_changed *changed, unsigned bits)
{
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        changed[topic].all |= (bits >> topic & 1U) != 0;
}

static void agenda_add_row(struct agenda_changed *changed, unsigned bits, int64_t row)
{
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        if (!(bits >> topic & 1U) || changed[topic].all)
            continue;
        vector_add(&changed[topic].rows, row);
        changed[topic].all = changed[topic].rows.count > ROWS_MOST;
    }
}

/* id as text; NULL: the column refers to nothing. */
static void agenda_add_rows(
    struct agenda_scan *scan, const struct agenda_group *group, const char *id)
{
    if (!id || scan->code)
        return;
    if (!group->change->rows) {
        agenda_change_all(scan->changed, group->bits);
        return;
    }
    struct query *query = query_new(scan->store, group->change->rows, scan->err);
    int step = query ? 1 : -1;
    if (query)
        query_bind_text(query, 1, id);
    for (int rows = 0; rows <= ROWS_MOST && step > 0; rows++)
        if ((step = query_step(query, scan->err)) > 0)
            agenda_add_row(scan->changed, group->bits, query_int(query, 0));
    if (step < 0)
        scan->code = scan->err->code;
    query_free(query);
}

/* Where the change left the column alone, what it refers to is in the record. */
static void agenda_add_current(
    struct agenda_scan *scan, const struct agenda_group *group, const char *id)
{
    const struct topic_change *change = group->change;
    char *sql = li_format("SELECT \"%s\" FROM \"%s\" WHERE id = ?1", change->column, change->table);
    struct query *query = query_new(scan->store, sql, scan->err);
    free(sql);
    if (query)
        query_bind_text(query, 1, id);
    int step = query ? query_step(query, scan->err) : -1;
    char *value = step > 0 ? li_strdup(query_text(query, 0)) : NULL;
    query_free(query);
    if (step < 0)
        scan->code = scan->err->code;
    agenda_add_rows(scan, group, value);
    free(value);
}

static int agenda_find_column(const struct changeset *change, const char *name)
{
    for (int i = 0; i < changeset_columns(change); i++)
        if (strcmp(changeset_column(change, i), name) == 0)
            return i;
    return -1;
}

/* A record that is gone was a row of its topics, but nothing says which. */
static void agenda_take_removal(struct agenda_scan *scan, const struct changeset *change)
{
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        if (strcmp(topic_table(topics[topic]), changeset_table(change)) == 0)
            agenda_change_all(scan->changed, 1U << topic);
}

static void agenda_take_group(
    struct agenda_scan *scan, const struct agenda_group *group, const struct changeset *change)
{
    const char *name = group->change->column;
    char id[ID_TEXT_SIZE];
    id_text(changeset_id(change), id);
    int column = name ? agenda_find_column(change, name) : -1;
    if (!name) {
        agenda_add_rows(scan, group, id);
    } else if (column >= 0 && changeset_touched(change, column)) {
        agenda_add_rows(scan, group, changeset_old(change, column));
        agenda_add_rows(scan, group, changeset_new(change, column));
    } else {
        agenda_add_current(scan, group, id);
    }
}

/* The topics that share the list of changes of this one; none where an earlier topic has it. */
static unsigned agenda_sharing(int topic)
{
    unsigned bits = 0;
    for (int other = TOPIC_COUNT - 1; other >= 0; other--)
        if (topics[other]->changes == topics[topic]->changes)
            bits = other < topic ? 0 : bits | 1U << other;
    return bits;
}

static void agenda_take_change(struct agenda_scan *scan, const struct changeset *change)
{
    if (changeset_how(change) == CHANGE_REMOVE)
        agenda_take_removal(scan, change);
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        struct agenda_group group = {topics[topic]->changes, agenda_sharing(topic)};
        for (; group.bits && (group.change->table || group.change->rows); group.change++)
            if (!group.change->table || strcmp(group.change->table, changeset_table(change)) == 0)
                agenda_take_group(scan, &group, change);
    }
}

/* What an entry could not do as meant is a conflict; its effect need not name that record. */
static void agenda_take_conflicts(struct agenda_scan *scan, const struct entry *entry)
{
    if (entry->effect != entry->changeset)
        agenda_change_all(scan->changed, 1U << TOPIC_CONFLICT);
}

static bool agenda_take_entry(void *arg, const struct entry *entry)
{
    struct agenda_scan *scan = arg;
    if ((int64_t)entry->hlc <= scan->after)
        return false;
    if (++scan->entries > ENTRIES_MOST || entry->effect_size > BYTES_MOST) {
        agenda_change_all(scan->changed, AGENDA_EVERY_TOPIC);
        return false;
    }
    agenda_take_conflicts(scan, entry);
    struct changeset *changes =
        changeset_open(scan->store, entry->effect, entry->effect_size, scan->err);
    int more = changes ? 1 : -1;
    while (more > 0 && !scan->code && (more = changeset_next(changes, scan->err)) > 0)
        agenda_take_change(scan, changes);
    changeset_close(changes);
    if (more < 0)
        scan->code = scan->err->code;
    return !scan->code;
}

enum li_err agenda_position(
    struct context *context, struct agenda_position *out, struct li_error *err)
{
    assert(context && out);
    struct query *query = query_new(context->store,
        "SELECT (SELECT max(rowid) FROM journal_entry), (SELECT max(hlc) FROM journal_entry)", err);
    int step = query ? query_step(query, err) : -1;
    if (step > 0)
        *out = (struct agenda_position){query_int(query, 0), query_int(query, 1)};
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* An entry from another device may be older than the latest that was known, and change how later
   ones apply. Going back to the latest does not find it, so the count differs: then all is
   changed. */
enum li_err agenda_changes(struct context *context, struct agenda_position *from,
    struct agenda_changed out[TOPIC_COUNT], struct li_error *err)
{
    assert(from && out);
    const struct entry_scan latest = {.newest_first = true};
    struct agenda_scan scan = {
        .store = context->store, .changed = out, .after = from->last, .err = err};
    struct agenda_position now = {0};
    enum li_err code = agenda_position(context, &now, err);
    if (!code && now.rows != from->rows)
        code = entry_scan(context->store, &latest, agenda_take_entry, &scan, err);
    if (!code)
        code = scan.code;
    if (!code && scan.entries != now.rows - from->rows)
        agenda_change_all(out, AGENDA_EVERY_TOPIC);
    if (!code)
        *from = now;
    return code;
}
