/*
 * carrier.h: where bundles are exchanged: a folder, a file or a hub, each one const struct of
 * functions.
 *
 * A carrier is not trusted: it can neither read nor forge, only withhold. What it gives is judged
 * by the caller (bundle.h). Functions return LI_OK, LI_IO (try again later), LI_REFUSED (a person
 * must do something) or what give returned, each with a sentence.
 */
#ifndef LI_DATA_CARRIER_CARRIER_H
#define LI_DATA_CARRIER_CARRIER_H

#include "data/branch/heads.h"
#include "data/bundle/bundle.h"
#include "data/bundle/snapshot.h"

struct carrier_class;

/* An open carrier. Its texts are the caller's, and must outlive it. */
struct carrier {
    const struct carrier_class *class;
    const char *name;    /* as a person named it */
    const char *place;   /* a folder, a file, an address */
    struct store *store; /* for what is remembered; NULL: to ask for a snapshot only */
    struct id team;
    struct id device; /* this database's replica */
    struct id key;    /* the team key under which `tell` seals; nil: none has arrived */
    int64_t coming;   /* set by pull: how many entries it is about to give; 0: not known */
    void *state;      /* the class's own */
};

/* Whether a bundle was taken. */
enum carrier_verdict {
    CARRIER_TAKEN,  /* its entries are here */
    CARRIER_WAITS,  /* it needs a key or earlier entries that are not here yet */
    CARRIER_BROKEN, /* it is damaged, or the rest of its bytes has not arrived */
    CARRIER_ASIDE,  /* still broken after a day; a person was told */
};

/* Gives the last entry of a branch that the carrier has whole. */
typedef enum li_err (*carrier_give_head)(
    void *arg, const struct entry_name *head, struct li_error *err);
/* Gives what a device said it has. The heads may be moved from. */
typedef enum li_err (*carrier_give_told)(
    void *arg, const struct id *device, struct heads *heads, struct li_error *err);
/* Gives a bundle. name is its name there, for messages. The bytes are valid during the call.
   LI_OK: give the next, whether this one was taken or not. */
typedef enum li_err (*carrier_give_bundle)(
    void *arg, const char *name, const void *bytes, size_t size, struct li_error *err);

struct carrier_class {
    const char *name; /* "folder", "file", "hub" */
    /* The place without its secrets, as shown to a person or put into an invitation; with that
       login, if login is not NULL. The caller frees it. offer NULL: the place has no secrets. */
    char *(*offer)(const char *place, const char *login);
    enum li_err (*open)(struct carrier *carrier, struct li_error *err);
    void (*close)(struct carrier *carrier); /* also after an open that failed */
    /* NULL: this class is only read, or written as a whole. */
    enum li_err (*heads)(
        struct carrier *carrier, carrier_give_head give, void *arg, struct li_error *err);
    /* Gives what devices said, where it is new; of many, some of them. */
    enum li_err (*told)(
        struct carrier *carrier, carrier_give_told give, void *arg, struct li_error *err);
    /* Gives at least each bundle with an entry that `have` does not cover, those of one branch in
       order. */
    enum li_err (*pull)(struct carrier *carrier, const struct heads *have, carrier_give_bundle give,
        void *arg, struct li_error *err);
    /* Says whether a bundle that pull gave was taken, inside the transaction that stores it. NULL:
       this class remembers nothing. */
    enum li_err (*judged)(struct carrier *carrier, const char *name, enum carrier_verdict verdict,
        struct li_error *err);
    enum li_err (*push)(struct carrier *carrier, const struct bundle_header *header,
        const void *bytes, size_t size, struct li_error *err);
    /* Tells the carrier what this device has, after everything was pushed. NULL: this class
       can't. */
    enum li_err (*tell)(struct carrier *carrier, const struct heads *have, struct li_error *err);
    /* put_snapshot stores one part of a snapshot; get_snapshot gives all parts of the newest
       complete one, in order. LI_NONE: there is none. */
    enum li_err (*put_snapshot)(struct carrier *carrier, const struct snapshot_header *header,
        const void *bytes, size_t size, struct li_error *err);
    enum li_err (*get_snapshot)(
        struct carrier *carrier, carrier_give_bundle give, void *arg, struct li_error *err);
};

#endif
