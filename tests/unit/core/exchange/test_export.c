/*
 * test_export.c: everything written out and taken in again is equal, byte for byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/exchange/export.h"
#include "core/exchange/restore.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/assignment.h"
#include "core/kind/commitment.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "tests/support/sample_office.h"
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Values that have broken one exchange format or another. */
static void fill(struct office *office)
{
    struct li_error err;
    struct id affiliate = office_add(office, &kind_affiliate, "code", "TWO", "name",
        "=HYPERLINK(\"x\"), \"quoted\"; Taituara\xCC\x84", "kind", "national", "country", "NZ",
        "notes", "one\n\n\"two\"\t,;\n'three", "tags", "b, a", "time_zone", "Pacific/Auckland",
        NULL);
    struct id chapter = office_add(office, &kind_affiliate, "code", "-1+2", "name", "'@chapter",
        "kind", "state", "parent", "TWO", "since", "1999-12-31", NULL);
    struct id person = office_add(office, &kind_person, "name",
        "\xE6\xBC\xA2\xE5\xAD\x97 \xF0\x9F\x91\xA9", "title", "+1", "phone", "+64 4 978", NULL);
    office_add(office, &kind_assignment, "person", "\xE6\xBC\xA2", "role", "president", "affiliate",
        "TWO", "primary", "yes", NULL);
    office_add(office, &kind_agreement, "affiliate", "TWO", "title", "null", "signed_on",
        "2025-01-01", "to", "2027-01-01", NULL);
    office_add(office, &kind_commitment, "agreement", "null", "text", "true", NULL);
    office_add(office, &kind_goal, "affiliate", "TWO", "title", "007", "measure", "total", "target",
        "123456789012345", "baseline", "-0.1", "due", "2027-01-01", "weight", "0.001", NULL);
    office_add(office, &kind_milestone, "goal", "007", "title", "1e5", NULL);
    office_add(office, &kind_progress, "goal", "007", "value", "0.3", "note", " \\n \\ ", NULL);
    assert_int_equal(record_archive(office->context, &kind_affiliate, &chapter, true, &err), LI_OK);
    assert_int_equal(record_archive(office->context, &kind_person, &person, true, &err), LI_OK);
    (void)affiliate;
}

/* Every table of records, with the storage class of every value. */
static char *everything(struct office *office)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t k = 0; k < kind_count; k++) {
        const struct kind *kind = kinds[k];
        char *sql = li_format("SELECT * FROM \"%s\" ORDER BY id", kind->name);
        struct query *query = query_new(office->context->store, sql, NULL);
        assert_non_null(query);
        fprintf(out, "%s\n", kind->name);
        while (query_step(query, NULL) > 0)
            for (int i = 0; i < query_columns(query); i++) {
                size_t bytes;
                const void *value = query_blob(query, i, &bytes);
                fprintf(out, "%s|", query_null(query, i) ? "NULL" : query_text(query, i));
                fwrite(value ? value : "", 1, bytes, out);
                fputc('\n', out);
            }
        query_free(query);
        free(sql);
    }
    li_text_close(out);
    return text;
}

static void empty_folder(const char *folder)
{
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        char *path = li_format("%s/%s", folder, entry->d_name);
        unlink(path);
        free(path);
    }
    closedir(entries);
    rmdir(folder);
}

static void take_in(struct office *office, const char *path, int64_t *added, int64_t *changed)
{
    struct li_error err;
    if (restore_export(office->context, path, false, added, changed, &err) != LI_OK)
        fail_msg("%s", err.message);
}

/* Out of one office, into another, and nothing is left to do the second time. */
static void goes_round(struct office *office, const char *path)
{
    int64_t count, added, changed;
    struct li_error err;
    fill(office);
    assert_int_equal(export_all(office->context, path, NULL, NULL, &count, &err), LI_OK);
    struct office *other = office_new();
    take_in(other, path, &added, &changed);
    char *ours = everything(office), *theirs = everything(other);
    assert_string_equal(ours, theirs);
    assert_int_equal(added, 9);
    assert_int_equal(changed, 0);
    char *types = "SELECT group_concat(typeof(target) || typeof(baseline) || typeof(weight))"
                  " || (SELECT typeof(\"primary\") FROM assignment) FROM goal";
    char *our_types = office_ask(office, types), *their_types = office_ask(other, types);
    assert_string_equal(our_types, their_types);
    take_in(other, path, &added, &changed);
    assert_int_equal(added + changed, 0);
    char *entries =
        office_ask(other, "SELECT count(*) FROM journal_entry WHERE label LIKE 'Import%'");
    assert_string_equal(entries, "1");
    free(entries);
    free(our_types);
    free(their_types);
    free(ours);
    free(theirs);
    office_free(other);
}

