/*
 * filter_parse.c: the words, quotation marks, signs and commas of a filter.
 */
#include "core/filter/filter_parse.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const filter_parse_signs[] = {[TEST_IS] = "=",
    [TEST_BELOW] = "<",
    [TEST_UP_TO] = "<=",
    [TEST_ABOVE] = ">",
    [TEST_FROM] = ">="};

static bool filter_is_blank(char c)
{
    return c && strchr(" \t\r\n", c);
}

/* Reads < <= > >= at *at; anything else is TEST_IS, and nothing is skipped. */
static enum filter_sign filter_parse_sign(const char **at)
{
    enum filter_sign how = **at == '<' ? TEST_BELOW : **at == '>' ? TEST_ABOVE : TEST_IS;
    if (how == TEST_IS)
        return how;
    ++*at;
    if (**at != '=')
        return how;
    ++*at;
    return how == TEST_BELOW ? TEST_UP_TO : TEST_FROM;
}

/* Reads up to a blank or, when commas count, a comma; not inside quotation marks. */
static void filter_parse_text(const char **at, bool commas, struct filter_value *out)
{
    char *text;
    FILE *grown = li_text_open(&text);
    bool inside = false;
    for (; **at; ++*at) {
        char c = **at;
        if (c == '"') {
            inside = !inside;
            out->quoted = true;
        } else if (!inside && (filter_is_blank(c) || (commas && c == ','))) {
            break;
        } else {
            fputc(c, grown);
        }
    }
    li_text_close(grown);
    out->text = text;
}

static struct filter_value *filter_add_alternative(struct filter_term *term)
{
    term->list = li_realloc(term->list, term->count + 1, sizeof *term->list);
    struct filter_value *added = &term->list[term->count++];
    *added = (struct filter_value){.how = TEST_IS};
    return added;
}

/* How many bytes of text are a field's name with a sign after it; 0 for a bare word. */
static size_t filter_field_length(const char *text)
{
    size_t n = 0;
    if (!isalpha((unsigned char)text[0]))
        return 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_' || text[n] == '.')
        n++;
    return text[n] && strchr(":<>", text[n]) ? n : 0;
}

/* SQLite takes conditions up to a depth of 1000, and each value is one step down. */
enum { VALUES_MOST = 400 };

static enum li_err filter_refuse_many(const struct filter_terms *terms, struct li_error *err)
{
    size_t values = 0;
    for (size_t i = 0; i < terms->count; i++)
        values += terms->list[i].count;
    if (values <= VALUES_MOST)
        return LI_OK;
    return li_fail(err, LI_USAGE, "The filter has %zu words and values; the maximum is %d.", values,
        VALUES_MOST);
}

/* The values of a field, after its name: ":a,b", ":<+30d", ">=10". */
static enum li_err filter_parse_values(
    const char **at, struct filter_term *term, struct li_error *err)
{
    enum filter_sign all = filter_parse_sign(at);
    if (all == TEST_IS)
        ++*at; /* the colon */
    bool more;
    do {
        struct filter_value *value = filter_add_alternative(term);
        value->how = all == TEST_IS ? filter_parse_sign(at) : all;
        filter_parse_text(at, true, value);
        if (!value->text[0])
            return li_fail(err, LI_USAGE,
                "The filter needs a value for %s; use %s:VALUE, or %s:none for blank.", term->field,
                term->field, term->field);
        more = **at == ',';
        *at += more;
    } while (more);
    return LI_OK;
}

static enum li_err filter_parse_term(
    const char **at, struct filter_term *term, struct li_error *err)
{
    const char *start = *at;
    if (start[0] == '-' && start[1] && !filter_is_blank(start[1])) {
        term->negated = true;
        ++*at;
    }
    enum li_err code = LI_OK;
    size_t length = filter_field_length(*at);
    if (length) {
        term->field = li_strndup(*at, length);
        *at += length;
        code = filter_parse_values(at, term, err);
    } else {
        filter_parse_text(at, false, filter_add_alternative(term));
    }
    term->source = li_strndup(start, (size_t)(*at - start));
    return code;
}

enum li_err filter_parse(const char *text, struct filter_terms *out, struct li_error *err)
{
    assert(out);
    *out = (struct filter_terms){0};
    const char *at = text ? text : "";
    enum li_err code = LI_OK;
    while (!code) {
        while (filter_is_blank(*at))
            at++;
        if (!*at)
            break;
        out->list = li_realloc(out->list, out->count + 1, sizeof *out->list);
        struct filter_term *term = &out->list[out->count++];
        *term = (struct filter_term){0};
        code = filter_parse_term(&at, term, err);
    }
    if (!code)
        code = filter_refuse_many(out, err);
    if (code)
        filter_parse_free(out);
    return code;
}

void filter_parse_free(struct filter_terms *terms)
{
    assert(terms);
    for (size_t i = 0; i < terms->count; i++) {
        struct filter_term *term = &terms->list[i];
        for (size_t j = 0; j < term->count; j++)
            free(term->list[j].text);
        free(term->list);
        free(term->source);
        free(term->field);
    }
    free(terms->list);
    *terms = (struct filter_terms){0};
}
