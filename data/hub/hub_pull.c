/*
 * hub_pull.c: pulls bundles that are not here yet, chosen by replica and number, never by time of
 * arrival, so that a slow transaction that commits late is not missed.
 *
 * One statement gives all that follows what is here. A branch whose last entry is still missing
 * then forked earlier, and is asked for bundle by bundle.
 */
#include "data/base/memory.h"
#include "data/database/replica.h"
#include "data/hub/hub_array.h"
#include "data/hub/hub_state.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct hub_pull {
    struct carrier *carrier;
    const struct heads *have;
    struct heads given; /* last entries of bundles that were given */
    carrier_give_bundle give;
    void *arg;
    const struct entry_name *branch; /* the one being asked for bundle by bundle */
    struct entry_name *missing;      /* first number and last hash of its bundles */
    size_t missing_count;
};

/* Whether the run that ends with this entry is here, whole: only then its signature is stored.
   Own entries always are. */
static enum li_err hub_pull_is_here(
    struct hub_pull *pull, const struct entry_name *end, bool *here, struct li_error *err)
{
    struct store *store = pull->carrier->store;
    *here = replica_is_own(store, &end->replica) && heads_have(pull->have, &end->hash);
    if (*here)
        return LI_OK;
    struct query *query = query_new(store, "SELECT 1 FROM journal_signature WHERE entry = ?1", err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, &end->hash);
    int step = query_step(query, err);
    query_free(query);
    *here = step > 0;
    return step < 0 ? err->code : LI_OK;
}

/* --- the list of what is here ----------------------------------------------------------------- */

/* The longest complete branch of each replica. The caller frees it by heads_clear. */
static enum li_err hub_pull_longest(struct hub_pull *pull, struct heads *out, struct li_error *err)
{
    const struct heads *have = pull->have;
    struct heads longest = {0};
    enum li_err code = LI_OK;
    for (size_t i = 0; i < have->count && !code; i++) {
        size_t at = 0;
        bool here;
        code = hub_pull_is_here(pull, &have->items[i], &here, err);
        if (code || !here)
            continue;
        while (at < longest.count && !id_equal(&longest.items[at].replica, &have->items[i].replica))
            at++;
        if (at == longest.count)
            heads_add(&longest, &have->items[i]);
        else if (longest.items[at].seq < have->items[i].seq)
            longest.items[at] = have->items[i];
    }
    *out = longest;
    return code;
}

/* --- giving ----------------------------------------------------------------------------------- */

/* Columns of HUB_PULL. */
enum { PULL_REPLICA, PULL_FIRST, PULL_LAST, PULL_HASH, PULL_SEALED };

static enum li_err hub_pull_give(struct hub_pull *pull, const struct entry_name *first,
    int64_t last, const void *sealed, size_t size, struct li_error *err)
{
    struct bundle_header header = {
        .replica = first->replica, .first = first->seq, .last = last, .hash = first->hash};
    char name[BUNDLE_NAME_SIZE];
    bundle_name(&header, name);
    const struct entry_name end = {first->replica, last, first->hash};
    heads_add(&pull->given, &end);
    return pull->give(pull->arg, name, sealed, size, err);
}

static enum li_err hub_pull_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    struct hub_pull *pull = arg;
    struct entry_name first = {.seq = hub_row_int(row, PULL_FIRST)};
    size_t size;
    const void *sealed = hub_row_bytes(row, PULL_SEALED, &size);
    if (!sealed || !hub_row_id(row, PULL_REPLICA, &first.replica) ||
        !hub_row_hash(row, PULL_HASH, &first.hash) || heads_have(&pull->given, &first.hash))
        return LI_OK;
    return hub_pull_give(pull, &first, hub_row_int(row, PULL_LAST), sealed, size, err);
}

/* A hub_work. What was given before a connection broke is not given again. */
static enum li_err hub_pull_new(struct hub_connection *connection, void *arg, struct li_error *err)
{
    struct hub_pull *pull = arg;
    struct heads longest;
    enum li_err code = hub_pull_longest(pull, &longest, err);
    struct bytes replicas = {0}, numbers = {0};
    hub_array_begin(&replicas, HUB_BYTEA, longest.count);
    hub_array_begin(&numbers, HUB_BIGINT, longest.count);
    for (size_t i = 0; i < longest.count; i++) {
        unsigned char room[HUB_INT_SIZE];
        hub_array_add(&replicas, hub_value_id(&longest.items[i].replica));
        hub_array_add(&numbers, hub_value_int(longest.items[i].seq, room));
    }
    const struct hub_value values[] = {hub_value_id(&pull->carrier->team),
        {replicas.at, replicas.size}, {numbers.at, numbers.size}};
    if (!code)
        code = hub_connection_ask(connection, HUB_PULL, values, 3, hub_pull_row, pull, err);
    free(replicas.at);
    free(numbers.at);
    heads_clear(&longest);
    return code;
}

