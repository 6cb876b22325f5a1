/*
 * copy_actions.c: the copied text has no control characters but tabs between cells and line ends
 * between records, and no cell that a spreadsheet would take for a formula.
 */
#include "tui/action/copy_actions.h"
#include "core/format/format.h"
#include "core/query/row_reader.h"
#include "data/base/memory.h"
#include "tui/app/bulk_actions.h"
#include "tui/form/value_picker.h"
#include "tui/term/clipboard.h"
#include <assert.h>
#include <stdlib.h>

static void copy_write_row(const struct row_cells *cells, FILE *out)
{
    for (size_t i = 0; i < cells->count; i++) {
        char *safe = text_safe(cells->texts[i]);
        if (i > 0)
            putc('\t', out);
        format_csv_cell(safe, '\t', out);
        free(safe);
    }
}

static enum li_err copy_write_rows(struct context *context, const struct panel_selection *selection,
    const struct columns *columns, FILE *out, struct li_error *err)
{
    struct row_reader *reader = row_reader_new(context, selection->kind, columns);
    int found = 0;
    for (size_t i = 0; i < selection->count && found >= 0 && ftell(out) <= CLIPBOARD_MOST; i++) {
        struct row_cells cells = {0};
        found = row_reader_load(reader, selection->rows[i], &cells, err);
        if (found > 0 && i > 0)
            putc('\n', out);
        copy_write_row(&cells, out);
        row_cells_clear(&cells);
    }
    row_reader_free(reader);
    return found < 0 ? err->code : LI_OK;
}

/* With the columns that lists of the kind have now. */
static enum li_err copy_rows(
    struct app *app, const struct panel_selection *selection, char **text, struct li_error *err)
{
    struct columns columns;
    const char *names = list_states_columns(&app->list_states, selection->kind);
    enum li_err code = columns_parse(selection->kind, names, &columns, err);
    if (code)
        return code;
    FILE *out = li_text_open(text);
    code = copy_write_rows(app->context, selection, &columns, out, err);
    li_text_close(out);
    columns_free(&columns);
    return code ? code : clipboard_put(*text, err);
}

void copy_actions_rows(struct app *app, struct panel *panel)
{
    assert(app && panel);
    struct panel_selection selection;
    struct li_error err;
    char *text = NULL;
    if (!bulk_actions_take(app, panel, &selection))
        return;
    char *records = bulk_count_text(selection.kind, selection.count);
    if (copy_rows(app, &selection, &text, &err))
        app_fail(app, &err);
    else
        app_say(app, "Copied %s: %s", records, text);
    free(records);
    free(text);
    free(selection.rows);
}

static void copy_value(struct app *app, const struct column *column, const char *value)
{
    struct li_error err;
    char *safe = text_safe_lines(value);
    if (clipboard_put(safe, &err))
        app_fail(app, &err);
    else
        app_say(app, "Copied %s: %s", column->label, safe);
    free(safe);
}

void copy_actions_cell(struct app *app, struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    if (panel->ops->record && panel->ops->record(panel, &kind, &id))
        app_push(app, value_picker_new(app, kind, &id, "Copy", copy_value));
}
