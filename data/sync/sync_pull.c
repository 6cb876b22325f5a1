/*
 * sync_pull.c: pulling from one carrier.
 *
 * It works in rounds: a bundle may need a key, a founding act or entries that another bundle of the
 * same carrier brings, so waiting ones are asked for again as long as a round brought something.
 */
#include "data/sync/sync_pull.h"
#include "data/base/memory.h"
#include "data/branch/arriving.h"
#include "data/bundle/bundle_header.h"
#include "data/bundle/bundle_write.h"
#include "data/carrier/aside.h"
#include "data/merge/journal_merge.h"
#include "data/store/transaction.h"
#include "data/team/team_keys.h"
#include "data/team/team_save.h"
#include <assert.h>
#include <stdlib.h>

enum { SYNC_PULL_ROUNDS = 10 };

/* A bundle that was given, and whether it was taken. */
struct sync_pull_bundle {
    char *name;
    enum li_err code; /* LI_OK: its entries were added */
    char *why;        /* NULL for LI_OK */
    struct bundle_header header;
};

/* One round. */
struct sync_pull {
    struct sync_work *work;
    struct carrier *carrier;
    struct keys keys;
    struct journal_merge *merge;
    struct sync_pull_bundle *bundles;
    size_t count, room;
    int64_t entries; /* given so far */
    bool came;       /* entries or keys: what waits may be read now */
    bool acts_came;  /* among them acts of the team, or keys */
    bool waits, began;
};

static struct sync_pull_bundle *sync_pull_add(struct sync_pull *pull, const char *name)
{
    if (pull->count == pull->room) {
        pull->room = pull->room ? 2 * pull->room : 16;
        pull->bundles = li_realloc(pull->bundles, pull->room, sizeof *pull->bundles);
    }
    struct sync_pull_bundle *bundle = &pull->bundles[pull->count++];
    *bundle = (struct sync_pull_bundle){.name = li_strdup(name)};
    return bundle;
}

/* --- judging ---------------------------------------------------------------------------------- */

/* A replica signs for itself. Entries from before a database was shared have no key; the founder
   signs for its own. */
static enum li_err sync_pull_judge_signer(
    struct sync_pull *pull, const struct bundle_header *header, struct li_error *why)
{
    struct signature_public signer;
    if (bundle_is_own_signed(header))
        return LI_OK;
    if (!team_signer(&pull->work->team, &header->replica, &signer))
        return li_fail(why, LI_NONE,
            "It isn't known yet who wrote it: the founder of the team has not vouched for it.");
    if (!signature_public_equal(&signer, &header->signer))
        return li_fail(why, LI_CORRUPT, "Its signature is not by the device that wrote it.");
    return LI_OK;
}

/* An entry that follows missing ones can't be merged, but a key in it may open those. */
static enum li_err sync_pull_take_keys(
    struct sync_pull *pull, const struct entry *entry, struct li_error *err)
{
    bool took = false;
    enum li_err code = team_keys_take_early(pull->work->store, entry, &took, err);
    pull->came = pull->came || took;
    pull->acts_came = pull->acts_came || took;
    return code;
}

/* entries: how many more were given. */
static bool sync_pull_goes_on(struct sync_pull *pull, size_t entries)
{
    const struct sync_options *options = pull->work->options;
    int64_t coming = pull->carrier->coming, given = pull->entries += (int64_t)entries;
    return !options->progress ||
           options->progress(options->progress_arg, given, coming > given ? coming : given, given);
}

/* Skips the entries that are here already: a run that has grown begins with entries that were taken
   before. After the first one that is not here, none is. Returns how many were skipped. */
static size_t sync_pull_skip_here(struct sync_pull *pull, struct bundle *bundle)
{
    struct store *store = pull->work->store;
    struct entry here;
    struct li_error unused;
    bool began;
    size_t first = 0, end;
    const struct hash *hashes = bundle_hashes(bundle, &end);
    transaction_begin_read(store, &began, &unused);
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (!entry_position_find(store, &hashes[middle], &here, &unused))
            first = middle + 1;
        else
            end = middle;
    }
    transaction_end_read(store, began);
    bundle_skip(bundle, first);
    return first;
}

/* Adds the bundle's entries to the merge. *judgment: whether the bundle can be taken. A returned
   error ends the pull. */
static enum li_err sync_pull_merge(struct sync_pull *pull, struct bundle *bundle,
    enum li_err *judgment, struct li_error *why, struct li_error *err)
{
    struct entry entry;
    enum li_err code = pull->began ? LI_OK : arriving_begin(pull->work->store, err);
    pull->began = !code;
    *judgment = LI_OK;
    size_t given = code ? 0 : sync_pull_skip_here(pull, bundle);
    while (!code && bundle_next(bundle, &entry)) {
        if (!sync_pull_goes_on(pull, given + 1))
            return li_fail(err, LI_INTERRUPTED, "Stopped; what came before stays.");
        given = 0;
        if (!*judgment)
            *judgment = journal_merge_add(pull->merge, &entry, why);
        if (*judgment && *judgment != LI_REFUSED && *judgment != LI_CORRUPT) {
            *err = *why;
            return err->code;
        }
        if (*judgment)
            code = sync_pull_take_keys(pull, &entry, err);
    }
    return code;
}

