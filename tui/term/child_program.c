/*
 * child_program.c: spawned with no signal blocked.
 */
#include "tui/term/child_program.h"
#include "tui/term/input.h"
#include "tui/term/screen.h"
#include <assert.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

/* The child has the terminal and its signals; when it is suspended, so are we. */
static int child_program_wait(pid_t child)
{
    int status;
    while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
        input_suspend();
        kill(child, SIGCONT);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int child_program_run(const char *const *argv)
{
    assert(argv && argv[0]);
    posix_spawnattr_t how;
    sigset_t none;
    pid_t child;
    sigemptyset(&none);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    screen_suspend();
    int failed = posix_spawnp(&child, argv[0], NULL, &how, (char *const *)argv, environ);
    int status = failed ? -1 : child_program_wait(child);
    screen_resume();
    posix_spawnattr_destroy(&how);
    return status;
}