static void a_folder_goes_round(void **state)
{
    struct office *office = *state;
    char *path = li_format("%s/out", office->folder);
    goes_round(office, path);
    empty_folder(path);
    free(path);
}

static void a_document_goes_round(void **state)
{
    struct office *office = *state;
    char *path = li_format("%s/out.json", office->folder);
    goes_round(office, path);
    free(path);
}

static char *read_text(const char *path)
{
    char *text = NULL, line[4096];
    FILE *in = fopen(path, "r"), *out = li_text_open(&text);
    assert_non_null(in);
    while (fgets(line, sizeof line, in))
        fputs(line, out);
    fclose(in);
    li_text_close(out);
    return text;
}

static void no_cell_starts_a_formula(void **state)
{
    struct office *office = *state;
    int64_t count;
    struct li_error err;
    fill(office);
    char *folder = li_format("%s/out", office->folder);
    char *path = li_format("%s/affiliate.csv", folder);
    assert_int_equal(export_all(office->context, folder, NULL, NULL, &count, &err), LI_OK);
    char *text = read_text(path);
    assert_int_equal(strncmp(text, "id,code,name,kind,region,", 25), 0);
    assert_non_null(
        strstr(text, ",TWO,\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\"; Taituar\xC4\x81\","));
    assert_non_null(strstr(text, ",'-1+2,''@chapter,state,"));
    assert_non_null(strstr(text, ",2026-06-30\n"));
    free(text);
    empty_folder(folder);
    free(path);
    free(folder);
}

static void a_document_says_what_it_is(void **state)
{
    struct office *office = *state;
    int64_t count;
    struct li_error err;
    char *path = li_format("%s/out.json", office->folder);
    assert_int_equal(export_all(office->context, path, NULL, NULL, &count, &err), LI_OK);
    char *text = read_text(path);
    static const char opening[] = "{\"format\":\"liaise\",\"version\":1,\"org\":\"Home "
                                  "Association\",\"records\":{\n\"area\":[";
    assert_int_equal(strncmp(text, opening, strlen(opening)), 0);
    struct query *query = query_new(office->context->store, "SELECT json_valid(?1)", NULL);
    query_bind_plain(query, 1, text);
    assert_int_equal(query_step(query, NULL), 1);
    assert_int_equal(query_int(query, 0), 1);
    query_free(query);
    free(text);
    free(path);
}

static void what_is_there_becomes_what_the_file_says(void **state)
{
    struct office *office = *state;
    int64_t count, added, changed;
    struct li_error err;
    char *path = li_format("%s/out.json", office->folder);
    struct id id = office_add(
        office, &kind_affiliate, "code", "A", "name", "One", "kind", "state", "city", "Oslo", NULL);
    assert_int_equal(export_all(office->context, path, NULL, NULL, &count, &err), LI_OK);
    struct record *record;
    assert_int_equal(record_load(office->context, &kind_affiliate, &id, &record, &err), LI_OK);
    record_set(record, AFFILIATE_CITY, NULL);
    record_set(record, AFFILIATE_NAME, "Two");
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_free(record);
    assert_int_equal(record_archive(office->context, &kind_affiliate, &id, true, &err), LI_OK);
    take_in(office, path, &added, &changed);
    assert_int_equal(added, 0);
    assert_int_equal(changed, 1);
    char *now = office_ask(office, "SELECT name || city || ifnull(archived_on, '') FROM affiliate");
    assert_string_equal(now, "OneOslo");
    free(now);
    free(path);
}

