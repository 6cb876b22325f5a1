/*
 * xlsx.c: one sheet with a heading that stays in sight. Texts are texts, so that none is a formula;
 * days are dates, so that they sort and count as such.
 *
 * libxlsxwriter writes to a file by its name: one beside other temporary files, copied from there.
 */
#include "core/format/xlsx.h"
#include "core/format/printer.h"

#ifdef WITH_XLSX
#include "core/base/date.h"
#include "core/base/text.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/base/optional_library.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* clang-format off */
#define WRITER(S) \
    S(format_set_bold) \
    S(format_set_num_format) \
    S(lxw_strerror) \
    S(lxw_workbook_free) \
    S(workbook_add_format) \
    S(workbook_add_worksheet) \
    S(workbook_close) \
    S(workbook_new_opt) \
    S(worksheet_freeze_panes) \
    S(worksheet_set_column) \
    S(worksheet_write_datetime) \
    S(worksheet_write_number) \
    S(worksheet_write_string)
/* clang-format on */
struct xlsx_calls {
    WRITER(OPTIONAL_LIBRARY_POINTER)
};
static const char *const xlsx_writer_names[] = {WRITER(OPTIONAL_LIBRARY_NAME) NULL};
static const struct optional_library xlsx_libxlsxwriter = {
    "libxlsxwriter.so.4", "libxlsxwriter4", "Spreadsheets", xlsx_writer_names};

enum { WIDEST = 60 };

struct book {
    struct xlsx_calls lib;
    struct li_error unloaded; /* code LI_OK: it is loaded */
    lxw_workbook *workbook;   /* NULL: the file could not be made */
    lxw_worksheet *sheet;
    lxw_format *date;
    char *path;
    int *widths; /* of the columns, in characters */
    int why;     /* errno of what went wrong first */
    lxw_error error;
};

/* False: the text is no day, or one before the calendar of spreadsheets begins. */
static bool xlsx_parse_day(const char *text, lxw_datetime *out)
{
    day_t day = date_parse(text);
    if (day == DAY_NONE)
        return false;
    *out = (lxw_datetime){0};
    date_parts(day, &out->year, &out->month, &out->day);
    return out->year >= 1900;
}

/* A whole number or fraction; false: the text is none. */
static bool xlsx_parse_number(const char *text, double *out)
{
    char *end;
    *out = strtod(text, &end);
    return end > text && !*end;
}

static lxw_error xlsx_write(const struct printer *printer, lxw_row_t row, size_t column,
    const char *text, lxw_format *format)
{
    struct book *book = printer->own;
    const struct printer_column *of = &printer->columns[column];
    lxw_col_t at = (lxw_col_t)column;
    lxw_datetime day;
    double number;
    if (!*text)
        return LXW_NO_ERROR;
    if (of->day && xlsx_parse_day(text, &day))
        return book->lib.worksheet_write_datetime(book->sheet, row, at, &day, book->date);
    if (of->number && xlsx_parse_number(text, &number))
        return book->lib.worksheet_write_number(book->sheet, row, at, number, format);
    return book->lib.worksheet_write_string(book->sheet, row, at, text, format);
}

static void xlsx_put(
    struct printer *printer, lxw_row_t row, size_t column, const char *text, lxw_format *format)
{
    struct book *book = printer->own;
    char *safe = text_safe(text);
    int width = text_width(safe);
    lxw_error error = xlsx_write(printer, row, column, safe, format);
    if (error && !book->error)
        book->error = error;
    if (width > book->widths[column])
        book->widths[column] = width < WIDEST ? width : WIDEST;
    free(safe);
}

/* Ends the program where there is no memory for it. */
static lxw_format *xlsx_new_format(struct book *book)
{
    lxw_format *format = book->sheet ? book->lib.workbook_add_format(book->workbook) : NULL;
    if (!format) {
        unlink(book->path);
        li_out_of_memory();
    }
    return format;
}

static void xlsx_begin(struct printer *printer)
{
    struct book *book = li_calloc(1, sizeof *book);
    printer->own = book;
    book->widths = li_calloc(printer->count + 1, sizeof *book->widths);
    if (optional_library_load(&xlsx_libxlsxwriter, &book->lib, sizeof book->lib, &book->unloaded))
        return;
    char *name = li_format("%s/sheet", disk_temporary_folder());
    book->path = disk_temporary(name);
    free(name);
    int file = mkstemp(book->path);
    if (file < 0) {
        book->why = errno;
        return;
    }
    close(file);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    book->workbook = book->lib.workbook_new_opt(book->path, &options);
    if (book->workbook)
        book->sheet = book->lib.workbook_add_worksheet(book->workbook, NULL);
    lxw_format *bold = xlsx_new_format(book);
    book->lib.format_set_bold(bold);
    book->date = xlsx_new_format(book);
    book->lib.format_set_num_format(book->date, "yyyy-mm-dd");
    for (size_t i = 0; i < printer->count; i++)
        xlsx_put(printer, 0, i, printer->columns[i].label, bold);
    book->lib.worksheet_freeze_panes(book->sheet, 1, 0);
}

