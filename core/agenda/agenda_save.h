/*
 * agenda_save.h: a record written from the agenda.
 */
#ifndef LI_CORE_AGENDA_AGENDA_SAVE_H
#define LI_CORE_AGENDA_AGENDA_SAVE_H

#include "core/record/record.h"

/* Writes it as one entry under the label. LI_REFUSED: the first rule it breaks. */
enum li_err agenda_save(
    struct context *context, struct record *record, const char *label, struct li_error *err);

#endif
