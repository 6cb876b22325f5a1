/*
 * test_page_layout.c: a page laid out for any width stays inside it and loses no link.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include "tui/page/page_layout.h"
#include <stdlib.h>
#include <string.h>

static struct page *read_page(struct office *office, const struct kind *kind, const struct id *id)
{
    struct page *page;
    struct li_error err;
    if (page_load(office->context, kind, id, &page, &err) != LI_OK)
        fail_msg("%s", err.message);
    return page;
}

static struct id add_affiliate(struct office *office)
{
    struct id id = office_add(office, &kind_affiliate, "code", "TAITUARA", "name",
        "Taituarā, 地方自治体, an association whose name is longer than a small screen is wide",
        "kind", "international", "country", "NZ", "notes",
        "First line.\n\nA long second one with 漢字 in it that has to be broken somewhere, and "
        "Averyveryveryveryveryverylongwordthatfitsnowhere.",
        NULL);
    office_add(office, &kind_person, "name", "Ada", "organization", "TAITUARA", NULL);
    office_add(office, &kind_goal, "affiliate", "TAITUARA", "title", "Train", "measure", "total",
        "target", "10", "start", "2026-01-01", "due", "2026-12-31", NULL);
    office_add(office, &kind_progress, "goal", "Train", "value", "4", "day", "2026-03-01", NULL);
    return id;
}

static void assert_inside(const struct page_layout *layout, int width)
{
    for (size_t i = 0; i < layout->row_count; i++)
        for (size_t j = 0; j < layout->rows[i].count; j++) {
            const struct page_layout_piece *piece = &layout->rows[i].pieces[j];
            bool after = j == 0 || piece->x >= piece[-1].x + piece[-1].width;
            if (piece->x + piece->width > width || piece->width < 0 || !after)
                fail_msg("width %d, row %zu, piece %zu", width, i, j);
        }
}

static void test_any_width(void **state)
{
    struct office *office = *state;
    struct id id = add_affiliate(office);
    struct page *page = read_page(office, &kind_affiliate, &id);
    for (int width = 20; width <= 260; width++) {
        struct page_layout layout;
        page_layout_make(&layout, page, width);
        assert_true(layout.row_count > 10);
        assert_inside(&layout, width);
        for (size_t i = 1; i < layout.link_count; i++)
            assert_true(layout.links[i].column > layout.links[i - 1].column ||
                        layout.links[i].row >= layout.links[i - 1].row);
        page_layout_free(&layout);
    }
    page_free(page);
}

/* From 160 columns on; the sections keep their order, and no column is much longer than the other.
 */
static void test_sections_stand_side_by_side(void **state)
{
    struct office *office = *state;
    struct id id = add_affiliate(office);
    struct page *page = read_page(office, &kind_affiliate, &id);
    struct page_layout one, two;
    page_layout_make(&one, page, 120);
    page_layout_make(&two, page, 160);
    assert_int_equal(one.links[one.link_count - 1].column, 0);
    assert_int_equal(two.links[0].column, 0);
    assert_int_equal(two.links[two.link_count - 1].column, 1);
    assert_true(two.row_count < one.row_count * 3 / 4);
    assert_int_equal(one.link_count, two.link_count);
    for (size_t i = 0; i < one.link_count; i++)
        assert_ptr_equal(one.links[i].span, two.links[i].span);
    page_layout_free(&one);
    page_layout_free(&two);
    page_free(page);
}

static bool has_link(const struct page_layout *layout, const struct kind *kind)
{
    for (size_t i = 0; i < layout->link_count; i++)
        if (layout->links[i].span->kind == kind)
            return true;
    return false;
}

static void test_names_can_be_followed(void **state)
{
    struct office *office = *state;
    struct id id = add_affiliate(office);
    struct page *page = read_page(office, &kind_affiliate, &id);
    struct page_layout layout;
    page_layout_make(&layout, page, 80);
    assert_true(has_link(&layout, &kind_person));
    assert_true(has_link(&layout, &kind_goal));
    assert_true(has_link(&layout, kind_find("country")));
    page_layout_free(&layout);
    page_free(page);
}

static char *row_text(const struct page_layout *layout, size_t row)
{
    char *text;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < layout->rows[row].count; i++)
        fputs(layout->rows[row].pieces[i].text ? layout->rows[row].pieces[i].text : "", out);
    li_text_close(out);
    return text;
}

/* Words that would be pushed out of sight by a bar are more than its length. */
static void test_a_bar_gives_way(void **state)
{
    struct office *office = *state;
    struct id id = add_affiliate(office);
    struct page *affiliate = read_page(office, &kind_affiliate, &id), *page = NULL;
    struct page_layout layout;
    bool seen = false;
    page_layout_make(&layout, affiliate, 80);
    for (size_t i = 0; i < layout.link_count && !page; i++)
        if (layout.links[i].span->kind == &kind_goal)
            page = read_page(office, &kind_goal, &layout.links[i].span->id);
    page_layout_free(&layout);
    page_layout_make(&layout, page, 40);
    for (size_t i = 0; i < layout.row_count; i++) {
        char *text = row_text(&layout, i);
        seen |= strstr(text, "40%") && strstr(text, "At risk");
        free(text);
    }
    assert_true(seen);
    page_layout_free(&layout);
    page_free(page);
    page_free(affiliate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(test_any_width),
        OFFICE_TEST(test_sections_stand_side_by_side),
        OFFICE_TEST(test_names_can_be_followed),
        OFFICE_TEST(test_a_bar_gives_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
