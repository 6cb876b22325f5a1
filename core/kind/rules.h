/*
 * rules.h: rules that several kinds have.
 */
#ifndef LI_CORE_KIND_RULES_H
#define LI_CORE_KIND_RULES_H

#include "core/schema/kind.h"

/* Two days of the record, where both are known, are not the wrong way round. */
void rule_in_order(
    const struct record *record, int first, int last, kind_problem problem, void *arg);

/* The goal, plan or commitment in that field belongs to the affiliate in the other. */
void rule_same_affiliate(struct context *context, const struct record *record, int affiliate,
    int field, kind_problem problem, void *arg);

/* The goal, plan or commitment in one field belongs to the same affiliate as that in the other. */
void rule_one_affiliate(struct context *context, const struct record *record, int one, int other,
    kind_problem problem, void *arg);

/* A digest in that field is one: 64 hexadecimal digits. Anything else would tell of every file that
   it had changed. */
void rule_digest(const struct record *record, int field, kind_problem problem, void *arg);

#endif
