-- Whose words claims stand in, as far as the texts show it. Derived: it follows from the documents and can be made anew,
-- so these two tables are not append-only.

-- Up to which document version texts were compared: one row.
CREATE TABLE compared (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  document INTEGER NOT NULL
);

-- The words around claim (race, seq), or (0, seq) where `unsettled` is 1, stand in document `other` too; `wire` is 1 where
-- one of the two documents, of two houses, prints the other. Where `other` is 0, `credit` is the house that the claim's
-- document states as the source of its text.
CREATE TABLE reuse (
  race      INTEGER NOT NULL,
  unsettled INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  other     INTEGER NOT NULL,
  wire      INTEGER NOT NULL,
  credit    TEXT,
  PRIMARY KEY (race, unsettled, seq, other)
) WITHOUT ROWID;
