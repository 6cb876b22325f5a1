/*
 * sqlite_trial.c: tries, and what is asserted after each.
 */
#include "tests/fault/sqlite_trial.h"
#include "core/context/context.h"
#include "data/base/memory.h"
#include "data/check/journal_check.h"
#include "data/database/database_check.h"
#include "data/database/database_file.h"
#include "data/store/query.h"
#include "data/store/statement.h"
#include "data/store/store_error.h"
#include "data/store/table_info.h"
#include "data/store_open.h"
#include "tests/fault/failing_sqlite.h"
#include "tests/fault/fault_place.h"
#include "tests/support/check.h"
#include "tests/support/record_dump.h"
#include "tests/support/seed.h"
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static const struct fault_place_how sqlite_trial_faults[] = {
    {"a read that fails", SQLITE_IOERR_READ, EIO, false},
    {"a disk that is gone", SQLITE_IOERR_READ, EIO, true},
    {"an interruption", SQLITE_INTERRUPT, EINTR, false},
};

/* How a try ended. */
struct sqlite_trial_result {
    enum li_err code;
    bool met;
    struct li_error err;
    char *answer;
    char *before, *records; /* before: only of the unharmed try */
};

void sqlite_trial_begin(struct sqlite_trial *trial, struct place *place)
{
    size_t size;
    char *bytes = place_read(place->path, &size);
    *trial = (struct sqlite_trial){
        .place = place, .kept = place_beside(place, "kept"), .seed = seed_given()};
    place_write(trial->kept, bytes, size);
    free(bytes);
}

void sqlite_trial_end(struct sqlite_trial *trial)
{
    free(trial->kept);
}

static void sqlite_trial_renew(struct sqlite_trial *trial)
{
    size_t size;
    char *bytes = place_read(trial->kept, &size);
    database_file_remove(trial->place->path);
    place_write(trial->place->path, bytes, size);
    free(bytes);
}

static char *sqlite_trial_records(const struct sqlite_trial *trial)
{
    char *text;
    sqlite3 *db;
    FILE *out = li_text_open(&text);
    assert_int_equal(sqlite3_open(trial->place->path, &db), SQLITE_OK);
    record_dump(db, out);
    sqlite3_close(db);
    li_text_close(out);
    return text;
}

static void sqlite_trial_open(struct sqlite_trial *trial, const struct sqlite_work *work)
{
    sqlite_trial_renew(trial);
    trial->store = work->begin ? work->begin(trial) : NULL;
}

static void sqlite_trial_close(struct sqlite_trial *trial, const struct sqlite_work *work)
{
    store_close(trial->store);
    if (work->end)
        work->end(trial);
    trial->store = NULL;
}

/* So that statements are prepared again, and tables looked up. */
static void sqlite_trial_forget(struct sqlite_trial *trial)
{
    struct store *store = trial->context ? trial->context->store : trial->store;
    if (!store)
        return;
    statement_forget(store);
    query_forget(store);
    table_info_forget(store);
}

static void sqlite_trial_try(struct sqlite_trial *trial, const struct sqlite_work *work, long n,
    const struct fault_place_how *fault, struct sqlite_trial_result *result)
{
    *result = (struct sqlite_trial_result){0};
    if (!work->reads)
        sqlite_trial_open(trial, work);
    sqlite_trial_forget(trial);
    if (n == 0)
        result->before = sqlite_trial_records(trial);
    FILE *out = li_text_open(&result->answer);
    failing_sqlite_begin();
    fault_place_begin(n, fault);
    result->code = work->run(trial, trial->store, out, &result->err);
    result->met = fault_place_end();
    enum li_err unread = store_error_take_unread(&result->err);
    if (!result->code)
        result->code = unread;
    if (!work->reads)
        sqlite_trial_close(trial, work);
    li_text_close(out);
    /* What only reads may not write: its last try would show it. */
    result->records = work->reads && n > 0 ? NULL : sqlite_trial_records(trial);
    if (work->sequel)
        work->sequel(trial);
}

static void sqlite_trial_free_result(struct sqlite_trial_result *result)
{
    free(result->answer);
    free(result->before);
    free(result->records);
}

static bool sqlite_trial_is_sentence(const struct li_error *err)
{
    size_t length = strlen(err->message);
    return length > 8 && err->message[length - 1] == '.';
}

