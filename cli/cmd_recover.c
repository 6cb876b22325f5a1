/*
 * cmd_recover.c: makes this device an administrator with the recovery phrase.
 */
#include "cli/command.h"
#include "cli/secret_line.h"
#include "core/open.h"
#include "core/team/team_view.h"

static enum li_err recover_with(struct context *context, const char *phrase, struct li_error *err)
{
    struct team_person person;
    enum li_err code = team_view_person(context, &person, err);
    if (!code)
        code = team_write_recover(context->store, phrase, &person, err);
    team_view_person_clear(&person);
    return code;
}

static enum li_err recover_run(const struct invocation *line, struct li_error *err)
{
    struct context *context;
    char *phrase = NULL;
    enum li_err code = command_open(line, STORE_WRITE, &context, err);
    if (code)
        return code;
    code = secret_line_read("The recovery phrase", &phrase, err);
    if (!code)
        code = recover_with(context, phrase, err);
    secret_line_free(phrase);
    if (!code)
        command_answer(
            "This device is now an administrator; run `liaise sync` to tell the others.");
    context_close(context);
    return code;
}

const struct command command_recover = {
    .name = "recover",
    .arguments = "",
    .help = "Make this device an administrator with the recovery phrase.",
    .details = "The phrase, which was shown once when the team was first shared, is read from "
               "standard input.\nThis database must be in the team: join it, or restore a backup, "
               "first.",
    .done = "Recovered",
    .run = recover_run,
};
