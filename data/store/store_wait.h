/*
 * store_wait.h: waiting for another program that writes, for as long as it makes progress.
 */
#ifndef LI_DATA_STORE_STORE_WAIT_H
#define LI_DATA_STORE_STORE_WAIT_H

#include "data/store/store.h"

/* Called again and again while any store waits; seconds is how long it has. False stops the wait,
   and the statement that waited ends with LI_INTERRUPTED. NULL removes. Without a sign of progress
   for 30 seconds a wait ends by itself (LI_BUSY). */
typedef bool (*store_wait_observer)(void *arg, double seconds);
void store_wait_set_observer(store_wait_observer observer, void *arg);

/* Makes a new connection wait in this way. */
void store_wait_attach(struct store *store);

#endif
