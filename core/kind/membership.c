/*
 * membership.c: members over time, and the rules of counting them.
 */
#include "core/kind/membership.h"
#include "core/record/record.h"

static const struct field membership_fields[] = {MEMBERSHIP_FIELDS(KIND_ENTRY)};

static void membership_check(
    struct context *context, const struct record *count, kind_problem problem, void *arg)
{
    (void)context;
    if (!record_get(count, MEMBERSHIP_MEMBERS) && !record_get(count, MEMBERSHIP_JOINT_MEMBERS) &&
        !record_get(count, MEMBERSHIP_PROSPECTS))
        problem(arg, MEMBERSHIP_MEMBERS, "Enter members, joint members or prospects.");
    if (record_number(count, MEMBERSHIP_JOINT_MEMBERS) > record_number(count, MEMBERSHIP_MEMBERS))
        problem(arg, MEMBERSHIP_JOINT_MEMBERS, "Joint members can't exceed members.");
}

const struct kind kind_membership = {
    .name = "membership",
    .plural = "memberships",
    .label = "Membership",
    .labels = "Membership",
    .help = "An affiliate's member count on a date, and how many belong to both associations.",
    .fields = membership_fields,
    .field_count = MEMBERSHIP_FIELD_COUNT,
    .stored_count = MEMBERSHIP_OVERLAP,
    .title =
        "(SELECT coalesce(a.code, a.name) FROM affiliate a WHERE a.id = r.affiliate) || ' on ' ||"
        " r.day",
    .code = -1,
    .unique = true,
    .sort = "-day",
    .check = membership_check,
};
