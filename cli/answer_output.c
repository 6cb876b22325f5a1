/*
 * answer_output.c: where a command's answer goes.
 */
#include "cli/answer_output.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void answer_end_busy(struct answer_output *answer)
{
    if (answer->busy)
        store_on_progress(answer->busy, NULL, NULL);
    answer->busy = NULL;
}

/* A cookie's write: the first rows replace the meter. */
static ssize_t answer_write_seen(void *cookie, const char *bytes, size_t size)
{
    struct answer_output *answer = cookie;
    answer_end_busy(answer);
    progress_meter_end(&answer->meter);
    size_t written = fwrite(bytes, 1, size, stdout);
    return fflush(stdout) == 0 ? (ssize_t)written : 0;
}

/* Standard output; by way of answer_write_seen if the meter shows on the same terminal. */
static FILE *answer_open_standard(struct answer_output *answer)
{
    FILE *out = NULL;
    if (answer->busy && answer->meter.terminal && isatty(STDOUT_FILENO))
        out = fopencookie(answer, "w", (cookie_io_functions_t){.write = answer_write_seen});
    if (out)
        setvbuf(out, NULL, _IOLBF, BUFSIZ);
    return out ? out : stdout;
}

enum li_err answer_output_open(
    struct answer_output *answer, struct store *store, const char *path, struct li_error *err)
{
    assert(answer);
    *answer = (struct answer_output){.busy = store, .file = path != NULL};
    progress_meter_begin(&answer->meter, "rows");
    enum li_err code = path ? file_draft_open(&answer->draft, path, err) : LI_OK;
    if (code) {
        file_draft_free(&answer->draft);
        return code;
    }
    answer->out = path ? answer->draft.out : answer_open_standard(answer);
    if (store)
        store_on_progress(store, progress_meter_waits, &answer->meter);
    return LI_OK;
}

void answer_output_count(void *arg, int64_t rows)
{
    struct answer_output *answer = arg;
    answer_end_busy(answer);
    progress_meter_show(&answer->meter, 0, 0, rows);
}

static enum li_err answer_close_standard(
    struct answer_output *answer, enum li_err code, struct li_error *err)
{
    bool failed = ferror(answer->out) != 0;
    failed = fclose(answer->out) != 0 || failed;
    if (code || !failed)
        return code;
    return li_fail(err, LI_IO, "The output could not be written: %s.", strerror(errno));
}

enum li_err answer_output_close(
    struct answer_output *answer, enum li_err code, struct li_error *err)
{
    assert(answer->out);
    answer_end_busy(answer);
    progress_meter_end(&answer->meter);
    if (answer->out == stdout)
        return code;
    if (!answer->file)
        return answer_close_standard(answer, code, err);
    if (!code)
        code = file_draft_close(&answer->draft, err);
    if (!code)
        code = file_draft_publish(&answer->draft, err);
    file_draft_free(&answer->draft);
    return code;
}

static int answer_terminal_columns(void)
{
    enum { USUAL = 80 };
    struct winsize size;
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : USUAL;
}

struct output_style answer_output_style(const struct answer_output *answer)
{
    assert(answer);
    struct output_style style = {.ascii = !text_locale_is_utf8()};
    if (answer->file || !isatty(STDOUT_FILENO))
        return style;
    const char *no_color = getenv("NO_COLOR");
    style.color = !no_color || !*no_color;
    style.columns = answer_terminal_columns();
    return style;
}

bool answer_output_unwanted(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) > 0 && (out.revents & POLLERR);
}
