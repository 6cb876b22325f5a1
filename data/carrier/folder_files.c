/*
 * folder_files.c: lists the files of a folder carrier, and tells which are bundles.
 */
#include "data/carrier/folder_files.h"
#include "data/base/memory.h"
#include "data/carrier/aside.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool folder_files_has_ending(const char *name, const char *ending)
{
    assert(name && ending);
    size_t length = strlen(name), end = strlen(ending);
    return length > end && strcmp(name + length - end, ending) == 0;
}

char *folder_files_name(const struct id *id, const char *rest)
{
    assert(id && rest);
    char digits[2 * ID_SIZE + 1];
    for (int i = 0; i < ID_SIZE; i++)
        snprintf(digits + 2 * i, sizeof digits - (size_t)(2 * i), "%02x", id->byte[i]);
    return li_format("%s%s", digits, rest);
}

struct seen_run folder_files_run(const struct bundle_header *header)
{
    assert(header && header->first > 0 && header->first <= header->last);
    return (struct seen_run){
        header->replica, header->first, header->last, header->before, header->hash};
}

static struct folder_bundle *folder_files_add(struct folder *folder)
{
    if (folder->count == folder->room) {
        folder->room = folder->room ? 2 * folder->room : 64;
        folder->bundles = li_realloc(folder->bundles, folder->room, sizeof *folder->bundles);
    }
    struct folder_bundle *bundle = &folder->bundles[folder->count++];
    *bundle = (struct folder_bundle){0};
    return bundle;
}

/* Reads the header of a file that is new or has changed. With neither a bundle's header nor its
   name it is not a bundle; with only the name it may still be arriving. */
static enum li_err folder_files_read_header(
    struct carrier *carrier, const struct folder_disk_file *file, struct li_error *err)
{
    struct bytes start = {0};
    struct bundle_header header;
    struct li_error ignored;
    enum li_err code =
        folder_disk_read(carrier->place, file->name, BUNDLE_HEADER_MOST, &start, err);
    bool reads = !code && !bundle_header_read(start.at, start.size, &header, &ignored);
    free(start.at);
    if (code == LI_NONE)
        return LI_OK; /* gone meanwhile */
    if (code || (!reads && !strstr(file->name, ".bundle")))
        return code;
    struct folder_bundle *bundle = folder_files_add(carrier->state);
    bundle->file = *file;
    bundle->file.name = li_strdup(file->name);
    if (reads)
        bundle->run = folder_files_run(&header);
    return LI_OK;
}

static enum li_err folder_files_judge(
    struct carrier *carrier, const struct folder_disk_file *file, struct li_error *err)
{
    struct folder *folder = carrier->state;
    if (folder_files_has_ending(file->name, ".heads") ||
        folder_files_has_ending(file->name, ".snapshot"))
        return LI_OK;
    const struct seen_item *item = seen_find(&folder->seen, file);
    if (!item)
        return folder_files_read_header(carrier, file, err);
    struct folder_bundle *bundle = folder_files_add(folder);
    bundle->file = *file;
    bundle->file.name = li_strdup(file->name);
    bundle->state = item->verdict == SEEN_TAKEN ? FOLDER_TAKEN : FOLDER_ASIDE;
    bundle->run = item->run;
    return LI_OK;
}

static int folder_files_compare(const void *a, const void *b)
{
    const struct folder_bundle *one = a, *other = b;
    int order = memcmp(&one->run.replica, &other->run.replica, sizeof one->run.replica);
    if (order == 0)
        order = (one->run.first > other->run.first) - (one->run.first < other->run.first);
    if (order == 0)
        order = (one->run.last > other->run.last) - (one->run.last < other->run.last);
    return order ? order : strcmp(one->file.name, other->file.name);
}

static int folder_files_compare_name(const void *name, const void *file)
{
    return strcmp(name, ((const struct folder_disk_file *)file)->name);
}

