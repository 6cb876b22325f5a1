/*
 * set_fields.h: FIELD=VALUE words, read into a record and judged, for `add` and `set`.
 */
#ifndef LI_CLI_SET_FIELDS_H
#define LI_CLI_SET_FIELDS_H

#include "cli/command.h"

/* Whether the word is FIELD=VALUE: a name in lower case, then '='. */
bool set_fields_is(const char *word);

/* Sets what the words from one on say, and saves the record when it breaks no rule. What is wrong
   is said, every line of it; then the message is empty and nothing was written. */
enum li_err set_fields_save(struct context *context, struct record *record,
    const struct invocation *line, int from, struct li_error *err);

#endif
