/*
 * colors.h: looks that styles are given in the theme's stead, written "bold white on blue".
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
enum { COLOR_OWN = -1 /* the terminal's */ };

struct coloring {
    unsigned attributes;
    short foreground, background; /* 0 to 255 as xterm counts them, or COLOR_OWN */
};

struct colors {
    struct coloring of[STYLE_COUNT];
    const char *text[STYLE_COUNT]; /* as it was written; NULL: the theme's look holds */
    int line[STYLE_COUNT];         /* of the settings file that has it; 0: none */
};

/* Parses a look. On failure *mistake says what is wrong with it, after the style's name: "\"gren\"
   isn't a color; did you mean green?"; the caller frees it. */
bool colors_parse(const char *text, struct coloring *out, char **mistake);

/* Their names in the settings and what they are for. "": the settings do not reach it. */
struct style_spec {
    const char *name, *help;
};
extern const struct style_spec color_styles[STYLE_COUNT];

#endif
