/*
 * test_import.c: a CSV file as spreadsheets write it, read whole or not at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/exchange/import.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/journal/journal_undo.h"
#include "tests/support/sample_office.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* One import and all that was said about it. */
struct trial {
    struct import_options wish;
    struct import_counts counts;
    struct li_error err;
    enum li_err code;
    char *said, *rejected;
    int64_t done, total;
};

static void hear_bad(void *arg, int64_t line, const char *column, const char *reason)
{
    fprintf(arg, "%lld %s: %s\n", (long long)line, column, reason);
}

static char *write_file(struct office *office, const char *bytes, size_t size)
{
    char *path = li_format("%s/in.csv", office->folder);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fwrite(bytes, 1, size, out);
    fclose(out);
    return path;
}

static void run_bytes(struct office *office, struct trial *trial, const char *bytes, size_t size)
{
    char *path = write_file(office, bytes, size);
    FILE *ear = li_text_open(&trial->said);
    trial->wish.path = path;
    trial->wish.reject = li_text_open(&trial->rejected);
    if (!trial->wish.kind)
        trial->wish.kind = &kind_affiliate;
    trial->code =
        import_csv(office->context, &trial->wish, hear_bad, NULL, ear, &trial->counts, &trial->err);
    li_text_close(ear);
    li_text_close(trial->wish.reject);
    free(path);
}

static void trial_free(struct trial *trial)
{
    free(trial->said);
    free(trial->rejected);
}

/* Runs text and expects what becomes of it. */
static void expect_counts(struct office *office, struct import_options wish, const char *text,
    int64_t added, int64_t changed, int64_t same)
{
    struct trial trial = {.wish = wish};
    run_bytes(office, &trial, text, strlen(text));
    if (trial.code != LI_OK)
        fail_msg("%s\n%s", trial.err.message, trial.said);
    assert_string_equal(trial.said, "");
    assert_string_equal(trial.rejected, "");
    assert_int_equal(trial.counts.added, added);
    assert_int_equal(trial.counts.changed, changed);
    assert_int_equal(trial.counts.same, same);
    trial_free(&trial);
}

static void expect_refused(
    struct office *office, struct import_options wish, const char *text, const char *message)
{
    struct trial trial = {.wish = wish};
    run_bytes(office, &trial, text, strlen(text));
    assert_int_equal(trial.code, LI_REFUSED);
    assert_string_equal(trial.err.message, message);
    trial_free(&trial);
}

/* Everything said of bad rows, and that nothing was written. */
static void expect_bad(
    struct office *office, struct import_options wish, const char *text, const char *said)
{
    static const char count_sql[] =
        "SELECT (SELECT count(*) FROM affiliate) || ' ' || (SELECT count(*) FROM journal_entry)";
    char *before = office_ask(office, count_sql);
    struct trial trial = {.wish = wish};
    run_bytes(office, &trial, text, strlen(text));
    assert_int_equal(trial.code, LI_REFUSED);
    assert_string_equal(trial.said, said);
    char *after = office_ask(office, count_sql);
    assert_string_equal(before, after);
    free(before);
    free(after);
    trial_free(&trial);
}

static void expect_answer(struct office *office, const char *sql, const char *wanted)
{
    char *answer = office_ask(office, sql);
    if (wanted)
        assert_string_equal(answer, wanted);
    else
        assert_null(answer);
    free(answer);
}

#define WISH(...) ((struct import_options){__VA_ARGS__})

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
        expect_counts(office, WISH(.match = NULL), files[i], 1, 0, 0);
    expect_answer(office,
        "SELECT group_concat(DISTINCT name) || count(*) || group_concat(code, '') FROM affiliate",
        "Taituar\xC4\x81, all"
        "6A1B1C1D1E1F1");
}

static void quoted_cells_hold_anything(void **state)
{
    struct office *office = *state;
    expect_counts(office, WISH(.match = NULL),
        "name,kind,notes\n\"The \"\"Best\"\" One\",state,\"one\r\ntwo; \"\"three\"\"\n\nfour\"\n",
        1, 0, 0);
    expect_answer(office, "SELECT name FROM affiliate", "The \"Best\" One");
    expect_answer(office, "SELECT notes FROM affiliate", "one\ntwo; \"three\"\n\nfour");
}

