/*
 * yard.h: where the program is killed: a folder it works in, databases to begin with, runs of it
 * that end by themselves or not, and what it left.
 *
 * What cannot be done where it should fails the test that asked for it.
 */
#ifndef LI_TESTS_KILL_YARD_H
#define LI_TESTS_KILL_YARD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

extern struct yard {
    char *folder;                    /* where the program works; its database is liaise.db there */
    char *program, *library;         /* library: count.so */
    char *bases;                     /* the folder of demo.db, people.db, old.db and team.db */
    char *affiliate, *from, *to;     /* ids in demo.db: who has goals; two people */
    char *people, *changes, *backup; /* paths in bases: two CSV files, and a copy of people.db */
    char *mail, *invitation;         /* of the team of team.db: what another device wrote since */
    char *share, *kept; /* the folder that team.db shares by, and what lies there at first */
    unsigned long seed;
    bool whole; /* LIAISE_FAULTS=all */
} yard;

void yard_make(const char *test); /* test: this program's path */
void yard_make_bases(void);
void yard_remove(void);

char *yard_path(const char *name); /* of a file in the folder; the caller frees it */
bool yard_has(const char *name);
/* How many of the folder's files visit says true of. */
int yard_each(bool (*visit)(const char *name, void *arg), void *arg);
/* Empties the folder and copies a base into it; NULL: none. What is shared is as at first. */
void yard_begin(const char *base);

struct run {
    const char *at;      /* before which call it is killed; NULL: it is not */
    bool torn;           /* and the write at hand half done */
    const char *count;   /* the file that gets the number of calls; NULL: none */
    useconds_t patience; /* killed after so long; 0: not so */
};

/* The status as waitpid has it. words: NULL-terminated, the program's path first. */
int yard_run(const char *const *words, const struct run *run);
/* The same, and it must succeed. */
void yard_run_well(const char *what, const char *const *words);
void yard_check(const char *what, const char *database); /* `liaise check` is content */
char *yard_said(void); /* all that the last run said; the caller frees it */

/* What a file holds: of a database its records, whatever ids and times they got. 0: there is no
   such file. A database is looked at in a copy, with its log, so that it stays as the kill left it.
 */
uint64_t yard_digest(const char *name);

#endif
