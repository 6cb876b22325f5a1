/*
 * folder.c: the folder as a carrier: heads, pulling, what it remembers, what devices have.
 */
#include "data/carrier/folder.h"
#include "data/base/memory.h"
#include "data/carrier/folder_files.h"
#include "data/carrier/folder_push.h"
#include "data/carrier/folder_snapshot.h"
#include "data/carrier/told_heads.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* This device's vector is written again after this many seconds even if nothing is new, as a sign
   of life. */
enum { FOLDER_HEARD_AGAIN = 24 * 60 * 60 };
enum { FOLDER_HEADS_MOST = 16 << 20 /* bytes of a vector */ };

static enum li_err folder_open(struct carrier *carrier, struct li_error *err)
{
    assert(carrier && carrier->place && err);
    (void)err;
    carrier->state = li_calloc(1, sizeof(struct folder));
    return LI_OK;
}

static void folder_close(struct carrier *carrier)
{
    if (carrier->state)
        folder_files_clear(carrier->state);
    free(carrier->state);
    carrier->state = NULL;
}

/* --- what the folder has ---------------------------------------------------------------------- */

/* Whether the folder has the entry before the run: as the last of a whole run, or within one.
   Earlier runs come earlier in the list. */
static enum li_err folder_has_before(
    struct carrier *carrier, size_t of, const bool *whole, bool *has, struct li_error *err)
{
    const struct folder_bundle *bundles = ((const struct folder *)carrier->state)->bundles;
    const struct seen_run *run = &bundles[of].run;
    const struct entry_name before = {run->replica, run->first - 1, run->before};
    *has = run->first == 1;
    for (size_t i = of; i-- > 0 && !*has && id_equal(&bundles[i].run.replica, &run->replica);)
        *has = whole[i] && hash_equal(&bundles[i].run.hash, &run->before);
    enum li_err code = LI_OK;
    for (size_t i = of; i-- > 0 && !*has && !code;) {
        const struct seen_run *other = &bundles[i].run;
        if (!id_equal(&other->replica, &run->replica))
            break;
        if (whole[i] && other->last >= run->first)
            code = folder_push_leads(carrier->store, &before, &other->hash, has, err);
    }
    return code;
}

static enum li_err folder_give_heads(
    struct carrier *carrier, carrier_give_head give, void *arg, struct li_error *err)
{
    const struct folder *folder = carrier->state;
    bool *whole = li_calloc(folder->count + 1, sizeof *whole);
    enum li_err code = LI_OK;
    for (size_t i = 0; i < folder->count && !code; i++) {
        const struct folder_bundle *bundle = &folder->bundles[i];
        if (bundle->state != FOLDER_TAKEN || bundle->run.last == 0)
            continue;
        code = folder_has_before(carrier, i, whole, &whole[i], err);
        struct entry_name name = {bundle->run.replica, bundle->run.last, bundle->run.hash};
        if (!code && whole[i])
            code = give(arg, &name, err);
    }
    free(whole);
    return code;
}

static enum li_err folder_heads(
    struct carrier *carrier, carrier_give_head give, void *arg, struct li_error *err)
{
    const struct folder *folder = carrier->state;
    enum li_err code = folder->listed ? LI_OK : folder_files_list(carrier, err);
    return code ? code : folder_give_heads(carrier, give, arg, err);
}

/* --- what devices have ------------------------------------------------------------------------ */

/* *opens: the file is a vector of a device. */
static enum li_err folder_give_told(struct carrier *carrier, const struct keys *keys,
    const struct folder_disk_file *file, carrier_give_told give, void *arg, bool *opens,
    struct li_error *err)
{
    struct bytes bytes = {0};
    struct id device;
    struct heads heads = {0};
    struct li_error ignored;
    enum li_err code = folder_disk_read(carrier->place, file->name, FOLDER_HEADS_MOST, &bytes, err);
    *opens = !code && !told_heads_open(
                          bytes.at, bytes.size, &carrier->team, keys, &device, &heads, &ignored);
    if (*opens)
        code = give(arg, &device, &heads, err);
    heads_clear(&heads);
    free(bytes.at);
    return code == LI_NONE ? LI_OK : code; /* gone meanwhile */
}

/* In one transaction, since each waits for the disk. */
static enum li_err folder_save_told(
    struct carrier *carrier, const struct seen_item *told, size_t count, struct li_error *err)
{
    if (count == 0)
        return LI_OK;
    enum li_err code = transaction_begin(carrier->store, err);
    for (size_t i = 0; i < count && !code; i++)
        code = seen_save(carrier->store, carrier->name, &told[i], err);
    if (!code)
        code = transaction_commit(carrier->store, err);
    transaction_rollback(carrier->store);
    return code;
}

/* The .heads files that changed since they were last seen, in the order of their names. The caller
   frees them. */
static const struct folder_disk_file **folder_new_told(const struct folder *folder, size_t *count)
{
    const struct folder_disk_file **files = li_calloc(folder->list.count + 1, sizeof *files);
    *count = 0;
    for (size_t i = 0; i < folder->list.count; i++) {
        const struct folder_disk_file *file = &folder->list.items[i];
        if (folder_files_has_ending(file->name, ".heads") && !seen_find(&folder->seen, file))
            files[(*count)++] = file;
    }
    return files;
}

