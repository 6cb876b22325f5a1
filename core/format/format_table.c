/*
 * format_table.c: aligned columns for people. The widths are chosen from the first hundred rows;
 * where the terminal is narrower, the widest columns give way first.
 */
#include "core/base/text.h"
#include "core/format/printer.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { LOOK_AHEAD = 100, GAP = 2, NARROW = 6 };

struct table {
    int *widths;
    size_t shown; /* columns from the left that have room */
    char **held;  /* cells of the rows looked at, made safe, row by row */
    size_t rows;
    char **made;       /* of the current row: cells that had to be made safe */
    const char **line; /* and what is written */
    bool chosen;       /* the widths are; rows are written at once */
};

/* The colors of the words of health and state; other words have none. */
static const struct grade {
    const char *word, *color;
} format_grades[] = {
    {"On track", "32"},
    {"Met", "32"},
    {"In force", "32"},
    {"At risk", "33"},
    {"Stale", "33"},
    {"Due for renewal", "33"},
    {"Off track", "31"},
    {"Overdue", "31"},
    {"Lapsed", "31"},
    {"No data", "2"},
    {"Not started", "2"},
};

static const char *format_grade_color(const char *word)
{
    for (size_t i = 0; i < sizeof format_grades / sizeof *format_grades; i++)
        if (strcmp(format_grades[i].word, word) == 0)
            return format_grades[i].color;
    return NULL;
}

static void format_table_begin(struct printer *printer)
{
    struct table *table = li_calloc(1, sizeof *table);
    table->widths = li_calloc(printer->count + 1, sizeof *table->widths);
    table->held = li_calloc(LOOK_AHEAD * printer->count + 1, sizeof *table->held);
    table->made = li_calloc(printer->count + 1, sizeof *table->made);
    table->line = li_calloc(printer->count + 1, sizeof *table->line);
    table->shown = printer->count;
    for (size_t i = 0; i < printer->count; i++)
        table->widths[i] = text_width(printer->columns[i].label);
    printer->own = table;
}

static int format_total_width(const struct table *table)
{
    int total = 0;
    for (size_t i = 0; i < table->shown; i++)
        total += table->widths[i] + (i ? GAP : 0);
    return total;
}

static size_t format_widest(const struct table *table)
{
    size_t at = 0;
    for (size_t i = 1; i < table->shown; i++)
        if (table->widths[i] > table->widths[at])
            at = i;
    return at;
}

/* Makes the columns fit the terminal: narrows the widest; if none can be narrower, drops the last.
 */
static void format_narrow(struct table *table, int columns)
{
    while (table->shown && format_total_width(table) > columns) {
        size_t at = format_widest(table);
        if (table->widths[at] > NARROW)
            table->widths[at]--;
        else if (table->shown > 1)
            table->shown--;
        else
            break;
    }
}

static void format_write_blanks(FILE *out, int count)
{
    for (; count > 0; count--)
        putc_unlocked(' ', out);
}

/* Printable ASCII, as most cells are: safe as it is, and as wide as it is long. */
static bool format_is_plain(const char *cell)
{
    for (; *cell >= ' ' && *cell <= '~'; cell++)
        ;
    return !*cell;
}

static int format_cell_width(const char *cell)
{
    return format_is_plain(cell) ? (int)strlen(cell) : text_width(cell);
}

/* One cell, which is safe already. The last of a line needs no blanks after it. */
static void format_write_cell(struct printer *printer, size_t i, const char *cell, bool last)
{
    const struct table *table = printer->own;
    const struct printer_column *column = &printer->columns[i];
    const char *color = printer->style.color && column->graded ? format_grade_color(cell) : NULL;
    int width = table->widths[i], taken = format_cell_width(cell);
    bool cut = printer->style.columns > 0 && taken > width;
    char *fitted = cut ? text_column(cell, width, TEXT_LEFT, printer->style.ascii) : NULL;
    format_write_blanks(printer->out, (i ? GAP : 0) + (column->number ? width - taken : 0));
    if (color)
        fprintf(printer->out, "\033[%sm", color);
    fputs_unlocked(cut ? fitted : cell, printer->out);
    if (color)
        fputs_unlocked("\033[m", printer->out);
    if (!column->number && !last)
        format_write_blanks(printer->out, width - taken);
    free(fitted);
}

static void format_write_line(struct printer *printer, const char *const *cells)
{
    const struct table *table = printer->own;
    size_t count = table->shown;
    while (count && !*cells[count - 1])
        count--;
    for (size_t i = 0; i < count; i++)
        format_write_cell(printer, i, cells[i], i + 1 == count);
}

static void format_table_write_header(struct printer *printer)
{
    const char **labels = li_calloc(printer->count + 1, sizeof *labels);
    for (size_t i = 0; i < printer->count; i++)
        labels[i] = printer->columns[i].label;
    fputs(printer->style.color ? "\033[1m" : "", printer->out);
    format_write_line(printer, labels);
    fputs(printer->style.color ? "\033[m\n" : "\n", printer->out);
    free(labels);
}

static void format_table_write_row(struct printer *printer, const char *const *cells)
{
    format_write_line(printer, cells);
    putc_unlocked('\n', printer->out);
}

/* Chooses the widths, then writes and frees the rows that waited for them. */
static void format_choose_widths(struct printer *printer)
{
    struct table *table = printer->own;
    table->chosen = true;
    if (printer->style.columns > 0)
        format_narrow(table, printer->style.columns);
    format_table_write_header(printer);
    for (size_t i = 0; i < table->rows; i++)
        format_table_write_row(printer, (const char *const *)table->held + i * printer->count);
    for (size_t i = 0; i < table->rows * printer->count; i++)
        free(table->held[i]);
    table->rows = 0;
}

/* With the widths chosen, plain cells are not copied. */
static void format_write_through(struct printer *printer, const char *const *cells)
{
    struct table *table = printer->own;
    for (size_t i = 0; i < printer->count; i++) {
        const char *cell = cells[i] ? cells[i] : "";
        table->made[i] = format_is_plain(cell) ? NULL : text_safe(cell);
        table->line[i] = table->made[i] ? table->made[i] : cell;
    }
    format_table_write_row(printer, table->line);
    for (size_t i = 0; i < printer->count; i++)
        free(table->made[i]);
}

static void format_table_row(struct printer *printer, const char *const *cells)
{
    struct table *table = printer->own;
    if (table->chosen) {
        format_write_through(printer, cells);
        return;
    }
    char **row = table->held + table->rows * printer->count;
    for (size_t i = 0; i < printer->count; i++) {
        row[i] = text_safe(cells[i]);
        int width = text_width(row[i]);
        table->widths[i] = width > table->widths[i] ? width : table->widths[i];
    }
    if (++table->rows == LOOK_AHEAD)
        format_choose_widths(printer);
}

static void format_table_end(struct printer *printer)
{
    struct table *table = printer->own;
    if (!table->chosen)
        format_choose_widths(printer);
    free(table->held);
    free(table->made);
    free(table->line);
    free(table->widths);
    free(table);
}

const struct format format_table = {.name = "table",
    .people = true,
    .begin = format_table_begin,
    .row = format_table_row,
    .end = format_table_end};
