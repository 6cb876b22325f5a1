/*
 * typeahead.c: a letter joins the beginning only if a name begins so: a word that is typed on past
 * what any name has stays at the name that fits best.
 */
#include "tui/widget/typeahead.h"
#include "core/schema/choice_word.h"
#include <assert.h>
#include <ctype.h>
#include <string.h>

enum { PAUSE = 1000 }; /* milliseconds after which a new beginning starts */

static char typeahead_folded(char letter)
{
    return letter == '-' || letter == '_' ? ' ' : (char)tolower((unsigned char)letter);
}

/* Whether the word that the name is shown as begins so. */
static bool typeahead_begins_so(const char *name, const char *beginning)
{
    char room[CHOICE_WORD_SIZE];
    const char *word = choice_word(name, room);
    while (*beginning && typeahead_folded(*word) == *beginning)
        word++, beginning++;
    return !*beginning;
}

/* The first name that begins so from that place on, wrapping around; -1: none. */
static int typeahead_find_from(const char *const *names, int from, const char *beginning)
{
    int count = 0;
    while (names[count])
        count++;
    for (int i = 0; i < count; i++)
        if (typeahead_begins_so(names[(from + i) % count], beginning))
            return (from + i) % count;
    return -1;
}

static int typeahead_find(const char *const *names, const char *beginning, int choice)
{
    return typeahead_find_from(names, beginning[1] || choice < 0 ? 0 : choice + 1, beginning);
}

static enum typeahead_answer typeahead_found(int now, int *choice)
{
    if (now < 0 || now == *choice)
        return TYPEAHEAD_TOOK;
    *choice = now;
    return TYPEAHEAD_FOUND;
}

static enum typeahead_answer typeahead_backspace(
    struct typeahead *ahead, const char *const *names, int *choice)
{
    size_t length = strlen(ahead->text);
    ahead->text[length - 1] = '\0';
    return length == 1 ? TYPEAHEAD_TOOK
                       : typeahead_found(typeahead_find_from(names, 0, ahead->text), choice);
}

/* Whether the beginning is that letter alone: then the letter again finds the next such name. */
static bool typeahead_is_again(const struct typeahead *ahead, char letter)
{
    return ahead->text[0] == letter && !ahead->text[1];
}

static enum typeahead_answer typeahead_add(
    struct typeahead *ahead, const char *const *names, char letter, int *choice)
{
    struct typeahead longer = *ahead;
    size_t length = strlen(ahead->text);
    if (length + 1 == TYPEAHEAD_SIZE)
        return TYPEAHEAD_NONE;
    longer.text[length] = letter;
    longer.text[length + 1] = '\0';
    int now = typeahead_find(names, longer.text, *choice);
    if (now >= 0)
        *ahead = longer;
    else if (typeahead_is_again(ahead, letter))
        now = typeahead_find(names, ahead->text, *choice);
    return now < 0 ? TYPEAHEAD_NONE : typeahead_found(now, choice);
}

enum typeahead_answer typeahead_key(
    struct typeahead *ahead, const char *const *names, const struct key *key, int *choice)
{
    assert(ahead && names && choice);
    bool begun = ahead->text[0] && key->at - ahead->at < PAUSE;
    bool letter = key->code > ' ' && key->code < 0x7f;
    enum typeahead_answer answer = TYPEAHEAD_NONE;
    if (!begun)
        ahead->text[0] = '\0';
    ahead->at = key->at;
    if (letter || (begun && key->code == ' '))
        answer = typeahead_add(ahead, names, typeahead_folded((char)key->code), choice);
    else if (begun && key->code == K_BACKSPACE)
        answer = typeahead_backspace(ahead, names, choice);
    if (!letter && answer == TYPEAHEAD_NONE)
        ahead->text[0] = '\0';
    return answer;
}