static enum li_err folder_told(
    struct carrier *carrier, carrier_give_told give, void *arg, struct li_error *err)
{
    const struct folder *folder = carrier->state;
    struct keys keys;
    struct seen_item told[TOLD_HEADS_MOST];
    size_t count, which[TOLD_HEADS_MOST], known = 0;
    enum li_err code = folder->listed ? LI_OK : folder_files_list(carrier, err);
    const struct folder_disk_file **files = folder_new_told(folder, &count);
    enum li_err loaded = keys_load(carrier->store, &keys, err);
    code = code ? code : loaded;
    size_t chosen = told_heads_choose(count, which);
    for (size_t i = 0; i < chosen && !code; i++) {
        bool opens = false;
        const struct folder_disk_file *file = files[which[i]];
        code = folder_give_told(carrier, &keys, file, give, arg, &opens, err);
        if (opens)
            told[known++] = (struct seen_item){.file = *file, .verdict = SEEN_TAKEN};
    }
    if (!code)
        code = folder_save_told(carrier, told, known, err);
    keys_clear(&keys);
    free(files);
    return code;
}

/* --- pulling ---------------------------------------------------------------------------------- */

static enum li_err folder_give_bundle(struct carrier *carrier, const struct folder_bundle *bundle,
    carrier_give_bundle give, void *arg, struct li_error *err)
{
    struct bytes bytes = {0};
    enum li_err code =
        folder_disk_read(carrier->place, bundle->file.name, BUNDLE_SIZE_MOST, &bytes, err);
    if (!code)
        code = give(arg, bundle->file.name, bytes.at, bytes.size, err);
    else if (code == LI_NONE)
        code = LI_OK; /* gone meanwhile */
    free(bytes.at);
    return code;
}

/* Gives all new files, whatever `have` covers: a header is proven only when its bundle is
   opened. */
static enum li_err folder_pull(struct carrier *carrier, const struct heads *have,
    carrier_give_bundle give, void *arg, struct li_error *err)
{
    (void)have;
    struct folder *folder = carrier->state;
    enum li_err code = folder_files_list(carrier, err);
    for (size_t i = 0; i < folder->count; i++)
        if (folder->bundles[i].state == FOLDER_NEW && folder->bundles[i].run.last > 0)
            carrier->coming += folder->bundles[i].run.last - folder->bundles[i].run.first + 1;
    for (size_t i = 0; i < folder->count && !code; i++)
        if (folder->bundles[i].state == FOLDER_NEW)
            code = folder_give_bundle(carrier, &folder->bundles[i], give, arg, err);
    return code;
}

static enum li_err folder_judged(
    struct carrier *carrier, const char *name, enum carrier_verdict verdict, struct li_error *err)
{
    struct folder_bundle *bundle = folder_files_find(carrier->state, name);
    if (!bundle || verdict == CARRIER_WAITS)
        return LI_OK;
    bool taken = verdict == CARRIER_TAKEN;
    bundle->state = taken ? FOLDER_TAKEN : verdict == CARRIER_BROKEN ? FOLDER_BROKEN : FOLDER_ASIDE;
    if (verdict == CARRIER_BROKEN) /* the next sync looks at it again */
        return LI_OK;
    struct seen_item item = {bundle->file, taken ? SEEN_TAKEN : SEEN_ASIDE, bundle->run};
    return seen_save(carrier->store, carrier->name, &item, err);
}

/* --- what this device has --------------------------------------------------------------------- */

/* Whether the folder already says what this device has, and was told so within a day. */
static enum li_err folder_has_told(struct carrier *carrier, const char *name,
    const struct heads *have, bool *told, struct li_error *err)
{
    struct folder_disk_file file;
    struct bytes bytes = {0};
    struct keys keys = {0};
    struct heads heads = {0};
    struct id device;
    struct li_error ignored;
    *told = false;
    enum li_err code = folder_disk_look(carrier->place, name, &file, err);
    if (code == LI_NONE)
        return LI_OK;
    if (code || file.mtime / 1000000000 + FOLDER_HEARD_AGAIN < time(NULL))
        return code;
    code = keys_load(carrier->store, &keys, err);
    if (!code)
        code = folder_disk_read(carrier->place, name, FOLDER_HEADS_MOST, &bytes, err);
    if (!code &&
        !told_heads_open(bytes.at, bytes.size, &carrier->team, &keys, &device, &heads, &ignored))
        *told = id_equal(&device, &carrier->device) && heads_are_same(&heads, have);
    heads_clear(&heads);
    keys_clear(&keys);
    free(bytes.at);
    return code == LI_NONE ? LI_OK : code;
}

static enum li_err folder_tell(
    struct carrier *carrier, const struct heads *have, struct li_error *err)
{
    char *name = folder_files_name(&carrier->device, ".heads");
    struct bytes bytes = {0};
    bool told;
    enum li_err code = folder_has_told(carrier, name, have, &told, err);
    if (!code && !told)
        code = told_heads_seal(carrier, have, &bytes, err);
    if (!code && !told)
        code = folder_disk_write(carrier->place, name, bytes.at, bytes.size, err);
    free(bytes.at);
    free(name);
    return code;
}

const struct carrier_class folder_class = {
    .name = "folder",
    .open = folder_open,
    .close = folder_close,
    .heads = folder_heads,
    .told = folder_told,
    .pull = folder_pull,
    .judged = folder_judged,
    .push = folder_push,
    .tell = folder_tell,
    .put_snapshot = folder_put_snapshot,
    .get_snapshot = folder_get_snapshot,
};
