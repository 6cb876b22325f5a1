/*
 * form_desk.h: a form filled in, left and resumed, and a record that another window changes
 * meanwhile. They fail the test that calls them rather than return a failure.
 */
#ifndef LI_TESTS_SUPPORT_FORM_DESK_H
#define LI_TESTS_SUPPORT_FORM_DESK_H

#include "tests/support/sample_office.h"
#include "tui/form/form_model.h"

/* Opens the form of a stored record. */
void form_desk_edit(
    struct form_model *form, struct office *office, const struct kind *kind, const struct id *id);

/* Replaces the text of a field. */
void form_desk_type(struct form_model *form, struct office *office, int field, const char *text);

/* Resumes the draft of a form just opened. Returns when it was saved, for the caller to free; NULL:
   there was none. */
char *form_desk_resume(struct form_model *form, struct office *office);

/* Closes the form as a person does. */
void form_desk_leave(struct form_model *form, struct office *office);

/* "Ann" saves a canonical value in that field, as in another window. */
void form_desk_set_elsewhere(struct office *office, const struct kind *kind, const struct id *id,
    int field, const char *value);

/* Fails the test unless the record has that canonical value; "" is none. */
void form_desk_expect_value(struct office *office, const struct kind *kind, const struct id *id,
    const char *field, const char *expected);

#endif
