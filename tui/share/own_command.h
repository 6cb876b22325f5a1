/*
 * own_command.h: runs a command of this program beside the screen, on the same database, with the
 * same settings, person and date.
 */
#ifndef LI_TUI_SHARE_OWN_COMMAND_H
#define LI_TUI_SHARE_OWN_COMMAND_H

#include "core/context/context.h"
#include "tui/term/quiet_program.h"

enum { OWN_COMMAND_WORDS = 16 }; /* at most */

/* words: the command and what follows it, up to a NULL. input as quiet_program_start takes it.
   NULL: it could not be started, and errno says why. */
struct quiet_program *own_command_start(
    const struct context *context, const char *const *words, const char *input);

/* Once it has ended: its messages, without the program's name before each. The caller frees it. */
char *own_command_messages(const struct quiet_program *program);

#endif
