/*
 * child_program.h: runs another program, such as an editor, in the terminal.
 */
#ifndef LI_TUI_TERM_CHILD_PROGRAM_H
#define LI_TUI_TERM_CHILD_PROGRAM_H

/* Gives it the terminal and takes it back; the caller draws everything again. argv ends with NULL.
   Returns its exit status; -1: it could not be run, or was killed. */
int child_program_run(const char *const *argv);

#endif
