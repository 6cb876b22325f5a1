/*
 * answer_output.h: where a command's answer goes: standard output, or a file that is replaced as a
 * whole or not at all.
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
    bool file;               /* false: standard output */
    struct file_draft draft; /* of the file */
    struct progress_meter meter;
    struct store *busy; /* its work shows on the meter until rows come; NULL: none */
};

/* path NULL: standard output. A file is written beside its place. Until the first rows come the
   meter shows that the store (NULL: none) is at work. *answer must not move until it is closed. */
enum li_err answer_output_open(
    struct answer_output *answer, struct store *store, const char *path, struct li_error *err);

/* An output_style's progress, how many rows were written to a file; arg is the answer. */
void answer_output_count(void *arg, int64_t rows);

/* Puts the file in its place if code is LI_OK and every byte was written, else removes it. Returns
   code, or why the file could not be written. */
enum li_err answer_output_close(
    struct answer_output *answer, enum li_err code, struct li_error *err);

/* Width and color, from the terminal and NO_COLOR; a file has neither. */
struct output_style answer_output_style(const struct answer_output *answer);

/* Whether the reader of standard output has gone, as `| head -1` does: then no error is due. */
bool answer_output_unwanted(void);

#endif
