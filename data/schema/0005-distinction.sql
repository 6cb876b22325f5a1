-- Pairs of records that look like one and are not, so that they are not shown as doubles again. The two
-- are of whatever kind: their ids are text and refer to nothing, so that they keep nobody in place.
CREATE TABLE distinction (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  kind        TEXT NOT NULL,
  one         TEXT NOT NULL,
  other       TEXT NOT NULL,
  names       TEXT NOT NULL CHECK (names <> ''),
  archived_on TEXT
);
CREATE INDEX distinction_kind ON distinction (kind);
