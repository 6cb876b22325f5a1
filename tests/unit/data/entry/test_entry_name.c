/*
 * test_entry_name.c: entries told apart by as few digits as do, and the times they are dated by.
 */
#include "data/base/memory.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_name.h"
#include "data/store/store_state.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include <stdlib.h>
#include <string.h>

static void parse_expect(
    struct ledger *ledger, const char *text, enum li_err wanted, const char *said)
{
    struct entry_name name;
    assert_int_equal(entry_name_parse(ledger->store, text, &name, &ledger->err), wanted);
    if (!strstr(ledger->err.message, said))
        fail_msg("\"%s\" does not say \"%s\"", ledger->err.message, said);
}

/* Databases whose names end alike are named by more digits, and fewer are refused. */
static void test_replicas_that_end_alike(void **state)
{
    struct ledger *ledger = *state;
    struct id own, one, other, area = id_new();
    struct entry_name name;
    assert_true(id_parse("01900000-0000-7000-8000-00000000abcd", &own));
    assert_true(id_parse("01900000-0000-7000-8000-00000001abcd", &one));
    assert_true(id_parse("01900000-0000-7000-8000-00000002abcd", &other));
    ledger->store->replica = one;
    struct entry_name first = ledger_write(ledger, "One", ledger_add_area, &area, NULL);
    ledger->store->replica = other;
    area = id_new();
    ledger_write(ledger, "Other", ledger_add_area, &area, NULL);
    ledger->store->replica = own;
    char *text = entry_name_text(ledger->store, &first);
    assert_string_equal(text, "1abcd-1");
    assert_int_equal(entry_name_parse(ledger->store, text, &name, &ledger->err), LI_OK);
    assert_true(entry_name_equal(&name, &first));
    free(text);
    parse_expect(ledger, "abcd-1", LI_SEVERAL, "2 databases match abcd; give more digits.");
    parse_expect(ledger, "9999-1", LI_NONE, "No entry here is from database 9999.");
    parse_expect(ledger, "1abcd-2", LI_NONE, "There is no entry 1abcd-2.");
    parse_expect(ledger, "bcd-1", LI_USAGE, "is not an entry");
}

/* A time past the calendar is the calendar's last; one that is none was said by a clock that was
   off. */
static void test_instants(void **state)
{
    char text[ENTRY_CLOCK_INSTANT_SIZE];
    (void)state;
    entry_clock_instant(UINT64_MAX, text);
    assert_string_equal(text, "9999-12-31T23:59:59Z");
    struct entry entry = {.at = "sometime", .hlc = (uint64_t)ledger_noon << 16};
    assert_true(entry_clock_was_off(&entry));
    entry.at = "2026-03-15T12:00:00Z";
    assert_false(entry_clock_was_off(&entry));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_replicas_that_end_alike),
        cmocka_unit_test(test_instants),
    };
    return cmocka_run_group_tests_name("entry names", tests, NULL, NULL);
}
