/*
 * cmd_hub.c: makes the tables of a hub, or prints what makes them.
 */
#include "cli/command.h"
#include "data/base/memory.h"
#include "data/hub/hub.h"
#include "data/hub/hub_address.h"
#include "data/hub/hub_statements.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum li_err hub_init(const char *address, struct li_error *err)
{
    bool secured;
    if (!hub_address_is(address))
        return li_fail(err, LI_USAGE,
            "\"%s\" is not the address of a hub; it has the form postgresql://LOGIN@HOST/DATABASE.",
            address);
    enum li_err code = hub_make_tables(address, &secured, err);
    if (code)
        return code;
    char *shown = hub_address_offer(address, NULL);
    char *said = li_format("The hub %s is ready.", shown);
    command_answer(said);
    free(said);
    free(shown);
    if (!secured)
        fputs("This engine has no row security, so any login could remove the heads that others "
              "added; they are sent again at the next sync.\n",
            stderr);
    return LI_OK;
}

static enum li_err hub_sql(void)
{
    char *script = hub_statements_script();
    fputs(script, stdout);
    free(script);
    return LI_OK;
}

static enum li_err hub_run(const struct invocation *line, struct li_error *err)
{
    const char *what = line->words[0];
    bool init = strcmp(what, "init") == 0;
    if (!init && strcmp(what, "sql") != 0)
        return li_fail(err, LI_USAGE, "liaise hub takes init or sql, not \"%s\".", what);
    if (line->word_count != 1 + init)
        return li_fail(err, LI_USAGE, "%s argument: liaise hub %s.",
            line->word_count < 1 + init ? "Missing" : "Unexpected", init ? "init URL" : "sql");
    return init ? hub_init(line->words[1], err) : hub_sql();
}

const struct command command_hub = {
    .name = "hub",
    .arguments = "init|sql [URL]",
    .help = "Make the tables of a hub, or print the SQL that makes them.",
    .details = "liaise hub init URL   as the owner of the team's schema; may be run again\n"
               "liaise hub sql        for the person who runs the database\n"
               "A hub is a schema in PostgreSQL, or an engine that speaks its protocol "
               "(doc/hub.md).",
    .done = "Made",
    .least = 1,
    .most = 2,
    .run = hub_run,
};
