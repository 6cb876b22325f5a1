/*
 * main.c: reads the line, runs its command, says what went wrong, and ends with the status.
 */
#include "cli/answer_output.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/progress_meter.h"
#include "core/kind/kinds.h"
#include "data/base/memory.h"
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define COMMAND_ENTRY(name) &command_##name,
const struct command *const commands[] = {COMMANDS(COMMAND_ENTRY)};
const int command_count = sizeof commands / sizeof *commands;

static const int main_statuses[] = {
    [LI_OK] = 0,
    [LI_REFUSED] = 1,
    [LI_USAGE] = 2,
    [LI_NONE] = 2,
    [LI_SEVERAL] = 2,
    [LI_BUSY] = 1,
    [LI_OLDER] = 1,
    [LI_INTERRUPTED] = 1,
    [LI_IO] = 1,
    [LI_CORRUPT] = 1,
};

static const char *main_from_environment(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

/* $XDG_DATA_HOME/liaise/liaise.db or below ~/.local/share. The caller frees it. */
static char *main_default_db(void)
{
    const char *data = main_from_environment("XDG_DATA_HOME"),
               *home = main_from_environment("HOME");
    if (data && data[0] == '/') /* a relative one is to be ignored, says its specification */
        return li_format("%s/liaise/liaise.db", data);
    return home ? li_format("%s/.local/share/liaise/liaise.db", home) : NULL;
}

/* What stays although the answer is lost; NULL: nothing. */
static const char *main_what_was_done(const struct invocation *line)
{
    bool did = line->command && !line->global[GLOBAL_HELP] && !line->global[GLOBAL_VERSION] &&
               !command_option(line, "dry-run");
    return did ? line->command->done : NULL;
}

/* An answer for which not all could be read is no success. */
static enum li_err main_own_up(
    const struct invocation *line, enum li_err result, struct li_error *err)
{
    struct li_error unread = {0};
    if (result != LI_OK || store_take_unread(&unread) == LI_OK)
        return result;
    const char *done = main_what_was_done(line);
    return li_fail(err, unread.code, "%s%s%s", done ? done : "",
        done ? ", but not all of the result could be read: " : "", unread.message);
}

/* Whatever standard output still holds goes out now, so that a full disk is not a success. */
static enum li_err main_flush_answer(
    const struct invocation *line, enum li_err result, struct li_error *err)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    int why = errno ? errno : EIO; /* of an earlier write no reason is left */
    if (!failed || (result != LI_OK && result != LI_IO))
        return result;
    if (answer_unwanted())
        return LI_OK;
    const char *done = result == LI_OK ? main_what_was_done(line) : NULL;
    if (done)
        return li_fail(
            err, LI_IO, "%s, but the output could not be written: %s.", done, strerror(why));
    return li_fail(err, LI_IO, "Standard output cannot be written: %s.", strerror(why));
}

int main(int argc, char **argv)
{
    if (!setlocale(LC_CTYPE, "") && errno == ENOMEM)
        li_out_of_memory();
    signal(SIGPIPE, SIG_IGN);
    kinds_begin();
    char *db = main_default_db(), *config = settings_default_file();
    const char *named_db = main_from_environment("LIAISE_DB");
    struct invocation line = {
        .global[GLOBAL_DB] = named_db ? named_db : db,
        .global[GLOBAL_CONFIG] = main_from_environment("LIAISE_CONFIG"),
        .global[GLOBAL_TODAY] = main_from_environment("LIAISE_TODAY"),
        .usual_config = config,
        .today = DAY_NONE,
        .as_of = DAY_NONE,
    };
    struct li_error err = {0};
    store_on_wait(progress_meter_waits_for_other, NULL);
    enum li_err result =
        arguments_read(&line, (const char *const *)argv + 1, argc > 0 ? argc - 1 : 0, &err);
    if (result == LI_OK)
        result = command_run(&line, &err);
    result = main_own_up(&line, result, &err);
    result = main_flush_answer(&line, result, &err);
    if (result != LI_OK && err.message[0])
        command_say("liaise: %s", err.message);
    arguments_free(&line);
    free(db);
    free(config);
    return main_statuses[result];
}
