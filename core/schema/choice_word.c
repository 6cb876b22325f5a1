/*
 * choice_word.c: the words of choices.
 */
#include "core/schema/choice_word.h"
#include "core/base/name.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *slug, *word;
} choice_words[] = {
    {"coming", "Upcoming"},
    {"leadership-representation", "Leadership representative"},
    {"level", "Reach a level"},
    {"maintain", "Keep within range"},
    {"ours-to-theirs", "From us to them"},
    {"theirs-to-ours", "From them to us"},
    {"total", "Running total"},
    {"yes-no", "Yes/no"},
};
enum { CHOICE_WORDS = sizeof choice_words / sizeof *choice_words };

static void choice_spell(const char *slug, char out[CHOICE_WORD_SIZE])
{
    size_t i = 0;
    for (; slug[i]; i++)
        out[i] = slug[i] == '-' || slug[i] == '_' ? ' ' : slug[i];
    out[i] = '\0';
    out[0] = (char)toupper((unsigned char)out[0]);
}

const char *choice_word(const char *slug, char out[CHOICE_WORD_SIZE])
{
    assert(out);
    if (!slug)
        return "";
    for (size_t i = 0; i < CHOICE_WORDS; i++)
        if (strcmp(choice_words[i].slug, slug) == 0)
            return choice_words[i].word;
    if (strlen(slug) >= CHOICE_WORD_SIZE || isupper((unsigned char)slug[0]))
        return slug;
    choice_spell(slug, out);
    return out;
}

const char *choice_word_within(const char *slug, char out[CHOICE_WORD_SIZE])
{
    const char *word = choice_word(slug, out);
    if (word == slug)
        return slug;
    if (word != out)
        memmove(out, word, strlen(word) + 1);
    out[0] = (char)tolower((unsigned char)out[0]);
    return out;
}

const char *choice_cell(const struct field *field, const char *value, char out[CHOICE_WORD_SIZE])
{
    assert(field);
    return field->type == FIELD_CHOICE ? choice_word(value, out) : value;
}

char *choice_list(const char *const *choices)
{
    assert(choices);
    char *list = NULL, word[CHOICE_WORD_SIZE];
    FILE *out = li_text_open(&list);
    for (size_t i = 0; choices[i]; i++)
        fprintf(out, "%s%s", i ? ", " : "", choice_word(choices[i], word));
    li_text_close(out);
    return list;
}

const char *choice_nearest(
    const char *const *choices, const char *typed, char out[CHOICE_WORD_SIZE])
{
    assert(choices && typed && out);
    size_t count = 0;
    while (choices[count])
        count++;
    char(*words)[CHOICE_WORD_SIZE] = li_calloc(count + 1, sizeof *words);
    const char **names = li_calloc(2 * count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[2 * i] = choices[i];
        names[2 * i + 1] = choice_word(choices[i], words[i]);
    }
    const char *nearest = text_nearest(typed, names, 2 * count);
    size_t at = 0;
    while (nearest && names[at] != nearest)
        at++;
    nearest = nearest ? choice_word(choices[at / 2], out) : NULL;
    free(names);
    free(words);
    return nearest;
}

int choice_find_typed(const char *const *choices, const char *typed)
{
    assert(choices);
    char word[CHOICE_WORD_SIZE];
    int slug = name_find_typed(choices, typed);
    for (int i = 0; slug < 0 && typed && choices[i]; i++)
        if (strcasecmp(choice_word(choices[i], word), typed) == 0)
            return i;
    return slug;
}
