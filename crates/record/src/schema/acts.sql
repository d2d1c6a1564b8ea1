-- Editorial acts, readings by a newer reader, and the one permitted destruction.

-- What editors, publishers and newer readers say about claims. Who and why is the batch's.
CREATE TABLE act (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL
              CHECK (kind IN ('confirm', 'reject', 'correct', 'retract', 'supersede', 'sign_off', 'redact', 'undo')),
  race        INTEGER REFERENCES race (id),     -- of the claim, or of the page; none for documents
  seq         INTEGER,                          -- of the claim
  document    INTEGER REFERENCES document (id), -- that it is about
  ends        INTEGER REFERENCES act (id),      -- the act that it ends
  by_race     INTEGER,                          -- the claim that takes the place
  by_seq      INTEGER,
  stands_in   INTEGER REFERENCES document (id), -- where the publisher says so
  set_hash    BLOB,                             -- SHA-256 over the ids of the claims signed
  set_count   INTEGER,
  reported    INTEGER NOT NULL,                 -- public since
  tx          INTEGER NOT NULL REFERENCES batch (tx),
  FOREIGN KEY (race, seq) REFERENCES claim (race, seq),
  FOREIGN KEY (by_race, by_seq) REFERENCES claim (race, seq)
);
CREATE INDEX act_claim ON act (race, seq);
CREATE INDEX act_document ON act (document) WHERE document IS NOT NULL;
CREATE INDEX act_ends ON act (ends) WHERE ends IS NOT NULL;

-- A text that was read again: by whom, in which batch, and what that reader found besides claims. The first reading
-- stands with the document itself.
CREATE TABLE reading (
  document   INTEGER NOT NULL REFERENCES document (id),
  tx         INTEGER NOT NULL REFERENCES batch (tx),
  reader     TEXT NOT NULL,
  relays     TEXT NOT NULL, -- a JSON array of outlets
  complaints TEXT NOT NULL, -- a JSON array
  PRIMARY KEY (document, tx)
) WITHOUT ROWID;

-- Later versions are found without reading past the texts of all other documents.
CREATE INDEX document_later ON document (version) WHERE version > 1;
