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

enum li_err answer_open(struct answer *answer, const char *path, struct li_error *err)
{
    *answer = (struct answer){.out = stdout};
    if (!path)
        return LI_OK;
    if (is_device(path)) {
        answer->out = fopen(path, "w");
        return answer->out ? LI_OK : write_fail(path, err);
    }
    char *target = realpath(path, NULL); /* a link keeps pointing where it does */
    answer->path = target ? target : li_strdup(path);
    answer->beside = li_format("%s.XXXXXX", answer->path);
    int file = mkstemp(answer->beside);
    answer->out = file < 0 ? NULL : fdopen(file, "w");
    if (answer->out)
        return LI_OK;
    enum li_err result = write_fail(path, err);
    free(answer->path);
    free(answer->beside);
    return result;
}

enum li_err answer_close(struct answer *answer, enum li_err result, struct li_error *err)
{
    if (answer->out == stdout)
        return result;
    bool failed = ferror(answer->out) != 0;
    failed = (fclose(answer->out) != 0) || failed;
    if (result == LI_OK && !failed && answer->path)
        failed = rename(answer->beside, answer->path) != 0;
    if (result == LI_OK && failed)
        result = write_fail(answer->path ? answer->path : "The file", err);
    if (result != LI_OK && answer->beside)
        unlink(answer->beside);
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
    if (answer->out != stdout || !isatty(STDOUT_FILENO))
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
