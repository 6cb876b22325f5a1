/*
 * number.h: numbers as people write them, and as they read them at a glance.
 */
#ifndef LI_CORE_BASE_NUMBER_H
#define LI_CORE_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* Reads 1200, 1,200, 1 200, 1'200, -3, 12.5, 1.5k, 2 million; with percent also 40 %, which is 0.4.
   NAN when it is none of these, or greater than numbers go: 1,5 could be a thousand badly parted,
   and is refused. */
double number_read(const char *typed, bool percent);

/* "1 204": thousands parted by a blank. Returns out. */
enum { NUMBER_SIZE = 32 };
const char *number_grouped(int64_t number, char out[NUMBER_SIZE]);

#endif
