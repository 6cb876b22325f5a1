/*
 * lookup.c: records by what people call them. One query a way of naming, tried in turn.
 */
#include "core/query/lookup.h"
#include "core/base/text.h"
#include "core/cache/cache_table.h"
#include "core/cache/cache_update.h"
#include "core/filter/field_sql.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEVERAL_MOST = 20, PREFIX_LEAST = 4, HEX_DIGITS = 2 * ID_SIZE };

/* The text that names a record. */
struct lookup_wanted {
    struct context *context;
    const struct kind *kind;
    const char *ref; /* as typed, trimmed */
    char *folded;
};

/* Fills *out by one way of naming. False on failure. */
typedef bool (*way)(
    const struct lookup_wanted *wanted, struct candidates *out, struct li_error *err);

static void lookup_candidates_add(struct candidates *candidates, struct query *query)
{
    candidates->list =
        li_realloc(candidates->list, candidates->count + 1, sizeof *candidates->list);
    struct candidate *candidate = &candidates->list[candidates->count++];
    query_id(query, 0, &candidate->id);
    candidate->code = li_strdup(query_text(query, 1));
    candidate->title = li_strdup(query_null(query, 2) ? "" : query_text(query, 2));
}

void lookup_candidates_free(struct candidates *candidates)
{
    assert(candidates);
    for (size_t i = 0; i < candidates->count; i++) {
        free(candidates->list[i].code);
        free(candidates->list[i].title);
    }
    free(candidates->list);
    *candidates = (struct candidates){0};
}

/* SQL being written and what its parameters ?1, ?2 ... are bound to. */
struct lookup_search {
    const struct lookup_wanted *wanted;
    char *text;
    FILE *sql;
    const char *bound[64];
    int count;
    bool ids;    /* the values to bind are ids */
    bool cached; /* uses the cache rows of the records */
};

static int lookup_search_bind(struct lookup_search *search, const char *value)
{
    search->bound[search->count++] = value;
    return search->count;
}

static void lookup_search_start(struct lookup_search *search, const struct lookup_wanted *wanted)
{
    const struct kind *kind = wanted->kind;
    *search = (struct lookup_search){.wanted = wanted};
    search->sql = li_text_open(&search->text);
    if (kind->code < 0)
        fputs("SELECT r.id, NULL", search->sql);
    else
        fprintf(search->sql, "SELECT r.id, r.\"%s\"", kind->fields[kind->code].name);
    fprintf(search->sql, ", %s FROM ", kind->title);
}

/* Rows r with their rid and folded words; reads as few columns as possible until the words match.
 */
static void lookup_search_words_from(struct lookup_search *search)
{
    const struct kind *kind = search->wanted->kind;
    search->cached = cache_table_has(kind);
    if (search->cached)
        fprintf(search->sql, "local_cache_%s k CROSS JOIN \"%s\" r ON r.rowid = k.rid", kind->name,
            kind->name);
    else
        fprintf(search->sql, "(SELECT r.rowid AS rid, fold(%s) AS words, r.* FROM \"%s\" r) r",
            kind->title, kind->name);
}

/* The words begin with parameter 1: a range of the table if nothing comes before them in its order.
 */
static const char *lookup_search_beginning(const struct kind *kind)
{
    return cache_table_ordered(kind) && !cache_table_lead(kind)
               ? "words >= ?1 AND words < ?1 || char(1114111)"
               : "instr(words, ?1) = 1";
}

/* The row's words contain every word of words, which is split in place. */
static void lookup_search_every_word(struct lookup_search *search, char *words)
{
    enum { ROOM = sizeof search->bound / sizeof *search->bound };
    char *rest = NULL;
    for (char *word = strtok_r(words, " ", &rest); word && search->count < ROOM;
         word = strtok_r(NULL, " ", &rest))
        fprintf(search->sql, " AND holds(words, ?%d)", lookup_search_bind(search, word));
}

/* Runs the search and collects at most `most`. */
static bool lookup_search_run(
    struct lookup_search *search, size_t most, struct candidates *out, struct li_error *err)
{
    li_text_close(search->sql);
    bool current = !search->cached || !cache_update_early(search->wanted->context, err);
    struct query *query =
        current ? query_new(search->wanted->context->store, search->text, err) : NULL;
    free(search->text);
    if (!query)
        return false;
    for (int i = 0; i < search->count; i++)
        (search->ids ? query_bind_text : query_bind_plain)(query, i + 1, search->bound[i]);
    int step;
    while ((step = query_step(query, err)) > 0 && out->count < most)
        lookup_candidates_add(out, query);
    out->more = step > 0;
    query_free(query);
    return step >= 0;
}

