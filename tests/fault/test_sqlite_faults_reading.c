/*
 * test_sqlite_faults_reading.c: lists, pages, reports and what needs attention, while SQLite
 * refuses any one call: the whole answer, or a sentence that says why there is none.
 */
#include "core/agenda/agenda.h"
#include "core/check/broken.h"
#include "core/check/check.h"
#include "core/demo/demo.h"
#include "core/duplicates/duplicates.h"
#include "core/exchange/export.h"
#include "core/format/output.h"
#include "core/history/history.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/open.h"
#include "core/page/page.h"
#include "core/people/workload.h"
#include "core/plan/plan.h"
#include "core/query/lookup.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "core/report/reports.h"
#include "data/base/memory.h"
#include "tests/fault/sqlite_sample.h"
#include "tests/support/check.h"
#include <stdlib.h>

/* --- reading ---------------------------------------------------------------------------------- */

static enum li_err run_list(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct listing *listing = trial->arg;
    const struct format *format = NULL;
    const struct output_style style = {0};
    (void)store;
    enum li_err code = output_format_parse("csv", &format, err);
    return code ? code : output_listing(trial->context, listing, NULL, format, &style, out, err);
}

static enum li_err run_lookup(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id id;
    char text[ID_TEXT_SIZE];
    struct candidates several = {0};
    (void)store;
    enum li_err code = lookup(trial->context, &kind_goal, trial->arg, &id, &several, err);
    if (!code)
        fprintf(out, "%s\n", lookup_short_id(trial->context, &kind_goal, &id, text));
    lookup_candidates_free(&several);
    if (code)
        return code;
    struct candidates some = {0};
    code = lookup_some(trial->context, &kind_affiliate, "mana", 5, &some, err);
    fprintf(out, "%zu", some.count);
    lookup_candidates_free(&some);
    return code;
}

/* A record that has a page. */
struct paged {
    const struct kind *kind;
    const char *ref;
};

static enum li_err run_page(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id id;
    struct page *page = NULL;
    struct candidates several = {0};
    (void)store;
    const struct paged *paged = trial->arg;
    enum li_err code = lookup(trial->context, paged->kind, paged->ref, &id, &several, err);
    lookup_candidates_free(&several);
    if (!code)
        code = page_load(trial->context, paged->kind, &id, &page, err);
    if (code)
        return code;
    page_write_text(page, 100, out);
    page_write_markdown(page, out);
    page_free(page);
    return LI_OK;
}

static enum li_err run_report(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct report *report = NULL;
    const struct report_format *format = NULL;
    const struct output_style style = {0};
    (void)store;
    enum li_err code = reports_find(trial->arg, &report, err);
    if (!code)
        code = report_format_find("text", &format, err);
    return code ? code : report_write(trial->context, report, NULL, format, &style, out, err);
}

static enum li_err print_topic(
    struct agenda *agenda, enum topic_id topic, FILE *out, struct li_error *err)
{
    for (size_t at = 0; at < agenda_line_count(agenda, topic); at++) {
        struct agenda_line line = {0};
        int found = agenda_line_load(agenda, topic, agenda_line_row(agenda, topic, at), &line, err);
        if (found < 0)
            return err->code;
        if (found > 0)
            fprintf(out, "%s: %s\n", line.what, line.why);
        agenda_line_clear(&line);
    }
    return LI_OK;
}

static enum li_err run_agenda(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct agenda_options options = {.days = 30};
    struct agenda *agenda = NULL;
    (void)store;
    enum li_err code = agenda_new(trial->context, &options, &agenda, err);
    if (code)
        return code;
    int more = 1;
    while (more > 0)
        more = agenda_work(agenda, 50, err);
    code = more < 0 ? err->code : LI_OK;
    for (int topic = 0; topic < TOPIC_COUNT && !code; topic++)
        code = print_topic(agenda, (enum topic_id)topic, out, err);
    agenda_free(agenda);
    return code;
}

static bool print_history(void *out, const struct history_entry *entry)
{
    fprintf(out, "%s %s\n", entry->name, entry->label);
    for (size_t i = 0; i < entry->change_count; i++) {
        char *words = history_words(&entry->changes[i], DATE_ISO, "→");
        fprintf(out, "  %s\n", words);
        free(words);
    }
    return true;
}

static enum li_err run_history(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct history_options all = {.limit = 5};
    (void)store;
    return history_scan(trial->context, &all, print_history, out, err);
}

