/*
 * taken.c: one lookup by what identifies a record; where the code has an index, it is that.
 */
#include "core/record/taken.h"
#include "core/base/text.h"
#include "core/record/record_load.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

int taken_field(const struct kind *kind)
{
    assert(kind);
    for (int i = 0; i < kind->stored_count; i++)
        if (kind->fields[i].flags & FIELD_UNIQUE)
            return i;
    return -1;
}

static bool taken_is_restored(const struct record *record)
{
    return record->stored && record->changed[record->kind->stored_count];
}

/* Only a new value, a new record or a restored one can take a code. */
static bool taken_takes(const struct record *record)
{
    const struct kind *kind = record->kind;
    int named = taken_field(kind);
    if (named < 0 || !record->value[named] || record->archived_on != DAY_NONE ||
        record->allow_duplicate)
        return false;
    bool takes = !record->stored || taken_is_restored(record);
    for (int i = named; i < kind->stored_count && !takes; i++)
        takes = kind->fields[i].flags & FIELD_UNIQUE && record->changed[i];
    return takes;
}

static bool taken_is_ascii(const char *text)
{
    while (*text && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

static char *taken_capital(const char *text)
{
    size_t first = text_next(text, 0, NULL);
    char *letter = li_strndup(text, first), *rest = text_lower(text + first);
    char *large = text_upper(letter), *whole = li_format("%s%s", large, rest);
    free(large);
    free(rest);
    free(letter);
    return whole;
}

int taken_spellings(const char *text, char *out[SPELLINGS_MOST])
{
    assert(text && out);
    out[0] = li_strdup(text);
    if (taken_is_ascii(text))
        return 1;
    out[1] = text_upper(text);
    out[2] = text_lower(text);
    out[3] = taken_capital(text);
    return SPELLINGS_MOST;
}

/* A search for another record with the same code; its parameters are the id, then these. */
struct taken_search {
    const struct record *record;
    struct bytes sql;
    char *spelled[SPELLINGS_MOST];
    int spellings;
};

static void taken_write_code(struct taken_search *search, const struct field *field)
{
    char *start = li_format(" AND r.\"%s\" COLLATE NOCASE IN (", field->name);
    bytes_add_text(&search->sql, start);
    for (int i = 0; i < search->spellings; i++)
        bytes_add_text(&search->sql, i ? ", ?" : "?2");
    bytes_add_text(&search->sql, ")");
    free(start);
}

static struct query *taken_query(
    struct taken_search *search, struct store *store, struct li_error *err)
{
    const struct record *record = search->record;
    const struct kind *kind = record->kind;
    int named = taken_field(kind);
    char *start = li_format("SELECT %s FROM \"%s\" r WHERE r.id <> ?1", kind->title, kind->name);
    bytes_add_text(&search->sql, start);
    free(start);
    taken_write_code(search, &kind->fields[named]);
    for (int i = named + 1; i < kind->stored_count; i++)
        if (kind->fields[i].flags & FIELD_UNIQUE) {
            char *term = li_format(" AND +r.\"%s\" IS ?", kind->fields[i].name);
            bytes_add_text(&search->sql, term);
            free(term);
        }
    bytes_add_text(&search->sql, " AND +r.archived_on IS NULL LIMIT 1");
    bytes_add(&search->sql, "", 1);
    struct query *query = query_new(store, search->sql.at, err);
    int at = 1;
    if (!query)
        return NULL;
    query_bind_id(query, at++, &record->id);
    for (int i = 0; i < search->spellings; i++)
        query_bind_plain(query, at++, search->spelled[i]);
    for (int i = named + 1; i < kind->stored_count; i++)
        if (kind->fields[i].flags & FIELD_UNIQUE)
            (kind->fields[i].type == FIELD_REF ? query_bind_text : query_bind_plain)(
                query, at++, record->value[i]);
    return query;
}

static enum li_err taken_refuse(
    const struct record *record, const char *holder, struct li_error *err)
{
    const int named = taken_field(record->kind);
    const char *label = record->kind->fields[named].label, *value = record->value[named];
    if (taken_is_restored(record))
        return li_fail(err, LI_REFUSED,
            "%s \"%s\" is already used by %s; change one of the two first.", label, value, holder);
    return li_fail(
        err, LI_REFUSED, "%s \"%s\" is already used by %s; choose another.", label, value, holder);
}

enum li_err taken_judge(struct store *store, const struct record *record, struct li_error *err)
{
    assert(store && record);
    struct li_error own = {0};
    struct taken_search search = {.record = record};
    err = err ? err : &own;
    if (!taken_takes(record))
        return LI_OK;
    search.spellings = taken_spellings(record->value[taken_field(record->kind)], search.spelled);
    struct query *query = taken_query(&search, store, err);
    int step = query ? query_step(query, err) : -1;
    enum li_err code =
        step < 0    ? err->code
        : step == 0 ? LI_OK
                    : taken_refuse(record,
                          query_null(query, 0) ? "another record" : query_text(query, 0), err);
    query_free(query);
    for (int i = 0; i < search.spellings; i++)
        free(search.spelled[i]);
    free(search.sql.at);
    return code;
}

/* An added record and one of before with the same code; beyond A to Z its case counts here, as it
   does in the index. */
static char *taken_added_sql(const struct kind *kind)
{
    int named = taken_field(kind);
    const char *name = kind->fields[named].name;
    struct bytes sql = {0};
    char *start = li_format("SELECT n.id, n.\"%s\", %s FROM \"%s\" n CROSS JOIN \"%s\" r"
                            " ON r.\"%s\" = n.\"%s\" COLLATE NOCASE AND r.rowid <= ?1"
                            " WHERE n.rowid > ?1 AND n.archived_on IS NULL"
                            " AND +r.archived_on IS NULL",
        name, kind->title, kind->name, kind->name, name, name);
    bytes_add_text(&sql, start);
    free(start);
    for (int i = named + 1; i < kind->stored_count; i++)
        if (kind->fields[i].flags & FIELD_UNIQUE) {
            name = kind->fields[i].name;
            char *term = li_format(" AND +r.\"%s\" IS n.\"%s\"", name, name);
            bytes_add_text(&sql, term);
            free(term);
        }
    bytes_add_text(&sql, " LIMIT 1");
    bytes_add(&sql, "", 1);
    return sql.at;
}

enum li_err taken_judge_added(
    struct context *context, const struct kind *kind, int64_t before, struct li_error *err)
{
    assert(context && kind && before >= 0);
    struct id id;
    if (taken_field(kind) < 0)
        return LI_OK;
    char *sql = taken_added_sql(kind);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    query_bind_int(query, 1, before);
    int step = query_step(query, err);
    if (step > 0) {
        query_id(query, 0, &id);
        char *title = record_title(context, kind, &id);
        li_fail(err, LI_REFUSED,
            "%s: %s \"%s\" is already used by %s; nothing was imported. To add it anyway, use "
            "--allow-duplicates.",
            title ? title : kind->label, kind->fields[taken_field(kind)].label,
            query_text(query, 1), query_null(query, 2) ? "another record" : query_text(query, 2));
        free(title);
    }
    query_free(query);
    return step == 0 ? LI_OK : err->code;
}
