/*
 * completing.h: what may stand where a line of words breaks off, by the tables of commands, options
 * and kinds: for completion in a shell.
 */
#ifndef LI_COMPLETING_H
#define LI_COMPLETING_H

#include "command.h"
#include <stdio.h>

/* Writes what the last of the words may become, one candidate a line: the word, a tab, what it is.
   A candidate that ends in '=' or ':' or ',' goes on. "\tFILE" alone: the name of a file. Nothing
   is said of a line that is wrong. */
void completing_write(
    const struct invocation *line, const char *const *words, int count, FILE *out);

#endif
