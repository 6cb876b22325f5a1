/*
 * test_kill.c: the program killed in the midst of a long write leaves all of it or nothing.
 *
 * Each kind of work is done once to know how it ends and how often it writes. Then it is killed
 * before the nth of what it does to files (count.c), the write at hand perhaps half done, and what
 * lies there is looked at: the database opens and checks out, the write is wholly in or wholly out,
 * and wholly in where the program had said so; doing it again succeeds; nothing is left behind.
 *
 * Which moments are tried goes by LIAISE_SEED, else by the commit, so that each commit tries
 * others. LIAISE_FAULTS=all tries many more, and some by the clock.
 */
#include "data/base/memory.h"
#include "tests/kill/yard.h"
#include "tests/support/chance.h"
#include "tests/support/seed.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { KILLS_FEW = 2, KILLS_MANY = 150, BY_CLOCK = 20, WORDS = 10 };

/* Which database a work begins with. */
enum base { BASE_DEMO, BASE_PEOPLE, BASE_OLD, BASE_TEAM, BASE_NONE, BASES };
static const char *const base_names[BASES] = {"demo.db", "people.db", "old.db", "team.db", NULL};

struct work {
    const char *name;
    enum base base;
    const char *words[WORDS]; /* after the program's name; @WORD stands for what facts hold */
    const char *out;          /* a file it makes beside the database; NULL: none */
    int again;                /* the status when it is done again though it was done; mostly 0 */
    bool staged;              /* it gets there by steps, each whole, and the next start goes on */
    bool sealed;              /* the file it makes differs each time; it can be imported */
};

static const struct work works[] = {
    {.name = "import", .base = BASE_DEMO, .words = {"import", "person", "@people"}},
    {.name = "import of changes",
        .base = BASE_PEOPLE,
        .words = {"import", "person", "@changes", "--match", "email"}},
    {.name = "undo of many", .base = BASE_PEOPLE, .words = {"undo"}, .again = 2},
    {.name = "rebuild", .base = BASE_PEOPLE, .words = {"check", "--rebuild"}},
    {.name = "backup",
        .base = BASE_PEOPLE,
        .words = {"backup", "out.db"},
        .out = "out.db",
        .again = 1},
    {.name = "restore-backup", .base = BASE_DEMO, .words = {"restore-backup", "@backup"}},
    {.name = "migration", .base = BASE_OLD, .words = {"list", "area"}, .staged = true},
    {.name = "export", .base = BASE_PEOPLE, .words = {"export", "out.json"}, .out = "out.json"},
    {.name = "demonstration",
        .base = BASE_NONE,
        .words = {"demo", "--rows", "40", "-o", "out.db"},
        .out = "out.db",
        .again = 1},
    {.name = "plan",
        .base = BASE_DEMO,
        .words = {"plan", "draft", "@affiliate", "2031"},
        .again = 1},
    {.name = "sync", .base = BASE_TEAM, .words = {"sync"}},
    {.name = "sync export",
        .base = BASE_TEAM,
        .words = {"sync", "export", "out.mail"},
        .out = "out.mail",
        .sealed = true},
    {.name = "sync import", .base = BASE_TEAM, .words = {"sync", "import", "@mail"}},
    {.name = "join", .base = BASE_NONE, .words = {"join", "@invitation"}, .again = 1},
    {.name = "hand-over", .base = BASE_DEMO, .words = {"handover", "@from", "@to"}, .again = 1},
};

static const char *meant(const char *word)
{
    const struct {
        const char *name, *value;
    } facts[] = {{"@affiliate", yard.affiliate}, {"@from", yard.from}, {"@to", yard.to},
        {"@people", yard.people}, {"@changes", yard.changes}, {"@backup", yard.backup},
        {"@mail", yard.mail}, {"@invitation", yard.invitation}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (strcmp(facts[i].name, word) == 0)
            return facts[i].value;
    return word;
}

static int run_work(const struct work *work, const struct run *run)
{
    const char *words[WORDS + 2] = {yard.program};
    for (size_t i = 0; i < WORDS && work->words[i]; i++)
        words[i + 1] = meant(work->words[i]);
    return yard_run(words, run);
}

/* What no work is to leave, said when it is met. */
static bool is_stray(const char *name, void *arg)
{
    const struct work *work = arg;
    static const char *const known[] = {"said", "liaise.db", "liaise.db~", "liaise.db~2"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i]) == 0)
            return false;
    if (work->out && strcmp(name, work->out) == 0)
        return false;
    if (strstr(name, ".liaise-")) /* a draft, named for who wrote it: the next start removes it */
        return false;
    print_error("%s is left behind\n", name);
    return true;
}

struct state {
    uint64_t records, out;
};

/* A sealed file is whole, or it could not be imported. */
static struct state look(const struct work *work)
{
    struct state state = {.records = yard_digest("liaise.db")};
    if (work->out && !work->sealed)
        state.out = yard_digest(work->out);
    else if (work->out && yard_has(work->out))
        state.out = 1;
    return state;
}

