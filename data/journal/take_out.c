/*
 * take_take_out.c: taking what an entry did out of the tables again, exactly.
 *
 * Here SQLite applies the changeset: the tables are just what the entry left, or something is
 * wrong.
 */
#include "data/journal/journal_internal.h"
#include "data/store/session.h"
#include <stdlib.h>
#include <string.h>

static int take_out_table(void *arg, const char *table)
{
    (void)arg;
    return store_replicates(table);
}

static int take_out_surprise(void *arg, int conflict, sqlite3_changeset_iter *iter)
{
    (void)conflict;
    (void)iter;
    *(bool *)arg = true;
    return SQLITE_CHANGESET_ABORT;
}

/* Without a savepoint: it keeps every page an entry touches, and each statement walks over those to
   end its own. */
enum li_err apply_exactly(
    struct store *store, const void *changeset, size_t size, bool *fits, struct li_error *err)
{
    bool surprised = false;
    int rc = sqlite3changeset_apply_v2(store->db, (int)size, (void *)changeset, take_out_table,
        take_out_surprise, &surprised, NULL, NULL, SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
    *fits = rc == SQLITE_OK;
    return *fits || surprised ? LI_OK : store_error(store, rc, "Applying a journal entry", err);
}

enum li_err apply_inverse(struct store *store, const struct entry *entry, void **inverse,
    size_t *inverse_size, struct li_error *err)
{
    int size = 0;
    int rc = sqlite3changeset_invert((int)entry->effect_size, entry->effect, &size, inverse);
    *inverse_size = (size_t)size;
    return rc == SQLITE_OK ? LI_OK : store_error(store, rc, "Undoing a journal entry", err);
}

/* Takes an entry's effect out of the tables again, exactly. */
static enum li_err take_take_out(
    struct store *store, const struct entry *entry, struct li_error *err)
{
    if (entry->effect_size == 0)
        return LI_OK;
    size_t size = 0;
    void *inverse = NULL;
    bool fits = true;
    enum li_err code = apply_inverse(store, entry, &inverse, &size, err);
    if (code == LI_OK)
        code = apply_exactly(store, inverse, size, &fits, err);
    sqlite3_free(inverse);
    if (code != LI_OK || fits)
        return code;
    char *name = journal_name_text(store, &entry->name);
    li_fail(err, LI_CORRUPT,
        "The records do not match what entry %s left; nothing was changed. Run `liaise check` for "
        "details.",
        name);
    free(name);
    return LI_CORRUPT;
}

enum li_err apply_back_to(struct store *store, const struct entry *position,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err)
{
    struct entry at = {.hlc = INT64_MAX}, entry;
    memset(at.name.replica.byte, 0xFF, ID_SIZE);
    enum li_err code;
    while ((code = entry_before(store, &at, &entry, err)) == LI_OK) {
        bool wanted = entry_compare(&entry, position) >= 0;
        if (wanted)
            code = take_take_out(store, &entry, err);
        if (wanted && code == LI_OK && visit && !visit(arg, &entry))
            code = li_fail(err, LI_INTERRUPTED, "Stopped; nothing was changed.");
        at.hlc = entry.hlc;
        at.name = entry.name;
        entry_free(&entry);
        if (!wanted || code != LI_OK)
            return code;
    }
    return code == LI_NONE ? LI_OK : code;
}
