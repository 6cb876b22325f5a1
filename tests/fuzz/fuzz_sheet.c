/*
 * fuzz_sheet.c: a CSV file is read to its end or refused, and its cells, written as export writes
 * them, read the same.
 */
#include "core/format/csv_reader.h"
#include "core/format/format.h"
#include "data/base/memory.h"
#include "tests/fuzz/fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All rows, each cell after a byte of its own; *written (when not NULL) gets them as CSV. */
static char *read_all(struct csv_reader *sheet, int *last, FILE *written)
{
    struct li_error err = {0};
    char *cells = NULL;
    int64_t line = 0;
    FILE *out = li_text_open(&cells);
    while ((*last = csv_reader_next(sheet, &err)) > 0) {
        HOLDS(csv_reader_line(sheet) > line);
        line = csv_reader_line(sheet);
        HOLDS(csv_reader_count(sheet) > 0 && !csv_reader_cell(sheet, csv_reader_count(sheet)));
        for (size_t i = 0; i < csv_reader_count(sheet); i++) {
            fprintf(out, "\x01%s", csv_reader_cell(sheet, i));
            if (written && i)
                putc(',', written);
            if (written)
                format_csv_cell(csv_reader_cell(sheet, i), ',', written);
        }
        putc('\x02', out);
        if (written)
            putc('\n', written);
    }
    if (*last < 0)
        fuzz_told(&err);
    HOLDS(*last < 0 || csv_reader_done(sheet) == csv_reader_total(sheet));
    li_text_close(out);
    return cells;
}

static void reads_the_same(const char *csv, size_t size, const char *cells)
{
    struct li_error err = {0};
    struct csv_reader *sheet;
    int last;
    HOLDS(csv_reader_open(fuzz_file(csv, size), &sheet, &err) == LI_OK);
    char *again = read_all(sheet, &last, NULL);
    HOLDS(last == 0);
    HOLDS(strcmp(cells, again) == 0);
    csv_reader_close(sheet);
    free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct li_error err = {0};
    struct csv_reader *sheet;
    int last;
    char *csv = NULL;
    if (csv_reader_open(fuzz_file(data, size), &sheet, &err) != LI_OK) {
        fuzz_told(&err);
        return 0;
    }
    FILE *written = li_text_open(&csv);
    char *cells = read_all(sheet, &last, written);
    size_t csv_size = li_text_close(written);
    csv_reader_close(sheet);
    /* No other text is exported, and none begins with a byte order mark or as a workbook does. */
    if (fuzz_is_utf8(csv) && strncmp(csv, "\xEF\xBB\xBF", 3) != 0 &&
        strncmp(csv, "PK\003\004", 4) != 0)
        reads_the_same(csv, csv_size, cells);
    free(cells);
    free(csv);
    return 0;
}
