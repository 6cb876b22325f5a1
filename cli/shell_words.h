/*
 * shell_words.h: a line as bash reads it up to the cursor, and text as bash must be given it. No
 * part of either is ever evaluated.
 */
#ifndef LI_CLI_SHELL_WORDS_H
#define LI_CLI_SHELL_WORDS_H

#include <stddef.h>

/* What is open where the line ends. */
enum shell_quote { QUOTE_NONE, QUOTE_SINGLE, QUOTE_DOUBLE, QUOTE_ANSI /* $'...' */ };

struct shell_words {
    char **list; /* without their quotes; the last, maybe empty, is being typed */
    int count;
    enum shell_quote quote; /* that the last is in the midst of */
    size_t kept; /* so much of the last is left alone: readline puts a candidate in place of what
                    follows an open quote, or the last of its breaks */
};

/* breaks: what readline takes for ends of words (COMP_WORDBREAKS). */
void shell_words_parse(const char *line, const char *breaks, struct shell_words *out);
void shell_words_free(struct shell_words *words);

/* What stands for text inside that quote, which readline ends. Nothing in it is special, breaks a
   line or harms a terminal. The caller frees it. */
char *shell_words_quote(const char *text, enum shell_quote quote);

#endif
