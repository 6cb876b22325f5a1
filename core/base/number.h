/*
 * number.h: numbers as people write them, and as they read them at a glance.
 */
#ifndef LI_CORE_BASE_NUMBER_H
#define LI_CORE_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* Parses 1200, 1,200, 1 200, 1'200, -3, 12.5, 1.5k, 2 million; with percent also 40%, which is 0.4.
   NAN for anything else, or a number that is too large. 1,5 is refused, as it could be 1.5 or a
   mistyped thousand. */
double number_parse(const char *typed, bool percent);

enum { NUMBER_SIZE = 32 }; /* bytes of the texts below */

/* A number as a person writes it: at most 15 digits, no trailing zeros, never "-0"; "" for NAN.
   Returns out. */
const char *number_text(double value, char out[NUMBER_SIZE]);

/* "12 members", "1 member", "12%", and without a unit (NULL or "") "12". The caller frees it. */
char *number_amount(const char *number, const char *unit);

/* A fraction (not NAN) in percent: rounded, but 100 only if it is reached. */
int number_percent(double fraction);

/* Tolerance for comparing sums of decimal fractions. */
#define NUMBER_HAIR 1e-9

/* "1 204": thousands separated by a blank. Returns out. */
const char *number_grouped(int64_t number, char out[NUMBER_SIZE]);

#endif
