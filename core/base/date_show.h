/*
 * date_show.h: dates as people read them.
 */
#ifndef LI_CORE_BASE_DATE_SHOW_H
#define LI_CORE_BASE_DATE_SHOW_H

#include "core/base/date.h"

/* 2026-03-15; Mar 15, 2026; 15 Mar 2026. */
enum date_order { DATE_ISO, DATE_US, DATE_EU };

enum { DATE_SHOWN_SIZE = 13 };

/* Writes the day for a person. Returns out. */
const char *date_show(day_t day, enum date_order order, char out[DATE_SHOWN_SIZE]);

/* The same for a day as it is stored. Anything else, NULL too, is returned unchanged. */
const char *date_show_stored(const char *stored, enum date_order order, char out[DATE_SHOWN_SIZE]);

/* The sentence with every day in it (2026-03-15) shown for a person. Frees the one given, which may
   be NULL; the caller frees the one returned. */
char *date_show_all(char *sentence, enum date_order order);

/* The columns that the widest date takes. */
int date_show_width(enum date_order order);

/* The order of the process's locale (LC_TIME); DATE_ISO if that has none. */
enum date_order date_show_locale(void);

#endif
