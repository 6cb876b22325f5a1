/*
 * workload.h: how much there is to look after, person by person, and what nobody looks after.
 */
#ifndef LI_CORE_PEOPLE_WORKLOAD_H
#define LI_CORE_PEOPLE_WORKLOAD_H

#include "core/context/context.h"
#include "core/schema/kind.h"

/* What comes with an affiliate, or with all that a person looks after. */
struct workload_load {
    int64_t affiliates;
    int64_t goals;    /* open ones */
    int64_t checkins; /* of those, the ones whose next value is late by their cadence */
    int64_t renewals; /* agreements due for renewal */
};
void workload_add(struct workload_load *load, const struct workload_load *more);

/* Weighs records of one kind, affiliates or people, one after another; assignments as they stand on
   the day, health as of the office's today. NULL on failure. The caller frees it. */
struct workload_scales;
struct workload_scales *workload_scales_new(
    struct context *context, const struct kind *kind, day_t day, struct li_error *err);
void workload_scales_free(struct workload_scales *scales); /* NULL is allowed */
enum li_err workload_weigh(struct workload_scales *scales, const struct id *id,
    struct workload_load *out, struct li_error *err);

/* Those who hold a role of ours on the day, by name. */
struct workload_carrier {
    struct id id;
    char *name, *roles;        /* "Regional director, Liaison" */
    struct workload_load load; /* not weighed yet */
};
struct workload {
    struct workload_carrier *list;
    size_t count;
};
enum li_err workload_read(
    struct context *context, day_t day, struct workload *out, struct li_error *err);
void workload_free(struct workload *workload);

/* What ought to be held and is not on the day, a row each: the affiliate's id, code and name, the
   role, the region's name; those of prospects and active affiliates, in the order of their names.
   limit: at most so many; 0: all. The caller frees the query. */
enum { VACANCY_ID, VACANCY_CODE, VACANCY_NAME, VACANCY_ROLE, VACANCY_REGION };
struct query *workload_vacancies(
    struct context *context, day_t day, int64_t limit, struct li_error *err);

#endif
