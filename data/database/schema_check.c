/*
 * schema_check.c: two lists of schema objects, in one order, compared.
 */
#include "data/database/schema_check.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/table_info.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct schema_check {
    struct query *found, *wanted; /* both in the order of type and name */
    void (*say)(void *arg, const char *finding);
    void *arg;
    struct li_error *err;
};

/* Objects that SQLite makes for itself, such as the index of a primary key, follow from the rest.
 */
static struct query *schema_check_objects(struct store *store, struct li_error *err)
{
    return query_new(store,
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
        " WHERE name NOT GLOB 'sqlite_*' ORDER BY type, name",
        err);
}

static void schema_check_say(
    const struct schema_check *check, struct query *object, const char *verdict)
{
    const char *type = query_text(object, 0), *table = query_text(object, 2);
    bool whole = strcmp(type, "table") == 0 || strcmp(type, "view") == 0;
    char *finding = li_format("The %s %s%s%s %s", type, query_text(object, 1), whole ? "" : " of ",
        whole ? "" : table, verdict);
    check->say(check->arg, finding);
    free(finding);
}

static bool schema_check_is_replicated_table(struct query *object)
{
    return strcmp(query_text(object, 0), "table") == 0 &&
           table_info_replicates(query_text(object, 1));
}

static int schema_check_order(const struct schema_check *check, int found, int wanted)
{
    if (found <= 0 || wanted <= 0)
        return found > 0 ? -1 : 1;
    int order = strcmp(query_text(check->found, 0), query_text(check->wanted, 0));
    return order ? order : strcmp(query_text(check->found, 1), query_text(check->wanted, 1));
}

static enum li_err schema_check_walk(const struct schema_check *check)
{
    int found = query_step(check->found, check->err);
    int wanted = found < 0 ? -1 : query_step(check->wanted, check->err);
    while (found >= 0 && wanted >= 0 && (found > 0 || wanted > 0)) {
        int order = schema_check_order(check, found, wanted);
        if (order < 0 && !schema_check_is_replicated_table(check->found))
            schema_check_say(check, check->found, "was not made by liaise.");
        else if (order > 0 && !schema_check_is_replicated_table(check->wanted))
            schema_check_say(check, check->wanted, "is missing.");
        else if (order == 0 &&
                 strcmp(query_text(check->found, 3), query_text(check->wanted, 3)) != 0)
            schema_check_say(check, check->found, "differs from what liaise makes.");
        if (order <= 0)
            found = query_step(check->found, check->err);
        if (order >= 0 && found >= 0)
            wanted = query_step(check->wanted, check->err);
    }
    return found < 0 || wanted < 0 ? check->err->code : LI_OK;
}

enum li_err schema_check(struct store *store, struct store *model,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    assert(store && model && say && err);
    struct schema_check check = {.say = say, .arg = arg, .err = err};
    check.found = schema_check_objects(store, check.err);
    check.wanted = check.found ? schema_check_objects(model, check.err) : NULL;
    enum li_err code = check.wanted ? schema_check_walk(&check) : check.err->code;
    query_free(check.found);
    query_free(check.wanted);
    return code;
}
