-- Which vector of each device was last read at a hub, so that only new ones are asked for.
CREATE TABLE local_told_hash (
  carrier TEXT NOT NULL,
  device  BLOB NOT NULL CHECK (length(device) = 16),
  hash    BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (carrier, device)
) WITHOUT ROWID;
