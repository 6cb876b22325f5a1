/*
 * cmd_help.c: help, asked for with a word.
 */
#include "cli/command.h"
#include "cli/help.h"

static enum li_err help_run(const struct invocation *line, struct li_error *err)
{
    if (line->word_count == 0) {
        help_all();
        return LI_OK;
    }
    const struct command *command;
    enum li_err result = command_read(line->words[0], &command, err);
    if (result == LI_OK)
        help_command(command);
    return result;
}

const struct command command_help = {
    .name = "help",
    .arguments = "[COMMAND]",
    .help = "Show help.",
    .most = 1,
    .run = help_run,
};
