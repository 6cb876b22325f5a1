/*
 * invitation.c: writes and reads an invitation: in the encoding of hash.h, as text, and sealed with
 * words.
 *
 * The text is URL-safe base64, because letters, digits, - and _ survive every mail program.
 */
#include "data/team/invitation.h"
#include "data/base/encoding.h"
#include "data/base/memory.h"
#include "data/crypto/secret.h"
#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static const char invitation_tag[] = "liaise invitation 1";
static const char invitation_line_tag[] = "liaise1-";

enum {
    INVITATION_BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING,
    INVITATION_SIZE_MOST = 1 << 20,
    INVITATION_TEXT_MOST = 4096,
    INVITATION_CARRIERS_MOST = 1000,
    INVITATION_KEYS_MOST = 1000,
    INVITATION_COLUMNS = 76,
};

/* --- the invitation --------------------------------------------------------------------------- */

void invitation_add_carrier(
    struct invitation *invitation, const char *name, const char *class_name, const char *place)
{
    assert(invitation && name && class_name && place);
    invitation->carriers = li_realloc(
        invitation->carriers, invitation->carrier_count + 1, sizeof *invitation->carriers);
    invitation->carriers[invitation->carrier_count++] =
        (struct invitation_carrier){li_strdup(name), li_strdup(class_name), li_strdup(place)};
}

void invitation_clear(struct invitation *invitation)
{
    assert(invitation);
    for (size_t i = 0; i < invitation->carrier_count; i++) {
        free(invitation->carriers[i].name);
        free(invitation->carriers[i].class_name);
        free(invitation->carriers[i].place);
    }
    free(invitation->carriers);
    free(invitation->person_name);
    free(invitation->organization);
    free(invitation->login);
    keys_clear(&invitation->older);
    secret_forget(invitation, sizeof *invitation);
}

static void invitation_encode(const struct invitation *invitation, struct bytes *out)
{
    encoding_add_text(out, invitation_tag);
    encoding_add_bytes(out, invitation->team.byte, ID_SIZE);
    encoding_add_bytes(out, invitation->root.byte, HASH_SIZE);
    encoding_add_bytes(out, invitation->key_id.byte, ID_SIZE);
    encoding_add_bytes(out, invitation->key.byte, SEAL_KEY_SIZE);
    encoding_add_bytes(out, invitation->seed, SIGNATURE_SEED_SIZE);
    encoding_add_bytes(out, invitation->person.byte, ID_SIZE);
    encoding_add_text(out, invitation->person_name);
    encoding_add_text(out, invitation->organization);
    encoding_add_text(out, invitation->login);
    encoding_add_int(out, invitation->role);
    encoding_add_int(out, (int64_t)invitation->expires);
    encoding_add_int(out, (int64_t)invitation->carrier_count);
    for (size_t i = 0; i < invitation->carrier_count; i++) {
        encoding_add_text(out, invitation->carriers[i].name);
        encoding_add_text(out, invitation->carriers[i].class_name);
        encoding_add_text(out, invitation->carriers[i].place);
    }
    encoding_add_int(out, (int64_t)invitation->older.count);
    for (size_t i = 0; i < invitation->older.count; i++) {
        encoding_add_bytes(out, invitation->older.items[i].id.byte, ID_SIZE);
        encoding_add_bytes(out, invitation->older.items[i].key.byte, SEAL_KEY_SIZE);
    }
}

static enum li_err invitation_damaged(struct li_error *err)
{
    return li_fail(err, LI_CORRUPT,
        "This is not an invitation, or it was cut short; ask for it to be sent again.");
}

static void invitation_read_carriers(struct encoding_reader *reader, struct invitation *out)
{
    int64_t count = encoding_read_int(reader);
    reader->damaged = reader->damaged || count < 0 || count > INVITATION_CARRIERS_MOST;
    for (int64_t i = 0; i < count && !reader->damaged; i++) {
        char *name = encoding_read_text(reader, INVITATION_TEXT_MOST);
        char *class_name = encoding_read_text(reader, INVITATION_TEXT_MOST);
        char *place = encoding_read_text(reader, INVITATION_TEXT_MOST);
        reader->damaged = reader->damaged || !name || !class_name || !place;
        if (!reader->damaged)
            invitation_add_carrier(out, name, class_name, place);
        free(name);
        free(class_name);
        free(place);
    }
}

