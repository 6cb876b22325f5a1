/*
 * palette_match.c: names before words, words before mere letters.
 */
#include "tui/palette/palette_match.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_LETTERS = 3 /* fewer would match nearly everything */ };

/* Whether the letters are in the text in order, the first at the beginning of a word. */
static bool palette_has_letters(const char *text, const char *letters)
{
    bool begins = true, begun = false;
    for (; *text && *letters; text++) {
        if (*letters == ' ')
            letters++;
        if (*text == *letters && (begun || begins)) {
            begun = true;
            letters++;
        }
        begins = *text == ' ' || *text == '-';
    }
    return !*letters;
}

static enum palette_rank palette_rank_folded(
    const char *typed, const char *name, const char *title, const char *all)
{
    if (*typed && (strcmp(typed, name) == 0 || strcmp(typed, title) == 0))
        return PALETTE_EXACT;
    if (*typed &&
        (strncmp(typed, name, strlen(typed)) == 0 || strncmp(typed, title, strlen(typed)) == 0))
        return PALETTE_BEGINS;
    if (text_has_words(all, typed))
        return PALETTE_WORDS;
    bool letters = strlen(typed) >= LEAST_LETTERS &&
                   (palette_has_letters(name, typed) || palette_has_letters(title, typed));
    return letters ? PALETTE_LETTERS : PALETTE_NONE;
}

enum palette_rank palette_match(const char *typed, const struct palette_subject *subject)
{
    assert(typed && subject);
    char *name = text_fold(subject->name ? subject->name : "");
    char *title = text_fold(subject->title ? subject->title : "");
    char *also = text_fold(subject->also ? subject->also : "");
    char *all = li_format("%s %s %s", name, title, also);
    enum palette_rank rank = palette_rank_folded(typed, name, title, all);
    free(all);
    free(also);
    free(title);
    free(name);
    return rank;
}
