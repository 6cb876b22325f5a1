/*
 * export_file.c: finds the format and the file for a path that a person typed.
 */
#include "tui/action/export_file.h"
#include "core/format/output.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include "tui/app/progress_dialog.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Replaces "~/" as a shell would. The caller frees it. */
static char *export_at_home(const char *path)
{
    const char *home = getenv("HOME");
    return path[0] == '~' && path[1] == '/' && home ? li_format("%s%s", home, path + 1)
                                                    : li_strdup(path);
}

bool export_file_would_replace(const char *path)
{
    char *full = export_at_home(path);
    bool there = *full && access(full, F_OK) == 0;
    free(full);
    return there;
}

static enum li_err export_format_of(
    const char *path, const struct format **out, struct li_error *err)
{
    static const char *const endings[] = {"csv", "tsv", "json", "jsonl", "md"};
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && dot > name && i < sizeof endings / sizeof *endings; i++)
        if (strcmp(dot + 1, endings[i]) == 0)
            return output_format_parse(endings[i], out, err);
    return li_fail(err, LI_REFUSED, "The file name must end in .csv, .tsv, .json, .jsonl or .md.");
}

struct export_file {
    struct context *context;
    struct bulk bulk;
    const struct format *format;
};

static enum li_err export_write_records(FILE *out, void *arg, struct li_error *err)
{
    const struct export_file *file = arg;
    return output_records(file->context, &file->bulk, file->format, out, err);
}

bool export_file_write(struct app *app, const struct panel_selection *selection, const char *path,
    struct li_error *err)
{
    assert(selection->kind && path);
    struct export_file file = {.context = app->context};
    if (export_format_of(path, &file.format, err))
        return false;
    char *records = bulk_count_text(selection->kind, selection->count);
    char *title = li_format("Exporting %s", records), *full = export_at_home(path);
    struct progress_dialog dialog;
    progress_dialog_begin(&dialog, app, title);
    file.bulk = (struct bulk){
        selection->kind, selection->rows, selection->count, progress_dialog_tell, &dialog};
    enum li_err code = file_write(full, export_write_records, &file, err);
    progress_dialog_end(&dialog);
    if (code == LI_INTERRUPTED)
        li_fail(err, code, "Stopped: nothing was exported.");
    if (!code)
        app_say(app, "Exported %s to %s.", records, path);
    free(full);
    free(title);
    free(records);
    return !code;
}
