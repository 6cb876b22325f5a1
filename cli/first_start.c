/*
 * first_start.c: questions asked on the terminal before the screen opens. An answer that fails is
 * explained and the question repeated; an empty answer gives up.
 */
#include "cli/first_start.h"
#include "cli/cmd_demo.h"
#include "cli/run_command.h"
#include "core/base/text.h"
#include "core/open.h"
#include "data/base/memory.h"
#include <assert.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Asks, and returns the typed line, trimmed. NULL: end of input. The caller frees it. */
static char *first_ask(const char *question)
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

/* Runs the command of that name with those words, as if they had been typed after `liaise`. */
static enum li_err first_run(const struct invocation *line, const char *name, const char **words,
    int count, struct li_error *err)
{
    struct invocation other = *line;
    other.words = words;
    other.word_count = count;
    enum li_err code = command_parse(line, name, &other.command, err);
    return code ? code : run_command(&other, err);
}

/* --- a new database --------------------------------------------------------------------------- */

/* *opens: the database was created, and every question was answered. */
static enum li_err first_create(
    const struct invocation *line, const char *path, bool *opens, struct li_error *err)
{
    (void)line;
    const struct passwd *login = getpwuid(getuid());
    const char *usual = login ? login->pw_name : "";
    char *question = li_format("Your name, as shown in the history [%s]: ", usual);
    char *org = first_ask("Your organization's name: ");
    char *you = org ? first_ask(question) : NULL;
    free(question);
    enum li_err code = LI_OK;
    if (you)
        code = context_create(path, *org ? org : NULL, *you ? you : usual, err);
    *opens = you && !code;
    free(org);
    free(you);
    return code;
}

/* Whether `liaise import all` reads it: a folder or one file that `liaise export` wrote. */
static bool first_is_export(const char *file)
{
    struct stat about;
    size_t length = strlen(file);
    return (stat(file, &about) == 0 && S_ISDIR(about.st_mode)) ||
           (length > 5 && strcmp(file + length - 5, ".json") == 0);
}

/* False: it could not be imported; the reason was printed. */
static bool first_import_file(const struct invocation *line, const char *file)
{
    struct li_error err;
    char *kind = first_is_export(file)
                     ? li_strdup("all")
                     : first_ask("What it contains, such as affiliate or person [affiliate]: ");
    const char *words[] = {kind && *kind ? kind : "affiliate", file};
    bool done = kind && !first_run(line, "import", words, 2, &err);
    if (kind && !done && *err.message)
        command_say("liaise: %s", err.message);
    free(kind);
    return done;
}

static enum li_err first_import(
    const struct invocation *line, const char *path, bool *opens, struct li_error *err)
{
    enum li_err code = first_create(line, path, opens, err);
    bool done = code || !*opens;
    while (!done) {
        char *file = first_ask("File to import, a CSV file or a `liaise export` (blank: none): ");
        done = !file || !*file || first_import_file(line, file);
        free(file);
    }
    return code;
}

/* --- what exists already ---------------------------------------------------------------------- */

static enum li_err first_show_demo(
    const struct invocation *line, const char *path, bool *opens, struct li_error *err)
{
    (void)path;
    struct invocation demo = *line;
    demo.command = &command_demo;
    *opens = false;
    return run_command(&demo, err);
}

static enum li_err first_join(
    const struct invocation *line, const char *path, bool *opens, struct li_error *err)
{
    (void)path;
    *opens = false;
    for (;;) {
        char *invitation = first_ask("Invitation, a file name or the line itself (blank: quit): ");
        const char *words[] = {invitation};
        bool gives_up = !invitation || !*invitation;
        *opens = !gives_up && !first_run(line, "join", words, 1, err);
        free(invitation);
        if (gives_up || *opens)
            return LI_OK;
        if (*err->message)
            command_say("liaise: %s", err->message);
    }
}

static enum li_err first_quit(
    const struct invocation *line, const char *path, bool *opens, struct li_error *err)
{
    (void)line, (void)path, (void)err;
    *opens = false;
    return LI_OK;
}

/* --- the choice ------------------------------------------------------------------------------- */

static const struct first_offer {
    const char *key, *text;
    enum li_err (*take)(
        const struct invocation *line, const char *path, bool *opens, struct li_error *err);
} first_offers[] = {
    {"1", "Create a new database", first_create},
    {"2", "Explore sample data (changes are not saved)", first_show_demo},
    {"3", "Import a file into a new database", first_import},
    {"4", "Join a team", first_join},
    {"q", "Quit", first_quit},
};
enum { FIRST_OFFERS = sizeof first_offers / sizeof *first_offers };

static const struct first_offer *first_find_offer(const char *typed)
{
    for (int i = 0; i < FIRST_OFFERS; i++)
        if (strcasecmp(typed, first_offers[i].key) == 0)
            return &first_offers[i];
    return NULL;
}

enum li_err first_start(
    const struct invocation *line, const char *path, bool *opens, struct li_error *err)
{
    assert(line && path && opens && err);
    char *safe = text_safe(path);
    printf("Welcome to liaise. There is no database yet at\n%s\n\n", safe);
    free(safe);
    for (int i = 0; i < FIRST_OFFERS; i++)
        printf("  %s  %s\n", first_offers[i].key, first_offers[i].text);
    putchar('\n');
    const struct first_offer *offer = NULL;
    *opens = false;
    while (!offer) {
        char *typed = first_ask("Choose 1, 2, 3, 4 or q, then Enter: ");
        if (!typed)
            return LI_OK;
        offer = first_find_offer(typed);
        free(typed);
    }
    return offer->take(line, path, opens, err);
}
