/*
 * frame_buffer.c: a descriptor that leads to the terminal or, while a frame is gathered, to a file
 * in memory. If that file can't be made, everything goes straight through.
 *
 * What holds between calls:
 *
 * 1. Before frame_buffer_open and after frame_buffer_close, file is NULL and frame is -1.
 * 2. Only from frame_buffer_gather to the next send or straight does file lead to frame; else it
 *    leads to the terminal. After a send, frame is at its beginning.
 */
#include "tui/term/frame_buffer.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static struct {
    FILE *file;
    int frame; /* the file in memory; -1: none */
} frame_output = {.frame = -1};

FILE *frame_buffer_open(void)
{
    assert(!frame_output.file);
    int terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    frame_output.file = terminal < 0 ? NULL : fdopen(terminal, "w");
    frame_output.frame = memfd_create("frame", MFD_CLOEXEC);
    return frame_output.file;
}

void frame_buffer_close(void)
{
    if (frame_output.file)
        fclose(frame_output.file);
    if (frame_output.frame >= 0)
        close(frame_output.frame);
    frame_output.file = NULL;
    frame_output.frame = -1;
}

static void frame_lead_to(int descriptor)
{
    dup3(descriptor, fileno(frame_output.file), O_CLOEXEC);
}

void frame_buffer_gather(void)
{
    assert(frame_output.file || frame_output.frame < 0);
    if (frame_output.frame >= 0)
        frame_lead_to(frame_output.frame);
}

void frame_buffer_straight(void)
{
    if (frame_output.file && frame_output.frame >= 0)
        frame_lead_to(STDOUT_FILENO);
}

static void frame_write_all(const char *bytes, ssize_t size)
{
    while (size > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, (size_t)size);
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return; /* the terminal is gone, as the next read will show */
        bytes += written > 0 ? written : 0;
        size -= written > 0 ? written : 0;
    }
}

void frame_buffer_send(void)
{
    char bytes[16384];
    assert(frame_output.file || frame_output.frame < 0);
    if (frame_output.frame < 0)
        return;
    frame_lead_to(STDOUT_FILENO);
    off_t left = lseek(frame_output.frame, 0, SEEK_CUR);
    lseek(frame_output.frame, 0, SEEK_SET);
    while (left > 0) {
        size_t most = left < (off_t)sizeof bytes ? (size_t)left : sizeof bytes;
        ssize_t size = read(frame_output.frame, bytes, most);
        if (size <= 0)
            break;
        frame_write_all(bytes, size);
        left -= size;
    }
    lseek(frame_output.frame, 0, SEEK_SET);
}
