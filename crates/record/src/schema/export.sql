-- What was taken from another record by way of an export.

-- Documents whose words are not held here: the hash is that of the words elsewhere, and the claims keep their quotes.
CREATE TABLE unheld (
  document INTEGER PRIMARY KEY REFERENCES document (id),
  why      TEXT NOT NULL
) WITHOUT ROWID;
