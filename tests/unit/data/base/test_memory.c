/*
 * test_memory.c: text that grows, memory taken before it is needed, and how the program ends when
 * there is none.
 */
#include "data/base/memory.h"
#include "tests/support/seed.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void test_text_grows(void **state)
{
    (void)state;
    enum { LINES = 20000 };
    char *text;
    FILE *out = li_text_open(&text);
    assert_string_equal(text, "");
    for (int i = 0; i < LINES; i++)
        fprintf(out, "%05d\n", i);
    assert_int_equal(ftell(out), 6 * LINES);
    assert_int_equal(li_text_close(out), 6 * LINES);
    assert_int_equal(strlen(text), 6 * LINES);
    assert_memory_equal(text + 6L * (LINES - 1), "19999\n", 7);
    free(text);
}

static void test_text_is_whole_after_a_flush_and_can_begin_again(void **state)
{
    (void)state;
    char *text;
    FILE *out = li_text_open(&text);
    fputs("first", out);
    fflush(out);
    assert_string_equal(text, "first");
    rewind(out);
    fputs("one", out);
    fputc('\0', out);
    fflush(out);
    assert_string_equal(text, "one");
    li_text_close(out);
    free(text);
}

static void test_text_goes_on_where_it_is_set_to(void **state)
{
    (void)state;
    char *text;
    FILE *out = li_text_open(&text);
    fputs("some text", out);
    assert_int_equal(fseek(out, -4, SEEK_END), 0);
    fputs("word", out);
    assert_int_equal(fseek(out, -8, SEEK_CUR), 0);
    assert_int_not_equal(fseek(out, 10, SEEK_SET), 0);
    assert_int_not_equal(fseek(out, -10, SEEK_END), 0);
    fflush(out);
    assert_string_equal(text, "some word");
    fclose(out);
    free(text);
}

static void test_empty_text(void **state)
{
    (void)state;
    char *text;
    assert_int_equal(li_text_close(li_text_open(&text)), 0);
    assert_string_equal(text, "");
    free(text);
}

static void say_first(void)
{
    (void)!write(STDERR_FILENO, "first ", 6);
}

static void say_second(void)
{
    (void)!write(STDERR_FILENO, "second ", 7);
}

/* What a child says that runs out of memory; *status is how it ended. The caller frees it. */
static char *run_out(int *status)
{
    int ends[2];
    char *said = li_calloc(1000, 1);
    size_t size = 0;
    ssize_t got;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        li_when_out_of_memory(say_second);
        li_when_out_of_memory(say_first);
        li_realloc(NULL, SIZE_MAX, 2);
        _exit(0);
    }
    close(ends[1]);
    while ((got = read(ends[0], said + size, 999 - size)) > 0)
        size += (size_t)got;
    close(ends[0]);
    assert_int_equal(waitpid(child, status, 0), child);
    return said;
}

static void test_out_of_memory_ends_the_program_with_a_sentence(void **state)
{
    (void)state;
    int status;
    char *said = run_out(&status);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    assert_int_equal(strncmp(said, "first second liaise: Out of memory.", 35), 0);
    assert_string_equal(said + strlen(said) - 2, ".\n");
    free(said);
}

static long faults_so_far(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_minflt;
}

/* Linux takes pages of its own at once since 5.14. */
static bool system_populates(void)
{
    struct utsname name;
    int version = 0, part = 0;
    return uname(&name) == 0 && sscanf(name.release, "%d.%d", &version, &part) == 2 &&
           (version > 5 || (version == 5 && part >= 14));
}

static void test_a_warm_heap_is_used_without_faults(void **state)
{
    enum { SIZE = 1 << 20, PIECE = 4000, FEW = 40 };
    char *pieces[SIZE / PIECE];
    (void)state;
    li_heap_warm(2 * SIZE);
    if (seed_sanitized() || !system_populates())
        skip();
    long before = faults_so_far();
    for (size_t i = 0; i < SIZE / PIECE; i++)
        pieces[i] = memset(li_calloc(1, PIECE), 1, PIECE);
    assert_in_range(faults_so_far() - before, 0, FEW);
    for (size_t i = 0; i < SIZE / PIECE; i++)
        free(pieces[i]);
}

/* What is taken early may be too much; then it is taken when it is needed. */
static void test_too_much_is_not_taken_early(void **state)
{
    (void)state;
    if (seed_sanitized())
        skip();
    li_heap_warm((size_t)1 << 46);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_grows),
        cmocka_unit_test(test_text_is_whole_after_a_flush_and_can_begin_again),
        cmocka_unit_test(test_text_goes_on_where_it_is_set_to),
        cmocka_unit_test(test_empty_text),
        cmocka_unit_test(test_a_warm_heap_is_used_without_faults),
        cmocka_unit_test(test_out_of_memory_ends_the_program_with_a_sentence),
        cmocka_unit_test(test_too_much_is_not_taken_early),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
