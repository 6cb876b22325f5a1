/*
 * dice.c: a source of chance in the place of libsodium's.
 */
#include "tests/sync/dice.h"
#include "data/crypto/seal.h"
#include "tests/support/chance.h"
#include "tests/support/check.h"
#include <sodium.h>

static struct chance dice_chance;
static struct chance dice_aside; /* for nonces, and while set aside */
static bool dice_is_aside;
static uint64_t dice_ids;

struct id __wrap_id_new(void);

/* One after another, as those that are made of the time are. */
struct id __wrap_id_new(void)
{
    struct id id = chance_id(dice_is_aside ? &dice_aside : &dice_chance);
    if (dice_is_aside)
        return id;
    dice_ids++;
    for (int i = 0; i < 6; i++)
        id.byte[i] = (unsigned char)(dice_ids >> (40 - 8 * i));
    id.byte[6] = 0x70;
    id.byte[8] = (unsigned char)(0x80 | (id.byte[8] & 0x3F));
    return id;
}

static const char *dice_name(void)
{
    return "dice";
}

static uint32_t dice_number(void)
{
    return (uint32_t)chance_next(&dice_chance);
}

static void dice_bytes(void *const out, const size_t size)
{
    unsigned char *bytes = out;
    struct chance *chance = size == SEAL_NONCE_SIZE || dice_is_aside ? &dice_aside : &dice_chance;
    for (size_t i = 0; i < size; i++)
        bytes[i] = (unsigned char)chance_next(chance);
}

void dice_set_aside(bool aside)
{
    dice_is_aside = aside;
}

void dice_load(uint64_t seed)
{
    static randombytes_implementation dice = {
        .implementation_name = dice_name, .random = dice_number, .buf = dice_bytes};
    dice_chance.state = seed * 999983u + 5;
    dice_aside.state = seed * 999979u + 7;
    dice_ids = (uint64_t)1 << 40;
    assert_int_equal(randombytes_set_implementation(&dice), 0);
    assert_true(sodium_init() >= 0);
}
