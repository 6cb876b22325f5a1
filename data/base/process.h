/*
 * process.h: a program that runs, named such that another can tell later whether it still does.
 */
#ifndef LI_DATA_BASE_PROCESS_H
#define LI_DATA_BASE_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

enum { PROCESS_TEXT_SIZE = 96 };

/* "PID START BOOT", of one word each: a number alone would be another program's one day. Returns
   out. */
const char *process_text(pid_t pid, char out[PROCESS_TEXT_SIZE]);

/* Whether the program that the text begins with runs on this computer. */
bool process_runs(const char *text);

#endif
