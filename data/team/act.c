/*
 * act.c: the fields of each act in one table, by which acts are written and read.
 */
#include "data/team/act.h"
#include "data/base/encoding.h"
#include "data/base/memory.h"
#include "data/crypto/signature_memo.h"
#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char act_tag[] = "liaise act 1";

enum act_kind { ACT_KIND_BLOB, ACT_KIND_TEXT, ACT_KIND_ROLE, ACT_KIND_TIME, ACT_KIND_LIST };

/* A field of struct act: its offset, and the size of a blob or of one item of a list. */
struct act_field {
    enum act_kind kind;
    bool optional; /* a text that may be NULL */
    size_t at, size;
    size_t count_at; /* of a list: where its count is */
};

#define ACT_BLOB(field)                                                                            \
    {                                                                                              \
        ACT_KIND_BLOB, false, offsetof(struct act, field), sizeof(((struct act *)0)->field), 0     \
    }
#define ACT_TEXT(field, may_lack)                                                                  \
    {                                                                                              \
        ACT_KIND_TEXT, may_lack, offsetof(struct act, field), 0, 0                                 \
    }
#define ACT_LIST(field, item, count)                                                               \
    {                                                                                              \
        ACT_KIND_LIST, false, offsetof(struct act, field), sizeof(item),                           \
            offsetof(struct act, count)                                                            \
    }

enum act_name {
    ACT_NO_FIELD,
    ACT_TEAM,
    ACT_REPLICA,
    ACT_PUBLIC,
    ACT_INVITATION,
    ACT_RECOVERY,
    ACT_SIGNATURE,
    ACT_PERSON,
    ACT_PERSON_NAME,
    ACT_DEVICE,
    ACT_LOGIN,
    ACT_ROLE_FIELD,
    ACT_EXPIRES,
    ACT_KEY_FIELD,
    ACT_PREVIOUS,
    ACT_PREVIOUS_SEALED,
    ACT_HEADS,
    ACT_BOXES,
    ACT_NAME_COUNT,
};

static const struct act_field act_fields[ACT_NAME_COUNT] = {
    [ACT_TEAM] = ACT_BLOB(team),
    [ACT_REPLICA] = ACT_BLOB(replica),
    [ACT_PUBLIC] = ACT_BLOB(public),
    [ACT_INVITATION] = ACT_BLOB(invitation),
    [ACT_RECOVERY] = ACT_BLOB(recovery),
    [ACT_SIGNATURE] = ACT_BLOB(signature),
    [ACT_PERSON] = ACT_BLOB(person),
    [ACT_PERSON_NAME] = ACT_TEXT(person_name, false),
    [ACT_DEVICE] = ACT_TEXT(device, false),
    [ACT_LOGIN] = ACT_TEXT(login, true),
    [ACT_ROLE_FIELD] = {ACT_KIND_ROLE, offsetof(struct act, role), 0, 0, false},
    [ACT_EXPIRES] = {ACT_KIND_TIME, offsetof(struct act, expires), 0, 0, false},
    [ACT_KEY_FIELD] = ACT_BLOB(key),
    [ACT_PREVIOUS] = ACT_BLOB(previous),
    [ACT_PREVIOUS_SEALED] = ACT_BLOB(previous_sealed),
    [ACT_HEADS] = ACT_LIST(heads, struct act_head, head_count),
    [ACT_BOXES] = ACT_LIST(boxes, struct act_box, box_count),
};

