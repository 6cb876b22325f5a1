/*
 * seen.c: the table local_seen.
 */
#include "data/carrier/seen.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const seen_verdicts[] = {[SEEN_TAKEN] = "taken", [SEEN_ASIDE] = "aside"};

static void seen_add(struct seen *seen, struct query *query)
{
    if (seen->count == seen->room) {
        seen->room = seen->room ? 2 * seen->room : 64;
        seen->items = li_realloc(seen->items, seen->room, sizeof *seen->items);
    }
    struct seen_item *item = &seen->items[seen->count++];
    *item = (struct seen_item){
        .file = {li_strdup(query_text(query, 0)), query_int(query, 1), query_int(query, 2),
            query_int(query, 3)},
        .verdict = query_int(query, 4) ? SEEN_TAKEN : SEEN_ASIDE,
        .run = {.first = query_int(query, 6), .last = query_int(query, 7)},
    };
    if (!query_id(query, 5, &item->run.replica) || !query_hash(query, 8, &item->run.before) ||
        !query_hash(query, 9, &item->run.hash))
        item->run = (struct seen_run){0};
}

enum li_err seen_load(
    struct store *store, const char *carrier, struct seen *out, struct li_error *err)
{
    assert(store && carrier && out && err);
    *out = (struct seen){0};
    struct query *query = query_new(store,
        "SELECT name, size, mtime, ino, verdict = 'taken', replica, first, last, before, hash "
        "FROM local_seen WHERE carrier = ?1 ORDER BY name",
        err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, carrier);
    int more;
    while ((more = query_step(query, err)) > 0)
        seen_add(out, query);
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

void seen_clear(struct seen *seen)
{
    assert(seen && seen->count <= seen->room);
    for (size_t i = 0; i < seen->count; i++)
        free(seen->items[i].file.name);
    free(seen->items);
    *seen = (struct seen){0};
}

static int seen_compare(const void *name, const void *item)
{
    return strcmp(name, ((const struct seen_item *)item)->file.name);
}

const struct seen_item *seen_find(const struct seen *seen, const struct folder_disk_file *file)
{
    assert(seen && file && file->name);
    const struct seen_item *item =
        seen->count ? bsearch(file->name, seen->items, seen->count, sizeof *item, seen_compare)
                    : NULL;
    bool same = item && item->file.size == file->size && item->file.mtime == file->mtime &&
                item->file.ino == file->ino;
    return same ? item : NULL;
}

enum li_err seen_save(
    struct store *store, const char *carrier, const struct seen_item *item, struct li_error *err)
{
    assert(store && carrier && item && item->file.name && err);
    assert(item->run.last == 0 || (item->run.first > 0 && item->run.first <= item->run.last));
    struct query *query = query_new(store,
        "INSERT OR REPLACE INTO local_seen (carrier, name, size, mtime, ino, at, verdict, replica, "
        "first, last, before, hash) VALUES (?1, ?2, ?3, ?4, ?5, strftime('%Y-%m-%dT%H:%M:%SZ'), "
        "?6, ?7, ?8, ?9, ?10, ?11)",
        err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, carrier);
    query_bind_plain(query, 2, item->file.name);
    query_bind_int(query, 3, item->file.size);
    query_bind_int(query, 4, item->file.mtime);
    query_bind_int(query, 5, item->file.ino);
    query_bind_plain(query, 6, seen_verdicts[item->verdict]);
    if (item->run.last > 0) {
        query_bind_id(query, 7, &item->run.replica);
        query_bind_int(query, 8, item->run.first);
        query_bind_int(query, 9, item->run.last);
        query_bind_hash(query, 10, &item->run.before);
        query_bind_hash(query, 11, &item->run.hash);
    }
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

enum li_err seen_forget(
    struct store *store, const char *carrier, const char *name, struct li_error *err)
{
    assert(store && carrier && name && err);
    struct query *query =
        query_new(store, "DELETE FROM local_seen WHERE carrier = ?1 AND name = ?2", err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, carrier);
    query_bind_plain(query, 2, name);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

enum li_err seen_forget_all(struct store *store, struct li_error *err)
{
    assert(store && err);
    return query_run(store, "DELETE FROM local_seen", err);
}
