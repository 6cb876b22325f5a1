/*
 * text_internal.h: text as bytes and code points, for text.c and text_width.c.
 */
#ifndef LI_CORE_BASE_TEXT_INTERNAL_H
#define LI_CORE_BASE_TEXT_INTERNAL_H

#include "core/base/text.h"
#include <utf8proc.h>

enum { MALFORMED = -1 };

/* The code point at text, MALFORMED when there is none, and how many bytes it takes. Reading stops
   at a NUL, since no NUL continues a character. */
size_t text_decode(const char *text, utf8proc_int32_t *code);

/* Whether it could move the cursor, command the terminal, or make text read as what it is not. */
bool text_unsafe(utf8proc_int32_t code);

/* ASCII that is shown as it is. */
static inline bool text_plain_byte(char c)
{
    return c >= ' ' && c < 0x7F;
}

/* How many bytes of such text begins with. */
size_t text_plain_length(const char *text);

#endif
