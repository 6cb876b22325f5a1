/*
 * match_key.h: a value without what differs between ways of writing the same thing: two records
 * with the same key are likely duplicates.
 */
#ifndef LI_CORE_BASE_MATCH_KEY_H
#define LI_CORE_BASE_MATCH_KEY_H

enum match_key {
    MATCH_WORDS, /* case, accents and blanks aside */
    MATCH_NAME,  /* also punctuation, the order of words, "Assoc." in full, and without "Inc." */
    MATCH_SITE,  /* scheme, www., what follows a #, and the slash at the end aside */
    MATCH_PHONE, /* its last digits: neither signs nor how the country is dialled */
};
enum { MATCH_KEY_COUNT = MATCH_PHONE + 1 };

/* "" where too little is left to go by. The caller frees it. */
char *match_key(enum match_key how, const char *text);

#endif
