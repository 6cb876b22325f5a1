/*
 * office_work.h: offices of one story, and what people do there by chance, through the kinds.
 *
 * What the rules forbid is refused; anything else that goes wrong fails the test.
 */
#ifndef LI_TESTS_SUPPORT_OFFICE_WORK_H
#define LI_TESTS_SUPPORT_OFFICE_WORK_H

#include "tests/support/chance.h"
#include "tests/support/plain_journal.h"
#include "tests/support/sample_office.h"

enum { OFFICES = 3 };

struct story;

struct site {
    struct story *story;
    struct office *office;
    int64_t off;  /* how far its clock is ahead, in milliseconds */
    bool dead;    /* its clock has lost its battery */
    char *backup; /* a file; NULL: none */
};

struct story {
    struct chance chance;
    struct plain_schema *schema;
    int64_t time;
    int few;          /* how often in a hundred one of the first few records is chosen */
    size_t long_text; /* bytes in each record of a group; 0: enough for several entries */
    struct site sites[OFFICES];
};

void deed_add_affiliate(struct site *site);
void deed_add_person(struct site *site);

/* Any, and some time passes. */
void deed_by_chance(struct site *site);

#endif
