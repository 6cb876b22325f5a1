/*
 * test_draft.c: what was typed is there again, whatever it was; and each form's is its own.
 */
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/open.h"
#include "core/record/draft.h"
#include "data/base/memory.h"
#include "data/base/process.h"
#include "data/database/embedded.h"
#include "tests/support/sample_office.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const struct id new_record, no_key;

static void assert_ok(enum li_err code, const struct li_error *err)
{
    if (code != LI_OK)
        fail_msg("%s", err->message);
}

/* Another form, unless the key is one that was kept before. */
static struct id keep(
    struct office *office, struct id key, const struct id *id, const char *name, const char *notes)
{
    struct li_error err;
    const char *typed[PERSON_FIELD_COUNT] = {[PERSON_NAME] = name, [PERSON_NOTES] = notes};
    assert_ok(draft_save(office->context, &key, &kind_person, id, typed, NULL, &err), &err);
    return key;
}

static void release(struct office *office, const struct id *key)
{
    struct li_error err;
    assert_ok(draft_release(office->context, key, &err), &err);
}

/* NULL: none was to be had. */
static struct draft *resume(struct office *office, const struct id *id, bool *in_use)
{
    struct draft *draft;
    struct li_error err;
    const struct draft_options wish = {.kind = &kind_person, .id = id};
    assert_ok(draft_resume(office->context, &wish, &draft, in_use, &err), &err);
    return draft;
}

static size_t count_all(struct office *office, size_t *in_use)
{
    struct draft **drafts;
    struct li_error err;
    size_t count;
    assert_ok(draft_all(office->context, &drafts, &count, &err), &err);
    *in_use = 0;
    for (size_t i = 0; i < count; i++) {
        *in_use += drafts[i]->in_use;
        draft_free(drafts[i]);
    }
    free(drafts);
    return count;
}

static void a_draft_comes_back_as_it_was_typed(void **state)
{
    static const char *const texts[] = {"Ada", "", " ", "\"quoted\" \\ and 'such'", "two\nlines\t",
        "\x1B[31mred", "Taituar\xC4\x81 \xF0\x9F\x8F\x9B", "0197c2a0-0000-7000-8000-000000000001",
        "not \xFF UTF-8", "null", "{\"a\":1}"};
    struct office *office = *state;
    struct id key = no_key;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        key = keep(office, key, &new_record, texts[i], NULL);
        office_reopen(office);
        struct draft *draft = resume(office, &new_record, NULL);
        assert_non_null(draft);
        assert_string_equal(draft->typed[PERSON_NAME], texts[i]);
        assert_null(draft->typed[PERSON_NOTES]);
        assert_null(draft->base);
        assert_ptr_equal(draft->kind, &kind_person);
        assert_true(id_is_nil(&draft->id));
        assert_true(strlen(draft->at) == strlen("09:14") || strlen(draft->at) == 16);
        draft_free(draft);
    }
}

static void each_form_has_a_draft_of_its_own(void **state)
{
    struct office *office = *state;
    struct li_error err;
    size_t in_use;
    struct id ada = office_add(office, &kind_person, "name", "Ada Example", NULL);
    struct id goal_key = no_key;
    const char *goal[GOAL_FIELD_COUNT] = {[GOAL_TITLE] = "Train"};
    struct id one = keep(office, no_key, &new_record, "One", NULL);
    struct id two = keep(office, no_key, &new_record, "Two", NULL);
    struct id here = keep(office, no_key, &ada, "Ada E", "Note");
    struct id there = keep(office, no_key, &ada, "Countess", NULL);
    here = keep(office, here, &ada, "Ada Ex", NULL);
    assert_ok(
        draft_save(office->context, &goal_key, &kind_goal, &new_record, goal, NULL, &err), &err);
    assert_int_equal(count_all(office, &in_use), 5);
    assert_int_equal(in_use, 5);

    assert_ok(draft_drop(office->context, &here, &err), &err);
    assert_true(id_is_nil(&here));
    assert_ok(draft_drop(office->context, &here, &err), &err);
    release(office, &there);
    struct draft *draft = resume(office, &ada, NULL);
    assert_string_equal(draft->typed[PERSON_NAME], "Countess");
    assert_null(draft->typed[PERSON_NOTES]);
    draft_free(draft);
    release(office, &two);
    release(office, &one);
    draft = resume(office, &new_record, NULL); /* what was typed last, not what was left last */
    assert_string_equal(draft->typed[PERSON_NAME], "Two");
    draft_free(draft);
    draft = resume(office, &new_record, NULL);
    assert_string_equal(draft->typed[PERSON_NAME], "One");
    draft_free(draft);
}

static void a_draft_in_use_is_nobody_elses(void **state)
{
    struct office *office = *state;
    size_t in_use;
    bool used = false;
    struct id ada = office_add(office, &kind_person, "name", "Ada Example", NULL);
    struct id key = keep(office, no_key, &ada, "Ada E", NULL);
    assert_null(resume(office, &ada, &used));
    assert_true(used);
    release(office, &key);
    assert_int_equal(count_all(office, &in_use), 1);
    assert_int_equal(in_use, 0);
    struct draft *draft = resume(office, &ada, &used);
    assert_non_null(draft);
    assert_false(used);
    draft_free(draft);
    assert_null(resume(office, &ada, &used)); /* it is in use here, now */
    assert_true(used);
}

