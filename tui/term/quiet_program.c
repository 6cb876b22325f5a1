/*
 * quiet_program.c: spawned with files in memory as its input and its output, which it can fill
 * without anyone reading them.
 *
 * What holds between calls:
 *
 * 1. answer and messages are open files.
 * 2. Until ended is set, the process exists, running or not waited for yet, and pid is its own.
 */
#include "tui/term/quiet_program.h"
#include "data/base/memory.h"
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

const char quiet_program_self[] = "/proc/self/exe";

struct quiet_program {
    pid_t pid;
    int answer, messages; /* files that get what it prints */
    bool ended;
    int status;
};

/* A file in memory that holds the text, to be read from its beginning. -1: errno says why. */
static int quiet_file(const char *text)
{
    size_t size = strlen(text);
    int file = memfd_create("liaise", MFD_CLOEXEC);
    if (file < 0 || (write(file, text, size) == (ssize_t)size && lseek(file, 0, SEEK_SET) == 0))
        return file;
    close(file);
    errno = ENOSPC;
    return -1;
}

/* The three streams of the child. 0, else an errno. */
static int quiet_add_files(
    posix_spawn_file_actions_t *actions, const struct quiet_program *program, int input)
{
    const int files[] = {[STDIN_FILENO] = input,
        [STDOUT_FILENO] = program->answer,
        [STDERR_FILENO] = program->messages};
    int failed = 0;
    for (int i = 0; i < (int)(sizeof files / sizeof *files) && !failed; i++)
        failed = posix_spawn_file_actions_adddup2(actions, files[i], i);
    return failed;
}

/* 0, else an errno. */
static int quiet_spawn(struct quiet_program *program, const char *const *argv, int input)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t how;
    sigset_t none;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
    int failed = quiet_add_files(&actions, program, input);
    if (!failed)
        failed = posix_spawn(&program->pid, argv[0], &actions, &how, (char *const *)argv, environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static void quiet_close(struct quiet_program *program)
{
    if (program->answer >= 0)
        close(program->answer);
    if (program->messages >= 0)
        close(program->messages);
    free(program);
}

struct quiet_program *quiet_program_start(const char *const *argv, const char *input)
{
    assert(argv && argv[0]);
    struct quiet_program *program = li_calloc(1, sizeof *program);
    int read = quiet_file(input ? input : "");
    program->answer = quiet_file("");
    program->messages = quiet_file("");
    int failed = read < 0 || program->answer < 0 || program->messages < 0
                     ? errno
                     : quiet_spawn(program, argv, read);
    if (read >= 0)
        close(read);
    if (!failed)
        return program;
    quiet_close(program);
    errno = failed;
    return NULL;
}

bool quiet_program_ended(struct quiet_program *program)
{
    assert(program);
    int status;
    if (!program->ended && waitpid(program->pid, &status, WNOHANG) == program->pid) {
        program->ended = true;
        program->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    return program->ended;
}

int quiet_program_status(const struct quiet_program *program)
{
    assert(program && program->ended);
    return program->status;
}

static char *quiet_read(int file)
{
    off_t size = lseek(file, 0, SEEK_END);
    char *text = li_calloc((size_t)(size > 0 ? size : 0) + 1, 1);
    ssize_t got = size > 0 ? pread(file, text, (size_t)size, 0) : 0;
    size_t length = got > 0 ? (size_t)got : 0;
    while (length > 0 && text[length - 1] == '\n')
        length--;
    text[length] = '\0';
    return text;
}

char *quiet_program_answer(const struct quiet_program *program)
{
    assert(program);
    return quiet_read(program->answer);
}

char *quiet_program_messages(const struct quiet_program *program)
{
    assert(program);
    return quiet_read(program->messages);
}

void quiet_program_stop(struct quiet_program *program)
{
    assert(program);
    if (program->ended || kill(program->pid, SIGTERM))
        return;
    while (waitpid(program->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    program->ended = true;
    program->status = -1;
}

void quiet_program_free(struct quiet_program *program)
{
    if (program)
        quiet_close(program);
}
