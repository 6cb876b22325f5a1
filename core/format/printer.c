/*
 * printer.c: rows shown the way their format's readers want them.
 */
#include "core/format/printer.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

struct printer printer_of(const struct format *format, const struct context *context, FILE *out)
{
    assert(format && out);
    return (struct printer){.format = format,
        .dates = context && format->people ? context_dates(context) : DATE_ISO,
        .out = out};
}

struct printer_column *printer_add(struct printer *printer, const char *name, const char *label)
{
    assert(name && label && !printer->cells);
    printer->columns = li_realloc(printer->columns, printer->count + 1, sizeof *printer->columns);
    struct printer_column *column = &printer->columns[printer->count++];
    *column = (struct printer_column){.name = li_strdup(name), .label = li_strdup(label)};
    return column;
}

void printer_begin(struct printer *printer)
{
    assert(!printer->cells);
    printer->cells = li_calloc(printer->count + 1, sizeof *printer->cells);
    if (printer->format->begin)
        printer->format->begin(printer);
}

void printer_end(struct printer *printer)
{
    assert(printer->cells);
    if (printer->format->end)
        printer->format->end(printer);
    free(printer->cells);
    printer->cells = NULL;
}

/* A choice is its word to people, and its slug to programs. */
static const char *printer_cell(
    const struct printer *printer, struct printer_column *column, const char *value)
{
    if (!value)
        return NULL;
    if (column->day)
        return date_show_stored(value, printer->dates, column->word);
    if (column->sentence && printer->dates != DATE_ISO)
        return column->text = date_show_all(li_strdup(value), printer->dates);
    return column->field && !printer->format->exact
               ? choice_cell(column->field, value, column->word)
               : value;
}

void printer_row(struct printer *printer, const char *const *cells)
{
    assert(printer->cells && cells);
    for (size_t i = 0; i < printer->count; i++)
        printer->cells[i] = printer_cell(printer, &printer->columns[i], cells[i]);
    printer->format->row(printer, printer->cells);
    printer->rows++;
    for (size_t i = 0; i < printer->count; i++) {
        free(printer->columns[i].text);
        printer->columns[i].text = NULL;
    }
}

void printer_object(struct printer *printer, const char *json)
{
    assert(printer->cells && printer->format->objects && json);
    printer->format->object(printer, json);
    printer->rows++;
}

void printer_clear(struct printer *printer)
{
    assert(!printer->cells);
    for (size_t i = 0; i < printer->count; i++) {
        free(printer->columns[i].name);
        free(printer->columns[i].label);
    }
    free(printer->columns);
}
