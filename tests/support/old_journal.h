/*
 * old_journal.h: a database taken back to where its journal was of format 1.
 */
#ifndef LI_TESTS_SUPPORT_OLD_JOURNAL_H
#define LI_TESTS_SUPPORT_OLD_JOURNAL_H

/* Makes the journal of the database at path one of schema 7, with the entries of the new one. Those
   must be so short that they were not compressed. */
void old_journal_make(const char *path);

#endif
