/*
 * cmd_undo.c: changes taken back, and done again.
 */
#include "../core/history.h"
#include "command.h"
#include <stdlib.h>

static enum li_err undo_run(const struct invocation *line, struct li_error *err)
{
    struct li *li;
    char *said = NULL;
    enum li_err result = command_open(line, STORE_WRITE, &li, err);
    if (result != LI_OK)
        return result;
    result = history_undo(li, line->word_count > 0 ? line->words[0] : NULL, &said, err);
    if (result == LI_OK)
        command_answer(said);
    free(said);
    li_close(li);
    return result;
}

static enum li_err redo_run(const struct invocation *line, struct li_error *err)
{
    struct li *li;
    char *said = NULL;
    enum li_err result = command_open(line, STORE_WRITE, &li, err);
    if (result != LI_OK)
        return result;
    result = history_redo(li, &said, err);
    if (result == LI_OK)
        command_answer(said);
    free(said);
    li_close(li);
    return result;
}

const struct command command_undo = {
    .name = "undo",
    .arguments = "[ENTRY]",
    .help = "Undo your last change, or the entry that history names.",
    .most = 1,
    .run = undo_run,
};

const struct command command_redo = {
    .name = "redo",
    .arguments = "",
    .help = "Redo what was undone last.",
    .run = redo_run,
};
