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
double number_parse(const char *typed, bool percent);

enum { NUMBER_SIZE = 32 }; /* bytes of the texts below */

/* A number as a person writes it: at most 15 digits, no trailing zeros, never "-0"; "" for NAN.
   Returns out. */
const char *number_text(double value, char out[NUMBER_SIZE]);

/* "12 members", "1 member", "12%", and without a unit (NULL or "") "12". The caller frees it. */
char *number_amount(const char *number, const char *unit);

/* A fraction that is not NAN in percent: rounded, but 100 only when it is reached. */
int number_percent(double fraction);

/* Sums of decimal fractions end a hair beside what a person would call reached. */
#define NUMBER_HAIR 1e-9

/* "1 204": thousands parted by a blank. Returns out. */
const char *number_grouped(int64_t number, char out[NUMBER_SIZE]);

#endif
