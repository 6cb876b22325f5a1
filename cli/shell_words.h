/*
 * shell_words.h: splits a line up to the cursor as bash would, and quotes text for bash. Nothing is
 * ever evaluated.
 */
#ifndef LI_CLI_SHELL_WORDS_H
#define LI_CLI_SHELL_WORDS_H

#include <stddef.h>

/* The quote that is still open at the end of the line. */
enum shell_quote { QUOTE_NONE, QUOTE_SINGLE, QUOTE_DOUBLE, QUOTE_ANSI /* $'...' */ };

struct shell_words {
    char **list; /* without quotes; the last, maybe empty, is being typed */
    int count;
    enum shell_quote quote; /* open in the last */
    size_t kept; /* bytes of the last that readline leaves alone: it replaces what follows the open
                    quote, or the last of the breaks */
};

/* breaks: the characters that end a word for readline (COMP_WORDBREAKS). Free with
 * shell_words_free. */
void shell_words_parse(const char *line, const char *breaks, struct shell_words *out);
void shell_words_free(struct shell_words *words);

/* The text as it is written inside that quote, which readline will close. Nothing in the result is
   special, breaks a line or harms a terminal. The caller frees it. */
char *shell_words_quote(const char *text, enum shell_quote quote);

#endif
