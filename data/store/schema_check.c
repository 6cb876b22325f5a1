/*
 * schema_check.c: whether a database has the tables, indexes and triggers of another, and no more.
 */
#include "data/base/memory.h"
#include "data/store/store_internal.h"
#include <stdlib.h>
#include <string.h>

struct schema_check {
    struct query *stands, *given; /* both in the order of type and name */
    void (*say)(void *arg, const char *finding);
    void *arg;
    struct li_error *err;
};

/* What SQLite makes for itself, such as the index of a primary key, follows from the rest. */
static struct query *schema_objects(struct store *store, struct li_error *err)
{
    return query_new(store,
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
        " WHERE name NOT GLOB 'sqlite_*' ORDER BY type, name",
        err);
}

static void schema_say(const struct schema_check *check, struct query *object, const char *words)
{
    const char *type = query_text(object, 0), *table = query_text(object, 2);
    bool whole = strcmp(type, "table") == 0 || strcmp(type, "view") == 0;
    char *finding = li_format("The %s %s%s%s %s", type, query_text(object, 1), whole ? "" : " of ",
        whole ? "" : table, words);
    check->say(check->arg, finding);
    free(finding);
}

/* A table of records that is missing or too many is for journal_check to tell of. */
static bool schema_is_records(struct query *object)
{
    return strcmp(query_text(object, 0), "table") == 0 && store_replicates(query_text(object, 1));
}

static int schema_order(const struct schema_check *check, int stands, int given)
{
    if (stands <= 0 || given <= 0)
        return stands > 0 ? -1 : 1;
    int order = strcmp(query_text(check->stands, 0), query_text(check->given, 0));
    return order ? order : strcmp(query_text(check->stands, 1), query_text(check->given, 1));
}

static enum li_err schema_walk(const struct schema_check *check)
{
    int stands = query_step(check->stands, check->err);
    int given = stands < 0 ? -1 : query_step(check->given, check->err);
    while (stands >= 0 && given >= 0 && (stands > 0 || given > 0)) {
        int order = schema_order(check, stands, given);
        if (order < 0 && !schema_is_records(check->stands))
            schema_say(check, check->stands, "was not made by liaise.");
        else if (order > 0 && !schema_is_records(check->given))
            schema_say(check, check->given, "is missing.");
        else if (order == 0 &&
                 strcmp(query_text(check->stands, 3), query_text(check->given, 3)) != 0)
            schema_say(check, check->stands, "differs from what liaise makes.");
        if (order <= 0)
            stands = query_step(check->stands, check->err);
        if (order >= 0 && stands >= 0)
            given = query_step(check->given, check->err);
    }
    return stands < 0 || given < 0 ? check->err->code : LI_OK;
}

enum li_err store_compare_schema(struct store *store, struct store *model,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    struct li_error own = {0};
    struct schema_check check = {.say = say, .arg = arg, .err = err ? err : &own};
    check.stands = schema_objects(store, check.err);
    check.given = check.stands ? schema_objects(model, check.err) : NULL;
    enum li_err code = check.given ? schema_walk(&check) : check.err->code;
    query_free(check.stands);
    query_free(check.given);
    return code;
}
