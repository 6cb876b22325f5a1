/*
 * fuzz_day.c: what is read as a day is one, and reads the same however it is written down.
 *
 * The input's first line is the day that today is, if it can be.
 */
#include "core/base/date_typed.h"
#include "data/base/memory.h"
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <string.h>

static void reads_the_same(const char *typed, day_t today, day_t expected)
{
    struct li_error err = {0};
    day_t again = DAY_NONE;
    HOLDS(date_typed_parse(typed, today, DATE_ISO, &again, &err) == LI_OK);
    HOLDS(again == expected);
}

static void is_consistent(const char *typed, day_t today, day_t day)
{
    struct li_error err = {0};
    char text[DAY_TEXT_SIZE];
    int year, month, mday;
    day_t past = DAY_NONE;
    date_parts(day, &year, &month, &mday);
    HOLDS(date_of(year, month, mday) == day);
    HOLDS(date_parse(date_text(day, text)) == day);
    reads_the_same(text, today, day);
    char *padded = li_format("  %s ", typed);
    reads_the_same(padded, today, day);
    free(padded);
    enum li_err code = date_typed_parse_past(typed, today, DATE_ISO, &past, &err);
    HOLDS((code == LI_OK) == (day <= today));
    HOLDS(code != LI_OK || past == day);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct li_error err = {0};
    char *text = fuzz_text(data, size), *typed, distance[32];
    day_t day = DAY_NONE, today = date_parse(fuzz_first_line(text, &typed));
    if (today == DAY_NONE)
        today = date_of(2026, 6, 30);
    if (date_typed_parse(typed, today, DATE_ISO, &day, &err) == LI_OK) {
        is_consistent(typed, today, day);
        HOLDS(strlen(date_distance(day, today, distance)) > 0);
    } else {
        fuzz_told(&err);
    }
    free(text);
    return 0;
}
