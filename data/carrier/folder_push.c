/*
 * folder_push.c: decides where a bundle goes in a folder.
 *
 * A long run becomes a file of its own. A short one becomes the tail, or is joined with it; if they
 * are long together, they become a file of their own, and the short one is the tail as well. The
 * tail in the folder is replaced only if it was seen here and its entries lead to the new ones:
 *
 *  1. the new bundle contains it, or
 *  2. it is first stored under another name as well, alone or joined.
 *
 * A tail that can't be read is replaced by the replica it belongs to: the new bundle contains its
 * entries, because the folder lacks them. The same holds for a copy of that replica's database.
 *
 * Otherwise, as for a branch of a copied database, the run becomes a file of its own, however short
 * it is.
 */
#include "data/carrier/folder_push.h"
#include "data/base/memory.h"
#include "data/branch/chain.h"
#include "data/bundle/bundle_write.h"
#include "data/carrier/folder_files.h"
#include "data/store/query.h"
#include "data/team/keys.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A bundle to put into the folder. */
struct folder_push {
    struct carrier *carrier;
    const struct bundle_header *header;
    const void *bytes;
    size_t size;
    int64_t long_size; /* sealed bytes from which a run is long */
};

enum li_err folder_push_leads(struct store *store, const struct entry_name *entry,
    const struct hash *to, bool *leads, struct li_error *err)
{
    assert(store && entry && to && leads && err);
    *leads = false;
    struct chain *chain = chain_new(store, err);
    if (!chain)
        return err->code;
    *leads = chain_leads(chain, entry, to);
    enum li_err code = chain_failed(chain, err);
    chain_free(chain);
    return code;
}

/* --- sizes ------------------------------------------------------------------------------------ */

static int64_t folder_push_long_size(const struct folder *folder, const struct id *replica)
{
    int64_t size = 0;
    for (size_t i = 0; i < folder->count; i++)
        if (folder->bundles[i].state == FOLDER_TAKEN &&
            id_equal(&folder->bundles[i].run.replica, replica))
            size += folder->bundles[i].file.size;
    size /= FOLDER_RUN_SHARE;
    return size < FOLDER_RUN_LEAST  ? FOLDER_RUN_LEAST
           : size > FOLDER_RUN_SIZE ? FOLDER_RUN_SIZE
                                    : size;
}

static bool folder_push_is_long(const struct folder_push *push, const struct bundle_header *header)
{
    return (int64_t)header->sealed_size >= push->long_size ||
           header->plain_size >= FOLDER_RUN_PLAIN;
}

/* --- files ------------------------------------------------------------------------------------ */

static enum li_err folder_push_write(struct carrier *carrier, const char *name,
    const struct bundle_header *header, const void *bytes, size_t size, struct li_error *err)
{
    enum li_err code = folder_disk_write(carrier->place, name, bytes, size, err);
    return code ? code : folder_files_wrote(carrier, name, header, err);
}

/* Under the name that says which run it is. */
static enum li_err folder_push_write_run(struct carrier *carrier,
    const struct bundle_header *header, const void *bytes, size_t size, struct li_error *err)
{
    char name[BUNDLE_NAME_SIZE];
    bundle_name(header, name);
    return folder_push_write(carrier, name, header, bytes, size, err);
}

static enum li_err folder_push_as_file(const struct folder_push *push, struct li_error *err)
{
    return folder_push_write_run(push->carrier, push->header, push->bytes, push->size, err);
}

static enum li_err folder_push_as_tail(
    const struct folder_push *push, const char *tail, struct li_error *err)
{
    return folder_push_write(push->carrier, tail, push->header, push->bytes, push->size, err);
}

/* --- the tail in the folder ------------------------------------------------------------------- */

/* Stores the tail under its own name as well, unless it is there already. */
static enum li_err folder_push_seal_tail(struct carrier *carrier,
    const struct bundle_header *header, const struct bytes *bytes, struct li_error *err)
{
    char name[BUNDLE_NAME_SIZE];
    bundle_name(header, name);
    const struct folder_bundle *there = folder_files_find(carrier->state, name);
    if (there && there->state == FOLDER_TAKEN)
        return LI_OK;
    return folder_push_write_run(carrier, header, bytes->at, bytes->size, err);
}

/* Makes one bundle of the tail and the run that follows it. */
static enum li_err folder_push_join(const struct folder_push *push,
    const struct bundle_header *tail, struct bundle_header *header, struct bytes *out,
    struct li_error *err)
{
    struct keys keys;
    const struct bundle_run joined = {.team = push->header->team,
        .replica = push->header->replica,
        .key = push->header->key,
        .signer = push->header->signer,
        .first = tail->first,
        .last = push->header->last,
        .before = tail->before,
        .hash = push->header->hash};
    enum li_err code = keys_load(push->carrier->store, &keys, err);
    if (!code)
        code = bundle_write(push->carrier->store, &joined, &keys, header, out, err);
    keys_clear(&keys);
    return code;
}

