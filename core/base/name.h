/*
 * name.h: lists of names, such as those of an enum in files, filters and JSON.
 */
#ifndef LI_CORE_BASE_NAME_H
#define LI_CORE_BASE_NAME_H

/* The position of name in names, which NULL ends; -1: it is not among them, or NULL. */
int name_find(const char *const *names, const char *name);

/* The same in any case, for what a person typed. */
int name_find_typed(const char *const *names, const char *typed);

/* What people type for yes and no: yes, y, true, 1, no, n, false, 0, in any case. 1, 0, or -1 for
   anything else. */
int name_yes_no(const char *typed);

#endif
