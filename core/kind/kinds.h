/*
 * kinds.h: the registry of the record kinds. Each kind is a file of this folder; a new one is a
 * line in kinds.c besides.
 */
#ifndef LI_CORE_KIND_KINDS_H
#define LI_CORE_KIND_KINDS_H

/* Registers the kinds with core/schema/kind.h, where all code finds them. Call it before any kind
   is looked up, as opening a database does. Calling it again changes nothing. */
void kinds_begin(void);

#endif
