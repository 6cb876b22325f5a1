/*
 * affiliate_of.h: the affiliate that a record is about, and its people.
 */
#ifndef LI_CORE_PEOPLE_AFFILIATE_OF_H
#define LI_CORE_PEOPLE_AFFILIATE_OF_H

#include "core/record/record.h"

/* Whether records of the kind can be about an affiliate. */
bool affiliate_of_any(const struct kind *kind);

/* The affiliate itself; the one a record refers to, as a person's organization; or the one of the
   record it belongs to, as a progress entry's goal. LI_NONE: it has none. */
enum li_err affiliate_of(struct context *context, const struct kind *kind, const struct id *id,
    struct id *affiliate, struct li_error *err);

/* Gives each of an affiliate's people once: officers in the order of their roles, primary ones
   first, then the others (role NULL). Texts are valid during the call. */
typedef void (*affiliate_of_person)(
    void *arg, const struct id *person, const char *name, const char *role);
enum li_err affiliate_of_people(struct context *context, const struct id *affiliate,
    affiliate_of_person give, void *arg, struct li_error *err);

#endif
