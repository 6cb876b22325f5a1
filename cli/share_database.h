/*
 * share_database.h: a database shared for the first time.
 */
#ifndef LI_CLI_SHARE_DATABASE_H
#define LI_CLI_SHARE_DATABASE_H

#include "core/context/context.h"

/* Makes the database a team of one, unless it is in a team. *phrase is what share_database_say
   takes: the recovery phrase; NULL: it was in a team before. */
enum li_err share_database_begin(struct context *context, char **phrase, struct li_error *err);

/* Shows the phrase, this once, overwrites and frees it. NULL is allowed. */
void share_database_say(char *phrase);

#endif
