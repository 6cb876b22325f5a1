-- Sharing (data/team, data/bundle, data/sync). What begins with local_ stays in this file: bundles,
-- snapshots and exports never carry it; a backup does.

-- Signatures of the last entry of each run that its writer gave away: anybody may pass the run on.
CREATE TABLE journal_signature (
  entry     BLOB PRIMARY KEY NOT NULL CHECK (length(entry) = 32),
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) WITHOUT ROWID;

CREATE INDEX journal_team ON journal_entry (hlc, replica, hash) WHERE sort = 2;

-- The key pairs of this database, one for each replica it was since it first shared.
CREATE TABLE local_key (
  replica        BLOB PRIMARY KEY NOT NULL CHECK (length(replica) = 16),
  seed           BLOB NOT NULL CHECK (length(seed) = 32), -- secret; the public key follows from it
  continues      BLOB CHECK (length(continues) = 16), -- the keyed replica it was before
  shared         INTEGER NOT NULL DEFAULT 0, -- own entries up to this number have left, or may have
  head           BLOB CHECK (length(head) = 32), -- its last entry, signed, so that a cut tail shows
  head_signature BLOB CHECK (length(head_signature) = 64)
) WITHOUT ROWID;

CREATE TABLE local_team (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  team       BLOB NOT NULL CHECK (length(team) = 16),
  root       BLOB NOT NULL CHECK (length(root) = 32),  -- hash of the founder's public key
  invitation BLOB CHECK (length(invitation) = 32),     -- seed of the invitation used to join
  role       INTEGER                                   -- what that invitation promised
);

CREATE TABLE local_team_key (
  id  BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  key BLOB NOT NULL CHECK (length(key) = 32)
) WITHOUT ROWID;

-- Made again from the team's acts whenever they change (data/team/team_save.h). No rows: this
-- database shares with nobody, and every entry counts. A replica without a row has no say: its entries
-- wait. cut NULL: all entries count, or none, as `writes` says; otherwise those in local_led are the
-- exceptions.
CREATE TABLE local_standing (
  replica BLOB PRIMARY KEY NOT NULL CHECK (length(replica) = 16),
  writes  INTEGER NOT NULL CHECK (writes IN (0, 1)),
  cut     BLOB CHECK (length(cut) = 32)
) WITHOUT ROWID;
CREATE TABLE local_led (
  entry BLOB PRIMARY KEY NOT NULL CHECK (length(entry) = 32)
) WITHOUT ROWID;

CREATE TABLE local_carrier (
  name  TEXT PRIMARY KEY NOT NULL,
  class TEXT NOT NULL, -- carrier.h: 'folder', 'hub'
  place TEXT NOT NULL  -- a folder, or a postgresql:// address
) WITHOUT ROWID;

-- Files at a carrier that were judged already.
CREATE TABLE local_seen (
  carrier TEXT NOT NULL,
  name    TEXT NOT NULL,
  size    INTEGER NOT NULL,
  mtime   INTEGER NOT NULL, -- nanoseconds
  ino     INTEGER NOT NULL,
  at      TEXT NOT NULL,    -- UTC: when it was first seen
  verdict TEXT NOT NULL,    -- 'taken', 'arriving', 'aside'
  PRIMARY KEY (carrier, name)
) WITHOUT ROWID;

-- Bundles that were set aside, and why.
CREATE TABLE local_aside (
  carrier TEXT NOT NULL,
  name    TEXT NOT NULL,
  why     TEXT NOT NULL, -- a sentence
  at      TEXT NOT NULL, -- UTC
  PRIMARY KEY (carrier, name)
) WITHOUT ROWID;

-- What each device had when it was last heard of.
CREATE TABLE local_device_head (
  device  BLOB NOT NULL CHECK (length(device) = 16),  -- who says so
  replica BLOB NOT NULL CHECK (length(replica) = 16), -- whose entries it has
  hash    BLOB NOT NULL CHECK (length(hash) = 32),    -- up to this one
  seq     INTEGER NOT NULL,
  heard   TEXT NOT NULL,                              -- UTC
  PRIMARY KEY (device, replica, hash)
) WITHOUT ROWID;
