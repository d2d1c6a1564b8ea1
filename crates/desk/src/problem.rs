//! What can go wrong: with the desk, and with one request.

use std::io;
use std::net::SocketAddr;

use axum::http::StatusCode;
use record::RecordError;
use thiserror::Error;

use crate::accounts::AccountError;
use crate::book::BookError;

/// Why the desk cannot run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DeskError {
    /// The address cannot be listened on.
    #[error("the desk cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The threads that serve connections cannot be started, or the signals that end them not be awaited.
    #[error("the desk cannot start")]
    Start(#[source] io::Error),
    /// The record cannot be read.
    #[error("the desk cannot read its record")]
    Record(#[from] RecordError),
    /// The desk's own book cannot be read.
    #[error("the desk cannot open its book")]
    Book(#[from] BookError),
}

/// Why one request has no page for an answer. The words are for the reader; nothing that was typed is in them.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is no such page, race, claim or document.
    #[error("{0}")]
    NotFound(&'static str),
    /// The request cannot be understood.
    #[error("{0}")]
    Bad(String),
    /// Nobody may ask this without saying who they are.
    #[error("Please sign in.")]
    SignIn,
    /// Whoever asks may not.
    #[error("{0}")]
    Forbidden(&'static str),
    /// More than is taken.
    #[error("{0}")]
    TooLarge(&'static str),
    /// Too often; to be tried again after so many seconds.
    #[error("That was too often. Please try again in {0} seconds.")]
    TooOften(u64),
    /// Somebody else was there first.
    #[error("{0}")]
    Conflict(String),
    /// The record cannot be asked or written just now.
    #[error("The record cannot be reached just now. Please try again in a moment.")]
    Unavailable(#[source] Box<RecordError>),
    /// The record holds something that it cannot hold, or a page could not be made.
    #[error("Something went wrong here. It was noted under the number below.")]
    Broken(String),
}

impl Problem {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A short heading.
    pub fn heading(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "Not found",
            Self::Bad(_) => "That cannot be asked",
            Self::SignIn => "Not signed in",
            Self::Forbidden(_) => "Not allowed",
            Self::TooLarge(_) => "Too large",
            Self::TooOften(_) => "Too often",
            Self::Conflict(_) => "Somebody was faster",
            Self::Unavailable(_) => "Not available just now",
            Self::Broken(_) => "Something went wrong",
        }
    }

    /// What the log says: the error with its causes.
    pub fn for_log(&self) -> Option<String> {
        match self {
            Self::Unavailable(error) => Some(with_causes(error.as_ref())),
            Self::Broken(what) => Some(what.clone()),
            _ => None,
        }
    }
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::NoSuchRace(_) => Self::NotFound("No claim about such a race is held."),
            RecordError::NoSuchClaim(_) => Self::NotFound("No such claim is held."),
            RecordError::NoSuchDocument(_) => Self::NotFound("No such document is held."),
            RecordError::NoSuchBatch { .. } => {
                Self::NotFound("The record has not come to that batch yet.")
            }
            RecordError::NoSuchAct(_) => Self::NotFound("No such act is held."),
            RecordError::NoRow(_) => Self::NotFound("No row of the page rests on that claim."),
            RecordError::NotAnActTarget(_) => {
                Self::Bad("That is nothing that can be signed.".to_owned())
            }
            RecordError::NotAClaimId(_) => {
                Self::Bad("A claim's address is its race and its number.".to_owned())
            }
            RecordError::Busy
            | RecordError::Reach { .. }
            | RecordError::Lost { .. }
            | RecordError::Missing { .. }
            | RecordError::WriterGone
            | RecordError::Together(_) => Self::Unavailable(Box::new(error)),
            other => Self::Broken(with_causes(&other)),
        }
    }
}

impl From<BookError> for Problem {
    fn from(error: BookError) -> Self {
        Self::Broken(with_causes(&error))
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Book(error) => error.into(),
            AccountError::Nobody => Self::NotFound("There is no such account."),
            AccountError::LastAdmin => Self::Conflict(error.to_string()),
            other => Self::Bad(other.to_string()),
        }
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(format!("a page as JSON: {error}"))
    }
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        words.push_str(": ");
        words.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    words
}
