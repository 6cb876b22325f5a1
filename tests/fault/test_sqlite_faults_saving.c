/*
 * test_sqlite_faults_saving.c: what people save, while SQLite refuses any one call: all of it, or
 * nothing and a sentence that says why.
 */
#include "core/demo/demo.h"
#include "core/duplicates/merge_records.h"
#include "core/exchange/import.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/log/log_contact.h"
#include "core/log/log_progress.h"
#include "core/open.h"
#include "core/people/people.h"
#include "core/plan/plan.h"
#include "core/record/bulk.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/journal/journal_undo.h"
#include "tests/fault/sqlite_sample.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>

/* --- saving ----------------------------------------------------------------------------------- */

static enum li_err run_set(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id id;
    struct record *record = NULL;
    (void)store, (void)out;
    enum li_err code = sqlite_sample_find(trial, &kind_affiliate, "CAMA", &id, err);
    if (!code)
        code = record_load(trial->context, &kind_affiliate, &id, &record, err);
    if (!code)
        code = record_parse(trial->context, record, AFFILIATE_NOTES, "Of late.", err);
    if (!code)
        code = record_save(trial->context, record, err);
    record_free(record);
    return code;
}

static enum li_err run_add(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct record *record = record_empty(&kind_person);
    (void)store, (void)out;
    enum li_err code = record_parse(trial->context, record, PERSON_NAME, "Ana Lima", err);
    if (!code)
        code = record_parse(trial->context, record, PERSON_ORGANIZATION, "CAMA", err);
    if (!code)
        code = record_save(trial->context, record, err);
    record_free(record);
    return code;
}

static enum li_err run_log(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    static const struct log_progress log = {.value = "5", .note = "Third cohort."};
    struct log_goal goal = {0};
    struct log_effect effect;
    struct id id;
    (void)store;
    enum li_err code = sqlite_sample_find(trial, &kind_goal, "Train 30 managers", &id, err);
    if (!code)
        code = log_goal_load(trial->context, &id, &goal, err);
    if (!code)
        code = log_progress(trial->context, &goal, &log, &effect, NULL, err);
    log_goal_clear(&goal);
    if (!code)
        fprintf(out, "logged");
    return code;
}

static enum li_err run_contact(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    static const struct log_contact contact = {.about = "Dues", .follow_up = "2026-07-14"};
    struct id id;
    char *said = NULL;
    int field;
    (void)store;
    enum li_err code = sqlite_sample_find(trial, &kind_affiliate, "CAMA", &id, err);
    if (!code)
        code = log_contact(trial->context, &id, &contact, &said, &field, err);
    fprintf(out, "%s", said ? said : "");
    free(said);
    return code;
}

static enum li_err run_bulk(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    static const int64_t rows[] = {1, 2, 3};
    const struct bulk bulk = {.kind = &kind_affiliate, .rows = rows, .count = 3};
    struct bulk_done done = {0};
    (void)store;
    enum li_err code = bulk_set(trial->context, &bulk, AFFILIATE_CITY, "Springfield", &done, err);
    fprintf(out, "%zu", done.changed);
    return code;
}

static struct store *open_with_rows(struct sqlite_trial *trial)
{
    static const char rows[] = "code,name,kind,country\nONE,One of them,national,NZ\n"
                               "CAMA,Canadian managers,international,CA\n";
    char *path = place_beside(trial->place, "rows.csv");
    place_write(path, rows, strlen(rows));
    free(path);
    return sqlite_sample_open(trial);
}

static enum li_err run_import(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct import_counts counts = {0};
    char *path = place_beside(trial->place, "rows.csv");
    const struct import_options options = {
        .kind = &kind_affiliate, .path = path, .match = "code", .allow_duplicates = true};
    (void)store;
    enum li_err code = import_csv(trial->context, &options, NULL, NULL, NULL, &counts, err);
    fprintf(out, "%lld added, %lld changed", (long long)counts.added, (long long)counts.changed);
    free(path);
    return code;
}

static enum li_err run_merge(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id one, other;
    struct merge_records *merge = NULL;
    (void)store, (void)out;
    enum li_err code = sqlite_sample_find(trial, &kind_affiliate, "CAMA", &one, err);
    if (!code)
        code = sqlite_sample_find(trial, &kind_affiliate, "MAB", &other, err);
    if (!code)
        code = merge_records_new(trial->context, &kind_affiliate, &one, &other, &merge, err);
    if (!code)
        code = merge_records_save(trial->context, merge, err);
    merge_records_free(merge);
    return code;
}

static enum li_err run_handover(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id from, to;
    struct people_moved moved = {0};
    (void)store;
    enum li_err code = sqlite_sample_find(trial, &kind_person, "Wren Abernethy-Sousa", &from, err);
    if (!code)
        code = sqlite_sample_find(trial, &kind_person, "Calloway Brightmoor", &to, err);
    if (!code)
        code = people_handover(trial->context, &from, &to, date_parse("2026-07-01"), &moved, err);
    fprintf(out, "%lld", (long long)moved.begun);
    return code;
}

static enum li_err run_plan(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct plan_proposal proposal = {0};
    struct id id;
    (void)store;
    enum li_err code = sqlite_sample_find(trial, &kind_affiliate, "CAMA", &id, err);
    if (!code)
        code = plan_propose(trial->context, &id, 2027, &proposal, err);
    if (!code)
        code = plan_save(trial->context, &proposal, NULL, err);
    fprintf(out, "%zu", proposal.count);
    plan_proposal_free(&proposal);
    return code;
}

static enum li_err run_archive(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id id;
    (void)store, (void)out;
    enum li_err code = sqlite_sample_find(trial, &kind_affiliate, "MAB", &id, err);
    return code ? code : record_archive(trial->context, &kind_affiliate, &id, true, err);
}

/* ---------------------------------------------------------------------------------------------- */

#define SAVING(words, function) SAVING_AFTER(words, sqlite_sample_open, function)
#define SAVING_AFTER(words, open, function)                                                        \
    {                                                                                              \
        .name = words, .begin = open, .run = function, .end = sqlite_sample_close,                 \
        .one_fault = true                                                                          \
    }

static void test_saving(void **state)
{
    static const struct sqlite_work works[] = {SAVING("setting", run_set),
        SAVING("addition", run_add), SAVING("progress", run_log), SAVING("contact", run_contact),
        SAVING("bulk change", run_bulk), SAVING_AFTER("import", open_with_rows, run_import),
        SAVING("merge", run_merge), SAVING("handover", run_handover), SAVING("plan", run_plan),
        SAVING("archiving", run_archive)};
    struct sqlite_trial trial;
    sqlite_sample_make(*state);
    sqlite_trial_begin(&trial, *state);
    for (size_t i = 0; i < sizeof works / sizeof *works; i++)
        sqlite_trial_run(&trial, &works[i]);
    sqlite_trial_end(&trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {PLACE_TEST(test_saving)};
    return cmocka_run_group_tests_name("sqlite faults of saving", tests, NULL, NULL);
}
