/*
 * html.h: a report as one page for a browser, which loads nothing from elsewhere.
 */
#ifndef LI_CORE_FORMAT_HTML_H
#define LI_CORE_FORMAT_HTML_H

#include "core/format/format.h"

extern const struct format format_html; /* the table alone */

/* The parts around the table: title and heading; a paragraph below it; the end. */
void html_head(const char *title, FILE *out);
void html_say(const char *sentence, bool first, FILE *out);
void html_foot(FILE *out);

#endif
