/*
 * test_sqlite_faults_deciding.c: what people decide about many records at once, such as who looks
 * after a region or what became of a plan, while SQLite refuses any one call: all of it, or nothing
 * and a sentence that says why.
 */
#include "core/history/history_undo.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/region.h"
#include "core/kind/role.h"
#include "core/kind/target.h"
#include "core/people/bulk_assign.h"
#include "core/people/directory.h"
#include "core/people/handover_draft.h"
#include "core/people/handover_outcome.h"
#include "core/people/vacancy_list.h"
#include "core/plan/plan.h"
#include "core/plan/renewal.h"
#include "core/plan/review.h"
#include "core/record/bulk.h"
#include "core/sync/conflicts.h"
#include "core/sync/conflicts_decide.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "tests/fault/sqlite_sample.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include <stdlib.h>

/* --- people ----------------------------------------------------------------------------------- */

static enum li_err load_region(
    struct sqlite_trial *trial, struct handover **out, struct li_error *err)
{
    struct handover_scope scope = {.of = HANDOVER_OF_REGION};
    struct handover_name *roles = NULL;
    size_t count = 0;
    const day_t day = date_parse("2026-07-01");
    enum li_err code = sqlite_sample_find(trial, &kind_region, "Southeast", &scope.id, err);
    if (!code)
        code = handover_roles(trial->context, &scope, day, &roles, &count, err);
    if (!code)
        code = handover_load(trial->context, &scope, &roles[0].id, day, out, err);
    handover_named_free(roles, count);
    return code;
}

/* All of it to another, through the draft. */
static enum li_err run_region(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct handover *region = NULL;
    struct people_moved moved = {0};
    struct id to;
    (void)store;
    enum li_err code = load_region(trial, &region, err);
    if (!code)
        code = sqlite_sample_find(trial, &kind_person, "Calloway Brightmoor", &to, err);
    for (size_t i = 0; !code && i < region->share_count; i++)
        region->shares[i].then = handover_person(region, &to, "Calloway Brightmoor");
    if (!code)
        code = handover_draft_save(trial->context, region, err);
    if (!code) {
        char *said = handover_outcome(region);
        fprintf(out, "%s ", said);
        free(said);
        code = handover_save(trial->context, region, &moved, err);
    }
    if (!code)
        code = handover_draft_drop(trial->context, &region->scope, err);
    handover_free(region);
    fprintf(out, "%lld", (long long)moved.begun);
    return code;
}

static enum li_err run_assign(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    static const int64_t rows[] = {1, 2, 3, 4};
    const struct bulk bulk = {.kind = &kind_affiliate, .rows = rows, .count = 4};
    struct bulk_done done = {0};
    struct id person, role;
    (void)store;
    enum li_err code = sqlite_sample_find(trial, &kind_person, "Calloway Brightmoor", &person, err);
    if (!code)
        code = sqlite_sample_find(trial, &kind_role, "Staff liaison", &role, err);
    if (!code)
        code = bulk_assign(trial->context, &bulk, &person, &role, &done, err);
    fprintf(out, "%zu %zu", done.changed, done.same);
    return code;
}

static enum li_err run_directory(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id id;
    (void)store;
    enum li_err code = sqlite_sample_find(trial, &kind_affiliate, "CAMA", &id, err);
    struct directory *directory =
        code ? NULL : directory_new(trial->context, date_parse("2026-07-01"), err);
    struct directory_cell *cells = directory ? directory_load(directory, &id, err) : NULL;
    for (size_t i = 0; cells && i < directory->role_count; i++)
        fprintf(out, "%s ", cells[i].names ? cells[i].names : "-");
    code = cells ? LI_OK : err->code;
    if (cells)
        directory_cells_free(directory, cells);
    directory_free(directory);
    return code;
}

static enum li_err run_vacancies(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct vacancy_list vacancies = {0};
    int more = 1;
    (void)store;
    while (more > 0)
        more = vacancy_list_find(&vacancies, trial->context, date_parse("2026-07-01"), err);
    for (size_t i = 0; i < vacancies.count; i++)
        fprintf(out, "%s: %s\n", vacancies.list[i].name, vacancies.list[i].role);
    vacancy_list_clear(&vacancies);
    return more < 0 ? err->code : LI_OK;
}

/* --- plans and agreements --------------------------------------------------------------------- */

static enum li_err run_agree(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id id;
    (void)store, (void)out;
    enum li_err code = sqlite_sample_find(trial, &kind_plan, "CCMA 2026", &id, err);
    return code ? code : plan_agree(trial->context, &id, "2026-06-01", err);
}

static enum li_err run_review(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct review review = {0};
    struct id id;
    (void)store;
    enum li_err code = sqlite_sample_find(trial, &kind_plan, "CAMA 2026", &id, err);
    if (!code)
        code = review_load(trial->context, &id, &review, err);
    for (size_t i = 0; i < review.count && !code; i++) {
        fprintf(out, "%s\n", review.goals[i].standing);
        code = review_set_verdict(&review.goals[i], VERDICT_DROPPED, err);
    }
    if (!code)
        code = review_save(trial->context, &review, NULL, err);
    review_free(&review);
    return code;
}

