/*
 * scribbler.c: random writing to the tables of a database, and what comes of it.
 */
#include "tests/support/scribbler.h"
#include "data/base/error.h"
#include "data/base/memory.h"
#include "data/check/journal_check.h"
#include "data/database/database_check.h"
#include "data/journal/journal.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/table_info.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void scribbler_schema_read(struct store *store, struct scribbler_schema *out)
{
    struct li_error err;
    char **names;
    assert_int_equal(table_info_load_names(store, &names, &out->count, &err), LI_OK);
    out->tables = li_calloc(out->count, sizeof *out->tables);
    struct query *query = query_new(store,
        "SELECT i.name, i.type = 'NUMERIC', f.\"table\" FROM pragma_table_info(?1) i"
        " LEFT JOIN pragma_foreign_key_list(?1) f ON f.\"from\" = i.name"
        " WHERE i.name <> 'id' ORDER BY i.cid",
        &err);
    assert_non_null(query);
    for (size_t i = 0; i < out->count; i++) {
        struct scribbler_table *table = &out->tables[i];
        table->name = names[i];
        query_bind_text(query, 1, names[i]);
        while (query_step(query, &err) > 0) {
            assert_in_range(table->count, 0, SCRIBBLER_COLUMNS_MOST - 1);
            table->fields[table->count++] = (struct scribbler_field){
                .name = li_strdup(query_text(query, 0)),
                .number = query_int(query, 1) != 0,
                .parent = li_strdup(query_text(query, 2)),
            };
        }
    }
    query_free(query);
    free(names);
}

static void scribbler_schema_free(struct scribbler_schema *schema)
{
    for (size_t i = 0; i < schema->count; i++) {
        for (int j = 0; j < schema->tables[i].count; j++) {
            free(schema->tables[i].fields[j].name);
            free(schema->tables[i].fields[j].parent);
        }
        free(schema->tables[i].name);
    }
    free(schema->tables);
}

static int64_t scribbler_clock(void *arg)
{
    return ((struct scribbler *)arg)->clock;
}

void scribbler_open(
    struct scribbler *replica, struct chance *chance, const struct scribbler_schema *schema)
{
    struct li_error err = {0};
    assert_int_equal(scratch_open(&replica->store, NULL, NULL, &err), LI_OK);
    replica->store->replica = chance_id(chance);
    replica->chance = chance;
    replica->schema = schema;
    replica->clock = 1700000000000 + chance_below(chance, 5);
    store_set_clock(replica->store, scribbler_clock, replica);
    store_set_author(replica->store, "tester");
}

static bool scribbler_some_id(struct scribbler *replica, const char *table, struct id *out)
{
    struct li_error err;
    char *sql = li_format("SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET"
                          " ?1 %% max(1, (SELECT count(*) FROM \"%s\"))",
        table, table);
    struct query *query = query_new(replica->store, sql, &err);
    free(sql);
    query_bind_int(query, 1, chance_below(replica->chance, 1000));
    bool found = query_step(query, &err) > 0 && query_id(query, 0, out);
    query_free(query);
    return found;
}

static void scribbler_bind_value(
    struct scribbler *replica, struct query *query, int at, const struct scribbler_field *field)
{
    static const char *const texts[] = {"a", "b", "Taituarā", "x", "STMOÚ", "", "2026-03-15"};
    static const double numbers[] = {0, 1, 2, 2.5, -1, 30, 0, 1};
    struct chance *chance = replica->chance;
    struct id id;
    if (field->parent &&
        (chance_of(chance, 30) || !scribbler_some_id(replica, field->parent, &id))) {
        id = chance_id(chance);
        query_bind_id(query, at, chance_of(chance, 10) ? &id : NULL);
    } else if (field->parent) {
        query_bind_id(query, at, &id);
    } else if (chance_of(chance, 10)) {
        query_bind_text(query, at, NULL);
    } else if (field->number) {
        query_bind_real(query, at, numbers[chance_below(chance, 8)]);
    } else {
        query_bind_text(query, at, texts[chance_below(chance, 7)]);
    }
}

static void scribbler_insert(struct scribbler *replica, const struct scribbler_table *table)
{
    struct li_error err;
    struct id id = chance_id(replica->chance);
    char *names = li_strdup("id"), *marks = li_strdup("?1");
    for (int i = 0; i < table->count; i++) {
        char *more = li_format("%s, \"%s\"", names, table->fields[i].name);
        free(names);
        names = more;
        more = li_format("%s, ?%d", marks, i + 2);
        free(marks);
        marks = more;
    }
    char *sql = li_format("INSERT INTO \"%s\" (%s) VALUES (%s)", table->name, names, marks);
    struct query *query = query_new(replica->store, sql, &err);
    assert_non_null(query);
    query_bind_id(query, 1, &id);
    for (int i = 0; i < table->count; i++)
        scribbler_bind_value(replica, query, i + 2, &table->fields[i]);
    query_step(query, &err); /* what breaks a rule is refused here, and that is fine */
    query_free(query);
    free(sql);
    free(names);
    free(marks);
}

