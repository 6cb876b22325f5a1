/*
 * fuzz_merge.c: an entry from elsewhere is taken in or refused, whatever its changeset; refused, it
 * leaves the tables as they were; taken in, it is known, and the journal checks out.
 *
 * The input's first eight bytes are when it was written.
 */
#include "data/base/memory.h"
#include "data/changeset/sqlite_session.h"
#include "data/check/journal_check.h"
#include "data/database/database_copy.h"
#include "data/database/replica.h"
#include "data/entry/entry_hash.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/take_in.h"
#include <stdlib.h>
#include <string.h>

enum { TIME_SIZE = 8 };

static void say_finding(void *arg, const char *finding)
{
    (void)arg;
    fuzz_broken(finding, __FILE__, __LINE__);
}

static int64_t noon(void *arg)
{
    (void)arg;
    return 1773576000000; /* 2026-03-15T12:00:00Z */
}

/* Records for the entry to meet: their ids end in the number that they are. */
static enum li_err write_records(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    static const char *const statements[] = {
        "INSERT INTO country (id, code, name)"
        " VALUES (x'00000000000000000000000000000001', 'AU', 'Australia')",
        "INSERT INTO region (id, name, country) VALUES (x'00000000000000000000000000000002',"
        " 'Oceania', x'00000000000000000000000000000001')",
        "INSERT INTO area (id, name) VALUES (x'00000000000000000000000000000003', 'Ethics')",
    };
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof statements / sizeof *statements && code == LI_OK; i++)
        code = query_run(store, statements[i], err);
    return code;
}

/* Copied for each input: making it is dear. */
static struct store *fresh_store(void)
{
    static struct store *template;
    struct li_error err = {0};
    struct store *store;
    if (!template) {
        HOLDS(scratch_open(&template, NULL, NULL, &err) == LI_OK);
        store_set_clock(template, noon, NULL);
        HOLDS(journal_write(template, "Start", write_records, NULL, NULL, &err) == LI_OK);
    }
    HOLDS(store_connect_blank(&store, NULL, NULL, &err) == LI_OK);
    HOLDS(database_copy(template, store->db, NULL, NULL, &err) == LI_OK);
    HOLDS(replica_load(store, &err) == LI_OK);
    store_set_clock(store, noon, NULL);
    return store;
}

static char *records(struct store *store)
{
    struct li_error err = {0};
    struct query *query = query_new(store,
        "SELECT group_concat(row, '') FROM ("
        "SELECT quote(id) || quote(code) || quote(name) AS row FROM country"
        " UNION ALL SELECT quote(id) || quote(name) || quote(country) FROM region"
        " UNION ALL SELECT quote(id) || quote(name) FROM area"
        " UNION ALL SELECT count(*) FROM journal_entry)",
        &err);
    HOLDS(query && query_step(query, &err) == 1);
    char *text = li_strdup(query_text(query, 0));
    query_free(query);
    return text;
}

/* Whether it was taken in: then the store is not what it was. */
static bool merges(struct store *store, struct entry *entry)
{
    struct li_error err = {0};
    struct journal_merged merged;
    char *before = records(store);
    enum li_err code = take_in(store, entry, 1, &merged, &err);
    char *after = records(store);
    if (code != LI_OK) {
        fuzz_told(&err);
        HOLDS(strcmp(before, after) == 0);
    } else {
        HOLDS(merged.taken == 1 && strcmp(before, after) != 0);
        HOLDS(take_in(store, entry, 1, &merged, &err) == LI_OK && merged.known == 1);
    }
    if (code == LI_OK)
        HOLDS(journal_check(store, NULL, NULL, say_finding, NULL, NULL, NULL, &err) == LI_OK);
    free(before);
    free(after);
    return code == LI_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char nothing[1];
    if (size < TIME_SIZE)
        return 0;
    struct entry entry = {.sort = ENTRY_RECORDS,
        .name = {.replica = {{7}}, .seq = 1},
        .at = (char *)"2026-03-15T12:00:00Z",
        .schema = 8,
        .author = nothing,
        .label = nothing,
        .last = true,
        .changeset = (void *)(data + TIME_SIZE),
        .changeset_size = size - TIME_SIZE};
    for (int i = 0; i < TIME_SIZE; i++)
        entry.hlc = entry.hlc << 8 | data[i];
    entry.name.hash = entry_hash(&entry); /* whoever forges an entry can hash it */
    static struct store *store;
    store = store ? store : fresh_store();
    if (merges(store, &entry)) {
        store_close(store);
        store = NULL;
    }
    return 0;
}