static void write_text(const char *folder, const char *name, const char *text)
{
    mkdir(folder, 0700);
    char *path = li_format("%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    free(path);
}

#define ID_A "0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a4a"
#define ID_B "0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a4b"
#define ID_C "0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a4c"

static void children_may_stand_before_their_parents(void **state)
{
    struct office *office = *state;
    int64_t added, changed;
    char *folder = li_format("%s/in", office->folder);
    write_text(folder, "affiliate.csv",
        "id,name,kind,status,parent\n" ID_C ",C,state,active," ID_B "\n" ID_B
        ",B,state,active," ID_A "\n" ID_A ",A,state,active,\n");
    take_in(office, folder, &added, &changed);
    assert_int_equal(added, 3);
    assert_int_equal(changed, 0);
    /* Two that name each other can only come from two laptops; they come in together. */
    write_text(folder, "affiliate.csv",
        "id,name,kind,status,parent\n" ID_B ",B,state,active," ID_C "\n" ID_C
        ",C,state,active," ID_B "\n");
    take_in(office, folder, &added, &changed);
    assert_int_equal(changed, 1);
    empty_folder(folder);
    free(folder);
}

static void expect_refused(struct office *office, const char *path, const char *message)
{
    int64_t added, changed;
    struct li_error err = {0};
    char *before = everything(office);
    assert_int_equal(
        restore_export(office->context, path, false, &added, &changed, &err), LI_REFUSED);
    if (!strstr(err.message, message))
        print_error("%s: %s\n", message, err.message);
    assert_non_null(strstr(err.message, message));
    char *after = everything(office);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void what_no_record_could_hold_is_refused(void **state)
{
    struct office *office = *state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"name,kind,status\nA,state,active\n", "affiliate.csv:1: there is no column for \"id\""},
        {"id,nmae\n" ID_A ",A\n", "affiliate.csv:1: Affiliate has no field \"nmae\""},
        {"id,name,kind,status\nx,A,state,active\n", "affiliate.csv:2: id is not a record id."},
        {"id,name,kind,status\n" ID_A ",,state,active\n", "affiliate.csv:2: name is required."},
        {"id,name,kind,status\n" ID_A ",A,stat,active\n",
            "affiliate.csv:2: kind is not a valid choice."},
        {"id,name,kind,status,since\n" ID_A ",A,state,active,may\n",
            "affiliate.csv:2: since is not a date written YYYY-MM-DD."},
        {"id,name,kind,status,country\n" ID_A ",A,state,active,NZ\n",
            "affiliate.csv:2: country is not a record id."},
        {"id,name,kind,status,country\n" ID_A ",A,state,active," ID_B "\n", "affiliate.csv:2: "},
        {"id,name,kind,status,parent\n" ID_A ",A,state,active," ID_B "\n",
            "a link to a missing record."},
        {"id,name,kind,status\n" ID_A ",\xFF,state,active\n",
            "affiliate.csv:2: name is not UTF-8 text."},
    };
    char *folder = li_format("%s/in", office->folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_text(folder, "affiliate.csv", cases[i].text);
        expect_refused(office, folder, cases[i].message);
    }
    empty_folder(folder);
    free(folder);
}

/* Whoever wrote it may have laid it out anew; brackets and quotes in a text are no outline. */
static void a_document_may_be_laid_out_in_any_way(void **state)
{
    struct office *office = *state;
    int64_t added, changed;
    char *folder = li_format("%s/in", office->folder);
    char *path = li_format("%s/in.json", folder);
    write_text(folder, "in.json",
        " {\n \"records\" : { \"area\" : [ ] ,\n\t\"affiliate\" : [\n { \"name\" : \"A ]}, \\\" "
        "{[\" ,"
        " \"kind\":\"state\",\"status\":\"active\", \"id\":\"" ID_A
        "\" } \n ] } ,\n \"org\":{\"x\":[1,2]}, \"version\" : 1 , \"format\" : \"liaise\" } \n");
    take_in(office, path, &added, &changed);
    assert_int_equal(added, 1);
    struct id id;
    assert_true(id_parse(ID_A, &id));
    char *title = record_title(office->context, &kind_affiliate, &id);
    assert_string_equal(title, "A ]}, \" {[");
    free(title);
    empty_folder(folder);
    free(path);
    free(folder);
}

