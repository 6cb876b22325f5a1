/*
 * csv_reader.c: libcsv fed one line at a time, so that each row has its place in the file.
 */
#include "core/format/csv_reader.h"
#include "core/format/format.h"
#include "data/base/bytes.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include <assert.h>
#include <csv.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    CHUNK = 65536,
    ROW_MOST = 16 * 1024 * 1024, /* longer than any row: a quote was opened and not closed */
    NOT_UTF8 = 0xFF,             /* in place of NUL, so that the cell is refused as it should be */
};

struct csv_reader {
    FILE *in;
    int why; /* errno of the first read that failed */
    char *path;
    struct csv_parser parser;
    char chunk[CHUNK];
    size_t at, size; /* of the chunk */
    int64_t line, row_line, done, total;
    char last;          /* the byte before the current line */
    struct bytes raw;   /* the row as the file has it */
    struct bytes cells; /* its cells, each with a NUL after it */
    size_t *starts;     /* where each begins */
    size_t count, room;
    bool row_ended, ended, blank;
};

/* libcsv's callbacks. */

static void csv_reader_take_cell(void *text, size_t size, void *arg)
{
    struct csv_reader *reader = arg;
    if (reader->count == reader->room) {
        reader->room = 2 * reader->room + 16;
        reader->starts = li_realloc(reader->starts, reader->room, sizeof *reader->starts);
    }
    size_t start = reader->cells.size;
    reader->starts[reader->count++] = start;
    bytes_add(&reader->cells, size > 0 ? text : "", size);
    bytes_add(&reader->cells, "", 1);
    reader->blank = reader->blank && size == 0;
    for (char *nul; (nul = memchr(reader->cells.at + start, '\0', size)) != NULL;)
        *nul = (char)NOT_UTF8;
}

static void csv_reader_take_row(int end, void *arg)
{
    (void)end;
    struct csv_reader *reader = arg;
    reader->row_ended = true;
}

static enum li_err csv_reader_refuse_row(const struct csv_reader *reader, struct li_error *err)
{
    return li_fail(err, LI_REFUSED, "%s:%lld: a quote is opened in this row and never closed.",
        csv_reader_name(reader), (long long)reader->row_line);
}

/* False at the end of the file or when it cannot be read. */
static bool csv_reader_refill(struct csv_reader *reader)
{
    reader->at = 0;
    errno = 0;
    reader->size = fread(reader->chunk, 1, CHUNK, reader->in);
    if (ferror(reader->in) && !reader->why) /* also after some bytes; the next read says no more */
        reader->why = errno;
    reader->done += (int64_t)reader->size;
    return reader->size > 0;
}

/* The separator that occurs most often in the first line, outside quotes. */
static char csv_reader_sniff(const char *text, size_t size)
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

/* By its first bytes: those of a ZIP archive (.xlsx), or of a compound file (.xls). */
static bool csv_reader_is_workbook(const char *bytes, size_t size)
{
    static const char *const marks[] = {"PK\003\004", "\xD0\xCF\x11\xE0"};
    enum { MARK_SIZE = 4 };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (size >= MARK_SIZE && memcmp(bytes, marks[i], MARK_SIZE) == 0)
            return true;
    return false;
}

