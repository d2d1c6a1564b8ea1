//! Sessions in the book.

use jiff::Timestamp;

use super::{ACCOUNT, account};
use crate::accounts::secret::{Hash, Secret};
use crate::accounts::{Account, IDLE, LONGEST, Session};
use crate::book::{Database, Result, note, values};

/// Begins a session. Its secret is always new, so that nobody can be made to use one that somebody else knows.
pub fn sign_in(
    book: &dyn Database,
    account: &Account,
    secret: &Secret,
    agent: &str,
    now: Timestamp,
) -> Result<()> {
    let second = now.as_second();
    book.run(
        "DELETE FROM session WHERE ends <= ?1 OR seen <= ?2",
        values![second, (now - IDLE).as_second()],
    )?;
    let agent: String = agent
        .chars()
        .filter(|letter| !letter.is_control())
        .take(200)
        .collect();
    book.run(
        "INSERT INTO session (hash, account, made, seen, ends, agent) VALUES (?1, ?2, ?3, ?3, ?4, ?5)",
        values![&secret.hash(), account.id, second, (now + LONGEST).as_second(), agent],
    )?;
    note(book, now, &account.name, "signed in", &account.name, None)
}

/// Whose session this is, as long as it lasts. The role is that of now.
pub fn session(book: &dyn Database, secret: &Secret, now: Timestamp) -> Result<Option<Account>> {
    let hash = secret.hash();
    let found = book.row(
        &format!(
            "SELECT {ACCOUNT}, s.seen FROM session s JOIN account a ON a.id = s.account \
             WHERE s.hash = ?1 AND s.ends > ?2 AND s.seen > ?3 AND a.ended IS NULL"
        ),
        values![&hash, now.as_second(), (now - IDLE).as_second()],
    )?;
    let Some(row) = found else {
        return Ok(None);
    };
    if row.int(7)? + 60 <= now.as_second() {
        book.run(
            "UPDATE session SET seen = ?2 WHERE hash = ?1",
            values![&hash, now.as_second()],
        )?;
    }
    account(&row).map(Some)
}

/// The sessions of an account, the latest first.
pub fn sessions(book: &dyn Database, account: i64, now: Timestamp) -> Result<Vec<Session>> {
    book.rows(
        "SELECT hash, made, seen, ends, agent FROM session \
         WHERE account = ?1 AND ends > ?2 AND seen > ?3 ORDER BY seen DESC, made DESC, hash",
        values![account, now.as_second(), (now - IDLE).as_second()],
    )?
    .iter()
    .map(|row| {
        Ok(Session {
            mark: mark(&row.bytes(0)?),
            made: row.time(1)?,
            seen: row.time(2)?,
            ends: row.time(3)?,
            agent: row.text(4)?,
        })
    })
    .collect()
}

/// What a session is called where it is listed: a few digits of its hash, which nobody can sign in with.
pub fn mark(hash: &[u8]) -> String {
    use std::fmt::Write;

    hash.iter().take(8).fold(String::new(), |mut mark, byte| {
        // Writing to a String cannot fail.
        let _ = write!(mark, "{byte:02x}");
        mark
    })
}

/// Ends the session of a secret.
pub fn end_session(book: &dyn Database, secret: &Hash) -> Result<()> {
    book.run("DELETE FROM session WHERE hash = ?1", values![secret])?;
    Ok(())
}

/// Ends the session of an account that is called so.
pub fn end_session_called(book: &dyn Database, account: i64, called: &str) -> Result<bool> {
    let rows = book.rows(
        "SELECT hash FROM session WHERE account = ?1",
        values![account],
    )?;
    for row in rows {
        let hash = row.bytes(0)?;
        if mark(&hash) == called {
            book.run(
                "DELETE FROM session WHERE hash = ?1",
                values![hash.as_slice()],
            )?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends all sessions of an account.
pub fn end_all_sessions(book: &dyn Database, account: i64) -> Result<()> {
    book.run("DELETE FROM session WHERE account = ?1", values![account])?;
    Ok(())
}