/* --- forks ------------------------------------------------------------------------------------ */

static enum li_err hub_pull_list_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    struct hub_pull *pull = arg;
    struct entry_name bundle = {pull->branch->replica, hub_row_int(row, 0), {{0}}};
    (void)err;
    if (hub_row_hash(row, 1, &bundle.hash) && !heads_have(&pull->given, &bundle.hash)) {
        pull->missing = li_realloc(pull->missing, pull->missing_count + 1, sizeof *pull->missing);
        pull->missing[pull->missing_count++] = bundle;
    }
    return LI_OK;
}

static enum li_err hub_pull_fetch_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    struct hub_pull *pull = arg;
    size_t size;
    const void *sealed = hub_row_bytes(row, 0, &size);
    const struct entry_name *first = &pull->missing[pull->missing_count - 1];
    return sealed ? hub_pull_give(pull, first, first->seq, sealed, size, err) : LI_OK;
}

/* A hub_work: asks for all bundles of the branch's replica that are not here. missing is reversed,
   so that its last item is the next to ask for. */
static enum li_err hub_pull_branch(
    struct hub_connection *connection, void *arg, struct li_error *err)
{
    struct hub_pull *pull = arg;
    struct hub_value values[4] = {
        hub_value_id(&pull->carrier->team), hub_value_id(&pull->branch->replica)};
    pull->missing_count = 0;
    enum li_err code =
        hub_connection_ask(connection, HUB_LIST, values, 2, hub_pull_list_row, pull, err);
    for (size_t i = 0; i < pull->missing_count / 2; i++) {
        struct entry_name swap = pull->missing[i];
        pull->missing[i] = pull->missing[pull->missing_count - 1 - i];
        pull->missing[pull->missing_count - 1 - i] = swap;
    }
    for (; pull->missing_count > 0 && !code; pull->missing_count--) {
        const struct entry_name *bundle = &pull->missing[pull->missing_count - 1];
        unsigned char room[HUB_INT_SIZE];
        bool here;
        values[2] = hub_value_int(bundle->seq, room);
        values[3] = hub_value_hash(&bundle->hash);
        code = hub_pull_is_here(pull, bundle, &here, err);
        if (!code && !here)
            code =
                hub_connection_ask(connection, HUB_FETCH, values, 4, hub_pull_fetch_row, pull, err);
    }
    return code;
}

/* Whether the branch's last entry is neither here nor was given. */
static enum li_err hub_pull_lacks(
    struct hub_pull *pull, const struct entry_name *head, bool *lacks, struct li_error *err)
{
    bool here = heads_have(&pull->given, &head->hash);
    enum li_err code = here ? LI_OK : hub_pull_is_here(pull, head, &here, err);
    *lacks = !here;
    return code;
}

static enum li_err hub_pull_branches(struct hub_pull *pull, struct li_error *err)
{
    const struct hub *hub = pull->carrier->state;
    enum li_err code = LI_OK;
    for (size_t i = 0; i < hub->heads.count && !code; i++) {
        bool lacks;
        pull->branch = &hub->heads.items[i];
        code = hub_pull_lacks(pull, pull->branch, &lacks, err);
        if (!code && lacks)
            code = hub_connection_run(hub->connection, hub_pull_branch, pull, err);
    }
    return code;
}

enum li_err hub_pull(struct carrier *carrier, const struct heads *have, carrier_give_bundle give,
    void *arg, struct li_error *err)
{
    assert(carrier && carrier->state && have && give && err);
    const struct hub *hub = carrier->state;
    struct hub_pull pull = {.carrier = carrier, .have = have, .give = give, .arg = arg};
    bool lacks = false;
    enum li_err code = hub_state_ask(carrier, err);
    for (size_t i = 0; i < hub->heads.count && !lacks && !code; i++)
        code = hub_pull_lacks(&pull, &hub->heads.items[i], &lacks, err);
    if (!code && lacks)
        code = hub_connection_run(hub->connection, hub_pull_new, &pull, err);
    if (!code && lacks)
        code = hub_pull_branches(&pull, err);
    heads_clear(&pull.given);
    free(pull.missing);
    return code;
}
