/*
 * frame_buffer.c: a descriptor that leads to the terminal or, while a frame is gathered, to a file
 * in memory. Where there is no such file, everything goes straight through.
 */
#include "tui/term/frame_buffer.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static struct {
    FILE *file;
    int frame; /* what is gathered; -1: nothing is */
} outlet = {.frame = -1};

FILE *frame_buffer_open(void)
{
    int terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    outlet.file = terminal < 0 ? NULL : fdopen(terminal, "w");
    outlet.frame = memfd_create("frame", MFD_CLOEXEC);
    return outlet.file;
}

void frame_buffer_close(void)
{
    if (outlet.file)
        fclose(outlet.file);
    if (outlet.frame >= 0)
        close(outlet.frame);
    outlet.file = NULL;
    outlet.frame = -1;
}

static void frame_lead_to(int descriptor)
{
    dup3(descriptor, fileno(outlet.file), O_CLOEXEC);
}

void frame_buffer_gather(void)
{
    if (outlet.frame >= 0)
        frame_lead_to(outlet.frame);
}

void frame_buffer_straight(void)
{
    if (outlet.file && outlet.frame >= 0)
        frame_lead_to(STDOUT_FILENO);
}

static void frame_write_all(const char *bytes, ssize_t size)
{
    while (size > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, (size_t)size);
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return; /* the terminal is gone; reading from it says so */
        bytes += written > 0 ? written : 0;
        size -= written > 0 ? written : 0;
    }
}

void frame_buffer_send(void)
{
    char bytes[16384];
    if (outlet.frame < 0)
        return;
    frame_lead_to(STDOUT_FILENO);
    off_t left = lseek(outlet.frame, 0, SEEK_CUR);
    lseek(outlet.frame, 0, SEEK_SET);
    while (left > 0) {
        size_t most = left < (off_t)sizeof bytes ? (size_t)left : sizeof bytes;
        ssize_t size = read(outlet.frame, bytes, most);
        if (size <= 0)
            break;
        frame_write_all(bytes, size);
        left -= size;
    }
    lseek(outlet.frame, 0, SEEK_SET);
}
