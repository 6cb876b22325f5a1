/*
 * test_output.c: each format to the byte, and what makes cells harmless.
 */
#include "core/base/text.h"
#include "core/format/format.h"
#include "core/format/output.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <errno.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka wants those before it */
#include <cmocka.h>

static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian, Administrators", "kind",
        "international", "country", "CA", NULL);
    office_add(office, &kind_affiliate, "code", "JP", "name", "自治体 \"国際\" 化", "kind",
        "national", "notes", "=SUM(A1)|x", NULL);
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Late", "measure", "level",
        "target", "10", "start", "2025-01-01", "due", "2025-12-31", NULL);
    *state = office;
    return 0;
}

/* What the listing looks like in that format; the caller frees it. */
static char *listed(struct office *office, const struct listing *listing, const char *names,
    const char *format_name, const struct output_style *style)
{
    struct li_error err;
    const struct format *format;
    char *text;
    FILE *out = li_text_open(&text);
    assert_int_equal(output_format_parse(format_name, &format, &err), LI_OK);
    assert_int_equal(
        output_listing(office->context, listing, names, format, style, out, &err), LI_OK);
    li_text_close(out);
    return text;
}

static void expect_listed(void **state, const char *format, const char *names, const char *text)
{
    struct listing listing = {.kind = &kind_affiliate};
    struct output_style style = {0};
    char *got = listed(*state, &listing, names, format, &style);
    assert_string_equal(got, text);
    free(got);
}

static void csv_and_tsv(void **state)
{
    expect_listed(state, "csv", "code,name,country,notes",
        "code,name,country,notes\n"
        "CAMA,\"Canadian, Administrators\",Canada,\n"
        "JP,\"自治体 \"\"国際\"\" 化\",,'=SUM(A1)|x\n");
    expect_listed(state, "tsv", "code,country", "code\tcountry\nCAMA\tCanada\nJP\t\n");
}

static void table_by_display_width(void **state)
{
    expect_listed(state, "table", "name,code",
        "Name                      Code\n"
        "Canadian, Administrators  CAMA\n"
        "自治体 \"国際\" 化          JP\n");
}

/* A table looks ahead for its widths; what comes after is as harmless, and whole. */
static void a_table_longer_than_it_looks_ahead(void **state)
{
    enum { MANY = 150 };
    static const char *const names[] = {"name", "code"};
    static const char *const first[] = {"short", "1"};
    static const char *const last[] = {"red\x1B[31m", "2"};
    struct output_style style = {0};
    struct li_error err;
    const struct format *format;
    char *text;
    (void)state;
    assert_int_equal(output_format_parse("table", &format, &err), LI_OK);
    FILE *out = li_text_open(&text);
    struct output_rows *rows = output_rows_new(format, &style, names, 2, out);
    for (int i = 1; i < MANY; i++)
        assert_true(output_rows_add(rows, first));
    assert_true(output_rows_add(rows, last));
    assert_int_equal(output_rows_end(rows, &err), LI_OK);
    li_text_close(out);
    assert_non_null(strstr(text, "\nred\xEF\xBF\xBD[31m  2\n"));
    free(text);
}

/* Of rows that are no records the texts are written here, not by SQLite. */
static void json_escapes_what_it_must(void **state)
{
    static const char *const names[] = {"a \"name\"", "other"};
    static const char *const cells[] = {"\\ \n\t\x1B\x7F é", NULL};
    struct output_style style = {0};
    struct li_error err;
    const struct format *format;
    char *text;
    (void)state;
    assert_int_equal(output_format_parse("jsonl", &format, &err), LI_OK);
    FILE *out = li_text_open(&text);
    struct output_rows *rows = output_rows_new(format, &style, names, 2, out);
    assert_true(output_rows_add(rows, cells));
    assert_int_equal(output_rows_end(rows, &err), LI_OK);
    li_text_close(out);
    assert_string_equal(
        text, "{\"a \\\"name\\\"\":\"\\\\ \\n\\u0009\\u001b\\u007f é\",\"other\":null}\n");
    free(text);
}