/* The fields of each act in the order in which they are written; the rest is ACT_NO_FIELD. */
enum { ACT_FIELDS_MOST = 8 };
static const enum act_name act_layouts[ACT_WHAT_END][ACT_FIELDS_MOST] = {
    [ACT_FOUND] = {ACT_TEAM, ACT_PUBLIC, ACT_PERSON, ACT_PERSON_NAME, ACT_DEVICE, ACT_RECOVERY,
        ACT_HEADS},
    [ACT_INVITE] = {ACT_INVITATION, ACT_PERSON, ACT_PERSON_NAME, ACT_ROLE_FIELD, ACT_EXPIRES,
        ACT_LOGIN},
    [ACT_JOIN] = {ACT_INVITATION, ACT_PUBLIC, ACT_DEVICE, ACT_KEY_FIELD, ACT_SIGNATURE},
    [ACT_ADMIT] = {ACT_REPLICA, ACT_PUBLIC, ACT_PERSON, ACT_PERSON_NAME, ACT_ROLE_FIELD, ACT_DEVICE,
        ACT_INVITATION},
    [ACT_ROLE] = {ACT_REPLICA, ACT_ROLE_FIELD, ACT_HEADS},
    [ACT_KEY] = {ACT_KEY_FIELD, ACT_PREVIOUS, ACT_PREVIOUS_SEALED, ACT_BOXES},
    [ACT_SEAL] = {ACT_KEY_FIELD, ACT_REPLICA, ACT_PREVIOUS, ACT_BOXES},
    [ACT_CONTINUE] = {ACT_REPLICA, ACT_PUBLIC, ACT_SIGNATURE},
    [ACT_RECOVER] = {ACT_PUBLIC, ACT_PERSON, ACT_PERSON_NAME, ACT_DEVICE, ACT_SIGNATURE},
};

_Static_assert(sizeof(struct act_head) == ID_SIZE + HASH_SIZE, "an item is its bytes");
_Static_assert(sizeof(struct act_box) == ID_SIZE + ACT_BOX_SIZE, "an item is its bytes");

/* --- writing ---------------------------------------------------------------------------------- */

static void act_encode_field(
    const struct act *act, const struct act_field *field, struct bytes *out)
{
    const char *at = (const char *)act + field->at;
    size_t count;
    switch (field->kind) {
    case ACT_KIND_BLOB: encoding_add_bytes(out, at, field->size); break;
    case ACT_KIND_TEXT: encoding_add_text(out, *(char *const *)(const void *)at); break;
    case ACT_KIND_ROLE: encoding_add_int(out, act->role); break;
    case ACT_KIND_TIME: encoding_add_int(out, (int64_t)act->expires); break;
    case ACT_KIND_LIST:
        memcpy(&count, (const char *)act + field->count_at, sizeof count);
        encoding_add_int(out, (int64_t)count);
        for (size_t i = 0; i < count; i++)
            encoding_add_bytes(
                out, *(char *const *)(const void *)at + i * field->size, field->size);
        break;
    }
}

void act_encode(const struct act *act, struct bytes *out)
{
    assert(act && act->what >= ACT_FOUND && act->what < ACT_WHAT_END && out);
    encoding_add_text(out, act_tag);
    encoding_add_int(out, act->what);
    for (size_t i = 0; i < ACT_FIELDS_MOST && act_layouts[act->what][i]; i++)
        act_encode_field(act, &act_fields[act_layouts[act->what][i]], out);
}

/* --- reading ---------------------------------------------------------------------------------- */

static void act_parse_text(
    struct act *act, const struct act_field *field, struct encoding_reader *reader)
{
    char *text = encoding_read_text(reader, ACT_TEXT_MOST);
    reader->damaged = reader->damaged || (!text && !field->optional);
    memcpy((char *)act + field->at, &text, sizeof text);
}

/* A count that is more than the bytes left can hold is refused, so that a forged one takes no
   memory. */
static void act_parse_list(
    struct act *act, const struct act_field *field, struct encoding_reader *reader)
{
    int64_t said = encoding_read_int(reader);
    if (said < 0 || said > ACT_LIST_MOST || (uint64_t)said * field->size > reader->left)
        reader->damaged = true;
    size_t count = reader->damaged ? 0 : (size_t)said;
    char *items = count ? li_calloc(count, field->size) : NULL;
    for (size_t i = 0; i < count; i++)
        encoding_read_exactly(reader, items + i * field->size, field->size);
    memcpy((char *)act + field->at, &items, sizeof items);
    memcpy((char *)act + field->count_at, &count, sizeof count);
}

static void act_parse_field(
    struct act *act, const struct act_field *field, struct encoding_reader *reader)
{
    int64_t number;
    switch (field->kind) {
    case ACT_KIND_BLOB: encoding_read_exactly(reader, (char *)act + field->at, field->size); break;
    case ACT_KIND_TEXT: act_parse_text(act, field, reader); break;
    case ACT_KIND_ROLE:
        number = encoding_read_int(reader);
        reader->damaged = reader->damaged || number < ACT_ROLE_NONE || number > ACT_ROLE_ADMIN;
        act->role = reader->damaged ? ACT_ROLE_NONE : (enum act_role)number;
        break;
    case ACT_KIND_TIME: act->expires = (uint64_t)encoding_read_int(reader); break;
    case ACT_KIND_LIST: act_parse_list(act, field, reader); break;
    }
}

