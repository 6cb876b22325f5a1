/*
 * quiet_program.h: another program that runs beside the screen and never uses the terminal. What it
 * prints is kept until it is asked for; when it ends, the next input_read gives K_ENDED.
 */
#ifndef LI_TUI_TERM_QUIET_PROGRAM_H
#define LI_TUI_TERM_QUIET_PROGRAM_H

#include <stdbool.h>

struct quiet_program;

/* argv begins with the program's path and ends with NULL. input is what it reads from standard
   input; NULL: nothing. Both are copied. It runs in a session of its own, so that closing the
   terminal does not end it. NULL: it could not be started, and errno says why. */
struct quiet_program *quiet_program_start(const char *const *argv, const char *input);

/* Whether it has ended; does not wait. */
bool quiet_program_ended(struct quiet_program *program);

/* Once it has ended: its exit status; -1: it was killed. */
int quiet_program_status(const struct quiet_program *program);

/* What it printed as its answer, and as its messages, without trailing line ends. The
   caller frees it. */
char *quiet_program_answer(const struct quiet_program *program);
char *quiet_program_messages(const struct quiet_program *program);

/* Ends it, and waits until it has ended, which is at once. */
void quiet_program_stop(struct quiet_program *program);

/* A program that is still running goes on. NULL is allowed. */
void quiet_program_free(struct quiet_program *program);

/* The path of this program, for another run of it. */
extern const char quiet_program_self[];

#endif
