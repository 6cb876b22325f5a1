/*
 * test_offices.c: offices that share one association, told by seed: what people do there, through
 * the kinds, with all that is kept of records; whose clock is how wrong; who sends what to whom;
 * what is copied, and restored from a backup.
 *
 * Once all clocks are right and all have sent all to all, every office has the same records and the
 * same journal, which are what the plain journal says, and what is kept of records holds.
 * LIAISE_SEEDS, or the first argument, says how many seeds are tried.
 */
#include "../../core/bulk.h"
#include "../../core/functions.h"
#include "../../core/kind/affiliate.h"
#include "../../core/kind/goal.h"
#include "../../core/kind/person.h"
#include "../../core/kind/plan.h"
#include "../../core/people.h"
#include "../../core/plan.h"
#include "../../core/review.h"
#include "chance.h"
#include "office.h"
#include "plain_journal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { OFFICES = 3, ROUNDS = 5, ROUNDS_OF_SENDING = 12 };

static const int64_t hour = 3600000, year = (int64_t)366 * 24 * 3600000;

struct story;

struct site {
    struct story *story;
    struct office *office;
    int64_t off;  /* how far its clock is ahead, in milliseconds */
    bool dead;    /* its clock has lost its battery */
    char *backup; /* a file; NULL: none */
};

struct story {
    struct chance chance;
    struct plain_schema *schema;
    int64_t time;
    struct site sites[OFFICES];
};

/* --- sites ------------------------------------------------------------------------------------ */

static int64_t site_clock(void *arg)
{
    const struct site *site = arg;
    return site->dead ? 0 : site->story->time + site->off;
}

static void site_open(struct site *site)
{
    office_reopen(site->office);
    store_set_clock(site->office->li->store, site_clock, site);
}

