/*
 * lookup.c: records by what people call them. One query a way of naming, tried in turn.
 */
#include "core/query/lookup.h"
#include "core/base/text.h"
#include "core/cache/cache_table.h"
#include "core/cache/cache_update.h"
#include "core/query/field_sql.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEVERAL_MOST = 20, PREFIX_LEAST = 4, HEX_DIGITS = 2 * ID_SIZE };

/* What a record is found by. */
struct wanted {
    struct li *li;
    const struct kind *kind;
    const char *ref; /* as typed, trimmed */
    char *folded;
};

/* Fills out by one way of naming. False on failure. */
typedef bool (*way)(const struct wanted *wanted, struct candidates *out, struct li_error *err);

static void candidates_add(struct candidates *candidates, struct query *query)
{
    candidates->list =
        li_realloc(candidates->list, candidates->count + 1, sizeof *candidates->list);
    struct candidate *candidate = &candidates->list[candidates->count++];
    query_id(query, 0, &candidate->id);
    candidate->code = li_strdup(query_text(query, 1));
    candidate->title = li_strdup(query_null(query, 2) ? "" : query_text(query, 2));
}

void candidates_free(struct candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++) {
        free(candidates->list[i].code);
        free(candidates->list[i].title);
    }
    free(candidates->list);
    *candidates = (struct candidates){0};
}

/* SQL being written and what its parameters ?1, ?2 ... are bound to. */
struct search {
    const struct wanted *wanted;
    char *text;
    FILE *sql;
    const char *bound[64];
    int count;
    bool ids;  /* what is bound are ids */
    bool kept; /* looks at what is kept of the records */
};

static int search_bind(struct search *search, const char *value)
{
    search->bound[search->count++] = value;
    return search->count;
}

static void search_start(struct search *search, const struct wanted *wanted)
{
    const struct kind *kind = wanted->kind;
    *search = (struct search){.wanted = wanted};
    search->sql = li_text_open(&search->text);
    if (kind->code < 0)
        fputs("SELECT r.id, NULL", search->sql);
    else
        fprintf(search->sql, "SELECT r.id, r.\"%s\"", kind->fields[kind->code].name);
    fprintf(search->sql, ", %s FROM ", kind->title);
}

/* Rows r with their rid and folded words, reading as few columns as can be until words fit. */
static void search_words_from(struct search *search)
{
    const struct kind *kind = search->wanted->kind;
    search->kept = kept_has(kind);
    if (search->kept)
        fprintf(search->sql, "local_kept_%s k CROSS JOIN \"%s\" r ON r.rowid = k.rid", kind->name,
            kind->name);
    else
        fprintf(search->sql, "(SELECT r.rowid AS rid, fold(%s) AS words, r.* FROM \"%s\" r) r",
            kind->title, kind->name);
}

/* The words begin with parameter 1: a stretch of the table where nothing comes before them in its
   order. */
static const char *search_beginning(const struct kind *kind)
{
    return kept_ordered(kind) && !kept_lead(kind) ? "words >= ?1 AND words < ?1 || char(1114111)"
                                                  : "instr(words, ?1) = 1";
}

/* Every word of words (cut apart in place) is in the row's. */
static void search_every_word(struct search *search, char *words)
{
    enum { ROOM = sizeof search->bound / sizeof *search->bound };
    char *rest = NULL;
    for (char *word = strtok_r(words, " ", &rest); word && search->count < ROOM;
         word = strtok_r(NULL, " ", &rest))
        fprintf(search->sql, " AND holds(words, ?%d)", search_bind(search, word));
}

/* Runs what was written and gathers at most so many. */
static bool search_run(
    struct search *search, size_t most, struct candidates *out, struct li_error *err)
{
    li_text_close(search->sql);
    bool settled = !search->kept || li_settle_early(search->wanted->li, err) == LI_OK;
    struct query *query = settled ? query_new(search->wanted->li->store, search->text, err) : NULL;
    free(search->text);
    if (!query)
        return false;
    for (int i = 0; i < search->count; i++)
        (search->ids ? query_bind_text : query_bind_plain)(query, i + 1, search->bound[i]);
    int step;
    while ((step = query_step(query, err)) > 0 && out->count < most)
        candidates_add(out, query);
    out->more = step > 0;
    query_free(query);
    return step >= 0;
}

static bool by_id(const struct wanted *wanted, struct candidates *out, struct li_error *err)
{
    struct id id;
    if (!id_parse(wanted->ref, &id))
        return true;
    struct search search;
    search_start(&search, wanted);
    search.ids = true;
    search_bind(&search, wanted->ref);
    fprintf(search.sql, "\"%s\" r WHERE r.id = ?1", wanted->kind->name);
    return search_run(&search, 1, out, err);
}

/* How much alike the code is to what was typed: the same, but for its case, but for accents too.
   The first two are found by an index; the last is a search. */
enum alike { ALIKE_EXACT, ALIKE_CASE, ALIKE_FOLDED, ALIKE_COUNT };

