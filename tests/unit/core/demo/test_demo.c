/*
 * test_demo.c: the demonstration shows everything there is to see whatever day it is opened, obeys
 * every rule, and synthetic offices come out alike from the same seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/demo/demo.h"
#include "core/open.h"
#include "core/query/listing.h"
#include "core/record/record.h"
#include "core/record/record_check.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/entry/entry_name.h"
#include "data/journal/journal_undo.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const days[] = {"2026-06-30", "2027-01-01", "2028-02-29"};

struct place {
    char folder[32], path[64];
    struct context *context;
};

static void must(enum li_err status, const struct li_error *err)
{
    if (status != LI_OK)
        print_error("%s\n", err->message);
    assert_int_equal(status, LI_OK);
}

static void open_place(struct place *place, const char *day)
{
    struct li_error err;
    *place = (struct place){.folder = "/tmp/liaise-demo.XXXXXX"};
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->path, sizeof place->path, "%s/office.db", place->folder);
    must(context_create(place->path, NULL, "Tester", &err), &err);
    struct context_options options = {
        .path = place->path, .mode = STORE_WRITE, .today = date_parse(day)};
    must(context_open(&place->context, &options, &err), &err);
}

static void close_place(struct place *place)
{
    context_close(place->context);
    unlink(place->path);
    assert_int_equal(rmdir(place->folder), 0);
}

/* How many records of the kind the filter fits. */
static int count(struct context *context, const char *kind, const char *filter)
{
    struct li_error err;
    struct listing listing = {.kind = kind_find(kind), .filter = filter};
    struct query *query = listing_rows(context, &listing, &err);
    int rows = 0, step = 0;
    if (!query)
        print_error("%s\n", err.message);
    assert_non_null(query);
    while ((step = query_step(query, &err)) == 1)
        rows++;
    assert_int_equal(step, 0);
    query_free(query);
    return rows;
}

/* Each of the names (but "") is the value of the field in some record of the kind. */
static void all_shown(
    struct context *context, const char *kind, const char *field, const char *const *names)
{
    for (; *names; names++) {
        if (**names == '\0')
            continue;
        char *filter = li_format("%s:%s", field, *names);
        if (count(context, kind, filter) == 0)
            fail_msg("no %s with %s", kind, filter);
        free(filter);
    }
}

/* The same for every choice the field has. */
static void all_choices_shown(struct context *context, const char *kind, const char *field)
{
    const struct kind *of = kind_find(kind);
    all_shown(context, kind, field, of->fields[kind_field(of, field)].choices);
}

static void broken(void *arg, int field, const char *message)
{
    const struct record *record = arg;
    fail_msg("%s, field %d: %s", record->kind->name, field, message);
}

/* Every record, read back, still obeys every rule. */
static void all_sound(struct context *context, const struct kind *kind)
{
    struct li_error err;
    struct columns columns;
    struct listing listing = {.kind = kind};
    must(columns_parse(kind, "id", &columns, &err), &err);
    struct query *query = listing_records(context, &listing, &columns, &err);
    assert_non_null(query);
    while (query_step(query, &err) == 1) {
        struct record *record = NULL;
        struct id id;
        assert_true(query_id(query, 0, &id));
        must(record_load(context, kind, &id, &record, &err), &err);
        record_check(context, record, broken, record);
        record_free(record);
    }
    query_free(query);
    columns_free(&columns);
}

static void test_sample_shows_everything(void **state)
{
    static const struct {
        const char *kind, *field;
    } whole[] = {{"goal", "health"}, {"goal", "measure"}, {"goal", "whose"}, {"agreement", "state"},
        {"assignment", "state"}, {"plan", "state"}, {"activity", "kind"}, {"activity", "state"},
        {"activity", "direction"}, {"event", "kind"}, {"event", "state"}, {"event", "time"},
        {"attendance", "capacity"}, {"attendance", "state"}, {"resource", "kind"},
        {"resource", "direction"}};
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct place place;
        struct li_error err;
        open_place(&place, days[i]);
        must(demo_sample(place.context, &err), &err);
        for (size_t k = 0; k < sizeof whole / sizeof *whole; k++)
            all_choices_shown(place.context, whole[k].kind, whole[k].field);
        assert_true(count(place.context, "goal", "health:none") > 0);
        char *plans = li_format("year:%.4s", days[i]);
        assert_true(count(place.context, "plan", plans) >= 8);
        free(plans);
        for (size_t k = 0; k < kind_count; k++)
            all_sound(place.context, kinds[k]);
        close_place(&place);
    }
}

