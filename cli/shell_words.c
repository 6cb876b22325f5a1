/*
 * shell_words.c: bash's quoting, both ways.
 */
#include "cli/shell_words.h"
#include "core/base/text.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- reading ---------------------------------------------------------------------------------- */

struct shell_parser {
    const char *at, *breaks;
    struct bytes word;
    bool begun;        /* a word may be empty: '' */
    size_t past_break; /* of the word, up to the last break outside of shell_quotes */
    size_t past_quote; /* and up to the quote that is open */
    enum shell_quote quote;
    struct shell_words *out;
};

static void shell_end_word(struct shell_parser *parser)
{
    struct shell_words *out = parser->out;
    bytes_add(&parser->word, "", 1);
    out->list = li_realloc(out->list, (size_t)out->count + 1, sizeof *out->list);
    out->list[out->count++] = parser->word.at;
    parser->word = (struct bytes){0};
    parser->past_break = 0;
    parser->begun = false;
}

static void shell_take(struct shell_parser *parser, size_t length)
{
    bytes_add(&parser->word, parser->at, length);
    parser->at += length;
    parser->begun = true;
}

/* After a backslash the next character is literal; at the end of the line there is none yet. */
static void shell_take_escaped(struct shell_parser *parser)
{
    parser->at++;
    parser->begun = true;
    if (*parser->at)
        shell_take(parser, 1);
}

static void shell_open_quote(struct shell_parser *parser, enum shell_quote quote, size_t length)
{
    parser->at += length;
    parser->begun = true;
    parser->quote = quote;
    parser->past_quote = parser->word.size;
}

static void shell_parse_plain(struct shell_parser *parser)
{
    const char c = *parser->at;
    if (c == '\\') {
        shell_take_escaped(parser);
    } else if (c == '\'') {
        shell_open_quote(parser, QUOTE_SINGLE, 1);
    } else if (c == '"') {
        shell_open_quote(parser, QUOTE_DOUBLE, 1);
    } else if (c == '$' && parser->at[1] == '\'') {
        shell_open_quote(parser, QUOTE_ANSI, 2);
    } else if (strchr(" \t\n;|&()<>", c)) {
        if (parser->begun)
            shell_end_word(parser);
        parser->at++;
    } else {
        shell_take(parser, 1);
        if (strchr(parser->breaks, c))
            parser->past_break = parser->word.size;
    }
}

/* Of the escapes in $'...' those that shell_words_quote writes, and the usual letters. */
static void shell_parse_ansi_escape(struct shell_parser *parser)
{
    static const char letters[] = "abefnrtv", meant[] = "\a\b\033\f\n\r\t\v";
    const char c = parser->at[1];
    const char *letter = c ? strchr(letters, c) : NULL;
    if (c == 'x' && isxdigit((unsigned char)parser->at[2])) {
        char digits[3] = {parser->at[2], '\0', '\0'};
        if (isxdigit((unsigned char)parser->at[3]))
            digits[1] = parser->at[3];
        const char byte = (char)strtol(digits, NULL, 16);
        bytes_add(&parser->word, &byte, 1);
        parser->at += 2 + strlen(digits);
    } else if (letter) {
        bytes_add(&parser->word, &meant[letter - letters], 1);
        parser->at += 2;
    } else {
        shell_take_escaped(parser);
    }
}

static void shell_parse_quoted(struct shell_parser *parser)
{
    const char c = *parser->at;
    const char end = parser->quote == QUOTE_DOUBLE ? '"' : '\'';
    if (c == end) {
        parser->quote = QUOTE_NONE;
        parser->at++;
    } else if (c == '\\' && parser->quote == QUOTE_ANSI) {
        shell_parse_ansi_escape(parser);
    } else if (c == '\\' && parser->quote == QUOTE_DOUBLE && strchr("$`\"\\", parser->at[1])) {
        shell_take_escaped(parser);
    } else {
        shell_take(parser, 1);
    }
}

void shell_words_parse(const char *line, const char *breaks, struct shell_words *out)
{
    assert(line && breaks && out);
    *out = (struct shell_words){0};
    struct shell_parser parser = {.at = line, .breaks = breaks, .out = out};
    while (*parser.at)
        (parser.quote ? shell_parse_quoted : shell_parse_plain)(&parser);
    out->quote = parser.quote;
    out->kept = parser.quote ? parser.past_quote : parser.past_break;
    shell_end_word(&parser);
}

void shell_words_free(struct shell_words *words)
{
    assert(words);
    for (int i = 0; i < words->count; i++)
        free(words->list[i]);
    free(words->list);
    *words = (struct shell_words){0};
}

/* --- writing ---------------------------------------------------------------------------------- */

/* By quote: characters that are literal, those that are literal after a backslash, and how to leave
   the quote for any other and return. */
static const struct {
    const char *plain, *escaped, *leave, *back;
} shell_quotes[] = {
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

/* Outside the quote: an ASCII character after a backslash, or bytes by number. */
static void shell_write_outside(
    struct bytes *out, const char *text, size_t length, enum shell_quote quote)
{
    char byte[sizeof "\\xFF"];
    bool number = (unsigned char)*text < ' ' || (unsigned char)*text >= 0x7F;
    bytes_add_text(out, shell_quotes[quote].leave);
    bytes_add_text(out, number ? "$'" : "\\");
    for (size_t i = 0; i < length && number; i++) {
        snprintf(byte, sizeof byte, "\\x%02x", (unsigned)(unsigned char)text[i]);
        bytes_add_text(out, byte);
    }
    if (number)
        bytes_add_text(out, "'");
    else
        bytes_add(out, text, 1);
    bytes_add_text(out, shell_quotes[quote].back);
}

char *shell_words_quote(const char *text, enum shell_quote quote)
{
    assert(text);
    struct bytes out = {0};
    for (size_t length; *text; text += length) {
        length = shell_character(text);
        if (shell_is_plain(text, length, shell_quotes[quote].plain)) {
            bytes_add(&out, text, length);
        } else if (strchr(shell_quotes[quote].escaped, *text)) {
            bytes_add_text(&out, "\\");
            bytes_add(&out, text, 1);
        } else {
            shell_write_outside(&out, text, length, quote);
        }
    }
    /* readline closes the quote, but not after what looks like its end. */
    const char *end = shell_quotes[quote].leave;
    if (*end && out.size > 0 && out.at[out.size - 1] == *end)
        bytes_add_text(&out, end);
    bytes_add(&out, "", 1);
    return out.at;
}
