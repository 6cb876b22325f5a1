/*
 * text.h: UTF-8 as a screen and a search see it.
 *
 * Widths are terminal columns. Strings from data reach a terminal only through text_safe.
 */
#ifndef LI_CORE_BASE_TEXT_H
#define LI_CORE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* The one safe-display function. Control characters (C0, DEL, C1), bidi overrides and isolates,
   zero width no-break space, line and paragraph separators and malformed bytes become U+FFFD each;
   line breaks and tabs become a space. The caller frees it; NULL gives "". */
char *text_safe(const char *text);

/* The same, but line breaks stay: for long text that is then wrapped. */
char *text_safe_lines(const char *text);

/* NFC, line ends as \n, surrounding blanks gone. NULL when text is not UTF-8 or holds a NUL.
   The caller frees it. */
char *text_normal(const char *text);

/* NFKD, marks stripped, case folded, runs of blanks as one: what is compared when people search.
   The caller frees it. */
char *text_fold(const char *text);

/* Compares the folded texts byte by byte, as far as that takes: less than 0, 0, more than 0. Sizes
   in bytes; a NUL ends a text before. */
int text_fold_compare(const char *a, size_t a_size, const char *b, size_t b_size);

/* The same letters without their marks, in their case: "Taituara". The caller frees it. */
char *text_bare(const char *text);

/* Whether text contains each of the words, which blanks separate; both are folded. */
bool text_has_words(const char *text, const char *words);

/* In double quotes, those within it being single: "The 'new' exchange". The caller frees it. */
char *text_quoted(const char *text);

/* In capitals. The caller frees it. */
char *text_upper(const char *text);

/* In small letters. The caller frees it. */
char *text_lower(const char *text);

/* Whether all of it can be read aloud and typed again: letters, digits and punctuation, and no
   blank, emoji or invisible character. */
bool text_is_word(const char *text);

/* Columns text takes; combining characters take none, wide ones two. */
int text_width(const char *text);

/* The grapheme that begins at text[at]: where it ends and (when width is not NULL) its columns. */
size_t text_next(const char *text, size_t at, int *width);
size_t text_previous(const char *text, size_t at);

/* How many bytes from text on are characters of one byte and one column, whatever follows them. In
   most texts these are all. */
size_t text_plain(const char *text);

/* How many bytes of text fit in so many columns; *used (may be NULL) gets the columns they take. */
size_t text_fit(const char *text, int columns, int *used);

enum text_align { TEXT_LEFT, TEXT_RIGHT, TEXT_CENTER };

/* Text cut or padded to exactly so many columns, with an ellipsis (… or, when ascii, ~) where it
   was cut. The caller frees it. */
char *text_column(const char *text, int columns, enum text_align align, bool ascii);

/* Where to break text so that a line takes at most so many columns: bytes of the line (without the
   blank or newline it breaks at); *next gets where the following line begins, 0 at the end. */
size_t text_wrap(const char *text, int columns, size_t *next);

/* Edit distance by code point, at most 255: for "did you mean". */
int text_distance(const char *a, const char *b);

/* The nearest of count names, or NULL when none is near. */
const char *text_nearest(const char *name, const char *const *names, size_t count);

/* Whether the locale's character set is UTF-8. */
bool text_locale_is_utf8(void);

#endif
