/*
 * shell_words.c: bash's quoting, there and back.
 */
#include "cli/shell_words.h"
#include "core/base/text.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- reading ---------------------------------------------------------------------------------- */

struct reader {
    const char *at, *breaks;
    struct bytes word;
    bool begun;        /* a word may be empty: '' */
    size_t past_break; /* of the word, up to the last break outside of quotes */
    size_t past_quote; /* and up to the quote that is open */
    enum shell_quote quote;
    struct shell_words *out;
};

static void shell_end_word(struct reader *reader)
{
    struct shell_words *out = reader->out;
    bytes_add(&reader->word, "", 1);
    out->list = li_realloc(out->list, (size_t)out->count + 1, sizeof *out->list);
    out->list[out->count++] = reader->word.at;
    reader->word = (struct bytes){0};
    reader->past_break = 0;
    reader->begun = false;
}

static void shell_take(struct reader *reader, size_t length)
{
    bytes_add(&reader->word, reader->at, length);
    reader->at += length;
    reader->begun = true;
}

/* A backslash is at hand: what follows stands for itself. At the end nothing does yet. */
static void shell_take_escaped(struct reader *reader)
{
    reader->at++;
    reader->begun = true;
    if (*reader->at)
        shell_take(reader, 1);
}

static void shell_open_quote(struct reader *reader, enum shell_quote quote, size_t length)
{
    reader->at += length;
    reader->begun = true;
    reader->quote = quote;
    reader->past_quote = reader->word.size;
}

static void shell_read_plain(struct reader *reader)
{
    const char c = *reader->at;
    if (c == '\\') {
        shell_take_escaped(reader);
    } else if (c == '\'') {
        shell_open_quote(reader, QUOTE_SINGLE, 1);
    } else if (c == '"') {
        shell_open_quote(reader, QUOTE_DOUBLE, 1);
    } else if (c == '$' && reader->at[1] == '\'') {
        shell_open_quote(reader, QUOTE_ANSI, 2);
    } else if (strchr(" \t\n;|&()<>", c)) {
        if (reader->begun)
            shell_end_word(reader);
        reader->at++;
    } else {
        shell_take(reader, 1);
        if (strchr(reader->breaks, c))
            reader->past_break = reader->word.size;
    }
}

/* Of the escapes of $'...' those that shell_quoted writes, and the usual letters. */
static void shell_read_ansi_escape(struct reader *reader)
{
    static const char letters[] = "abefnrtv", meant[] = "\a\b\033\f\n\r\t\v";
    const char c = reader->at[1];
    const char *letter = c ? strchr(letters, c) : NULL;
    if (c == 'x' && isxdigit((unsigned char)reader->at[2])) {
        char digits[3] = {reader->at[2], '\0', '\0'};
        if (isxdigit((unsigned char)reader->at[3]))
            digits[1] = reader->at[3];
        const char byte = (char)strtol(digits, NULL, 16);
        bytes_add(&reader->word, &byte, 1);
        reader->at += 2 + strlen(digits);
    } else if (letter) {
        bytes_add(&reader->word, &meant[letter - letters], 1);
        reader->at += 2;
    } else {
        shell_take_escaped(reader);
    }
}

static void shell_read_quoted(struct reader *reader)
{
    const char c = *reader->at;
    const char end = reader->quote == QUOTE_DOUBLE ? '"' : '\'';
    if (c == end) {
        reader->quote = QUOTE_NONE;
        reader->at++;
    } else if (c == '\\' && reader->quote == QUOTE_ANSI) {
        shell_read_ansi_escape(reader);
    } else if (c == '\\' && reader->quote == QUOTE_DOUBLE && strchr("$`\"\\", reader->at[1])) {
        shell_take_escaped(reader);
    } else {
        shell_take(reader, 1);
    }
}

void shell_words_read(const char *line, const char *breaks, struct shell_words *out)
{
    *out = (struct shell_words){0};
    struct reader reader = {.at = line, .breaks = breaks, .out = out};
    while (*reader.at)
        (reader.quote ? shell_read_quoted : shell_read_plain)(&reader);
    out->quote = reader.quote;
    out->kept = reader.quote ? reader.past_quote : reader.past_break;
    shell_end_word(&reader);
}

void shell_words_free(struct shell_words *words)
{
    for (int i = 0; i < words->count; i++)
        free(words->list[i]);
    free(words->list);
    *words = (struct shell_words){0};
}

/* --- writing ---------------------------------------------------------------------------------- */

/* What stands for itself, what a backslash makes stand for itself, and how to leave the quote and
   come back for the rest. */
static const struct {
    const char *plain, *escaped, *leave, *back;
} quotes[] = {
    [QUOTE_NONE] = {"_-./,:=@%+", " !\"#$&'()*;<>?[\\]^`{|}~", "", ""},
    [QUOTE_SINGLE] = {" !\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~", "", "'", "'"},
    [QUOTE_DOUBLE] = {" #%&'()*+,-./:;<=>?@[]^_{|}~", "\"$\\`", "\"", "\""},
    [QUOTE_ANSI] = {" !\"#$%&()*+,-./:;<=>?@[]^_`{|}~", "'\\", "'", "$'"},
};

/* The bytes of the character that begins there. */
static size_t shell_character(const char *text)
{
    size_t length = 1;
    while ((unsigned char)text[0] >= 0xC0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    return length;
}

static bool shell_is_plain(const char *text, size_t length, const char *plain)
{
    if ((unsigned char)*text < 0x80)
        return isalnum((unsigned char)*text) || strchr(plain, *text);
    char *one = li_strndup(text, length), *safe = text_safe(one);
    bool same = strcmp(one, safe) == 0;
    free(safe);
    free(one);
    return same;
}

/* Outside of the quote: one character of ASCII behind a backslash, or bytes by their numbers. */
static void shell_put_aside(
    struct bytes *out, const char *text, size_t length, enum shell_quote quote)
{
    char byte[sizeof "\\xFF"];
    bool number = (unsigned char)*text < ' ' || (unsigned char)*text >= 0x7F;
    bytes_add_text(out, quotes[quote].leave);
    bytes_add_text(out, number ? "$'" : "\\");
    for (size_t i = 0; i < length && number; i++) {
        snprintf(byte, sizeof byte, "\\x%02x", (unsigned)(unsigned char)text[i]);
        bytes_add_text(out, byte);
    }
    if (number)
        bytes_add_text(out, "'");
    else
        bytes_add(out, text, 1);
    bytes_add_text(out, quotes[quote].back);
}

char *shell_quoted(const char *text, enum shell_quote quote)
{
    struct bytes out = {0};
    for (size_t length; *text; text += length) {
        length = shell_character(text);
        if (shell_is_plain(text, length, quotes[quote].plain)) {
            bytes_add(&out, text, length);
        } else if (strchr(quotes[quote].escaped, *text)) {
            bytes_add_text(&out, "\\");
            bytes_add(&out, text, 1);
        } else {
            shell_put_aside(&out, text, length, quote);
        }
    }
    /* readline ends the quote, but not behind what looks like its end. */
    const char *end = quotes[quote].leave;
    if (*end && out.size > 0 && out.at[out.size - 1] == *end)
        bytes_add_text(&out, end);
    bytes_add(&out, "", 1);
    return out.at;
}
