/*
 * number.c: numbers parsed into sign, whole part, decimals and multiplier, and written again.
 */
#include "core/base/number.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What people write between thousands: comma, blank, no-break, thin and narrow no-break blank,
   apostrophe straight and curled. */
static const char *const number_thousands[] = {
    ",", " ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF", "'", "\xE2\x80\x99"};

/* The separator here, if exactly three digits follow it; NULL: there is none. */
static const char *number_thousands_at(const char *at)
{
    for (size_t i = 0; i < sizeof number_thousands / sizeof *number_thousands; i++) {
        size_t length = strlen(number_thousands[i]);
        if (strncmp(at, number_thousands[i], length) == 0 && strspn(at + length, "0123456789") == 3)
            return number_thousands[i];
    }
    return NULL;
}

/* Copies the whole part into out without its separators, which are all alike. Returns where it
   ends. */
static const char *number_copy_whole(const char *at, char *out)
{
    size_t digits = strspn(at, "0123456789");
    memcpy(out, at, digits);
    out[digits] = '\0';
    at += digits;
    const char *separator = digits > 0 && digits <= 3 ? number_thousands_at(at) : NULL;
    while (separator && number_thousands_at(at) == separator) {
        at += strlen(separator);
        strncat(out, at, 3);
        at += 3;
    }
    return at;
}

/* The exponent, for strtod, that a word after the number stands for; NULL: it is another word. */
static const char *number_multiplied(const char *after, bool percent)
{
    static const struct {
        const char *word, *exponent;
    } words[] = {
        {"%", "e-2"}, {"", ""}, {"k", "e3"}, {"thousand", "e3"}, {"m", "e6"}, {"million", "e6"}};
    after += strspn(after, " ");
    for (size_t i = percent ? 0 : 1; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(after, words[i].word) == 0)
            return words[i].exponent;
    return NULL;
}

double number_parse(const char *typed, bool percent)
{
    assert(typed);
    static const char minus[] = "\xE2\x88\x92";
    bool long_minus = strncmp(typed, minus, strlen(minus)) == 0;
    size_t sign = long_minus ? strlen(minus) : (size_t)(*typed == '+' || *typed == '-');
    char *plain = li_calloc(strlen(typed) + sizeof "e-2" + 1, 1);
    const char *part = number_copy_whole(typed + sign, plain);
    size_t decimals = *part == '.' ? strspn(part + 1, "0123456789") : 0;
    const char *exponent = number_multiplied(part + (decimals ? decimals + 1 : 0), percent);
    double number = NAN;
    if ((*plain || decimals) && exponent) {
        strncat(plain, part, decimals ? decimals + 1 : 0);
        strcat(plain, exponent);
        number = strtod(plain, NULL);
        number = isinf(number) ? NAN : sign && *typed != '+' ? -number : number;
    }
    free(plain);
    return number;
}

const char *number_text(double value, char out[NUMBER_SIZE])
{
    if (isnan(value))
        *out = '\0';
    else
        snprintf(out, NUMBER_SIZE, "%.15g", value == 0 ? 0 : value);
    return out;
}

/* The singular of a regular English plural ("pages", "secretaries", "branches"); other words stay
   as they are. The caller frees it. */
static char *number_singular(const char *unit)
{
    static const struct {
        const char *plural, *singular;
    } endings[] = {{"ss", "ss"}, {"us", "us"}, {"is", "is"}, {"ies", "y"}, {"ches", "ch"},
        {"shes", "sh"}, {"sses", "ss"}, {"xes", "x"}, {"s", ""}};
    size_t length = strlen(unit);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i].plural);
        if (length > ending + 1 && strcmp(unit + length - ending, endings[i].plural) == 0)
            return li_format("%.*s%s", (int)(length - ending), unit, endings[i].singular);
    }
    return li_strdup(unit);
}

char *number_amount(const char *number, const char *unit)
{
    assert(number);
    const char *named = unit ? unit : "";
    char *one = strcmp(number, "1") == 0 ? number_singular(named) : NULL;
    char *amount = li_format(
        "%s%s%s", number, *named && strcmp(named, "%") != 0 ? " " : "", one ? one : named);
    free(one);
    return amount;
}

int number_percent(double fraction)
{
    assert(!isnan(fraction));
    double whole = round(fraction * 100);
    if (fraction < 1 - NUMBER_HAIR && whole >= 100)
        whole = 99;
    return whole > 1e9 ? 1000000000 : whole < -1e9 ? -1000000000 : (int)whole;
}

const char *number_grouped(int64_t number, char out[NUMBER_SIZE])
{
    char plain[NUMBER_SIZE];
    int length = snprintf(plain, sizeof plain, "%lld", (long long)number), to = 0;
    for (int at = 0; at < length; at++) {
        if (at > (*plain == '-') && (length - at) % 3 == 0)
            out[to++] = ' ';
        out[to++] = plain[at];
    }
    out[to] = '\0';
    return out;
}
