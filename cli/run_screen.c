/*
 * run_screen.c: what `liaise` does without a command.
 */
#include "cli/run_screen.h"
#include "cli/cmd_demo.h"
#include "cli/run_command.h"
#include "cli/screen_commands.h"
#include "core/base/text.h"
#include "core/open.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "tui/command/program.h"
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static enum li_err run_open_screen(const struct invocation *line, struct li_error *err)
{
    struct context *context;
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

/* A line typed in answer, without blanks around it. NULL: end of input. The caller frees it. */
static char *run_ask(const char *question)
{
    for (;;) {
        char *typed = NULL;
        size_t size = 0;
        fputs(question, stdout);
        fflush(stdout);
        bool ended = getline(&typed, &size, stdin) < 0;
        char *answer = ended ? NULL : text_normal(typed);
        free(typed);
        if (ended)
            putchar('\n');
        if (ended || answer)
            return answer;
        puts("That is not UTF-8 text.");
    }
}

static enum li_err run_create(const struct invocation *line, const char *path, struct li_error *err)
{
    const struct passwd *login = getpwuid(getuid());
    const char *usual = login ? login->pw_name : "";
    char *question = li_format("Your name, as shown in the history [%s]: ", usual);
    char *org = run_ask("Your organization's name: ");
    char *you = org ? run_ask(question) : NULL;
    free(question);
    enum li_err code = LI_OK;
    if (you)
        code = context_create(path, *org ? org : NULL, *you ? you : usual, err);
    if (you && !code)
        code = run_open_screen(line, err);
    free(org);
    free(you);
    return code;
}

static enum li_err run_show_demo(
    const struct invocation *line, const char *path, struct li_error *err)
{
    (void)path;
    struct invocation demo = *line;
    demo.command = &command_demo;
    return run_command(&demo, err);
}

static enum li_err run_quit(const struct invocation *line, const char *path, struct li_error *err)
{
    (void)line, (void)path, (void)err;
    return LI_OK;
}

/* The choices on a first start. */
static const struct run_offer {
    const char *key, *text;
    enum li_err (*take)(const struct invocation *line, const char *path, struct li_error *err);
} run_offers[] = {
    {"1", "Create a new database", run_create},
    {"2", "Explore sample data (changes are not saved)", run_show_demo},
    {"q", "Quit", run_quit},
};
enum { RUN_OFFERS = sizeof run_offers / sizeof *run_offers };

static const struct run_offer *run_find_offer(const char *typed)
{
    for (int i = 0; i < RUN_OFFERS; i++) {
        if (strcasecmp(typed, run_offers[i].key) == 0)
            return &run_offers[i];
    }
    return NULL;
}

static enum li_err run_first_start(
    const struct invocation *line, const char *path, struct li_error *err)
{
    char *safe = text_safe(path);
    printf("Welcome to liaise. There is no database yet at\n%s\n\n", safe);
    free(safe);
    for (int i = 0; i < RUN_OFFERS; i++)
        printf("  %s  %s\n", run_offers[i].key, run_offers[i].text);
    putchar('\n');
    const struct run_offer *offer = NULL;
    while (!offer) {
        char *typed = run_ask("Choose 1, 2 or q, then Enter: ");
        if (!typed)
            return LI_OK;
        offer = run_find_offer(typed);
        free(typed);
    }
    return offer->take(line, path, err);
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
    if (code)
        return code;
    return first ? run_first_start(line, path, err) : run_open_screen(line, err);
}
