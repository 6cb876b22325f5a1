/*
 * report_directory.c: each affiliate with who holds each role for it, a column a role.
 */
#include "core/people/directory.h"
#include "core/report/reports.h"
#include "data/base/memory.h"
#include <stdlib.h>

enum { CODE, NAME, ROLES };

static enum li_err report_directory_write_one(void *arg, struct report_out *out,
    const struct id *id, const char *code, const char *name, struct li_error *err)
{
    struct directory *directory = arg;
    struct directory_cell *held = directory_load(directory, id, err);
    if (!held)
        return err->code;
    const char **cells = li_calloc(ROLES + directory->role_count, sizeof *cells);
    cells[CODE] = code;
    cells[NAME] = name;
    for (size_t i = 0; i < directory->role_count; i++)
        cells[ROLES + i] = held[i].names;
    report_row(out, cells);
    free(cells);
    directory_cells_free(directory, held);
    return LI_OK;
}

static enum li_err report_directory_write(
    struct context *context, const char *filter, struct report_out *out, struct li_error *err)
{
    struct directory *directory = directory_new(context, context->today, err);
    report_column(out, "Code", REPORT_TEXT);
    report_column(out, "Affiliate", REPORT_TEXT);
    if (!directory)
        return err->code;
    for (size_t i = 0; i < directory->role_count; i++)
        report_column(out, directory->roles[i].name, REPORT_TEXT);
    enum li_err code =
        report_affiliates(context, filter, out, report_directory_write_one, directory, err);
    directory_free(directory);
    return code;
}

const struct report report_directory = REPORT_DEFINE({
    .name = "directory",
    .title = "Directory",
    .filters = true,
    .write = report_directory_write,
});
