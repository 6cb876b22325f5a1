/*
 * colors.h: the looks that the settings give styles in the theme's stead:
 * colors = { cursor = "bold white on blue"; };
 */
#ifndef LI_TUI_TERM_COLORS_H
#define LI_TUI_TERM_COLORS_H

#include "core/context/settings.h"
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
    const char *text[STYLE_COUNT]; /* as the settings have it; NULL: the theme's */
    int line[STYLE_COUNT];         /* of the settings file that set it; 0: the theme's */
};

/* What the settings say wrongly is added to their mistakes, and the theme holds there. The settings
   must outlive colors. */
void colors_build(struct colors *colors, struct settings *settings);

/* Their names in the settings and what they are for. "": the settings do not reach it. */
struct style_spec {
    const char *name, *help;
};
extern const struct style_spec color_styles[STYLE_COUNT];

#endif
