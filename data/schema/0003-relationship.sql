-- The rest of the relationship: work plans, activities, events and who attends them, membership,
-- resources, saved views and what a person put off. A column that is appended may be NULL and has no
-- default: in a row that was there before, SQLite tells a session that the old value was NULL whatever the
-- default says, and undo would bring that back.

ALTER TABLE affiliate ADD COLUMN cadence TEXT;
ALTER TABLE role ADD COLUMN required NUMERIC CHECK (required IN (0, 1));
ALTER TABLE role ADD COLUMN term_years NUMERIC CHECK (term_years > 0);
ALTER TABLE agreement ADD COLUMN notice_days NUMERIC CHECK (notice_days >= 0);
ALTER TABLE agreement ADD COLUMN notice TEXT;

CREATE TABLE plan (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  affiliate   BLOB NOT NULL REFERENCES affiliate (id),
  year        NUMERIC NOT NULL,
  state       TEXT NOT NULL,
  agreed_on   TEXT,
  summary     TEXT,
  review      TEXT,
  archived_on TEXT
);

ALTER TABLE goal ADD COLUMN plan BLOB REFERENCES plan (id);
ALTER TABLE goal ADD COLUMN commitment BLOB REFERENCES commitment (id);
ALTER TABLE goal ADD COLUMN outcome TEXT;

CREATE TABLE event (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  title       TEXT NOT NULL CHECK (title <> ''),
  host        BLOB REFERENCES affiliate (id),
  "from"      TEXT,
  "to"        TEXT,
  place       TEXT,
  country     BLOB REFERENCES country (id),
  website     TEXT,
  kind        TEXT NOT NULL,
  state       TEXT NOT NULL,
  details     TEXT,
  archived_on TEXT
);

CREATE TABLE attendance (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  event       BLOB NOT NULL REFERENCES event (id),
  person      BLOB NOT NULL REFERENCES person (id),
  capacity    TEXT NOT NULL,
  state       TEXT NOT NULL,
  notes       TEXT,
  archived_on TEXT
);

CREATE TABLE activity (
  id                BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  affiliate         BLOB NOT NULL REFERENCES affiliate (id),
  kind              TEXT NOT NULL,
  direction         TEXT NOT NULL,
  state             TEXT NOT NULL,
  day               TEXT NOT NULL,
  until             TEXT,
  title             TEXT,
  our_person        BLOB REFERENCES person (id),
  their_person      BLOB REFERENCES person (id),
  others            TEXT,
  place             TEXT,
  theme             TEXT,
  details           TEXT,
  outcome           TEXT,
  goal              BLOB REFERENCES goal (id),
  commitment        BLOB REFERENCES commitment (id),
  plan              BLOB REFERENCES plan (id),
  area              BLOB REFERENCES area (id),
  link              TEXT,
  follow_up_on      TEXT,
  follow_up_done_on TEXT,
  archived_on       TEXT
);

CREATE TABLE membership (
  id            BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  affiliate     BLOB NOT NULL REFERENCES affiliate (id),
  day           TEXT NOT NULL,
  members       NUMERIC CHECK (members >= 0),
  joint_members NUMERIC CHECK (joint_members >= 0),
  prospects     NUMERIC CHECK (prospects >= 0),
  note          TEXT,
  archived_on   TEXT
);

CREATE TABLE resource (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  title       TEXT NOT NULL CHECK (title <> ''),
  kind        TEXT NOT NULL,
  affiliate   BLOB NOT NULL REFERENCES affiliate (id),
  direction   TEXT NOT NULL,
  shared_on   TEXT,
  link        TEXT,
  link_sha256 TEXT,
  notes       TEXT,
  archived_on TEXT
);

CREATE TABLE "view" (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name        TEXT NOT NULL CHECK (name <> ''),
  kind        TEXT NOT NULL,
  filter      TEXT,
  columns     TEXT,
  sort        TEXT,
  position    NUMERIC,
  archived_on TEXT
);

CREATE TABLE snooze (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  about       TEXT NOT NULL CHECK (about <> ''),
  until       TEXT NOT NULL,
  why         TEXT,
  archived_on TEXT
);

-- Every reference, as in 0001, those of an affiliate's page in the order in which it shows them. What
-- is seldom given is in an index only where it is: most activities serve no goal.
CREATE INDEX goal_plan ON goal (plan) WHERE plan IS NOT NULL;
CREATE INDEX goal_commitment ON goal (commitment) WHERE commitment IS NOT NULL;
CREATE INDEX plan_affiliate_year ON plan (affiliate, year);
CREATE INDEX event_host ON event (host) WHERE host IS NOT NULL;
CREATE INDEX event_country ON event (country) WHERE country IS NOT NULL;
CREATE INDEX attendance_event ON attendance (event);
CREATE INDEX attendance_person ON attendance (person);
CREATE INDEX activity_affiliate_day ON activity (affiliate, day);
CREATE INDEX activity_our_person ON activity (our_person) WHERE our_person IS NOT NULL;
CREATE INDEX activity_their_person ON activity (their_person) WHERE their_person IS NOT NULL;
CREATE INDEX activity_goal ON activity (goal) WHERE goal IS NOT NULL;
CREATE INDEX activity_commitment ON activity (commitment) WHERE commitment IS NOT NULL;
CREATE INDEX activity_plan ON activity (plan) WHERE plan IS NOT NULL;
CREATE INDEX activity_area ON activity (area) WHERE area IS NOT NULL;
CREATE INDEX membership_affiliate_day ON membership (affiliate, day);
CREATE INDEX resource_affiliate ON resource (affiliate);

-- The order of lists that are read from the last day back, and what is looked for by a day ahead.
CREATE INDEX plan_year ON plan (year);
CREATE INDEX event_from ON event ("from");
CREATE INDEX activity_day ON activity (day);
CREATE INDEX activity_follow_up ON activity (follow_up_on) WHERE follow_up_done_on IS NULL;
CREATE INDEX membership_day ON membership (day);
CREATE INDEX snooze_about ON snooze (about);
CREATE INDEX snooze_until ON snooze (until);
