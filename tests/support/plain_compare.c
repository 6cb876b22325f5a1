/*
 * plain_compare.c: a store held against the plain journal.
 */
#include "data/base/bytes.h"
#include "data/base/error.h"
#include "data/base/hash.h"
#include "data/base/id.h"
#include "data/base/memory.h"
#include "data/changeset/changeset_meaning.h"
#include "data/entry/entry.h"
#include "data/entry/entry_clock.h"
#include "data/store/query.h"
#include "tests/support/plain_journal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool read_one(void *arg, const struct entry *entry)
{
    if (entry->sort == ENTRY_RECORDS)
        plain_journal_put(arg, entry);
    return true;
}

void plain_journal_read(struct plain_journal *journal, struct store *store)
{
    struct li_error err;
    const struct entry_scan all = {0};
    journal->store = store;
    journal->due = entry_clock_due(store);
    assert_int_equal(entry_scan(store, &all, read_one, journal, &err), LI_OK);
}

/* --- tables ----------------------------------------------------------------------------------- */

static char *row_differs(const struct plain_journal *journal, int table,
    const struct plain_row *row, struct query *found)
{
    char id[ID_TEXT_SIZE];
    const struct plain_table *of = &journal->schema->tables[table];
    for (int i = 0; i < of->count; i++) {
        char *should = plain_tell(row->value[i]);
        const char *is = query_text(found, i);
        bool same = (!should && !is) || (should && is && strcmp(should, is) == 0);
        char *says =
            same ? NULL
                 : li_format("%s %s column %s is %s, should be %s", of->name, id_text(&row->id, id),
                       of->columns[i].name, is ? is : "null", should ? should : "null");
        free(should);
        if (says)
            return says;
    }
    return NULL;
}

static char *table_differs(const struct plain_journal *journal, int table, struct store *store)
{
    struct id id;
    struct li_error err;
    int rows = 0;
    char *says = NULL, digits[ID_TEXT_SIZE];
    const char *name = journal->schema->tables[table].name;
    char *sql = li_format("SELECT * FROM \"%s\"", name);
    struct query *query = query_new(store, sql, &err);
    assert_non_null(query);
    for (; !says && query_step(query, &err) > 0; rows++) {
        assert_true(query_id(query, PLAIN_ID, &id));
        const struct plain_row *row = plain_find(&journal->tables, table, &id);
        says = row ? row_differs(journal, table, row, query)
                   : li_format("%s %s should not be there", name, id_text(&id, digits));
    }
    query_free(query);
    free(sql);
    if (!says && rows != journal->tables.tables[table].count)
        says = li_format(
            "%s has %d records, should have %d", name, rows, journal->tables.tables[table].count);
    return says;
}

/* --- entries ---------------------------------------------------------------------------------- */

static char *text_of(const char *text)
{
    return text ? li_format("'%s'", text) : li_strdup("null");
}

static int text_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, a line each; what is given is freed. */
static char *lines_joined(char **lines, size_t count)
{
    struct bytes out = {0};
    if (count)
        qsort(lines, count, sizeof *lines, text_order);
    for (size_t i = 0; i < count; i++) {
        bytes_add_text(&out, lines[i]);
        bytes_add_text(&out, "\n");
        free(lines[i]);
    }
    bytes_add(&out, "", 1);
    free(lines);
    return (char *)out.at;
}

static char *conflict_line(const char *table, const char *id, const char *column, const char *why,
    const char *lost, const char *kept)
{
    char *was = text_of(lost), *is = text_of(kept);
    char *line = li_format(
        "%s %s %s: %s lost %s kept %s", table, id, column ? column : "as a whole", why, was, is);
    free(was);
    free(is);
    return line;
}

static char *conflicts_should(const struct plain_journal *journal, const struct plain_entry *entry)
{
    char id[ID_TEXT_SIZE];
    char **lines = li_calloc((size_t)entry->conflict_count + 1, sizeof *lines);
    for (int i = 0; i < entry->conflict_count; i++) {
        const struct plain_conflict *conflict = &entry->conflicts[i];
        const struct plain_table *table = &journal->schema->tables[conflict->table];
        lines[i] = conflict_line(table->name, id_text(&conflict->id, id),
            conflict->column < 0 ? NULL : table->columns[conflict->column].name, conflict->why,
            conflict->lost, conflict->kept);
    }
    return lines_joined(lines, (size_t)entry->conflict_count);
}

static char *conflicts_are(const struct plain_entry *entry, struct store *store)
{
    size_t count = 0;
    struct li_error err;
    char **lines = NULL;
    struct query *query = query_new(
        store, "SELECT tbl, id, col, why, lost, kept FROM journal_conflict WHERE entry = ?1", &err);
    query_bind_hash(query, 1, &entry->entry.name.hash);
    while (query_step(query, &err) > 0) {
        lines = li_realloc(lines, count + 1, sizeof *lines);
        const char *cells[6];
        for (int i = 0; i < 6; i++)
            cells[i] = query_text(query, i);
        lines[count++] = conflict_line(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }
    query_free(query);
    return lines_joined(lines, count);
}

static char *entry_differs(
    const struct plain_journal *journal, const struct plain_entry *entry, struct store *store)
{
    struct entry is;
    struct li_error err;
    char *says = NULL, digits[HASH_DIGITS_SIZE];
    const char *name = hash_digits(&entry->entry.name.hash, digits);
    if (entry_find(store, &entry->entry.name.hash, &is, &err) != LI_OK)
        return li_format("entry %s is not there", name);
    char *should = conflicts_should(journal, entry), *are = conflicts_are(entry, store);
    if (entry->counts != (is.state == ENTRY_APPLIED))
        says = li_format("entry %s %s", name, entry->counts ? "should count" : "should wait");
    else if (changeset_meaning_equal(
                 is.effect, is.effect_size, entry->effect.at, entry->effect.size, &err) != 1)
        says = li_format("entry %s has another effect", name);
    else if (strcmp(should, are) != 0)
        says = li_format("entry %s has the conflicts\n%sshould have\n%s", name, are, should);
    free(should);
    free(are);
    entry_free(&is);
    return says;
}

char *plain_journal_differs(const struct plain_journal *journal, struct store *store)
{
    char *says = NULL;
    for (int i = 0; i < journal->count && !says; i++)
        says = entry_differs(journal, &journal->entries[i], store);
    for (int i = 0; i < journal->schema->count && !says; i++)
        says = table_differs(journal, i, store);
    return says;
}
