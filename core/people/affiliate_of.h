/*
 * affiliate_of.h: whom a record is about on the other side: the affiliate, and its people.
 */
#ifndef LI_CORE_PEOPLE_AFFILIATE_OF_H
#define LI_CORE_PEOPLE_AFFILIATE_OF_H

#include "core/record/record.h"

/* Whether records of the kind are about an affiliate at all. */
bool affiliate_of_any(const struct kind *kind);

/* The affiliate itself; the one that a record names, as a person's organization; or that which the
   record it belongs to names, as an entry's goal does. LI_NONE: it names none. */
enum li_err affiliate_of(struct context *context, const struct kind *kind, const struct id *id,
    struct id *affiliate, struct li_error *err);

/* Gives each of an affiliate's people once: those in office in the order of their roles, whoever
   is asked first before the others, then whoever else belongs to it (role NULL). */
typedef void (*counterpart_person)(
    void *arg, const struct id *person, const char *name, const char *role);
enum li_err affiliate_of_people(struct context *context, const struct id *affiliate,
    counterpart_person give, void *arg, struct li_error *err);

#endif
