/*
 * sync_snapshot.c: decides whether a snapshot is due, and puts it.
 */
#include "data/sync/sync_snapshot.h"
#include "data/store/query.h"
#include "data/sync/carriers.h"
#include "data/team/team_save.h"
#include <assert.h>

enum { SYNC_SNAPSHOT_BEHIND = 20000 };

/* The newest snapshot on a carrier. entries -1: there is none. */
struct sync_snapshot_newest {
    int64_t entries;
    struct id key;
};

/* A carrier_give_bundle that looks at the first part and asks for no more. */
static enum li_err sync_snapshot_look(
    void *arg, const char *name, const void *bytes, size_t size, struct li_error *err)
{
    struct sync_snapshot_newest *newest = arg;
    struct snapshot_header header;
    struct li_error ignored;
    (void)name;
    if (!snapshot_header_read(bytes, size, &header, &ignored))
        *newest = (struct sync_snapshot_newest){header.entries, header.key};
    return li_fail(err, LI_INTERRUPTED, "One part is enough.");
}

static enum li_err sync_snapshot_ask(
    struct carrier *carrier, struct sync_snapshot_newest *newest, struct li_error *err)
{
    *newest = (struct sync_snapshot_newest){.entries = -1};
    enum li_err code = carrier->class->get_snapshot(carrier, sync_snapshot_look, newest, err);
    return code == LI_NONE || code == LI_INTERRUPTED ? LI_OK : code;
}

/* A snapshot_give. */
static enum li_err sync_snapshot_give(void *arg, const struct snapshot_header *header,
    const void *bytes, size_t size, struct li_error *err)
{
    struct carrier *carrier = arg;
    return carrier->class->put_snapshot(carrier, header, bytes, size, err);
}

static enum li_err sync_snapshot_put(
    struct sync_work *work, struct carrier *carrier, struct li_error *err)
{
    int64_t entries = 0;
    enum li_err code = query_count(work->store, "journal_entry", &entries, err);
    if (!code)
        code = snapshot_write(work->store, sync_snapshot_give, carrier, work->options->progress,
            work->options->progress_arg, err);
    return code ? code : carriers_save_snapshot(work->store, carrier->name, entries, err);
}

static enum li_err sync_snapshot_is_behind(
    struct store *store, int64_t snapshot, bool *behind, struct li_error *err)
{
    int64_t entries = 0;
    enum li_err code = query_count(store, "journal_entry", &entries, err);
    *behind = !code && entries - snapshot >= SYNC_SNAPSHOT_BEHIND;
    return code;
}

/* Whether a snapshot must be put. */
static enum li_err sync_snapshot_is_due(
    struct sync_work *work, struct carrier *carrier, bool *due, struct li_error *err)
{
    const struct team *team = &work->team;
    struct sync_snapshot_newest newest;
    *due = false;
    enum li_err code = sync_snapshot_ask(carrier, &newest, err);
    if (code)
        return code;
    bool opens =
        newest.entries >= 0 &&
        (team->key_count == 0 || id_equal(&newest.key, &team->keys[team->key_count - 1].id));
    if (work->options->snapshot)
        *due = !opens;
    else if (newest.entries >= 0)
        code = sync_snapshot_is_behind(work->store, newest.entries, due, err);
    return code || newest.entries < 0 || *due
               ? code
               : carriers_save_snapshot(work->store, carrier->name, newest.entries, err);
}

/* Whether the last known snapshot may be behind. There are no more entries than the last row's
   number. To count them, which is exact, would read a large index in each sync. */
static enum li_err sync_snapshot_may_be_due(
    struct sync_work *work, const struct carrier *carrier, bool *may, struct li_error *err)
{
    int64_t last = 0, known = -1;
    enum li_err code =
        query_number(work->store, "SELECT max(rowid) FROM journal_entry", &last, err);
    if (!code)
        code = carriers_snapshot(work->store, carrier->name, &known, err);
    *may = work->options->snapshot || last - known >= SYNC_SNAPSHOT_BEHIND;
    return code;
}

enum li_err sync_snapshot(struct sync_work *work, struct carrier *carrier, struct li_error *err)
{
    assert(work && carrier && carrier->class->put_snapshot && carrier->class->get_snapshot && err);
    bool due = false, may;
    const struct team_device *own = team_own(&work->team, work->store);
    enum li_err code = sync_snapshot_may_be_due(work, carrier, &may, err);
    if (!code && may && own && own->role == ACT_ROLE_ADMIN)
        code = sync_snapshot_is_due(work, carrier, &due, err);
    if (!code && due)
        code = sync_snapshot_put(work, carrier, err);
    return code == LI_NONE ? LI_OK : code;
}
