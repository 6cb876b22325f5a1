/*
 * cmd_backup.c: copies the database, and restores it from a copy.
 */
#include "cli/command.h"
#include "cli/database_proof.h"
#include "core/open.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/database/database_backup.h"
#include "data/database/database_restore.h"
#include <stdlib.h>
#include <unistd.h>

static enum li_err backup_run(const struct invocation *line, struct li_error *err)
{
    struct context *context;
    enum li_err code = command_open(line, STORE_READ, &context, err);
    if (code)
        return code;
    code = database_backup(context->store, line->words[0], err);
    context_close(context);
    if (code)
        return code;
    char *said = li_format("Backed up to %s.", line->words[0]);
    command_answer(said);
    free(said);
    return LI_OK;
}

static enum li_err backup_run_restore(const struct invocation *line, struct li_error *err)
{
    const char *path;
    enum li_err code = command_path(line, &path, err);
    if (code)
        return code;
    char *real = disk_real(path), *old = database_restore_old_name(real);
    bool replaces = access(real, F_OK) == 0;
    struct database_proof proof = {line, "it was not restored; use another backup"};
    code = database_restore(line->words[0], real, database_proof_check, &proof, err);
    if (!code) {
        char *said = replaces ? li_format("Restored %s; the previous file is %s.", path, old)
                              : li_format("Restored %s.", path);
        command_answer(said);
        free(said);
    }
    free(old);
    free(real);
    return code;
}

const struct command command_backup = {
    .name = "backup",
    .arguments = "FILE",
    .help = "Copy the whole database, with the keys of a team. Safe even while in use.",
    .done = "Backed up",
    .least = 1,
    .most = 1,
    .run = backup_run,
};

const struct command command_restore_backup = {
    .name = "restore-backup",
    .arguments = "FILE",
    .help = "Replace the database with a backup; the previous file is saved with ~ after its name.",
    .done = "Restored",
    .least = 1,
    .most = 1,
    .run = backup_run_restore,
};
