/*
 * rules.h: rules that several kinds have.
 */
#ifndef LI_CORE_KIND_RULES_H
#define LI_CORE_KIND_RULES_H

#include "core/schema/kind.h"

/* The last day is not before the first, where the record has both. */
void rule_in_order(struct context *context, const struct record *record, int first, int last,
    kind_problem problem, void *arg);

/* The goal, plan or commitment in that field belongs to the affiliate in the other. */
void rule_same_affiliate(struct context *context, const struct record *record, int affiliate,
    int field, kind_problem problem, void *arg);

/* The goal, plan or commitment in one field belongs to the same affiliate as that in the other. */
void rule_one_affiliate(struct context *context, const struct record *record, int one, int other,
    kind_problem problem, void *arg);

/* A digest in that field is 64 hexadecimal digits: compared with anything else, every file would
   look changed. */
void rule_digest(const struct record *record, int field, kind_problem problem, void *arg);

#endif