static bool lookup_by_id(
    const struct lookup_wanted *wanted, struct candidates *out, struct li_error *err)
{
    struct id id;
    if (!id_parse(wanted->ref, &id))
        return true;
    struct lookup_search search;
    lookup_search_start(&search, wanted);
    search.ids = true;
    lookup_search_bind(&search, wanted->ref);
    fprintf(search.sql, "\"%s\" r WHERE r.id = ?1", wanted->kind->name);
    return lookup_search_run(&search, 1, out, err);
}

/* How the code matches the text: exactly, except for case, or except for case and accents. The
   first two use an index; the last is a search. */
enum lookup_alike { ALIKE_EXACT, ALIKE_CASE, ALIKE_FOLDED, ALIKE_COUNT };

static bool lookup_by_code_as(const struct lookup_wanted *wanted, enum lookup_alike alike,
    bool archived, struct candidates *out, struct li_error *err)
{
    const char *code = wanted->kind->fields[wanted->kind->code].name;
    struct lookup_search search;
    lookup_search_start(&search, wanted);
    lookup_search_bind(&search, alike == ALIKE_FOLDED ? wanted->folded : wanted->ref);
    if (alike == ALIKE_FOLDED) {
        lookup_search_words_from(&search);
        fprintf(search.sql, " WHERE holds(words, ?1) AND fold(r.\"%s\") = ?1", code);
    } else {
        fprintf(search.sql, "\"%s\" r WHERE r.\"%s\" = ?1%s", wanted->kind->name, code,
            alike == ALIKE_CASE ? " COLLATE NOCASE" : "");
    }
    fprintf(search.sql, " AND r.archived_on IS %sNULL", archived ? "NOT " : "");
    return lookup_search_run(&search, SEVERAL_MOST, out, err);
}

static bool lookup_by_code(
    const struct lookup_wanted *wanted, struct candidates *out, struct li_error *err)
{
    if (wanted->kind->code < 0 || strchr(wanted->folded, ' '))
        return true;
    bool sound = true;
    for (int i = 0; i < 2 * ALIKE_COUNT && sound && out->count == 0; i++)
        sound = lookup_by_code_as(
            wanted, (enum lookup_alike)(i % ALIKE_COUNT), i / ALIKE_COUNT, out, err);
    return sound;
}

/* The least and the greatest id that begin with the hexadecimal digits of text, hyphens aside. */
static bool lookup_prefix_range(const char *text, struct id *least, struct id *greatest)
{
    int digits = 0;
    memset(least, 0, sizeof *least);
    memset(greatest, 0xFF, sizeof *greatest);
    for (; *text; text++) {
        if (*text == '-')
            continue;
        if (!isxdigit((unsigned char)*text) || digits == HEX_DIGITS)
            return false;
        const char digit[] = {*text, '\0'};
        unsigned value = (unsigned)strtoul(digit, NULL, 16);
        int at = digits / 2, shift = digits % 2 ? 0 : 4;
        least->byte[at] = (unsigned char)(least->byte[at] | value << shift);
        greatest->byte[at] = (unsigned char)(greatest->byte[at] & ~((0xFU ^ value) << shift));
        digits++;
    }
    return digits >= PREFIX_LEAST;
}

static bool lookup_by_prefix(
    const struct lookup_wanted *wanted, struct candidates *out, struct li_error *err)
{
    struct id least, greatest;
    if (!lookup_prefix_range(wanted->ref, &least, &greatest))
        return true;
    struct lookup_search search;
    lookup_search_start(&search, wanted);
    fprintf(search.sql, "\"%s\" r WHERE r.id BETWEEN ?1 AND ?2", wanted->kind->name);
    char from[ID_TEXT_SIZE], to[ID_TEXT_SIZE];
    search.ids = true;
    lookup_search_bind(&search, id_text(&least, from));
    lookup_search_bind(&search, id_text(&greatest, to));
    return lookup_search_run(&search, SEVERAL_MOST, out, err);
}

/* Digits may be a word, such as "2026": a prefix of an id counts only if one record has it. */
static bool lookup_by_only_prefix(
    const struct lookup_wanted *wanted, struct candidates *out, struct li_error *err)
{
    bool sound = lookup_by_prefix(wanted, out, err);
    if (out->count != 1)
        lookup_candidates_free(out);
    return sound;
}

static bool lookup_by_title(
    const struct lookup_wanted *wanted, bool archived, struct candidates *out, struct li_error *err)
{
    struct lookup_search search;
    lookup_search_start(&search, wanted);
    lookup_search_words_from(&search);
    lookup_search_bind(&search, wanted->folded);
    fprintf(search.sql, " WHERE %s AND fold(%s) = ?1 AND r.archived_on IS %sNULL",
        lookup_search_beginning(wanted->kind), wanted->kind->title, archived ? "NOT " : "");
    return lookup_search_run(&search, SEVERAL_MOST, out, err);
}

