/*
 * changeset_session.h: what a transaction does, recorded.
 */
#ifndef LI_DATA_CHANGESET_CHANGESET_SESSION_H
#define LI_DATA_CHANGESET_CHANGESET_SESSION_H

#include "data/base/error.h"

struct sqlite3_session;
struct store;

/* A session on the replicated tables that knows the size of its changeset. The caller deletes it
   (sqlite3session_delete). NULL on failure. */
struct sqlite3_session *changeset_session_new(struct store *store, struct li_error *err);

#endif
