/*
 * apply.c: putting one entry into the tables, and taking it out again.
 *
 * Every replica resolves conflicts alike, so that the same entries in the same order make the same
 * tables: the later entry wins, field by field; what has nothing to stand on is left out; what
 * would break a reference is left out whole.
 */
#include "journal_internal.h"
#include "memory.h"
#include "session.h"
#include <stdlib.h>
#include <string.h>

static int apply_wants_table(void *arg, const char *table)
{
    (void)arg;
    return store_replicates(table);
}

/* Conflicts. */

static struct conflict *applied_conflict(
    struct applied *applied, const char *table, const struct id *id, int column, const char *why)
{
    if (applied->conflict_count == applied->conflict_room) {
        applied->conflict_room = applied->conflict_room ? 2 * applied->conflict_room : 8;
        applied->conflicts =
            li_realloc(applied->conflicts, applied->conflict_room, sizeof *applied->conflicts);
    }
    struct conflict *conflict = &applied->conflicts[applied->conflict_count++];
    *conflict =
        (struct conflict){.table = li_strdup(table), .id = *id, .column = column, .why = why};
    return conflict;
}

static char *apply_text(sqlite3_value *value)
{
    char room[VALUE_TEXT_SIZE];
    return value ? li_strdup(value_text(value, room)) : NULL;
}

/* The record stands, but not as the writer saw it: each value that is about to be overruled. */
static void apply_note_overruled(
    struct applied *applied, sqlite3_changeset_iter *iter, const char *why)
{
    const char *table;
    int count, operation;
    struct id id = {{0}};
    sqlite3changeset_op(iter, &table, &count, &operation, NULL);
    changeset_key(iter, &id);
    for (int i = 0; i < count; i++) {
        sqlite3_value *old = NULL, *new = NULL, *now = NULL;
        if (operation != SQLITE_INSERT)
            sqlite3changeset_old(iter, i, &old);
        if (operation != SQLITE_DELETE)
            sqlite3changeset_new(iter, i, &new);
        sqlite3changeset_conflict(iter, i, &now);
        if (!now || (operation != SQLITE_DELETE && !new) || (old && value_equal(old, now)) ||
            (new &&value_equal(new, now)))
            continue;
        struct conflict *conflict = applied_conflict(applied, table, &id, i, why);
        conflict->lost = apply_text(now);
        conflict->kept = apply_text(new);
    }
}

/* The change itself is left out: each value it would have set. */
static void apply_note_left_out(
    struct applied *applied, sqlite3_changeset_iter *iter, const char *why)
{
    const char *table;
    int count, operation;
    struct id id = {{0}};
    sqlite3changeset_op(iter, &table, &count, &operation, NULL);
    if (operation == SQLITE_DELETE)
        return; /* removed twice: nobody lost anything */
    changeset_key(iter, &id);
    for (int i = 0; i < count; i++) {
        sqlite3_value *new = NULL;
        sqlite3changeset_new(iter, i, &new);
        if (new &&sqlite3_value_type(new) != SQLITE_NULL)
            applied_conflict(applied, table, &id, i, why)->lost = apply_text(new);
    }
}

static int apply_resolve(void *arg, int conflict, sqlite3_changeset_iter *iter)
{
    struct applied *applied = arg;
    switch (conflict) {
    case SQLITE_CHANGESET_DATA:
        apply_note_overruled(applied, iter, "changed");
        return SQLITE_CHANGESET_REPLACE;
    case SQLITE_CHANGESET_CONFLICT:
        apply_note_overruled(applied, iter, "exists");
        return SQLITE_CHANGESET_REPLACE;
    case SQLITE_CHANGESET_NOTFOUND:
        apply_note_left_out(applied, iter, "missing");
        return SQLITE_CHANGESET_OMIT;
    case SQLITE_CHANGESET_CONSTRAINT:
        apply_note_left_out(applied, iter, "rule");
        return SQLITE_CHANGESET_OMIT;
    default: applied->state = ENTRY_REJECTED; return SQLITE_CHANGESET_ABORT;
    }
}

static void applied_drop_conflicts(struct applied *applied)
{
    for (size_t i = 0; i < applied->conflict_count; i++) {
        free(applied->conflicts[i].table);
        free(applied->conflicts[i].lost);
        free(applied->conflicts[i].kept);
    }
    applied->conflict_count = 0;
}

void applied_free(struct applied *applied)
{
    applied_drop_conflicts(applied);
    free(applied->conflicts);
    sqlite3_free(applied->effect);
    *applied = (struct applied){0};
}

/* Rejected whole: what it met on the way does not count, each record it names does. */
static void applied_note_rejected(struct applied *applied, const void *changeset, size_t size)
{
    const char *table;
    int count, operation;
    struct id id = {{0}};
    sqlite3_changeset_iter *iter = NULL;
    applied_drop_conflicts(applied);
    int rc = sqlite3changeset_start(&iter, (int)size, (void *)changeset);
    if (rc == SQLITE_OK)
        rc = sqlite3changeset_next(iter);
    for (; rc == SQLITE_ROW; rc = sqlite3changeset_next(iter)) {
        sqlite3changeset_op(iter, &table, &count, &operation, NULL);
        changeset_key(iter, &id);
        applied_conflict(applied, table, &id, -1, "reference");
    }
    if (rc == SQLITE_NOMEM)
        li_out_of_memory();
    sqlite3changeset_finalize(iter);
}