static void invitation_read_keys(struct encoding_reader *reader, struct invitation *out)
{
    struct keys_item item;
    int64_t count = encoding_read_int(reader);
    reader->damaged = reader->damaged || count < 0 || count > INVITATION_KEYS_MOST;
    for (int64_t i = 0; i < count && !reader->damaged; i++) {
        encoding_read_exactly(reader, item.id.byte, ID_SIZE);
        encoding_read_exactly(reader, item.key.byte, SEAL_KEY_SIZE);
        if (!reader->damaged)
            keys_add(&out->older, &item.id, &item.key);
    }
    secret_forget(&item, sizeof item);
}

static enum li_err invitation_decode(
    const void *bytes, size_t size, struct invitation *out, struct li_error *err)
{
    struct encoding_reader reader = {bytes, size, false};
    encoding_read_is(&reader, invitation_tag);
    encoding_read_exactly(&reader, out->team.byte, ID_SIZE);
    encoding_read_exactly(&reader, out->root.byte, HASH_SIZE);
    encoding_read_exactly(&reader, out->key_id.byte, ID_SIZE);
    encoding_read_exactly(&reader, out->key.byte, SEAL_KEY_SIZE);
    encoding_read_exactly(&reader, out->seed, SIGNATURE_SEED_SIZE);
    encoding_read_exactly(&reader, out->person.byte, ID_SIZE);
    out->person_name = encoding_read_text(&reader, INVITATION_TEXT_MOST);
    out->organization = encoding_read_text(&reader, INVITATION_TEXT_MOST);
    out->login = encoding_read_text(&reader, INVITATION_TEXT_MOST);
    int64_t role = encoding_read_int(&reader);
    out->expires = (uint64_t)encoding_read_int(&reader);
    invitation_read_carriers(&reader, out);
    invitation_read_keys(&reader, out);
    bool sound = encoding_read_end(&reader) && out->person_name && role >= ACT_ROLE_READER &&
                 role <= ACT_ROLE_ADMIN;
    out->role = sound ? (enum act_role)role : ACT_ROLE_NONE;
    return sound ? LI_OK : invitation_damaged(err);
}

/* --- as text ---------------------------------------------------------------------------------- */

/* Adds the bytes as base64; columns 0: on one line. */
static void invitation_add_base64(struct bytes *out, const struct bytes *bytes, size_t columns)
{
    size_t room = sodium_base64_encoded_len(bytes->size, INVITATION_BASE64);
    char *text = li_calloc(room, 1);
    sodium_bin2base64(text, room, (const unsigned char *)bytes->at, bytes->size, INVITATION_BASE64);
    size_t size = strlen(text);
    for (size_t at = 0; at < size; at += columns ? columns : size) {
        size_t left = size - at;
        bytes_add(out, text + at, columns && left > columns ? columns : left);
        if (columns)
            bytes_add(out, "\n", 1);
    }
    secret_forget(text, room);
    free(text);
}

/* Decodes base64, and adds the bytes. False: the text is not base64. */
static bool invitation_read_base64(const char *text, size_t size, struct bytes *out)
{
    size_t done = 0;
    const char *end = NULL;
    if (size == 0 || size > INVITATION_SIZE_MOST)
        return false;
    unsigned char *at = bytes_reserve(out, size);
    if (sodium_base642bin(at, size, text, size, " \t\r\n", &done, &end, INVITATION_BASE64) != 0 ||
        end != text + size)
        return false;
    out->size += done;
    return true;
}

static void invitation_forget(struct bytes *secret)
{
    if (secret->at)
        secret_forget(secret->at, secret->room);
    free(secret->at);
    *secret = (struct bytes){0};
}

