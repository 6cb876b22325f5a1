/*
 * cmd_backup.c: a copy of the database, and the way back from one.
 */
#include "../data/memory.h"
#include "command.h"
#include <stdlib.h>
#include <unistd.h>

static enum li_err backup_run(const struct invocation *line, struct li_error *err)
{
    struct li *li;
    enum li_err result = command_open(line, STORE_READ, &li, err);
    if (result != LI_OK)
        return result;
    result = store_backup(li->store, line->words[0], err);
    li_close(li);
    if (result != LI_OK)
        return result;
    char *said = li_format("Backed up to %s.", line->words[0]);
    command_answer(said);
    free(said);
    return LI_OK;
}

static enum li_err restore_backup_run(const struct invocation *line, struct li_error *err)
{
    const char *path;
    enum li_err result = command_path(line, &path, err);
    if (result != LI_OK)
        return result;
    /* Whoever checks the copy needs the functions of core, and those a day and limits. */
    struct li judge = {.today = command_today(line)};
    command_settings(line, &judge.settings);
    bool replaces = access(path, F_OK) == 0;
    result = store_restore(line->words[0], path, li_functions, &judge, err);
    settings_free(&judge.settings);
    if (result != LI_OK)
        return result;
    char *said = replaces ? li_format("%s stands in place of %s; what was there is %s~ now.",
                                line->words[0], path, path)
                          : li_format("%s stands at %s.", line->words[0], path);
    command_answer(said);
    free(said);
    return LI_OK;
}

const struct command command_backup = {
    .name = "backup",
    .arguments = "FILE",
    .help = "Copy the database, whole, even while others write.",
    .done = "Backed up",
    .least = 1,
    .most = 1,
    .run = backup_run,
};

const struct command command_restore_backup = {
    .name = "restore-backup",
    .arguments = "FILE",
    .help = "Put a backup in place of the database, and keep the old one as FILE~.",
    .done = "Restored",
    .least = 1,
    .most = 1,
    .run = restore_backup_run,
};
