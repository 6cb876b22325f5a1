/*
 * run_screen.c: from the shell to the screen.
 */
#include "cli/run_screen.h"
#include "core/base/text.h"
#include "core/open.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum li_err run_screen_needs_terminal(const char *instead, struct li_error *err)
{
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        return LI_OK;
    return li_fail(err, LI_REFUSED, "The screen needs a terminal; %s.", instead);
}

static enum li_err run_open_screen(const struct invocation *line, struct li_error *err)
{
    struct context *context;
    disk_sweep(disk_temporary_folder());
    enum li_err result = command_open(line, STORE_WRITE, &context, err);
    if (result != LI_OK)
        return result;
    result = app_run(context, NULL, err);
    context_close(context);
    return result;
}

/* One line typed at a question, without blanks around it. NULL: the person left. The caller frees
   it. */
static char *run_ask(const char *question)
{
    for (;;) {
        char *typed = NULL;
        size_t size = 0;
        fputs(question, stdout);
        fflush(stdout);
        bool left = getline(&typed, &size, stdin) < 0;
        char *answer = left ? NULL : text_normal(typed);
        free(typed);
        if (left)
            putchar('\n');
        if (left || answer)
            return answer;
        puts("That is not UTF-8 text.");
    }
}

static enum li_err run_make_new(
    const struct invocation *line, const char *path, struct li_error *err)
{
    const struct passwd *login = getpwuid(getuid());
    const char *usual = login ? login->pw_name : "";
    char *question = li_format("Your name, as shown in the history [%s]: ", usual);
    char *org = run_ask("Your organization's name: ");
    char *you = org ? run_ask(question) : NULL;
    free(question);
    enum li_err result = LI_OK;
    if (you)
        result = context_create(path, *org ? org : NULL, *you ? you : usual, err);
    if (you && result == LI_OK)
        result = run_open_screen(line, err);
    free(org);
    free(you);
    return result;
}

static enum li_err run_show_demonstration(
    const struct invocation *line, const char *path, struct li_error *err)
{
    (void)path;
    struct invocation demo = *line;
    demo.command = &command_demo;
    return command_run(&demo, err);
}

static enum li_err run_leave(const struct invocation *line, const char *path, struct li_error *err)
{
    (void)line, (void)path, (void)err;
    return LI_OK;
}

/* What a first start offers. */
static const struct offer {
    const char *key, *text;
    enum li_err (*take)(const struct invocation *line, const char *path, struct li_error *err);
} offers[] = {
    {"1", "Create a new database", run_make_new},
    {"2", "Explore sample data (changes are not saved)", run_show_demonstration},
    {"q", "Quit", run_leave},
};
enum { OFFERS = sizeof offers / sizeof *offers };

static const struct offer *run_offer_find(const char *typed)
{
    for (int i = 0; i < OFFERS; i++) {
        if (strcasecmp(typed, offers[i].key) == 0)
            return &offers[i];
    }
    return NULL;
}

static enum li_err run_first_start(
    const struct invocation *line, const char *path, struct li_error *err)
{
    char *safe = text_safe(path);
    printf("Welcome to liaise. There is no database yet at\n%s\n\n", safe);
    free(safe);
    for (int i = 0; i < OFFERS; i++)
        printf("  %s  %s\n", offers[i].key, offers[i].text);
    putchar('\n');
    const struct offer *offer = NULL;
    while (!offer) {
        char *typed = run_ask("Choose 1, 2 or q, then Enter: ");
        if (!typed)
            return LI_OK;
        offer = run_offer_find(typed);
        free(typed);
    }
    return offer->take(line, path, err);
}

enum li_err run_screen(const struct invocation *line, struct li_error *err)
{
    const char *path;
    enum li_err result = command_path(line, &path, err);
    if (result != LI_OK)
        return result;
    bool first = access(path, F_OK) != 0 && errno == ENOENT;
    result = run_screen_needs_terminal(first ? "use `liaise init` to create a database here; "
                                               "`liaise help` lists what works without a terminal"
                                             : "`liaise help` lists what works without a terminal",
        err);
    if (result != LI_OK)
        return result;
    return first ? run_first_start(line, path, err) : run_open_screen(line, err);
}
