/*
 * take_out.c: makes the inverse of each change of an effect. The tables must be exactly as the
 * entry left them; if not, the database is damaged.
 *
 * SQLite's sqlite3changeset_apply could do this, but it prepares its statements at each call, and
 * gives a record that comes back another rowid.
 */
#include "data/apply/take_out.h"
#include "data/apply/apply_buffer.h"
#include "data/changeset/changeset.h"
#include "data/entry/entry_name.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/store/table_info.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static enum li_err take_out_refuse(
    struct store *store, const struct entry *entry, struct li_error *err)
{
    char *name = entry_name_text(store, &entry->name);
    li_fail(err, LI_CORRUPT,
        "The records do not match what entry %s left%s. Run `liaise check` for details.", name,
        store_error_consequence(store));
    free(name);
    return LI_CORRUPT;
}

/* This and the next two set *fits to false if the record is not as the change left it. */
static enum li_err take_out_addition(
    struct apply_table *table, const struct changeset *change, bool *fits, struct li_error *err)
{
    int found = apply_table_select(table, change, err);
    if (found < 0)
        return err->code;
    *fits = found > 0 && apply_table_is(table, change, CHANGESET_NEW);
    apply_table_release(table);
    return *fits ? apply_table_remove(table, change, err) : LI_OK;
}

static enum li_err take_out_setting(
    struct apply_table *table, const struct changeset *change, bool *fits, struct li_error *err)
{
    int found = apply_table_select(table, change, err);
    if (found < 0)
        return err->code;
    *fits = found > 0 && apply_table_is_set(table, change);
    apply_table_release(table);
    enum li_err code = LI_OK;
    for (int i = 0; i < changeset_carried(change) && *fits && !code; i++)
        if (changeset_value(change, CHANGESET_NEW, i))
            code = apply_table_put_back(
                table, change, i, changeset_value(change, CHANGESET_OLD, i), err);
    return code;
}

static enum li_err take_out_removal(
    struct apply_table *table, const struct changeset *change, bool *fits, struct li_error *err)
{
    int found = apply_table_select(table, change, err);
    if (found < 0)
        return err->code;
    apply_table_release(table);
    *fits = found == 0;
    return *fits ? apply_table_insert(table, change, CHANGESET_OLD, err) : LI_OK;
}

static enum li_err take_out_change(
    struct apply_tables *tables, const struct changeset *change, bool *fits, struct li_error *err)
{
    static enum li_err (*const take_out[])(struct apply_table * table,
        const struct changeset *change, bool *fits,
        struct li_error *err) = {[CHANGE_ADD] = take_out_addition,
        [CHANGE_SET] = take_out_setting,
        [CHANGE_REMOVE] = take_out_removal};
    struct apply_table *table = apply_tables_find(tables, changeset_table(change), err);
    return table ? take_out[changeset_how(change)](table, change, fits, err) : err->code;
}

static enum li_err take_out_effect(
    struct apply_tables *tables, const struct entry *entry, bool *fits, struct li_error *err)
{
    struct store *store = apply_tables_store(tables);
    struct changeset *effect = changeset_open(store, entry->effect, entry->effect_size, err);
    if (!effect)
        return err->code;
    int step = 0;
    enum li_err code = apply_buffer_enter(tables, entry->effect, entry->effect_size, err);
    if (!code)
        code = apply_tables_defer(tables, err);
    while (*fits && !code && (step = changeset_next(effect, err)) > 0)
        code = take_out_change(tables, effect, fits, err);
    changeset_close(effect);
    *fits = *fits && table_info_references_hold(store);
    return code || step >= 0 ? code : err->code;
}

enum li_err take_out_entry(
    struct apply_tables *tables, const struct entry *entry, struct li_error *err)
{
    assert(tables && entry && err);
    bool fits = true;
    if (entry->effect_size == 0)
        return LI_OK;
    enum li_err code = take_out_effect(tables, entry, &fits, err);
    /* If a table refuses a value that it had before, it was not as the entry left it. */
    if (code == LI_REFUSED || (!code && !fits))
        code = take_out_refuse(apply_tables_store(tables), entry, err);
    return code;
}

enum li_err take_out_from(struct apply_tables *tables, const struct entry *position,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err)
{
    assert(tables && position && err);
    struct store *store = apply_tables_store(tables);
    struct entry at = {.hlc = INT64_MAX}, entry;
    memset(at.name.replica.byte, 0xFF, ID_SIZE);
    enum li_err code;
    while (!(code = entry_before(store, &at, &entry, err))) {
        bool wanted = entry_compare(&entry, position) >= 0;
        if (wanted)
            code = take_out_entry(tables, &entry, err);
        if (wanted && !code && visit && !visit(arg, &entry))
            code = li_fail(err, LI_INTERRUPTED, "Stopped; nothing was changed.");
        at.hlc = entry.hlc;
        at.name = entry.name;
        entry_free(&entry);
        if (!wanted || code)
            return code;
    }
    return code == LI_NONE ? LI_OK : code;
}