static void copy_file(const char *from, const char *to)
{
    char room[65536];
    size_t size;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((size = fread(room, 1, sizeof room, in)) > 0)
        assert_int_equal(fwrite(room, 1, size, out), size);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

static void site_back_up(struct site *site)
{
    struct li_error err;
    if (site->backup)
        remove(site->backup);
    else
        site->backup = li_format("%s/backup.db", site->office->folder);
    assert_int_equal(store_backup(site->office->li->store, site->backup, &err), LI_OK);
}

/* In place of what an office has, under whatever name that goes. */
static void site_put_in_place(struct site *site, const char *file)
{
    li_close(site->office->li);
    site->office->li = NULL;
    copy_file(file, site->office->path);
    site_open(site);
}

static void site_clock_goes_wrong(struct site *site)
{
    static const int hours[] = {0, 0, 0, 0, 1, -1, 48, -48, 24 * 400, -24 * 400, 24 * 1100};
    struct chance *chance = &site->story->chance;
    site->off = hours[chance_below(chance, 11)] * hour + chance_below(chance, 1000);
    site->dead = chance_of(chance, 8);
}

/* --- sending ---------------------------------------------------------------------------------- */

struct parcel {
    struct entry *entries;
    size_t count;
};

static bool parcel_visit(void *arg, const struct entry *entry)
{
    struct parcel *parcel = arg;
    parcel->entries = li_realloc(parcel->entries, parcel->count + 1, sizeof *parcel->entries);
    entry_copy(entry, &parcel->entries[parcel->count++]);
    return true;
}

/* Before anything leaves it is kept how far, so that it stays as it is. */
static void site_tell_shared(struct site *site)
{
    struct li_error err;
    struct store *store = site->office->li->store;
    struct query *query =
        query_new(store, "SELECT max(seq) FROM journal_entry WHERE replica = ?1", &err);
    query_bind_id(query, 1, store_replica(store));
    assert_int_equal(query_step(query, &err), 1);
    char *last = query_null(query, 0) ? NULL : li_strdup(query_text(query, 0));
    query_free(query);
    if (last)
        assert_int_equal(store_set_fact(store, "shared", last, &err), LI_OK);
    free(last);
}

/* Everything, last first. Returns how much of it was new there. */
static size_t site_send(struct site *from, struct site *to)
{
    struct li_error err = {0};
    struct parcel parcel = {0};
    struct journal_merged merged;
    const struct journal_scan all = {.newest_first = true};
    if (chance_of(&from->story->chance, 70))
        site_tell_shared(from);
    assert_int_equal(
        journal_read(from->office->li->store, &all, parcel_visit, &parcel, &err), LI_OK);
    if (journal_merge(to->office->li->store, parcel.entries, parcel.count, &merged, &err) != LI_OK)
        fail_msg("%s", err.message);
    for (size_t i = 0; i < parcel.count; i++)
        entry_free(&parcel.entries[i]);
    free(parcel.entries);
    return merged.taken;
}

/* --- what people do --------------------------------------------------------------------------- */

static bool some_id(struct site *site, const char *table, struct id *out)
{
    struct li_error err;
    char *sql = li_format("SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET"
                          " ?1 %% max(1, (SELECT count(*) FROM \"%s\"))",
        table, table);
    struct query *query = query_new(site->office->li->store, sql, &err);
    free(sql);
    query_bind_int(query, 1, chance_below(&site->story->chance, 1000));
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
    done(record_save(site->office->li, record, &err), &err);
    record_free(record);
}

static const char *some_word(struct site *site)
{
    static const char *const words[] = {"Ada", "Taituarā", "Joan", "Canada", "Accord", "Mary"};
    return words[chance_below(&site->story->chance, 6)];
}

static void add_affiliate(struct site *site)
{
    struct record *record = record_new(site->office->li, &kind_affiliate);
    set(record, "name", some_word(site));
    set(record, "kind", "state");
    set_ref(site, record, "region", "region");
    save(site, record);
}

static void add_person(struct site *site)
{
    struct record *record = record_new(site->office->li, &kind_person);
    set(record, "name", some_word(site));
    set_ref(site, record, "organization", "affiliate");
    save(site, record);
}

static void add_assignment(struct site *site)
{
    struct record *record = record_new(site->office->li, kind_find("assignment"));
    set_ref(site, record, "person", "person");
    set_ref(site, record, "role", "role");
    set_ref(site, record, "affiliate", "affiliate");
    set(record, "from", "2026-01-01");
    save(site, record);
}

static void add_goal(struct site *site)
{
    struct record *record = record_new(site->office->li, &kind_goal);
    set(record, "title", some_word(site));
    set(record, "measure", "total");
    set(record, "target", "30");
    set_ref(site, record, "affiliate", "affiliate");
    set_ref(site, record, "plan", "plan");
    save(site, record);
}

static void log_progress(struct site *site)
{
    struct record *record = record_new(site->office->li, kind_find("progress"));
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
    assert_int_equal(record_load(site->office->li, kind_find(what[0]), &id, &record, &err), LI_OK);
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
        done(record_archive(
                 site->office->li, kind_find(kind), &id, chance_of(&site->story->chance, 70), &err),
            &err);
}

static void hand_over(struct site *site)
{
    struct id from, to;
    struct moved moved;
    struct li_error err = {0};
    if (some_id(site, "person", &from) && some_id(site, "person", &to))
        done(people_handover(site->office->li, &from, &to, day_parse(OFFICE_TODAY), &moved, &err),
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
        site->office->li, &id, 2026 + chance_below(&site->story->chance, 2), &proposal, &err);
    if (code == LI_OK)
        code = plan_save(site->office->li, &proposal, NULL, &err);
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
    enum li_err code = review_read(site->office->li, &id, &review, &err);
    for (size_t i = 0; code == LI_OK && i < review.count; i++)
        record_set(review.goals[i].goal, GOAL_STATE, "missed");
    if (code == LI_OK)
        code = review_save(site->office->li, &review, NULL, &err);
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
        query_new(site->office->li->store, "SELECT rowid FROM affiliate LIMIT 64", &err);
    while (query_step(query, &err) > 0)
        rows[count++] = query_int(query, 0);
    query_free(query);
    const struct bulk bulk = {.kind = &kind_affiliate, .rows = rows, .count = count};
    if (count)
        done(bulk_set(site->office->li, &bulk, kind_field(&kind_affiliate, "city"), some_word(site),
                 &bulk_done, &err),
            &err);
}

/* So large that it becomes a group of entries. */
static enum li_err write_group(struct store *store, void *arg, struct li_error *err)
{
    struct site *site = arg;
    char *text = li_calloc(1, 400001);
    memset(text, 'x', 400000);
    struct query *query =
        query_new(store, "INSERT INTO area (id, name, position) VALUES (?1, ?2, 1)", err);
    enum li_err code = query ? LI_OK : err->code;
    for (int i = 0; i < 4 && code == LI_OK; i++) {
        struct id id = chance_id(&site->story->chance);
        query_bind_id(query, 1, &id);
        query_bind_text(query, 2, text);
        code = query_finish(query, err);
        if (code == LI_OK)
            code = journal_step(store, err);
    }
    query_free(query);
    free(text);
    return code;
}

static void add_group(struct site *site)
{
    struct li_error err = {0};
    if (chance_of(&site->story->chance, 30))
        done(journal_write(site->office->li->store, "Import", write_group, site, NULL, &err), &err);
}

static void take_back(struct site *site)
{
    struct li_error err = {0};
    struct journal_undone undone = {0};
    struct store *store = site->office->li->store;
    enum li_err code = chance_of(&site->story->chance, 70)
                           ? journal_undo(store, NULL, NULL, &undone, &err)
                           : journal_redo(store, NULL, &undone, &err);
    done(code, &err);
    if (code == LI_OK)
        free(undone.label);
}

static void do_something(struct site *site)
{
    static void (*const things[])(struct site * site) = {add_affiliate, add_affiliate, add_person,
        add_person, add_assignment, add_assignment, add_goal, log_progress, edit, edit, edit,
        archive, hand_over, draft_plan, review_plan, set_many, add_group, take_back, take_back};
    site->story->time += chance_below(&site->story->chance, 60000);
    things[chance_below(&site->story->chance, sizeof things / sizeof things[0])](site);
}

/* --- the end ---------------------------------------------------------------------------------- */

static void say_finding(void *arg, const char *finding)
{
    print_error("%s\n", finding);
    ++*(int *)arg;
}

static void site_is_sound(struct site *site)
{
    int findings = 0;
    struct li_error err = {0};
    struct li *li = site->office->li;
    enum li_err code = store_check(li->store, say_finding, &findings, &err);
    if (code == LI_OK)
        code = journal_check(li->store, li_functions, li, say_finding, &findings, NULL, NULL, &err);
    if (code == LI_OK)
        code = li_check_derived(li, say_finding, &findings, &err);
    if (code != LI_OK)
        fail_msg("%s", err.message);
    assert_int_equal(findings, 0);
}

static void site_is_plain(struct site *site)
{
    struct plain_journal plain = {.schema = site->story->schema};
    plain_journal_read(&plain, site->office->li->store);
    plain_journal_run(&plain);
    char *says = plain_journal_differs(&plain, site->office->li->store);
    if (says)
        fail_msg("%s", says);
    plain_journal_clear(&plain);
}

/* Whoever was ahead dates what it wrote anew. */
static void set_clocks_right(struct story *story)
{
    for (int i = 0; i < OFFICES; i++) {
        story->sites[i].off = 0;
        story->sites[i].dead = false;
        add_affiliate(&story->sites[i]);
    }
}

static void send_until_nothing_is_new(struct story *story)
{
    size_t taken = 1;
    for (int round = 0; taken > 0; round++) {
        assert_in_range(round, 0, ROUNDS_OF_SENDING);
        taken = 0;
        for (int i = 0; i < OFFICES; i++)
            for (int j = 0; j < OFFICES; j++)
                if (i != j)
                    taken += site_send(&story->sites[i], &story->sites[j]);
    }
}

static char *site_journal(struct site *site)
{
    return office_ask(site->office, "SELECT group_concat(hex(hash) || state, ' ') FROM (SELECT *"
                                    " FROM journal_entry ORDER BY hlc, replica, hash)");
}

static void all_are_the_same(struct story *story)
{
    char *first = site_journal(&story->sites[0]);
    for (int i = 0; i < OFFICES; i++) {
        char *journal = site_journal(&story->sites[i]);
        assert_string_equal(journal, first);
        free(journal);
        site_is_plain(&story->sites[i]);
        site_is_sound(&story->sites[i]);
    }
    free(first);
}

/* --- the story -------------------------------------------------------------------------------- */

/* The second is a copy of the first, the third one of its own that took in all of the first's. */
static void story_begin(struct story *story)
{
    for (int i = 0; i < OFFICES; i++) {
        struct site *site = &story->sites[i];
        *site = (struct site){.story = story, .office = office_new()};
        store_set_clock(site->office->li->store, site_clock, site);
        char *last = office_ask(site->office, "SELECT max(hlc) >> 16 FROM journal_entry");
        if (story->time < atoll(last) + hour)
            story->time = atoll(last) + hour;
        free(last);
    }
    for (int i = 0; i < 3; i++) {
        add_affiliate(&story->sites[0]);
        add_person(&story->sites[0]);
    }
    site_back_up(&story->sites[0]);
    site_put_in_place(&story->sites[1], story->sites[0].backup);
    site_send(&story->sites[0], &story->sites[2]);
}

static void story_round(struct story *story)
{
    for (int i = 0; i < OFFICES; i++) {
        struct site *site = &story->sites[i];
        site_clock_goes_wrong(site);
        for (int times = chance_below(&story->chance, 6); times > 0; times--)
            do_something(site);
        if (chance_of(&story->chance, 15))
            site_back_up(site);
        else if (site->backup && chance_of(&story->chance, 15))
            site_put_in_place(site, site->backup);
    }
    for (int times = chance_below(&story->chance, 4); times > 0; times--) {
        int from = chance_below(&story->chance, OFFICES);
        int to = (from + 1 + chance_below(&story->chance, OFFICES - 1)) % OFFICES;
        site_send(&story->sites[from], &story->sites[to]);
    }
}

static void story_end(struct story *story)
{
    for (int i = 0; i < OFFICES; i++) {
        if (story->sites[i].backup)
            remove(story->sites[i].backup);
        free(story->sites[i].backup);
        office_free(story->sites[i].office);
    }
}

static int seeds_wanted;

static void test_offices_converge(void **state)
{
    for (int seed = 1; seed <= seeds_wanted; seed++) {
        struct story story = {.chance = {(uint64_t)seed * 1000003u + 7},
            .schema = *state,
            .time = 1793491200000 + year};
        print_message("offices: seed %d of %d\r", seed, seeds_wanted);
        story_begin(&story);
        for (int round = 0; round < ROUNDS; round++)
            story_round(&story);
        set_clocks_right(&story);
        send_until_nothing_is_new(&story);
        story.time += 5 * year; /* what others dated in the future is due */
        send_until_nothing_is_new(&story);
        all_are_the_same(&story);
        story_end(&story);
        plain_schema_forget(*state);
    }
    print_message("offices: seeds 1 to %d hold   \n", seeds_wanted);
}

static int set_up(void **state)
{
    *state = plain_schema_new();
    return 0;
}

static int tear_down(void **state)
{
    plain_schema_free(*state);
    return 0;
}

int main(int argc, char **argv)
{
    seeds_wanted = chance_seeds(argc, argv, 3);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offices_converge),
    };
    return cmocka_run_group_tests_name("offices", tests, set_up, tear_down);
}