/* A carrier_give_bundle. */
static enum li_err sync_pull_give(
    void *arg, const char *name, const void *bytes, size_t size, struct li_error *err)
{
    struct sync_pull *pull = arg;
    struct sync_pull_bundle *given = sync_pull_add(pull, name);
    struct li_error why = {0};
    enum li_err code = LI_OK;
    struct bundle *bundle = bundle_open(bytes, size, &pull->carrier->team, &pull->keys, &why);
    given->code = bundle ? LI_OK : why.code;
    if (bundle) {
        given->header = *bundle_header_of(bundle);
        given->code = sync_pull_judge_signer(pull, &given->header, &why);
    }
    if (!given->code)
        code = sync_pull_merge(pull, bundle, &given->code, &why, err);
    if (given->code)
        given->why = li_strdup(why.message);
    pull->waits = pull->waits || given->code;
    bundle_close(bundle);
    return code;
}

/* --- results ---------------------------------------------------------------------------------- */

static enum li_err sync_pull_save_taken(
    struct sync_pull *pull, const struct sync_pull_bundle *bundle, struct li_error *err)
{
    struct carrier *carrier = pull->carrier;
    enum li_err code = bundle_keep_signature(pull->work->store, &bundle->header, err);
    if (!code)
        code = aside_forget(pull->work->store, carrier->name, bundle->name, err);
    if (!code && carrier->class->judged)
        code = carrier->class->judged(carrier, bundle->name, CARRIER_TAKEN, err);
    return code;
}

static void sync_pull_say_aside(struct sync_pull *pull, const struct sync_pull_bundle *bundle)
{
    sync_work_say(pull->work, true,
        li_format("%s: %s was set aside: %s", pull->carrier->name, bundle->name, bundle->why));
    pull->work->result->aside++;
}

/* Where files can arrive in parts, or where earlier entries may still come, a person is told only
   after a day. */
static enum li_err sync_pull_save_waiting(
    struct sync_pull *pull, const struct sync_pull_bundle *bundle, struct li_error *err)
{
    struct carrier *carrier = pull->carrier;
    bool tell, old;
    int patience = carrier->class->judged || bundle->code != LI_CORRUPT ? ASIDE_PATIENCE : 0;
    enum li_err code = aside_note(
        pull->work->store, carrier->name, bundle->name, bundle->why, patience, &tell, &old, err);
    if (!code && tell)
        sync_pull_say_aside(pull, bundle);
    enum carrier_verdict verdict = bundle->code != LI_CORRUPT ? CARRIER_WAITS
                                   : old                      ? CARRIER_ASIDE
                                                              : CARRIER_BROKEN;
    if (!code && carrier->class->judged)
        code = carrier->class->judged(carrier, bundle->name, verdict, err);
    return code;
}

static enum li_err sync_pull_save_all(struct sync_pull *pull, bool remember, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < pull->count && !code; i++) {
        const struct sync_pull_bundle *bundle = &pull->bundles[i];
        if (!bundle->code)
            code = sync_pull_save_taken(pull, bundle, err);
        else if (remember)
            code = sync_pull_save_waiting(pull, bundle, err);
    }
    return code;
}

static enum li_err sync_pull_save(struct sync_pull *pull, bool remember, struct li_error *err)
{
    if (pull->count == 0)
        return LI_OK;
    struct store *store = pull->work->store;
    enum li_err code = transaction_begin(store, err);
    if (!code)
        code = sync_pull_save_all(pull, remember, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code;
}

/* --- rounds ----------------------------------------------------------------------------------- */

static void sync_pull_clear(struct sync_pull *pull)
{
    for (size_t i = 0; i < pull->count; i++) {
        free(pull->bundles[i].name);
        free(pull->bundles[i].why);
    }
    free(pull->bundles);
    keys_clear(&pull->keys);
    journal_merge_free(pull->merge);
}

static enum li_err sync_pull_round(struct sync_pull *pull, struct li_error *err)
{
    struct store *store = pull->work->store;
    struct heads have = {0};
    struct li_error later = {0};
    enum li_err code = keys_load(store, &pull->keys, err);
    if (!code)
        code = heads_load(store, &have, err);
    if (!code && !(pull->merge = journal_merge_new(store, err)))
        code = err->code;
    if (!code) {
        journal_merge_set_judge(pull->merge, team_save_standing);
        pull->carrier->coming = 0;
        code = pull->carrier->class->pull(pull->carrier, &have, sync_pull_give, pull, err);
        struct journal_merged merged = {0};
        enum li_err ended = journal_merge_end(pull->merge, &merged, code ? &later : err);
        pull->work->result->came += merged.taken;
        pull->work->result->conflicts += merged.conflicts;
        pull->came = pull->came || merged.taken > 0;
        pull->acts_came = pull->acts_came || merged.acts > 0;
        code = code ? code : ended;
    }
    heads_clear(&have);
    return code;
}

enum li_err sync_pull(
    struct sync_work *work, struct carrier *carrier, bool remember, struct li_error *err)
{
    assert(work && carrier && carrier->class && err);
    enum li_err code = LI_OK;
    bool again = true;
    for (int round = 0; again && !code && round < SYNC_PULL_ROUNDS; round++) {
        struct sync_pull pull = {.work = work, .carrier = carrier};
        code = sync_pull_round(&pull, err);
        again = pull.waits && pull.came && round + 1 < SYNC_PULL_ROUNDS;
        if (!code)
            code = sync_pull_save(&pull, remember, err);
        if (!code && pull.came && (pull.acts_came || sync_work_may_change_team(work)))
            code = sync_work_update_team(work, err);
        if (!code && pull.began)
            code = arriving_end(work->store, err);
        for (size_t i = 0; !code && !again && !remember && i < pull.count; i++)
            if (pull.bundles[i].code)
                sync_pull_say_aside(&pull, &pull.bundles[i]);
        sync_pull_clear(&pull);
    }
    return code;
}
