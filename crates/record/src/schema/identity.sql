-- Entities, and words on who is who.

-- A stub for whoever and whatever claims speak of: an address that stays, and where it was first met. Names, ids and
-- parties are claims. The address is a hash of kind, place and label, so it is the same in every record.
CREATE TABLE entity (
  uid   TEXT PRIMARY KEY,
  kind  TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'outlet', 'origin')),
  label TEXT NOT NULL,
  -- The race in whose claims a person is met, the list for an entry of one; empty for houses.
  place TEXT NOT NULL,
  tx    INTEGER NOT NULL REFERENCES batch (tx)
) WITHOUT ROWID;

-- Where an id is stated; made from the statements.
CREATE TABLE external_id (
  scheme    TEXT NOT NULL,
  value     TEXT NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (id),
  PRIMARY KEY (scheme, value, statement)
) WITHOUT ROWID;

-- The claims that state another name of somebody, by both names; made from the claims.
CREATE TABLE alias (
  name TEXT NOT NULL,
  race INTEGER NOT NULL REFERENCES race (id),
  seq  INTEGER NOT NULL,
  PRIMARY KEY (name, race, seq)
) WITHOUT ROWID;

-- The words of editors, with more kinds of things, and with the second from which each was public and to which it was.
-- The rows are those of before, under their numbers; what had no time of its own was public when it was recorded.
CREATE TABLE word (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'outlet', 'origin')),
  race           INTEGER REFERENCES race (id),
  a              TEXT NOT NULL,
  b              TEXT NOT NULL,
  verdict        TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  basis          TEXT NOT NULL,
  reported       INTEGER NOT NULL,
  tx             INTEGER NOT NULL REFERENCES batch (tx),
  ended_reported INTEGER,
  ended_tx       INTEGER REFERENCES batch (tx)
);
INSERT INTO word (id, kind, race, a, b, verdict, basis, reported, tx, ended_reported, ended_tx)
SELECT i.id, i.kind, i.race, i.a, i.b, i.verdict, i.basis, b.at, i.tx, e.at, i.ended_tx
FROM identity i JOIN batch b ON b.tx = i.tx LEFT JOIN batch e ON e.tx = i.ended_tx;
DROP TABLE identity;
ALTER TABLE word RENAME TO identity;
CREATE TRIGGER identity_ends_once BEFORE UPDATE ON identity
WHEN OLD.ended_tx IS NOT NULL OR NEW.ended_tx IS NULL OR NEW.ended_reported IS NULL
  OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.race IS NOT OLD.race OR NEW.a <> OLD.a OR NEW.b <> OLD.b
  OR NEW.verdict <> OLD.verdict OR NEW.basis <> OLD.basis OR NEW.tx <> OLD.tx OR NEW.reported <> OLD.reported
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: an identity can only be ended, once');
END;
