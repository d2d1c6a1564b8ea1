-- Schema 1. Everything is appended; nothing is changed or taken away (the triggers are made in code, for every table).
-- Times are seconds since 1970 in UTC. `tx` is the batch that brought a row: a counter, never a clock.

-- Who added what, when, with which tool.
CREATE TABLE batch (
  tx    INTEGER PRIMARY KEY,
  at    INTEGER NOT NULL,
  actor TEXT NOT NULL,
  tool  TEXT NOT NULL,
  note  TEXT
);

-- Races. Id 0 holds the claims whose race the document does not settle.
CREATE TABLE race (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  tx   INTEGER
);
INSERT INTO race (id, name, tx) VALUES (0, '-', NULL);

-- One version of a document. `key` tells which versions belong together.
CREATE TABLE document (
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
  UNIQUE (key, version),
  UNIQUE (key, sha256)
);

-- The public sources that a document names for itself.
CREATE TABLE source (
  document INTEGER NOT NULL REFERENCES document (id),
  ord      INTEGER NOT NULL,
  url      TEXT NOT NULL,
  date     TEXT,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;

-- The outlets whose reporting a document passes on as a whole.
CREATE TABLE relay (
  document INTEGER NOT NULL REFERENCES document (id),
  ord      INTEGER NOT NULL,
  outlet   TEXT NOT NULL,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;

-- What the reader complained of.
CREATE TABLE complaint (
  document INTEGER NOT NULL REFERENCES document (id),
  ord      INTEGER NOT NULL,
  place    TEXT NOT NULL,
  what     TEXT NOT NULL,
  kept     TEXT NOT NULL,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;

-- What is stated, each statement once however often it is repeated: kind, person, value and stage are a function of it.
CREATE TABLE statement (
  id   INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  json TEXT NOT NULL UNIQUE
);

-- Names of people and organizations that statements mention.
CREATE TABLE name (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
);
CREATE TABLE mention (
  name      INTEGER NOT NULL REFERENCES name (id),
  statement INTEGER NOT NULL REFERENCES statement (id),
  PRIMARY KEY (name, statement)
) WITHOUT ROWID;

-- How a claim reached us, each way once.
CREATE TABLE provenance (
  id   INTEGER PRIMARY KEY,
  json TEXT NOT NULL UNIQUE
);

-- The claims of a race lie together, in the order in which they came, as plain integers: a page is one range scan.
CREATE TABLE claim (
  race        INTEGER NOT NULL REFERENCES race (id),
  seq         INTEGER NOT NULL,
  statement   INTEGER NOT NULL REFERENCES statement (id),
  certainty   INTEGER NOT NULL,
  provenance  INTEGER NOT NULL REFERENCES provenance (id),
  reported_lo INTEGER NOT NULL,
  reported_hi INTEGER NOT NULL,
  document    INTEGER NOT NULL REFERENCES document (id),
  tx          INTEGER NOT NULL REFERENCES batch (tx),
  PRIMARY KEY (race, seq)
) WITHOUT ROWID;
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_statement ON claim (statement);

-- The claim to the letter, and where its quote stands (part 0 is the headline, 1 the text; code points).
CREATE TABLE body (
  race  INTEGER NOT NULL,
  seq   INTEGER NOT NULL,
  claim TEXT NOT NULL,
  part  INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end   INTEGER NOT NULL,
  PRIMARY KEY (race, seq),
  FOREIGN KEY (race, seq) REFERENCES claim (race, seq)
) WITHOUT ROWID;

-- Claims without a settled race, by the races of which their document speaks. An age or an office may be shown on the
-- page of such a race; a name alone, from a document about something else, may not.
CREATE TABLE context (
  race INTEGER NOT NULL REFERENCES race (id),
  seq  INTEGER NOT NULL,
  PRIMARY KEY (race, seq)
) WITHOUT ROWID;

-- An editor's word on two names or two origins. It can be ended, once, and is kept.
CREATE TABLE identity (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL CHECK (kind IN ('person', 'origin')),
  race     INTEGER REFERENCES race (id),
  a        TEXT NOT NULL,
  b        TEXT NOT NULL,
  verdict  TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  basis    TEXT NOT NULL,
  tx       INTEGER NOT NULL REFERENCES batch (tx),
  ended_tx INTEGER REFERENCES batch (tx)
);
CREATE TRIGGER identity_ends_once BEFORE UPDATE ON identity
WHEN OLD.ended_tx IS NOT NULL OR NEW.ended_tx IS NULL
  OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.race IS NOT OLD.race OR NEW.a <> OLD.a OR NEW.b <> OLD.b
  OR NEW.verdict <> OLD.verdict OR NEW.basis <> OLD.basis OR NEW.tx <> OLD.tx
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: an identity can only be ended, once');
END;
