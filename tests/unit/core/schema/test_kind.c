/*
 * test_kind.c: every kind's description against the schema, both ways, so that they cannot drift.
 */
#include "core/base/name.h"
#include "core/filter/field_sql.h"
#include "core/record/field.h"
#include "data/base/memory.h"
#include "data/database/embedded.h"
#include "data/store/query.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct query *ask(void **state, const char *sql)
{
    struct office *office = *state;
    struct li_error err;
    struct query *query = query_new(office->context->store, sql, &err);
    if (!query)
        fail_msg("%s: %s", sql, err.message);
    return query;
}

static const char *affinity(const struct field *field)
{
    switch (field->type) {
    case FIELD_REF: return "BLOB";
    case FIELD_NUMBER:
    case FIELD_COUNT:
    case FIELD_YESNO: return "NUMERIC";
    default: return "TEXT";
    }
}

/* name, type, notnull of a kind's column; false when there is none. */
static void check_field(void **state, const struct kind *kind, const struct field *field)
{
    struct query *query =
        ask(state, "SELECT type, \"notnull\" FROM pragma_table_info(?1) WHERE name = ?2");
    query_bind_plain(query, 1, kind->name);
    query_bind_plain(query, 2, field->name);
    if (query_step(query, NULL) != 1)
        fail_msg("%s.%s is no column", kind->name, field->name);
    if (strcmp(query_text(query, 0), affinity(field)) != 0)
        fail_msg("%s.%s is %s in the schema", kind->name, field->name, query_text(query, 0));
    if (query_int(query, 1) != ((field->flags & FIELD_REQUIRED) != 0))
        fail_msg("%s.%s: NOT NULL and FIELD_REQUIRED differ", kind->name, field->name);
    query_free(query);
}

static void every_stored_field_is_a_column(void **state)
{
    for (size_t k = 0; k < kind_count; k++)
        for (int i = 0; i < kinds[k]->stored_count; i++)
            check_field(state, kinds[k], &kinds[k]->fields[i]);
}

static void every_column_is_a_field(void **state)
{
    for (size_t k = 0; k < kind_count; k++) {
        struct query *query = ask(state, "SELECT name FROM pragma_table_info(?1)");
        query_bind_plain(query, 1, kinds[k]->name);
        int columns = 0;
        for (; query_step(query, NULL) == 1; columns++) {
            const char *name = query_text(query, 0);
            if (strcmp(name, "id") == 0 || strcmp(name, "archived_on") == 0)
                continue;
            int field = kind_field(kinds[k], name);
            if (field < 0 || field >= kinds[k]->stored_count)
                fail_msg("%s.%s is no field", kinds[k]->name, name);
        }
        assert_int_equal(columns, kinds[k]->stored_count + 2);
        query_free(query);
    }
}

static void every_replicated_table_is_a_kind(void **state)
{
    struct query *query = ask(state, "SELECT name FROM sqlite_schema WHERE type = 'table' AND NOT"
                                     " (name GLOB 'local_*' OR name GLOB 'journal_*'"
                                     " OR name GLOB 'sqlite_*')");
    size_t tables = 0;
    for (; query_step(query, NULL) == 1; tables++)
        assert_non_null(kind_find(query_text(query, 0)));
    assert_int_equal(tables, kind_count);
    query_free(query);
}

/* In a row that is older than the column, a session would see NULL where the default stands. */
static void appended_columns_are_null_at_first(void **state)
{
    (void)state;
    int appended = 0;
    for (size_t i = 0; i < embedded_count; i++) {
        const char *at =
            strncmp(embedded_all[i].name, "schema/", 7) == 0 ? embedded_all[i].text : "";
        for (; (at = strstr(at, "ADD COLUMN")); at++, appended++) {
            char *column = li_strndup(at, strcspn(at, ";"));
            if (strstr(column, "NOT NULL") || strstr(column, "DEFAULT"))
                fail_msg("%s: %s", embedded_all[i].name, column);
            free(column);
        }
    }
    assert_true(appended >= 8);
}

static void every_reference_has_its_foreign_key(void **state)
{
    for (size_t k = 0; k < kind_count; k++) {
        int references = 0;
        for (int i = 0; i < kinds[k]->stored_count; i++) {
            const struct field *field = &kinds[k]->fields[i];
            struct query *query = ask(state,
                "SELECT \"table\", \"to\" FROM pragma_foreign_key_list(?1) WHERE \"from\" = ?2");
            query_bind_plain(query, 1, kinds[k]->name);
            query_bind_plain(query, 2, field->name);
            int step = query_step(query, NULL);
            assert_int_equal(step, field->type == FIELD_REF);
            if (step == 1) {
                assert_string_equal(query_text(query, 0), field->ref);
                assert_string_equal(query_text(query, 1), "id");
                references++;
            }
            query_free(query);
        }
        struct query *all = ask(state, "SELECT count(*) FROM pragma_foreign_key_list(?1)");
        query_bind_plain(all, 1, kinds[k]->name);
        assert_int_equal(query_step(all, NULL), 1);
        assert_int_equal(query_int(all, 0), references);
        query_free(all);
    }
}

/* Prepares and runs, with or without rows. */
static void runs(void **state, const struct kind *kind, const char *expression)
{
    char *sql = li_format("SELECT %s FROM \"%s\" r", expression, kind->name);
    struct query *query = ask(state, sql);
    while (query_step(query, NULL) > 0)
        ;
    query_free(query);
    free(sql);
}

