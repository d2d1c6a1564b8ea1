-- The desk's own book. Columns are INTEGER, TEXT or BLOB, and every row brings its own number, so that PostgreSQL can carry
-- the same tables (BIGINT, TEXT, BYTEA). Times are seconds since 1970.

-- Who works here. A name is never given twice: acts of the record name it.
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password TEXT,
    keys INTEGER NOT NULL,
    made INTEGER NOT NULL,
    ended INTEGER
);

-- One-time links: for an account, or (the first run) for an account that is still to be named.
CREATE TABLE link (
    hash BLOB PRIMARY KEY,
    account INTEGER REFERENCES account (id),
    role TEXT NOT NULL,
    made INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    used INTEGER
);

CREATE TABLE session (
    hash BLOB PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    made INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX session_account ON session (account);

CREATE TABLE token (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account (id),
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    made INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    used INTEGER,
    ended INTEGER
);
CREATE INDEX token_account ON token (account);

-- What was done here that the record does not hold: accounts, sign-ins, comments. Appended only.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    note TEXT
);
CREATE INDEX event_about ON event (about);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    about TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    url TEXT,
    state TEXT NOT NULL,
    reason TEXT,
    made INTEGER NOT NULL,
    moved INTEGER NOT NULL,
    account INTEGER REFERENCES account (id),
    code BLOB NOT NULL UNIQUE,
    digest BLOB NOT NULL,
    sender BLOB
);
CREATE INDEX comment_about ON comment (about, state);
CREATE INDEX comment_state ON comment (state, kind);
CREATE INDEX comment_digest ON comment (digest);

-- Questions of the queue that an editor has left for later.
CREATE TABLE passed (
    item TEXT PRIMARY KEY,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL
);
