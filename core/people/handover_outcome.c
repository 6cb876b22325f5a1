/*
 * handover_outcome.c: which regional roles will move, which affiliates change hands one by one, and
 * the sentences that say so.
 */
#include "core/people/handover_outcome.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

/* --- what follows from the lines -------------------------------------------------------------- */

/* Where all of the person's affiliates go, own: those held for themselves, else those held through
   the region; *then is the person where they do not all go to one place. False: they have none. */
static bool handover_common_goal(const struct handover *handover, int person, bool own, int *then)
{
    bool any = false;
    for (size_t i = 0; i < handover->share_count; i++) {
        const struct handover_share *share = &handover->shares[i];
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

int handover_post_then(const struct handover *handover, const struct handover_post *post)
{
    assert(post->person >= 0);
    int then = post->person;
    if (post->line != NO_LINE)
        return handover->shares[post->line].then;
    if (!handover_common_goal(handover, post->person, false, &then))
        handover_common_goal(handover, post->person, true, &then);
    return then;
}

static bool handover_post_moves(const struct handover *handover, const struct handover_post *post)
{
    return handover_post_then(handover, post) != post->person;
}

bool handover_goes_with_role(const struct handover *handover, const struct handover_share *share)
{
    assert(share);
    if (share->role || share->own)
        return false;
    for (size_t i = 0; i < handover->post_count; i++)
        if (handover->posts[i].person == share->now)
            return handover_post_moves(handover, &handover->posts[i]);
    return false;
}

size_t handover_affiliates(const struct handover *handover)
{
    assert(handover);
    size_t count = 0;
    for (size_t i = 0; i < handover->share_count; i++)
        count += !handover->shares[i].role && handover->shares[i].then != handover->shares[i].now;
    return count;
}

/* How many hold the role for the region from the day on; *who is one of them. */
static size_t handover_holders_then(const struct handover *handover, int *who)
{
    size_t count = 0;
    *who = NOBODY;
    for (size_t i = 0; i < handover->post_count; i++) {
        int then = handover_post_then(handover, &handover->posts[i]);
        bool counted = then == NOBODY;
        for (size_t j = 0; j < i && !counted; j++)
            counted = handover_post_then(handover, &handover->posts[j]) == then;
        if (!counted)
            *who = then;
        count += !counted;
    }
    return count;
}

/* --- in words --------------------------------------------------------------------------------- */

static const char *handover_name_of(const struct handover *handover, int person)
{
    return person < 0 ? "no one" : handover->people[person].name;
}

static bool handover_of_region(const struct handover *handover)
{
    return handover->scope.of == HANDOVER_OF_REGION;
}

/* An affiliate for which no one holds the role itself is served by the holder for its region, so it
   cannot be without one. */
char *handover_obstacle(const struct handover *handover)
{
    assert(handover);
    int who;
    if (!handover_of_region(handover) || handover_holders_then(handover, &who) != 1)
        return NULL;
    for (size_t i = 0; i < handover->share_count; i++) {
        const struct handover_share *share = &handover->shares[i];
        if (!share->role && share->then == NOBODY && share->now != NOBODY)
            return li_format("%s can't be left vacant: %s holds the %s role for all of %s. Choose "
                             "a person for it.",
                share->code ? share->code : share->name, handover_name_of(handover, who),
                handover->role_name, handover->name);
    }
    return NULL;
}

/* "Ada Byron and 2 others". The caller frees it. */
static char *handover_name_holders(const struct handover *handover)
{
    const char *first = handover_name_of(handover, handover->posts[0].person);
    size_t others = handover->post_count - 1;
    if (others == 0)
        return li_strdup(first);
    if (others == 1)
        return li_format("%s and %s", first, handover_name_of(handover, handover->posts[1].person));
    return li_format("%s and %zu others", first, others);
}

static void handover_add(struct bytes *out, char *text)
{
    if (out->size > 0)
        bytes_add_text(out, " ");
    bytes_add_text(out, text);
    free(text);
}

/* Affiliates added to the region later go to its one holder. */
static void handover_say_post(
    const struct handover *handover, const struct handover_post *post, struct bytes *out)
{
    int then = handover_post_then(handover, post);
    const char *from = handover_name_of(handover, post->person),
               *to = handover_name_of(handover, then);
    const char *region = post->region_name, *role = handover->role_name;
    bool alone = handover_of_region(handover) && handover->post_count == 1;
    if (then == post->person)
        return;
    if (alone && then == NOBODY)
        handover_add(out,
            li_format("%s: the %s role ends; new affiliates there will have none.", region, role));
    else if (alone)
        handover_add(out, li_format("%s: the %s role moves to %s, including new affiliates there.",
                              region, role, to));
    else if (then == NOBODY)
        handover_add(out, li_format("%s: the %s role ends for %s.", region, role, from));
    else
        handover_add(
            out, li_format("%s: the %s role moves from %s to %s.", region, role, from, to));
}

/* The end of the sentence on affiliates: what becomes of the region's role. The caller frees it. */
static char *handover_say_stays(const struct handover *handover)
{
    if (!handover_of_region(handover))
        return li_strdup(".");
    if (handover->post_count == 0)
        return li_strdup("; no one has the regional role.");
    char *names = handover_name_holders(handover);
    char *text = li_format("; the regional role stays with %s.", names);
    free(names);
    return text;
}

/* For one affiliate and for several. */
static const struct {
    const char *in, *get[2], *lose[2], *left[2];
} handover_words[] = {
    [HANDOVER_OF_REGION] = {"in", {"gets its own", "get their own"},
        {"loses its own", "lose their own"}, {"loses its own", "lose their own"}},
    [HANDOVER_OF_PERSON] = {"of", {"gets a new", "get a new"}, {"loses its", "lose their"},
        {"is left vacant", "are left vacant"}},
};

/* How many affiliates change hands one by one, how many of them are left without anyone, and what
   becomes of the role. */
static void handover_say_shares(
    const struct handover *handover, size_t given, size_t vacant, bool moves, struct bytes *out)
{
    enum handover_of of = handover->scope.of;
    size_t first = given ? given : vacant;
    const char *const *verbs = given ? handover_words[of].get : handover_words[of].lose;
    char *rest = moves ? li_strdup(".") : handover_say_stays(handover);
    char *left = given && vacant
                     ? li_format(", %zu %s", vacant, handover_words[of].left[vacant > 1])
                     : li_strdup("");
    if (first > 0)
        handover_add(out, li_format("%zu affiliate%s %s %s %s %s%s%s", first, first == 1 ? "" : "s",
                              handover_words[of].in, handover->name, verbs[first > 1],
                              handover->role_name, left, rest));
    free(left);
    free(rest);
}

static char *handover_say_subject(const struct handover *handover)
{
    const char *role = handover->role_name, *name = handover->name;
    if (!handover_of_region(handover))
        return li_format("Only assignments of %s as %s can be handed over here.", name, role);
    if (handover->post_count == 0)
        return li_format("No one holds the %s role for all of %s.", role, name);
    char *names = handover_name_holders(handover);
    char *text = li_format("%s role for all of %s: %s.", role, name, names);
    free(names);
    return text;
}

char *handover_outcome(const struct handover *handover)
{
    assert(handover);
    struct bytes out = {0};
    size_t given = 0, vacant = 0;
    bool moves = false;
    char *text = handover_obstacle(handover);
    if (text)
        return text;
    if (handover_changes(handover) == 0)
        return handover_say_subject(handover);
    for (size_t i = 0; i < handover->post_count; i++) {
        moves = moves || handover_post_moves(handover, &handover->posts[i]);
        handover_say_post(handover, &handover->posts[i], &out);
    }
    for (size_t i = 0; i < handover->share_count; i++) {
        const struct handover_share *share = &handover->shares[i];
        if (share->role || share->then == share->now || handover_goes_with_role(handover, share))
            continue;
        given += share->then != NOBODY;
        vacant += share->then == NOBODY;
    }
    handover_say_shares(handover, given, vacant, moves, &out);
    bytes_add(&out, "", 1);
    return (char *)out.at;
}

char *handover_done(const struct handover *handover)
{
    assert(handover);
    size_t count = handover_affiliates(handover);
    bool moves = false;
    for (size_t i = 0; i < handover->post_count; i++)
        moves = moves || handover_post_moves(handover, &handover->posts[i]);
    if (moves && handover_of_region(handover))
        return li_strdup(handover->name);
    if (moves)
        count = handover_changes(handover);
    return li_format("%zu %s%s %s %s", count, moves ? "assignment" : "affiliate",
        count == 1 ? "" : "s", handover_words[handover->scope.of].in, handover->name);
}
