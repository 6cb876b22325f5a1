/*
 * cmd_hub.c: creates the tables of a hub, or prints the SQL for them.
 */
#include "cli/command_words.h"
#include "data/base/memory.h"
#include "data/hub/hub.h"
#include "data/hub/hub_address.h"
#include "data/hub/hub_statements.h"
#include <stdio.h>
#include <stdlib.h>

static enum li_err hub_init(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    const char *address = line->words[1];
    (void)context;
    bool secured;
    if (!hub_address_is(address))
        return li_fail(err, LI_USAGE,
            "\"%s\" isn't a hub address; use postgresql://LOGIN@HOST/DATABASE.", address);
    enum li_err code = hub_make_tables(address, &secured, err);
    if (code)
        return code;
    char *shown = hub_address_offer(address, NULL);
    char *said = li_format("The hub %s is ready.", shown);
    command_answer(said);
    free(said);
    free(shown);
    if (!secured)
        fputs("This database has no row-level security: any login can delete what others said they "
              "have. The next sync sends it again.\n",
            stderr);
    return LI_OK;
}

static enum li_err hub_sql(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    (void)line;
    (void)context;
    (void)err;
    char *script = hub_statements_script();
    fputs(script, stdout);
    free(script);
    return LI_OK;
}

static const struct command_word hub_words[] = {
    {"init", 2, 2, "init URL", STORE_READ, hub_init},
    {"sql", 1, 1, "sql", STORE_READ, hub_sql},
};

/* Opens no database: the person who sets up a hub may not have one. */
static enum li_err hub_run(const struct invocation *line, struct li_error *err)
{
    static const struct command_words words = {.takes = "init or sql", COMMAND_WORDS(hub_words)};
    const struct command_word *word;
    enum li_err code = command_words_find(line, &words, &word, err);
    return code ? code : word->run(line, NULL, err);
}

const struct command command_hub = {
    .name = "hub",
    .arguments = "init|sql [URL]",
    .help = "Create the tables of a hub, or print the SQL for them.",
    .details =
        "liaise hub init URL   run as the owner of the team's schema; safe to repeat\n"
        "liaise hub sql        the same as a script, for a database administrator\n"
        "A hub is a schema in PostgreSQL, or an engine that speaks its protocol (doc/hub.md).",
    .done = "Created",
    .least = 1,
    .most = 2,
    .run = hub_run,
};