void invitation_write(const struct invitation *invitation, struct bytes *out)
{
    assert(invitation && invitation->person_name && out);
    struct bytes plain = {0};
    invitation_encode(invitation, &plain);
    bytes_add_text(out, invitation_tag);
    bytes_add(out, "\n", 1);
    invitation_add_base64(out, &plain, INVITATION_COLUMNS);
    invitation_forget(&plain);
}

enum li_err invitation_parse(
    const void *bytes, size_t size, struct invitation *out, struct li_error *err)
{
    assert((bytes || size == 0) && out && err);
    struct bytes plain = {0};
    size_t tag = strlen(invitation_tag);
    *out = (struct invitation){.person_name = NULL};
    bool told = size > tag && memcmp(bytes, invitation_tag, tag) == 0 &&
                invitation_read_base64((const char *)bytes + tag, size - tag, &plain);
    enum li_err code =
        told ? invitation_decode(plain.at, plain.size, out, err) : invitation_damaged(err);
    invitation_forget(&plain);
    if (code)
        invitation_clear(out);
    return code;
}

/* --- as a line -------------------------------------------------------------------------------- */

/* A line is salt, nonce, and the invitation sealed under the key that words and salt make. */
enum { INVITATION_BESIDE = SEAL_SALT_SIZE + SEAL_NONCE_SIZE };

bool invitation_is_line(const char *text)
{
    assert(text);
    return strncmp(text, invitation_line_tag, strlen(invitation_line_tag)) == 0;
}

enum li_err invitation_seal(
    const struct invitation *invitation, char **line, char words[PHRASE_SIZE], struct li_error *err)
{
    assert(invitation && line && words && err);
    unsigned char beside[INVITATION_BESIDE];
    struct seal_key key;
    struct bytes plain = {0}, sealed = {0}, text = {0};
    phrase_new_spoken(words);
    secret_random(beside, sizeof beside);
    *line = NULL;
    enum li_err code = seal_key_from_words(words, beside, &key, err);
    if (code)
        return code;
    invitation_encode(invitation, &plain);
    bytes_add(&sealed, beside, sizeof beside);
    seal_close(&key, beside + SEAL_SALT_SIZE, NULL, 0, plain.at, plain.size, &sealed);
    bytes_add_text(&text, invitation_line_tag);
    invitation_add_base64(&text, &sealed, 0);
    *line = li_strndup(text.at, text.size);
    secret_forget(&key, sizeof key);
    invitation_forget(&plain);
    free(sealed.at);
    free(text.at);
    return LI_OK;
}

static enum li_err invitation_unseal(
    const struct bytes *sealed, const char *words, struct invitation *out, struct li_error *err)
{
    struct seal_key key;
    struct bytes plain = {0};
    const unsigned char *beside = (const unsigned char *)sealed->at;
    enum li_err code = seal_key_from_words(words, beside, &key, err);
    if (code)
        return code;
    if (!seal_open(&key, beside + SEAL_SALT_SIZE, NULL, 0, beside + INVITATION_BESIDE,
            sealed->size - INVITATION_BESIDE, &plain))
        code = li_fail(err, LI_REFUSED,
            "These six words don't open this invitation; check the words, and that the line is "
            "complete.");
    if (!code)
        code = invitation_decode(plain.at, plain.size, out, err);
    secret_forget(&key, sizeof key);
    invitation_forget(&plain);
    return code;
}

enum li_err invitation_open(
    const char *line, const char *words, struct invitation *out, struct li_error *err)
{
    assert(line && words && out && err);
    char spoken[PHRASE_SIZE];
    struct bytes sealed = {0};
    *out = (struct invitation){.person_name = NULL};
    if (!invitation_is_line(line))
        return invitation_damaged(err);
    const char *text = line + strlen(invitation_line_tag);
    bool told = invitation_read_base64(text, strlen(text), &sealed) &&
                sealed.size > INVITATION_BESIDE + SEAL_EXTRA;
    enum li_err code = told ? phrase_parse_spoken(words, spoken, err) : invitation_damaged(err);
    if (!code)
        code = invitation_unseal(&sealed, spoken, out, err);
    secret_forget(spoken, sizeof spoken);
    free(sealed.at);
    if (code)
        invitation_clear(out);
    return code;
}
