/*
 * folder_snapshot.c: putting snapshots into a folder, and finding the newest whole one.
 */
#include "data/carrier/folder_snapshot.h"
#include "data/base/memory.h"
#include "data/carrier/folder_files.h"
#include <assert.h>
#include <stdlib.h>

/* The caller frees it. */
static char *folder_snapshot_name(const struct snapshot_header *header, int64_t part)
{
    char rest[64];
    snprintf(rest, sizeof rest, "-%lld-%lld.snapshot", (long long)part, (long long)header->parts);
    return folder_files_name(&header->snapshot, rest);
}

enum li_err folder_put_snapshot(struct carrier *carrier, const struct snapshot_header *header,
    const void *bytes, size_t size, struct li_error *err)
{
    assert(carrier && header && bytes && err);
    char *name = folder_snapshot_name(header, header->part);
    enum li_err code = folder_disk_write(carrier->place, name, bytes, size, err);
    free(name);
    return code;
}

/* Whether all parts are there; the reader judges their contents. */
static bool folder_snapshot_is_whole(
    const struct carrier *carrier, const struct snapshot_header *header)
{
    struct folder_disk_file file;
    struct li_error ignored;
    bool whole = true;
    for (int64_t part = 0; part < header->parts && whole; part++) {
        char *name = folder_snapshot_name(header, part);
        whole = !folder_disk_look(carrier->place, name, &file, &ignored) && file.size > 0;
        free(name);
    }
    return whole;
}

static enum li_err folder_snapshot_find(struct carrier *carrier,
    const struct folder_disk_list *list, struct snapshot_header *newest, struct li_error *err)
{
    enum li_err code = LI_OK;
    *newest = (struct snapshot_header){.entries = -1};
    for (size_t i = 0; i < list->count && !code; i++) {
        if (!folder_files_has_ending(list->items[i].name, ".snapshot"))
            continue;
        struct bytes start = {0};
        struct snapshot_header header;
        struct li_error ignored;
        code =
            folder_disk_read(carrier->place, list->items[i].name, BUNDLE_HEADER_MOST, &start, err);
        bool reads = !code && !snapshot_header_read(start.at, start.size, &header, &ignored);
        if (reads && header.part == 0 && header.entries > newest->entries &&
            id_equal(&header.team, &carrier->team) && folder_snapshot_is_whole(carrier, &header))
            *newest = header;
        free(start.at);
        code = code == LI_NONE ? LI_OK : code; /* gone meanwhile */
    }
    return code;
}

enum li_err folder_get_snapshot(
    struct carrier *carrier, carrier_give_bundle give, void *arg, struct li_error *err)
{
    assert(carrier && give && err);
    struct folder_disk_list list;
    struct snapshot_header newest = {.entries = -1};
    enum li_err code = folder_disk_list(carrier->place, &list, err);
    if (!code)
        code = folder_snapshot_find(carrier, &list, &newest, err);
    if (!code && newest.entries < 0)
        code = LI_NONE;
    for (int64_t part = 0; !code && part < newest.parts; part++) {
        struct bytes bytes = {0};
        char *name = folder_snapshot_name(&newest, part);
        code = folder_disk_read(carrier->place, name, BUNDLE_SIZE_MOST, &bytes, err);
        if (code == LI_NONE)
            code = li_fail(err, LI_IO, "%s/%s no longer exists.", carrier->place, name);
        if (!code)
            code = give(arg, name, bytes.at, bytes.size, err);
        free(bytes.at);
        free(name);
    }
    folder_disk_list_clear(&list);
    return code;
}
