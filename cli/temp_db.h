/*
 * temp_db.h: a temporary database: one half made, or a copy to look at. It is removed on request,
 * and also when a signal or a lack of memory ends the program.
 */

#ifndef LI_CLI_TEMP_DB_H
#define LI_CLI_TEMP_DB_H

/* From here on the database at path is temporary, and so is its folder (NULL: the folder stays).
   One at a time. */
void temp_db_begin(const char *path, const char *folder);

/* Either one ends what temp_db_begin began: removes it, or keeps it because it is complete. */
void temp_db_remove(void);
void temp_db_keep(void);

#endif
