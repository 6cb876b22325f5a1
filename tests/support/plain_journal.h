/*
 * plain_journal.h: the journal's rules a second time, slow and plain, written from their text and
 * not from the program: the tables are a pure function of the entries that count, in their order.
 *
 * It is given entries, in whatever order, and says what a database that holds the same must hold:
 * tables, and of each entry its state, effect and conflicts.
 */
#ifndef LI_TESTS_SUPPORT_PLAIN_JOURNAL_H
#define LI_TESTS_SUPPORT_PLAIN_JOURNAL_H

#include "data/base/bytes.h"
#include "data/base/id.h"
#include "data/entry/entry.h"
#include "tests/support/plain_tables.h"

/* Rules broken on purpose, to see that what holds the two against each other notices. */
enum plain_wrong {
    PLAIN_RIGHT,
    WRONG_REMOVALS_FIRST,    /* rule 6 before 2 to 5 */
    WRONG_NOTHING_RETURNS,   /* no rule 7 */
    WRONG_RETURNS_ONCE,      /* one round of rule 7 */
    WRONG_UNDO_OVERRULES,    /* no exception in rule 3 */
    WRONG_EARLIER_WINS,      /* rule 3 the other way about */
    WRONG_ADDITION_REPLACES, /* rule 2 */
    WRONG_FIELD_COSTS_ROW,   /* rule 4: no field of the setting is set */
    WRONG_LINKS_ONCE,        /* one round of rule 5 */
    WRONG_LINK_EMPTIED,      /* rule 5: a setting's reference is emptied */
    WRONG_REMOVES_CHANGED,   /* no rule 6 */
    WRONG_UNKNOWN_COLUMNS,   /* rule 6 without columns the changeset does not know */
    WRONG_PARTS_OF_GROUPS,   /* rule 1: a group counts in part */
    WRONG_REVERTS_LATER,     /* rule 10: whatever is taken back counts */
    PLAIN_WRONGS,
};
extern const char *const plain_wrong_names[PLAIN_WRONGS];

struct plain_conflict {
    int table, column; /* column -1: the whole record */
    struct id id;
    const char *why;
    char *lost, *kept;
};

struct plain_entry {
    struct entry entry; /* its texts are not kept */
    struct bytes effect;
    bool counts;
    struct plain_conflict *conflicts;
    int conflict_count;
};

struct plain_journal {
    struct plain_schema *schema;
    enum plain_wrong wrong;
    uint64_t due;        /* entries later than that wait, but for those of: */
    struct store *store; /* NULL: none are its own */
    /* Whether the writer of an entry had no say; NULL: all had. */
    bool (*bars)(void *arg, const struct entry *entry);
    void *bars_arg;
    struct plain_entry *entries;
    int count;
    struct plain_db tables; /* what they make */
};

void plain_journal_put(struct plain_journal *journal, const struct entry *entry);
/* All that a store holds, and by its clock. */
void plain_journal_read(struct plain_journal *journal, struct store *store);
void plain_journal_clear(struct plain_journal *journal);

/* Puts them in, in their order, into empty tables. */
void plain_journal_run(struct plain_journal *journal);

/* NULL: the store holds what the journal says, tables, states, effects and conflicts. Else what
   differs first, for the caller to free. */
char *plain_journal_differs(const struct plain_journal *journal, struct store *store);

#endif
