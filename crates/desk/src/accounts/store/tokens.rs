//! Tokens for programs in the book.

use jiff::{SignedDuration, Timestamp};

use super::{ACCOUNT, account, role};
use crate::accounts::secret::Secret;
use crate::accounts::{Account, AccountError, Role, TOKEN_DAYS, Token};
use crate::book::{Database, Result, note, values};

/// Makes a token for programs. It may no more than its account, and ends by itself.
pub fn make_token(
    book: &dyn Database,
    account: &Account,
    secret: &Secret,
    label: &str,
    role: Role,
    days: i64,
    now: Timestamp,
) -> Result<(), AccountError> {
    let label = label.trim();
    if label.is_empty() || label.chars().count() > 60 || label.chars().any(char::is_control) {
        return Err(AccountError::Beyond(
            "say in up to 60 letters what the token is for",
        ));
    }
    if role > account.role {
        return Err(AccountError::Beyond("a token may no more than its account"));
    }
    if !(1..=TOKEN_DAYS).contains(&days) {
        return Err(AccountError::Beyond("a token lasts from 1 to 366 days"));
    }
    let id = book.next("token")?;
    let ends = now + SignedDuration::from_hours(24 * days);
    book.run(
        "INSERT INTO token (id, hash, account, label, role, made, ends, used, ended) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, NULL)",
        values![
            id,
            &secret.hash(),
            account.id,
            label,
            role.word(),
            now.as_second(),
            ends.as_second()
        ],
    )?;
    let about = format!("{label} ({role})");
    note(book, now, &account.name, "token made", &about, None)?;
    Ok(())
}

/// Whose token this is, as long as it lasts: the account, with what the token may do.
pub fn token(book: &dyn Database, secret: &Secret, now: Timestamp) -> Result<Option<Account>> {
    let found = book.row(
        &format!(
            "SELECT {ACCOUNT}, t.role, t.used, t.id FROM token t JOIN account a ON a.id = t.account \
             WHERE t.hash = ?1 AND t.ends > ?2 AND t.ended IS NULL AND a.ended IS NULL"
        ),
        values![&secret.hash(), now.as_second()],
    )?;
    let Some(row) = found else {
        return Ok(None);
    };
    if row
        .maybe_int(8)?
        .is_none_or(|used| used + 60 <= now.as_second())
    {
        book.run(
            "UPDATE token SET used = ?2 WHERE id = ?1",
            values![row.int(9)?, now.as_second()],
        )?;
    }
    let mut held = account(&row)?;
    held.role = held.role.min(role(&row, 7)?);
    Ok(Some(held))
}

/// The tokens of an account, the newest first.
pub fn tokens(book: &dyn Database, account: i64) -> Result<Vec<Token>> {
    book.rows(
        "SELECT id, label, role, made, ends, used, ended FROM token WHERE account = ?1 ORDER BY id DESC",
        values![account],
    )?
    .iter()
    .map(|row| {
        Ok(Token {
            id: row.int(0)?,
            label: row.text(1)?,
            role: role(row, 2)?,
            made: row.time(3)?,
            ends: row.time(4)?,
            used: row.maybe_time(5)?,
            ended: row.maybe_time(6)?,
        })
    })
    .collect()
}

/// Ends a token of an account. Whether there was one.
pub fn end_token(book: &dyn Database, account: &Account, id: i64, now: Timestamp) -> Result<bool> {
    let ended = book.run(
        "UPDATE token SET ended = ?3 WHERE id = ?1 AND account = ?2 AND ended IS NULL",
        values![id, account.id, now.as_second()],
    )?;
    if ended > 0 {
        note(
            book,
            now,
            &account.name,
            "token ended",
            &id.to_string(),
            None,
        )?;
    }
    Ok(ended > 0)
}
