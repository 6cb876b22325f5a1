/*
 * lookup.h: the record that a person names.
 *
 * In this order: its whole id, its code (any case), a prefix of at least four characters of its id
 * that only one record has, its exact title (folded), words that are all in its folded text. The
 * first of these that matches anything decides. Archived records are found only by id or code, or
 * when asked for: what a reference names in words should be in use.
 */
#ifndef LI_CORE_QUERY_LOOKUP_H
#define LI_CORE_QUERY_LOOKUP_H

#include "core/context/context.h"
#include "core/schema/kind.h"

struct candidate {
    struct id id;
    char *code, *title; /* code NULL when the kind has none */
};

struct candidates {
    struct candidate *list;
    size_t count;
    bool more; /* there are more than these */
};

/* LI_OK: *out is it. LI_NONE: none matches. LI_SEVERAL: *several (may be NULL) holds up to 20 of
   them and the message lists the first; free with lookup_candidates_free. */
enum li_err lookup(struct context *context, const struct kind *kind, const char *ref,
    struct id *out, struct candidates *several, struct li_error *err);

/* The same by title and words, among the archived records alone. */
enum li_err lookup_archived(struct context *context, const struct kind *kind, const char *ref,
    struct id *out, struct candidates *several, struct li_error *err);

/* Records for a picker while words are typed: best first, at most most. Words "" gives the first in
   the kind's order. */
enum li_err lookup_some(struct context *context, const struct kind *kind, const char *words,
    size_t most, struct candidates *out, struct li_error *err);

void lookup_candidates_free(struct candidates *candidates);

/* The shortest prefix (at least four characters) of the id that is unique in its kind. Returns out.
 */
const char *lookup_short_id(
    struct context *context, const struct kind *kind, const struct id *id, char out[ID_TEXT_SIZE]);

#endif
