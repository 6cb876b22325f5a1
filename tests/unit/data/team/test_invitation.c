/*
 * test_invitation.c: an invitation as a file, and as a line that words open.
 */
#include "data/base/memory.h"
#include "data/team/invitation.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>

static struct invitation an_invitation(void)
{
    struct invitation invitation = {.team = {{1}},
        .root = {{2}},
        .key_id = {{3}},
        .key = {{4}},
        .seed = {5},
        .person = {{6}},
        .person_name = li_strdup("Ann Lee"),
        .organization = li_strdup("Home Association"),
        .role = ACT_ROLE_EDITOR,
        .expires = 7};
    invitation_add_carrier(&invitation, "office", "folder", "/srv/office");
    invitation_add_carrier(&invitation, "hub", "hub", "postgresql://hub.example.org/liaise");
    return invitation;
}

static void assert_same(const struct invitation *one, const struct invitation *other)
{
    assert_memory_equal(&one->team, &other->team, sizeof one->team);
    assert_memory_equal(&one->root, &other->root, sizeof one->root);
    assert_memory_equal(&one->key_id, &other->key_id, sizeof one->key_id);
    assert_memory_equal(&one->key, &other->key, sizeof one->key);
    assert_memory_equal(&one->seed, &other->seed, sizeof one->seed);
    assert_memory_equal(&one->person, &other->person, sizeof one->person);
    assert_string_equal(one->person_name, other->person_name);
    assert_string_equal(one->organization, other->organization);
    assert_null(other->login);
    assert_int_equal(one->role, other->role);
    assert_true(one->expires == other->expires);
    assert_int_equal(other->carrier_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(one->carriers[i].name, other->carriers[i].name);
        assert_string_equal(one->carriers[i].class_name, other->carriers[i].class_name);
        assert_string_equal(one->carriers[i].place, other->carriers[i].place);
    }
}

static void test_file(void **state)
{
    (void)state;
    struct li_error err = {0};
    struct bytes bytes = {0};
    struct invitation invitation = an_invitation(), read;
    invitation_write(&invitation, &bytes);
    assert_memory_equal(bytes.at, "liaise invitation 1\n", 20);
    assert_int_equal(invitation_parse(bytes.at, bytes.size, &read, &err), LI_OK);
    assert_same(&invitation, &read);
    invitation_clear(&read);
    /* As a mail program leaves it. */
    struct bytes mailed = {0};
    for (size_t i = 0; i < bytes.size; i++)
        bytes_add(
            &mailed, bytes.at[i] == '\n' ? "\r\n" : &bytes.at[i], bytes.at[i] == '\n' ? 2 : 1);
    assert_int_equal(invitation_parse(mailed.at, mailed.size, &read, &err), LI_OK);
    assert_same(&invitation, &read);
    invitation_clear(&read);
    invitation_clear(&invitation);
    free(mailed.at);
    free(bytes.at);
}

static void test_file_damaged(void **state)
{
    (void)state;
    struct li_error err = {0};
    struct bytes bytes = {0};
    struct invitation invitation = an_invitation(), read;
    invitation_write(&invitation, &bytes);
    for (size_t size = 0; size + 1 < bytes.size; size++)
        assert_int_equal(invitation_parse(bytes.at, size, &read, &err), LI_CORRUPT);
    assert_int_equal(invitation_parse("hello", 5, &read, &err), LI_CORRUPT);
    assert_non_null(strstr(err.message, "ask for it to be sent again"));
    for (size_t i = 0; i < bytes.size; i++) {
        bytes.at[i] ^= 2;
        (void)invitation_parse(bytes.at, bytes.size, &read, &err);
        invitation_clear(&read);
        bytes.at[i] ^= 2;
    }
    invitation_clear(&invitation);
    free(bytes.at);
}

static void test_line(void **state)
{
    (void)state;
    char *line, words[PHRASE_SIZE], others[PHRASE_SIZE];
    struct li_error err = {0};
    struct invitation invitation = an_invitation(), read;
    assert_int_equal(invitation_seal(&invitation, &line, words, &err), LI_OK);
    assert_true(invitation_is_line(line));
    assert_int_equal(strcspn(line, " \n"), strlen(line));
    assert_int_equal(invitation_open(line, words, &read, &err), LI_OK);
    assert_same(&invitation, &read);
    invitation_clear(&read);
    phrase_new_spoken(others);
    assert_int_equal(invitation_open(line, others, &read, &err), LI_REFUSED);
    assert_null(read.person_name);
    assert_int_equal(invitation_open(line, "about about", &read, &err), LI_REFUSED);
    assert_int_equal(invitation_open("liaise1-", words, &read, &err), LI_CORRUPT);
    assert_int_equal(invitation_open("hello", words, &read, &err), LI_CORRUPT);
    line[strlen(line) / 2] ^= 1;
    assert_int_not_equal(invitation_open(line, words, &read, &err), LI_OK);
    invitation_clear(&invitation);
    free(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_file_damaged),
        cmocka_unit_test(test_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