static void import_sealed(const struct work *work, const char *what)
{
    if (work->sealed && yard_has(work->out))
        yard_run_well(what, (const char *[]){yard.program, "sync", "import", work->out, NULL});
}

static bool same(struct state a, struct state b)
{
    return a.records == b.records && a.out == b.out;
}

/* One kill. */

struct ends {
    struct state before, after;
    long calls;       /* that the work makes from its beginning to its end */
    useconds_t takes; /* by the clock */
};

static void know_ends(const struct work *work, struct ends *ends)
{
    struct timespec from, to;
    char *count = yard_path("count"), *text;
    size_t size;
    yard_begin(base_names[work->base]);
    ends->before = look(work);
    clock_gettime(CLOCK_MONOTONIC, &from);
    int status = run_work(work, &(struct run){.count = count});
    clock_gettime(CLOCK_MONOTONIC, &to);
    text = yard_said();
    if (status != 0)
        fail_msg("%s: status %x: %s", work->name, (unsigned)status, text);
    free(text);
    ends->after = look(work);
    if (same(ends->before, ends->after) && strcmp(work->words[0], "check") != 0)
        fail_msg("%s: it does nothing", work->name);
    text = place_read(count, &size);
    ends->calls = strtol(text, NULL, 10);
    ends->takes =
        (useconds_t)((to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000);
    free(text);
    free(count);
}

/* The same once more after a kill. */
static void do_again(const struct work *work, const struct ends *ends, bool done, const char *what)
{
    int status = run_work(work, &(struct run){0});
    char *text = yard_said();
    int expected = done ? work->again : 0;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != expected)
        fail_msg("%s: again: status %x: %s", what, (unsigned)status, text);
    free(text);
    if (!done && !same(look(work), ends->after))
        fail_msg("%s: done again, it comes out different", what);
    if (yard_has("liaise.db"))
        yard_check(what, "liaise.db");
    if (yard_each(is_stray, (void *)work) > 0)
        fail_msg("%s: something is left behind", what);
}

static void judge(const struct work *work, const struct ends *ends, int status, const char *what)
{
    bool finished = WIFEXITED(status);
    if (finished && WEXITSTATUS(status) != 0)
        fail_msg("%s: status %x", what, (unsigned)status);
    struct state state = look(work);
    bool after = same(state, ends->after);
    if (!after && !same(state, ends->before) && !work->staged)
        fail_msg("%s: neither what was nor what was to be", what);
    if (finished && !after)
        fail_msg("%s: it said it was done", what);
    if (base_names[work->base])
        yard_check(what, "liaise.db");
    if (state.out && strstr(work->out, ".db"))
        yard_check(what, work->out);
    import_sealed(work, what);
    struct state looked = look(work);
    if (!work->staged && !same(state, looked))
        fail_msg("%s: looking at it changed it", what);
    do_again(work, ends,
        same(looked, ends->after) && (finished || !same(ends->before, ends->after)), what);
}

static void kill_at(const struct work *work, const struct ends *ends, long at, bool torn)
{
    char *number = li_format("%ld", at);
    char *what = li_format("%s, killed before call %ld of %ld%s (LIAISE_SEED=%lu)", work->name, at,
        ends->calls, torn ? ", torn" : "", yard.seed);
    yard_begin(base_names[work->base]);
    judge(work, ends, run_work(work, &(struct run){.at = number, .torn = torn}), what);
    free(number);
    free(what);
}

static void kill_after(const struct work *work, const struct ends *ends, useconds_t patience)
{
    char *what = li_format("%s, killed after %u us", work->name, (unsigned)patience);
    yard_begin(base_names[work->base]);
    judge(work, ends, run_work(work, &(struct run){.patience = patience}), what);
    free(what);
}

/* Spread over all the calls, each at random within its stretch. */
static void kill_work(void **state)
{
    const struct work *work = *state;
    struct ends ends;
    know_ends(work, &ends);
    assert_true(ends.calls > 0);
    long kills = yard.whole ? KILLS_MANY : KILLS_FEW;
    struct chance chance = {yard.seed};
    for (long i = 0; i < kills && i < ends.calls; i++) {
        long from = ends.calls * i / kills, to = ends.calls * (i + 1) / kills;
        long at = to > from ? from + 1 + chance_below(&chance, (int)(to - from)) : from + 1;
        kill_at(work, &ends, at, chance_of(&chance, 50));
    }
    for (int i = 0; i < BY_CLOCK && yard.whole; i++)
        kill_after(work, &ends, 1 + (useconds_t)chance_below(&chance, (int)ends.takes + 1));
}

static int set_up(void **state)
{
    (void)state;
    yard_make_bases();
    return 0;
}

int main(int argc, char **argv)
{
    enum { COUNT = sizeof works / sizeof *works };
    enum { SKIPPED = 77 /* to automake */ };
    struct CMUnitTest tests[COUNT];
    if (seed_sanitized())
        return SKIPPED;
    yard_make(argv[0]);
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){works[i].name, kill_work, NULL, NULL, (void *)&works[i]};
    int failed = cmocka_run_group_tests_name("kill", tests, set_up, NULL);
    yard_remove();
    return failed;
}
