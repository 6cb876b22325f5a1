/*
 * csv_reader.c: libcsv fed one line at a time, so that what it calls a row has a place in the file.
 */
#include "core/format/csv_reader.h"
#include "core/format/output.h"
#include "data/base/bytes.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include <csv.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    CHUNK = 65536,
    ROW_MOST = 16 * 1024 * 1024, /* longer than any row: a quote was opened and not closed */
    NOT_UTF8 = 0xFF,             /* stands for a NUL, which no text may hold either */
};

struct csv_reader {
    FILE *in;
    char *path;
    struct csv_parser parser;
    char chunk[CHUNK];
    size_t at, size; /* of the chunk */
    int64_t line, row_line, done, total;
    char last;          /* the byte before the line at hand */
    struct bytes raw;   /* the row as it stands in the file */
    struct bytes cells; /* its cells, each with a NUL after it */
    size_t *starts;     /* where each begins */
    size_t count, room;
    bool row_ended, ended, blank;
};

/* libcsv's callbacks. */

static void csv_take_cell(void *text, size_t size, void *arg)
{
    struct csv_reader *sheet = arg;
    if (sheet->count == sheet->room) {
        sheet->room = 2 * sheet->room + 16;
        sheet->starts = li_realloc(sheet->starts, sheet->room, sizeof *sheet->starts);
    }
    size_t start = sheet->cells.size;
    sheet->starts[sheet->count++] = start;
    bytes_add(&sheet->cells, size > 0 ? text : "", size);
    bytes_add(&sheet->cells, "", 1);
    sheet->blank = sheet->blank && size == 0;
    for (char *nul; (nul = memchr(sheet->cells.at + start, '\0', size)) != NULL;)
        *nul = (char)NOT_UTF8;
}

static void csv_take_row(int end, void *arg)
{
    (void)end;
    struct csv_reader *sheet = arg;
    sheet->row_ended = true;
}

static enum li_err csv_refuse_row(const struct csv_reader *sheet, struct li_error *err)
{
    return li_fail(err, LI_REFUSED, "%s:%lld: a quote is opened in this row and never closed.",
        csv_reader_name(sheet), (long long)sheet->row_line);
}

/* False at the end of the file or when it cannot be read. */
static bool csv_refill(struct csv_reader *sheet)
{
    errno = 0;
    sheet->at = 0;
    sheet->size = fread(sheet->chunk, 1, CHUNK, sheet->in);
    sheet->done += (int64_t)sheet->size;
    return sheet->size > 0;
}

/* What separates most cells of the first line. */
static char csv_sniff(const char *text, size_t size)
{
    static const char separators[] = {',', ';', '\t'};
    size_t found[sizeof separators] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < size && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        quoted ^= text[i] == '"';
        for (size_t s = 0; s < sizeof separators && !quoted; s++)
            found[s] += text[i] == separators[s];
    }
    for (size_t s = 1; s < sizeof separators; s++)
        if (found[s] > found[best])
            best = s;
    return separators[best];
}

