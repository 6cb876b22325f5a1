/*
 * commands.c: the list of every subcommand. A new one is its file and its name here.
 */
#include "cli/commands.h"
#include <stddef.h>

/* Each is command_NAME in cmd_NAME.c, or beside its counterpart: restore in cmd_archive.c, redo in
   cmd_undo.c, restore-backup in cmd_backup.c, keys in cmd_config.c. */
/* clang-format off */
#define COMMANDS(C) \
    C(init) C(demo) C(list) C(show) C(add) C(set) C(archive) C(restore) C(duplicates) C(merge) \
    C(log) C(contact) C(agenda) C(plan) C(assign) C(handover) C(conflicts) C(history) C(undo) C(redo) \
    C(as_of) C(import) C(export) C(report) C(check) C(backup) C(restore_backup) C(kinds) \
    C(carrier) C(invite) C(join) C(sync) C(devices) C(revoke) C(recover) \
    C(keys) C(config) C(completion) C(hub) C(help)
/* clang-format on */
#define COMMANDS_DECLARE(name) extern const struct command command_##name;
COMMANDS(COMMANDS_DECLARE)

#define COMMANDS_ENTRY(name) &command_##name,
const struct command *const commands_all[] = {COMMANDS(COMMANDS_ENTRY) NULL};
