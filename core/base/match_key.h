/*
 * match_key.h: what is left of a value once the ways of writing the same thing are gone, so that
 * two records can be told alike by comparing it.
 */
#ifndef LI_CORE_BASE_MATCH_KEY_H
#define LI_CORE_BASE_MATCH_KEY_H

enum match_key {
    LIKE_WORDS, /* case, accents and blanks aside */
    LIKE_NAME,  /* also punctuation, the order of words, "Assoc." in full, and without "Inc." */
    LIKE_SITE,  /* scheme, www., what follows a #, and the slash at the end aside */
    LIKE_PHONE, /* its last digits: neither signs nor how the country is dialled */
};
enum { LIKENESS_COUNT = LIKE_PHONE + 1 };

/* "" where too little is left to go by. The caller frees it. */
char *match_key(enum match_key how, const char *text);

#endif
