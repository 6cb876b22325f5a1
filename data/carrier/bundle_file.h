/*
 * bundle_file.h: a carrier that is one file of bundles, for mail.
 *
 * The file begins with the line "liaise bundles 1". Records follow, each a letter, a size in bytes
 * (8 bytes, the highest first) and that many bytes: B is a bundle; H is what the device that wrote
 * the file has (told_heads.h); E, which is empty, ends the file. A single bundle, as in a folder,
 * is read as well. pull reads the file; push writes a new one, which replaces it when tell is
 * called.
 */
#ifndef LI_DATA_CARRIER_BUNDLE_FILE_H
#define LI_DATA_CARRIER_BUNDLE_FILE_H

#include "data/carrier/carrier.h"

extern const struct carrier_class bundle_file_class;

#endif
