/*
 * child_program.h: a program that has the terminal for a while, such as an editor.
 */
#ifndef LI_TUI_TERM_CHILD_PROGRAM_H
#define LI_TUI_TERM_CHILD_PROGRAM_H

/* Gives it the terminal and takes it back, after which all is to be painted again. argv ends with
   NULL. Returns its exit status, 0 when it ended well; -1: it could not be run, or was killed. */
int child_program_run(const char *const *argv);

#endif
