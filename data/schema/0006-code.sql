-- A code is found whatever its case, without looking at every record.
CREATE INDEX affiliate_code_any_case ON affiliate (code COLLATE NOCASE);
