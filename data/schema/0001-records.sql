-- The records. Every replicated table: a UUID as its primary key, real foreign keys, CHECKs for what
-- must hold of one row, archived_on instead of deletion, and nothing UNIQUE beyond the key: two laptops
-- may each add "CAMA" in good faith. Later migrations only add tables or append columns.

CREATE TABLE area (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  position    NUMERIC,
  name        TEXT NOT NULL CHECK (name <> ''),
  archived_on TEXT
);

CREATE TABLE country (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  code        TEXT NOT NULL CHECK (code <> ''),
  name        TEXT NOT NULL CHECK (name <> ''),
  archived_on TEXT
);

CREATE TABLE region (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name        TEXT NOT NULL CHECK (name <> ''),
  country     BLOB REFERENCES country (id),
  archived_on TEXT
);

CREATE TABLE state (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  code        TEXT NOT NULL CHECK (code <> ''),
  name        TEXT NOT NULL CHECK (name <> ''),
  country     BLOB REFERENCES country (id),
  region      BLOB REFERENCES region (id),
  archived_on TEXT
);

CREATE TABLE role (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  position    NUMERIC,
  name        TEXT NOT NULL CHECK (name <> ''),
  side        TEXT NOT NULL,
  archived_on TEXT
);

CREATE TABLE affiliate (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  code        TEXT,
  name        TEXT NOT NULL CHECK (name <> ''),
  kind        TEXT NOT NULL,
  region      BLOB REFERENCES region (id),
  country     BLOB REFERENCES country (id),
  state       BLOB REFERENCES state (id),
  city        TEXT,
  website     TEXT,
  email       TEXT,
  phone       TEXT,
  time_zone   TEXT,
  since       TEXT,
  status      TEXT NOT NULL,
  parent      BLOB REFERENCES affiliate (id) CHECK (parent <> id),
  tags        TEXT,
  notes       TEXT,
  archived_on TEXT
);

CREATE TABLE person (
  id           BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name         TEXT NOT NULL CHECK (name <> ''),
  title        TEXT,
  organization BLOB REFERENCES affiliate (id),
  email        TEXT,
  phone        TEXT,
  languages    TEXT,
  time_zone    TEXT,
  notes        TEXT,
  archived_on  TEXT
);

CREATE TABLE assignment (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  person      BLOB NOT NULL REFERENCES person (id),
  role        BLOB NOT NULL REFERENCES role (id),
  affiliate   BLOB REFERENCES affiliate (id),
  region      BLOB REFERENCES region (id),
  "primary"   NUMERIC NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
  "from"      TEXT,
  "to"        TEXT,
  archived_on TEXT
);

CREATE TABLE agreement (
  id                BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  affiliate         BLOB NOT NULL REFERENCES affiliate (id),
  title             TEXT NOT NULL CHECK (title <> ''),
  kind              TEXT NOT NULL,
  signed_on         TEXT,
  "from"            TEXT,
  "to"              TEXT,
  renewal_lead      NUMERIC CHECK (renewal_lead >= 0),
  our_signatories   TEXT,
  their_signatories TEXT,
  document          TEXT,
  document_sha256   TEXT,
  renews            BLOB REFERENCES agreement (id) CHECK (renews <> id),
  ended_on          TEXT,
  ended_why         TEXT,
  archived_on       TEXT
);

CREATE TABLE commitment (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  agreement   BLOB NOT NULL REFERENCES agreement (id),
  text        TEXT NOT NULL CHECK (text <> ''),
  whose       TEXT NOT NULL,
  area        BLOB REFERENCES area (id),
  archived_on TEXT
);

CREATE TABLE goal (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  affiliate   BLOB NOT NULL REFERENCES affiliate (id),
  title       TEXT NOT NULL CHECK (title <> ''),
  agreement   BLOB REFERENCES agreement (id),
  area        BLOB REFERENCES area (id),
  why         TEXT,
  whose       TEXT NOT NULL,
  owner       BLOB REFERENCES person (id),
  measure     TEXT NOT NULL,
  unit        TEXT,
  baseline    NUMERIC,
  target      NUMERIC,
  tolerance   NUMERIC CHECK (tolerance >= 0),
  start       TEXT,
  due         TEXT,
  cadence     TEXT NOT NULL,
  state       TEXT NOT NULL,
  weight      NUMERIC NOT NULL DEFAULT 1 CHECK (weight > 0),
  parent      BLOB REFERENCES goal (id) CHECK (parent <> id),
  archived_on TEXT
);

