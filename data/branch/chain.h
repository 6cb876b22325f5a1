/*
 * chain.h: whether one entry of a replica is an ancestor of another, by the hash of the entry
 * before it that each names.
 */
#ifndef LI_DATA_BRANCH_CHAIN_H
#define LI_DATA_BRANCH_CHAIN_H

#include "data/entry/entry.h"

/* Prepared statements, for any number of calls of chain_leads. NULL on failure. The caller frees
   it. */
struct chain;
struct chain *chain_new(struct store *store, struct li_error *err);
void chain_free(struct chain *chain); /* NULL is allowed */

/* Whether the entry is the head or an ancestor of it. False also if the head is not stored here, or
   on failure, which chain_failed then reports. A callback for team_input; arg is the chain. */
bool chain_leads(void *arg, const struct entry_name *entry, const struct hash *head);
enum li_err chain_failed(const struct chain *chain, struct li_error *err);

/* All entries of a replica. The caller calls chain_clear, also after a failure. */
struct chain_entry {
    struct hash hash, before;
    int kind;   /* for the caller's use */
    bool leads; /* is the head of chain_mark, or an ancestor of it */
};
struct chain_entries {
    struct chain_entry *items; /* sorted by hash */
    size_t count;
};
enum li_err chain_load(
    struct store *store, const struct id *replica, struct chain_entries *out, struct li_error *err);
void chain_clear(struct chain_entries *entries);

/* Sets `leads` for the head and its ancestors, and clears it for all others. */
void chain_mark(struct chain_entries *entries, const struct hash *head);

#endif
