/*
 * answer.c: where a command's answer goes.
 */
#include "answer.h"
#include "../core/text.h"
#include "../data/memory.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static enum li_err write_fail(const char *path, struct li_error *err)
{
    return li_fail(err, LI_IO, "%s cannot be written: %s.", path, strerror(errno));
}

/* A device, or a pipe, is written straight to: nothing could stand beside it and take its name. */
static bool is_device(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

static void stop_looking(struct answer *answer)
{
    if (answer->looking)
        store_on_progress(answer->looking, NULL, NULL);
    answer->looking = NULL;
}

/* A cookie's write: the first rows take the place of the meter. */
static ssize_t write_seen(void *cookie, const char *bytes, size_t size)
{
    struct answer *answer = cookie;
    stop_looking(answer);
    meter_end(&answer->meter);
    size_t written = fwrite(bytes, 1, size, stdout);
    return fflush(stdout) == 0 ? (ssize_t)written : 0;
}

/* Standard output; where the meter shows on the same terminal, by way of write_seen. */
static FILE *open_standard(struct answer *answer)
{
    FILE *out = NULL;
    if (answer->looking && answer->meter.terminal && isatty(STDOUT_FILENO))
        out = fopencookie(answer, "w", (cookie_io_functions_t){.write = write_seen});
    if (out)
        setvbuf(out, NULL, _IOLBF, BUFSIZ);
    return out ? out : stdout;
}

/* What goes when the program ends for want of memory. One answer is written at a time. */
static const char *unfinished;

static void take_away(void)
{
    if (unfinished)
        unlink(unfinished);
}

/* A file beside its place; a device is written straight to. NULL: errno says why. */
static FILE *open_file(struct answer *answer, const char *path)
{
    if (is_device(path))
        return fopen(path, "w");
    char *target = realpath(path, NULL); /* a link keeps pointing where it does */
    if (!target && errno == ENOMEM)
        li_out_of_memory();
    answer->path = target ? target : li_strdup(path);
    answer->beside = li_format("%s.XXXXXX", answer->path);
    int file = mkstemp(answer->beside);
    if (file < 0)
        return NULL;
    unfinished = answer->beside;
    li_when_out_of_memory(take_away);
    FILE *out = fdopen(file, "w");
    if (!out)
        li_out_of_memory();
    return out;
}

enum li_err answer_open(
    struct answer *answer, struct store *store, const char *path, struct li_error *err)
{
    *answer = (struct answer){.looking = store, .file = path != NULL};
    meter_start(&answer->meter, "rows");
    answer->out = path ? open_file(answer, path) : open_standard(answer);
    if (!answer->out) {
        enum li_err result = write_fail(path, err);
        free(answer->path);
        free(answer->beside);
        return result;
    }
    if (store)
        store_on_progress(store, meter_waits, &answer->meter);
    return LI_OK;
}

void answer_counts(void *arg, int64_t rows)
{
    struct answer *answer = arg;
    stop_looking(answer);
    meter_show(&answer->meter, 0, 0, rows);
}

enum li_err answer_close(struct answer *answer, enum li_err result, struct li_error *err)
{
    stop_looking(answer);
    meter_end(&answer->meter);
    if (answer->out == stdout)
        return result;
    bool failed = ferror(answer->out) != 0;
    failed = (fclose(answer->out) != 0) || failed;
    if (result == LI_OK && !failed && answer->path)
        failed = rename(answer->beside, answer->path) != 0;
    if (result == LI_OK && failed)
        result = write_fail(answer->path ? answer->path : "The answer", err);
    if (result != LI_OK && answer->beside)
        unlink(answer->beside);
    unfinished = NULL;
    free(answer->path);
    free(answer->beside);
    return result;
}

static int terminal_columns(void)
{
    enum { USUAL = 80 };
    struct winsize size;
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : USUAL;
}

struct output_style answer_style(const struct answer *answer)
{
    struct output_style style = {.ascii = !text_locale_is_utf8()};
    if (answer->file || !isatty(STDOUT_FILENO))
        return style;
    const char *no_color = getenv("NO_COLOR");
    style.color = !no_color || !*no_color;
    style.columns = terminal_columns();
    return style;
}

bool answer_unwanted(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) > 0 && (out.revents & POLLERR);
}