static bool lookup_by_every_word(
    const struct lookup_wanted *wanted, bool archived, struct candidates *out, struct li_error *err)
{
    struct lookup_search search;
    char *words = li_strdup(wanted->folded);
    lookup_search_start(&search, wanted);
    lookup_search_words_from(&search);
    fprintf(search.sql, " WHERE r.archived_on IS %sNULL", archived ? "NOT " : "");
    lookup_search_every_word(&search, words);
    bool sound = lookup_search_run(&search, SEVERAL_MOST, out, err);
    free(words);
    return sound;
}

static bool lookup_by_words(
    const struct lookup_wanted *wanted, struct candidates *out, struct li_error *err)
{
    return lookup_by_title(wanted, false, out, err) &&
           (out->count > 0 || lookup_by_every_word(wanted, false, out, err));
}

static bool lookup_by_words_archived(
    const struct lookup_wanted *wanted, struct candidates *out, struct li_error *err)
{
    return lookup_by_title(wanted, true, out, err) &&
           (out->count > 0 || lookup_by_every_word(wanted, true, out, err));
}

static enum li_err lookup_none_fits(const struct lookup_wanted *wanted, struct li_error *err)
{
    const struct kind *kind = wanted->kind;
    return li_fail(err, LI_NONE, "No %s matches \"%s\"; use its %sid or words from its %s.",
        kind->name, wanted->ref, kind->code < 0 ? "" : "code, its ",
        kind_field(kind, "name") < 0 ? "title" : "name");
}

static enum li_err lookup_several_fit(
    const struct lookup_wanted *wanted, const struct candidates *found, struct li_error *err)
{
    enum { NAMED = 3 };
    char *list = NULL;
    FILE *out = li_text_open(&list);
    for (size_t i = 0; i < found->count && i < NAMED; i++)
        fprintf(out, "%s%s", i ? "; " : "",
            found->list[i].code ? found->list[i].code : found->list[i].title);
    if (found->count > NAMED)
        fputs("; ...", out);
    li_text_close(out);
    enum li_err code = li_fail(
        err, LI_SEVERAL, "Several %s match \"%s\": %s.", wanted->kind->plural, wanted->ref, list);
    free(list);
    return code;
}

/* Ways of naming, in order: the first that finds anything decides. */
struct lookup_ways {
    const way *list;
    size_t count;
};

static enum li_err lookup_find(const struct lookup_wanted *wanted, const struct lookup_ways *ways,
    struct candidates *found, struct li_error *err)
{
    for (size_t i = 0; i < ways->count && found->count == 0; i++)
        if (!ways->list[i](wanted, found, err))
            return err->code;
    return found->count == 0   ? lookup_none_fits(wanted, err)
           : found->count == 1 ? LI_OK
                               : lookup_several_fit(wanted, found, err);
}

static enum li_err lookup_find_one(struct context *context, const struct kind *kind,
    const char *ref, const struct lookup_ways *ways, struct id *out, struct candidates *several,
    struct li_error *err)
{
    struct li_error own = {0};
    struct candidates found = {0};
    char *text = text_normal(ref);
    char *folded = text_fold(text ? text : "");
    struct lookup_wanted wanted = {context, kind, text ? text : "", folded};
    err = err ? err : &own;
    enum li_err code =
        *folded ? lookup_find(&wanted, ways, &found, err) : lookup_none_fits(&wanted, err);
    if (!code)
        *out = found.list[0].id;
    if (code == LI_SEVERAL && several) {
        *several = found;
        found = (struct candidates){0};
    }
    lookup_candidates_free(&found);
    free(folded);
    free(text);
    return code;
}

enum li_err lookup(struct context *context, const struct kind *kind, const char *ref,
    struct id *out, struct candidates *several, struct li_error *err)
{
    assert(context && kind && ref && out);
    static const way list[] = {
        lookup_by_id, lookup_by_code, lookup_by_only_prefix, lookup_by_words, lookup_by_prefix};
    static const struct lookup_ways ways = {list, sizeof list / sizeof *list};
    return lookup_find_one(context, kind, ref, &ways, out, several, err);
}

enum li_err lookup_archived(struct context *context, const struct kind *kind, const char *ref,
    struct id *out, struct candidates *several, struct li_error *err)
{
    assert(context && kind && ref && out);
    static const way list[] = {lookup_by_words_archived};
    static const struct lookup_ways ways = {list, sizeof list / sizeof *list};
    return lookup_find_one(context, kind, ref, &ways, out, several, err);
}

