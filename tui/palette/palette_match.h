/*
 * palette_match.h: how well the text typed in the palette matches a name.
 */
#ifndef LI_TUI_PALETTE_PALETTE_MATCH_H
#define LI_TUI_PALETTE_PALETTE_MATCH_H

/* From the best to none. */
enum palette_rank {
    PALETTE_EXACT,   /* the name, title or code itself */
    PALETTE_BEGINS,  /* the beginning of the name or title */
    PALETTE_WORDS,   /* each word is somewhere in the texts */
    PALETTE_LETTERS, /* the letters are in the name or title in order: "dftplan", Draft plan */
    PALETTE_NONE
};

/* What can be found. Texts as shown; NULL or "": it has none. */
struct palette_subject {
    const char *name;  /* "draft-plan", a code */
    const char *title; /* "Draft next year's plan for this affiliate" */
    const char *also;  /* further words to find it by */
};

/* typed: folded (text_fold); "" matches everything. */
enum palette_rank palette_match(const char *typed, const struct palette_subject *subject);

#endif