static void markdown_escapes(void **state)
{
    expect_listed(state, "md", "code,notes",
        "| Code | Notes |\n|---|---|\n| CAMA |  |\n| JP | =SUM(A1)\\|x |\n");
}

static void json_one_object_a_line(void **state)
{
    struct office *office = *state;
    struct listing listing = {.kind = &kind_affiliate, .filter = "code:JP"};
    struct output_style style = {0};
    char *id = office_ask(office, "SELECT id_text(id) FROM affiliate WHERE code = 'JP'");
    char *object = li_format("{\"id\":\"%s\",\"code\":\"JP\"}", id);
    char *array = li_format("[\n%s\n]\n", object), *line = li_format("%s\n", object);
    char *got = listed(office, &listing, "code", "json", &style);
    assert_string_equal(got, array);
    free(got);
    got = listed(office, &listing, "code", "jsonl", &style);
    assert_string_equal(got, line);
    free(got);
    listing.filter = "nothing like it";
    got = listed(office, &listing, NULL, "json", &style);
    assert_string_equal(got, "[]\n");
    free(got);
    free(id);
    free(object);
    free(array);
    free(line);
}

static void shares_are_numbers_for_programs(void **state)
{
    struct listing listing = {.kind = &kind_goal};
    struct output_style style = {0};
    char *got = listed(*state, &listing, "title,expected", "csv", &style);
    assert_string_equal(got, "title,expected\nLate,1\n");
    free(got);
    got = listed(*state, &listing, "title,expected", "table", &style);
    assert_string_equal(got, "Title  Expected\n"
                             "Late       100%\n");
    free(got);
}

static void color_only_where_asked(void **state)
{
    struct listing listing = {.kind = &kind_goal};
    struct output_style style = {.color = true};
    char *got = listed(*state, &listing, "title,health", "table", &style);
    assert_string_equal(got, "\033[1mTitle  Health\033[m\nLate   \033[31mOverdue\033[m\n");
    free(got);
}

