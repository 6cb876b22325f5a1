/*
 * carriers.h: the carriers of this database (local_carrier), and the state of each.
 */
#ifndef LI_DATA_SYNC_CARRIERS_H
#define LI_DATA_SYNC_CARRIERS_H

#include "data/carrier/carrier.h"

/* It owns its texts; times are UTC. */
struct carriers_item {
    char *name;
    const struct carrier_class *class; /* NULL: this program has no such class */
    char *class_name;
    char *place;   /* with its secrets */
    char *shown;   /* without */
    char *synced;  /* when a sync with it last succeeded; NULL: never */
    char *failing; /* since when it has been failing; NULL: it is not */
    char *why;     /* the message of the last failure */
};

/* In the order of their names. */
struct carriers {
    struct carriers_item *items;
    size_t count;
};

/* The caller frees *out by carriers_clear, whatever is returned. */
enum li_err carriers_load(struct store *store, struct carriers *out, struct li_error *err);
void carriers_clear(struct carriers *carriers);
/* The place without its secrets, with that login (NULL: unchanged). The caller frees it. */
char *carriers_offer(const struct carriers_item *item, const char *login);
/* LI_NONE: there is none of that name; the message names those there are. */
enum li_err carriers_find(const struct carriers *carriers, const char *name,
    const struct carriers_item **out, struct li_error *err);

/* LI_USAGE: there is no such class; the message names those there are. */
enum li_err carriers_parse_class(
    const char *name, const struct carrier_class **out, struct li_error *err);
const char *carriers_class_names(void); /* "folder or hub" */

/* Adds one. LI_REFUSED: the name is taken or not valid, or the place can't be used, or is the
   database's own folder. A folder is saved with its absolute path. */
enum li_err carriers_add(struct store *store, const char *name, const char *class_name,
    const char *place, struct li_error *err);
/* Removes one, with all that is remembered about it. Its files stay. LI_NONE as carriers_find. */
enum li_err carriers_remove(struct store *store, const char *name, struct li_error *err);

/* Saves how a sync with it ended. why NULL: it succeeded, and the carrier has all that this device
   has. */
enum li_err carriers_save_end(
    struct store *store, const char *name, const char *why, struct li_error *err);

/* The number of entries in the newest snapshot there, as far as is known; -1: not known. */
enum li_err carriers_snapshot(
    struct store *store, const char *name, int64_t *entries, struct li_error *err);
enum li_err carriers_save_snapshot(
    struct store *store, const char *name, int64_t entries, struct li_error *err);

/* The state of sharing on this device, for the header of the screen. Times are local: "2026-03-15
   09:30". */
struct carriers_state {
    bool shared;
    size_t carriers;
    int64_t waiting;   /* own entries that no carrier has yet */
    int64_t missing;   /* entries that others are known to have but that have not arrived here */
    int64_t conflicts; /* edits that have ever lost, decided on or not */
    char *synced;      /* when a sync with any carrier last succeeded; NULL: never */
    char *failing;     /* since when all have been failing; NULL: one works, or none was tried */
};
/* The caller frees *out by carriers_state_clear, whatever is returned. */
enum li_err carriers_load_state(
    struct store *store, struct carriers_state *out, struct li_error *err);
void carriers_state_clear(struct carriers_state *state);

#endif
