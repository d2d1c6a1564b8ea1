//! Who works here: accounts with a role, one-time links, sessions, tokens for programs.
//!
//! Nothing here knows a request. The clock and randomness are arguments; secrets are held only as their hashes.

pub mod delays;
pub mod password;
mod role;
pub mod secret;
mod store;
#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use thiserror::Error;

pub use role::{May, Role};
pub use store::{
    Invitation, accounts, change_password, change_role, end_account, end_all_sessions, end_session,
    end_session_called, end_token, find, hashed, invite, invited, make, make_token, mark,
    nobody_works_here, rehash, session, sessions, set_keys, sign_in, take_invitation, token,
    tokens, wipe_links,
};

use crate::book::BookError;

/// How long a one-time link can be used.
pub const LINK: SignedDuration = SignedDuration::from_hours(24);
/// How long a session lasts without a request.
pub const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// How long a session lasts at most.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The most days for which a token is given.
pub const TOKEN_DAYS: i64 = 366;

/// Why something about accounts is refused.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AccountError {
    /// Not a name.
    #[error(
        "a name has 2 to 40 of the letters a–z, figures, dots and hyphens, and begins with a letter"
    )]
    Name,
    /// Somebody has the name, or had it: acts of the record name it.
    #[error("that name is taken, or was once; names are not given twice")]
    Taken,
    /// A password that is easily guessed, or that cannot be one.
    #[error("{0}")]
    Password(&'static str),
    /// The link was used, has ended, or never was.
    #[error("this link cannot be used any more; ask for a new one")]
    Link,
    /// There is no such account, or it has ended.
    #[error("there is no such account")]
    Nobody,
    /// Nobody could look after accounts any more.
    #[error("this is the only administrator; name another first")]
    LastAdmin,
    /// More than an account may do.
    #[error("{0}")]
    Beyond(&'static str),
    /// The book fails.
    #[error(transparent)]
    Book(#[from] BookError),
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Its number.
    pub id: i64,
    /// Its name: what acts name.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Whether it has a password; before that only its link leads in.
    pub set_up: bool,
    /// Whether keys work in the queue.
    pub keys: bool,
    /// Since when.
    #[serde(with = "record::instant")]
    pub made: Timestamp,
    /// Until when.
    #[serde(with = "record::instant::option")]
    pub ended: Option<Timestamp>,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Session {
    /// The beginning of the hash, to name it by.
    pub mark: String,
    /// Since when.
    #[serde(with = "record::instant")]
    pub made: Timestamp,
    /// The last request, to the minute.
    #[serde(with = "record::instant")]
    pub seen: Timestamp,
    /// When it ends in any case.
    #[serde(with = "record::instant")]
    pub ends: Timestamp,
    /// The browser, as it calls itself.
    pub agent: String,
}

/// A token for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Token {
    /// Its number.
    pub id: i64,
    /// What it is for.
    pub label: String,
    /// What it may do, as long as its account may.
    pub role: Role,
    /// Since when.
    #[serde(with = "record::instant")]
    pub made: Timestamp,
    /// When it ends.
    #[serde(with = "record::instant")]
    pub ends: Timestamp,
    /// The last request, to the minute.
    #[serde(with = "record::instant::option")]
    pub used: Option<Timestamp>,
    /// When it was ended early.
    #[serde(with = "record::instant::option")]
    pub ended: Option<Timestamp>,
}

/// A name as it is kept: `Night-Desk` is `night-desk`.
pub fn name(typed: &str) -> Result<String, AccountError> {
    let name = typed.trim().to_ascii_lowercase();
    let good = (2..=40).contains(&name.len())
        && name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && name.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte)
        });
    if good {
        Ok(name)
    } else {
        Err(AccountError::Name)
    }
}
