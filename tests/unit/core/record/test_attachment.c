/*
 * test_attachment.c: what a link means, and the digest kept of a file and held against it later.
 */
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/record/attachment.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
/* cmocka wants those before it */
#include <cmocka.h>

/* Of "abc", as FIPS 180-4 has it, and of nothing. */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static char *write_file(struct office *office, const char *name, const char *text)
{
    char *path = li_format("%s/%s", office->folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
    return path;
}

static void a_link_means_a_path_or_an_address(void **state)
{
    static const struct {
        const char *link, *path;
    } cases[] = {
        {"/a/b.pdf", "/a/b.pdf"},
        {"~/b.pdf", "/home/ada/b.pdf"},
        {"file:///a/b.pdf", "/a/b.pdf"},
        {"b.pdf", "b.pdf"},
        {"https://example.org/b.pdf", NULL},
        {"mailto:ada@example.org", NULL},
    };
    char *home = li_strdup(getenv("HOME"));
    (void)state;
    setenv("HOME", "/home/ada", 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = attachment_path(cases[i].link);
        if (cases[i].path)
            assert_string_equal(path, cases[i].path);
        else
            assert_null(path);
        free(path);
    }
    if (home)
        setenv("HOME", home, 1);
    free(home);
}

static void a_file_is_held_against_its_digest(void **state)
{
    struct office *office = *state;
    char *path = write_file(office, "accord.txt", "abc"), text[DIGEST_TEXT_SIZE];
    struct li_error err = {0};
    assert_int_equal(attachment_digest(path, text, &err), LI_OK);
    assert_string_equal(text, ABC);
    assert_int_equal(attachment_compare(path, ABC, 0), ATTACHMENT_SAME);
    assert_int_equal(attachment_compare(path, EMPTY, 0), ATTACHMENT_CHANGED);
    assert_int_equal(attachment_compare(path, EMPTY, 2), ATTACHMENT_LARGE);
    assert_int_equal(attachment_compare(path, NULL, 0), ATTACHMENT_UNKEPT);
    assert_int_equal(attachment_compare("https://example.org", ABC, 0), ATTACHMENT_ELSEWHERE);
    assert_int_equal(attachment_compare(office->folder, ABC, 0), ATTACHMENT_MISSING);
    assert_int_equal(attachment_digest(office->folder, text, &err), LI_IO);
    unlink(path);
    assert_int_equal(attachment_compare(path, ABC, 0), ATTACHMENT_MISSING);
    free(path);
}

static void sets(struct office *office, const struct id *id, const char *field, const char *typed,
    const char *expected)
{
    struct record *record;
    struct li_error err = {0};
    assert_int_equal(record_load(office->context, &kind_agreement, id, &record, &err), LI_OK);
    assert_int_equal(
        record_parse(office->context, record, kind_field(&kind_agreement, field), typed, &err),
        LI_OK);
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_free(record);
    char *digest = office_value(office, &kind_agreement, id, "document_sha256");
    assert_string_equal(digest ? digest : "", expected);
    free(digest);
}

static void an_agreement_keeps_the_digest_of_its_file(void **state)
{
    struct office *office = *state;
    char *path = write_file(office, "accord.txt", "abc"), *other = write_file(office, "b.txt", "");
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
    struct id id = office_add(
        office, &kind_agreement, "affiliate", "cama", "title", "Accord", "document", path, NULL);
    sets(office, &id, "title", "The accord", ABC);
    sets(office, &id, "document", other, EMPTY);
    sets(office, &id, "document_sha256", ABC, ABC);
    sets(office, &id, "document_sha256", "", EMPTY); /* taken anew */
    sets(office, &id, "document", "https://example.org/accord", "");
    sets(office, &id, "document", "/nowhere/accord.txt", "");
    assert_int_equal(chdir(office->folder), 0);
    sets(office, &id, "document", "accord.txt", ABC);
    char *full = office_value(office, &kind_agreement, &id, "document");
    assert_string_equal(full, path);
    free(full);
    assert_int_equal(chdir("/"), 0);
    free(path);
    free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_means_a_path_or_an_address),
        OFFICE_TEST(a_file_is_held_against_its_digest),
        OFFICE_TEST(an_agreement_keeps_the_digest_of_its_file),
    };
    return cmocka_run_group_tests_name("attachment", tests, NULL, NULL);
}
