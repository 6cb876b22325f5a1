-- The journal's entry, format 2 (journal.h): known by its hash, chained to the one before. What an entry
-- says of itself comes first and is hashed; what it did here comes after and is worked out again by
-- `check`. The rows of format 1 are made into these by journal_migrate.c, in the same transaction.
ALTER TABLE journal_entry RENAME TO journal_entry_1;
ALTER TABLE journal_conflict RENAME TO journal_conflict_1;
DROP INDEX journal_order;
DROP INDEX journal_touched;
DROP INDEX journal_group;
DROP INDEX journal_reverts;
DROP INDEX journal_conflict_entry;

CREATE TABLE journal_entry (
  hash       BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
  sort       INTEGER NOT NULL,           -- 1: records; 2: a team's act
  replica    BLOB NOT NULL CHECK (length(replica) = 16),
  seq        INTEGER NOT NULL CHECK (seq > 0),
  hlc        INTEGER NOT NULL CHECK (hlc > 0),
  at         TEXT NOT NULL,              -- the wall clock as it was, UTC
  schema     INTEGER NOT NULL,           -- of the program that wrote it
  author     TEXT NOT NULL,
  behalf     TEXT,
  label      TEXT NOT NULL,
  grp        BLOB CHECK (length(grp) = 16),
  last       INTEGER NOT NULL CHECK (last IN (0, 1)), -- of its group
  reverts    BLOB CHECK (length(reverts) = 32),
  stands_for BLOB CHECK (length(stands_for) = 32),
  before     BLOB NOT NULL CHECK (length(before) = 32),
  state      TEXT NOT NULL CHECK (state IN ('applied', 'waiting')),
  first_id   BLOB, -- the records it names lie between these two
  last_id    BLOB,
  size       INTEGER NOT NULL,           -- of its changeset, unpacked
  changeset  BLOB NOT NULL,              -- packed where smaller
  effect     BLOB                        -- NULL: all of its changeset
);
CREATE UNIQUE INDEX journal_order ON journal_entry (hlc, replica, hash);
CREATE INDEX journal_count ON journal_entry (replica, seq);
CREATE INDEX journal_touched ON journal_entry (first_id, last_id);
CREATE INDEX journal_group ON journal_entry (replica, grp, seq) WHERE grp IS NOT NULL;
CREATE INDEX journal_reverts ON journal_entry (reverts) WHERE reverts IS NOT NULL;
CREATE INDEX journal_waiting ON journal_entry (hlc) WHERE state = 'waiting';

-- What lost: overruled by an entry, or left out of it. col NULL: the record as a whole.
CREATE TABLE journal_conflict (
  entry BLOB NOT NULL,
  tbl   TEXT NOT NULL,
  id    BLOB NOT NULL,
  col   TEXT,
  why   TEXT NOT NULL,
  lost  TEXT,
  kept  TEXT
);
CREATE INDEX journal_conflict_entry ON journal_conflict (entry);
