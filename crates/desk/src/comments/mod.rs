//! Comments: what readers say to a race, a claim, a report, a person.
//!
//! Off until an administrator switches them on. Every comment waits for a moderator. A comment is text and nothing else. It is a
//! remark, or something about *one claim*: a source, a correction, a dispute, which also stands in the review queue. No other
//! server is ever asked about anything.

pub mod buckets;
mod check;
pub mod form;
mod store;
#[cfg(test)]
mod tests;
pub mod words;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use record::ClaimId;
use serde::Serialize;
use thiserror::Error;

pub use check::{Checked, Posted, check, sender};
pub use store::{
    Waiting, about, add, by_account, by_code, destroy, export, in_state, is_repeat, moderate, one,
    published, remove, state_of, tidy, waiting, waiting_counts,
};

use crate::book::{BookError, Database, setting};

/// The most letters of a comment.
pub const LONGEST: usize = 4_000;

/// Who may comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// Nobody: comments are off.
    #[default]
    Off,
    /// Whoever has an account here.
    Accounts,
    /// Everybody.
    Everybody,
}

impl Open {
    /// All, from the least to the most open.
    pub const ALL: [Self; 3] = [Self::Off, Self::Accounts, Self::Everybody];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Accounts => "accounts",
            Self::Everybody => "everybody",
        }
    }

    /// What an administrator has switched on.
    pub fn of(book: &dyn Database) -> Result<Self, BookError> {
        let held = setting(book, "comments")?;
        Ok(held.and_then(|word| word.parse().ok()).unwrap_or_default())
    }
}

impl FromStr for Open {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|open| open.word() == word)
            .ok_or("comments are off, for accounts, or for everybody")
    }
}

/// What a comment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something to say.
    Remark,
    /// A source for a claim, or against it.
    Source,
    /// What a claim should say.
    Correction,
    /// That a claim is wrong.
    Dispute,
}

impl Kind {
    /// All.
    pub const ALL: [Self; 4] = [Self::Remark, Self::Source, Self::Correction, Self::Dispute];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Remark => "remark",
            Self::Source => "source",
            Self::Correction => "correction",
            Self::Dispute => "dispute",
        }
    }

    /// What it is, to those who choose.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Remark => "a remark",
            Self::Source => "a source that says so, or says otherwise",
            Self::Correction => "what this claim should say",
            Self::Dispute => "why this claim is wrong",
        }
    }

    /// Whether it is about one claim, and so for the review queue.
    pub const fn is_about_a_claim(self) -> bool {
        !matches!(self, Self::Remark)
    }
}

impl FromStr for Kind {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or("a comment is a remark, a source, a correction or a dispute")
    }
}

/// Where a comment is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It waits for a moderator, with the reason why it was held.
    Held,
    /// Everybody can read it.
    Published,
    /// A moderator took it off; the words are kept.
    Hidden,
    /// What it says of a claim was acted upon; it is not shown.
    Taken,
    /// Its author took it back; the words are gone.
    Removed,
    /// A moderator destroyed the words.
    Destroyed,
}

impl State {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Held,
        Self::Published,
        Self::Hidden,
        Self::Taken,
        Self::Removed,
        Self::Destroyed,
    ];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Published => "published",
            Self::Hidden => "hidden",
            Self::Taken => "taken",
            Self::Removed => "removed",
            Self::Destroyed => "destroyed",
        }
    }

    /// What its author is told.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Held => "It waits for an editor.",
            Self::Published => "It is published.",
            Self::Hidden => "An editor decided not to publish it.",
            Self::Taken => "An editor acted on it. Thank you.",
            Self::Removed => "You took it back. Its words are deleted.",
            Self::Destroyed => "An editor deleted its words.",
        }
    }

    /// Whether an editor may move a comment from here to there. What is deleted stays so.
    pub const fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Removed | Self::Destroyed, _) | (_, Self::Removed) => false,
            _ => self as u8 != next as u8,
        }
    }
}

impl FromStr for State {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.word() == word)
            .ok_or("a comment has no such state")
    }
}

/// Why a comment waits. Automation holds and never publishes; what it saw is said to the moderator, not to the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Every comment does.
    First,
    /// A field that people do not see was filled in.
    Trap,
    /// It has more than two addresses in it.
    Links,
    /// The same words came before.
    Repeat,
}

impl Held {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "not yet seen",
            Self::Trap => "filled in a hidden field: a program",
            Self::Links => "more than two addresses",
            Self::Repeat => "the same words came before",
        }
    }
}

/// What a comment is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A race.
    Race(claim::Race),
    /// A claim.
    Claim(ClaimId),
}

impl About {
    /// The address of the page.
    pub fn page(&self) -> String {
        match self {
            Self::Race(race) => crate::parts::race(race),
            Self::Claim(id) => crate::parts::claim(id),
        }
    }

    /// The claim, where it is one.
    pub fn claim(&self) -> Option<&ClaimId> {
        match self {
            Self::Claim(id) => Some(id),
            Self::Race(_) => None,
        }
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Race(race) => race.fmt(f),
            Self::Claim(id) => id.fmt(f),
        }
    }
}

impl FromStr for About {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = "a comment is about a race or a claim";
        if text.contains('/') {
            return text.parse().map(Self::Claim).map_err(|_| bad);
        }
        text.parse().map(Self::Race).map_err(|_| bad)
    }
}

impl Serialize for About {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// Its number.
    pub id: i64,
    /// What it is about.
    pub about: About,
    /// What it is.
    pub kind: Kind,
    /// Who says so, as they call themselves.
    pub name: String,
    /// The words.
    pub words: String,
    /// The source's address.
    pub url: Option<String>,
    /// Where it is on its way.
    pub state: State,
    /// Why it is there, in words for editors.
    pub reason: Option<String>,
    /// When it came.
    #[serde(with = "record::instant")]
    pub made: Timestamp,
    /// When it came to its state.
    #[serde(with = "record::instant")]
    pub moved: Timestamp,
    /// Whether it was written by an account.
    pub account: Option<i64>,
}

/// Why a comment is not taken. What was written stays in the form.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Comments are off, or only for accounts.
    #[error("{0}")]
    Closed(&'static str),
    /// Something is missing, too long, or cannot be.
    #[error("{0}")]
    Bad(&'static str),
    /// The form is older than a day, or was sent faster than anybody writes.
    #[error("{0}")]
    Form(&'static str),
    /// Too many came from there, or to here.
    #[error(
        "That was too often. What you wrote is still in the form: please send it again in {0} seconds."
    )]
    TooOften(u64),
}