/* NULL: all is as it should be. */
static const char *sqlite_trial_judge(const struct sqlite_work *work,
    const struct fault_place_how *fault, const struct sqlite_trial_result *result,
    const struct sqlite_trial_result *after)
{
    bool old = !result->records || strcmp(result->records, after->before) == 0;
    bool new = !result->records || strcmp(result->records, after->records) == 0;
    if (!old && !new && !work->by_steps)
        return "the records are neither as before nor as they should be";
    if (!result->code && !new)
        return "it claims to have worked, and has not";
    if (result->code && !old && !work->has_sequel)
        return "it failed, and wrote";
    if (result->code && !sqlite_trial_is_sentence(&result->err))
        return "the message is no sentence for a person";
    if (result->code && !old && strstr(result->err.message, "nothing was changed"))
        return "it says that nothing was changed, and something was";
    if (result->code && strstr(result->err.message, "was saved") && !failing_sqlite_was_commit())
        return "it says that the change may have been saved, and no commit was tried";
    /* Who interrupts does not look at the answer. */
    if (!result->code && fault->code != SQLITE_INTERRUPT &&
        strcmp(result->answer, after->answer) != 0)
        return "it claims to have worked, and answers otherwise than it should";
    return NULL;
}

static void sqlite_trial_finding(void *arg, const char *finding)
{
    fail_msg("%s: %s", (const char *)arg, finding);
}

static void sqlite_trial_check(struct sqlite_trial *trial, const struct sqlite_work *work)
{
    struct li_error err = {0};
    char *name = (char *)work->name;
    struct store *store = place_open(trial->place, STORE_WRITE);
    assert_int_equal(database_check(store, sqlite_trial_finding, name, &err), LI_OK);
    assert_int_equal(
        journal_check(store, NULL, NULL, sqlite_trial_finding, name, NULL, NULL, &err), LI_OK);
    store_close(store);
}

/* Check tries one place in so many, which the seed chooses; LIAISE_SHARE=1 tries all, and so does
   LIAISE_CALLERS, with which there are few. */
enum { SQLITE_TRIAL_SHARE = 7, SQLITE_TRIAL_SHARE_SANITIZED = 70 };

static long sqlite_trial_share(const struct sqlite_work *work)
{
    const char *share = getenv("LIAISE_SHARE");
    long asked = share ? atol(share) : fault_place_is_short();
    long usual = seed_sanitized() ? SQLITE_TRIAL_SHARE_SANITIZED : SQLITE_TRIAL_SHARE;
    if (work->share > 0)
        usual = work->share * usual / SQLITE_TRIAL_SHARE;
    return asked > 0 ? asked : usual;
}

static long sqlite_trial_run_fault(struct sqlite_trial *trial, const struct sqlite_work *work,
    const struct fault_place_how *fault, const struct sqlite_trial_result *after)
{
    long wrongs = 0, tries = 0, share = sqlite_trial_share(work);
    bool met = true;
    /* Where a place that failed is none any more, the next one is the first. */
    long step = fault_place_is_short() ? 0 : share;
    for (long n = 1 + (long)(trial->seed % (unsigned long)share); met; n += step, tries++) {
        struct sqlite_trial_result result;
        sqlite_trial_try(trial, work, n, fault, &result);
        const char *wrong = sqlite_trial_judge(work, fault, &result, after);
        if (wrong && wrongs < 5)
            print_message("%s: %s at place %ld: %s.\ncode %d: %s\nanswer: %s\n", work->name,
                fault->name, n, wrong, (int)result.code, result.err.message, result.answer);
        if (result.records && !work->one_fault && strcmp(result.records, after->before) != 0)
            sqlite_trial_check(trial, work);
        wrongs += wrong != NULL;
        met = result.met;
        if (!met)
            print_message("%s: %ld of up to %ld places, %s\n", work->name, tries,
                step ? n - 1 : tries, fault->name);
        sqlite_trial_free_result(&result);
    }
    return wrongs;
}

void sqlite_trial_run(struct sqlite_trial *trial, const struct sqlite_work *work)
{
    long wrongs = 0;
    struct sqlite_trial_result after;
    if (work->reads)
        sqlite_trial_open(trial, work);
    sqlite_trial_try(trial, work, 0, &sqlite_trial_faults[0], &after);
    if (after.code)
        fail_msg("%s: %s", work->name, after.err.message);
    if (!work->reads && !work->one_fault)
        sqlite_trial_check(trial, work);
    size_t faults = work->reads || work->one_fault
                        ? 1
                        : sizeof sqlite_trial_faults / sizeof *sqlite_trial_faults;
    for (size_t i = 0; i < faults; i++)
        if (!sqlite_trial_faults[i].lasting || !fault_place_is_short()) /* no line is new */
            wrongs += sqlite_trial_run_fault(trial, work, &sqlite_trial_faults[i], &after);
    if (work->reads)
        sqlite_trial_close(trial, work);
    sqlite_trial_free_result(&after);
    assert_int_equal(wrongs, 0);
}
