/*
 * own_command.c: puts the options that name the database and the person before the command.
 */
#include "tui/share/own_command.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct quiet_program *own_command_start(
    const struct context *context, const char *const *words, const char *input)
{
    assert(context && words && words[0]);
    const char *argv[OWN_COMMAND_WORDS + 6] = {
        quiet_program_self, "--db", store_path(context->store)};
    int count = 3;
    if (context->as) {
        argv[count++] = "--as";
        argv[count++] = context->as;
    }
    for (int i = 0; words[i]; i++) {
        assert(i < OWN_COMMAND_WORDS);
        argv[count++] = words[i];
    }
    return quiet_program_start(argv, input);
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
