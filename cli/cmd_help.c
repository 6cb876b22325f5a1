/*
 * cmd_help.c: `liaise help`, the same as --help.
 */
#include "cli/command.h"
#include "cli/help.h"

static enum li_err help_run(const struct invocation *line, struct li_error *err)
{
    if (line->word_count == 0) {
        help_all(line->commands);
        return LI_OK;
    }
    const struct command *command;
    enum li_err code = command_parse(line, line->words[0], &command, err);
    if (!code)
        help_command(command);
    return code;
}

const struct command command_help = {
    .name = "help",
    .arguments = "[COMMAND]",
    .help = "Show help.",
    .most = 1,
    .run = help_run,
};
