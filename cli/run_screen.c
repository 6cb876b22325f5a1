/*
 * run_screen.c: what `liaise` does without a command.
 */
#include "cli/run_screen.h"
#include "cli/first_start.h"
#include "cli/screen_commands.h"
#include "core/open.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "tui/command/program.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { RUN_SCREEN_HEAP = 2 << 20 /* bytes: as much as the start uses */ };

static enum li_err run_open_screen(const struct invocation *line, struct li_error *err)
{
    struct context *context;
    li_heap_warm(RUN_SCREEN_HEAP);
    disk_sweep(disk_temporary_folder());
    enum li_err code = command_open(line, STORE_WRITE, &context, err);
    if (code)
        return code;
    struct app_command *commands = screen_commands(line);
    code = program_run(context, commands, NULL, err);
    free(commands);
    context_close(context);
    return code;
}

enum li_err run_screen(const struct invocation *line, struct li_error *err)
{
    const char *path;
    enum li_err code = command_path(line, &path, err);
    if (code)
        return code;
    bool first = access(path, F_OK) != 0 && errno == ENOENT;
    code = command_needs_terminal(first ? "use `liaise init` to create a database here; "
                                          "`liaise help` lists what works without a terminal"
                                        : "`liaise help` lists what works without a terminal",
        err);
    bool opens = true;
    if (!code && first)
        code = first_start(line, path, &opens, err);
    return code || !opens ? code : run_open_screen(line, err);
}
