/*
 * answer.h: where a command's answer goes: standard output, or a file that is whole or untouched.
 */
#ifndef LI_ANSWER_H
#define LI_ANSWER_H

#include "../core/exchange/output.h"
#include <stdio.h>

struct answer {
    FILE *out;
    char *path, *beside; /* NULL: standard output, or a device written straight to */
};

/* path NULL: standard output. A file is written beside its place. */
enum li_err answer_open(struct answer *answer, const char *path, struct li_error *err);

/* Puts the file in its place when result is LI_OK and every byte was written, else takes it away.
   Returns result, or why the file could not be written. */
enum li_err answer_close(struct answer *answer, enum li_err result, struct li_error *err);

/* How wide and whether in colour: a terminal's size, and NO_COLOR, count for standard output. */
struct output_style answer_style(const struct answer *answer);

/* Whether whoever read standard output has gone, as `| head -1` does: then nobody is owed a word.
 */
bool answer_unwanted(void);

#endif
