/*
 * rival_office.c: two laptops of one office.
 */
#include "tests/support/rival_office.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/open.h"
#include "core/record/record_save.h"
#include "core/sync/conflicts_text.h"
#include "data/base/memory.h"
#include "data/journal/journal_undo.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include "tests/support/take_in.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int rivals_set_up(void **state)
{
    struct rivals *rivals = li_calloc(1, sizeof *rivals);
    *state = rivals;
    rivals->office = office_new();
    rivals->affiliate = office_add(rivals->office, &kind_affiliate, "code", "CAMA", "name",
        "Canadian managers", "kind", "international", "country", "CA", "city", "Ottawa", NULL);
    rivals->goal = office_add(rivals->office, &kind_goal, "affiliate", "CAMA", "title", "Train ten",
        "measure", "level", "baseline", "5", "target", "10", "start", "2026-01-01", "due",
        "2026-12-31", NULL);
    rivals->mine = rivals->office->context;
    rivals->theirs = office_copy(rivals->office, "other.db");
    return 0;
}

int rivals_tear_down(void **state)
{
    struct rivals *rivals = *state;
    context_close(rivals->theirs);
    office_free(rivals->office);
    free(rivals);
    return 0;
}

static void rivals_is_sound(struct context *context)
{
    struct check_found found;
    char *said = office_check(context, 0, &found);
    if (check_damage(&found))
        fail_msg("%s", said);
    free(said);
}

void rivals_meet(struct rivals *rivals)
{
    office_take(rivals->mine, rivals->theirs);
    office_take(rivals->theirs, rivals->mine);
    rivals_is_sound(rivals->mine);
    rivals_is_sound(rivals->theirs);
}

struct rivals_parcel {
    struct entry entries[64];
    size_t count;
    const struct id *replica;
};

static bool rivals_visit(void *arg, const struct entry *entry)
{
    struct rivals_parcel *parcel = arg;
    assert_in_range(parcel->count, 0, 63);
    if (id_equal(&entry->name.replica, parcel->replica))
        entry_copy(entry, &parcel->entries[parcel->count++]);
    return true;
}

void rivals_take_of(struct context *to, struct context *from, const struct id *replica)
{
    struct li_error err = {0};
    struct rivals_parcel parcel = {.replica = replica};
    struct journal_merged merged;
    const struct entry_scan all = {0};
    enum li_err code = entry_scan(from->store, &all, rivals_visit, &parcel, &err);
    if (!code)
        code = take_in(to->store, parcel.entries, parcel.count, &merged, &err);
    if (code)
        fail_msg("%s", err.message);
    for (size_t i = 0; i < parcel.count; i++)
        entry_free(&parcel.entries[i]);
}

void rivals_archive_both(struct rivals *rivals)
{
    struct li_error err;
    rivals->theirs->today--;
    assert_int_equal(
        record_archive(rivals->theirs, &kind_affiliate, &rivals->affiliate, true, &err), LI_OK);
    assert_int_equal(
        record_archive(rivals->mine, &kind_affiliate, &rivals->affiliate, true, &err), LI_OK);
    rivals_meet(rivals);
}

void rivals_undo(struct context *context)
{
    struct li_error err = {0};
    struct journal_undo_result undone = {0};
    if (journal_undo(context->store, NULL, NULL, &undone, &err))
        fail_msg("%s", err.message);
    free(undone.label);
}

static void rivals_load(struct context *context, struct conflicts *conflicts)
{
    struct li_error err = {0};
    enum li_err code = conflicts_load(context, NULL, conflicts, &err);
    for (size_t i = 0; i < conflicts->count && !code; i++)
        code = conflicts_describe(context, &conflicts->items[i], &err);
    if (code)
        fail_msg("%s", err.message);
}

char *rivals_list(struct context *context)
{
    struct conflicts conflicts;
    char *text = NULL;
    FILE *out = li_text_open(&text);
    rivals_load(context, &conflicts);
    for (size_t i = 0; i < conflicts.count; i++) {
        const struct conflicts_item *item = &conflicts.items[i];
        char *current = conflicts_text_current_shown(context, item);
        char *lost = conflicts_text_lost_shown(context, item);
        char *why = conflicts_text_why(item);
        fprintf(out, "%s: %s: %s <- %s (%s: %s)\n", item->title, conflicts_text_field(item),
            current, lost, item->by, why);
        free(why);
        free(lost);
        free(current);
    }
    conflicts_clear(&conflicts);
    li_text_close(out);
    return text;
}

void rivals_expect(struct context *context, const char *wanted)
{
    char *found = rivals_list(context);
    assert_string_equal(found, wanted);
    free(found);
}

enum li_err rivals_decide(
    struct context *context, enum decision decision, const char *text, struct li_error *err)
{
    struct conflicts conflicts;
    rivals_load(context, &conflicts);
    assert_true(conflicts.count > 0);
    struct conflicts_item **items = li_calloc(conflicts.count, sizeof *items);
    for (size_t i = 0; i < conflicts.count; i++)
        items[i] = &conflicts.items[i];
    enum li_err code = conflicts_decide(context, items, conflicts.count, decision, text, err);
    free(items);
    conflicts_clear(&conflicts);
    return code;
}

void rivals_decided(struct context *context, enum decision decision)
{
    struct li_error err = {0};
    if (rivals_decide(context, decision, NULL, &err))
        fail_msg("%s", err.message);
    rivals_expect(context, "");
    rivals_is_sound(context);
}

void rivals_says(struct context *context, const char *sql, const char *wanted)
{
    struct office office = {.context = context};
    office_expect(&office, sql, wanted);
}

struct agenda *rivals_agenda(struct context *context)
{
    static const struct agenda_options everyone = {.days = 90, .most = 100};
    struct li_error err = {0};
    struct agenda *agenda;
    int more = 0;
    if (agenda_new(context, &everyone, &agenda, &err))
        fail_msg("%s", err.message);
    while ((more = agenda_work(agenda, 1000, &err)) > 0)
        ;
    if (more < 0)
        fail_msg("%s", err.message);
    return agenda;
}
