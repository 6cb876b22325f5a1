/*
 * palette_match.h: how well what is typed on the palette fits what something is called.
 */
#ifndef LI_TUI_COMMAND_PALETTE_MATCH_H
#define LI_TUI_COMMAND_PALETTE_MATCH_H

/* The better first. */
enum palette_rank {
    PALETTE_EXACT,   /* it is its name, or its code */
    PALETTE_BEGINS,  /* its name begins so */
    PALETTE_WORDS,   /* each word typed is somewhere in its texts */
    PALETTE_LETTERS, /* the letters stand in its name or title in order: "dftplan", Draft plan */
    PALETTE_NONE
};

/* What can be found. Texts as they are shown; NULL or "": it has none. */
struct palette_subject {
    const char *name;  /* "draft-plan", a code */
    const char *title; /* "Draft next year's plan for this affiliate" */
    const char *also;  /* further words by which it is found */
};

/* typed: folded (text_fold); "" fits everything. */
enum palette_rank palette_match(const char *typed, const struct palette_subject *subject);

#endif
