/*
 * temp_db.h: a database that is to go away: one half made, or a copy for looking at. It goes when
 * told to, and also when a signal or a lack of memory ends the program.
 */

#ifndef LI_CLI_TEMP_DB_H
#define LI_CLI_TEMP_DB_H

/* Minds the database at path, and the folder it stands in (NULL: that stays). One at a time. */
void temp_db_begin(const char *path, const char *folder);

/* Takes it away; or lets it be, because it is whole now. Either ends the minding. */
void temp_db_remove(void);
void temp_db_keep(void);

#endif
