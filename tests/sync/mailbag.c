/*
 * mailbag.c: bundles in memory.
 */
#include "tests/sync/mailbag.h"
#include "data/base/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAILBAG_LOSES = 20, MAILBAG_REPEATS = 3, MAILBAG_DELAYS = 15 /* of a hundred */ };

void mailbag_begin(struct mailbag *bag, struct chance *chance, int readers)
{
    *bag = (struct mailbag){.chance = chance, .readers = readers};
}

void mailbag_end(struct mailbag *bag)
{
    for (size_t i = 0; i < bag->count; i++) {
        free(bag->bundles[i].bytes);
        free(bag->bundles[i].taken);
    }
    free(bag->bundles);
}

static enum li_err mailbag_open(struct carrier *carrier, struct li_error *err)
{
    (void)carrier;
    (void)err;
    return LI_OK;
}

static void mailbag_close(struct carrier *carrier)
{
    (void)carrier;
}

static bool mailbag_has(const struct mailbag *bag, const struct hash *hash)
{
    bool has = hash_is_zero(hash);
    for (size_t i = 0; i < bag->count && !has; i++)
        has = hash_equal(&bag->bundles[i].header.hash, hash);
    return has;
}

/* Those to which nothing is missing: a bundle is taken only once that before it is there. */
static enum li_err mailbag_heads(
    struct carrier *carrier, carrier_give_head give, void *arg, struct li_error *err)
{
    const struct mailbag_reader *reader = carrier->state;
    enum li_err code = LI_OK;
    for (size_t i = 0; i < reader->bag->count && !code; i++) {
        const struct bundle_header *header = &reader->bag->bundles[i].header;
        const struct entry_name head = {header->replica, header->last, header->hash};
        code = give(arg, &head, err);
    }
    return code;
}

static enum li_err mailbag_push(struct carrier *carrier, const struct bundle_header *header,
    const void *bytes, size_t size, struct li_error *err)
{
    const struct mailbag_reader *reader = carrier->state;
    struct mailbag *bag = reader->bag;
    (void)err;
    if (chance_of(bag->chance, MAILBAG_LOSES) || !mailbag_has(bag, &header->before))
        return LI_OK;
    bag->bundles = li_realloc(bag->bundles, bag->count + 1, sizeof *bag->bundles);
    struct mailbag_bundle *bundle = &bag->bundles[bag->count++];
    *bundle = (struct mailbag_bundle){.header = *header,
        .bytes = li_calloc(1, size),
        .size = size,
        .taken = li_calloc((size_t)bag->readers, 1)};
    memcpy(bundle->bytes, bytes, size);
    bundle->taken[reader->number] = 1;
    return LI_OK;
}

static enum li_err mailbag_give(const struct mailbag_reader *reader, size_t at,
    carrier_give_bundle give, void *arg, struct li_error *err)
{
    char name[32];
    struct mailbag *bag = reader->bag;
    struct mailbag_bundle *bundle = &bag->bundles[at];
    bool again = bundle->taken[reader->number] && chance_of(bag->chance, MAILBAG_REPEATS);
    if (chance_of(bag->chance, MAILBAG_DELAYS) || (bundle->taken[reader->number] && !again))
        return LI_OK;
    snprintf(name, sizeof name, "%zu", at);
    return give(arg, name, bundle->bytes, bundle->size, err);
}

/* In any order, some later or again. */
static enum li_err mailbag_pull(struct carrier *carrier, const struct heads *have,
    carrier_give_bundle give, void *arg, struct li_error *err)
{
    (void)have;
    const struct mailbag_reader *reader = carrier->state;
    size_t count = reader->bag->count, *order = li_calloc(count + 1, sizeof *order);
    enum li_err code = LI_OK;
    for (size_t i = 0; i < count; i++) {
        size_t other = (size_t)chance_below(reader->bag->chance, (int)i + 1);
        order[i] = order[other];
        order[other] = i;
    }
    for (size_t i = 0; i < count && !code; i++)
        code = mailbag_give(reader, order[i], give, arg, err);
    free(order);
    return code;
}

static enum li_err mailbag_judged(
    struct carrier *carrier, const char *name, enum carrier_verdict verdict, struct li_error *err)
{
    const struct mailbag_reader *reader = carrier->state;
    (void)err;
    if (verdict == CARRIER_TAKEN)
        reader->bag->bundles[strtoul(name, NULL, 10)].taken[reader->number] = 1;
    return LI_OK;
}

const struct carrier_class mailbag_class = {
    .name = "mailbag",
    .open = mailbag_open,
    .close = mailbag_close,
    .heads = mailbag_heads,
    .pull = mailbag_pull,
    .judged = mailbag_judged,
    .push = mailbag_push,
};
