/*
 * test_forgery.c: what somebody can do who can write where bundles lie, and has no key: damage,
 * exchange, cut, hold back, repeat. Each is told in a sentence, and the rest goes on.
 */
#include "data/base/memory.h"
#include "data/bundle/bundle_header.h"
#include "data/carrier/aside.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include "tests/support/meeting.h"
#include "tests/support/seed.h"
#include "tests/support/sharing.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- what a person is told -------------------------------------------------------------------- */

/* Of each file set aside: a sentence that has the text; "" any. How many there are. */
static size_t assert_aside(struct meeting *meeting, const char *text)
{
    struct aside aside;
    assert_int_equal(aside_load(meeting->head->store, &aside, &meeting->err), LI_OK);
    for (size_t i = 0; i < aside.count; i++) {
        const char *why = aside.items[i].why;
        if (!strstr(why, text) || !*why || why[strlen(why) - 1] != '.')
            fail_msg("%s: %s", aside.items[i].name, why);
    }
    size_t count = aside.count;
    aside_clear(&aside);
    return count;
}

/* What both write comes through, and nothing is wrong with either. */
static void assert_goes_on(struct meeting *meeting)
{
    static int number = 5000;
    char *before = li_strdup(meeting_areas(meeting->head));
    meeting_add_area(meeting->laptop, ++number);
    meeting_add_area(meeting->head, ++number);
    meeting_meet(meeting);
    char *after = li_format("%d", atoi(before) + 2);
    assert_string_equal(meeting_areas(meeting->head), after);
    assert_string_equal(meeting_areas(meeting->laptop), after);
    meeting_assert_sound(meeting->head);
    meeting_assert_sound(meeting->laptop);
    free(before);
    free(after);
}

/* --- files ------------------------------------------------------------------------------------ */

static void put(const struct meeting *meeting, const char *name, const void *bytes, size_t size)
{
    char *path = li_format("%s/%s", meeting->one, name);
    place_write(path, bytes, size);
    free(path);
}

/* A bundle of the laptop that headquarters has taken; its bytes are the caller's to free. */
static char *taken_bundle(struct meeting *meeting, size_t *size)
{
    meeting_meet(meeting);
    meeting_add_area(meeting->laptop, 1);
    meeting_meet(meeting);
    char *path = meeting_tail(meeting, meeting->laptop), *bytes = place_read(path, size);
    free(path);
    return bytes;
}

/* All files of a folder with that ending copied to another, under names with something before. */
static void copy_all(const char *from, const char *to, const char *ending, const char *before)
{
    DIR *entries = opendir(from);
    assert_non_null(entries);
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        size_t length = strlen(entry->d_name), size;
        if (entry->d_name[0] == '.' || length <= strlen(ending) ||
            strcmp(entry->d_name + length - strlen(ending), ending) != 0)
            continue;
        char *here = li_format("%s/%s", from, entry->d_name);
        char *there = li_format("%s/%s%s", to, before, entry->d_name);
        char *bytes = place_read(here, &size);
        place_write(there, bytes, size);
        free(bytes);
        free(there);
        free(here);
    }
    closedir(entries);
}

/* --- damage ----------------------------------------------------------------------------------- */

static void test_every_byte_flipped(void **state)
{
    struct meeting *meeting = *state;
    size_t size, flips = 0, step = seed_sanitized() ? 5 : 1;
    char *bytes = taken_bundle(meeting, &size);
    for (size_t i = 0; i < size; i += step, flips++) {
        char *name = li_format("flipped-%zu.bundle", i);
        bytes[i] = (char)(bytes[i] ^ (1 << (i % 8)));
        put(meeting, name, bytes, size);
        bytes[i] = (char)(bytes[i] ^ (1 << (i % 8)));
        free(name);
    }
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(assert_aside(meeting, ""), flips);
    assert_goes_on(meeting);
    free(bytes);
}

static void test_every_cut(void **state)
{
    struct meeting *meeting = *state;
    size_t size, cuts = 0, step = seed_sanitized() ? 5 : 1;
    char *bytes = taken_bundle(meeting, &size);
    for (size_t i = 0; i < size; i += step, cuts++) {
        char *name = li_format("cut-%zu.bundle", i);
        put(meeting, name, bytes, i);
        free(name);
    }
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(assert_aside(meeting, "This bundle is incomplete."), cuts);
    assert_goes_on(meeting);
    free(bytes);
}

