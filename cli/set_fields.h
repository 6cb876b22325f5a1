/*
 * set_fields.h: FIELD=VALUE words set in a record, for `add` and `set`.
 */
#ifndef LI_CLI_SET_FIELDS_H
#define LI_CLI_SET_FIELDS_H

#include "cli/command.h"

/* Whether the word is FIELD=VALUE: a name in lower case, then '='. */
bool set_fields_is(const char *word);

/* Sets the fields that the words from one on name, and saves the record if it breaks no rule. Else
   all problems are printed, err's message is left empty and nothing is saved. */
enum li_err set_fields_save(struct context *context, struct record *record,
    const struct invocation *line, int from, struct li_error *err);

#endif
