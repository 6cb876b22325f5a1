-- What is remembered of carriers (data/sync/carriers.h, data/carrier). All of it can be lost: it saves looking
-- again.
ALTER TABLE local_carrier ADD COLUMN synced TEXT;   -- UTC: when all went well last
ALTER TABLE local_carrier ADD COLUMN failing TEXT;  -- UTC: since when it has not; NULL: it does
ALTER TABLE local_carrier ADD COLUMN why TEXT;      -- the sentence of that failure
ALTER TABLE local_carrier ADD COLUMN replica BLOB;  -- this database's name when it was pushed there last,
ALTER TABLE local_carrier ADD COLUMN seq INTEGER;   -- and its last entry then
ALTER TABLE local_carrier ADD COLUMN snapshot INTEGER; -- entries in the newest snapshot there

-- What is in a bundle that was taken: so the carrier's heads are known without reading it again.
ALTER TABLE local_seen ADD COLUMN replica BLOB;
ALTER TABLE local_seen ADD COLUMN first INTEGER;
ALTER TABLE local_seen ADD COLUMN last INTEGER;
ALTER TABLE local_seen ADD COLUMN before BLOB;
ALTER TABLE local_seen ADD COLUMN hash BLOB;

ALTER TABLE local_aside ADD COLUMN told TEXT; -- UTC: when a person was told; NULL: it may still be arriving
