/*
 * office_work.c: what people do in an office.
 */
#include "tests/support/office_work.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/people/people.h"
#include "core/plan/plan.h"
#include "core/plan/review.h"
#include "core/record/bulk.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/journal/journal_undo.h"
#include "data/store/query.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FEW = 3, LONG_TEXT = 400000 };

static bool some_id(struct site *site, const char *table, struct id *out)
{
    struct li_error err;
    char *sql = li_format("SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET"
                          " ?1 %% max(1, (SELECT count(*) FROM \"%s\"))",
        table, table);
    struct query *query = query_new(site->office->context->store, sql, &err);
    free(sql);
    bool few = chance_of(&site->story->chance, site->story->few);
    query_bind_int(query, 1, chance_below(&site->story->chance, few ? FEW : 1000));
    bool found = query_step(query, &err) > 0 && query_id(query, 0, out);
    query_free(query);
    return found;
}

/* What the rules forbid is refused, and nothing else goes wrong. */
static void done(enum li_err code, const struct li_error *err)
{
    if (code != LI_OK && code != LI_REFUSED && code != LI_NONE && code != LI_USAGE &&
        code != LI_SEVERAL)
        fail_msg("%s", err->message);
}

static void set(struct record *record, const char *field, const char *canonical)
{
    int at = kind_field(record->kind, field);
    assert_true(at >= 0);
    record_set(record, at, canonical);
}

static void set_ref(struct site *site, struct record *record, const char *field, const char *table)
{
    struct id id;
    char text[ID_TEXT_SIZE];
    if (some_id(site, table, &id))
        set(record, field, id_text(&id, text));
}

static void save(struct site *site, struct record *record)
{
    struct li_error err = {0};
    done(record_save(site->office->context, record, &err), &err);
    record_free(record);
}

static const char *some_word(struct site *site)
{
    static const char *const words[] = {"Ada", "Taituarā", "Joan", "Canada", "Accord", "Mary"};
    return words[chance_below(&site->story->chance, 6)];
}

void deed_add_affiliate(struct site *site)
{
    struct record *record = record_new(site->office->context, &kind_affiliate);
    set(record, "name", some_word(site));
    set(record, "kind", "state");
    set_ref(site, record, "region", "region");
    save(site, record);
}

void deed_add_person(struct site *site)
{
    struct record *record = record_new(site->office->context, &kind_person);
    set(record, "name", some_word(site));
    set_ref(site, record, "organization", "affiliate");
    save(site, record);
}

static void add_assignment(struct site *site)
{
    struct record *record = record_new(site->office->context, kind_find("assignment"));
    set_ref(site, record, "person", "person");
    set_ref(site, record, "role", "role");
    set_ref(site, record, "affiliate", "affiliate");
    set(record, "from", "2026-01-01");
    save(site, record);
}

static void add_goal(struct site *site)
{
    struct record *record = record_new(site->office->context, &kind_goal);
    set(record, "title", some_word(site));
    set(record, "measure", "total");
    set(record, "target", "30");
    set_ref(site, record, "affiliate", "affiliate");
    set_ref(site, record, "plan", "plan");
    save(site, record);
}

static void log_progress(struct site *site)
{
    struct record *record = record_new(site->office->context, kind_find("progress"));
    set(record, "day", "2026-05-03");
    set(record, "value", "3");
    set_ref(site, record, "goal", "goal");
    save(site, record);
}

static void edit(struct site *site)
{
    static const char *const fields[][2] = {
        {"affiliate", "name"}, {"affiliate", "notes"}, {"person", "name"}, {"goal", "title"}};
    struct id id;
    struct record *record;
    struct li_error err = {0};
    const char *const *what = fields[chance_below(&site->story->chance, 4)];
    if (!some_id(site, what[0], &id))
        return;
    assert_int_equal(
        record_load(site->office->context, kind_find(what[0]), &id, &record, &err), LI_OK);
    set(record, what[1], some_word(site));
    save(site, record);
}

/* Also what others refer to. */
static void archive(struct site *site)
{
    static const char *const names[] = {"affiliate", "person", "goal", "plan", "assignment"};
    struct id id;
    struct li_error err = {0};
    const char *kind = names[chance_below(&site->story->chance, 5)];
    if (some_id(site, kind, &id))
        done(record_archive(site->office->context, kind_find(kind), &id,
                 chance_of(&site->story->chance, 70), &err),
            &err);
}

