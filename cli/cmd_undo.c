/*
 * cmd_undo.c: undoes and redoes changes.
 */
#include "cli/command.h"
#include "cli/progress_meter.h"
#include "core/history/history_undo.h"
#include "core/open.h"
#include <stdlib.h>

static enum li_err undo_or_redo(const struct invocation *line, bool redo, struct li_error *err)
{
    struct context *context;
    char *said = NULL;
    enum li_err code = command_open(line, STORE_WRITE, &context, err);
    if (code)
        return code;
    const char *entry = line->word_count > 0 ? line->words[0] : NULL;
    struct progress_meter meter;
    progress_meter_begin(&meter, "values");
    code = redo ? history_redo(context, progress_meter_journal, &meter, &said, err)
                : history_undo(context, entry, progress_meter_journal, &meter, &said, err);
    progress_meter_end(&meter);
    if (!code)
        command_answer(said);
    free(said);
    context_close(context);
    return code;
}

static enum li_err undo_run(const struct invocation *line, struct li_error *err)
{
    return undo_or_redo(line, false, err);
}

static enum li_err undo_run_redo(const struct invocation *line, struct li_error *err)
{
    return undo_or_redo(line, true, err);
}

const struct command command_undo = {
    .name = "undo",
    .arguments = "[ENTRY]",
    .help = "Undo your last change, or an entry from the history.",
    .most = 1,
    .done = "Undone",
    .run = undo_run,
};

const struct command command_redo = {
    .name = "redo",
    .arguments = "",
    .help = "Redo the last undone change.",
    .done = "Redone",
    .run = undo_run_redo,
};
