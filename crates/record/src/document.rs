//! Documents: as they are handed in, and as they are held.

use claim::{Complaint, Occurrence, PersonName, Place, Race, Report, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{BatchNumber, ClaimId, DocumentId};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A published news text.
    Report,
    /// An entry of a public list of people: one entry, one document, about one person.
    OfficialList,
    /// A filing of a committee with the Federal Election Commission: its cover.
    Filing,
    /// Counted votes of a stage of a race, as an official file gives them.
    Returns,
    /// A ballot question of a poll, as one report has it, in a table of polls.
    Poll,
}

impl DocumentKind {
    /// The word used in the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::OfficialList => "official list",
            Self::Filing => "filing",
            Self::Returns => "returns",
            Self::Poll => "poll",
        }
    }

    /// The kind that a word of the record stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Self::Report,
            Self::OfficialList,
            Self::Filing,
            Self::Returns,
            Self::Poll,
        ]
        .into_iter()
        .find(|kind| kind.word() == word)
    }
}

/// A public source that a document names for itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Where it is.
    pub url: String,
    /// When it was published, as the document writes it.
    pub date: Option<String>,
}

/// A document with what was read in it, to be added to a batch.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The text with its publisher and time.
    pub report: &'a Report,
    /// What it is.
    pub kind: DocumentKind,
    /// The public sources that it names for itself.
    pub sources: &'a [Source],
    /// The claims read in it.
    pub claims: &'a [Occurrence],
    /// The outlets whose reporting it passes on as a whole.
    pub relays: &'a [String],
    /// What the reader complained of.
    pub complaints: &'a [Complaint],
    /// When we first saw it. It was public by then at the latest.
    pub first_seen: Timestamp,
    /// The publisher's time zone, for dates that carry none.
    pub zone: &'a TimeZone,
    /// The version of the reader.
    pub reader: &'a str,
}

/// What adding a document did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is held from now on.
    New {
        /// Its number.
        document: DocumentId,
        /// Counted from 1 among the versions of the document.
        version: u32,
        /// How many claims came with it.
        claims: usize,
    },
    /// The same text with the same publisher, time, headline and address was already held: nothing changed.
    Same {
        /// Its number.
        document: DocumentId,
    },
}

/// What is held about a document, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentMeta {
    /// Its number.
    pub document: DocumentId,
    /// Counted from 1 among the versions of the document.
    pub version: u32,
    /// What it is.
    pub kind: DocumentKind,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as the document says.
    pub published: Option<When>,
    /// The headline.
    pub title: String,
    /// The first moment at which it can have been public.
    #[serde(with = "crate::instant")]
    pub reported_first: Timestamp,
    /// The moment from which it was public for certain.
    #[serde(with = "crate::instant")]
    pub reported_last: Timestamp,
    /// When we first saw it.
    #[serde(with = "crate::instant")]
    pub first_seen: Timestamp,
    /// The batch that brought it.
    pub batch: BatchNumber,
    /// The version of the reader.
    pub reader: String,
    /// SHA-256 over headline, text, publisher, time and address, in hexadecimal.
    pub sha256: String,
}

/// A document as it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDocument {
    /// All but the text.
    #[serde(flatten)]
    pub meta: DocumentMeta,
    /// The sender's id for it.
    pub sender_id: String,
    /// The body.
    pub text: String,
    /// The public sources that it names for itself.
    pub sources: Vec<Source>,
    /// The outlets whose reporting it passes on as a whole.
    pub relays: Vec<String>,
    /// What the reader complained of.
    pub complaints: Vec<Complaint>,
    /// The claims read in it.
    pub claims: Vec<ClaimId>,
}

/// A claim as it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldClaim {
    /// Its id.
    pub id: ClaimId,
    /// The claim, to the letter.
    pub claim: claim::Claim,
    /// Where its quote stands in the document.
    pub place: Place,
    /// The document.
    pub document: DocumentMeta,
}

/// A race of which claims are held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceSummary {
    /// The race; `null` for the claims whose race is not settled.
    pub race: Option<Race>,
    /// How many claims.
    pub claims: u64,
    /// In how many document versions.
    pub documents: u64,
    /// When the first of them was public for certain.
    #[serde(with = "crate::instant")]
    pub first: Timestamp,
    /// When the last was.
    #[serde(with = "crate::instant")]
    pub last: Timestamp,
}

