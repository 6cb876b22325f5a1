/*
 * test_palette_match.c: what is typed on the palette finds what a person means, the best first.
 */
#include "tui/palette/palette_match.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct palette_subject draft = {
    "draft-plan", "Draft next year's plan for this affiliate", "annual"};
static const struct palette_subject archive = {
    "archive", "Archive or restore the record, or all selected", "delete remove"};
static const struct palette_subject cama = {"CAMA", "Canadian Association", ""};

static void each_way_has_its_rank(void **state)
{
    static const struct {
        const char *typed;
        const struct palette_subject *subject;
        enum palette_rank rank;
    } cases[] = {
        {"", &draft, PALETTE_WORDS}, {"draft-plan", &draft, PALETTE_EXACT},
        {"draft", &draft, PALETTE_BEGINS}, {"plan next", &draft, PALETTE_WORDS},
        {"annual", &draft, PALETTE_WORDS}, {"dftplan", &draft, PALETTE_LETTERS},
        {"dft plan", &draft, PALETTE_LETTERS}, {"nalpfd", &draft, PALETTE_NONE},
        {"delete", &archive, PALETTE_WORDS}, {"rchv", &archive, PALETTE_NONE}, /* begins no word */
        {"cama", &cama, PALETTE_EXACT}, {"cam", &cama, PALETTE_BEGINS},
        {"cd", &cama, PALETTE_NONE}, /* too few letters to mean anything */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(palette_match(cases[i].typed, cases[i].subject), cases[i].rank);
}

static void what_has_no_texts_fits_nothing_typed(void **state)
{
    static const struct palette_subject nothing = {NULL, NULL, NULL};
    (void)state;
    assert_int_equal(palette_match("a", &nothing), PALETTE_NONE);
    assert_int_equal(palette_match("", &nothing), PALETTE_WORDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_way_has_its_rank),
        cmocka_unit_test(what_has_no_texts_fits_nothing_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
