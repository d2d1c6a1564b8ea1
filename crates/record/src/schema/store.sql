-- Ten million claims in one file: what a row repeats of another table is left out of it.

-- A claim's words are a function of its statement, certainty, provenance and place: its JSON is put together from them,
-- and its quote is read out of the document. The hours between the two ends of `reported` take less room than a second
-- date.
CREATE TABLE claim_2 (
  race         INTEGER NOT NULL REFERENCES race (id),
  seq          INTEGER NOT NULL,
  statement    INTEGER NOT NULL REFERENCES statement (id),
  certainty    INTEGER NOT NULL,
  provenance   INTEGER NOT NULL REFERENCES provenance (id),
  reported_hi  INTEGER NOT NULL,
  reported_for INTEGER NOT NULL, -- seconds from the first at which it can have been public to `reported_hi`
  document     INTEGER NOT NULL REFERENCES document (id),
  tx           INTEGER NOT NULL REFERENCES batch (tx),
  part         INTEGER NOT NULL, -- 0 is the headline, 1 the text
  start        INTEGER NOT NULL, -- code points
  length       INTEGER NOT NULL,
  PRIMARY KEY (race, seq)
) WITHOUT ROWID;
INSERT INTO claim_2 (race, seq, statement, certainty, provenance, reported_hi, reported_for, document, tx, part, start, length)
SELECT c.race, c.seq, c.statement, c.certainty, c.provenance, c.reported_hi, c.reported_hi - c.reported_lo, c.document, c.tx,
  b.part, b.start, b."end" - b.start
FROM claim c JOIN body b ON b.race = c.race AND b.seq = c.seq ORDER BY c.race, c.seq;

-- The quotes that are not simply the words at their place.
CREATE TABLE quote (
  race  INTEGER NOT NULL,
  seq   INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (race, seq),
  FOREIGN KEY (race, seq) REFERENCES claim (race, seq)
) WITHOUT ROWID;
INSERT INTO quote (race, seq, words)
SELECT race, seq, words FROM (
  SELECT c.race, c.seq, json_extract(b.claim, '$.quote') AS words,
    substr(CASE b.part WHEN 0 THEN d.title ELSE d.text END, b.start + 1, b."end" - b.start) AS there
  FROM claim c JOIN body b ON b.race = c.race AND b.seq = c.seq JOIN document d ON d.id = c.document
) WHERE words IS NOT there;

-- The claims that one document makes about one race have numbers that follow one another. The seal is taken over what
-- was added (it is absent from claims that were added before there were seals).
CREATE TABLE run (
  document INTEGER NOT NULL REFERENCES document (id),
  race     INTEGER NOT NULL REFERENCES race (id),
  seq      INTEGER NOT NULL, -- of the first
  claims   INTEGER NOT NULL, -- how many
  seal     INTEGER,
  PRIMARY KEY (document, race, seq)
) WITHOUT ROWID;
INSERT INTO run (document, race, seq, claims, seal)
SELECT document, race, min(seq), count(*), NULL FROM (
  SELECT document, race, seq, seq - row_number() OVER (PARTITION BY document, race ORDER BY seq) AS island FROM claim
) GROUP BY document, race, island;
CREATE INDEX run_race ON run (race, seq);

DROP TABLE body;
DROP TABLE claim;
ALTER TABLE claim_2 RENAME TO claim;

-- The race of a statement, so that claims are found by statement without an index of their own; 0 for none.
DROP TRIGGER IF EXISTS statement_no_update;
ALTER TABLE statement ADD COLUMN race INTEGER NOT NULL DEFAULT 0;
UPDATE statement SET race = coalesce((SELECT r.id FROM race r WHERE r.name = json_extract(json, '$.race')), 0);

-- The key stands in the index again, so it is held as a digest of itself (the first 16 bytes of its SHA-256 in
-- hexadecimal); a version is told from the others of its key by looking at them, for they are few.
CREATE TABLE document_2 (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL,
  version     INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  sha256      BLOB NOT NULL,
  sender_id   TEXT NOT NULL,
  url         TEXT,
  publisher   TEXT,
  published   TEXT,
  title       TEXT NOT NULL,
  text        TEXT NOT NULL,
  first_seen  INTEGER NOT NULL,
  reported_lo INTEGER NOT NULL,
  reported_hi INTEGER NOT NULL,
  reader      TEXT NOT NULL,
  tx          INTEGER NOT NULL REFERENCES batch (tx),
  UNIQUE (key, version)
);
INSERT INTO document_2 (id, key, version, kind, sha256, sender_id, url, publisher, published, title, text, first_seen,
  reported_lo, reported_hi, reader, tx)
SELECT id, key_digest(key), version, kind, sha256, sender_id, url, publisher, published, title, text, first_seen,
  reported_lo, reported_hi, reader, tx
FROM document ORDER BY id;
DROP TABLE document;
ALTER TABLE document_2 RENAME TO document;
CREATE INDEX document_later ON document (version) WHERE version > 1;
