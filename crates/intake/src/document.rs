//! What intake hands out.

use std::fmt;

use claim::{Complaint, Report, When};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One report as it was read, with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The report. Its id is the document's own where it gives one; else the path of its file below the folder that was
    /// opened (the bare file name of a single file), followed by `:` and the line or object in a file of many.
    pub report: Report,
    /// The public pages that the document itself names as its sources (`source:` lines of a plain text file).
    pub sources: Vec<Cited>,
    /// How it was read.
    pub kind: Kind,
    /// Where it was read: a path, `PATH, line 3` for a line of JSON Lines, or the name of a stream.
    pub place: String,
    /// The hash of its bytes as they came: of the whole file, or of its one line or object in a file of many reports.
    pub hash: Hash,
}

/// A page that a document names as a source of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cited {
    /// The address of the page.
    pub url: String,
    /// Its date, as precisely as it is given.
    pub date: Option<When>,
    /// What else is said of it (`9:45 p.m. version`).
    pub note: Option<String>,
}

/// How a document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// Plain text, with or without a header.
    Text,
    /// One JSON object: a line of JSON Lines, an element of an array, or a file of its own.
    Json,
    /// A web page.
    Html,
}

/// A SHA-256 hash of bytes as they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

/// Sixty-four lower-case hexadecimal digits.
impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// One thing that a source gave, in the order in which it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// A file or stream was opened and is read next; for a progress line.
    Opened {
        /// Its path, or the name of the stream.
        place: String,
        /// Its length, where it is known beforehand.
        bytes: Option<u64>,
    },
    /// A document, with what could not be taken as it stands in it.
    Read(Box<Document>, Vec<Complaint>),
    /// A file, line or object that gave no document, and why.
    Refused(Complaint),
    /// Something that was passed over on purpose and is no fault: a hidden file, a README, a link in a folder, fields
    /// of JSON objects that a report does not have.
    Skipped(Complaint),
}
