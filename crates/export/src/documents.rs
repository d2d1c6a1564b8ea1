//! Documents as JSON Lines, beside the tidy table: one version a line, with its text where it is held.

use std::io::{BufRead, Write};

use claim::{Complaint, Report, When};
use jiff::Timestamp;
use record::{BatchNumber, DocumentId, DocumentKind, HandedDocument, Returned, Source};
use serde::{Deserialize, Serialize};

use crate::Result;

/// The line of a document version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number in the record.
    pub document: u64,
    /// Which version it is.
    pub version: u32,
    /// What it is.
    pub kind: DocumentKind,
    /// SHA-256 over headline, text, publisher, time and address, in hexadecimal.
    pub sha256: String,
    /// The sender's id.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as the document says.
    pub published: Option<When>,
    /// The headline.
    pub title: String,
    /// The body; `null` where the words are not held that the hash was taken over.
    pub text: Option<String>,
    /// The public sources that it names for itself.
    pub sources: Vec<Source>,
    /// The outlets whose reporting it passes on as a whole.
    pub relays: Vec<String>,
    /// What the reader complained of.
    pub complaints: Vec<Complaint>,
    /// The first moment at which it can have been public.
    #[serde(with = "record::instant")]
    pub reported_first: Timestamp,
    /// The moment from which it was public for certain.
    #[serde(with = "record::instant")]
    pub reported_last: Timestamp,
    /// When the record first saw it.
    #[serde(with = "record::instant")]
    pub first_seen: Timestamp,
    /// Which reader read it.
    pub reader: String,
    /// The batch that brought it.
    pub batch: u64,
}

impl Line {
    /// The line of a document.
    pub fn of(handed: &HandedDocument) -> Self {
        let (held, meta) = (&handed.document, &handed.document.meta);
        Self {
            document: meta.document.0,
            version: meta.version,
            kind: meta.kind,
            sha256: meta.sha256.clone(),
            id: held.sender_id.clone(),
            url: meta.url.clone(),
            publisher: meta.publisher.clone(),
            published: meta.published,
            title: meta.title.clone(),
            text: handed.held.then(|| held.text.clone()),
            sources: held.sources.clone(),
            relays: held.relays.clone(),
            complaints: held.complaints.clone(),
            reported_first: meta.reported_first,
            reported_last: meta.reported_last,
            first_seen: meta.first_seen,
            reader: meta.reader.clone(),
            batch: meta.batch.0,
        }
    }

    /// What a record takes over.
    pub fn returned(self) -> Returned {
        Returned {
            document: DocumentId(self.document),
            version: self.version,
            kind: self.kind,
            held: self.text.is_some(),
            report: Report {
                id: self.id,
                url: self.url,
                publisher: self.publisher,
                published: self.published,
                title: self.title,
                text: self.text.unwrap_or_default(),
            },
            sha256: self.sha256,
            sources: self.sources,
            relays: self.relays,
            complaints: self.complaints,
            reported: (self.reported_first, self.reported_last),
            first_seen: self.first_seen,
            reader: self.reader,
            batch: BatchNumber(self.batch),
        }
    }
}

/// Writes a document as a line.
pub fn write(out: &mut impl Write, handed: &HandedDocument) -> Result<()> {
    serde_json::to_writer(&mut *out, &Line::of(handed))?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Reads documents line by line.
pub fn read<R: BufRead>(
    input: R,
    name: &str,
) -> impl Iterator<Item = std::result::Result<Returned, Complaint>> {
    let name = name.to_owned();
    input
        .split(b'\n')
        .enumerate()
        .filter_map(move |(at, line)| {
            let place = format!("{name}, line {}", at + 1);
            let line = match line {
                Ok(line) => line,
                Err(error) => {
                    return Some(Err(Complaint::new(
                        place,
                        error.to_string(),
                        "the lines before it",
                    )));
                }
            };
            if line.trim_ascii().is_empty() {
                return None;
            }
            Some(
                serde_json::from_slice::<Line>(&line)
                    .map(Line::returned)
                    .map_err(|error| {
                        Complaint::new(place, error.to_string(), "nothing of the line")
                    }),
            )
        })
}
