-- What each device had when it was last heard of: one row, since a team of a thousand devices has a
-- million heads. Files that said so are read again.
CREATE TABLE local_told (
  device BLOB PRIMARY KEY NOT NULL CHECK (length(device) = 16),
  heads  BLOB NOT NULL, -- the last entries it has (data/branch/heads.h)
  heard  TEXT NOT NULL  -- UTC
);

-- The highest number of a replica's entries that any of them has.
CREATE TABLE local_told_most (
  replica BLOB PRIMARY KEY NOT NULL CHECK (length(replica) = 16),
  seq     INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO local_told_most SELECT replica, max(seq) FROM local_device_head GROUP BY replica;
DROP TABLE local_device_head;
DELETE FROM local_seen WHERE name GLOB '*.heads';
