/*
 * test_sqlite_faults_commands.c: whole commands, as they are typed, while SQLite or the disk
 * refuses any one call.
 */
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/run_command.h"
#include "cli/shell_words.h"
#include "core/kind/kinds.h"
#include "data/base/memory.h"
#include "tests/fault/fault_place.h"
#include "tests/fault/sqlite_sample.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A command, and those that are run before it, unharmed. @ stands for the folder of the place. */
struct typed {
    const char *line;
    const char *before[14];
};

/* --- running ---------------------------------------------------------------------------------- */

static char *typed_text(const char *line, const char *folder)
{
    char *text;
    FILE *out = li_text_open(&text);
    for (; *line; line++)
        if (*line == '@')
            fputs(folder, out);
        else
            fputc(*line, out);
    li_text_close(out);
    return text;
}

static enum li_err typed_run(
    const struct place *place, const struct shell_words *words, struct li_error *err)
{
    struct invocation line = {
        .commands = commands_all,
        .global[GLOBAL_DB] = place->path,
        .global[GLOBAL_AS] = "Wren Abernethy-Sousa",
        .global[GLOBAL_TODAY] = "2026-06-30",
        .today = DAY_NONE,
        .as_of = DAY_NONE,
    };
    enum li_err code = arguments_parse(&line, (const char *const *)words->list, words->count, err);
    if (!code)
        code = run_command(&line, err);
    arguments_free(&line);
    return code;
}

/* What has been said already is the message. */
static void typed_take_said(char *said, enum li_err code, struct li_error *err)
{
    said[strcspn(said, "\n")] = '\0';
    if (code && !*err->message)
        li_fail(err, code, "%s.", said);
}

/* One line. What it prints goes to out. */
static enum li_err typed_run_line(
    const struct place *place, const char *line, FILE *out, struct li_error *err)
{
    struct shell_words words;
    char *text = typed_text(line, place->folder), *said;
    shell_words_parse(text, "", &words);
    FILE *usual_out = stdout, *usual_err = stderr;
    stdout = out;
    stderr = li_text_open(&said);
    enum li_err code = typed_run(place, &words, err);
    li_text_close(stderr);
    stdout = usual_out;
    stderr = usual_err;
    typed_take_said(said, code, err);
    free(said);
    shell_words_free(&words);
    free(text);
    return code;
}

static enum li_err run_typed(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct typed *typed = trial->arg;
    (void)store;
    return typed_run_line(trial->place, typed->line, out, err);
}

/* What it prints has new ids and times. */
static enum li_err run_typed_writing(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    char *text;
    FILE *answer = li_text_open(&text);
    (void)out;
    enum li_err code = run_typed(trial, store, answer, err);
    li_text_close(answer);
    free(text);
    return code;
}

static void typed_shell(const struct place *place, const char *line)
{
    char *text = typed_text(line, place->folder);
    assert_int_equal(system(text), 0);
    free(text);
}

static void typed_prepare(const struct place *place, const struct typed *typed)
{
    struct li_error err = {0};
    char *text;
    typed_shell(place, "rm -rf '@'/made* '@'/ready; mkdir '@'/made-share '@'/ready");
    FILE *out = li_text_open(&text);
    enum li_err code = LI_OK;
    for (int i = 0; typed->before[i] && !code; i++)
        code = typed_run_line(place, typed->before[i], out, &err);
    li_text_close(out);
    free(text);
    if (code)
        fail_msg("%s: %s", typed->line, err.message);
    typed_shell(place, "cp -r '@'/liaise.db '@'/made* '@'/ready");
}

/* The first time runs what comes before, and sets it aside for the others. */
static struct store *open_typed(struct sqlite_trial *trial)
{
    static const struct typed *ready;
    if (ready != trial->arg)
        typed_prepare(trial->place, trial->arg);
    else
        typed_shell(trial->place, "rm -rf '@'/made* && cp -r '@'/ready/. '@'");
    ready = trial->arg;
    return NULL;
}

/* Check tries one command in so many, and of that one place in so many: each opens the database. */
enum { TYPED_TURNS = 4, TYPED_SHARE = 120 };

static bool typed_is_due(const struct sqlite_trial *trial, size_t which)
{
    bool all = fault_place_is_short() || getenv("LIAISE_SHARE");
    return all || (which + trial->seed) % TYPED_TURNS == 0;
}

static void try_all(
    struct place *place, const struct typed *typed, size_t count, const struct sqlite_work *how)
{
    struct sqlite_trial trial;
    sqlite_trial_begin(&trial, place);
    for (size_t i = 0; i < count; i++) {
        struct sqlite_work work = *how;
        if (!typed_is_due(&trial, i))
            continue;
        work.name = typed[i].line;
        trial.arg = (void *)&typed[i];
        sqlite_trial_run(&trial, &work);
    }
    sqlite_trial_end(&trial);
}

/* --- what they are ---------------------------------------------------------------------------- */

