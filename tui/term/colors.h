/*
 * colors.h: colors and attributes that the settings give to styles, such as "bold white on blue".
 */
#ifndef LI_TUI_TERM_COLORS_H
#define LI_TUI_TERM_COLORS_H

#include "tui/term/screen.h"

enum {
    COLORING_BOLD = 1,
    COLORING_DIM = 2,
    COLORING_ITALIC = 4,
    COLORING_UNDERLINE = 8,
    COLORING_REVERSE = 16
};
enum { COLOR_OWN = -1 /* the terminal's default */ };

struct coloring {
    unsigned attributes;
    short foreground, background; /* 0 to 255 as in xterm, or COLOR_OWN */
};

struct colors {
    struct coloring of[STYLE_COUNT];
    const char *text[STYLE_COUNT]; /* as written; NULL: as in the theme */
    int line[STYLE_COUNT];         /* of the settings file that has it; 0: none */
};

/* Parses a coloring. On failure *mistake is a sentence that follows the style's name: "\"gren\"
   isn't a color; did you mean green?"; the caller frees it. */
bool colors_parse(const char *text, struct coloring *out, char **mistake);

/* The name of each style in the settings, and what it is for. "": it cannot be set. */
struct style_spec {
    const char *name, *help;
};
extern const struct style_spec color_styles[STYLE_COUNT];

#endif