static enum li_err run_renewal(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id id;
    struct record *agreement = NULL;
    (void)store, (void)out;
    enum li_err code =
        sqlite_sample_find(trial, &kind_agreement, "CAMA affiliation, second term", &id, err);
    if (!code)
        code = renewal_propose(trial->context, &id, &agreement, err);
    if (!code)
        code = renewal_save(trial->context, agreement, err);
    record_free(agreement);
    return code;
}

/* --- what was done ---------------------------------------------------------------------------- */

static enum li_err run_undo(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    char *said = NULL;
    (void)store;
    enum li_err code = history_undo(trial->context, NULL, NULL, NULL, &said, err);
    fprintf(out, "%s", said ? said : "");
    free(said);
    return code;
}

/* A change by hand, and an area that another computer added under another name. */
static void make_edits(struct place *place)
{
    struct sqlite_trial trial = {.place = place};
    struct ledger *other = ledger_new();
    struct id id = {{0}};
    sqlite_sample_open(&trial);
    struct store *store = trial.context->store;
    struct query *query = query_new(store, "SELECT id FROM area WHERE rowid = 1", &place->err);
    assert_int_equal(query_step(query, &place->err), 1);
    assert_true(query_id(query, 0, &id));
    query_free(query);
    ledger_write(other, "Add", ledger_add_area, &id, NULL);
    struct ledger ours = {.store = store};
    ledger_take(&ours, other, LI_OK);
    static const int64_t rows[] = {1, 2, 3};
    const struct bulk bulk = {.kind = &kind_affiliate, .rows = rows, .count = 3};
    struct bulk_done done;
    assert_int_equal(
        bulk_set(trial.context, &bulk, AFFILIATE_CITY, "Springfield", &done, &place->err), LI_OK);
    ledger_free(other);
    sqlite_sample_close(&trial);
}

static enum li_err decide(struct sqlite_trial *trial, enum decision decision, const char *text,
    FILE *out, struct li_error *err)
{
    struct conflicts conflicts = {0};
    enum li_err code = conflicts_load(trial->context, NULL, &conflicts, err);
    for (size_t i = 0; i < conflicts.count && !code; i++) {
        struct conflicts_item *item = &conflicts.items[i];
        const char *field = conflicts_item_field(item);
        code = conflicts_describe(trial->context, item, err);
        if (!code)
            fprintf(out, "%s %s %s\n", item->title, field ? field : "-", item->by);
    }
    if (!code && conflicts.count > 0)
        code = conflicts_decide(trial->context, &(struct conflicts_item *){&conflicts.items[0]}, 1,
            decision, text, err);
    fprintf(out, "%zu", conflicts.count);
    conflicts_clear(&conflicts);
    return code;
}

static enum li_err run_keep(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)store;
    return decide(trial, DECISION_KEEP, NULL, out, err);
}

static enum li_err run_take(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)store;
    return decide(trial, DECISION_TAKE, NULL, out, err);
}

/* ---------------------------------------------------------------------------------------------- */

/* sequel: something that may fail comes after the records were saved. */
#define DECIDING(words, function, sequel)                                                          \
    {                                                                                              \
        .name = words, .begin = sqlite_sample_open, .run = function, .end = sqlite_sample_close,   \
        .one_fault = true, .has_sequel = sequel                                                    \
    }
#define LOOKING(words, function)                                                                   \
    {                                                                                              \
        .name = words, .begin = sqlite_sample_open, .run = function, .end = sqlite_sample_close,   \
        .reads = true                                                                              \
    }

static void run_all(struct place *place, const struct sqlite_work *works, size_t count)
{
    struct sqlite_trial trial;
    sqlite_trial_begin(&trial, place);
    for (size_t i = 0; i < count; i++)
        sqlite_trial_run(&trial, &works[i]);
    sqlite_trial_end(&trial);
}

static void test_people(void **state)
{
    static const struct sqlite_work works[] = {DECIDING("region", run_region, true),
        DECIDING("assignments", run_assign, false), LOOKING("directory", run_directory),
        LOOKING("vacancies", run_vacancies)};
    sqlite_sample_make(*state);
    run_all(*state, works, sizeof works / sizeof *works);
}

static void test_plans(void **state)
{
    static const struct sqlite_work works[] = {DECIDING("plan agreed", run_agree, false),
        DECIDING("review", run_review, false), DECIDING("renewal", run_renewal, false)};
    sqlite_sample_make(*state);
    run_all(*state, works, sizeof works / sizeof *works);
}

static void test_edits(void **state)
{
    static const struct sqlite_work works[] = {DECIDING("undo", run_undo, false),
        DECIDING("conflict kept", run_keep, false), DECIDING("conflict taken", run_take, false)};
    sqlite_sample_make(*state);
    make_edits(*state);
    run_all(*state, works, sizeof works / sizeof *works);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_people),
        PLACE_TEST(test_plans),
        PLACE_TEST(test_edits),
    };
    return cmocka_run_group_tests_name("sqlite faults of deciding", tests, NULL, NULL);
}
