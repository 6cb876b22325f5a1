/*
 * test_entry_statement.c: no statement of the journal looks through all entries, or sorts them.
 */
#include "data/base/memory.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include "tests/support/ledger.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Those that are asked for all of a kind. */
static bool may_scan(int which)
{
    return which == ENTRY_SQL_MISJUDGED || which == ENTRY_SQL_CONFLICT_COUNT;
}

static void assert_finds(struct ledger *ledger, const char *sql)
{
    char *explain = li_format("EXPLAIN QUERY PLAN %s", sql);
    struct query *query = query_new(ledger->store, explain, &ledger->err);
    assert_non_null(query);
    while (query_step(query, &ledger->err) > 0) {
        const char *plan = query_text(query, 3);
        bool scans = strstr(plan, "SCAN journal_") && !strstr(plan, " USING ");
        if (scans || strstr(plan, "TEMP B-TREE"))
            fail_msg("%s: %s", plan, sql);
    }
    query_free(query);
    free(explain);
}

static void test_statements_find(void **state)
{
    struct ledger *ledger = *state;
    for (int which = 0; which < ENTRY_SQL_COUNT; which++) {
        const char *sql = entry_statement_text((enum entry_sql)which);
        assert_non_null(sql);
        if (!may_scan(which) && (strncmp(sql, "SELECT", 6) == 0 || strncmp(sql, "WITH", 4) == 0))
            assert_finds(ledger, sql);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_statements_find),
    };
    return cmocka_run_group_tests_name("entry statement", tests, NULL, NULL);
}