static void what_export_did_not_write_is_refused(void **state)
{
    struct office *office = *state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "is not JSON."},
        {"{\"format\":", "is not JSON."},
        {"{\"format\":\"liaise\",\"version\":1,\"records\":{}} {", "is not JSON."},
        {"{\"format\":\"liaise\",\"version\":1,\"records\":{\"area\":[{\"id\":\"" ID_A
         "\",\"name\":}]}}",
            "is not JSON."},
        {"{\"format\":\"liaise\",\"version\":1,\"records\":{\"area\":[{\"id\":\"" ID_A
         "\",\"name\":\"A\"} {}]}}",
            "is not JSON."},
        {"[]", "is not a liaise export."},
        {"{\"format\":\"liaise\",\"version\":2,\"records\":{}}",
            "was written by another version of liaise."},
        {"{\"format\":\"liaise\",\"version\":1,\"records\":{\"starship\":[]}}",
            "of an unknown kind, \"starship\"; update liaise first."},
        {"{\"format\":\"liaise\",\"version\":1,\"records\":{\"affiliate\":[{\"id\":\"" ID_A
         "\",\"shields\":1}]}}",
            "affiliate with an unknown field, \"shields\"; update liaise first."},
        {"{\"format\":\"liaise\",\"version\":1,\"records\":{\"affiliate\":[{\"id\":\"" ID_A
         "\"}]}}",
            "affiliate 1: name is required."},
        {"{\"format\":\"liaise\",\"version\":1,\"records\":{\"area\":[{\"id\":\"" ID_A
         "\",\"name\":\"A\",\"position\":\"nan\"}]}}",
            "area 1: position is not a number."},
    };
    char *folder = li_format("%s/in", office->folder);
    char *path = li_format("%s/in.json", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_text(folder, "in.json", cases[i].text);
        expect_refused(office, path, cases[i].message);
    }
    expect_refused(office, folder, "contains no liaise export.");
    empty_folder(folder);
    free(path);
    free(folder);
}

/* What follows a NUL would not be looked at. */
static void nothing_hides_behind_a_nul(void **state)
{
    struct office *office = *state;
    static const char record[] = "{\"format\":\"liaise\",\"version\":1,\"records\":{\"area\":[{"
                                 "\"id\":\"" ID_A "\",\"name\":\"A\"}\0 and more]}}";
    char *path = li_format("%s/nul.json", office->folder);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(record, 1, sizeof record - 1, out), sizeof record - 1);
    assert_int_equal(fclose(out), 0);
    expect_refused(office, path, "is not JSON.");
    free(path);
}

static void a_place_that_cannot_be_written_is_left_alone(void **state)
{
    struct office *office = *state;
    int64_t count;
    struct li_error err;
    char *folder = li_format("%s/out", office->folder);
    char *taken = li_format("%s/person.csv", folder);
    assert_int_equal(
        export_all(office->context, "/nonexistent/out", NULL, NULL, &count, &err), LI_IO);
    assert_int_equal(
        export_all(office->context, "/nonexistent/out.json", NULL, NULL, &count, &err), LI_IO);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(mkdir(taken, 0700), 0);
    assert_int_equal(export_all(office->context, folder, NULL, NULL, &count, &err), LI_IO);
    assert_non_null(strstr(err.message, "person.csv cannot be written"));
    rmdir(taken);
    empty_folder(folder);
    free(taken);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_folder_goes_round),
        OFFICE_TEST(a_document_goes_round),
        OFFICE_TEST(no_cell_starts_a_formula),
        OFFICE_TEST(a_document_says_what_it_is),
        OFFICE_TEST(what_is_there_becomes_what_the_file_says),
        OFFICE_TEST(children_may_stand_before_their_parents),
        OFFICE_TEST(what_no_record_could_hold_is_refused),
        OFFICE_TEST(a_document_may_be_laid_out_in_any_way),
        OFFICE_TEST(what_export_did_not_write_is_refused),
        OFFICE_TEST(nothing_hides_behind_a_nul),
        OFFICE_TEST(a_place_that_cannot_be_written_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
