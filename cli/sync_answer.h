/*
 * sync_answer.h: a sync run by a command, with a meter, and what it says afterwards.
 */
#ifndef LI_CLI_SYNC_ANSWER_H
#define LI_CLI_SYNC_ANSWER_H

#include "cli/command.h"
#include "data/sync/sync.h"

/* Its sentences on standard error. LI_IO, with an empty message: a carrier failed, or a bundle was
   set aside. */
enum li_err sync_answer_say(const struct sync_result *result, struct li_error *err);

/* sync_run with a meter. The caller frees *out by sync_result_clear, whatever is returned. */
enum li_err sync_answer_run(struct context *context, const struct sync_options *options,
    struct sync_result *out, struct li_error *err);

#endif