/// How much is held about a race inside a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extent {
    /// Claims, those without a settled race included that its page may use.
    pub claims: usize,
    /// Distinct facts: statements by what they state and how surely.
    pub facts: usize,
    /// Document versions.
    pub documents: usize,
}

/// A batch: who added what, when, with which tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchSummary {
    /// Its number.
    pub batch: BatchNumber,
    /// When, by the clock of whoever added it; for people, never for order.
    #[serde(with = "crate::instant")]
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// The program and its version.
    pub tool: String,
    /// Why.
    pub note: Option<String>,
    /// How many document versions it brought.
    pub documents: u64,
    /// How many claims.
    pub claims: u64,
}

/// Which claims to list; the default lists all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// About this race.
    pub race: Option<Race>,
    /// About a person who can bear this name.
    pub person: Option<PersonName>,
    /// Of this kind (a word of [`claim::Statement::KINDS`]).
    pub kind: Option<String>,
    /// From this publisher, under any of its names.
    pub publisher: Option<String>,
    /// From this document version.
    pub document: Option<DocumentId>,
    /// Inside this cut.
    pub cut: crate::Cut,
}

/// The document to which a text belongs as a version: its address, else publisher, headline and date together. A text
/// without address and headline has nothing to be recognised by, so it is a document of its own.
pub(crate) fn key(report: &Report, sha256: &[u8; 32]) -> String {
    key_digest(&recognised_by(report, sha256))
}

/// A key as it is held: the first 16 bytes of its SHA-256. Addresses are long, and the record holds each of them already.
pub(crate) fn key_digest(key: &str) -> String {
    hexadecimal(&Sha256::digest(key)[..16])
}

fn recognised_by(report: &Report, sha256: &[u8; 32]) -> String {
    if let Some(url) = report.url.as_deref().filter(|url| !url.trim().is_empty()) {
        return format!("url {}", url.trim());
    }
    if report.title.trim().is_empty() {
        return format!("sha256 {}", hexadecimal(sha256));
    }
    let house = report
        .publisher
        .as_deref()
        .map_or("", claim::outlet::canonical);
    let date = report.published.map(|when| when.to_string());
    // JSON keeps the three parts apart whatever characters they hold.
    hashed_key(&serde_json::json!([house, report.title, date]).to_string())
}

/// A key without the words that it is made from: the headline is among them, and it may have to be destroyed some day.
pub(crate) fn hashed_key(parts: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(parts.as_bytes()).into();
    format!("parts {}", hexadecimal(&digest))
}

/// The hash of a document version, in hexadecimal: SHA-256 over headline, text, publisher, time and address.
pub fn sha256(report: &Report) -> String {
    hexadecimal(&digest(report))
}

/// SHA-256 over what was read. Every part is preceded by its length, so that no two readings share a serialisation.
pub(crate) fn digest(report: &Report) -> [u8; 32] {
    let published = report.published.map(|when| when.to_string());
    let parts: [Option<&str>; 5] = [
        Some(&report.title),
        Some(&report.text),
        report.publisher.as_deref(),
        published.as_deref(),
        report.url.as_deref(),
    ];
    let mut hasher = Sha256::new();
    hasher.update(b"hustings document 1\n");
    for part in parts {
        match part {
            None => hasher.update(b"-\n"),
            Some(part) => {
                hasher.update(format!("{}\n", part.len()));
                hasher.update(part);
            }
        }
    }
    hasher.finalize().into()
}

/// The interval in which a report became public, in seconds since 1970: the first moment at which it can have been, and
/// the moment from which it was for certain.
pub(crate) fn reported(document: &Document<'_>) -> (i64, i64) {
    let seen = document.first_seen.as_second();
    let Some(published) = document.report.published else {
        return (seen, seen);
    };
    let second = |at: Option<Timestamp>| at.map_or(seen, Timestamp::as_second);
    let last = second(published.last(document.zone)).min(seen);
    let first = second(published.first(document.zone)).min(last);
    (first, last)
}

/// The hash that hexadecimal digits stand for.
pub(crate) fn from_hexadecimal(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// Bytes as lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
