/*
 * help.c: writes `--help` from the tables of commands and options.
 */
#include "cli/help.h"
#include "cli/arguments.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

/* One line of a list: a name padded to the widest, and what it does. */
static void help_entry(const char *name, int width, const char *help)
{
    char *padded = text_column(name, width, TEXT_LEFT, true);
    printf("  %s  %s\n", padded, help);
    free(padded);
}

static char *help_option_text(const struct option_spec *option)
{
    const char *value = option->value ? option->value : "";
    const char *blank = option->value ? " " : "";
    return option->letter ? li_format("-%c, --%s%s%s", option->letter, option->name, blank, value)
                          : li_format("--%s%s%s", option->name, blank, value);
}

static void help_options(const char *heading, const struct option_spec *specs, int count)
{
    enum { WIDTH = 22 };
    printf("\n%s\n", heading);
    for (int i = 0; i < count; i++) {
        char *text = help_option_text(&specs[i]);
        help_entry(text, WIDTH, specs[i].help);
        free(text);
    }
}

void help_all(const struct command *const *commands)
{
    assert(commands);
    enum { WIDTH = 14 };
    puts("liaise manages an association's relationships with its affiliates.\n\nUsage: liaise "
         "[OPTION...] [COMMAND ...]\nWithout a command it opens the screen.\n\nCommands (see "
         "`liaise COMMAND --help`)");
    for (; *commands; commands++)
        help_entry((*commands)->name, WIDTH, (*commands)->help);
    help_options("Options", arguments_global, GLOBAL_COUNT);
    puts("\nName a record by its code (CAMA), by the first four or more characters of its id, or "
         "by\nwords that match only that record. Enter a date as 2026-03-15, 15 mar, fri, +2w or "
         "eoq.");
}

void help_command(const struct command *command)
{
    assert(command);
    printf("Usage: liaise %s%s%s\n%s\n", command->name, *command->arguments ? " " : "",
        command->arguments, command->help);
    if (command->details)
        printf("\n%s\n", command->details);
    if (command->option_count > 0)
        help_options("Options", command->options, command->option_count);
    help_options("Options for every command", arguments_global, GLOBAL_COUNT);
}
