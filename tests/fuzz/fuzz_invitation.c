/*
 * fuzz_invitation.c: bytes taken for an invitation: refused with a sentence, or just what the
 * invitation they give is written as.
 *
 * The first byte says what the rest is: a file, what a file holds in base64, a line, or a line with
 * six words that open none. The last takes a tenth of a second, so most lines come with words that
 * are none.
 */
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/team/invitation.h"
#include "tests/fuzz/fuzz.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { INVITATION_WITH_WORDS = 255 };

static void reads_file(const void *bytes, size_t size)
{
    struct li_error err = {0};
    struct invitation invitation, again;
    struct bytes written = {0}, twice = {0};
    if (invitation_parse(bytes, size, &invitation, &err)) {
        fuzz_told(&err);
        invitation_clear(&invitation);
        return;
    }
    invitation_write(&invitation, &written);
    HOLDS(!invitation_parse(written.at, written.size, &again, &err));
    invitation_write(&again, &twice);
    HOLDS(twice.size == written.size && memcmp(twice.at, written.at, twice.size) == 0);
    invitation_clear(&invitation);
    invitation_clear(&again);
    free(written.at);
    free(twice.at);
}

static void reads_packed(const uint8_t *data, size_t size)
{
    enum { VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING };
    struct bytes made = {0};
    size_t room = sodium_base64_encoded_len(size, VARIANT);
    char *text = li_calloc(room, 1);
    sodium_bin2base64(text, room, data, size, VARIANT);
    bytes_add_text(&made, "liaise invitation 1\n");
    bytes_add_text(&made, text);
    reads_file(made.at, made.size);
    free(text);
    free(made.at);
}

static void reads_line(const uint8_t *data, size_t size, const char *words)
{
    struct li_error err = {0};
    struct invitation invitation;
    char *line = fuzz_text(data, size);
    HOLDS(invitation_open(line, words, &invitation, &err));
    fuzz_told(&err);
    invitation_clear(&invitation);
    free(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    if (data[0] == INVITATION_WITH_WORDS)
        reads_line(data + 1, size - 1, "budget bulb burger burst bush busy");
    else if (data[0] % 3 == 0)
        reads_file(data + 1, size - 1);
    else if (data[0] % 3 == 1)
        reads_packed(data + 1, size - 1);
    else
        reads_line(data + 1, size - 1, "no words");
    return 0;
}
