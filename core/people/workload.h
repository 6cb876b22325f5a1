/*
 * workload.h: how much each of our people looks after, and the roles that no one holds.
 */
#ifndef LI_CORE_PEOPLE_WORKLOAD_H
#define LI_CORE_PEOPLE_WORKLOAD_H

#include "core/context/context.h"
#include "core/schema/kind.h"

/* Of one affiliate, or of all that a person looks after. */
struct workload_counts {
    int64_t affiliates;
    int64_t goals;    /* open ones */
    int64_t checkins; /* of those, the ones whose next value is late by their cadence */
    int64_t renewals; /* agreements due for renewal */
};
void workload_add(struct workload_counts *load, const struct workload_counts *more);

/* Counts for one affiliate, or one person, after another: assignments as of the day, health as of
   the context's today. NULL on failure. The caller frees it. */
struct workload_counter;
struct workload_counter *workload_counter_new(
    struct context *context, const struct kind *kind, day_t day, struct li_error *err);
void workload_counter_free(struct workload_counter *counter); /* NULL is allowed */
enum li_err workload_counter_run(struct workload_counter *counter, const struct id *id,
    struct workload_counts *out, struct li_error *err);

/* The people who hold a role on our side on the day, by name. */
struct workload_person {
    struct id id;
    char *name, *roles;          /* "Regional director, Liaison" */
    struct workload_counts load; /* for the caller to fill in */
};
struct workload {
    struct workload_person *list;
    size_t count;
};
enum li_err workload_load(
    struct context *context, day_t day, struct workload *out, struct li_error *err);
void workload_free(struct workload *workload);

/* The required roles that no one holds on the day for prospects and active affiliates, by the
   affiliate's name: its id, code and name, the role, the region's name. limit: at most so many
   rows; 0: all. The caller frees the query. */
enum { VACANCY_ID, VACANCY_CODE, VACANCY_NAME, VACANCY_ROLE, VACANCY_REGION };
struct query *workload_vacancies(
    struct context *context, day_t day, int64_t limit, struct li_error *err);

#endif
