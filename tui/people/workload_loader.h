/*
 * workload_loader.h: the workload of our people and the vacancies, found in slices between keys.
 */
#ifndef LI_TUI_PEOPLE_WORKLOAD_LOADER_H
#define LI_TUI_PEOPLE_WORKLOAD_LOADER_H

#include "core/people/workload.h"

struct app;

struct vacancy {
    struct id affiliate;
    char *code, *name, *role; /* code: NULL where there is none */
};

enum tally_stage { TALLY_PEOPLE, TALLY_WEIGHING, TALLY_VACANCIES, TALLY_DONE, TALLY_STAGES };

/* {0} is one to be found. */
struct workload_loader {
    enum tally_stage stage;
    struct workload people;
    size_t weighed; /* of the people, from the first on */
    struct vacancy *vacancies;
    size_t vacancy_count;
    bool more; /* vacancies than these */
    struct workload_scales *scales;
    struct query *query;
};

/* One slice; true: there is more to find. What goes wrong is said, and ends it. */
bool workload_loader_work(struct workload_loader *tally, struct app *app);
void workload_loader_clear(struct workload_loader *tally); /* to be found again */

#endif