/* Makes the draft that of a form which that process has open, or had. */
static void give_to(struct office *office, pid_t pid)
{
    char process[PROCESS_TEXT_SIZE];
    char *sql = li_format(
        "UPDATE local_draft SET owner = '%s elsewhere' RETURNING 1", process_text(pid, process));
    free(office_ask(office, sql));
    free(sql);
}

static void what_a_program_that_ended_left_is_resumed(void **state)
{
    struct office *office = *state;
    bool used;
    int wait_here[2];
    keep(office, no_key, &new_record, "New", NULL);
    assert_int_equal(pipe(wait_here), 0);
    pid_t other = fork();
    if (other == 0) {
        char byte;
        close(wait_here[1]);
        _exit(read(wait_here[0], &byte, 1) == 0 ? 0 : 1);
    }
    give_to(office, other);
    assert_null(resume(office, &new_record, &used)); /* while it runs */
    assert_true(used);
    kill(other, SIGKILL);
    siginfo_t info;
    assert_int_equal(waitid(P_PID, (id_t)other, &info, WEXITED | WNOWAIT), 0);
    struct draft *draft = resume(office, &new_record, &used); /* its parent took no notice yet */
    assert_non_null(draft);
    draft_free(draft);
    give_to(office, other);
    assert_int_equal(waitpid(other, NULL, 0), other);
    draft = resume(office, &new_record, &used);
    assert_non_null(draft);
    assert_false(used);
    draft_free(draft);
    close(wait_here[0]);
    close(wait_here[1]);
}

/* A number alone tells nothing: another program has it by now, or the computer was started anew. */
static void a_process_is_more_than_its_number(void **state)
{
    char text[PROCESS_TEXT_SIZE], *other;
    long pid;
    unsigned long long start;
    char boot[48];
    (void)state;
    process_text(getpid(), text);
    assert_true(process_runs(text));
    assert_int_equal(sscanf(text, "%ld %llu %47s", &pid, &start, boot), 3);
    if (start > 0) { /* where the system tells */
        other = li_format("%ld %llu %s", pid, start + 1, boot);
        assert_false(process_runs(other));
        free(other);
    }
    other = li_format("%ld %llu %s", pid, start, "another-boot");
    assert_false(process_runs(other));
    free(other);
    assert_false(process_runs(""));
    assert_false(process_runs("-1 5 x"));
}

static void a_draft_knows_what_it_began_from(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id ada = office_add(office, &kind_person, "name", "Ada Example", NULL), key = no_key;
    const char *typed[PERSON_FIELD_COUNT] = {[PERSON_TITLE] = "Mayor"};
    const char *base[PERSON_FIELD_COUNT] = {[PERSON_NAME] = "Ada \"Example\""};
    const char *nothing[PERSON_FIELD_COUNT] = {NULL};
    assert_ok(draft_save(office->context, &key, &kind_person, &ada, typed, base, &err), &err);
    office_reopen(office);
    struct draft *draft = resume(office, &ada, NULL);
    assert_string_equal(draft->base[PERSON_NAME], "Ada \"Example\"");
    assert_null(draft->base[PERSON_TITLE]);
    assert_string_equal(draft->typed[PERSON_TITLE], "Mayor");
    assert_null(draft->typed[PERSON_NAME]);
    draft_free(draft);
    assert_ok(draft_save(office->context, &key, &kind_person, &ada, typed, nothing, &err), &err);
    office_reopen(office);
    draft = resume(office, &ada, NULL);
    assert_non_null(draft->base); /* it was blank, which is something to know */
    draft_free(draft);
}

static void an_untouched_form_is_an_empty_draft(void **state)
{
    struct office *office = *state;
    struct id key = keep(office, no_key, &new_record, NULL, NULL);
    release(office, &key);
    struct draft *draft = resume(office, &new_record, NULL);
    assert_non_null(draft);
    for (int i = 0; i < kind_person.stored_count; i++)
        assert_null(draft->typed[i]);
    draft_free(draft);
}