static enum li_err csv_reader_begin(struct csv_reader *sheet, struct li_error *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (!csv_refill(sheet) && ferror(sheet->in))
        return li_fail(err, LI_IO, "%s cannot be read: %s.", sheet->path, strerror(errno));
    const char *text = sheet->chunk;
    if (sheet->size >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
        return li_fail(
            err, LI_REFUSED, "%s is UTF-16; save it as CSV in UTF-8.", csv_reader_name(sheet));
    if (sheet->size >= strlen(mark) && memcmp(text, mark, strlen(mark)) == 0)
        sheet->at = strlen(mark);
    csv_set_delim(
        &sheet->parser, (unsigned char)csv_sniff(text + sheet->at, sheet->size - sheet->at));
    return LI_OK;
}

enum li_err csv_reader_open(const char *path, struct csv_reader **out, struct li_error *err)
{
    *out = NULL;
    FILE *in = file_open(path, err);
    if (!in)
        return err->code;
    struct csv_reader *sheet = li_calloc(1, sizeof *sheet);
    struct stat about;
    sheet->in = in;
    sheet->path = li_strdup(path);
    sheet->line = 1;
    sheet->total = fstat(fileno(in), &about) == 0 && S_ISREG(about.st_mode) ? about.st_size : 0;
    csv_init(&sheet->parser, 0);
    enum li_err code = csv_reader_begin(sheet, err);
    if (code == LI_OK)
        *out = sheet;
    else
        csv_reader_close(sheet);
    return code;
}

void csv_reader_close(struct csv_reader *sheet)
{
    if (!sheet)
        return;
    csv_free(&sheet->parser);
    fclose(sheet->in);
    free(sheet->path);
    free(sheet->raw.at);
    free(sheet->cells.at);
    free(sheet->starts);
    free(sheet);
}

static bool csv_is_all_blank(const struct bytes *bytes)
{
    for (size_t i = 0; i < bytes->size; i++)
        if (!strchr(" \t\r\n", bytes->at[i]) || bytes->at[i] == '\0')
            return false;
    return true;
}

/* Feeds the rest of the line at hand, as far as the chunk has it: at most one row ends in it. */
static void csv_feed_line(struct csv_reader *sheet)
{
    const char *text = sheet->chunk + sheet->at;
    size_t left = sheet->size - sheet->at, size = 0;
    while (size < left && text[size] != '\n' && text[size] != '\r')
        size++;
    bool whole = size < left;
    size += whole;
    if (sheet->raw.size == 0)
        sheet->row_line = sheet->line;
    if (csv_parse(&sheet->parser, text, size, csv_take_cell, csv_take_row, sheet) != size)
        li_out_of_memory(); /* nothing else stops it: outside strict mode it reads anything */
    bytes_add(&sheet->raw, text, size);
    /* "\r\n" is one line end: its "\n" adds nothing. */
    char end = text[size - 1], before = size > 1 ? text[size - 2] : sheet->last;
    if (whole && !(end == '\n' && before == '\r'))
        sheet->line++;
    sheet->last = end;
    sheet->at += size;
    if (whole && !sheet->row_ended && csv_is_all_blank(&sheet->raw))
        sheet->raw.size = 0;
}

/* The last row may lack a line end, but not its closing quote. */
static int csv_finish(struct csv_reader *sheet, struct li_error *err)
{
    if (ferror(sheet->in)) {
        li_fail(err, LI_IO, "%s cannot be read: %s.", sheet->path, strerror(errno));
        return -1;
    }
    sheet->ended = true;
    csv_set_opts(&sheet->parser, CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(&sheet->parser, csv_take_cell, csv_take_row, sheet) != 0) {
        if (csv_error(&sheet->parser) == CSV_ENOMEM)
            li_out_of_memory();
        csv_refuse_row(sheet, err);
        return -1;
    }
    return sheet->row_ended && !sheet->blank;
}

static int csv_next_row(struct csv_reader *sheet, struct li_error *err)
{
    sheet->count = sheet->cells.size = sheet->raw.size = 0;
    sheet->row_ended = false;
    sheet->blank = true;
    while (!sheet->row_ended) {
        if (sheet->ended)
            return 0;
        if (sheet->at == sheet->size && !csv_refill(sheet))
            return csv_finish(sheet, err);
        csv_feed_line(sheet);
        if (sheet->raw.size > ROW_MOST) {
            csv_refuse_row(sheet, err);
            return -1;
        }
    }
    return 1;
}

int csv_reader_next(struct csv_reader *sheet, struct li_error *err)
{
    int more;
    do
        more = csv_next_row(sheet, err);
    while (more > 0 && sheet->blank);
    return more;
}

size_t csv_reader_count(const struct csv_reader *sheet)
{
    return sheet->count;
}

const char *csv_reader_cell(const struct csv_reader *sheet, size_t column)
{
    if (column >= sheet->count)
        return NULL;
    const char *cell = sheet->cells.at + sheet->starts[column];
    return *cell == '\'' && format_csv_risky(cell + 1) ? cell + 1 : cell;
}

int64_t csv_reader_line(const struct csv_reader *sheet)
{
    return sheet->row_line;
}

void csv_reader_copy(const struct csv_reader *sheet, FILE *out)
{
    size_t size = sheet->raw.size;
    while (size > 0 && (sheet->raw.at[size - 1] == '\n' || sheet->raw.at[size - 1] == '\r'))
        size--;
    fwrite(sheet->raw.at, 1, size, out);
    fputc('\n', out);
}

const char *csv_reader_name(const struct csv_reader *sheet)
{
    const char *slash = strrchr(sheet->path, '/');
    return slash ? slash + 1 : sheet->path;
}

int64_t csv_reader_done(const struct csv_reader *sheet)
{
    return sheet->done - (int64_t)(sheet->size - sheet->at);
}

int64_t csv_reader_total(const struct csv_reader *sheet)
{
    return sheet->total;
}
