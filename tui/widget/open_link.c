/*
 * open_link.c: other programs are given only addresses and paths of existing files, and never an
 * argument that could be taken for an option.
 */
#include "tui/widget/open_link.h"
#include "core/record/attachment.h"
#include "core/record/record_load.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include "tui/term/child_program.h"
#include <assert.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __APPLE__
#define SYSTEM_OPENER "open"
#else
#define SYSTEM_OPENER "xdg-open"
#endif

enum { NO_PROGRAM = 127 };

/* Addresses of something to read, or to write to someone. */
static bool open_is_address(const char *link)
{
    static const char *const schemes[] = {"https:", "http:", "mailto:", "tel:", "ftp:", "sftp:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncasecmp(link, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

/* Begins with what could be a host: "example.org/cama". */
static bool open_is_host(const char *link)
{
    size_t length = strcspn(link, "/");
    const char *dot = memchr(link, '.', length);
    return dot && dot > link && dot + 1 < link + length && *link != '~';
}

/* The argument for the program. The caller frees it; NULL: *err says why it cannot be opened. */
static char *open_target_of(const char *link, struct li_error *err)
{
    char *path = attachment_path(link);
    if (path && file_guard_refuse(path, err)) {
        free(path);
        return NULL;
    }
    if (!path && open_is_address(link))
        return li_strdup(link);
    if (path && access(path, R_OK) == 0) {
        char *full = *path == '/' ? li_strdup(path) : li_format("./%s", path);
        free(path);
        return full;
    }
    char *address =
        path && *path != '/' && open_is_host(link) ? li_format("https://%s", link) : NULL;
    if (!path)
        li_fail(err, LI_REFUSED, "%s can't be opened as a link.", link);
    else if (!address)
        li_fail(err, LI_NONE, "%s isn't on this computer or can't be read.", link);
    free(path);
    return address;
}

static bool open_has_display(void)
{
    static const char *const names[] = {"WAYLAND_DISPLAY", "DISPLAY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return true;
    }
    return strcmp(SYSTEM_OPENER, "open") == 0;
}

/* The shell ends at once; the program goes on by itself, without the terminal. */
static int open_start_aside(const char *target)
{
    static const char script[] = "command -v \"$0\" >/dev/null || exit 127\n"
                                 "\"$0\" \"$1\" </dev/null >/dev/null 2>&1 &";
    const char *const argv[] = {"sh", "-c", script, SYSTEM_OPENER, target, NULL};
    posix_spawnattr_t how;
    sigset_t none;
    pid_t child;
    int status = 0;
    sigemptyset(&none);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
    int failed = posix_spawnp(&child, "sh", NULL, &how, (char *const *)argv, environ);
    posix_spawnattr_destroy(&how);
    if (failed || waitpid(child, &status, 0) != child)
        return NO_PROGRAM;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Returns the exit status. */
static int open_run_opener(struct app *app, const char *opener, const char *target)
{
    if (!*opener && open_has_display())
        return open_start_aside(target);
    char *command = li_format("%s \"$1\"", *opener ? opener : SYSTEM_OPENER);
    const char *const argv[] = {"sh", "-c", command, "sh", target, NULL};
    int status = child_program_run(argv);
    app->dirty = true;
    free(command);
    return status;
}

void open_link_open(struct app *app, const char *link)
{
    struct li_error err = {0};
    const char *opener = setting_text(&app->context->settings, SETTING_OPENER);
    const char *program = *opener ? opener : SYSTEM_OPENER;
    char *target = open_target_of(link, &err);
    int status = target ? open_run_opener(app, opener, target) : 0;
    if (status == NO_PROGRAM)
        li_fail(&err, LI_IO,
            "The program %s isn't installed; choose another with the setting opener.", program);
    else if (status != 0)
        li_fail(&err, LI_IO, "%s couldn't open %s.", program, link);
    if (err.code)
        app_fail(app, &err);
    else
        app_say(app, "Opened %s.", link);
    free(target);
}

/* Adds to the message that the file has changed. */
static void open_warn(struct app *app, const struct record *record, int link)
{
    int digest = attachment_digest_field(record->kind, link);
    if (digest < 0 || attachment_compare(record_get(record, link), record_get(record, digest), 0) !=
                          ATTACHMENT_CHANGED)
        return;
    char *said = li_strdup(app->message);
    app_say(app, "%s The file has changed since its checksum was recorded.", said ? said : "");
    free(said);
}

/* The first link field with a value; -1: there is none. */
static int open_link_of(const struct record *record)
{
    for (int i = 0; i < record->kind->stored_count; i++)
        if (record->kind->fields[i].type == FIELD_LINK && record_get(record, i))
            return i;
    return -1;
}

bool open_link_record(struct app *app, const struct kind *kind, const struct id *id)
{
    assert(kind && id);
    struct record *record;
    struct li_error err;
    if (record_load(app->context, kind, id, &record, &err)) {
        app_fail(app, &err);
        return true;
    }
    int link = open_link_of(record);
    if (link >= 0) {
        open_link_open(app, record_get(record, link));
        open_warn(app, record, link);
    }
    record_free(record);
    return link >= 0;
}
