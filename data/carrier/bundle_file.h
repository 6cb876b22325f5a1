/*
 * bundle_file.h: bundles in one file, for mail: the carrier whose place is that file.
 *
 * The file begins with the line "liaise bundles 1". Records follow, each a letter, the number of
 * its bytes (8 of them, the highest first) and these: B a bundle, H what the device that wrote the
 * file has (told_heads.h), E, which is empty, the end. A single bundle, as it lies in a folder, is
 * read as well. pull reads the file that is there; push writes another in its place, which is
 * complete once tell was called.
 */
#ifndef LI_DATA_CARRIER_BUNDLE_FILE_H
#define LI_DATA_CARRIER_BUNDLE_FILE_H

#include "data/carrier/carrier.h"

extern const struct carrier_class bundle_file_class;

#endif