static bool by_code_as(const struct wanted *wanted, enum alike alike, bool archived,
    struct candidates *out, struct li_error *err)
{
    const char *code = wanted->kind->fields[wanted->kind->code].name;
    struct search search;
    search_start(&search, wanted);
    search_bind(&search, alike == ALIKE_FOLDED ? wanted->folded : wanted->ref);
    if (alike == ALIKE_FOLDED) {
        search_words_from(&search);
        fprintf(search.sql, " WHERE holds(words, ?1) AND fold(r.\"%s\") = ?1", code);
    } else {
        fprintf(search.sql, "\"%s\" r WHERE r.\"%s\" = ?1%s", wanted->kind->name, code,
            alike == ALIKE_CASE ? " COLLATE NOCASE" : "");
    }
    fprintf(search.sql, " AND r.archived_on IS %sNULL", archived ? "NOT " : "");
    return search_run(&search, SEVERAL_MOST, out, err);
}

static bool by_code(const struct wanted *wanted, struct candidates *out, struct li_error *err)
{
    if (wanted->kind->code < 0 || strchr(wanted->folded, ' '))
        return true;
    bool sound = true;
    for (int i = 0; i < 2 * ALIKE_COUNT && sound && out->count == 0; i++)
        sound = by_code_as(wanted, (enum alike)(i % ALIKE_COUNT), i / ALIKE_COUNT, out, err);
    return sound;
}

/* The least and the greatest id that begin with the hexadecimal digits of text, hyphens aside. */
static bool prefix_range(const char *text, struct id *least, struct id *greatest)
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

static bool by_prefix(const struct wanted *wanted, struct candidates *out, struct li_error *err)
{
    struct id least, greatest;
    if (!prefix_range(wanted->ref, &least, &greatest))
        return true;
    struct search search;
    search_start(&search, wanted);
    fprintf(search.sql, "\"%s\" r WHERE r.id BETWEEN ?1 AND ?2", wanted->kind->name);
    char from[ID_TEXT_SIZE], to[ID_TEXT_SIZE];
    search.ids = true;
    search_bind(&search, id_text(&least, from));
    search_bind(&search, id_text(&greatest, to));
    return search_run(&search, SEVERAL_MOST, out, err);
}

/* Digits may well be a word, such as "2026": only a prefix of one record comes before words. */
static bool by_only_prefix(
    const struct wanted *wanted, struct candidates *out, struct li_error *err)
{
    bool sound = by_prefix(wanted, out, err);
    if (out->count != 1)
        candidates_free(out);
    return sound;
}

static bool by_title(
    const struct wanted *wanted, bool archived, struct candidates *out, struct li_error *err)
{
    struct search search;
    search_start(&search, wanted);
    search_words_from(&search);
    search_bind(&search, wanted->folded);
    fprintf(search.sql, " WHERE %s AND fold(%s) = ?1 AND r.archived_on IS %sNULL",
        search_beginning(wanted->kind), wanted->kind->title, archived ? "NOT " : "");
    return search_run(&search, SEVERAL_MOST, out, err);
}

static bool by_every_word(
    const struct wanted *wanted, bool archived, struct candidates *out, struct li_error *err)
{
    struct search search;
    char *words = li_strdup(wanted->folded);
    search_start(&search, wanted);
    search_words_from(&search);
    fprintf(search.sql, " WHERE r.archived_on IS %sNULL", archived ? "NOT " : "");
    search_every_word(&search, words);
    bool sound = search_run(&search, SEVERAL_MOST, out, err);
    free(words);
    return sound;
}

static bool by_words(const struct wanted *wanted, struct candidates *out, struct li_error *err)
{
    return by_title(wanted, false, out, err) &&
           (out->count > 0 || by_every_word(wanted, false, out, err));
}

static bool by_words_archived(
    const struct wanted *wanted, struct candidates *out, struct li_error *err)
{
    return by_title(wanted, true, out, err) &&
           (out->count > 0 || by_every_word(wanted, true, out, err));
}

static enum li_err none_fits(const struct wanted *wanted, struct li_error *err)
{
    const struct kind *kind = wanted->kind;
    return li_fail(err, LI_NONE, "No %s is called \"%s\"; name it by its %sid or words of its %s.",
        kind->name, wanted->ref, kind->code < 0 ? "" : "code, its ",
        kind_field(kind, "name") < 0 ? "title" : "name");
}

static enum li_err several_fit(
    const struct wanted *wanted, const struct candidates *found, struct li_error *err)
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
    enum li_err code = li_fail(err, LI_SEVERAL, "Several %s are called \"%s\": %s.",
        wanted->kind->plural, wanted->ref, list);
    free(list);
    return code;
}

/* Ways of naming, in order: the first that finds anything decides. */
struct ways {
    const way *list;
    size_t count;
};

static enum li_err find(const struct wanted *wanted, const struct ways *ways,
    struct candidates *found, struct li_error *err)
{
    for (size_t i = 0; i < ways->count && found->count == 0; i++)
        if (!ways->list[i](wanted, found, err))
            return err->code;
    return found->count == 0   ? none_fits(wanted, err)
           : found->count == 1 ? LI_OK
                               : several_fit(wanted, found, err);
}

