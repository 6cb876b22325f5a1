/*
 * editor.c: the text is written to a file that only its owner can read, and read back from it.
 */
#include "tui/widget/editor.h"
#include "data/base/memory.h"
#include "tui/term/child_program.h"
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *editor_of(const struct app *app)
{
    const char *const editors[] = {
        setting_text(&app->context->settings, SETTING_EDITOR), getenv("VISUAL"), getenv("EDITOR")};
    for (size_t i = 0; i < sizeof editors / sizeof *editors; i++)
        if (editors[i] && *editors[i])
            return editors[i];
    return "vi";
}

static char *editor_new_path(void)
{
    const char *places[] = {getenv("XDG_RUNTIME_DIR"), getenv("TMPDIR"), "/tmp"};
    size_t at = 0;
    while (!places[at] || access(places[at], W_OK) != 0)
        if (++at == 2)
            break;
    return li_format("%s/liaise-XXXXXX.txt", places[at]);
}

/* mkstemps makes a file with mode 0600. */
static enum li_err editor_write_new(char *path, const char *text, struct li_error *err)
{
    int file = mkstemps(path, 4);
    FILE *out = file < 0 ? NULL : fdopen(file, "w");
    bool whole = out && fputs(text, out) >= 0;
    if (out && fclose(out) != 0)
        whole = false;
    return whole ? LI_OK
                 : li_fail(
                       err, LI_IO, "Couldn't write %s for the editor: %s.", path, strerror(errno));
}

static enum li_err editor_read_back(const char *path, char **out, struct li_error *err)
{
    char *text = NULL, chunk[4096];
    size_t got;
    FILE *in = fopen(path, "r"), *grown = li_text_open(&text);
    while (in && (got = fread(chunk, 1, sizeof chunk, in)) > 0)
        fwrite(chunk, 1, got, grown);
    bool whole = in && !ferror(in);
    li_text_close(grown);
    if (in)
        fclose(in);
    char *normal = whole ? text_normal(text) : NULL;
    free(text);
    *out = normal;
    if (normal)
        return LI_OK;
    return whole ? li_fail(err, LI_REFUSED, "The editor saved text that is not UTF-8, in %s.", path)
                 : li_fail(err, LI_IO, "Couldn't read what the editor saved in %s.", path);
}

enum li_err editor_edit(struct app *app, const char *text, char **out, struct li_error *err)
{
    assert(text && out);
    char *path = editor_new_path();
    char *command = li_format("%s \"$1\"", editor_of(app));
    enum li_err code = editor_write_new(path, text, err);
    if (!code) {
        const char *const argv[] = {"sh", "-c", command, "sh", path, NULL};
        int status = child_program_run(argv);
        app->dirty = true;
        if (status == 0)
            code = editor_read_back(path, out, err);
        else
            code = li_fail(err, LI_IO, "The editor (%s) exited with an error; your text is in %s.",
                editor_of(app), path);
        if (!code)
            unlink(path);
    }
    free(command);
    free(path);
    return code;
}
