/*
 * process.h: a running program, named so that another can tell later whether it still runs.
 */
#ifndef LI_DATA_BASE_PROCESS_H
#define LI_DATA_BASE_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

enum { PROCESS_TEXT_SIZE = 96 };

/* "PID START BOOT", each a single word: a process id alone is reused one day. Returns out. */
const char *process_text(pid_t pid, char out[PROCESS_TEXT_SIZE]);

/* Whether the process named at the beginning of text runs on this computer. Any other text: false.
 */
bool process_runs(const char *text);

#endif