static void drafts_are_not_journalled(void **state)
{
    struct office *office = *state;
    char *before = office_ask(office, "SELECT count(*) FROM journal_entry");
    keep(office, no_key, &new_record, "New", NULL);
    char *after = office_ask(office, "SELECT count(*) FROM journal_entry");
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void what_is_no_form_is_kept_as_a_text(void **state)
{
    static const char text[] = "one\ttwo\n\"three\" \xC4\x81\n";
    struct office *office = *state;
    struct li_error err;
    struct draft **drafts;
    size_t count;
    struct id id = id_new();
    keep(office, no_key, &id, "Ada", NULL);
    assert_ok(draft_save_text(office->context, "hand-over", &id, "before", &err), &err);
    assert_ok(draft_save_text(office->context, "hand-over", &id, text, &err), &err);
    office_reopen(office);
    char *kept = draft_text(office->context, "hand-over", &id);
    assert_string_equal(kept, text);
    free(kept);
    assert_null(draft_text(office->context, "plan", &id));
    assert_ok(draft_all(office->context, &drafts, &count, &err), &err);
    assert_int_equal(count, 2);
    assert_null(drafts[0]->kind);
    assert_string_equal(drafts[0]->name, "hand-over");
    assert_string_equal(drafts[0]->text, text);
    assert_true(id_equal(&drafts[0]->id, &id));
    for (size_t i = 0; i < count; i++)
        draft_free(drafts[i]);
    free(drafts);
    assert_ok(draft_save_text(office->context, "hand-over", &id, NULL, &err), &err);
    assert_null(draft_text(office->context, "hand-over", &id));
}

static void two_windows_have_a_text_each(void **state)
{
    struct office *office = *state;
    struct li_error err;
    size_t in_use;
    struct id id = id_new();
    assert_ok(draft_save_text(office->context, "hand-over", &id, "theirs", &err), &err);
    give_to(office, getppid());
    assert_true(draft_text_elsewhere(office->context, "hand-over", &id));
    assert_null(draft_text(office->context, "hand-over", &id));
    assert_ok(draft_save_text(office->context, "hand-over", &id, "ours", &err), &err);
    assert_int_equal(count_all(office, &in_use), 2);
    char *text = draft_text(office->context, "hand-over", &id);
    assert_string_equal(text, "ours");
    free(text);
    assert_ok(draft_save_text(office->context, "hand-over", &id, NULL, &err), &err);
    assert_int_equal(count_all(office, &in_use), 1);
    text = office_ask(office, "SELECT typed ->> '$' FROM local_draft");
    assert_string_equal(text, "theirs");
    free(text);
}

static void a_text_that_was_left_is_claimed_once(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct draft **drafts;
    size_t count;
    struct id id = id_new();
    assert_ok(draft_save_text(office->context, "hand-over", &id, "left", &err), &err);
    assert_ok(draft_release_text(office->context, "hand-over", &id, &err), &err);
    assert_false(draft_text_elsewhere(office->context, "hand-over", &id));
    assert_ok(draft_all(office->context, &drafts, &count, &err), &err);
    assert_int_equal(count, 1);
    assert_ok(draft_claim(office->context, &drafts[0]->key, &err), &err);
    give_to(office, getppid());
    assert_int_equal(draft_claim(office->context, &drafts[0]->key, &err), LI_NONE);
    draft_free(drafts[0]);
    free(drafts);
}

static void a_field_no_longer_known_is_passed_over(void **state)
{
    struct office *office = *state;
    struct id key = keep(office, no_key, &new_record, "New", NULL);
    release(office, &key);
    free(office_ask(
        office, "UPDATE local_draft SET typed = json_set(typed, '$.shoe_size', '44') RETURNING 1"));
    struct draft *draft = resume(office, &new_record, NULL);
    assert_string_equal(draft->typed[PERSON_NAME], "New");
    draft_free(draft);
}

/* The table as it was when a record had one draft. */
static void drafts_of_an_older_version_come_along(void **state)
{
    struct office *office = *state;
    size_t in_use;
    context_close(office->context);
    office->context = NULL;
    place_raw(office->path,
        "DROP TABLE local_draft;"
        "CREATE TABLE local_draft (kind TEXT NOT NULL, id BLOB NOT NULL, typed TEXT NOT NULL,"
        " at TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;"
        "INSERT INTO local_draft VALUES"
        " ('person', zeroblob(16), '{\"name\":\"Old\"}', '2026-01-02 03:04:05.000'),"
        " ('hand-over', zeroblob(16), '\"text\"', '2026-01-02 03:04:05.000');");
    place_raw(office->path, embedded_find("schema/0009-draft.sql")->text);
    office_reopen(office);
    assert_int_equal(count_all(office, &in_use), 2);
    assert_int_equal(in_use, 0);
    struct draft *draft = resume(office, &new_record, NULL);
    assert_string_equal(draft->typed[PERSON_NAME], "Old");
    draft_free(draft);
    char *text = draft_text(office->context, "hand-over", &new_record);
    assert_string_equal(text, "text");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_draft_comes_back_as_it_was_typed),
        OFFICE_TEST(each_form_has_a_draft_of_its_own),
        OFFICE_TEST(a_draft_in_use_is_nobody_elses),
        OFFICE_TEST(what_a_program_that_ended_left_is_resumed),
        cmocka_unit_test(a_process_is_more_than_its_number),
        OFFICE_TEST(a_draft_knows_what_it_began_from),
        OFFICE_TEST(an_untouched_form_is_an_empty_draft),
        OFFICE_TEST(drafts_are_not_journalled),
        OFFICE_TEST(what_is_no_form_is_kept_as_a_text),
        OFFICE_TEST(two_windows_have_a_text_each),
        OFFICE_TEST(a_text_that_was_left_is_claimed_once),
        OFFICE_TEST(a_field_no_longer_known_is_passed_over),
        OFFICE_TEST(drafts_of_an_older_version_come_along),
    };
    return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
