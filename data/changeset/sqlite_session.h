/*
 * sqlite_session.h: sqlite3.h with the session extension, which it declares only on request.
 */
#ifndef LI_DATA_CHANGESET_SQLITE_SESSION_H
#define LI_DATA_CHANGESET_SQLITE_SESSION_H

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#endif
