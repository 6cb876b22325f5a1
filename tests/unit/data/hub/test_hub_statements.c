/*
 * test_hub_statements.c: no statement says a word that one of the engines lacks (doc/hub.md).
 */
#include "data/base/memory.h"
#include "data/hub/hub_statements.h"
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Sequences, procedures, locks and messages, which distributed engines lack or do differently; and
   whatever would tie a row to the order in which transactions end. */
static const char *const lacking[] = {"serial", "bigserial", "smallserial", "sequence", "nextval",
    "currval", "lastval", "setval", "identity", "listen", "notify", "unlisten", "pg_notify",
    "pg_advisory_lock", "pg_advisory_xact_lock", "pg_try_advisory_lock", "trigger", "procedure",
    "function", "do", "call", "lock", "share", "skip", "savepoint", "temp", "temporary", "unlogged",
    "inherits", "exclude", "cursor", "declare", "fetch", "copy", "xmin", "ctid", "oid",
    "txid_current", "pg_current_xact_id", "returning", "merge", "domain", "extension", "rule"};

/* The next word, in lower case; false: there is no more. What is between quotes is none. */
static bool next_word(const char **at, char out[64])
{
    size_t size = 0;
    while (**at && !isalpha((unsigned char)**at) && **at != '_') {
        if (**at == '\'')
            *at = strchr(*at + 1, '\'');
        assert_non_null(*at);
        ++*at;
    }
    for (; isalnum((unsigned char)**at) || **at == '_'; ++*at) {
        assert_in_range(size, 0, 62);
        out[size++] = (char)tolower((unsigned char)**at);
    }
    out[size] = '\0';
    return size > 0;
}

static const char *lacks(const char *word)
{
    for (size_t i = 0; i < sizeof lacking / sizeof *lacking; i++)
        if (strcmp(word, lacking[i]) == 0)
            return lacking[i];
    return NULL;
}

/* "do" belongs to ON CONFLICT DO NOTHING, and "update" never follows FOR. NULL: it is portable. */
static const char *is_not_portable(const char *statement)
{
    static char word[64];
    char before[64] = "";
    for (const char *at = statement; next_word(&at, word); strcpy(before, word)) {
        bool conflict = strcmp(word, "do") == 0 && strcmp(before, "conflict") == 0;
        if (!conflict && lacks(word))
            return word;
        if (strcmp(before, "for") == 0 && (strcmp(word, "update") == 0 || strcmp(word, "no") == 0))
            return "for update";
    }
    return NULL;
}

static void assert_portable(const char *statement)
{
    const char *word = is_not_portable(statement);
    if (word)
        fail_msg("\"%s\" in: %s", word, statement);
}

static void test_what_is_sent_is_portable(void **state)
{
    (void)state;
    for (int i = 0; i < HUB_STATEMENT_COUNT; i++)
        assert_portable(hub_statement_sql((enum hub_statement)i));
}

static void test_tables_are_portable(void **state)
{
    (void)state;
    for (size_t i = 0; hub_statements_tables[i]; i++) {
        assert_portable(hub_statements_tables[i]);
        assert_null(strstr(hub_statements_tables[i], "CHECK"));
    }
}

/* A policy compares columns, and asks no other table. */
static void test_policies_are_portable(void **state)
{
    (void)state;
    for (size_t i = 0; hub_statements_policies[i]; i++) {
        assert_portable(hub_statements_policies[i]);
        const char *condition = strchr(hub_statements_policies[i], '(');
        assert_null(condition ? strstr(condition, "SELECT") : NULL);
    }
}

static void test_what_is_not_portable_is_found(void **state)
{
    static const char *const wrong[] = {"SELECT nextval('times')", "LISTEN changes",
        "SELECT * FROM liaise_head FOR UPDATE", "CREATE TABLE t (id bigserial PRIMARY KEY)",
        "DO $$ BEGIN END $$", "INSERT INTO t VALUES (1) RETURNING x"};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_non_null(is_not_portable(wrong[i]));
    assert_null(is_not_portable("SELECT 'nextval' FROM t"));
}

static void test_script_has_all(void **state)
{
    char *script = hub_statements_script();
    (void)state;
    for (size_t i = 0; hub_statements_tables[i]; i++)
        assert_non_null(strstr(script, hub_statements_tables[i]));
    for (size_t i = 0; hub_statements_policies[i]; i++)
        assert_non_null(strstr(script, hub_statements_policies[i]));
    free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_sent_is_portable),
        cmocka_unit_test(test_tables_are_portable),
        cmocka_unit_test(test_policies_are_portable),
        cmocka_unit_test(test_what_is_not_portable_is_found),
        cmocka_unit_test(test_script_has_all),
    };
    return cmocka_run_group_tests_name("hub_statements", tests, NULL, NULL);
}
