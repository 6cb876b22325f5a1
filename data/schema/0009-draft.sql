-- Dropped already where entries of format 1 were converted.
DROP TABLE IF EXISTS journal_entry_1;
DROP TABLE IF EXISTS journal_conflict_1;
-- Each form that is open has a draft of its own, however many are about one record.
ALTER TABLE local_draft RENAME TO local_draft_of_a_record;
CREATE TABLE local_draft (
  key   BLOB PRIMARY KEY NOT NULL,
  kind  TEXT NOT NULL,
  id    BLOB NOT NULL, -- of the record; all zero: a new one
  typed TEXT NOT NULL, -- JSON: field name -> what was typed
  base  TEXT,          -- JSON: field name -> what the record held then; NULL: not known, or a new one
  owner TEXT,          -- the open form's program and opening; NULL: the form was left
  at    TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO local_draft (key, kind, id, typed, at)
  SELECT randomblob(16), kind, id, typed, at FROM local_draft_of_a_record;
DROP TABLE local_draft_of_a_record;
