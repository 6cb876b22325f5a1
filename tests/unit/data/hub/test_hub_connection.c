/*
 * test_hub_connection.c: what a hub refuses is said so that a person can do something, and what may
 * pass is tried again.
 */
#include "data/base/memory.h"
#include "data/hub/hub_connection.h"
#include "tests/support/check.h"
#include "tests/unit/data/hub/fake_hub.h"
#include <string.h>

enum { TRIES = 6, ALWAYS = 1000 };
#define HUB_TEST(test) cmocka_unit_test_setup(test, fake_hub_set_up)

static const char address[] = "postgresql://ann:secret@hub/team";

/* Counts what it was given. */
static enum li_err count_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    (void)row, (void)err;
    ++*(int *)arg;
    return LI_OK;
}

/* A hub_work. */
static enum li_err ask_heads(struct hub_connection *connection, void *arg, struct li_error *err)
{
    const struct hub_value team = {"0123456789abcdef", ID_SIZE};
    return hub_connection_ask(connection, HUB_HEADS, &team, 1, count_row, arg, err);
}

static enum li_err run(hub_work work, void *arg, struct li_error *err)
{
    struct hub_connection *connection = hub_connection_new(address, err);
    enum li_err code = connection ? hub_connection_run(connection, work, arg, err) : err->code;
    hub_connection_free(connection);
    return code;
}

static void test_what_is_said(void **state)
{
    static const struct {
        enum fake_hub_fault fault;
        const char *state, *why;
        enum li_err code;
        int tries; /* connections made */
        const char *said;
    } cases[] = {
        {FAKE_HUB_NOT_INSTALLED, NULL, NULL, LI_REFUSED, 0, "libpq5"},
        {FAKE_HUB_ADDRESS, NULL, NULL, LI_REFUSED, 0,
            "can't be read; use postgresql://LOGIN@HOST/DATABASE and, after a ?, only settings of "
            "PostgreSQL."},
        {FAKE_HUB_PASSWORD, NULL, NULL, LI_REFUSED, 1,
            " asks for a password; put it into ~/.pgpass, as HOST:PORT:DATABASE:LOGIN:PASSWORD."},
        {FAKE_HUB_UNREACHABLE, NULL, "no route to host\nand more", LI_IO, TRIES,
            " can't be reached: no route to host."},
        {FAKE_HUB_SEND, NULL, "connection reset", LI_IO, TRIES, "reached: connection reset."},
        {FAKE_HUB_FLUSH, NULL, "broken pipe", LI_IO, TRIES, "reached: broken pipe."},
        {FAKE_HUB_FLUSH_WAIT, NULL, NULL, LI_IO, TRIES, "reached: it did not answer in time."},
        {FAKE_HUB_RESULT_WAIT, NULL, NULL, LI_IO, TRIES, "reached: it did not answer in time."},
        {FAKE_HUB_RESULT, NULL, "closed", LI_IO, TRIES, "can't be reached: closed."},
        {FAKE_HUB_RESULT, "40001", "serialize", LI_IO, TRIES, " is busy; sync again later."},
        {FAKE_HUB_RESULT, "57P03", "starting", LI_IO, TRIES, "is shutting down or starting"},
        {FAKE_HUB_RESULT, "25006", "read-only", LI_IO, TRIES, " is read-only now"},
        {FAKE_HUB_RESULT, "53100", "disk full", LI_IO, 1, "is short of memory, disk"},
        {FAKE_HUB_RESULT, "42P01", "no relation", LI_REFUSED, 1, "has no tables for this login"},
        {FAKE_HUB_RESULT, "42501", "permission", LI_REFUSED, 1, " refuses this login"},
        {FAKE_HUB_RESULT, "22000", "odd data\nDETAIL: no", LI_REFUSED, 1, " refused: odd data."},
        {FAKE_HUB_RESULT, "22000", NULL, LI_REFUSED, 1, " refused: 22000."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct li_error err = {0};
        int rows = 0;
        fake_hub = (struct fake_hub){.fault = cases[i].fault,
            .faults = ALWAYS,
            .state = cases[i].state,
            .why = cases[i].why};
        assert_int_equal(run(ask_heads, &rows, &err), cases[i].code);
        if (!strstr(err.message, cases[i].said) || strstr(err.message, "secret"))
            fail_msg("\"%s\" does not say \"%s\"", err.message, cases[i].said);
        assert_int_equal(fake_hub.connects, cases[i].tries);
        assert_int_equal(rows, 0);
    }
}

/* Each pause is twice as long as the one before it. */
static void test_tries_again(void **state)
{
    static const enum fake_hub_fault faults[] = {FAKE_HUB_UNREACHABLE, FAKE_HUB_SEND,
        FAKE_HUB_FLUSH, FAKE_HUB_FLUSH_WAIT, FAKE_HUB_RESULT_WAIT, FAKE_HUB_RESULT};
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct li_error err = {0};
        int rows = 0;
        fake_hub = (struct fake_hub){.fault = faults[i], .faults = 2};
        fake_hub_answer(HUB_HEADS)->count = 3;
        assert_int_equal(run(ask_heads, &rows, &err), LI_OK);
        assert_int_equal(rows, 3);
        assert_int_equal(fake_hub.connects, 3);
        assert_int_equal(fake_hub.paused, 100 + 200);
    }
}

