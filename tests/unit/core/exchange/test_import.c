/*
 * test_import.c: a CSV file as spreadsheets write it, read whole or not at all.
 */
#include "core/exchange/import.h"
#include "core/kind/affiliate.h"
#include "data/base/memory.h"
#include "data/journal/journal_undo.h"
#include "tests/support/import_trial.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void every_separator_and_line_end(void **state)
{
    struct office *office = *state;
    static const char *const files[] = {
        "code,name,kind\nA1,\"Taituar\xC4\x81, all\",national\n",
        "code;name;kind\r\nB1;\"Taituar\xC4\x81, all\";national\r\n",
        "code\tname\tkind\nC1\tTaituar\xC4\x81, all\tnational",
        ("\xEF\xBB\xBF"
         "code,name,kind\r\nD1,\"Taituar\xC4\x81, all\",national"),
        "code,name,kind\rE1,\"Taituar\xC4\x81, all\",national\r",
        "\n\r\n  \ncode,name,kind\n\n,,\n \t \nF1 , \"Taituar\xC4\x81, all\" ,  national ,\n\n",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        trial_counts(office, WISH(.match = NULL), files[i], 1, 0, 0);
    office_expect(office,
        "SELECT group_concat(DISTINCT name) || count(*) || group_concat(code, '') FROM affiliate",
        "Taituar\xC4\x81, all"
        "6A1B1C1D1E1F1");
}

static void quoted_cells_hold_anything(void **state)
{
    struct office *office = *state;
    trial_counts(office, WISH(.match = NULL),
        "name,kind,notes\n\"The \"\"Best\"\" One\",state,\"one\r\ntwo; \"\"three\"\"\n\nfour\"\n",
        1, 0, 0);
    office_expect(office, "SELECT name FROM affiliate", "The \"Best\" One");
    office_expect(office, "SELECT notes FROM affiliate", "one\ntwo; \"three\"\n\nfour");
}

static void text_is_made_normal(void **state)
{
    struct office *office = *state;
    trial_counts(office, WISH(.match = NULL), "name,kind\nTaituara\xCC\x84,NATIONAL\n", 1, 0, 0);
    office_expect(office, "SELECT name || kind FROM affiliate", "Taituar\xC4\x81national");
}

static void columns_are_named_by_field_or_label(void **state)
{
    struct office *office = *state;
    trial_counts(office, WISH(.match = NULL),
        "Name,KIND,time zone,country,country_label\nA,state,Pacific/Auckland,nz,New Zealand\n", 1,
        0, 0);
    office_expect(office, "SELECT time_zone FROM affiliate", "Pacific/Auckland");
    const struct import_map maps[] = {{"name", "Organisation"}, {"kind", "what"}};
    trial_counts(
        office, WISH(.maps = maps, .map_count = 2), "organisation,What\nB,state\n", 1, 0, 0);
}

static void headers_that_are_wrong(void **state)
{
    struct office *office = *state;
    const struct import_map absent[] = {{"name", "nmo"}}, unknown[] = {{"nmae", "n"}};
    const struct import_options plain = {.match = NULL};
    trial_refused(office, plain, "", "in.csv is empty; its first line should name the fields.");
    trial_refused(
        office, plain, "\n\n \n", "in.csv is empty; its first line should name the fields.");
    trial_refused(office, plain, "code,nmae\nA,B\n",
        "in.csv:1: Affiliate has no field \"nmae\"; did you mean \"name\"?");
    trial_refused(office, plain, "\ncode,velocity\nA,B\n",
        "in.csv:2: Affiliate has no field \"velocity\"; `liaise kinds affiliate` lists them all.");
    trial_refused(office, plain, "name,,kind\nA,,B\n", "in.csv:1: column 2 has no name.");
    trial_refused(office, plain, "name,kind,Name\nA,state,B\n",
        "in.csv:1: columns \"name\" and \"Name\" are the same field.");
    trial_refused(office, plain, "name,health\nA,met\n",
        "in.csv:1: column \"health\" is calculated and can't be imported; leave it out.");
    trial_refused(office, WISH(.maps = absent, .map_count = 1), "Nom,kind\nA,state\n",
        "in.csv:1: there is no column \"nmo\"; did you mean \"Nom\"?");
    trial_refused(office, WISH(.maps = unknown, .map_count = 1), "n,kind\nA,state\n",
        "in.csv:1: Affiliate has no field \"nmae\"; did you mean \"name\"?");
    trial_refused(office, WISH(.match = "code"), "name,kind\nA,state\n",
        "in.csv:1: there is no column for \"code\" to match by.");
    trial_refused(office, WISH(.match = "cdoe"), "code,kind\nA,state\n",
        "in.csv:1: Affiliate has no field to match \"cdoe\"; did you mean \"code\"?");
    trial_refused(office, plain, "name,kind\nA,\"state\nB,state\n",
        "in.csv:2: a quote is opened in this row and never closed.");
    trial_refused(office, plain, "\xFF\xFEn", "in.csv is UTF-16; save it as CSV in UTF-8.");
    const char workbook[] = "in.csv is an Excel workbook; save it as CSV and import that.";
    trial_refused(office, plain, "PK\003\004\024", workbook);
    trial_refused(office, plain, "\xD0\xCF\x11\xE0\xA1", workbook);
    trial_refused(
        office, plain, "name\xFF,kind\n", "in.csv:1: the name of column 1 is not UTF-8 text.");
}

static void a_file_that_cannot_be_read(void **state)
{
    struct office *office = *state;
    struct import_counts counts;
    struct li_error err;
    struct import_options wish = {.kind = &kind_affiliate, .path = "/nonexistent/in.csv"};
    assert_int_equal(import_csv(office->context, &wish, NULL, NULL, NULL, &counts, &err), LI_IO);
    assert_string_equal(
        err.message, "/nonexistent/in.csv cannot be read: No such file or directory.");
    wish.path = office->folder;
    assert_int_equal(import_csv(office->context, &wish, NULL, NULL, NULL, &counts, &err), LI_IO);
}

static void every_bad_row_is_told_and_nothing_written(void **state)
{
    struct office *office = *state;
    trial_bad(office, WISH(.match = NULL),
        "code,name,kind,since,country\n"
        "A,Good,state,2020-01-01,AU\n"
        "B,,stat,2026-02-30,AU\n"
        "\n"
        "C,\"Long\nname\",state,,\n"
        "D,Bad \xFF,state,,\n"
        "E,More,state,,,more\n"
        "F,Where,state,,Atlantis\n"
        "G,,state,,\n"
        "H,Short\n",
        "3 kind: Type must be one of State, National, Equity, International, Multinational; did "
        "you mean State?\n"
        "3 since: \"2026-02-30\" isn't a valid date.\n"
        "5 name: Name must be one line.\n"
        "7 name: Name is not valid UTF-8 text.\n"
        "8 : The row has more cells than the header.\n"
        "9 country: No country matches \"Atlantis\"; use its code, its id or words from its name.\n"
        "10 name: Name is required.\n"
        "11 kind: Type is required.\n");
}

static void a_nul_is_no_text(void **state)
{
    struct office *office = *state;
    static const char text[] = "name,kind\nA\0B,state\n";
    struct trial trial = {.wish = {.match = NULL}};
    trial_run(office, &trial, text, sizeof text - 1);
    assert_string_equal(trial.said, "2 name: Name is not valid UTF-8 text.\n");
    assert_string_equal(trial.err.message, "1 of 1 row is bad; nothing was imported.");
    trial_free(&trial);
}

static void bad_rows_can_be_kept(void **state)
{
    struct office *office = *state;
    static const char text[] =
        "code;name;kind\r\nA;Good;state\r\nB;\"Bad\r\none\";state\r\nC;;state\r\n";
    struct trial trial = {.wish = {.match = NULL}};
    trial_run(office, &trial, text, strlen(text));
    assert_string_equal(trial.rejected, "code;name;kind\nB;\"Bad\r\none\";state\nC;;state\n");
    assert_int_equal(trial.counts.rows, 3);
    assert_int_equal(trial.counts.bad, 2);
    trial_free(&trial);
}

static void the_guard_of_export_is_taken_away(void **state)
{
    struct office *office = *state;
    trial_counts(office, WISH(.match = NULL),
        "code,name,kind\nA,'=1+1,state\nB,''@x,state\nC,'tis,state\nD,'-5,state\n", 4, 0, 0);
    office_expect(office,
        "SELECT group_concat(name, '|') FROM (SELECT name FROM affiliate ORDER BY code)",
        "=1+1|'@x|'tis|'-5");
}

static void an_import_is_undone_as_one(void **state)
{
    struct office *office = *state;
    enum { ROWS = 12000 };
    char *text = NULL;
    FILE *out = li_text_open(&text);
    fputs("code,name,kind,country\n", out);
    for (int i = 0; i < ROWS; i++)
        fprintf(out, "C%d,Association %d,state,AU\n", i, i);
    li_text_close(out);
    trial_counts(office, WISH(.match = NULL), text, ROWS, 0, 0);
    free(text);
    office_expect(office, "SELECT count(*) > 1 FROM journal_entry WHERE label LIKE 'Import%'", "1");
    struct journal_undo_result undone;
    struct li_error err;
    assert_int_equal(journal_undo(office->context->store, NULL, NULL, &undone, &err), LI_OK);
    assert_string_equal(undone.label, "Import 12 000 affiliates");
    free(undone.label);
    office_expect(office, "SELECT count(*) FROM affiliate", "0");
}

struct heard {
    int64_t done, total, rows;
};

static void hear_progress(void *arg, int64_t done, int64_t total, int64_t rows)
{
    struct heard *heard = arg;
    assert_true(done >= heard->done && done <= total);
    *heard = (struct heard){done, total, rows};
}

static void progress_ends_at_the_end(void **state)
{
    struct office *office = *state;
    static const char text[] = "name,kind\nA,state\nB,state\n";
    struct heard heard = {0};
    struct import_counts counts;
    struct li_error err;
    char *path = trial_file(office, text, strlen(text));
    struct import_options wish = {.kind = &kind_affiliate, .path = path};
    assert_int_equal(
        import_csv(office->context, &wish, NULL, hear_progress, &heard, &counts, &err), LI_OK);
    assert_int_equal(heard.done, strlen(text));
    assert_int_equal(heard.total, strlen(text));
    assert_int_equal(heard.rows, 2);
    free(path);
}

struct order {
    int64_t line;
};

static void hear_line(void *arg, int64_t line, const char *column, const char *reason)
{
    struct order *order = arg;
    assert_true(line >= order->line && line > 1);
    assert_true(*reason != '\0' && column);
    order->line = line;
}

/* Whatever stands in the file, lines are told in order and nothing of it is half written. */
static void any_bytes_are_read_or_refused(void **state)
{
    struct office *office = *state;
    static const char alphabet[] = "aB1\"\"\"',,;\t\r\n\n =\xC3\xA9\xFF";
    const char *given = getenv("TEST_SEED");
    unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
    print_message("seed %u (TEST_SEED repeats it)\n", seed);
    srand(seed);
    for (int round = 0; round < 300; round++) {
        char text[400] = "name,notes,kind\n";
        size_t size = strlen(text), end = size + (size_t)rand() % (sizeof text - size);
        while (size < end)
            text[size++] = alphabet[(size_t)rand() % sizeof alphabet];
        char *path = trial_file(office, text, size);
        struct import_options wish = {.kind = &kind_affiliate, .path = path};
        struct import_counts counts;
        struct order order = {0};
        struct li_error err;
        enum li_err code =
            import_csv(office->context, &wish, hear_line, NULL, &order, &counts, &err);
        assert_true(code == LI_OK || code == LI_REFUSED);
        if (code == LI_OK)
            assert_int_equal(counts.added, counts.rows);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(every_separator_and_line_end),
        OFFICE_TEST(quoted_cells_hold_anything),
        OFFICE_TEST(text_is_made_normal),
        OFFICE_TEST(columns_are_named_by_field_or_label),
        OFFICE_TEST(headers_that_are_wrong),
        OFFICE_TEST(a_file_that_cannot_be_read),
        OFFICE_TEST(every_bad_row_is_told_and_nothing_written),
        OFFICE_TEST(a_nul_is_no_text),
        OFFICE_TEST(bad_rows_can_be_kept),
        OFFICE_TEST(the_guard_of_export_is_taken_away),
        OFFICE_TEST(an_import_is_undone_as_one),
        OFFICE_TEST(progress_ends_at_the_end),
        OFFICE_TEST(any_bytes_are_read_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