static enum li_err find_one(struct li *li, const struct kind *kind, const char *ref,
    const struct ways *ways, struct id *out, struct candidates *several, struct li_error *err)
{
    struct li_error own = {0};
    struct candidates found = {0};
    char *text = text_normal(ref);
    char *folded = text_fold(text ? text : "");
    struct wanted wanted = {li, kind, text ? text : "", folded};
    err = err ? err : &own;
    enum li_err code = *folded ? find(&wanted, ways, &found, err) : none_fits(&wanted, err);
    if (code == LI_OK)
        *out = found.list[0].id;
    if (code == LI_SEVERAL && several) {
        *several = found;
        found = (struct candidates){0};
    }
    candidates_free(&found);
    free(folded);
    free(text);
    return code;
}

enum li_err lookup(struct li *li, const struct kind *kind, const char *ref, struct id *out,
    struct candidates *several, struct li_error *err)
{
    static const way list[] = {by_id, by_code, by_only_prefix, by_words, by_prefix};
    static const struct ways ways = {list, sizeof list / sizeof *list};
    return find_one(li, kind, ref, &ways, out, several, err);
}

enum li_err lookup_archived(struct li *li, const struct kind *kind, const char *ref, struct id *out,
    struct candidates *several, struct li_error *err)
{
    static const way list[] = {by_words_archived};
    static const struct ways ways = {list, sizeof list / sizeof *list};
    return find_one(li, kind, ref, &ways, out, several, err);
}

/* Rows that are looked at to be put in order: all of them once a few letters are typed. */
#define SOME_HITS "1000"

/* Those of which a field begins with the words, and those that hold them. */
static void some_hits(struct search *search, char *words)
{
    fputs("(SELECT * FROM (SELECT rid FROM ", search->sql);
    search_words_from(search);
    fprintf(search->sql,
        " WHERE r.archived_on IS NULL AND %s LIMIT " SOME_HITS ")"
        " UNION SELECT * FROM (SELECT rid FROM ",
        search_beginning(search->wanted->kind));
    search_words_from(search);
    fputs(" WHERE r.archived_on IS NULL AND holds(words, char(10) || ?1) LIMIT " SOME_HITS ")"
          " UNION SELECT * FROM (SELECT rid FROM ",
        search->sql);
    search_words_from(search);
    fputs(" WHERE r.archived_on IS NULL", search->sql);
    search_every_word(search, words);
    fputs(" LIMIT " SOME_HITS "))", search->sql);
}

static void some_order(struct search *search)
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
        expression_order(&kind->fields[kind_field(kind, name + (*name == '-'))], NULL, search->sql);
        fputs(*name == '-' ? " DESC" : "", search->sql);
    }
    free(sort);
    fprintf(search->sql, ", fold(%s), r.id", kind->title);
}

enum li_err lookup_some(struct li *li, const struct kind *kind, const char *words, size_t most,
    struct candidates *out, struct li_error *err)
{
    struct li_error own = {0};
    struct search search;
    char *folded = text_fold(words), *cut = li_strdup(folded);
    struct wanted wanted = {li, kind, words, folded};
    err = err ? err : &own;
    *out = (struct candidates){0};
    search_start(&search, &wanted);
    search_bind(&search, folded);
    some_hits(&search, cut);
    fprintf(search.sql, " h CROSS JOIN \"%s\" r ON r.rowid = h.rid", kind->name);
    some_order(&search);
    bool sound = search_run(&search, most, out, err);
    if (!sound)
        candidates_free(out);
    free(cut);
    free(folded);
    return sound ? LI_OK : err->code;
}

/* Digits that two ids have in common at their beginning. */
static int common_digits(const struct id *a, const struct id *b)
{
    int at = 0;
    while (at < ID_SIZE && a->byte[at] == b->byte[at])
        at++;
    if (at == ID_SIZE)
        return HEX_DIGITS;
    return 2 * at + ((a->byte[at] ^ b->byte[at]) < 0x10);
}

/* The ids next to it in order decide: no other has more in common with it. */
const char *lookup_short_id(
    struct li *li, const struct kind *kind, const struct id *id, char out[ID_TEXT_SIZE])
{
    int digits = PREFIX_LEAST;
    char *sql = li_format("SELECT max(id) FROM \"%s\" WHERE id < ?1 UNION ALL"
                          " SELECT min(id) FROM \"%s\" WHERE id > ?1",
        kind->name, kind->name);
    struct query *query = query_new(li->store, sql, NULL);
    free(sql);
    if (query) {
        struct id neighbour;
        query_bind_id(query, 1, id);
        while (query_step(query, NULL) > 0)
            if (query_id(query, 0, &neighbour) && common_digits(id, &neighbour) >= digits)
                digits = common_digits(id, &neighbour) + 1;
    }
    query_free(query);
    id_text(id, out);
    int length = 0;
    for (int seen = 0; seen < digits && out[length]; length++)
        seen += out[length] != '-';
    out[length] = '\0';
    return out;
}
