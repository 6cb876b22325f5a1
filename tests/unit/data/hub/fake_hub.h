/*
 * fake_hub.h: a hub that answers what it is told to, and breaks where it is told to, in the place
 * of libpq.
 */
#ifndef LI_TESTS_UNIT_DATA_HUB_FAKE_HUB_H
#define LI_TESTS_UNIT_DATA_HUB_FAKE_HUB_H

#include "data/hub/hub_connection.h"

enum {
    FAKE_HUB_COLUMNS = 5,
    FAKE_HUB_ROWS = 40,
    FAKE_HUB_ANSWERS = 6,
    FAKE_HUB_PARAMETERS = 6,
    FAKE_HUB_SIZE = 256, /* of what is remembered of a parameter */
};

/* Where the connection breaks, or what is wrong with it from the start. */
enum fake_hub_fault {
    FAKE_HUB_WELL,
    FAKE_HUB_NOT_INSTALLED,
    FAKE_HUB_ADDRESS,
    FAKE_HUB_PASSWORD,
    FAKE_HUB_UNREACHABLE,
    FAKE_HUB_SEND,
    FAKE_HUB_FLUSH,
    FAKE_HUB_FLUSH_WAIT, /* while the rest of a statement is sent */
    FAKE_HUB_RESULT_WAIT,
    FAKE_HUB_RESULT, /* the statement fails: state and why */
};

/* What is answered to a statement, and what was asked. A column with no bytes is SQL NULL. */
struct fake_hub_answer {
    enum hub_statement statement;
    int count;
    struct hub_value rows[FAKE_HUB_ROWS][FAKE_HUB_COLUMNS];
    int asked; /* how often; the last time with these parameters */
    unsigned char bytes[FAKE_HUB_PARAMETERS][FAKE_HUB_SIZE];
    size_t sizes[FAKE_HUB_PARAMETERS];
};

struct fake_hub {
    enum fake_hub_fault fault;
    int faults; /* how many times it shows; after that all is well */
    const char *state, *why;
    struct fake_hub_answer answers[FAKE_HUB_ANSWERS];
    int answer_count;
    int connects; /* so far */
    int paused;   /* milliseconds, in all */
};
extern struct fake_hub fake_hub;

/* The answer to a statement, to be filled: {0} so far. */
struct fake_hub_answer *fake_hub_answer(enum hub_statement statement);

/* For cmocka: forgets all. */
int fake_hub_set_up(void **state);

#endif
