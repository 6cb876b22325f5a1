/*
 * sync_work.c: collects a sync's messages, and updates the team.
 */
#include "data/sync/sync_work.h"
#include "data/base/memory.h"
#include "data/carrier/seen.h"
#include "data/team/team_owed.h"
#include "data/team/team_save.h"
#include <assert.h>
#include <string.h>

void sync_work_say(struct sync_work *work, bool failed, char *text)
{
    assert(work && text);
    struct sync_result *result = work->result;
    result->said = li_realloc(result->said, result->said_count + 1, sizeof *result->said);
    result->said[result->said_count++] = (struct sync_sentence){.text = text, .failed = failed};
}

/* Whether a key has changed or is gone: someone had given a false one. */
static bool sync_work_lost_key(const struct keys *before, const struct keys *after)
{
    for (size_t i = 0; i < before->count; i++) {
        const struct keys_item *item = &before->items[i];
        const struct seal_key *key = keys_find(after, &item->id);
        if (!key || memcmp(key->byte, item->key.byte, sizeof key->byte) != 0)
            return true;
    }
    return false;
}

/* Bundles that were sealed under a false key can't be read: all files are looked at again, and
   what others can't read is pushed once more. */
static enum li_err sync_work_doubt_seen(
    struct store *store, const struct keys *before, struct li_error *err)
{
    struct keys after;
    enum li_err code = keys_load(store, &after, err);
    if (!code && sync_work_lost_key(before, &after))
        code = seen_forget_all(store, err);
    keys_clear(&after);
    return code;
}

enum li_err sync_work_update_team(struct sync_work *work, struct li_error *err)
{
    assert(work && err);
    struct keys before;
    bool unused;
    sync_work_clear(work);
    enum li_err code = keys_load(work->store, &before, err);
    if (!code)
        code = team_save_judge(work->store, &work->team, &unused, err);
    if (!code)
        code = sync_work_doubt_seen(work->store, &before, err);
    keys_clear(&before);
    if (!code)
        code = team_owed_write(work->store, &work->team, err);
    work->own = *store_replica(work->store);
    return code;
}

bool sync_work_may_change_team(const struct sync_work *work)
{
    assert(work);
    bool may = work->team.device_count == 0 || !id_equal(&work->own, store_replica(work->store));
    for (size_t i = 0; i < work->team.device_count && !may; i++)
        may = work->team.devices[i].change_count > 0;
    return may;
}

void sync_work_clear(struct sync_work *work)
{
    assert(work);
    team_clear(&work->team);
}