/* No line of a table is wider than the terminal, however narrow. */
static void table_fits_the_terminal(void **state)
{
    struct listing listing = {.kind = &kind_affiliate};
    for (int columns = 1; columns < 60; columns++) {
        struct output_style style = {.columns = columns, .ascii = true};
        char *got = listed(*state, &listing, "name,code,country,kind", "table", &style), *rest;
        for (char *line = strtok_r(got, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
            int width = 0;
            for (size_t at = 0; line[at];) {
                int taken;
                at = text_next(line, at, &taken);
                width += taken;
            }
            assert_true(width <= columns || columns < 6);
        }
        free(got);
    }
}

static void cell_to(char *out, size_t size, const char *text, char separator)
{
    FILE *memory = fmemopen(out, size, "w");
    format_csv_cell(text, separator, memory);
    fputc('\0', memory);
    fclose(memory);
}

static void no_cell_starts_a_formula(void **state)
{
    (void)state;
    static const struct {
        const char *text, *cell;
    } cells[] = {
        {"plain", "plain"},
        {"", ""},
        {NULL, ""},
        {"=1+1", "'=1+1"},
        {"@cmd", "'@cmd"},
        {"+64 4 978 1280", "'+64 4 978 1280"},
        {"-5", "-5"},
        {"+3.25", "+3.25"},
        {"-5-2", "'-5-2"},
        {"-", "'-"},
        {"\tx", "\"'\tx\""},
        {"\r=1", "\"'\r=1\""},
        {"'=1", "''=1"},
        {"'quoted'", "'quoted'"},
        {"a,b", "\"a,b\""},
        {"a;=b", "\"a;=b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {" padded ", "\" padded \""},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        char cell[64];
        cell_to(cell, sizeof cell, cells[i].text, ',');
        assert_string_equal(cell, cells[i].cell);
    }
}

static void rows_that_are_no_records(void **state)
{
    (void)state;
    struct li_error err;
    const char *const names[] = {"key", "what it does"};
    const char *const cells[] = {"a\x1b[31m", NULL};
    static const struct {
        const char *format, *text;
    } expected[] = {
        {"csv", "key,what it does\na\x1b[31m,\n"},
        {"json", "[\n{\"key\":\"a\\u001b[31m\",\"what it does\":null}\n]\n"},
        {"md", "| key | what it does |\n|---|---|\n| a\xef\xbf\xbd\\[31m |  |\n"},
        {"table", "key     what it does\na\xef\xbf\xbd[31m\n"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const struct format *format;
        const struct output_style style = {0};
        char *text;
        FILE *out = li_text_open(&text);
        assert_int_equal(output_format_parse(expected[i].format, &format, &err), LI_OK);
        struct output_rows *rows = output_rows_new(format, &style, names, 2, out);
        output_rows_add(rows, cells);
        assert_int_equal(output_rows_end(rows, &err), LI_OK);
        li_text_close(out);
        assert_string_equal(text, expected[i].text);
        free(text);
    }
}

static void one_record_over_several_lines(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id id;
    char *text, *id_of = office_ask(office, "SELECT id_text(id) FROM affiliate WHERE code = 'JP'");
    FILE *out = li_text_open(&text);
    assert_true(id_parse(id_of, &id));
    assert_int_equal(output_record_json(office->context, &kind_affiliate, &id, out, &err), LI_OK);
    li_text_close(out);
    assert_non_null(strstr(text, ",\n  \"code\": \"JP\",\n"));
    assert_non_null(strstr(text, "\n  \"name\": \"自治体 \\\"国際\\\" 化\",\n"));
    assert_string_equal(text + strlen(text) - 3, "\n}\n");
    free(text);
    id = id_new();
    assert_int_equal(
        output_record_json(office->context, &kind_affiliate, &id, stdout, &err), LI_NONE);
    free(id_of);
}

/* As of a stream whose reader or disk fails. */
static ssize_t fail_with(void *why, const char *bytes, size_t size)
{
    (void)bytes;
    (void)size;
    errno = *(int *)why;
    return 0;
}

static void a_closed_pipe_is_no_failure_but_a_full_disk_is(void **state)
{
    static const struct {
        int why;
        enum li_err code;
    } ends[] = {{EPIPE, LI_OK}, {ENOSPC, LI_IO}};
    struct office *office = *state;
    struct listing listing = {.kind = &kind_affiliate};
    struct output_style style = {0};
    for (size_t i = 0; i < 2; i++) {
        struct li_error err;
        const struct format *format;
        int why = ends[i].why;
        FILE *out = fopencookie(&why, "w", (cookie_io_functions_t){.write = fail_with});
        output_format_parse("csv", &format, &err);
        assert_int_equal(output_listing(office->context, &listing, NULL, format, &style, out, &err),
            ends[i].code);
        fclose(out);
    }
}

static void an_unknown_format_is_refused_with_those_there_are(void **state)
{
    (void)state;
    struct li_error err;
    const struct format *format;
    assert_int_equal(output_format_parse("xml", &format, &err), LI_USAGE);
    assert_non_null(strstr(err.message, output_format_names()));
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_and_tsv),
        cmocka_unit_test(table_by_display_width),
        cmocka_unit_test(a_table_longer_than_it_looks_ahead),
        cmocka_unit_test(json_escapes_what_it_must),
        cmocka_unit_test(markdown_escapes),
        cmocka_unit_test(json_one_object_a_line),
        cmocka_unit_test(shares_are_numbers_for_programs),
        cmocka_unit_test(color_only_where_asked),
        cmocka_unit_test(table_fits_the_terminal),
        cmocka_unit_test(no_cell_starts_a_formula),
        cmocka_unit_test(rows_that_are_no_records),
        cmocka_unit_test(one_record_over_several_lines),
        cmocka_unit_test(a_closed_pipe_is_no_failure_but_a_full_disk_is),
        cmocka_unit_test(an_unknown_format_is_refused_with_those_there_are),
    };
    return cmocka_run_group_tests(tests, setup, office_teardown);
}
