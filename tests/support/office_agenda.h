/*
 * office_agenda.h: a small office for tests of the agenda, and what its agenda says on a day.
 *
 * It has two affiliates, CAMA of Canada and FCCMA of Florida, and two people, Ada Bright and Bo
 * Long, who is of CAMA.
 */
#ifndef LI_TESTS_SUPPORT_OFFICE_AGENDA_H
#define LI_TESTS_SUPPORT_OFFICE_AGENDA_H

#include "core/agenda/agenda.h"
#include "tests/support/sample_office.h"

/* For cmocka: *state is a struct office, which office_teardown frees. */
int agenda_setup(void **state);

/* A monthly goal of CAMA for 2026. */
struct id agenda_add_goal(struct office *office, const char *title);

/* Saves another value in that field of what ref names, as a person types it. */
void agenda_put(struct office *office, const struct kind *kind, const char *ref, const char *field,
    const char *value);

/* The agenda as it is once all is found. */
struct agenda *agenda_found(struct office *office, const struct agenda_options *wish);

/* The lines of a topic as "WHO WHAT: WHY", one a line. The caller frees them. */
char *agenda_told(struct agenda *agenda, enum topic_id topic);

/* Fails the test unless those are the lines of the topic on that day; 90 days ahead if not told. */
void agenda_expect_of(struct office *office, const struct agenda_options *wish, enum topic_id topic,
    const char *day, const char *wanted);
void agenda_expect(struct office *office, enum topic_id topic, const char *day, const char *wanted);

#endif
