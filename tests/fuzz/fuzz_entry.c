/*
 * fuzz_entry.c: an entry is read, told of and checked, whatever stands in its row: bytes that
 * nobody packed, a changeset of anything. What cannot be read is said to be damaged.
 *
 * The input's first byte says which columns its rest is put into.
 */
#include "core/function/sql_functions.h"
#include "core/history/history.h"
#include "data/base/memory.h"
#include "data/base/packer.h"
#include "data/check/journal_check.h"
#include "data/entry/entry_name.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <string.h>

static void count_finding(void *arg, const char *finding)
{
    HOLDS(finding && *finding);
    ++*(int *)arg;
}

static bool visit_entry(void *arg, const struct history_entry *entry)
{
    (void)arg;
    HOLDS(entry->name && entry->at && entry->by && entry->label);
    return true;
}

static bool visit_raw(void *arg, const struct entry *entry)
{
    (void)arg;
    char *name = entry_name_text(fuzz_office()->store, &entry->name);
    HOLDS(*name);
    free(name);
    return true;
}

static void put(struct store *store, const char *column, const uint8_t *data, size_t size)
{
    struct li_error err = {0};
    char *sql = li_format("UPDATE journal_entry SET \"%s\" = ?1 WHERE rowid ="
                          " (SELECT max(rowid) FROM journal_entry)",
        column);
    store->gate = GATE_OPEN;
    struct query *query = query_new(store, sql, &err);
    HOLDS(query);
    query_bind_blob(query, 1, size ? (const void *)data : "", size);
    (void)query_finish(query, &err); /* a CHECK of the table may refuse it */
    query_free(query);
    store->gate = GATE_SHUT;
    free(sql);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const columns[] = {
        "changeset", "effect", "label", "at", "reverts", "before"};
    struct li_error err = {0};
    struct history_options wish = {.limit = 5};
    const struct entry_scan scan = {.newest_first = true};
    int findings = 0;
    if (size < 1)
        return 0;
    fuzz_office_renew();
    struct context *context = fuzz_office();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (data[0] >> i & 1)
            put(context->store, columns[i], data + 1, size - 1);
    if (entry_scan(context->store, &scan, visit_raw, NULL, &err) != LI_OK)
        fuzz_told(&err);
    if (history_scan(context, &wish, visit_entry, NULL, &err) != LI_OK)
        fuzz_told(&err);
    enum li_err code = journal_check(
        context->store, sql_functions_add, context, count_finding, &findings, NULL, NULL, &err);
    if (code != LI_OK)
        fuzz_told(&err);
    return 0;
}
