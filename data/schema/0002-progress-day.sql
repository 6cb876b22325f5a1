-- Progress is listed by day, the last first: of millions of entries the first screen is there at once.
CREATE INDEX progress_day ON progress (day);