enum li_err act_parse(const void *bytes, size_t size, struct act *out, struct li_error *err)
{
    assert((bytes || size == 0) && out && err);
    struct encoding_reader reader = {bytes, size, size > ACT_SIZE_MOST};
    *out = (struct act){0};
    if (!encoding_read_is(&reader, act_tag))
        return li_fail(err, LI_CORRUPT, "This is not an act of a team.");
    int64_t what = encoding_read_int(&reader);
    if (!reader.damaged && what >= ACT_WHAT_END)
        return li_fail(err, LI_REFUSED,
            "This act of a team was written by a newer version of liaise; update liaise first.");
    if (reader.damaged || what < ACT_FOUND)
        return li_fail(err, LI_CORRUPT, "An act of the team is damaged.");
    out->what = (enum act_what)what;
    for (size_t i = 0; i < ACT_FIELDS_MOST && act_layouts[what][i] && !reader.damaged; i++)
        act_parse_field(out, &act_fields[act_layouts[what][i]], &reader);
    if (encoding_read_end(&reader) && (what != ACT_SEAL || out->box_count == 1))
        return LI_OK;
    act_clear(out);
    return li_fail(err, LI_CORRUPT, "An act of the team is damaged.");
}

void act_clear(struct act *act)
{
    assert(act);
    free(act->person_name);
    free(act->device);
    free(act->login);
    free(act->heads);
    free(act->boxes);
    *act = (struct act){0};
}

/* --- signatures ------------------------------------------------------------------------------- */

/* The purpose of an act's countersignature; NULL: it has none. */
static const char *const act_purposes[ACT_WHAT_END] = {
    [ACT_JOIN] = "liaise join 1",
    [ACT_CONTINUE] = "liaise continue 1",
    [ACT_RECOVER] = "liaise recover 1",
};

bool act_is_signed(const struct act *act, const struct id *replica,
    const struct signature_public *signer, struct signature_memo *memo)
{
    assert(act && act->what >= ACT_FOUND && act->what < ACT_WHAT_END && replica);
    const char *purpose = act_purposes[act->what];
    bool keyed = act->what == ACT_FOUND || act->what == ACT_ADMIT || act->what == ACT_JOIN ||
                 act->what == ACT_RECOVER;
    const struct id *proven = act->what == ACT_ADMIT ? &act->replica : replica;
    struct id proof = signature_replica(&act->public);
    if (keyed && !id_equal(&proof, proven))
        return false;
    return !purpose || (signer && signature_memo_verify(memo, signer, purpose, act->public.byte,
                                      SIGNATURE_PUBLIC_SIZE, &act->signature));
}

void act_sign(struct act *act, const struct signature_pair *signer)
{
    assert(act && act->what < ACT_WHAT_END && act_purposes[act->what] && signer);
    signature_sign(
        signer, act_purposes[act->what], act->public.byte, SIGNATURE_PUBLIC_SIZE, &act->signature);
}

/* --- roles ------------------------------------------------------------------------------------ */

static const char *const act_roles[] = {
    [ACT_ROLE_NONE] = "none",
    [ACT_ROLE_READER] = "reader",
    [ACT_ROLE_EDITOR] = "editor",
    [ACT_ROLE_ADMIN] = "admin",
};

const char *act_role_name(enum act_role role)
{
    assert(role >= ACT_ROLE_NONE && role <= ACT_ROLE_ADMIN);
    return act_roles[role];
}

enum li_err act_role_parse(const char *text, enum act_role *out, struct li_error *err)
{
    assert(text && out && err);
    for (int role = ACT_ROLE_READER; role <= ACT_ROLE_ADMIN; role++)
        if (strcmp(text, act_roles[role]) == 0) {
            *out = (enum act_role)role;
            return LI_OK;
        }
    return li_fail(err, LI_USAGE, "\"%.40s\" is not a role; use reader, editor or admin.", text);
}