/* The changeset put in, with what it meets told in *out. */
static int apply_meeting(
    struct store *store, const void *changeset, size_t size, int flags, struct applied *out)
{
    *out = (struct applied){.state = ENTRY_APPLIED};
    int rc = sqlite3changeset_apply_v2(store->db, (int)size, (void *)changeset, apply_wants_table,
        apply_resolve, out, NULL, NULL, flags);
    if (out->state != ENTRY_REJECTED || (rc & 0xFF) != SQLITE_CONSTRAINT)
        return rc;
    applied_note_rejected(out, changeset, size);
    return SQLITE_OK;
}

enum li_err apply_changeset(struct store *store, const void *changeset, size_t size,
    struct applied *out, struct li_error *err)
{
    *out = (struct applied){.state = ENTRY_APPLIED};
    sqlite3_session *session = journal_session(store, err);
    if (!session)
        return err->code;
    int effect_size = 0;
    int rc = apply_meeting(store, changeset, size, 0, out);
    if (rc == SQLITE_OK && out->state == ENTRY_APPLIED)
        rc = sqlite3session_changeset(session, &effect_size, &out->effect);
    sqlite3session_delete(session);
    out->effect_size = (size_t)effect_size;
    return rc == SQLITE_OK ? LI_OK : store_fail(store, rc, "Applying a journal entry", err);
}

enum li_err apply_again(struct store *store, const void *changeset, size_t size, bool sure,
    enum entry_state *state, struct li_error *err)
{
    struct applied applied;
    int flags = sure ? SQLITE_CHANGESETAPPLY_NOSAVEPOINT : 0;
    int rc = apply_meeting(store, changeset, size, flags, &applied);
    *state = applied.state;
    applied_free(&applied);
    return rc == SQLITE_OK ? LI_OK : store_fail(store, rc, "Applying a journal entry", err);
}

static enum li_err conflict_add(struct store *store, const struct conflict *conflict,
    const struct entry_name *name, struct li_error *err)
{
    struct query *query = store_kept(store, SQL_CONFLICT_ADD, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &name->replica);
    query_bind_int(query, 2, name->seq);
    query_bind_text(query, 3, conflict->table);
    query_bind_id(query, 4, &conflict->id);
    query_bind_int(query, 5, conflict->column); /* -1 is no column: null */
    query_bind_text(query, 6, conflict->why);
    query_bind_text(query, 7, conflict->lost);
    query_bind_text(query, 8, conflict->kept);
    return query_finish(query, err);
}

enum li_err applied_keep_conflicts(struct store *store, const struct applied *applied,
    const struct entry_name *name, struct li_error *err)
{
    struct query *query = store_kept(store, SQL_CONFLICT_DROP, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &name->replica);
    query_bind_int(query, 2, name->seq);
    enum li_err code = query_finish(query, err);
    for (size_t i = 0; i < applied->conflict_count && code == LI_OK; i++)
        code = conflict_add(store, &applied->conflicts[i], name, err);
    return code;
}

/* Taking out. */

static int apply_surprise(void *arg, int conflict, sqlite3_changeset_iter *iter)
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
    int rc = sqlite3changeset_apply_v2(store->db, (int)size, (void *)changeset, apply_wants_table,
        apply_surprise, &surprised, NULL, NULL, SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
    *fits = rc == SQLITE_OK;
    return *fits || surprised ? LI_OK : store_fail(store, rc, "Applying a journal entry", err);
}

enum li_err apply_inverse(struct store *store, const struct entry *entry, void **inverse,
    size_t *inverse_size, struct li_error *err)
{
    int size = 0;
    int rc = sqlite3changeset_invert((int)entry->effect_size, entry->effect, &size, inverse);
    *inverse_size = (size_t)size;
    return rc == SQLITE_OK ? LI_OK : store_fail(store, rc, "Taking back a journal entry", err);
}

/* Takes an entry's effect out of the tables again, exactly. */
static enum li_err apply_back(struct store *store, const struct entry *entry, struct li_error *err)
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
        "The records are not what entry %s left: nothing was changed; `liaise check` says more.",
        name);
    free(name);
    return LI_CORRUPT;
}

enum li_err apply_back_to(struct store *store, uint64_t hlc, const struct id *replica,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err)
{
    struct entry end = {.hlc = hlc, .name.replica = *replica}, entry;
    uint64_t at = INT64_MAX;
    struct id by;
    memset(by.byte, 0xFF, ID_SIZE);
    enum li_err code;
    while ((code = entry_before(store, at, &by, &entry, err)) == LI_OK) {
        bool wanted = entry_compare(&entry, &end) > 0;
        if (wanted)
            code = apply_back(store, &entry, err);
        if (wanted && code == LI_OK && visit && !visit(arg, &entry))
            code = li_fail(err, LI_INTERRUPTED, "Stopped; nothing was changed.");
        at = entry.hlc;
        by = entry.name.replica;
        entry_free(&entry);
        if (!wanted || code != LI_OK)
            return code;
    }
    return code == LI_NONE ? LI_OK : code;
}
