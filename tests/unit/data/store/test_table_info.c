/*
 * test_table_info.c: what the schema says of columns.
 */
#include "data/journal/scratch.h"
#include "data/store/table_info.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_checked(void **state)
{
    static const struct {
        const char *table, *column;
        bool checked;
    } columns[] = {
        {"affiliate", "id", true},
        {"affiliate", "name", true},
        {"affiliate", "status", true}, /* NOT NULL alone */
        {"affiliate", "parent", true}, /* of two columns, id and this one */
        {"affiliate", "region", false},
        {"affiliate", "city", false},
        {"affiliate", "archived_on", false},
        {"affiliate", "cadence", false}, /* added by a migration */
        {"assignment", "primary", true}, /* quoted */
        {"progress", "confidence", true},
        {"progress", "note", false},
    };
    struct li_error err = {0};
    struct store *store;
    (void)state;
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const struct table_info *info = table_info_find(store, columns[i].table, &err);
        size_t at = 0;
        assert_non_null(info);
        while (at < info->count && strcmp(info->columns[at].name, columns[i].column) != 0)
            at++;
        if (at == info->count || info->columns[at].checked != columns[i].checked)
            fail_msg("%s.%s", columns[i].table, columns[i].column);
    }
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_checked)};
    return cmocka_run_group_tests_name("table_info", tests, NULL, NULL);
}