static bool folder_push_fits(const struct folder_push *push, const struct bundle_header *tail)
{
    return hash_equal(&tail->hash, &push->header->before) &&
           id_equal(&tail->key, &push->header->key) &&
           signature_public_equal(&tail->signer, &push->header->signer) &&
           tail->sealed_size + push->header->sealed_size <= FOLDER_RUN_SIZE &&
           tail->plain_size + push->header->plain_size <= FOLDER_RUN_PLAIN;
}

static enum li_err folder_push_replace(const struct folder_push *push, const char *name,
    const struct bundle_header *tail, const struct bytes *bytes, struct li_error *err)
{
    if (tail->first >= push->header->first) /* the new one contains it */
        return folder_push_as_tail(push, name, err);
    if (!folder_push_fits(push, tail)) {
        enum li_err code = folder_push_seal_tail(push->carrier, tail, bytes, err);
        return code ? code : folder_push_as_tail(push, name, err);
    }
    struct bundle_header header;
    struct bytes joined = {0};
    enum li_err code = folder_push_join(push, tail, &header, &joined, err);
    bool is_long = !code && folder_push_is_long(push, &header);
    if (is_long)
        code = folder_push_write_run(push->carrier, &header, joined.at, joined.size, err);
    else if (!code)
        code = folder_push_write(push->carrier, name, &header, joined.at, joined.size, err);
    free(joined.at);
    return code || !is_long ? code : folder_push_as_tail(push, name, err);
}

/* Reads the tail in the folder. *follows: it is the one seen here, and its entries lead to the new
   ones. */
static enum li_err folder_push_look(const struct folder_push *push,
    const struct folder_bundle *tail, struct bundle_header *header, struct bytes *bytes,
    bool *follows, struct li_error *err)
{
    struct carrier *carrier = push->carrier;
    struct li_error ignored;
    *follows = false;
    if (tail->state != FOLDER_TAKEN)
        return LI_OK;
    bool same;
    enum li_err code = folder_files_is_same(carrier, tail, &same, err);
    if (!code && same)
        code = folder_disk_read(carrier->place, tail->file.name, BUNDLE_SIZE_MOST, bytes, err);
    if (code || !same)
        return code == LI_NONE ? LI_OK : code;
    if (bundle_header_read(bytes->at, bytes->size, header, &ignored) ||
        !hash_equal(&header->hash, &tail->run.hash))
        return LI_OK; /* it was replaced just now */
    const struct entry_name last = {header->replica, header->last, header->hash};
    return folder_push_leads(carrier->store, &last, &push->header->hash, follows, err);
}

/* Whether the tail in the folder is this device's own, and can't be read. */
static enum li_err folder_push_mends(const struct folder_push *push,
    const struct folder_bundle *tail, bool *mends, struct li_error *err)
{
    bool broken = tail->state == FOLDER_BROKEN || tail->state == FOLDER_ASIDE;
    *mends = false;
    if (!broken || !id_equal(&push->header->replica, &push->carrier->device))
        return LI_OK;
    return folder_files_is_same(push->carrier, tail, mends, err);
}

enum li_err folder_push(struct carrier *carrier, const struct bundle_header *header,
    const void *bytes, size_t size, struct li_error *err)
{
    assert(carrier && carrier->state && header && bytes && size > 0 && err);
    const struct folder_push push = {
        carrier, header, bytes, size, folder_push_long_size(carrier->state, &header->replica)};
    if (folder_push_is_long(&push, header))
        return folder_push_as_file(&push, err);
    char *name = folder_files_name(&header->replica, "-tail.bundle");
    const struct folder_bundle *there = folder_files_find(carrier->state, name);
    struct folder_disk_file file;
    struct bundle_header tail;
    struct bytes old = {0};
    bool follows = false, mends = false;
    enum li_err code = there ? folder_push_look(&push, there, &tail, &old, &follows, err)
                             : folder_disk_look(carrier->place, name, &file, err);
    if (there && !code && !follows)
        code = folder_push_mends(&push, there, &mends, err);
    if (follows)
        code = folder_push_replace(&push, name, &tail, &old, err);
    else if (mends || (!there && code == LI_NONE))
        code = folder_push_as_tail(&push, name, err);
    else if (!code)
        code = folder_push_as_file(&push, err);
    free(old.at);
    free(name);
    return code;
}
