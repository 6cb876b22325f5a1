/*
 * database_proof.c: a database checked before it is put in place.
 */
#include "cli/database_proof.h"
#include "cli/metered_check.h"
#include "core/open.h"

static void database_proof_say(const char *finding)
{
    command_say("%s", finding);
}

enum li_err database_proof_check(const char *path, void *arg, struct li_error *err)
{
    const struct database_proof *proof = arg;
    struct context *context;
    struct check_found found;
    struct invocation there = *proof->line;
    there.global[GLOBAL_DB] = path;
    enum li_err code = command_open(&there, STORE_WRITE, &context, err);
    if (code)
        return code;
    code = metered_check_run(context, CHECK_SKIP(CHECK_REBUILD) | CHECK_SKIP(CHECK_RULES),
        database_proof_say, &found, err);
    context_close(context);
    int64_t problems = check_damage(&found) + found.findings[CHECK_CACHE];
    if (code == LI_CORRUPT) /* worse than what can be counted */
        return li_fail(err, code, "%s is damaged, so %s.", path, proof->refusal);
    if (code || problems == 0)
        return code;
    return li_fail(err, LI_CORRUPT, "%s has %lld problem%s, so %s.", path, (long long)problems,
        problems == 1 ? "" : "s", proof->refusal);
}
