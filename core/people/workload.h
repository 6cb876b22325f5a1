/*
 * workload.h: how much there is to look after, person by person, and what nobody looks after.
 */
#ifndef LI_CORE_PEOPLE_WORKLOAD_H
#define LI_CORE_PEOPLE_WORKLOAD_H

#include "core/context/context.h"
#include "core/schema/kind.h"

/* What comes with an affiliate, or with all that a person looks after. */
struct load {
    int64_t affiliates;
    int64_t goals;    /* open ones */
    int64_t checkins; /* of those, the ones whose next value is late by their cadence */
    int64_t renewals; /* agreements due for renewal */
};
void load_add(struct load *load, const struct load *more);

/* Weighs records of one kind, affiliates or people, one after another; assignments as they stand on
   the day, health as of the office's today. NULL on failure. The caller frees it. */
struct scales;
struct scales *scales_new(struct li *li, const struct kind *kind, day_t day, struct li_error *err);
void scales_free(struct scales *scales); /* NULL is allowed */
enum li_err scales_weigh(
    struct scales *scales, const struct id *id, struct load *out, struct li_error *err);

/* Those who hold a role of ours on the day, by name. */
struct carrier {
    struct id id;
    char *name, *roles; /* "Regional director, Liaison" */
    struct load load;   /* not weighed yet */
};
struct workload {
    struct carrier *list;
    size_t count;
};
enum li_err workload_read(struct li *li, day_t day, struct workload *out, struct li_error *err);
void workload_free(struct workload *workload);

/* What ought to be held and is not on the day, a row each: the affiliate's id, code and name, the
   role, the region's name; those of prospects and active affiliates, in the order of their names.
   limit: at most so many; 0: all. The caller frees the query. */
enum { VACANCY_ID, VACANCY_CODE, VACANCY_NAME, VACANCY_ROLE, VACANCY_REGION };
struct query *vacancies(struct li *li, day_t day, int64_t limit, struct li_error *err);

#endif