/* Rows that are looked at to be put in order: all of them once a few letters are typed. */
#define SOME_HITS "1000"

/* First the records with a field that begins with the words, then those that contain them. */
static void lookup_some_hits(struct lookup_search *search, char *words)
{
    fputs("(SELECT * FROM (SELECT rid FROM ", search->sql);
    lookup_search_words_from(search);
    fprintf(search->sql,
        " WHERE r.archived_on IS NULL AND %s LIMIT " SOME_HITS ")"
        " UNION SELECT * FROM (SELECT rid FROM ",
        lookup_search_beginning(search->wanted->kind));
    lookup_search_words_from(search);
    fputs(" WHERE r.archived_on IS NULL AND holds(words, char(10) || ?1) LIMIT " SOME_HITS ")"
          " UNION SELECT * FROM (SELECT rid FROM ",
        search->sql);
    lookup_search_words_from(search);
    fputs(" WHERE r.archived_on IS NULL", search->sql);
    lookup_search_every_word(search, words);
    fputs(" LIMIT " SOME_HITS "))", search->sql);
}

static void lookup_some_order(struct lookup_search *search)
{
    const struct kind *kind = search->wanted->kind;
    bool any = !*search->wanted->folded;
    fputs(" ORDER BY CASE", search->sql);
    if (!any && kind->code >= 0)
        fprintf(search->sql, " WHEN instr(fold(r.\"%s\"), ?1) = 1 THEN 0",
            kind->fields[kind->code].name);
    if (!any)
        fprintf(search->sql, " WHEN instr(fold(%s), ?1) = 1 THEN 1", kind->title);
    fputs(" WHEN 1 THEN 2 END", search->sql);
    char *sort = li_strdup(any ? kind->sort : ""), *rest = NULL;
    for (char *name = strtok_r(sort, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        fputs(", ", search->sql);
        field_sql_order(&kind->fields[kind_field(kind, name + (*name == '-'))], NULL, search->sql);
        fputs(*name == '-' ? " DESC" : "", search->sql);
    }
    free(sort);
    fprintf(search->sql, ", fold(%s), r.id", kind->title);
}

enum li_err lookup_some(struct context *context, const struct kind *kind, const char *words,
    size_t most, struct candidates *out, struct li_error *err)
{
    assert(context && kind && words && out);
    struct li_error own = {0};
    struct lookup_search search;
    char *folded = text_fold(words), *cut = li_strdup(folded);
    struct lookup_wanted wanted = {context, kind, words, folded};
    err = err ? err : &own;
    *out = (struct candidates){0};
    lookup_search_start(&search, &wanted);
    lookup_search_bind(&search, folded);
    lookup_some_hits(&search, cut);
    fprintf(search.sql, " h CROSS JOIN \"%s\" r ON r.rowid = h.rid", kind->name);
    lookup_some_order(&search);
    bool sound = lookup_search_run(&search, most, out, err);
    if (!sound)
        lookup_candidates_free(out);
    free(cut);
    free(folded);
    return sound ? LI_OK : err->code;
}

/* The number of leading digits that two ids have in common. */
static int lookup_common_digits(const struct id *a, const struct id *b)
{
    int at = 0;
    while (at < ID_SIZE && a->byte[at] == b->byte[at])
        at++;
    if (at == ID_SIZE)
        return HEX_DIGITS;
    return 2 * at + ((a->byte[at] ^ b->byte[at]) < 0x10);
}

/* Only the ids next to it in order matter: no other has more digits in common with it. */
const char *lookup_short_id(
    struct context *context, const struct kind *kind, const struct id *id, char out[ID_TEXT_SIZE])
{
    assert(context && kind && id);
    int digits = PREFIX_LEAST;
    char *sql = li_format("SELECT max(id) FROM \"%s\" WHERE id < ?1 UNION ALL"
                          " SELECT min(id) FROM \"%s\" WHERE id > ?1",
        kind->name, kind->name);
    struct query *query = query_new(context->store, sql, NULL);
    free(sql);
    if (query) {
        struct id neighbour;
        query_bind_id(query, 1, id);
        while (query_step(query, NULL) > 0)
            if (query_id(query, 0, &neighbour) && lookup_common_digits(id, &neighbour) >= digits)
                digits = lookup_common_digits(id, &neighbour) + 1;
    }
    query_free(query);
    id_text(id, out);
    int length = 0;
    for (int seen = 0; seen < digits && out[length]; length++)
        seen += out[length] != '-';
    out[length] = '\0';
    return out;
}
