-- Which records an entry touches or names (data/entry/touched.h), so that it is found which entries a
-- late one meets. By the entry's hlc; what is listed beyond an entry's own only costs a look.
CREATE TABLE local_touch (
  record BLOB NOT NULL,
  how    INTEGER NOT NULL, -- 1: added or removed; 2: set; 3: named
  hlc    INTEGER NOT NULL,
  PRIMARY KEY (record, how, hlc)
) WITHOUT ROWID;
-- Of an entry that touches many in one way: which they may be.
CREATE TABLE local_touch_many (
  hlc    INTEGER NOT NULL,
  how    INTEGER NOT NULL,
  first  BLOB NOT NULL, -- they lie between these two
  last   BLOB NOT NULL,
  filter BLOB NOT NULL  -- touch_filter.h
);
-- One row: entries from this hlc on, up to this rowid of journal_entry, are listed. None: no entry is.
CREATE TABLE local_touch_range (
  hlc   INTEGER NOT NULL,
  row   INTEGER NOT NULL,
  added INTEGER NOT NULL -- rows of local_touch since what is too old was last deleted
);
CREATE INDEX journal_stands_for ON journal_entry (stands_for) WHERE stands_for IS NOT NULL;
