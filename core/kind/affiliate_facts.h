/*
 * affiliate_facts.h: what is known of the relationship with an affiliate, loaded for the functions
 * of core/health/affiliate_health.h.
 */
#ifndef LI_CORE_KIND_AFFILIATE_FACTS_H
#define LI_CORE_KIND_AFFILIATE_FACTS_H

#include "core/context/context.h"

/* LI_NONE: there is no such affiliate. *vacant becomes the vacant required roles, such
   as "President, Secretary", for the caller to free; NULL if none is vacant. */
enum li_err affiliate_facts_load(struct context *context, const struct id *affiliate,
    struct affiliate_facts *out, char **vacant, struct li_error *err);

#endif
