/*
 * agenda_sql.h: a topic's rule as whole statements. Parameters: core/topic/topic.h; ?3 is a row id.
 */
#ifndef LI_CORE_AGENDA_AGENDA_SQL_H
#define LI_CORE_AGENDA_AGENDA_SQL_H

#include "core/topic/topic.h"

/* Columns of a sweep. */
enum { SWEEP_ROW, SWEEP_DAY, SWEEP_HOLDS, SWEEP_IS_CURRENT };

/* Its rows: the row id, the day, whether the record needs attention by the cache, and whether the
   cache holds today. The caller frees it. */
char *agenda_sql_sweep(const struct topic *topic, bool mine);

/* One row, the line, if the record needs attention. Cached: by the cache, and only where that holds
   today; else computed from the record, which takes ten times as long to prepare. The caller frees
   it. */
char *agenda_sql_line(const struct topic *topic, bool cached);

#endif