static enum li_err run_duplicates(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct duplicates *duplicates = duplicates_new(trial->context, &kind_affiliate);
    int more = 1;
    (void)store;
    while (more > 0)
        more = duplicates_look(duplicates, err);
    fprintf(out, "%zu", duplicates->count);
    duplicates_free(duplicates);
    return more < 0 ? err->code : LI_OK;
}

static void print_finding(void *out, const char *finding)
{
    fprintf(out, "%s\n", finding);
}

static void pass_part(void *out, enum check_part part)
{
    (void)out, (void)part;
}

static void pass(void *out)
{
    (void)out;
}

static enum li_err run_check(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct check_observer observer = {
        .begin = pass_part, .say = print_finding, .end = pass, .arg = out};
    struct check_found found = {0};
    (void)store;
    /* Without the replay, which test_sqlite_faults_files.c tries on fewer entries. */
    return check_database(trial->context, 1U << CHECK_JOURNAL, &observer, &found, err);
}

static enum li_err run_export(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    char *path = place_beside(trial->place, "export.json");
    int64_t count = 0;
    (void)store;
    enum li_err code = export_all(trial->context, path, NULL, NULL, &count, err);
    fprintf(out, "%lld", (long long)count);
    free(path);
    return code;
}

static enum li_err run_proposal(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct plan_proposal proposal = {0};
    struct candidates several = {0};
    struct id id;
    (void)store;
    enum li_err code = lookup(trial->context, &kind_affiliate, "CAMA", &id, &several, err);
    lookup_candidates_free(&several);
    if (!code)
        code = plan_propose(trial->context, &id, 2027, &proposal, err);
    for (size_t i = 0; i < proposal.count; i++) {
        char *aim = plan_item_aim(trial->context, &proposal.items[i]);
        fprintf(out, "%s: %s\n", aim, proposal.items[i].why);
        free(aim);
    }
    plan_proposal_free(&proposal);
    return code;
}

/* ---------------------------------------------------------------------------------------------- */

typedef enum li_err (*reading)(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err);

static void try_reading(struct place *place, const char *name, reading run, const void *arg)
{
    struct sqlite_trial trial;
    const struct sqlite_work work = {.name = name,
        .begin = sqlite_sample_open,
        .run = run,
        .end = sqlite_sample_close,
        .reads = true};
    sqlite_trial_begin(&trial, place);
    trial.arg = (void *)arg;
    sqlite_trial_run(&trial, &work);
    sqlite_trial_end(&trial);
}

static void test_lists(void **state)
{
    static const struct listing listings[] = {{.kind = &kind_affiliate, .filter = "health:at-risk"},
        {.kind = &kind_affiliate, .filter = "mana is:mine", .sort = "-name"},
        {.kind = &kind_goal, .filter = "affiliate.state:active due:<+90d", .sort = "due,-done"}};
    sqlite_sample_make(*state);
    for (size_t i = 0; i < sizeof listings / sizeof *listings; i++)
        try_reading(*state, "list", run_list, &listings[i]);
    try_reading(*state, "looking up", run_lookup, "Train 30 managers");
    try_reading(*state, "history", run_history, NULL);
}

static void test_pages(void **state)
{
    static const struct paged pages[] = {{&kind_affiliate, "CAMA"},
        {&kind_goal, "Train 30 managers"}, {&kind_person, "Xiomara Dellacroix"}};
    sqlite_sample_make(*state);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        try_reading(*state, pages[i].ref, run_page, &pages[i]);
}

static void test_reports(void **state)
{
    static const char *const reports[] = {
        "directory", "workload", "vacancies", "reciprocity", "membership"};
    sqlite_sample_make(*state);
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        try_reading(*state, reports[i], run_report, reports[i]);
}

static void test_attention(void **state)
{
    sqlite_sample_make(*state);
    try_reading(*state, "agenda", run_agenda, NULL);
    try_reading(*state, "duplicates", run_duplicates, NULL);
    try_reading(*state, "plan", run_proposal, NULL);
}

static void test_whole(void **state)
{
    sqlite_sample_make(*state);
    try_reading(*state, "check", run_check, NULL);
    try_reading(*state, "export", run_export, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_lists),
        PLACE_TEST(test_pages),
        PLACE_TEST(test_reports),
        PLACE_TEST(test_attention),
        PLACE_TEST(test_whole),
    };
    return cmocka_run_group_tests_name("sqlite faults of reading", tests, NULL, NULL);
}
