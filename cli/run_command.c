/*
 * run_command.c: runs the command of a line, or answers --help and --version instead.
 */
#include "cli/run_command.h"
#include "cli/help.h"
#include <assert.h>
#include <stdio.h>

static enum li_err run_check_word_count(const struct invocation *line, struct li_error *err)
{
    const struct command *command = line->command;
    const char *blank = *command->arguments ? " " : "";
    if (line->word_count < command->least)
        return li_fail(
            err, LI_USAGE, "Missing argument: liaise %s %s.", command->name, command->arguments);
    if (command->most >= 0 && line->word_count > command->most)
        return li_fail(err, LI_USAGE, "Unexpected argument \"%s\": liaise %s%s%s.",
            line->words[command->most], command->name, blank, command->arguments);
    return LI_OK;
}

enum li_err run_command(const struct invocation *line, struct li_error *err)
{
    if (line->global[GLOBAL_VERSION]) {
        puts("liaise " PACKAGE_VERSION);
        return LI_OK;
    }
    if (line->global[GLOBAL_HELP]) {
        if (line->command)
            help_command(line->command);
        else
            help_all(line->commands);
        return LI_OK;
    }
    assert(line->command);
    enum li_err code = run_check_word_count(line, err);
    return code ? code : line->command->run(line, err);
}
