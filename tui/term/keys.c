/*
 * keys.c: the names of keys, as hints show them and the settings file has them.
 */
#include "data/base/memory.h"
#include "tui/term/input.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static const struct {
    const char *name;
    uint32_t code;
} keys_names[] = {
    {"Up", K_UP},
    {"Down", K_DOWN},
    {"Left", K_LEFT},
    {"Right", K_RIGHT},
    {"PgUp", K_PAGE_UP},
    {"PgDn", K_PAGE_DOWN},
    {"Home", K_HOME},
    {"End", K_END},
    {"Insert", K_INSERT},
    {"Delete", K_DELETE},
    {"Backspace", K_BACKSPACE},
    {"Enter", K_ENTER},
    {"Esc", K_ESCAPE},
    {"Tab", K_TAB},
    {"S-Tab", K_BACK_TAB},
    {"Space", ' '},
};
enum { NAME_COUNT = sizeof keys_names / sizeof *keys_names };

/* The code point of a text that is exactly one that can be typed; else 0. */
static uint32_t keys_one_code_point(const char *text)
{
    size_t length = strlen(text);
    utf8proc_int32_t code;
    utf8proc_ssize_t read =
        utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &code);
    return read > 0 && (size_t)read == length && code > ' ' && code != 0x7f ? (uint32_t)code : 0;
}

const char *key_text(uint32_t code)
{
    static char name[8];
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (keys_names[i].code == code)
            return keys_names[i].name;
    if (code >= K_F1 && code < K_F1 + 12)
        snprintf(name, sizeof name, "F%u", (unsigned)(code - K_F1 + 1));
    else if (code < ' ')
        snprintf(name, sizeof name, "C-%c", (char)(code + (code <= 26 ? 'a' - 1 : '@')));
    else if (code < KEY_IS_SPECIAL)
        name[utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)name)] = '\0';
    else
        name[0] = '\0';
    return name;
}

static uint32_t keys_control(char letter)
{
    uint32_t code = K_CTRL(letter);
    /* Terminals send these for Tab, Enter, Backspace and Esc, by which names they are known. */
    return strchr("hijmHIJM[@", letter) ? 0 : code;
}

uint32_t key_parse(const char *name)
{
    assert(name);
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (strcasecmp(keys_names[i].name, name) == 0)
            return keys_names[i].code;
    if (strncasecmp(name, "C-", 2) == 0 && name[2] > ' ' && !name[3])
        return keys_control(name[2]);
    if (name[0] == '^' && name[1] > ' ' && !name[2])
        return keys_control(name[1]);
    if (strchr("Ff", name[0]) && name[0] && strspn(name + 1, "0123456789") == strlen(name + 1)) {
        int number = atoi(name + 1);
        if (number >= 1 && number <= 12)
            return K_F1 + (uint32_t)number - 1;
    }
    return keys_one_code_point(name);
}

/* --- strokes ---------------------------------------------------------------------------------- */

const char *stroke_text(const struct stroke *stroke)
{
    static char text[STROKE_TEXT_SIZE];
    size_t length = 0;
    text[0] = '\0';
    for (int i = 0; i < stroke_length(stroke); i++)
        length += (size_t)snprintf(
            text + length, sizeof text - length, "%s%s", i ? "," : "", key_text(stroke->keys[i]));
    return text;
}

/* A comma separates keys; where a key should begin, it is itself the key. */
struct stroke stroke_parse(const char *text)
{
    assert(text);
    static const struct stroke none = {{0}};
    struct stroke stroke = none;
    char *copy = li_strdup(text), *rest = copy;
    for (int i = 0; rest; i++) {
        char *name = rest, *comma = *name ? strchr(name + 1, ',') : NULL;
        rest = comma ? comma + 1 : NULL;
        if (comma)
            *comma = '\0';
        uint32_t code = i < STROKE_KEYS ? key_parse(name) : 0;
        if (!code) {
            stroke = none;
            break;
        }
        stroke.keys[i] = code;
    }
    free(copy);
    return stroke;
}

int stroke_length(const struct stroke *stroke)
{
    int length = 0;
    while (length < STROKE_KEYS && stroke->keys[length])
        length++;
    return length;
}

bool stroke_equal(const struct stroke *a, const struct stroke *b)
{
    assert(a && b);
    return memcmp(a->keys, b->keys, sizeof a->keys) == 0;
}

bool stroke_begins(const struct stroke *stroke, const struct stroke *with)
{
    assert(stroke && with);
    int length = stroke_length(with);
    return length > 0 && memcmp(stroke->keys, with->keys, (size_t)length * sizeof *with->keys) == 0;
}
