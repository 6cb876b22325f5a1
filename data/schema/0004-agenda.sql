-- What comes up on a day is found by that day: the milestones still to be done, the terms that end, the
-- events to come, each by the first day that is known of it.
CREATE INDEX milestone_open ON milestone (due) WHERE done_on IS NULL;
CREATE INDEX assignment_to ON assignment ("to") WHERE "to" IS NOT NULL;
CREATE INDEX event_first ON event (coalesce("from", "to"));
