/*
 * cmd_as_of.c: runs a command that reads on the records as of a past day.
 */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/run_command.h"
#include "core/base/date_typed.h"

static enum li_err as_of_run_inner(
    const struct invocation *inner, const struct invocation *line, struct li_error *err)
{
    if (!inner->command)
        return li_fail(err, LI_USAGE, "Missing command; for example: liaise as-of %s list KIND.",
            line->words[0]);
    if (!inner->command->reads && !inner->global[GLOBAL_HELP])
        return li_fail(err, LI_USAGE,
            "%s can't run on past records; only commands that read can, such as list, show, agenda "
            "or report.",
            inner->command->name);
    return run_command(inner, err);
}

static enum li_err as_of_run(const struct invocation *line, struct li_error *err)
{
    struct invocation inner = {
        .commands = line->commands, .usual_config = line->usual_config, .today = line->today};
    for (int i = 0; i < GLOBAL_COUNT; i++)
        inner.global[i] = line->global[i];
    if (date_typed_parse_past(
            line->words[0], command_today(line), command_dates(line), &inner.as_of, err))
        return LI_USAGE;
    enum li_err code = arguments_parse(&inner, line->words + 1, line->word_count - 1, err);
    if (!code)
        code = as_of_run_inner(&inner, line, err);
    arguments_free(&inner);
    return code;
}

const struct command command_as_of = {
    .name = "as-of",
    .arguments = "DAY COMMAND...",
    .help = "Run a command that reads, such as list or report, on the records as of a date.",
    .details = "That date is used as today, so health is shown as of then too.",
    .least = 1,
    .most = -1,
    .wraps = true,
    .run = as_of_run,
};