/* The body of each under the header of the other. */
static void test_headers_swapped(void **state)
{
    struct meeting *meeting = *state;
    struct bundle_header header[2];
    char *bytes[2];
    size_t size[2];
    bytes[0] = taken_bundle(meeting, &size[0]);
    char *path = meeting_tail(meeting, meeting->head);
    bytes[1] = place_read(path, &size[1]);
    for (int i = 0; i < 2; i++)
        assert_int_equal(bundle_header_read(bytes[i], size[i], &header[i], &meeting->err), LI_OK);
    for (int i = 0; i < 2; i++) {
        struct bytes made = {0};
        bytes_add(&made, bytes[i], header[i].header_size);
        bytes_add(&made, bytes[1 - i] + header[1 - i].header_size, header[1 - i].sealed_size);
        put(meeting, i ? "one.bundle" : "other.bundle", made.at, made.size);
        free(made.at);
    }
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(assert_aside(meeting, ""), 2);
    assert_goes_on(meeting);
    free(path);
    free(bytes[0]);
    free(bytes[1]);
}

/* The tail itself is cut: its writer makes it good, whoever saw it. */
static void test_tail_cut(void **state)
{
    struct meeting *meeting = *state;
    size_t size;
    char *bytes = taken_bundle(meeting, &size), *tail = meeting_tail(meeting, meeting->laptop);
    for (size_t left = 0; left < size; left += 1 + size / 5) {
        place_write(tail, bytes, left);
        meeting_sync(meeting, meeting->head);
        assert_goes_on(meeting);
    }
    assert_int_equal(assert_aside(meeting, ""), 0);
    free(tail);
    free(bytes);
}

/* --- what lay there before -------------------------------------------------------------------- */

static void test_replayed(void **state)
{
    struct meeting *meeting = *state;
    free(taken_bundle(meeting, &(size_t){0}));
    copy_all(meeting->one, meeting->other, "", "");
    for (int i = 10; i < 13; i++) {
        meeting_add_area(meeting->laptop, i);
        meeting_add_area(meeting->head, i + 10);
        meeting_meet(meeting);
    }
    copy_all(meeting->other, meeting->one, ".bundle", "again-");
    copy_all(meeting->other, meeting->one, ".heads", "again-");
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    copy_all(meeting->other, meeting->one, ".bundle", "");
    copy_all(meeting->other, meeting->one, ".heads", "");
    meeting_sync(meeting, meeting->head);
    assert_int_equal(meeting->result.came, 0);
    assert_int_equal(assert_aside(meeting, ""), 0);
    assert_goes_on(meeting);
}

/* All that was ever written goes at once: whoever has it brings it back. */
static void test_emptied(void **state)
{
    struct meeting *meeting = *state;
    free(taken_bundle(meeting, &(size_t){0}));
    char *command = li_format("rm -f '%s'/*", meeting->one);
    assert_int_equal(system(command), 0);
    assert_goes_on(meeting);
    struct ledger *late = ledger_new();
    meeting_join(meeting, late, ACT_ROLE_READER);
    meeting_add_carrier(meeting, late, "one", meeting->one);
    meeting_meet(meeting);
    meeting_sync(meeting, late);
    char *areas = li_strdup(meeting_areas(late));
    assert_string_equal(areas, meeting_areas(meeting->head));
    free(areas);
    ledger_free(late);
    free(command);
}

/* Another team's files in our folder, bundles, vectors and all. */
static void test_another_team(void **state)
{
    struct meeting *meeting = *state;
    void *others;
    free(taken_bundle(meeting, &(size_t){0}));
    meeting_set_up(&others);
    free(taken_bundle(others, &(size_t){0}));
    copy_all(((struct meeting *)others)->one, meeting->one, "", "");
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_true(assert_aside(meeting, "This bundle belongs to another team.") > 0);
    assert_goes_on(meeting);
    meeting_tear_down(&others);
}

/* --- vectors ---------------------------------------------------------------------------------- */

/* What devices said that they have: damaged, cut, or in another's name. Nothing rests on it. */
static void test_vectors(void **state)
{
    struct meeting *meeting = *state;
    size_t size;
    char *path;
    free(taken_bundle(meeting, &(size_t){0}));
    assert_true(meeting_count_files(meeting->one, ".heads", &path) > 0);
    char *bytes = place_read(path, &size);
    for (size_t i = 0; i < size; i += 1 + size / 40) {
        char *flipped = li_format("flipped-%zu.heads", i), *cut = li_format("cut-%zu.heads", i);
        bytes[i] = (char)(bytes[i] ^ 1);
        put(meeting, flipped, bytes, size);
        bytes[i] = (char)(bytes[i] ^ 1);
        put(meeting, cut, bytes, i);
        free(flipped);
        free(cut);
    }
    meeting_assert_sync(meeting, meeting->head, 0, 0, 0);
    assert_int_equal(assert_aside(meeting, ""), 0);
    assert_goes_on(meeting);
    free(bytes);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETING_TEST(test_every_byte_flipped),
        MEETING_TEST(test_every_cut),
        MEETING_TEST(test_headers_swapped),
        MEETING_TEST(test_tail_cut),
        MEETING_TEST(test_replayed),
        MEETING_TEST(test_emptied),
        MEETING_TEST(test_another_team),
        MEETING_TEST(test_vectors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
