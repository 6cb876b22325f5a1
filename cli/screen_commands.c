/*
 * screen_commands.c: the three columns of the commands that the palette shows.
 */
#include "cli/screen_commands.h"
#include "data/base/memory.h"

struct app_command *screen_commands(const struct invocation *line)
{
    size_t count = 0;
    while (line->commands[count])
        count++;
    struct app_command *commands = li_calloc(count + 1, sizeof *commands);
    for (size_t i = 0; i < count; i++)
        commands[i] = (struct app_command){
            line->commands[i]->name, line->commands[i]->arguments, line->commands[i]->help};
    return commands;
}