static void text_is_made_normal(void **state)
{
    struct office *office = *state;
    expect_counts(office, WISH(.match = NULL), "name,kind\nTaituara\xCC\x84,NATIONAL\n", 1, 0, 0);
    expect_answer(office, "SELECT name || kind FROM affiliate", "Taituar\xC4\x81national");
}

static void columns_are_named_by_field_or_label(void **state)
{
    struct office *office = *state;
    expect_counts(office, WISH(.match = NULL),
        "Name,KIND,time zone,country,country_label\nA,state,Pacific/Auckland,nz,New Zealand\n", 1,
        0, 0);
    expect_answer(office, "SELECT time_zone FROM affiliate", "Pacific/Auckland");
    const struct import_map maps[] = {{"name", "Organisation"}, {"kind", "what"}};
    expect_counts(
        office, WISH(.maps = maps, .map_count = 2), "organisation,What\nB,state\n", 1, 0, 0);
}

static void headers_that_are_wrong(void **state)
{
    struct office *office = *state;
    const struct import_map absent[] = {{"name", "nmo"}}, unknown[] = {{"nmae", "n"}};
    const struct import_options plain = {.match = NULL};
    expect_refused(office, plain, "", "in.csv is empty; its first line should name the fields.");
    expect_refused(
        office, plain, "\n\n \n", "in.csv is empty; its first line should name the fields.");
    expect_refused(office, plain, "code,nmae\nA,B\n",
        "in.csv:1: Affiliate has no field \"nmae\"; did you mean \"name\"?");
    expect_refused(office, plain, "\ncode,velocity\nA,B\n",
        "in.csv:2: Affiliate has no field \"velocity\"; `liaise kinds affiliate` lists them all.");
    expect_refused(office, plain, "name,,kind\nA,,B\n", "in.csv:1: column 2 has no name.");
    expect_refused(office, plain, "name,kind,Name\nA,state,B\n",
        "in.csv:1: columns \"name\" and \"Name\" are the same field.");
    expect_refused(office, plain, "name,health\nA,met\n",
        "in.csv:1: column \"health\" is calculated and can't be imported; leave it out.");
    expect_refused(office, WISH(.maps = absent, .map_count = 1), "Nom,kind\nA,state\n",
        "in.csv:1: there is no column \"nmo\"; did you mean \"Nom\"?");
    expect_refused(office, WISH(.maps = unknown, .map_count = 1), "n,kind\nA,state\n",
        "in.csv:1: Affiliate has no field \"nmae\"; did you mean \"name\"?");
    expect_refused(office, WISH(.match = "code"), "name,kind\nA,state\n",
        "in.csv:1: there is no column for \"code\" to match by.");
    expect_refused(office, WISH(.match = "cdoe"), "code,kind\nA,state\n",
        "in.csv:1: Affiliate has no field to match \"cdoe\"; did you mean \"code\"?");
    expect_refused(office, plain, "name,kind\nA,\"state\nB,state\n",
        "in.csv:2: a quote is opened in this row and never closed.");
    expect_refused(office, plain, "\xFF\xFEn", "in.csv is UTF-16; save it as CSV in UTF-8.");
    const char workbook[] = "in.csv is an Excel workbook; save it as CSV and import that.";
    expect_refused(office, plain, "PK\003\004\024", workbook);
    expect_refused(office, plain, "\xD0\xCF\x11\xE0\xA1", workbook);
    expect_refused(
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
    expect_bad(office, WISH(.match = NULL),
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
        "3 kind: Type must be one of state, national, equity, international, multinational; did "
        "you mean state?\n"
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
    run_bytes(office, &trial, text, sizeof text - 1);
    assert_string_equal(trial.said, "2 name: Name is not valid UTF-8 text.\n");
    assert_string_equal(trial.err.message, "1 of 1 rows is bad; nothing was imported.");
    trial_free(&trial);
}

static void bad_rows_can_be_kept(void **state)
{
    struct office *office = *state;
    static const char text[] =
        "code;name;kind\r\nA;Good;state\r\nB;\"Bad\r\none\";state\r\nC;;state\r\n";
    struct trial trial = {.wish = {.match = NULL}};
    run_bytes(office, &trial, text, strlen(text));
    assert_string_equal(trial.rejected, "code;name;kind\nB;\"Bad\r\none\";state\nC;;state\n");
    assert_int_equal(trial.counts.rows, 3);
    assert_int_equal(trial.counts.bad, 2);
    trial_free(&trial);
}

static void matching_changes_what_differs(void **state)
{
    struct office *office = *state;
    const struct import_options by_code = {.match = "code"};
    expect_counts(office, by_code, "code,name,kind\nA,One,state\nB,Two,state\n", 2, 0, 0);
    expect_answer(
        office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1", "Import 2 affiliates");
    expect_counts(office, by_code, "code,name,kind\nA,One,state\nB,Two,state\n", 0, 0, 2);
    expect_answer(office, "SELECT count(*) FROM journal_entry WHERE label LIKE 'Import%'", "1");
    expect_counts(office, by_code,
        "code,city,name,kind\nA,Oslo,One,state\nB,,Two,state\nC,,3,state\n", 1, 1, 1);
    expect_answer(office, "SELECT city FROM affiliate WHERE code = 'A'", "Oslo");
    /* A column that is not there is left alone, a blank cell clears. */
    expect_counts(office, by_code, "code,name\nA,Eins\n", 0, 1, 0);
    expect_answer(office, "SELECT name || city FROM affiliate WHERE code = 'A'", "EinsOslo");
    expect_counts(office, by_code, "code,city\nA,\n", 0, 1, 0);
    expect_answer(office, "SELECT city FROM affiliate WHERE code = 'A'", NULL);
    expect_answer(office, "SELECT group_concat(DISTINCT status) FROM affiliate", "active");
}

static void matching_that_cannot_decide(void **state)
{
    struct office *office = *state;
    expect_counts(office, WISH(.allow_duplicates = true),
        "code,name,kind\nA,One,state\nA,Two,state\n", 2, 0, 0);
    expect_bad(office, WISH(.match = "code"), "code,name,kind\nA,X,state\n,Y,state\n",
        "2 code: Several records have this value, so the row can't be matched.\n"
        "3 code: This cell is blank, so the row can't be matched.\n");
}

static void archived_records_are_matched_last(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id id =
        office_add(office, &kind_affiliate, "code", "A", "name", "One", "kind", "state", NULL);
    assert_int_equal(record_archive(office->context, &kind_affiliate, &id, true, &err), LI_OK);
    expect_counts(office, WISH(.match = "code"), "code,name\nA,Uno\n", 0, 1, 0);
    office_add(office, &kind_affiliate, "code", "A", "name", "Two", "kind", "state", NULL);
    expect_counts(office, WISH(.match = "code"), "code,name\nA,Dos\n", 0, 1, 0);
    expect_answer(office, "SELECT name FROM affiliate WHERE archived_on IS NULL", "Dos");
}

/* A column to match by may have no index: it gets one, and keeps none. */
static void matches_by_any_column(void **state)
{
    struct office *office = *state;
    static const char schema[] = "SELECT group_concat(sql) FROM sqlite_schema";
    char *before = office_ask(office, schema);
    expect_counts(office, WISH(.match = "name"),
        "name,kind,city\nOne,state,A\nTwo,state,B\nOne,state,C\n", 2, 1, 0);
    expect_counts(office, WISH(.match = "city"), "city,name\nB,Deux\nC,One\n", 0, 1, 1);
    expect_answer(office, "SELECT group_concat(name || city, ' ') FROM affiliate", "OneC DeuxB");
    expect_bad(office, WISH(.match = "name"), "name,kind\nThree,state\nFour,nonsense\n",
        "3 kind: Type must be one of state, national, equity, international, multinational.\n");
    expect_answer(office, schema, before);
    free(before);
}

static void a_dry_run_only_counts(void **state)
{
    struct office *office = *state;
    expect_counts(office, WISH(.dry_run = true), "name,kind\nA,state\nB,state\n", 2, 0, 0);
    expect_answer(office, "SELECT count(*) FROM affiliate", "0");
    expect_answer(office, "SELECT count(*) FROM journal_entry WHERE label LIKE 'Import%'", "0");
}

/* What it says is what the import would: of rows that name earlier ones too. */
static void a_dry_run_knows_earlier_rows(void **state)
{
    struct office *office = *state;
    expect_counts(office, WISH(.dry_run = true),
        "code,name,kind,parent\nA,One,state,\nB,Two,state,A\n", 2, 0, 0);
    expect_counts(office, WISH(.dry_run = true, .match = "code"),
        "code,name,kind\nA,One,state\nA,Uno,state\nA,Uno,state\n", 1, 1, 1);
    expect_bad(office, WISH(.dry_run = true),
        "code,name,kind,parent\nA,One,state,\nB,Two,state,C\n",
        "3 parent: No affiliate matches \"C\"; use its code, its id or words from its name.\n");
    expect_answer(office, "SELECT count(*) FROM affiliate", "0");
    expect_answer(office, "SELECT count(*) FROM journal_entry WHERE label LIKE 'Import%'", "0");
}

static void rows_may_name_earlier_rows(void **state)
{
    struct office *office = *state;
    expect_counts(office, WISH(.match = NULL),
        "code,name,kind,parent\nA,One,state,\nB,Two,state,A\nC,Three,state,Two\n", 3, 0, 0);
    expect_answer(office,
        "SELECT p.code FROM affiliate r JOIN affiliate p ON p.id = r.parent WHERE r.code = 'C'",
        "B");
    office_add(office, &kind_person, "name", "Ada", NULL);
    expect_counts(office, WISH(.kind = &kind_assignment),
        "person,role,affiliate,primary\nAda,Staff Liaison,A,yes\nada,staff liaison,two,no\n", 2, 0,
        0);
    expect_answer(office, "SELECT count(*) FROM assignment WHERE \"from\" = '" OFFICE_TODAY "'",
        "2"); /* a missing column takes its initial value */
}

static void ids_name_records(void **state)
{
    struct office *office = *state;
    expect_counts(office, WISH(.match = NULL),
        "id,name,kind,archived_on\n"
        "0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a44,One,state,2026-01-31\n",
        1, 0, 0);
    expect_counts(office, WISH(.match = "id"),
        "id,name,archived_on\n0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a44,Uno,\n", 0, 1, 0);
    expect_answer(office, "SELECT name || ifnull(archived_on, '') FROM affiliate", "Uno");
    expect_bad(office, WISH(.match = NULL), "id,name,kind,archived_on\nx,A,state,\n,B,state,soon\n",
        "2 id: An id has 36 characters: 0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a44.\n"
        "3 archived_on: The archive date must be written YYYY-MM-DD.\n");
}

static void the_guard_of_export_is_taken_away(void **state)
{
    struct office *office = *state;
    expect_counts(office, WISH(.match = NULL),
        "code,name,kind\nA,'=1+1,state\nB,''@x,state\nC,'tis,state\nD,'-5,state\n", 4, 0, 0);
    expect_answer(office,
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
    expect_counts(office, WISH(.match = NULL), text, ROWS, 0, 0);
    free(text);
    expect_answer(office, "SELECT count(*) > 1 FROM journal_entry WHERE label LIKE 'Import%'", "1");
    struct journal_undo_result undone;
    struct li_error err;
    assert_int_equal(journal_undo(office->context->store, NULL, NULL, &undone, &err), LI_OK);
    assert_string_equal(undone.label, "Import 12 000 affiliates");
    free(undone.label);
    expect_answer(office, "SELECT count(*) FROM affiliate", "0");
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
    char *path = write_file(office, text, strlen(text));
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
        char *path = write_file(office, text, size);
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
        OFFICE_TEST(matching_changes_what_differs),
        OFFICE_TEST(matching_that_cannot_decide),
        OFFICE_TEST(archived_records_are_matched_last),
        OFFICE_TEST(matches_by_any_column),
        OFFICE_TEST(a_dry_run_only_counts),
        OFFICE_TEST(a_dry_run_knows_earlier_rows),
        OFFICE_TEST(rows_may_name_earlier_rows),
        OFFICE_TEST(ids_name_records),
        OFFICE_TEST(the_guard_of_export_is_taken_away),
        OFFICE_TEST(an_import_is_undone_as_one),
        OFFICE_TEST(progress_ends_at_the_end),
        OFFICE_TEST(any_bytes_are_read_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
