/*
 * act.h: an act changes the team: one statement of a device, as an entry of sort ENTRY_TEAM.
 *
 * An act is the changeset of its entry, in the encoding of hash.h: the text "liaise act 1", its
 * number (enum act_what), then its fields in the order listed here. The entry's replica is its
 * author. The bytes come from others: act_parse accepts any.
 */
#ifndef LI_DATA_TEAM_ACT_H
#define LI_DATA_TEAM_ACT_H

#include "data/base/bytes.h"
#include "data/crypto/signature.h"
#include "data/entry/entry.h"

enum act_what {
    /* The first act of a team: team, public, person, person_name, device, recovery, heads (the
       last entry of each keyless replica that this database was before it was shared). */
    ACT_FOUND = 1,
    /* An invitation, open until it expires or is used: invitation, person, person_name, role,
       expires, login. */
    ACT_INVITE,
    /* A new device asks to be admitted: invitation, public, device, key (the newest team key that
       it has), signature of `public` by the invitation's key. */
    ACT_JOIN,
    /* A device is admitted: replica, public, person, person_name, role, device, invitation (zero:
       a person decided, whatever the invitation says). */
    ACT_ADMIT,
    /* A device gets another role: replica, role, heads (one for each replica of the device: what
       it wrote up to these counts as before). Role none: it is revoked, which is final. */
    ACT_ROLE,
    /* A new team key: key, previous (nil: the team's first), previous_sealed (the previous key
       under the new one), boxes (the new one, for each device). */
    ACT_KEY,
    /* The team key for a device that does not have it: key, replica, previous (one that the device
       has), boxes (one). */
    ACT_SEAL,
    /* A replica continues another of the same device: replica (the other), public (of the new
       one), signature of `public` by the other's key. The signature proves that the other agrees;
       the new one does so by writing the act, or by going on to be the one that writes it. */
    ACT_CONTINUE,
    /* This replica is a new device, made an administrator with the recovery phrase: public,
       person, person_name, device, signature of `public` by the recovery key. */
    ACT_RECOVER,
    ACT_WHAT_END,
};

enum act_role { ACT_ROLE_NONE, ACT_ROLE_READER, ACT_ROLE_EDITOR, ACT_ROLE_ADMIN };

/* Bounds: more is refused as damaged. */
enum {
    ACT_SIZE_MOST = 1 << 20,
    ACT_TEXT_MOST = 512,   /* bytes of a name */
    ACT_LIST_MOST = 10000, /* heads or boxes */
};

/* An entry of a replica. */
struct act_head {
    struct id replica;
    struct hash hash;
};

/* A team key sealed for one device (seal_box_close). */
enum { ACT_BOX_SIZE = 80, ACT_SEALED_KEY_SIZE = 72 /* nonce, key, tag */ };
struct act_box {
    struct id replica;
    unsigned char box[ACT_BOX_SIZE];
};

/* Fields that an act does not have are zero. */
struct act {
    enum act_what what;
    struct id team;
    struct id replica;
    struct signature_public public;
    struct signature_public invitation;
    struct signature_public recovery;
    struct signature signature;
    struct id person;
    char *person_name;
    char *device; /* its name */
    char *login;  /* at the hub; NULL: none */
    enum act_role role;
    uint64_t expires; /* hlc */
    struct id key, previous;
    unsigned char previous_sealed[ACT_SEALED_KEY_SIZE];
    struct act_head *heads;
    size_t head_count;
    struct act_box *boxes;
    size_t box_count;
};

/* Adds the act's bytes to *out. */
void act_encode(const struct act *act, struct bytes *out);
/* The caller frees *out by act_clear, whatever is returned. LI_CORRUPT: the bytes are not an act.
   LI_REFUSED: it is of a sort that this version does not know. */
enum li_err act_parse(const void *bytes, size_t size, struct act *out, struct li_error *err);
void act_clear(struct act *act);

/* Whether the signatures inside the act, and the proof of a replica by its public key, are right.
   replica is that of the entry; its key is the act's own in found, join and recover. signer: the
   key that countersigns the act: the invitation's, the earlier replica's, or the recovery key; NULL
   for an act that has no signature. memo: as in signature_memo_verify. */
struct signature_memo;
bool act_is_signed(const struct act *act, const struct id *replica,
    const struct signature_public *signer, struct signature_memo *memo);
/* Signs act->public. */
void act_sign(struct act *act, const struct signature_pair *signer);

/* "reader", "editor", "admin"; "none". LI_USAGE: another word; the message names the three. */
const char *act_role_name(enum act_role role);
enum li_err act_role_parse(const char *text, enum act_role *out, struct li_error *err);

#endif
