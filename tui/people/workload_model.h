/*
 * workload_model.h: the workload of our people and the vacancies, found in slices between keys.
 */
#ifndef LI_TUI_PEOPLE_WORKLOAD_MODEL_H
#define LI_TUI_PEOPLE_WORKLOAD_MODEL_H

#include "core/people/vacancy_list.h"
#include "core/people/workload.h"

enum workload_stage { WORKLOAD_PEOPLE, WORKLOAD_COUNTING, WORKLOAD_VACANCIES, WORKLOAD_DONE };

/* All zero: to be found. */
struct workload_model {
    enum workload_stage stage;
    struct workload people;
    size_t counted; /* people whose work is counted, from the first on */
    struct vacancy_list vacancies;
    struct workload_counter *counter; /* NULL: not counting yet */
};

/* One slice. 1: there is more to find. 0: all is found. -1: *err says why; after LI_INTERRUPTED the
   next call goes on, after any other error all counts as found. */
int workload_model_work(
    struct workload_model *model, struct context *context, struct li_error *err);
void workload_model_clear(struct workload_model *model); /* all zero again */

/* The lines: a person each, GAP lines with the heading of the vacancies in the last, a vacancy
   each; without vacancies there are no lines after the people. */
enum { WORKLOAD_GAP = 2 };
size_t workload_model_lines(const struct workload_model *model);
/* NULL: the line is no person's, no vacancy's. */
const struct workload_person *workload_model_person(
    const struct workload_model *model, size_t line);
const struct vacancy *workload_model_vacancy(const struct workload_model *model, size_t line);

#endif
