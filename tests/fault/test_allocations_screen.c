/*
 * test_allocations_screen.c: the screen, which at any one moment gets no memory, or none from then
 * on: whatever it acknowledged is there, and the terminal is as it was.
 */
#include "data/base/memory.h"
#include "tests/fault/no_memory.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { USUAL_SHARE = 20011, PATIENCE = 300 /* glances */, GLANCE = 20 /* ms */, STATES = 3 };

/* Keys and what they bring; saves: from then on the records are those of the next state. */
static const struct {
    const char *keys, *shows;
    bool saves;
} script[] = {
    {NULL, "Today — ", false},
    {"2", " Affiliates", false},
    {"/cama", "/ cama", false},
    {"\r\r", "Ottawa", false},
    {"5", "Harakeke", false},
    {"a", "New person", false},
    {"Ana Lima", "Ana Lima", false},
    {"\023", "Press u to undo", true},
    {"3", "Three placements", false},
    {"/train", "/ train", false},
    {"\r+", "Log progress", false},
    {"5", "5", false},
    {"\t", "Note", false},
    {"Third cohort.", "cohort.", false},
    {"\r", "Logged. ", true},
    {"q", NULL, false},
};
enum { STEPS = sizeof script / sizeof *script };

/* How far a run of the script came. */
struct run {
    int status, acknowledged;
    bool whole, met, restored;
    char *screen; /* the last */
};

static bool holds(struct terminal *terminal, const char *text)
{
    char *screen = terminal_screen(terminal);
    bool found = strstr(screen, text) != NULL;
    free(screen);
    return found;
}

/* False: the program ended, or shows something else. */
static bool arrives(struct terminal *terminal, const char *text)
{
    bool alive = true;
    for (int i = 0; alive && i < PATIENCE; i++) {
        if (text && holds(terminal, text))
            return true;
        alive = terminal_look(terminal, GLANCE);
    }
    return !text && !alive;
}

static struct run run_script(struct bench *bench, long n, bool lasting)
{
    struct run run = {.whole = true};
    bench_renew(bench);
    bench_harm(bench, n, lasting);
    static const char harmed[] = "exec env LD_PRELOAD=\"$LIAISE_FAULT_LIBRARY\" \"$LIAISE\"";
    const char *const argv[] = {"sh", "-c", harmed, NULL};
    struct terminal *terminal = desk_start_with(&bench->desk, 24, 80, argv);
    for (int i = 0; i < STEPS && run.whole; i++) {
        if (script[i].keys)
            terminal_type(terminal, script[i].keys);
        run.whole = arrives(terminal, script[i].shows);
        run.acknowledged += run.whole && script[i].saves;
    }
    /* Something else shows: whatever it is, it can be left. */
    for (int i = 0; i < STEPS && terminal_look(terminal, GLANCE); i++)
        terminal_type(terminal, CTRL('c'));
    run.status = terminal_end(terminal);
    run.restored = terminal_restored(terminal);
    run.screen = terminal_screen(terminal);
    run.met = bench_met(bench);
    return run;
}

/* The records before, with the person, and with the progress too. */
static void learn_states(struct bench *bench, char *states[STATES])
{
    static const char *const lines[STATES] = {"true", "liaise add person name='Ana Lima'",
        "liaise log 'Train 30 managers' 5 --note 'Third cohort.'"};
    char *path = bench_database(bench);
    bench_renew(bench);
    for (int i = 0; i < STATES; i++) {
        desk_run(&bench->desk, lines[i]);
        states[i] = bench_records(bench, path);
    }
    free(path);
}

/* NULL: all is as it should be. */
static const char *judge(const struct run *run, const char *records, char *const states[STATES])
{
    int state = 0;
    while (state < STATES && strcmp(records, states[state]) != 0)
        state++;
    if (!WIFEXITED(run->status) || WEXITSTATUS(run->status) > 1)
        return "it ended in no way that is meant";
    if (!run->restored)
        return "the terminal is not as it was";
    if (state == STATES)
        return "the records are what nobody saved";
    if (state < run->acknowledged)
        return "what was acknowledged is missing";
    if (run->whole)
        return state == STATES - 1 ? NULL : "it went through, and saved nothing";
    if (WEXITSTATUS(run->status) == 0)
        return "it goes on, and does not show what it should";
    if (!bench_names_cause(&no_memory, run->screen))
        return "the message does not tell what happened";
    return NULL;
}

static bool try(struct bench *bench, long n, bool lasting, char *const states[STATES], long *wrongs)
{
    char *path = bench_database(bench);
    struct run run = run_script(bench, n, lasting);
    char *records = bench_records(bench, path);
    const char *wrong = judge(&run, records, states);
    if (wrong) {
        print_message("screen: no memory at %ld%s, LIAISE_SEED=%lu: %s.\nstatus %x, %d saved\n%s\n",
            n, lasting ? ", lasting" : "", bench->seed, wrong, (unsigned)run.status,
            run.acknowledged, run.screen);
        ++*wrongs;
    }
    free(run.screen);
    free(records);
    free(path);
    return run.met;
}

static void test_screen(void **state)
{
    struct bench bench;
    char *states[STATES];
    long wrongs = 0, share = bench_share(USUAL_SHARE), tries = 0, n = 0;
    (void)state;
    if (!bench_open(&bench, &no_memory))
        skip();
    learn_states(&bench, states);
    assert_false(try(&bench, 0, false, states, &wrongs));
    assert_int_equal(wrongs, 0);
    for (int lasting = 0; lasting < 2; lasting++)
        for (n = bench_first(&bench, share);
             try(&bench, n, lasting, states, &wrongs) && wrongs < 10; n += share)
            tries++;
    print_message("screen: %ld tries, up to %ld\n", tries, n);
    for (int i = 0; i < STATES; i++)
        free(states[i]);
    bench_close(&bench);
    assert_int_equal(wrongs, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_screen)};
    return cmocka_run_group_tests_name("allocations on the screen", tests, NULL, NULL);
}