static void test_sample_is_whole_and_one_change(void **state)
{
    struct place place;
    struct li_error err;
    struct journal_undo_result undone = {.label = NULL};
    (void)state;
    open_place(&place, days[0]);
    must(demo_sample(place.context, &err), &err);
    assert_int_equal(count(place.context, "affiliate", NULL), 29);
    assert_int_equal(count(place.context, "affiliate", "Taituara"), 1);
    assert_true(count(place.context, "person", NULL) >= 60);
    assert_true(count(place.context, "progress", NULL) >= 350);
    /* The last change, but nobody's own: it is taken back by its name alone. */
    assert_int_equal(journal_undo(place.context->store, NULL, NULL, &undone, &err), LI_NONE);
    struct entry_name sample;
    must(entry_name_parse(place.context->store, "2", &sample, &err), &err);
    must(journal_undo(place.context->store, &sample, NULL, &undone, &err), &err);
    free(undone.label);
    assert_int_equal(count(place.context, "affiliate", NULL), 0);
    assert_int_equal(count(place.context, "progress", NULL), 0);
    close_place(&place);
}

/* Every view that is shipped names columns and a filter that there are. */
static void test_views_can_be_listed(void **state)
{
    struct place place;
    struct li_error err;
    (void)state;
    open_place(&place, days[0]);
    must(demo_sample(place.context, &err), &err);
    free(place.context->as);
    place.context->as = li_strdup("Wren Abernethy-Sousa");
    struct query *views = query_new(place.context->store,
        "SELECT kind, filter, columns, sort FROM view WHERE archived_on IS NULL", &err);
    int seen = 0;
    for (; query_step(views, &err) == 1; seen++) {
        struct columns columns;
        struct listing listing = {.kind = kind_find(query_text(views, 0)),
            .filter = query_text(views, 1),
            .sort = query_text(views, 3)};
        must(columns_parse(listing.kind, query_text(views, 2), &columns, &err), &err);
        struct query *rows = listing_records(place.context, &listing, &columns, &err);
        if (!rows || query_step(rows, &err) != 1)
            fail_msg("%s %s shows nothing", query_text(views, 0), query_text(views, 1));
        query_free(rows);
        columns_free(&columns);
    }
    query_free(views);
    assert_true(seen >= 12);
    close_place(&place);
}

static void told(void *arg, int64_t done, int64_t total)
{
    int64_t *last = arg;
    assert_true(done > *last && done <= total);
    *last = done;
}

/* Ids and values of every goal and entry, as one text. The caller frees it. */
static char *everything(struct context *context)
{
    struct li_error err;
    struct query *query = query_new(context->store,
        "SELECT group_concat(x, char(10)) FROM ("
        "SELECT id_text(id) || name || coalesce(code, '') x FROM affiliate UNION ALL "
        "SELECT id_text(id) || title || start || due FROM goal UNION ALL "
        "SELECT id_text(id) || day || value || coalesce(note, '') FROM progress)",
        &err);
    assert_non_null(query);
    assert_int_equal(query_step(query, &err), 1);
    char *text = li_strdup(query_text(query, 0));
    query_free(query);
    return text;
}

static void test_synthetic_repeats(void **state)
{
    char *text[3];
    static const uint64_t seeds[] = {7, 7, 8};
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct place place;
        struct li_error err;
        int64_t last = 0;
        open_place(&place, days[0]);
        must(demo_synthetic(place.context, 1500, seeds[i], told, &last, &err), &err);
        assert_true(last > 0);
        assert_int_equal(count(place.context, "affiliate", NULL), 1500);
        assert_int_equal(count(place.context, "progress", NULL), 15000);
        if (i == 2)
            for (size_t k = 0; k < kind_count; k++)
                all_sound(place.context, kinds[k]);
        text[i] = everything(place.context);
        close_place(&place);
    }
    assert_string_equal(text[0], text[1]);
    assert_string_not_equal(text[0], text[2]);
    for (int i = 0; i < 3; i++)
        free(text[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sample_shows_everything),
        cmocka_unit_test(test_sample_is_whole_and_one_change),
        cmocka_unit_test(test_views_can_be_listed),
        cmocka_unit_test(test_synthetic_repeats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
