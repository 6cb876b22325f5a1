/*
 * handover_outcome.c: what saving will do: which roles for a region move themselves, which
 * affiliates are given away one by one, and the sentences that say so.
 */
#include "core/people/handover.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include <stdlib.h>

/* --- what follows from the lines -------------------------------------------------------------- */

/* own: of the affiliates the person holds the role for themselves, else of those they have through
   the region. False: they have none of these; *then is where all of them go, else the person. */
static bool handover_common_goal(const struct handover *division, int person, bool own, int *then)
{
    bool any = false;
    for (size_t i = 0; i < division->share_count; i++) {
        const struct share *share = &division->shares[i];
        if (share->role || share->now != person || share->own != own)
            continue;
        if (any && share->then != *then) {
            *then = person;
            return true;
        }
        *then = share->then;
        any = true;
    }
    return any;
}

int handover_post_then(const struct handover *division, const struct post *post)
{
    int then = post->person;
    if (post->line != NO_LINE)
        return division->shares[post->line].then;
    if (!handover_common_goal(division, post->person, false, &then))
        handover_common_goal(division, post->person, true, &then);
    return then;
}

static bool handover_post_moves(const struct handover *division, const struct post *post)
{
    return handover_post_then(division, post) != post->person;
}

bool handover_goes_with_role(const struct handover *division, const struct share *share)
{
    if (share->role || share->own)
        return false;
    for (size_t i = 0; i < division->post_count; i++)
        if (division->posts[i].person == share->now)
            return handover_post_moves(division, &division->posts[i]);
    return false;
}

size_t handover_affiliates(const struct handover *division)
{
    size_t count = 0;
    for (size_t i = 0; i < division->share_count; i++)
        count += !division->shares[i].role && division->shares[i].then != division->shares[i].now;
    return count;
}

/* How many hold the role for the region from the day on, one of whom is *who. */
static size_t handover_holders_then(const struct handover *division, int *who)
{
    size_t count = 0;
    *who = NOBODY;
    for (size_t i = 0; i < division->post_count; i++) {
        int then = handover_post_then(division, &division->posts[i]);
        bool counted = then == NOBODY;
        for (size_t j = 0; j < i && !counted; j++)
            counted = handover_post_then(division, &division->posts[j]) == then;
        if (!counted)
            *who = then;
        count += !counted;
    }
    return count;
}

/* --- in words --------------------------------------------------------------------------------- */

static const char *handover_name_of(const struct handover *division, int person)
{
    return person < 0 ? "no one" : division->people[person].name;
}

static bool handover_of_region(const struct handover *division)
{
    return division->scope.of == HANDOVER_OF_REGION;
}

/* An affiliate nobody has the role for themselves is looked after by whoever has it for the region.
 */
char *handover_obstacle(const struct handover *division)
{
    int who;
    if (!handover_of_region(division) || handover_holders_then(division, &who) != 1)
        return NULL;
    for (size_t i = 0; i < division->share_count; i++) {
        const struct share *share = &division->shares[i];
        if (!share->role && share->then == NOBODY && share->now != NOBODY)
            return li_format("%s can't be left vacant: %s holds the %s role for all of %s. Choose "
                             "a person for it.",
                share->code ? share->code : share->name, handover_name_of(division, who),
                division->role_name, division->name);
    }
    return NULL;
}

/* "Ada Byron and 2 others". The caller frees it. */
static char *handover_name_holders(const struct handover *division)
{
    const char *first = handover_name_of(division, division->posts[0].person);
    size_t others = division->post_count - 1;
    if (others == 0)
        return li_strdup(first);
    if (others == 1)
        return li_format("%s and %s", first, handover_name_of(division, division->posts[1].person));
    return li_format("%s and %zu others", first, others);
}

static void handover_add(struct bytes *out, char *text)
{
    if (out->size > 0)
        bytes_add_text(out, " ");
    bytes_add_text(out, text);
    free(text);
}

