/*
 * main.c: parses the line, runs its command, reports an error, and sets the exit status.
 */
#include "cli/answer_output.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/progress_meter.h"
#include "cli/run_command.h"
#include "cli/run_screen.h"
#include "core/kind/kinds.h"
#include "data/base/memory.h"
#include "data/store/store_error.h"
#include "data/store/store_wait.h"
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

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

/* What the command did even if its answer is lost, such as "Added"; NULL: nothing. */
static const char *main_done(const struct invocation *line)
{
    bool runs = line->command && !line->global[GLOBAL_HELP] && !line->global[GLOBAL_VERSION] &&
                !command_option(line, "dry-run");
    return runs ? line->command->done : NULL;
}

/* An answer is no success if some of the records for it could not be read. */
static enum li_err main_check_unread(
    const struct invocation *line, enum li_err code, struct li_error *err)
{
    struct li_error unread = {0};
    if (code || !store_error_take_unread(&unread))
        return code;
    const char *done = main_done(line);
    return li_fail(err, unread.code, "%s%s%s", done ? done : "",
        done ? ", but not all of the result could be read: " : "", unread.message);
}

/* Flushes standard output before the status is decided, so that a full disk is no success. */
static enum li_err main_flush_answer(
    const struct invocation *line, enum li_err code, struct li_error *err)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    int why = errno ? errno : EIO; /* the reason of an earlier failed write is lost */
    if (!failed || (code && code != LI_IO))
        return code;
    if (answer_output_unwanted())
        return LI_OK;
    const char *done = code ? NULL : main_done(line);
    if (done)
        return li_fail(
            err, LI_IO, "%s, but the output could not be written: %s.", done, strerror(why));
    return li_fail(err, LI_IO, "Standard output cannot be written: %s.", strerror(why));
}

static enum li_err main_run(const struct invocation *line, struct li_error *err)
{
    bool answers = line->command || line->global[GLOBAL_HELP] || line->global[GLOBAL_VERSION];
    return answers ? run_command(line, err) : run_screen(line, err);
}

int main(int argc, char **argv)
{
    if (!setlocale(LC_CTYPE, "") && errno == ENOMEM)
        li_out_of_memory();
    setlocale(LC_TIME, ""); /* whose order of dates the setting may follow */
    signal(SIGPIPE, SIG_IGN);
    kinds_begin();
    char *db = main_default_db(), *config = settings_default_file();
    const char *named_db = main_from_environment("LIAISE_DB");
    struct invocation line = {
        .commands = commands_all,
        .global[GLOBAL_DB] = named_db ? named_db : db,
        .global[GLOBAL_CONFIG] = main_from_environment("LIAISE_CONFIG"),
        .global[GLOBAL_TODAY] = main_from_environment("LIAISE_TODAY"),
        .usual_config = config,
        .today = DAY_NONE,
        .as_of = DAY_NONE,
    };
    struct li_error err = {0};
    store_wait_set_observer(progress_meter_waits_for_other, NULL);
    enum li_err code =
        arguments_parse(&line, (const char *const *)argv + 1, argc > 0 ? argc - 1 : 0, &err);
    if (!code)
        code = main_run(&line, &err);
    code = main_check_unread(&line, code, &err);
    code = main_flush_answer(&line, code, &err);
    if (code && err.message[0])
        command_say("liaise: %s", err.message);
    arguments_free(&line);
    free(db);
    free(config);
    return main_statuses[code];
}
