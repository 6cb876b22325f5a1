-- What a person decided about an edit that lost when the entries of several laptops were merged. The id is
-- made from kind, record, field and loser, so that two laptops which decide on the same edit write the same
-- row. Record and loser are text and refer to nothing, so that they keep nobody in place.
CREATE TABLE decision (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  about       TEXT NOT NULL, -- field and record in words, as they were called then
  kind        TEXT NOT NULL,
  record      TEXT NOT NULL,
  field       TEXT,          -- NULL: the record as a whole
  loser       TEXT NOT NULL, -- the hash of the entry that lost
  choice      TEXT NOT NULL,
  archived_on TEXT
);
CREATE INDEX decision_record ON decision (record);
CREATE INDEX journal_conflict_record ON journal_conflict (id);