/* --- rows ------------------------------------------------------------------------------------- */

/* What a hub gives is not trusted: a number, an id or a hash has its size, or is none. */
static enum li_err look_at_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    struct id id;
    struct hash hash;
    int *count = arg;
    (void)err;
    bool good = ++*count == 1;
    assert_int_equal(hub_row_id(row, 0, &id), good);
    assert_int_equal(hub_row_hash(row, 1, &hash), good);
    assert_int_equal(hub_row_int(row, 2), good ? 0x0102030405060708 : 0);
    return LI_OK;
}

static enum li_err ask_rows(struct hub_connection *connection, void *arg, struct li_error *err)
{
    return hub_connection_ask(connection, HUB_LIST, NULL, 0, look_at_row, arg, err);
}

static void test_rows(void **state)
{
    static const char bytes[] = "\1\2\3\4\5\6\7\10and more, which is as long as a hash";
    struct li_error err = {0};
    int count = 0;
    (void)state;
    struct fake_hub_answer *answer = fake_hub_answer(HUB_LIST);
    answer->count = 3;
    const struct hub_value good[] = {{bytes, ID_SIZE}, {bytes, HASH_SIZE}, {bytes, 8}};
    const struct hub_value small[] = {{bytes, ID_SIZE - 1}, {bytes, HASH_SIZE + 1}, {bytes, 4}};
    memcpy(answer->rows[0], good, sizeof good);
    memcpy(answer->rows[1], small, sizeof small); /* the third is all NULL */
    assert_int_equal(run(ask_rows, &count, &err), LI_OK);
    assert_int_equal(count, 3);
}

/* --- tables ----------------------------------------------------------------------------------- */

static enum li_err make(struct hub_connection *connection, void *arg, struct li_error *err)
{
    return hub_connection_make(connection, "ALTER TABLE x ENABLE ROW LEVEL SECURITY", arg, err);
}

/* A statement that an engine does not have is no failure where that is asked. */
static void test_unknown_statement(void **state)
{
    static const struct {
        const char *state;
        bool unknown;
        enum li_err code;
    } cases[] = {{"0A000", true, LI_OK}, {"42601", true, LI_OK}, {"42501", false, LI_REFUSED}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct li_error err = {0};
        bool unknown = false;
        fake_hub = (struct fake_hub){
            .fault = FAKE_HUB_RESULT, .faults = ALWAYS, .state = cases[i].state, .why = "no"};
        assert_int_equal(run(make, &unknown, &err), cases[i].code);
        assert_int_equal(unknown, cases[i].unknown);
        assert_int_equal(run(make, NULL, &err), LI_REFUSED);
        assert_int_equal(fake_hub.connects, 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HUB_TEST(test_what_is_said),
        HUB_TEST(test_tries_again),
        HUB_TEST(test_rows),
        HUB_TEST(test_unknown_statement),
    };
    return cmocka_run_group_tests_name("connection to a hub", tests, NULL, NULL);
}
