/*
 * chain.h: whether one entry leads to another, by the hashes that entries name.
 */
#ifndef LI_DATA_BRANCH_CHAIN_H
#define LI_DATA_BRANCH_CHAIN_H

#include "data/entry/entry.h"

/* Its statements, for as long as many questions are asked. NULL on failure. */
struct chain;
struct chain *chain_new(struct store *store, struct li_error *err);
void chain_free(struct chain *chain); /* NULL is allowed */

/* Whether the entry is that head, or an ancestor of it. Of a head that is not here nothing is
   known: false. For team_input; arg is the chain. What goes wrong is answered with false, and told
   by chain_failed. */
bool chain_leads(void *arg, const struct entry_name *entry, const struct hash *head);
enum li_err chain_failed(const struct chain *chain, struct li_error *err);

/* All entries of a replica. */
struct chain_entry {
    struct hash hash, before;
    int kind; /* for the caller */
    bool led; /* for chain_mark */
};
struct chain_entries {
    struct chain_entry *items; /* sorted by hash */
    size_t count;
};
enum li_err chain_load(
    struct store *store, const struct id *replica, struct chain_entries *out, struct li_error *err);
void chain_clear(struct chain_entries *entries);

/* Sets led of those that lead to a head, and of no other. */
void chain_mark(struct chain_entries *entries, const struct hash *head);

#endif
