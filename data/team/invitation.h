/*
 * invitation.h: what an administrator hands to a person who is to join: a file, or one line that
 * opens with six words said some other way.
 *
 * Who has it can read the team's bundles, and ask once to be admitted, until it expires.
 */
#ifndef LI_DATA_TEAM_INVITATION_H
#define LI_DATA_TEAM_INVITATION_H

#include "data/crypto/phrase.h"
#include "data/crypto/seal.h"
#include "data/team/act.h"
#include "data/team/keys.h"

/* A carrier of the team (carrier.h). */
struct invitation_carrier {
    char *name, *class_name, *place;
};

/* {0} is empty. Texts are its own. */
struct invitation {
    struct id team;
    struct hash root; /* fingerprint of the founder's key */
    struct id key_id;
    struct seal_key key;                     /* secret */
    struct keys older;                       /* the keys before it: secret */
    unsigned char seed[SIGNATURE_SEED_SIZE]; /* of the invitation's own key pair; secret */
    struct id person;
    char *person_name;
    char *organization; /* NULL: not known */
    char *login;        /* at the hub; NULL: none */
    enum act_role role;
    uint64_t expires; /* hlc */
    struct invitation_carrier *carriers;
    size_t carrier_count;
};

void invitation_clear(struct invitation *invitation); /* overwrites the secrets */
void invitation_add_carrier(
    struct invitation *invitation, const char *name, const char *class_name, const char *place);

/* The contents of a file, text that begins with "liaise invitation 1", added to *out; and back. It
   is a secret in itself. LI_CORRUPT: they are none, or cut short. */
void invitation_write(const struct invitation *invitation, struct bytes *out);
enum li_err invitation_parse(
    const void *bytes, size_t size, struct invitation *out, struct li_error *err);

/* As one line of letters, digits, - and _, which begins "liaise1-"; words becomes the six that open
   it. *line is the caller's to free. */
enum li_err invitation_seal(const struct invitation *invitation, char **line,
    char words[PHRASE_SIZE], struct li_error *err);
bool invitation_is_line(const char *text);
/* LI_REFUSED: these are not its words. LI_CORRUPT: it is no such line, or was cut. */
enum li_err invitation_open(
    const char *line, const char *words, struct invitation *out, struct li_error *err);

#endif
