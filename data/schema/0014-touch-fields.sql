-- local_touch lists what an entry sets by field, no longer by record (data/entry/touched.h). A range
-- without a row has it listed again when it is first needed.
DELETE FROM local_touch;
DELETE FROM local_touch_many;
DELETE FROM local_touch_range;