static void test_reading(void **state)
{
    static const struct typed typed[] = {
        {.line = "list affiliate code:CAMA --format json"},
        {.line = "list goal --format md"},
        {.line = "show affiliate CAMA"},
        {.line = "show goal 'Train 30 managers' --format json"},
        {.line = "agenda"},
        {.line = "agenda --format csv"},
        {.line = "history affiliate CAMA"},
        {.line = "history --limit 3 --format json"},
        {.line = "conflicts"},
        {.line = "duplicates affiliate"},
        {.line = "report directory"},
        {.line = "kinds"},
        {.line = "kinds affiliate"},
        {.line = "config"},
        {.line = "keys"},
        {.line = "carrier list"},
        {.line = "as-of 2026-06-01 list affiliate"},
        {.line = "plan draft CAMA 2027 --dry-run"},
        {.line = "completion fish liaise show affiliate C"},
        {.line = "agenda --mine --days 30 --format json"},
        {.line = "history goal 'Train 30 managers' --format jsonl"},
        {.line = "report vacancies --format csv"},
        {.line = "report workload --format md"},
        {.line = "report reciprocity --format html"},
        {.line = "report membership state"},
    };
    static const struct sqlite_work how = {
        .run = run_typed, .one_fault = true, .reads = true, .share = TYPED_SHARE};
    sqlite_sample_make(*state);
    try_all(*state, typed, sizeof typed / sizeof *typed, &how);
}

static void test_writing(void **state)
{
    static const struct typed typed[] = {
        {.line = "add person name='Ana Lima' organization=CAMA"},
        {.line = "set affiliate CAMA notes='Of late.'"},
        {.line = "archive affiliate MAB"},
        {.line = "restore affiliate MAB", .before = {"archive affiliate MAB"}},
        {.line = "log 'Train 30 managers' 5 --note 'Third cohort.'"},
        {.line = "contact CAMA 'Spoke of dues.' --follow-up 2026-07-14"},
        {.line = "assign CAMA 'Calloway Brightmoor' 'Staff liaison'"},
        {.line = "handover 'Wren Abernethy-Sousa' 'Calloway Brightmoor' --on 2026-07-01"},
        {.line = "plan draft CAMA 2027"},
        {.line = "plan agree CCMA 2026 --on 2026-06-01"},
        {.line = "plan review CAMA 2026 --text 'A good year.'"},
        {.line = "plan review CAMA 2026 --met 'Train 30 managers'"},
        {.line = "undo", .before = {"set affiliate CAMA notes=Early."}},
        {.line = "redo", .before = {"set affiliate CAMA notes=Early.", "undo"}},
        {.line = "merge affiliate CAMA MAB"},
        {.line = "import affiliate @/made.csv --match code",
            .before = {"list affiliate code:CAMA --columns code,name --format csv -o @/made.csv"}},
        {.line = "import all @/made.json", .before = {"export @/made.json"}},
        {.line = "check --rebuild"},
    };
    static const struct sqlite_work how = {.begin = open_typed,
        .run = run_typed_writing,
        .one_fault = true,
        .has_sequel = true,
        .by_steps = true,
        .share = TYPED_SHARE};
    sqlite_sample_make(*state);
    try_all(*state, typed, sizeof typed / sizeof *typed, &how);
}

#define INVITE "invite 'Calloway Brightmoor' --expires 2099-12-31"
#define INVITE_BY_FILE "invite 'Calloway Brightmoor' --expires 2099-12-31 -o @/made.invitation"
#define CARRIER "carrier add team folder @/made-share"
/* Another device of the team. */
#define JOIN CARRIER, INVITE_BY_FILE, "sync", "--db @/made.db join @/made.invitation", "sync"
/* Both wrote the same field, and the other's counts. */
#define DISAGREE                                                                                   \
    JOIN, "--db @/made.db sync", "set affiliate CAMA notes=One.",                                  \
        "--db @/made.db set affiliate CAMA notes=Two.", "sync", "--db @/made.db sync", "sync"
/* One wrote a field of a record that the other had removed. */
#define CHANGE_REMOVED                                                                             \
    JOIN, "add person name='Zed Ayo' organization=CAMA", "sync", "--db @/made.db sync", "undo",    \
        "--db @/made.db set person 'Zed Ayo' notes=Two.", "--db @/made.db sync", "sync"

/* What is made beside the database, and what is shared. */
static void test_files(void **state)
{
    static const struct typed typed[] = {
        {.line = "export @/made.json"},
        {.line = "export @/made"},
        {.line = "list affiliate -o @/made.csv --format csv"},
        {.line = "report directory -o @/made.txt"},
        {.line = "backup @/made.db"},
        {.line = "restore-backup @/made.db",
            .before = {"backup @/made.db", "set affiliate CAMA notes=Late."}},
        {.line = CARRIER},
        {.line = "carrier remove team", .before = {CARRIER}},
        {.line = INVITE_BY_FILE, .before = {CARRIER}},
        {.line = INVITE},
        {.line = "sync", .before = {CARRIER, INVITE}},
        {.line = "sync export @/made.mail", .before = {INVITE}},
        {.line = "devices", .before = {INVITE}},
        {.line = "--db @/made.db join @/made.invitation",
            .before = {CARRIER, INVITE_BY_FILE, "sync"}},
        {.line = "sync status --format json", .before = {JOIN}},
        {.line = "devices --format json", .before = {JOIN}},
        {.line = "revoke 'Calloway Brightmoor'", .before = {JOIN}},
        {.line = "conflicts --format json", .before = {DISAGREE}},
        {.line = "conflicts take 1", .before = {DISAGREE}},
        {.line = "conflicts take 1", .before = {CHANGE_REMOVED}},
    };
    static const struct sqlite_work how = {.begin = open_typed,
        .run = run_typed_writing,
        .one_fault = true,
        .has_sequel = true,
        .by_steps = true,
        .share = 4 * TYPED_SHARE};
    sqlite_sample_make(*state);
    try_all(*state, typed, sizeof typed / sizeof *typed, &how);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_reading),
        PLACE_TEST(test_writing),
        PLACE_TEST(test_files),
    };
    kinds_begin();
    return cmocka_run_group_tests_name("sqlite faults of commands", tests, NULL, NULL);
}
