/*
 * own_command.c: puts the options with which the screen was opened before the command. What the
 * environment says, the command finds there as well.
 */
#include "tui/share/own_command.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OWN_COMMAND_OPTIONS = 4 };

struct own_command_line {
    const char *argv[1 + 2 * OWN_COMMAND_OPTIONS + OWN_COMMAND_WORDS + 1];
    int count;
};

/* value NULL: the option was not given. */
static void own_command_add_option(
    struct own_command_line *line, const char *option, const char *value)
{
    if (!value)
        return;
    line->argv[line->count++] = option;
    line->argv[line->count++] = value;
}

struct quiet_program *own_command_start(
    const struct context *context, const char *const *words, const char *input)
{
    assert(context && words && words[0]);
    char today[DAY_TEXT_SIZE];
    struct own_command_line line = {.argv = {quiet_program_self}, .count = 1};
    own_command_add_option(&line, "--db", store_path(context->store));
    own_command_add_option(&line, "--config", context->settings.file);
    own_command_add_option(&line, "--as", context->as);
    own_command_add_option(
        &line, "--today", context->day_fixed ? date_text(context->today, today) : NULL);
    for (int i = 0; words[i]; i++) {
        assert(i < OWN_COMMAND_WORDS);
        line.argv[line.count++] = words[i];
    }
    return quiet_program_start(line.argv, input);
}

char *own_command_messages(const struct quiet_program *program)
{
    static const char name[] = "liaise: ";
    char *text = quiet_program_messages(program), *messages = NULL;
    FILE *out = li_text_open(&messages);
    for (char *rest = text, *line; (line = strsep(&rest, "\n"));) {
        bool named = strncmp(line, name, sizeof name - 1) == 0;
        fprintf(out, "%s%s", line != text ? "\n" : "", line + (named ? sizeof name - 1 : 0));
    }
    li_text_close(out);
    free(text);
    return messages;
}