static enum li_err csv_reader_begin(struct csv_reader *reader, struct li_error *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (!csv_reader_refill(reader) && ferror(reader->in))
        return li_fail(err, LI_IO, "%s cannot be read: %s.", reader->path, strerror(reader->why));
    const char *text = reader->chunk;
    if (csv_reader_is_workbook(text, reader->size))
        return li_fail(err, LI_REFUSED, "%s is an Excel workbook; save it as CSV and import that.",
            csv_reader_name(reader));
    if (reader->size >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
        return li_fail(
            err, LI_REFUSED, "%s is UTF-16; save it as CSV in UTF-8.", csv_reader_name(reader));
    if (reader->size >= strlen(mark) && memcmp(text, mark, strlen(mark)) == 0)
        reader->at = strlen(mark);
    csv_set_delim(&reader->parser,
        (unsigned char)csv_reader_sniff(text + reader->at, reader->size - reader->at));
    return LI_OK;
}

enum li_err csv_reader_open(const char *path, struct csv_reader **out, struct li_error *err)
{
    assert(path);
    *out = NULL;
    FILE *in = file_open(path, err);
    if (!in)
        return err->code;
    struct csv_reader *reader = li_calloc(1, sizeof *reader);
    struct stat about;
    reader->in = in;
    reader->path = li_strdup(path);
    reader->line = 1;
    reader->total = fstat(fileno(in), &about) == 0 && S_ISREG(about.st_mode) ? about.st_size : 0;
    csv_init(&reader->parser, 0);
    enum li_err code = csv_reader_begin(reader, err);
    if (!code)
        *out = reader;
    else
        csv_reader_close(reader);
    return code;
}

void csv_reader_close(struct csv_reader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    fclose(reader->in);
    free(reader->path);
    free(reader->raw.at);
    free(reader->cells.at);
    free(reader->starts);
    free(reader);
}

static bool csv_reader_is_all_blank(const struct bytes *bytes)
{
    for (size_t i = 0; i < bytes->size; i++)
        if (!strchr(" \t\r\n", bytes->at[i]) || bytes->at[i] == '\0')
            return false;
    return true;
}

/* Feeds the rest of the current line, as far as the chunk has it: at most one row ends in it. */
static void csv_reader_feed_line(struct csv_reader *reader)
{
    const char *text = reader->chunk + reader->at;
    size_t left = reader->size - reader->at, size = 0;
    while (size < left && text[size] != '\n' && text[size] != '\r')
        size++;
    bool whole = size < left;
    size += whole;
    if (reader->raw.size == 0)
        reader->row_line = reader->line;
    if (csv_parse(&reader->parser, text, size, csv_reader_take_cell, csv_reader_take_row, reader) !=
        size)
        li_out_of_memory(); /* nothing else stops it: outside strict mode it reads anything */
    bytes_add(&reader->raw, text, size);
    /* "\r\n" is one line end: its "\n" adds nothing. */
    char end = text[size - 1], before = size > 1 ? text[size - 2] : reader->last;
    if (whole && !(end == '\n' && before == '\r'))
        reader->line++;
    reader->last = end;
    reader->at += size;
    if (whole && !reader->row_ended && csv_reader_is_all_blank(&reader->raw))
        reader->raw.size = 0;
}

/* The last row may lack a line end, but not its closing quote. */
static int csv_reader_finish(struct csv_reader *reader, struct li_error *err)
{
    if (ferror(reader->in)) {
        li_fail(err, LI_IO, "%s cannot be read: %s.", reader->path, strerror(reader->why));
        return -1;
    }
    reader->ended = true;
    csv_set_opts(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(&reader->parser, csv_reader_take_cell, csv_reader_take_row, reader) != 0) {
        if (csv_error(&reader->parser) == CSV_ENOMEM)
            li_out_of_memory();
        csv_reader_refuse_row(reader, err);
        return -1;
    }
    return reader->row_ended && !reader->blank;
}

static int csv_reader_next_row(struct csv_reader *reader, struct li_error *err)
{
    reader->count = reader->cells.size = reader->raw.size = 0;
    reader->row_ended = false;
    reader->blank = true;
    while (!reader->row_ended) {
        if (reader->ended)
            return 0;
        if (reader->at == reader->size && !csv_reader_refill(reader))
            return csv_reader_finish(reader, err);
        csv_reader_feed_line(reader);
        if (reader->raw.size > ROW_MOST) {
            csv_reader_refuse_row(reader, err);
            return -1;
        }
    }
    return 1;
}

int csv_reader_next(struct csv_reader *reader, struct li_error *err)
{
    assert(reader);
    int more;
    do
        more = csv_reader_next_row(reader, err);
    while (more > 0 && reader->blank);
    return more;
}

size_t csv_reader_count(const struct csv_reader *reader)
{
    assert(reader);
    return reader->count;
}

const char *csv_reader_cell(const struct csv_reader *reader, size_t column)
{
    assert(reader);
    if (column >= reader->count)
        return NULL;
    const char *cell = reader->cells.at + reader->starts[column];
    return *cell == '\'' && format_csv_risky(cell + 1) ? cell + 1 : cell;
}

int64_t csv_reader_line(const struct csv_reader *reader)
{
    assert(reader);
    return reader->row_line;
}

void csv_reader_copy(const struct csv_reader *reader, FILE *out)
{
    assert(reader && out);
    size_t size = reader->raw.size;
    while (size > 0 && (reader->raw.at[size - 1] == '\n' || reader->raw.at[size - 1] == '\r'))
        size--;
    fwrite(reader->raw.at, 1, size, out);
    fputc('\n', out);
}

const char *csv_reader_name(const struct csv_reader *reader)
{
    assert(reader);
    const char *slash = strrchr(reader->path, '/');
    return slash ? slash + 1 : reader->path;
}

int64_t csv_reader_done(const struct csv_reader *reader)
{
    assert(reader);
    return reader->done - (int64_t)(reader->size - reader->at);
}

int64_t csv_reader_total(const struct csv_reader *reader)
{
    assert(reader);
    return reader->total;
}
