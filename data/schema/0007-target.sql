-- What of a goal is due by the end of a plan's year, and what that year's review said of it.
CREATE TABLE target (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  plan        BLOB NOT NULL REFERENCES plan (id),
  goal        BLOB NOT NULL REFERENCES goal (id),
  target      NUMERIC,
  verdict     TEXT NOT NULL,
  comment     TEXT,
  archived_on TEXT
);

CREATE INDEX target_plan ON target (plan);
CREATE INDEX target_goal ON target (goal);
