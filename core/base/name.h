/*
 * name.h: fixed lists of names: those of enums, as files, filters and JSON write them.
 */
#ifndef LI_CORE_BASE_NAME_H
#define LI_CORE_BASE_NAME_H

/* The position of name in names (NULL-terminated), as it is written there; -1: it is not among
   them. name may be NULL, which is not. */
int name_find(const char *const *names, const char *name);

/* The same in any case: what a person typed. */
int name_find_typed(const char *const *names, const char *typed);

/* What people type for yes and no: yes, y, true, 1, no, n, false, 0, in any case. 1, 0, or -1 for
   anything else. */
int name_yes_no(const char *typed);

#endif
