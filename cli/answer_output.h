/*
 * answer_output.h: where a command's answer goes: standard output, or a file that is whole or
 * untouched.
 */
#ifndef LI_CLI_ANSWER_OUTPUT_H
#define LI_CLI_ANSWER_OUTPUT_H

#include "cli/progress_meter.h"
#include "core/format/output.h"
#include "data/base/file.h"
#include "data/store/store.h"
#include <stdio.h>

struct answer_output {
    FILE *out;
    bool file;               /* not standard output, nor what leads there */
    struct file_draft draft; /* of the file */
    struct progress_meter meter;
    struct store *busy; /* whose busy shows on the meter; NULL: nobody's */
};

/* path NULL: standard output. A file is written beside its place. From then on until the answer
   begins, the meter shows that store (NULL: none) is busy. The answer stays where it is. */
enum li_err answer_output_open(
    struct answer_output *answer, struct store *store, const char *path, struct li_error *err);

/* A style's progress, arg is the answer: how many rows were written to a file. */
void answer_output_count(void *arg, int64_t rows);

/* Puts the file in its place when code is LI_OK and every byte was written, else takes it away.
   Returns code, or why the file could not be written. */
enum li_err answer_output_close(
    struct answer_output *answer, enum li_err code, struct li_error *err);

/* How wide and whether in colour: a terminal's size, and NO_COLOR, count for standard output. */
struct output_style answer_output_style(const struct answer_output *answer);

/* Whether whoever read standard output has gone, as `| head -1` does: then nobody is owed a word.
 */
bool answer_output_unwanted(void);

#endif