static void titles_and_computed_fields_are_sound_sql(void **state)
{
    for (size_t k = 0; k < kind_count; k++) {
        runs(state, kinds[k], kinds[k]->title);
        for (int i = 0; i < kinds[k]->field_count; i++) {
            const struct field *field = &kinds[k]->fields[i];
            assert_int_equal(field->sql != NULL, i >= kinds[k]->stored_count);
            if (field->sql)
                runs(state, kinds[k], field->sql);
        }
    }
}

static void kinds_come_after_those_they_refer_to(void **state)
{
    (void)state;
    for (size_t k = 0; k < kind_count; k++)
        for (int i = 0; i < kinds[k]->stored_count; i++) {
            const struct field *field = &kinds[k]->fields[i];
            size_t at = 0;
            if (field->type != FIELD_REF || strcmp(field->ref, kinds[k]->name) == 0)
                continue;
            while (at < k && strcmp(kinds[at]->name, field->ref) != 0)
                at++;
            if (at == k)
                fail_msg("%s comes before %s", kinds[k]->name, field->ref);
        }
}

static void check_description(const struct kind *kind, const struct field *field)
{
    size_t length = strlen(field->help);
    assert_true(length > 1 && field->help[length - 1] == '.');
    assert_true(*field->label);
    assert_int_equal(field->type == FIELD_CHOICE, field->choices != NULL);
    assert_int_equal(field->type == FIELD_REF, field->ref != NULL);
    assert_true(field_width(field) > 0);
    assert_non_null(field_type_name(field->type));
    assert_int_equal(kind_field(kind, field->name), field - kind->fields);
}

/* What decides whether a field says anything is a choice, and has those choices. */
static void check_when(const struct kind *kind, const struct field *field)
{
    assert_int_equal(field->when != NULL, field->when_is != NULL);
    if (!field->when)
        return;
    int other = kind_field(kind, field->when);
    assert_true(other >= 0 && other < kind->stored_count && kind->fields[other].choices);
    for (const char *const *choice = field->when_is; *choice; choice++)
        assert_true(name_find(kind->fields[other].choices, *choice) >= 0);
}

static void descriptions_are_whole(void **state)
{
    struct office *office = *state;
    for (size_t k = 0; k < kind_count; k++) {
        const struct kind *kind = kinds[k];
        assert_ptr_equal(kind_find(kind->name), kind);
        assert_ptr_equal(kind_find(kind->plural), kind);
        if (kind->code >= 0)
            assert_int_equal(kind->fields[kind->code].type, FIELD_CODE);
        for (int i = 0; i < kind->field_count; i++) {
            check_description(kind, &kind->fields[i]);
            check_when(kind, &kind->fields[i]);
            char *canonical;
            struct li_error err;
            if (kind->fields[i].initial && field_parse(office->context, &kind->fields[i],
                                               kind->fields[i].initial, &canonical, &err) != LI_OK)
                fail_msg("%s", err.message);
            if (kind->fields[i].initial)
                free(canonical);
        }
    }
}

static void sort_orders_name_fields(void **state)
{
    (void)state;
    for (size_t k = 0; k < kind_count; k++) {
        char *sort = li_strdup(kinds[k]->sort), *rest = NULL;
        for (char *name = strtok_r(sort, ",", &rest); name; name = strtok_r(NULL, ",", &rest))
            assert_true(kind_field(kinds[k], name + (*name == '-')) >= 0);
        free(sort);
    }
}

static void wrong_names_are_refused_with_the_nearest(void **state)
{
    (void)state;
    struct li_error err;
    const struct kind *kind;
    int field;
    assert_int_equal(kind_parse("AFFILIATES", &kind, &err), LI_OK);
    assert_string_equal(kind->name, "affiliate");
    assert_int_equal(kind_parse("people", &kind, &err), LI_OK);
    assert_string_equal(kind->name, "person");
    assert_int_equal(kind_parse("afiliate", &kind, &err), LI_USAGE);
    assert_string_equal(err.message, "There is no kind \"afiliate\"; did you mean affiliate?");
    assert_int_equal(kind_parse("xyzzyxyzzy", &kind, &err), LI_USAGE);
    assert_non_null(strstr(err.message, "liaise kinds"));
    kind = kind_find("goal");
    assert_int_equal(kind_field_parse(kind, "health", &field, &err), LI_OK);
    assert_int_equal(kind_field_parse(kind, "tittle", &field, &err), LI_USAGE);
    assert_string_equal(err.message, "Goals have no field \"tittle\"; did you mean title?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stored_field_is_a_column),
        cmocka_unit_test(every_column_is_a_field),
        cmocka_unit_test(every_replicated_table_is_a_kind),
        cmocka_unit_test(appended_columns_are_null_at_first),
        cmocka_unit_test(every_reference_has_its_foreign_key),
        cmocka_unit_test(titles_and_computed_fields_are_sound_sql),
        cmocka_unit_test(kinds_come_after_those_they_refer_to),
        cmocka_unit_test(descriptions_are_whole),
        cmocka_unit_test(sort_orders_name_fields),
        cmocka_unit_test(wrong_names_are_refused_with_the_nearest),
    };
    return cmocka_run_group_tests_name("kind", tests, office_setup, office_teardown);
}
