/*
 * page_build.c: sections, lines and spans grown one after another.
 */
#include "core/page/page_build.h"
#include "core/base/text.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_WIDTH = 18 };

static struct page_section *page_last_section(struct page *page)
{
    assert(page->section_count > 0);
    return &page->sections[page->section_count - 1];
}

static struct page_line *page_last_line(struct page *page)
{
    struct page_section *section = page_last_section(page);
    assert(section->line_count > 0);
    return &section->lines[section->line_count - 1];
}

void page_build_section(struct page *page, const struct kind *adds)
{
    assert(page);
    page->sections = li_realloc(page->sections, page->section_count + 1, sizeof *page->sections);
    page->sections[page->section_count++] = (struct page_section){.adds = adds};
}

void page_build_heading(struct page *page, const char *name, int64_t count)
{
    assert(name);
    assert(count >= 0);
    struct page_section *section = page_last_section(page);
    section->heading = count ? li_format("%s (%lld)", name, (long long)count) : li_strdup(name);
}

void page_build_line(struct page *page)
{
    assert(page && page->section_count > 0);
    struct page_section *section = page_last_section(page);
    section->lines = li_realloc(section->lines, section->line_count + 1, sizeof *section->lines);
    section->lines[section->line_count++] = (struct page_line){0};
}

void page_build_wrap(struct page *page)
{
    assert(page && page->section_count > 0);
    page_last_line(page)->wraps = true;
}

static struct page_span *page_add_span(struct page *page, const struct page_span *span)
{
    struct page_line *line = page_last_line(page);
    line->spans = li_realloc(line->spans, line->span_count + 1, sizeof *line->spans);
    line->spans[line->span_count] = *span;
    return &line->spans[line->span_count++];
}

struct page_span *page_build_text(struct page *page, enum page_span_type type, const char *text)
{
    assert(page && page->section_count > 0);
    struct page_section *section = page_last_section(page);
    if (type == SPAN_LABEL) {
        int width = text_width(text);
        if (width > section->label_width)
            section->label_width = width < LABEL_WIDTH ? width : LABEL_WIDTH;
    }
    return page_add_span(
        page, &(struct page_span){.type = type, .text = li_strdup(text ? text : "")});
}

struct page_span *page_build_link(
    struct page *page, const struct kind *kind, const struct id *id, const char *text)
{
    assert(kind && id);
    struct page_span *span = page_build_text(page, SPAN_TEXT, text);
    span->kind = kind;
    span->id = *id;
    return span;
}

struct page_span *page_build_health(struct page *page, enum health health, const char *word)
{
    assert(health < HEALTH_COUNT);
    struct page_span *span = page_build_text(page, SPAN_HEALTH, word);
    span->health = health;
    return span;
}

static struct page_span *page_add_values(
    struct page *page, enum page_span_type type, const double *values, size_t count)
{
    struct page_span span = {.type = type,
        .text = li_strdup(""),
        .values = li_calloc(count + 1, sizeof *values),
        .value_count = count};
    memcpy(span.values, values, count * sizeof *values);
    return page_add_span(page, &span);
}

struct page_span *page_build_standing(struct page *page, enum health health)
{
    char word[CHOICE_WORD_SIZE];
    return page_build_health(page, health, choice_word(health_names[health], word));
}

struct page_span *page_build_bar(
    struct page *page, double fraction, double expected, enum health health)
{
    assert(health < HEALTH_COUNT);
    struct page_span *span =
        page_add_values(page, SPAN_BAR, (const double[]){fraction, expected}, 2);
    span->health = health;
    return span;
}

struct page_span *page_build_spark(struct page *page, const double *values, size_t count)
{
    assert(count > 0);
    return page_add_values(page, SPAN_SPARK, values, count);
}

static void page_free_section(struct page_section *section)
{
    for (size_t i = 0; i < section->line_count; i++) {
        struct page_line *line = &section->lines[i];
        for (size_t j = 0; j < line->span_count; j++) {
            free(line->spans[j].text);
            free(line->spans[j].values);
        }
        free(line->spans);
    }
    free(section->lines);
    free(section->heading);
}

void page_build_drop(struct page *page)
{
    assert(page->section_count > 0);
    page_free_section(page_last_section(page));
    page->section_count--;
}

void page_free(struct page *page)
{
    if (!page)
        return;
    for (size_t i = 0; i < page->section_count; i++)
        page_free_section(&page->sections[i]);
    free(page->sections);
    free(page->title);
    free(page->subtitle);
    free(page);
}
