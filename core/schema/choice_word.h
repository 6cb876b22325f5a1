/*
 * choice_word.h: choices as people read and type them: "at-risk" is "At risk".
 *
 * What is stored, exported and filtered by is the slug. A word is its slug with a capital and
 * blanks, but for the few in a table that read otherwise.
 */
#ifndef LI_CORE_SCHEMA_CHOICE_WORD_H
#define LI_CORE_SCHEMA_CHOICE_WORD_H

#include "core/schema/kind.h"

enum { CHOICE_WORD_SIZE = 64 };

/* The word, in out. NULL is "". Returned as it is: what is too long, and what begins with a
   capital, such as a label where the choices are fields. */
const char *choice_word(const char *slug, char out[CHOICE_WORD_SIZE]);
/* The same within a sentence: "at risk". */
const char *choice_word_within(const char *slug, char out[CHOICE_WORD_SIZE]);

/* A value of the field as a list shows it: of a choice the word, else the value. */
const char *choice_cell(const struct field *field, const char *value, char out[CHOICE_WORD_SIZE]);

/* All of them, "Call, Meeting, Visit". The caller frees it. */
char *choice_list(const char *const *choices);

/* The word, in out, of the choice that was nearly typed, as a slug or a word; NULL: none was. */
const char *choice_nearest(
    const char *const *choices, const char *typed, char out[CHOICE_WORD_SIZE]);

/* The position of what a person typed, a slug or its word in any case; -1: it is neither. */
int choice_find_typed(const char *const *choices, const char *typed);

#endif
