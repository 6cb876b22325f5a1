/*
 * colors.c: "bold underline green on black", word by word.
 */
#include "tui/term/colors.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define STYLE_ENTRY(id, name_, help_) [STYLE_##id] = {.name = (name_), .help = (help_)},
const struct style_spec color_styles[STYLE_COUNT] = {STYLES(STYLE_ENTRY)};

static const struct {
    const char *word;
    unsigned attribute;
} colors_attributes[] = {
    {"bold", COLORING_BOLD},
    {"dim", COLORING_DIM},
    {"italic", COLORING_ITALIC},
    {"underline", COLORING_UNDERLINE},
    {"reverse", COLORING_REVERSE},
    {"plain", 0},
};
enum { ATTRIBUTES = sizeof colors_attributes / sizeof *colors_attributes };

static const struct {
    const char *word;
    short color;
} colors_named[] = {
    {"default", COLOR_OWN},
    {"black", 0},
    {"red", 1},
    {"green", 2},
    {"yellow", 3},
    {"blue", 4},
    {"magenta", 5},
    {"cyan", 6},
    {"white", 7},
    {"gray", 8},
    {"bright-red", 9},
    {"bright-green", 10},
    {"bright-yellow", 11},
    {"bright-blue", 12},
    {"bright-magenta", 13},
    {"bright-cyan", 14},
    {"bright-white", 15},
};
enum { NAMED = sizeof colors_named / sizeof *colors_named };

struct colors_parser {
    struct coloring coloring;
    bool on, foreground, background; /* which were read */
    char *mistake;                   /* NULL: none so far */
};

static bool colors_parse_attribute(struct colors_parser *parser, const char *word)
{
    for (size_t i = 0; i < ATTRIBUTES; i++)
        if (strcmp(colors_attributes[i].word, word) == 0) {
            parser->coloring.attributes |= colors_attributes[i].attribute;
            return true;
        }
    return false;
}

static bool colors_parse_number_or_name(const char *word, short *out)
{
    size_t digits = strspn(word, "0123456789");
    bool number = digits > 0 && digits <= 3 && !word[digits] && atoi(word) <= 255;
    if (number)
        *out = (short)atoi(word);
    for (size_t i = 0; i < NAMED && !number; i++)
        if (strcmp(colors_named[i].word, word) == 0) {
            *out = colors_named[i].color;
            return true;
        }
    return number;
}

static bool colors_mistake(struct colors_parser *parser, const char *word, const char *what)
{
    parser->mistake = li_format("\"%s\" %s", word, what);
    return false;
}

static bool colors_unknown_word(struct colors_parser *parser, const char *word)
{
    const char *words[ATTRIBUTES + NAMED];
    for (size_t i = 0; i < ATTRIBUTES; i++)
        words[i] = colors_attributes[i].word;
    for (size_t i = 0; i < NAMED; i++)
        words[ATTRIBUTES + i] = colors_named[i].word;
    const char *nearest = text_nearest(word, words, sizeof words / sizeof *words);
    char *what =
        nearest
            ? li_format("isn't a color; did you mean %s?", nearest)
            : li_strdup(
                  "isn't a color; use a name such as green or bright-blue, or a number up to 255.");
    colors_mistake(parser, word, what);
    free(what);
    return false;
}

/* A color for the background after "on", else for the foreground. */
static bool colors_parse_color(struct colors_parser *parser, const char *word)
{
    short color;
    if (!colors_parse_number_or_name(word, &color))
        return colors_unknown_word(parser, word);
    if (parser->on ? parser->background : parser->foreground)
        return colors_mistake(
            parser, word, "is one color too many; write it like \"green on black\".");
    *(parser->on ? &parser->coloring.background : &parser->coloring.foreground) = color;
    *(parser->on ? &parser->background : &parser->foreground) = true;
    return true;
}

static bool colors_parse_word(struct colors_parser *parser, const char *word)
{
    if (strcmp(word, "on") != 0)
        return colors_parse_attribute(parser, word) || colors_parse_color(parser, word);
    parser->on = true;
    return true;
}

bool colors_parse(const char *text, struct coloring *out, char **mistake)
{
    struct colors_parser parser = {.coloring = {0, COLOR_OWN, COLOR_OWN}};
    assert(text && out && mistake);
    char *copy = li_strdup(text), *rest = NULL;
    bool right = true;
    int words = 0;
    for (char *word = strtok_r(copy, " \t", &rest); word && right;
         word = strtok_r(NULL, " \t", &rest), words++)
        right = colors_parse_word(&parser, word);
    free(copy);
    if (right && (words == 0 || (parser.on && !parser.background)))
        right = colors_mistake(&parser, text, "has no color; write it like \"green on black\".");
    *out = parser.coloring;
    *mistake = parser.mistake;
    return right;
}
