/*
 * fuzz_number.c: what is read as a number is finite, and reads the same in its shortest form.
 */
#include "core/base/number.h"
#include "core/health/goal_health.h"
#include "tests/fuzz/fuzz.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_same(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

static void reads_the_same(double number)
{
    char text[32], grouped[NUMBER_SIZE];
    number_text(number, text);
    HOLDS(is_same(strtod(text, NULL), number));
    if (!strchr(text, 'e'))
        HOLDS(is_same(number_parse(text, false), number));
    if (fabs(number) < 9e15) {
        double whole = trunc(number);
        HOLDS(number_parse(number_grouped((int64_t)whole, grouped), false) == whole);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *typed = fuzz_text(data, size);
    double plain = number_parse(typed, false), share = number_parse(typed, true);
    HOLDS(isnan(plain) || isfinite(plain));
    HOLDS(isnan(share) || isfinite(share));
    HOLDS(isnan(plain) || plain == share); /* a percent sign is all that percent adds */
    if (!isnan(plain))
        reads_the_same(plain);
    if (!isnan(share))
        reads_the_same(share);
    free(typed);
    return 0;
}
