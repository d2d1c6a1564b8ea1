-- The tables of `1.sql` and `store.sql` as PostgreSQL makes them. All others are read from the same files as SQLite's.
-- Times are seconds since 1970 in UTC. `tx` is the batch that brought a row: a counter, never a clock. Texts are compared
-- byte by byte, as SQLite does.

CREATE TABLE batch (
  tx    BIGINT PRIMARY KEY,
  at    BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  tool  TEXT COLLATE "C" NOT NULL,
  note  TEXT COLLATE "C"
);

CREATE TABLE race (
  id   BIGINT PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  tx   BIGINT
);
INSERT INTO race (id, name, tx) VALUES (0, '-', NULL);

CREATE TABLE document (
  id          BIGINT PRIMARY KEY,
  key         TEXT COLLATE "C" NOT NULL,
  version     BIGINT NOT NULL,
  kind        TEXT COLLATE "C" NOT NULL,
  sha256      BYTEA NOT NULL,
  sender_id   TEXT COLLATE "C" NOT NULL,
  url         TEXT COLLATE "C",
  publisher   TEXT COLLATE "C",
  published   TEXT COLLATE "C",
  title       TEXT COLLATE "C" NOT NULL,
  text        TEXT COLLATE "C" NOT NULL,
  first_seen  BIGINT NOT NULL,
  reported_lo BIGINT NOT NULL,
  reported_hi BIGINT NOT NULL,
  reader      TEXT COLLATE "C" NOT NULL,
  tx          BIGINT NOT NULL REFERENCES batch (tx),
  UNIQUE (key, version)
);

CREATE TABLE source (
  document BIGINT NOT NULL REFERENCES document (id),
  ord      BIGINT NOT NULL,
  url      TEXT COLLATE "C" NOT NULL,
  date     TEXT COLLATE "C",
  PRIMARY KEY (document, ord)
);

CREATE TABLE relay (
  document BIGINT NOT NULL REFERENCES document (id),
  ord      BIGINT NOT NULL,
  outlet   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (document, ord)
);

CREATE TABLE complaint (
  document BIGINT NOT NULL REFERENCES document (id),
  ord      BIGINT NOT NULL,
  place    TEXT COLLATE "C" NOT NULL,
  what     TEXT COLLATE "C" NOT NULL,
  kept     TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (document, ord)
);

-- A B-tree holds no key above a third of a page, and these can be longer: they are found by a hash, and "exclude" makes
-- them unique.
CREATE TABLE statement (
  id   BIGINT PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  race BIGINT NOT NULL DEFAULT 0,
  json TEXT COLLATE "C" NOT NULL,
  EXCLUDE USING hash (json WITH =)
);

CREATE TABLE name (
  id   BIGINT PRIMARY KEY,
  text TEXT COLLATE "C" NOT NULL,
  EXCLUDE USING hash (text WITH =)
);
CREATE TABLE mention (
  name      BIGINT NOT NULL REFERENCES name (id),
  statement BIGINT NOT NULL REFERENCES statement (id),
  PRIMARY KEY (name, statement)
);

CREATE TABLE provenance (
  id   BIGINT PRIMARY KEY,
  json TEXT COLLATE "C" NOT NULL,
  EXCLUDE USING hash (json WITH =)
);

-- The key's index holds all that a page is folded from, so that a race is one range of it, as in SQLite.
CREATE TABLE claim (
  race         BIGINT NOT NULL REFERENCES race (id),
  seq          BIGINT NOT NULL,
  statement    BIGINT NOT NULL REFERENCES statement (id),
  certainty    BIGINT NOT NULL,
  provenance   BIGINT NOT NULL REFERENCES provenance (id),
  reported_hi  BIGINT NOT NULL,
  reported_for BIGINT NOT NULL,
  document     BIGINT NOT NULL REFERENCES document (id),
  tx           BIGINT NOT NULL REFERENCES batch (tx),
  part         BIGINT NOT NULL,
  start        BIGINT NOT NULL,
  length       BIGINT NOT NULL,
  PRIMARY KEY (race, seq) INCLUDE (statement, certainty, provenance, reported_hi, reported_for, document, tx)
);

CREATE TABLE quote (
  race  BIGINT NOT NULL,
  seq   BIGINT NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (race, seq),
  FOREIGN KEY (race, seq) REFERENCES claim (race, seq)
);

CREATE TABLE run (
  document BIGINT NOT NULL REFERENCES document (id),
  race     BIGINT NOT NULL REFERENCES race (id),
  seq      BIGINT NOT NULL,
  claims   BIGINT NOT NULL,
  seal     BIGINT,
  PRIMARY KEY (document, race, seq)
);
CREATE INDEX run_race ON run (race, seq);

CREATE TABLE context (
  race BIGINT NOT NULL REFERENCES race (id),
  seq  BIGINT NOT NULL,
  PRIMARY KEY (race, seq)
);

CREATE TABLE identity (
  id       BIGINT PRIMARY KEY,
  kind     TEXT COLLATE "C" NOT NULL CHECK (kind IN ('person', 'origin')),
  race     BIGINT REFERENCES race (id),
  a        TEXT COLLATE "C" NOT NULL,
  b        TEXT COLLATE "C" NOT NULL,
  verdict  TEXT COLLATE "C" NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  basis    TEXT COLLATE "C" NOT NULL,
  tx       BIGINT NOT NULL REFERENCES batch (tx),
  ended_tx BIGINT REFERENCES batch (tx)
);