/* Where it has one holder, whoever is added to the region later follows. */
static void handover_say_post(
    const struct handover *division, const struct post *post, struct bytes *out)
{
    int then = handover_post_then(division, post);
    const char *from = handover_name_of(division, post->person),
               *to = handover_name_of(division, then);
    const char *region = post->region_name, *role = division->role_name;
    bool alone = handover_of_region(division) && division->post_count == 1;
    if (then == post->person)
        return;
    if (alone && then == NOBODY)
        handover_add(
            out, li_format("%s: the regional %s role ends; new affiliates there will have none.",
                     region, role));
    else if (alone)
        handover_add(
            out, li_format("%s: the regional %s role moves to %s, including new affiliates there.",
                     region, role, to));
    else if (then == NOBODY)
        handover_add(out, li_format("%s: the regional %s role ends for %s.", region, role, from));
    else
        handover_add(out,
            li_format("%s: the regional %s role moves from %s to %s.", region, role, from, to));
}

/* What becomes of the role for the region while affiliates are given away. The caller frees it. */
static char *handover_say_stays(const struct handover *division)
{
    if (!handover_of_region(division))
        return li_strdup(".");
    if (division->post_count == 0)
        return li_strdup("; no one has the regional role.");
    char *names = handover_name_holders(division);
    char *text = li_format("; the regional role stays with %s.", names);
    free(names);
    return text;
}

/* Of one affiliate and of several. */
static const struct {
    const char *in, *get[2], *lose[2], *left[2];
} words[] = {
    [HANDOVER_OF_REGION] = {"in", {"gets its own", "get their own"},
        {"loses its own", "lose their own"}, {"loses its own", "lose their own"}},
    [HANDOVER_OF_PERSON] = {"of", {"gets a new", "get a new"}, {"loses its", "lose their"},
        {"is left vacant", "are left vacant"}},
};

/* Those given away one by one, some of them to nobody, and what becomes of the role. */
static void handover_say_shares(
    const struct handover *division, size_t given, size_t vacant, bool moves, struct bytes *out)
{
    enum handover_of of = division->scope.of;
    size_t first = given ? given : vacant;
    const char *const *verbs = given ? words[of].get : words[of].lose;
    char *rest = moves ? li_strdup(".") : handover_say_stays(division);
    char *left =
        given && vacant ? li_format(", %zu %s", vacant, words[of].left[vacant > 1]) : li_strdup("");
    if (first > 0)
        handover_add(out,
            li_format("%zu affiliate%s %s %s %s %s%s%s", first, first == 1 ? "" : "s", words[of].in,
                division->name, verbs[first > 1], division->role_name, left, rest));
    free(left);
    free(rest);
}

static char *handover_say_subject(const struct handover *division)
{
    const char *role = division->role_name, *name = division->name;
    if (!handover_of_region(division))
        return li_format("Only assignments of %s as %s can be handed over here.", name, role);
    if (division->post_count == 0)
        return li_format("No one holds the %s role for all of %s.", role, name);
    char *names = handover_name_holders(division);
    char *text = li_format("%s role for all of %s: %s.", role, name, names);
    free(names);
    return text;
}

char *handover_outcome(const struct handover *division)
{
    struct bytes out = {0};
    size_t given = 0, vacant = 0;
    bool moves = false;
    char *text = handover_obstacle(division);
    if (text)
        return text;
    if (handover_changes(division) == 0)
        return handover_say_subject(division);
    for (size_t i = 0; i < division->post_count; i++) {
        moves = moves || handover_post_moves(division, &division->posts[i]);
        handover_say_post(division, &division->posts[i], &out);
    }
    for (size_t i = 0; i < division->share_count; i++) {
        const struct share *share = &division->shares[i];
        if (share->role || share->then == share->now || handover_goes_with_role(division, share))
            continue;
        given += share->then != NOBODY;
        vacant += share->then == NOBODY;
    }
    handover_say_shares(division, given, vacant, moves, &out);
    bytes_add(&out, "", 1);
    return (char *)out.at;
}

char *handover_done(const struct handover *division)
{
    size_t count = handover_affiliates(division);
    bool moves = false;
    for (size_t i = 0; i < division->post_count; i++)
        moves = moves || handover_post_moves(division, &division->posts[i]);
    if (moves && handover_of_region(division))
        return li_strdup(division->name);
    if (moves)
        count = handover_changes(division);
    return li_format("%zu %s%s %s %s", count, moves ? "assignment" : "affiliate",
        count == 1 ? "" : "s", words[division->scope.of].in, division->name);
}