static void hand_over(struct site *site)
{
    struct id from, to;
    struct people_moved moved;
    struct li_error err = {0};
    if (some_id(site, "person", &from) && some_id(site, "person", &to))
        done(people_handover(
                 site->office->context, &from, &to, date_parse(OFFICE_TODAY), &moved, &err),
            &err);
}

static void draft_plan(struct site *site)
{
    struct id id;
    struct li_error err = {0};
    struct plan_proposal proposal = {0};
    if (!some_id(site, "affiliate", &id))
        return;
    enum li_err code = plan_propose(
        site->office->context, &id, 2026 + chance_below(&site->story->chance, 2), &proposal, &err);
    if (code == LI_OK)
        code = plan_save(site->office->context, &proposal, NULL, &err);
    done(code, &err);
    plan_proposal_free(&proposal);
}

static void review_plan(struct site *site)
{
    struct id id;
    struct li_error err = {0};
    struct review review = {0};
    if (!some_id(site, "plan", &id))
        return;
    enum li_err code = review_load(site->office->context, &id, &review, &err);
    for (size_t i = 0; code == LI_OK && i < review.count; i++)
        record_set(review.goals[i].goal, GOAL_STATE, "missed");
    if (code == LI_OK)
        code = review_save(site->office->context, &review, NULL, &err);
    done(code, &err);
    review_free(&review);
}

static void set_many(struct site *site)
{
    int64_t rows[64];
    size_t count = 0;
    struct bulk_done bulk_done;
    struct li_error err = {0};
    struct query *query =
        query_new(site->office->context->store, "SELECT rowid FROM affiliate LIMIT 64", &err);
    while (query_step(query, &err) > 0)
        rows[count++] = query_int(query, 0);
    query_free(query);
    const struct bulk bulk = {.kind = &kind_affiliate, .rows = rows, .count = count};
    if (count)
        done(bulk_set(site->office->context, &bulk, kind_field(&kind_affiliate, "city"),
                 some_word(site), &bulk_done, &err),
            &err);
}

/* So large that it becomes a group of entries. */
static enum li_err write_group(struct store *store, void *arg, struct li_error *err)
{
    struct site *site = arg;
    size_t size = site->story->long_text ? site->story->long_text : LONG_TEXT;
    char *text = li_calloc(1, size + 1);
    memset(text, 'x', size);
    struct query *query =
        query_new(store, "INSERT INTO area (id, name, position) VALUES (?1, ?2, 1)", err);
    enum li_err code = query ? LI_OK : err->code;
    for (int i = 0; i < 4 && code == LI_OK; i++) {
        struct id id = chance_id(&site->story->chance);
        query_bind_id(query, 1, &id);
        query_bind_text(query, 2, text);
        code = query_finish(query, err);
        if (code == LI_OK)
            code = journal_checkpoint(store, err);
    }
    query_free(query);
    free(text);
    return code;
}

static void add_group(struct site *site)
{
    struct li_error err = {0};
    if (chance_of(&site->story->chance, 30))
        done(journal_write(site->office->context->store, "Import", write_group, site, NULL, &err),
            &err);
}

static void take_back(struct site *site)
{
    struct li_error err = {0};
    struct journal_undo_result undone = {0};
    struct store *store = site->office->context->store;
    enum li_err code = chance_of(&site->story->chance, 70)
                           ? journal_undo(store, NULL, NULL, &undone, &err)
                           : journal_redo(store, NULL, &undone, &err);
    done(code, &err);
    if (code == LI_OK)
        free(undone.label);
}

void deed_by_chance(struct site *site)
{
    static void (*const things[])(struct site * site) = {deed_add_affiliate, deed_add_affiliate,
        deed_add_person, deed_add_person, add_assignment, add_assignment, add_goal, log_progress,
        edit, edit, edit, archive, hand_over, draft_plan, review_plan, set_many, add_group,
        take_back, take_back};
    site->story->time += chance_below(&site->story->chance, 60000);
    things[chance_below(&site->story->chance, sizeof things / sizeof things[0])](site);
}