static bool folder_files_is_listed(const struct folder *folder, const char *name)
{
    return folder->list.count > 0 && bsearch(name, folder->list.items, folder->list.count,
                                         sizeof *folder->list.items, folder_files_compare_name);
}

/* Forgets what is remembered about files that are gone. */
static enum li_err folder_files_forget_gone(struct carrier *carrier, struct li_error *err)
{
    const struct folder *folder = carrier->state;
    struct aside aside;
    enum li_err code = aside_load(carrier->store, &aside, err);
    for (size_t i = 0; i < aside.count && !code; i++)
        if (strcmp(aside.items[i].carrier, carrier->name) == 0 &&
            !folder_files_is_listed(folder, aside.items[i].name))
            code = aside_forget(carrier->store, carrier->name, aside.items[i].name, err);
    for (size_t i = 0; i < folder->seen.count && !code; i++)
        if (!folder_files_is_listed(folder, folder->seen.items[i].file.name))
            code = seen_forget(carrier->store, carrier->name, folder->seen.items[i].file.name, err);
    aside_clear(&aside);
    return code;
}

enum li_err folder_files_list(struct carrier *carrier, struct li_error *err)
{
    assert(carrier && carrier->store && carrier->name && carrier->place && carrier->state && err);
    struct folder *folder = carrier->state;
    folder_files_clear(folder);
    enum li_err code = seen_load(carrier->store, carrier->name, &folder->seen, err);
    if (!code)
        code = folder_disk_list(carrier->place, &folder->list, err);
    for (size_t i = 0; i < folder->list.count && !code; i++)
        code = folder_files_judge(carrier, &folder->list.items[i], err);
    if (!code)
        code = folder_files_forget_gone(carrier, err);
    if (!code && folder->count > 0)
        qsort(folder->bundles, folder->count, sizeof *folder->bundles, folder_files_compare);
    folder->listed = !code;
    return code;
}

void folder_files_clear(struct folder *folder)
{
    assert(folder && folder->count <= folder->room);
    for (size_t i = 0; i < folder->count; i++)
        free(folder->bundles[i].file.name);
    free(folder->bundles);
    seen_clear(&folder->seen);
    folder_disk_list_clear(&folder->list);
    *folder = (struct folder){0};
}

struct folder_bundle *folder_files_find(const struct folder *folder, const char *name)
{
    assert(folder && folder->listed && name);
    for (size_t i = 0; i < folder->count; i++)
        if (strcmp(folder->bundles[i].file.name, name) == 0)
            return &folder->bundles[i];
    return NULL;
}

enum li_err folder_files_wrote(struct carrier *carrier, const char *name,
    const struct bundle_header *header, struct li_error *err)
{
    assert(carrier && carrier->state && name && header && err);
    struct folder *folder = carrier->state;
    struct folder_disk_file file;
    enum li_err code = folder_disk_look(carrier->place, name, &file, err);
    if (code) /* gone already: the next sync will notice */
        return code == LI_NONE ? LI_OK : code;
    struct folder_bundle *bundle = folder_files_find(folder, name);
    if (!bundle) {
        bundle = folder_files_add(folder);
        bundle->file.name = li_strdup(name);
    }
    file.name = bundle->file.name;
    bundle->file = file;
    bundle->state = FOLDER_TAKEN;
    bundle->run = folder_files_run(header);
    struct seen_item item = {bundle->file, SEEN_TAKEN, bundle->run};
    return seen_save(carrier->store, carrier->name, &item, err);
}

enum li_err folder_files_is_same(
    struct carrier *carrier, const struct folder_bundle *bundle, bool *same, struct li_error *err)
{
    assert(carrier && bundle && bundle->file.name && same && err);
    struct folder_disk_file now;
    *same = false;
    enum li_err code = folder_disk_look(carrier->place, bundle->file.name, &now, err);
    if (code)
        return code == LI_NONE ? LI_OK : code;
    *same = now.size == bundle->file.size && now.mtime == bundle->file.mtime &&
            now.ino == bundle->file.ino;
    return LI_OK;
}
