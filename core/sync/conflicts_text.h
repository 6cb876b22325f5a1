/*
 * conflicts_text.h: conflicting edits in words.
 */
#ifndef LI_CORE_SYNC_CONFLICTS_TEXT_H
#define LI_CORE_SYNC_CONFLICTS_TEXT_H

#include "core/context/context.h"
#include "core/kind/decision.h"
#include "core/sync/conflicts_item.h"

/* "Website", "Archived", "Whole record". */
const char *conflicts_text_field(const struct conflicts_item *item);

/* The current value, or the one that lost, written as in history: a reference by its title, a
   choice by its slug, a date as stored. NULL: blank, or a whole record. The caller frees it. */
char *conflicts_text_current(struct context *context, const struct conflicts_item *item);
char *conflicts_text_lost(struct context *context, const struct conflicts_item *item);

/* The same as people read them, never NULL: "At risk", "(blank)", "(left out)". */
char *conflicts_text_current_shown(struct context *context, const struct conflicts_item *item);
char *conflicts_text_lost_shown(struct context *context, const struct conflicts_item *item);

/* Why it lost, in a sentence. The caller frees it. */
char *conflicts_text_why(const struct conflicts_item *item);

/* "City of "Canadian managers"", "affiliate "Canadian managers"". Here and below the item must be
   described. The caller frees it. */
char *conflicts_text_about(const struct conflicts_item *item);

/* What was decided: "Changed City of "Canadian managers" to Toronto." The caller frees it. */
char *conflicts_text_outcome(
    struct context *context, const struct conflicts_item *item, enum decision decision);

/* For a line that already names the record: "City is Ottawa; Toronto by Bo was not used." The
   caller frees it. */
char *conflicts_text_sentence(struct context *context, const struct conflicts_item *item);

#endif