static void xlsx_row(struct printer *printer, const char *const *cells)
{
    struct book *book = printer->own;
    for (size_t i = 0; book->workbook && i < printer->count; i++)
        xlsx_put(printer, (lxw_row_t)printer->rows + 1, i, cells[i], NULL);
}

const struct format format_xlsx = {.name = "xlsx", .begin = xlsx_begin, .row = xlsx_row};

/* Returns 0, or errno. */
static int xlsx_copy_file(const char *path, FILE *out)
{
    char part[BUFSIZ];
    size_t size;
    FILE *in = fopen(path, "rb");
    if (!in)
        return errno;
    while ((size = fread(part, 1, sizeof part, in)) > 0)
        fwrite(part, 1, size, out);
    int why = ferror(in) ? EIO : 0;
    fclose(in);
    return why;
}

/* How packing the file ended. */
struct xlsx_packed {
    lxw_error error;
    int why; /* errno */
};

/* In a process of its own, which ends here. The library prints its errors to standard error, which
   is the screen. */
static _Noreturn void xlsx_pack(struct book *book, int answer)
{
    struct xlsx_packed packed;
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    errno = 0;
    packed.error = book->lib.workbook_close(book->workbook);
    packed.why = errno;
    _exit(write(answer, &packed, sizeof packed) != sizeof packed);
}

/* What the process answers; nothing where it crashed. */
static struct xlsx_packed xlsx_await(pid_t pid, int answer)
{
    struct xlsx_packed packed;
    ssize_t got;
    do
        got = read(answer, &packed, sizeof packed);
    while (got < 0 && errno == EINTR);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
    if (got != sizeof packed)
        packed = (struct xlsx_packed){LXW_ERROR_MEMORY_MALLOC_FAILED, 0};
    return packed;
}

/* The library, or that which packs for it, crashes where it gets no memory: so another process
   packs the file. */
static struct xlsx_packed xlsx_pack_apart(struct book *book)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return (struct xlsx_packed){LXW_ERROR_CREATING_XLSX_FILE, errno};
    pid_t pid = fork();
    int why = errno;
    if (pid == 0)
        xlsx_pack(book, ends[1]);
    close(ends[1]);
    struct xlsx_packed packed = {LXW_ERROR_CREATING_XLSX_FILE, why};
    if (pid > 0)
        packed = xlsx_await(pid, ends[0]);
    close(ends[0]);
    return packed;
}

/* Writes the workbook's file. The library's own words for a disk that fails are no help. */
static void xlsx_close(struct book *book)
{
    const struct xlsx_packed packed = xlsx_pack_apart(book);
    const int whys[] = {EIO, ENOSPC, EDQUOT, EMFILE, ENFILE, EAGAIN, ENOMEM};
    if (book->sheet->optimize_tmpfile)
        fclose(book->sheet->optimize_tmpfile);
    book->lib.lxw_workbook_free(book->workbook);
    book->error = book->error ? book->error : packed.error;
    for (size_t i = 0; packed.error && i < sizeof whys / sizeof *whys; i++)
        if (packed.why == whys[i])
            book->why = packed.why;
    if (packed.error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        book->why = ENOMEM;
}

enum li_err xlsx_finish(struct printer *printer, struct li_error *err)
{
    assert(printer && printer->own && !printer->cells);
    struct book *book = printer->own;
    enum li_err code = LI_OK;
    if (book->workbook) {
        for (size_t i = 0; i < printer->count; i++)
            book->lib.worksheet_set_column(
                book->sheet, (lxw_col_t)i, (lxw_col_t)i, book->widths[i] + 2, NULL);
        xlsx_close(book);
        if (!book->error)
            book->why = xlsx_copy_file(book->path, printer->out);
        unlink(book->path);
    }
    if (book->unloaded.code)
        code = li_fail(err, book->unloaded.code, "%s", book->unloaded.message);
    else if (book->why)
        code =
            li_fail(err, LI_IO, "The spreadsheet could not be written: %s.", strerror(book->why));
    else if (book->error) /* a sentence */
        code = li_fail(err, LI_IO, "The spreadsheet could not be written: %s",
            book->lib.lxw_strerror(book->error));
    free(book->widths);
    free(book->path);
    free(book);
    return code;
}
#endif