static void scribbler_update(struct scribbler *replica, const struct scribbler_table *table)
{
    struct li_error err;
    struct id id;
    if (!scribbler_some_id(replica, table->name, &id))
        return;
    for (int times = 1 + chance_below(replica->chance, 3); times > 0; times--) {
        const struct scribbler_field *field =
            &table->fields[chance_below(replica->chance, table->count)];
        char *sql =
            li_format("UPDATE \"%s\" SET \"%s\" = ?1 WHERE id = ?2", table->name, field->name);
        struct query *query = query_new(replica->store, sql, &err);
        assert_non_null(query);
        scribbler_bind_value(replica, query, 1, field);
        query_bind_id(query, 2, &id);
        query_step(query, &err);
        query_free(query);
        free(sql);
    }
}

static void scribbler_delete(struct scribbler *replica, const struct scribbler_table *table)
{
    struct li_error err;
    struct id id;
    if (!scribbler_some_id(replica, table->name, &id))
        return;
    char *sql = li_format("DELETE FROM \"%s\" WHERE id = ?1", table->name);
    struct query *query = query_new(replica->store, sql, &err);
    query_bind_id(query, 1, &id);
    query_step(query, &err);
    query_free(query);
    free(sql);
}

enum li_err scribbler_scribble(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    (void)err;
    struct scribbler *replica = arg;
    for (int times = 1 + chance_below(replica->chance, 6); times > 0; times--) {
        const struct scribbler_table *table =
            &replica->schema->tables[chance_below(replica->chance, (int)replica->schema->count)];
        int what = chance_below(replica->chance, 100);
        if (what < 50)
            scribbler_insert(replica, table);
        else if (what < 85)
            scribbler_update(replica, table);
        else
            scribbler_delete(replica, table);
    }
    return LI_OK;
}

void scribbler_write(struct scribbler *replica)
{
    struct li_error err = {0};
    replica->clock += chance_below(replica->chance, 4) - 1; /* clocks also step back */
    enum li_err code =
        journal_write(replica->store, "Scribble", scribbler_scribble, replica, NULL, &err);
    if (code != LI_OK)
        print_error("%s\n", err.message);
    assert_int_equal(code, LI_OK);
}

char *scribbler_dump(struct store *store, const char *sql)
{
    struct li_error err = {0};
    char *text = NULL;
    FILE *out = li_text_open(&text);
    struct query *query = query_new(store, sql, &err);
    assert_non_null(query);
    int step;
    while ((step = query_step(query, &err)) > 0) {
        for (int i = 0; i < query_columns(query); i++)
            fprintf(out, "%s|", query_text(query, i) ? query_text(query, i) : "~");
        fputc('\n', out);
    }
    assert_int_equal(step, 0);
    query_free(query);
    li_text_close(out);
    return text;
}

char *scribbler_dump_tables(struct store *store, const struct scribbler_schema *schema)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < schema->count; i++) {
        const struct scribbler_table *table = &schema->tables[i];
        fprintf(out, "[%s]\n", table->name);
        char *sql = li_strdup("SELECT quote(id)");
        for (int j = 0; j < table->count; j++) {
            char *more = li_format("%s, quote(\"%s\")", sql, table->fields[j].name);
            free(sql);
            sql = more;
        }
        char *whole = li_format("%s FROM \"%s\" ORDER BY id", sql, table->name);
        char *rows = scribbler_dump(store, whole);
        fputs(rows, out);
        free(rows);
        free(whole);
        free(sql);
    }
    li_text_close(out);
    return text;
}

char *scribbler_dump_journal(struct store *store)
{
    char *entries = scribbler_dump(store, "SELECT hlc, replica, hex(hash), seq, state, label FROM"
                                          " journal_entry ORDER BY hlc, replica, hash");
    char *conflicts = scribbler_dump(store, "SELECT hex(entry), tbl, id, col, why, lost, kept"
                                            " FROM journal_conflict ORDER BY 1, 2, 3, 4, 5, 6, 7");
    char *both = li_format("%s--\n%s", entries, conflicts);
    free(entries);
    free(conflicts);
    return both;
}

static void say_finding(void *arg, const char *finding)
{
    print_error("%s\n", finding);
    ++*(int *)arg;
}

void scribbler_is_sound(struct store *store)
{
    struct li_error err = {0};
    int findings = 0;
    enum li_err code = database_check(store, say_finding, &findings, &err);
    if (code == LI_OK)
        code = journal_check(store, NULL, NULL, say_finding, &findings, NULL, NULL, &err);
    if (code != LI_OK)
        print_error("%s\n", err.message);
    assert_int_equal(code, LI_OK);
    assert_int_equal(findings, 0);
}

void scribbler_tell(scribbler_story_fn story, const char *name, uint64_t salt, int seeds)
{
    struct li_error err = {0};
    struct store *store;
    struct scribbler_schema schema = {0};
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    scribbler_schema_read(store, &schema);
    store_close(store);
    for (int seed = 1; seed <= seeds; seed++) {
        struct chance chance = {(uint64_t)seed * 1000003u + salt};
        print_message("%s: seed %d of %d\r", name, seed, seeds);
        story(&chance, &schema);
    }
    print_message("%s: seeds 1 to %d hold   \n", name, seeds);
    scribbler_schema_free(&schema);
}