CREATE TABLE milestone (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  goal        BLOB NOT NULL REFERENCES goal (id),
  title       TEXT NOT NULL CHECK (title <> ''),
  due         TEXT,
  done_on     TEXT,
  archived_on TEXT
);

CREATE TABLE progress (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  goal        BLOB NOT NULL REFERENCES goal (id),
  day         TEXT NOT NULL,
  value       NUMERIC NOT NULL,
  note        TEXT,
  confidence  NUMERIC CHECK (confidence BETWEEN 0 AND 10),
  by          TEXT,
  evidence    TEXT,
  archived_on TEXT
);

-- Every reference is followed backwards by a page, and looked up when what it names is removed.
CREATE INDEX region_country ON region (country);
CREATE INDEX state_country ON state (country);
CREATE INDEX state_region ON state (region);
CREATE INDEX affiliate_region ON affiliate (region);
CREATE INDEX affiliate_country ON affiliate (country);
CREATE INDEX affiliate_state ON affiliate (state);
CREATE INDEX affiliate_parent ON affiliate (parent);
CREATE INDEX affiliate_code ON affiliate (code);
CREATE INDEX person_organization ON person (organization);
CREATE INDEX assignment_person ON assignment (person);
CREATE INDEX assignment_role ON assignment (role);
CREATE INDEX assignment_affiliate ON assignment (affiliate);
CREATE INDEX assignment_region ON assignment (region);
CREATE INDEX agreement_affiliate ON agreement (affiliate);
CREATE INDEX agreement_renews ON agreement (renews);
CREATE INDEX commitment_agreement ON commitment (agreement);
CREATE INDEX commitment_area ON commitment (area);
CREATE INDEX goal_affiliate ON goal (affiliate);
CREATE INDEX goal_agreement ON goal (agreement);
CREATE INDEX goal_area ON goal (area);
CREATE INDEX goal_owner ON goal (owner);
CREATE INDEX goal_parent ON goal (parent);
CREATE INDEX milestone_goal ON milestone (goal);
CREATE INDEX progress_goal_day ON progress (goal, day);

-- The journal (journal.h). The blobs come last, so that what is looked for stands on the first page.
CREATE TABLE journal_entry (
  replica         BLOB NOT NULL CHECK (length(replica) = 16),
  seq             INTEGER NOT NULL CHECK (seq > 0),
  hlc             INTEGER NOT NULL,
  grp             BLOB,
  author          TEXT NOT NULL,
  at              TEXT NOT NULL,
  label           TEXT NOT NULL,
  reverts_replica BLOB,
  reverts_seq     INTEGER,
  state           TEXT NOT NULL CHECK (state IN ('applied', 'rejected')),
  first_id        BLOB, -- the records it changed lie between these two
  last_id         BLOB,
  changeset       BLOB NOT NULL,
  effect          BLOB, -- NULL: all of its changeset
  PRIMARY KEY (replica, seq)
);
CREATE UNIQUE INDEX journal_order ON journal_entry (hlc, replica);
CREATE INDEX journal_touched ON journal_entry (first_id, last_id, hlc, replica);
CREATE INDEX journal_group ON journal_entry (replica, grp, seq) WHERE grp IS NOT NULL;
CREATE INDEX journal_reverts ON journal_entry (reverts_replica, reverts_seq)
  WHERE reverts_seq IS NOT NULL;

-- What a later entry overruled, or could not be applied, kept for a person to look at.
CREATE TABLE journal_conflict (
  replica BLOB NOT NULL,
  seq     INTEGER NOT NULL,
  tbl     TEXT NOT NULL,
  id      BLOB,
  col     TEXT,
  why     TEXT NOT NULL,
  lost    TEXT,
  kept    TEXT
);
CREATE INDEX journal_conflict_entry ON journal_conflict (replica, seq);

-- What belongs to this file alone and never travels.
CREATE TABLE local_fact (
  name  TEXT PRIMARY KEY NOT NULL,
  value TEXT
) WITHOUT ROWID;

CREATE TABLE local_draft (
  kind  TEXT NOT NULL,
  id    BLOB NOT NULL,
  typed TEXT NOT NULL, -- JSON: field name -> what was typed
  at    TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
