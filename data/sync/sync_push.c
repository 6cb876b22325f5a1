/*
 * sync_push.c: pushing to one carrier.
 */
#include "data/sync/sync_push.h"
#include "data/base/memory.h"
#include "data/bundle/bundle_runs.h"
#include "data/bundle/bundle_write.h"
#include "data/carrier/told_heads.h"
#include "data/store/transaction.h"
#include "data/team/team_keys.h"
#include <assert.h>
#include <stdlib.h>

/* --- what the carrier has --------------------------------------------------------------------- */

struct sync_push_answer {
    struct told_heads *told;
    size_t count, room;
};

/* A carrier_give_head. */
static enum li_err sync_push_give(void *arg, const struct entry_name *head, struct li_error *err)
{
    (void)err;
    heads_add(arg, head);
    return LI_OK;
}

/* A carrier_give_told. */
static enum li_err sync_push_give_told(
    void *arg, const struct id *device, struct heads *heads, struct li_error *err)
{
    struct sync_push_answer *answer = arg;
    (void)err;
    if (answer->count == answer->room) {
        answer->room = answer->room ? 2 * answer->room : 64;
        answer->told = li_realloc(answer->told, answer->room, sizeof *answer->told);
    }
    answer->told[answer->count++] = (struct told_heads){*device, *heads};
    *heads = (struct heads){0};
    return LI_OK;
}

static enum li_err sync_push_save_told(
    struct store *store, struct sync_push_answer *answer, struct li_error *err)
{
    if (answer->count == 0)
        return LI_OK;
    enum li_err code = transaction_begin(store, err);
    if (!code)
        code = told_heads_save(store, answer->told, answer->count, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code;
}

static void sync_push_answer_clear(struct sync_push_answer *answer)
{
    for (size_t i = 0; i < answer->count; i++)
        heads_clear(&answer->told[i].heads);
    free(answer->told);
}

enum li_err sync_push_ask(
    struct sync_work *work, struct carrier *carrier, struct heads *there, struct li_error *err)
{
    assert(work && carrier && there && err);
    *there = (struct heads){0};
    struct sync_push_answer answer = {0};
    const struct carrier_class *class = carrier->class;
    enum li_err code = class->heads ? class->heads(carrier, sync_push_give, there, err) : LI_OK;
    if (!code && class->told)
        code = class->told(carrier, sync_push_give_told, &answer, err);
    if (!code)
        code = sync_push_save_told(work->store, &answer, err);
    sync_push_answer_clear(&answer);
    return code;
}

/* --- pushing ---------------------------------------------------------------------------------- */

static enum li_err sync_push_run(struct sync_work *work, struct carrier *carrier,
    const struct bundle_run *run, const struct keys *keys, size_t *went, struct li_error *err)
{
    struct bytes bytes = {0};
    struct bundle_header header;
    enum li_err code = bundle_write(work->store, run, keys, &header, &bytes, err);
    if (!code)
        code = carrier->class->push(carrier, &header, bytes.at, bytes.size, err);
    if (!code)
        *went += (size_t)(header.last - header.first + 1);
    free(bytes.at);
    return code;
}

static enum li_err sync_push_branch(struct sync_work *work, struct carrier *carrier,
    const struct keys *keys, const struct entry_name *tip, const struct heads *there, size_t *went,
    struct li_error *err)
{
    struct bundle_runs runs = {0};
    enum li_err code = bundle_runs_load(work->store, &work->team, tip, there, &runs, err);
    for (size_t i = 0; i < runs.count && !code; i++)
        code = sync_push_run(work, carrier, &runs.items[i], keys, went, err);
    bundle_runs_clear(&runs);
    return code;
}

/* Pushes each branch that the carrier does not have whole. */
static enum li_err sync_push_branches(struct sync_work *work, struct carrier *carrier,
    const struct keys *keys, const struct heads *have, const struct heads *there, size_t *went,
    struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < have->count && !code; i++)
        if (!heads_have(there, &have->items[i].hash))
            code = sync_push_branch(work, carrier, keys, &have->items[i], there, went, err);
    return code;
}

static enum li_err sync_push_tell(struct sync_work *work, struct carrier *carrier,
    const struct keys *keys, const struct heads *have, struct li_error *err)
{
    const struct keys_item *key = team_keys_to_seal(&work->team, keys);
    carrier->key = key ? key->id : (struct id){{0}};
    return carrier->class->tell ? carrier->class->tell(carrier, have, err) : LI_OK;
}

enum li_err sync_push(struct sync_work *work, struct carrier *carrier, const struct heads *there,
    size_t *went, struct li_error *err)
{
    assert(work && carrier && there && went && err);
    struct heads have;
    struct keys keys = {0};
    *went = 0;
    enum li_err code = heads_load(work->store, &have, err);
    if (!code)
        code = keys_load(work->store, &keys, err);
    if (!code)
        code = sync_push_branches(work, carrier, &keys, &have, there, went, err);
    if (!code)
        code = sync_push_tell(work, carrier, &keys, &have, err);
    keys_clear(&keys);
    heads_clear(&have);
    return code;
}
