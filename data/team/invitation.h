/*
 * invitation.h: what an administrator gives to a person who will join: a file, or one line that
 * opens with six words, which are sent separately.
 *
 * Anyone who has it can read the team's bundles and, until it expires, ask once to be admitted.
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

/* {0} is empty. It owns its texts. */
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

/* As the contents of a file, a secret: text that begins with "liaise invitation 1".
   invitation_write adds it to *out, invitation_parse reads it. LI_CORRUPT: it is not an invitation,
   or is cut short. */
void invitation_write(const struct invitation *invitation, struct bytes *out);
enum li_err invitation_parse(
    const void *bytes, size_t size, struct invitation *out, struct li_error *err);

/* As one line of letters, digits, - and _, which begins "liaise1-"; words is set to the six that
   open it. The caller frees *line. */
enum li_err invitation_seal(const struct invitation *invitation, char **line,
    char words[PHRASE_SIZE], struct li_error *err);
bool invitation_is_line(const char *text);
/* LI_REFUSED: these are not its words. LI_CORRUPT: it is not such a line, or is cut short. */
enum li_err invitation_open(
    const char *line, const char *words, struct invitation *out, struct li_error *err);

#endif
