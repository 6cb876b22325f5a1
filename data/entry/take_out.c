/*
 * take_out.c: the inverse of each effect, applied by SQLite: the tables are just as the entry left
 * them, or something is wrong.
 */
#include "data/entry/take_out.h"
#include "data/changeset/changeset_apply.h"
#include "data/entry/entry_name.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static enum li_err take_out_refuse(
    struct store *store, const struct entry *entry, struct li_error *err)
{
    char *name = entry_name_text(store, &entry->name);
    li_fail(err, LI_CORRUPT,
        "The records do not match what entry %s left; nothing was changed. Run `liaise check` for "
        "details.",
        name);
    free(name);
    return LI_CORRUPT;
}

static enum li_err take_out_entry(
    struct store *store, const struct entry *entry, struct li_error *err)
{
    if (entry->effect_size == 0)
        return LI_OK;
    size_t size = 0;
    void *inverse = NULL;
    bool fits = true;
    enum li_err code =
        changeset_apply_invert(store, entry->effect, entry->effect_size, &inverse, &size, err);
    if (!code)
        code = changeset_apply(store, inverse, size, &fits, err);
    sqlite3_free(inverse);
    return code || fits ? code : take_out_refuse(store, entry, err);
}

enum li_err take_out_from(struct store *store, const struct entry *position,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err)
{
    assert(store && position && err);
    struct entry at = {.hlc = INT64_MAX}, entry;
    memset(at.name.replica.byte, 0xFF, ID_SIZE);
    enum li_err code;
    while (!(code = entry_before(store, &at, &entry, err))) {
        bool wanted = entry_compare(&entry, position) >= 0;
        if (wanted)
            code = take_out_entry(store, &entry, err);
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
