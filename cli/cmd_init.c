/*
 * cmd_init.c: creates a database with the reference data.
 */
#include "cli/command.h"
#include "core/open.h"
#include "data/base/memory.h"
#include <stdlib.h>

static const struct option_spec init_options[] = {
    {"org", 0, "NAME", "Your organization's name."},
    {"you", 0, "NAME", "Your name, as shown in the history."},
};

static enum li_err init_run(const struct invocation *line, struct li_error *err)
{
    const char *path, *you = command_option(line, "you");
    enum li_err code = command_path(line, &path, err);
    if (!code)
        code = context_create(
            path, command_option(line, "org"), you ? you : line->global[GLOBAL_AS], err);
    if (code)
        return code;
    char *said = li_format("Created a new database: %s", path);
    command_answer(said);
    free(said);
    return LI_OK;
}

const struct command command_init = {
    .name = "init",
    .arguments = "[--org NAME] [--you NAME]",
    .help = "Create a new database with the reference data.",
    COMMAND_OPTIONS(init_options),
    .done = "Created",
    .run = init_run,
};
