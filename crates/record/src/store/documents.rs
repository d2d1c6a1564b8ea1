//! Document versions with their lists.

use claim::Complaint;

use crate::document::{DocumentKind, DocumentMeta, Source, hexadecimal};
use crate::query::instant;
use crate::store::Inside;
use crate::store::database::{Database, Row, values};
use crate::{BatchNumber, DocumentId, RecordError, Result};

/// The columns of [`DocumentMeta`], in the order in which [`meta`] reads them.
pub(crate) const META: &str = "d.id, d.version, d.kind, d.url, d.publisher, d.published, d.title, d.reported_lo, d.reported_hi, \
                    d.first_seen, d.tx, d.reader, d.sha256";
/// How many they are.
pub(crate) const META_COLUMNS: usize = 13;

/// The row of a document version that is added.
#[derive(Debug)]
pub(crate) struct DocumentRow<'a> {
    /// Its number.
    pub(crate) id: i64,
    /// Which versions belong together.
    pub(crate) key: &'a str,
    /// Counted from 1 among them.
    pub(crate) version: u32,
    /// The word for what it is.
    pub(crate) kind: &'a str,
    /// The hash of what was read.
    pub(crate) sha256: &'a [u8],
    /// What was read.
    pub(crate) report: &'a claim::Report,
    /// When it was first seen, in seconds since 1970.
    pub(crate) first_seen: i64,
    /// When it was public: the first second at which it can have been, and that from which it was for certain.
    pub(crate) reported: (i64, i64),
    /// The version of the reader.
    pub(crate) reader: &'a str,
    /// The batch that brings it.
    pub(crate) tx: u64,
    /// The sources that it names for itself.
    pub(crate) sources: &'a [Source],
    /// The outlets whose reporting it passes on as a whole.
    pub(crate) relays: &'a [String],
    /// What the reader complained of.
    pub(crate) complaints: &'a [Complaint],
}

/// A document's sender id and text.
#[derive(Debug)]
pub(crate) struct TextRow {
    /// The sender's id for it.
    pub(crate) sender_id: String,
    /// The body.
    pub(crate) text: String,
}

/// The tables `document`, `source`, `relay` and `complaint`.
pub(crate) trait Documents {
    /// The document version with this key and hash.
    fn held_document(&self, key: &str, sha256: &[u8]) -> Result<Option<u64>>;
    /// The dates, as they are written, of the versions that a key has.
    fn dates_of_versions(&self, key: &str) -> Result<Vec<Option<String>>>;
    /// All versions, in the order in which they came.
    fn documents(&self) -> Result<Vec<DocumentMeta>>;
    /// The versions that make claims about a race inside a cut, in the order in which they were public.
    fn documents_on(&self, race: i64, inside: Inside) -> Result<Vec<DocumentMeta>>;
    /// The versions inside a cut, the one that was public last first: `skip` are passed over.
    fn latest_documents(&self, inside: Inside, skip: u64, most: u64) -> Result<Vec<DocumentMeta>>;
    /// The numbers of all versions, in order.
    fn document_numbers(&self) -> Result<Vec<u64>>;
    /// One version.
    fn document(&self, id: u64) -> Result<Option<(DocumentMeta, TextRow)>>;
    /// The publisher of a version; nothing where it is not held.
    fn publisher_of(&self, document: i64) -> Result<Option<String>>;
    /// The sources that it names.
    fn sources_of(&self, document: u64) -> Result<Vec<Source>>;
    /// The outlets that it passes on.
    fn relays_of(&self, document: u64) -> Result<Vec<String>>;
    /// What its reader complained of.
    fn complaints_of(&self, document: u64) -> Result<Vec<Complaint>>;
    /// Adds a version with its lists.
    fn append_document(&self, document: &DocumentRow<'_>) -> Result<()>;
}

impl<D: Database> Documents for D {
    fn held_document(&self, key: &str, sha256: &[u8]) -> Result<Option<u64>> {
        self.one(
            "SELECT id FROM document WHERE key = ?1 AND sha256 = ?2",
            values![key, sha256],
            |row| row.number(0),
        )
    }

    fn dates_of_versions(&self, key: &str) -> Result<Vec<Option<String>>> {
        self.all(
            "SELECT published FROM document WHERE key = ?1 ORDER BY version",
            values![key],
            |row| row.maybe_text(0),
        )
    }

    fn documents(&self) -> Result<Vec<DocumentMeta>> {
        self.all(
            &format!("SELECT {META} FROM document d ORDER BY d.id"),
            &[],
            |row| meta(row, 0),
        )
    }

    fn documents_on(&self, race: i64, inside: Inside) -> Result<Vec<DocumentMeta>> {
        self.all(
            &format!(
                "SELECT {META} FROM document d WHERE d.id IN (SELECT document FROM run WHERE race = ?1) \
                 AND d.reported_hi <= ?2 AND d.tx <= ?3 ORDER BY d.reported_hi, d.id"
            ),
            values![race, inside.second, inside.batch],
            |row| meta(row, 0),
        )
    }

    fn latest_documents(&self, inside: Inside, skip: u64, most: u64) -> Result<Vec<DocumentMeta>> {
        self.all(
            &format!(
                "SELECT {META} FROM document d WHERE d.reported_hi <= ?1 AND d.tx <= ?2 \
                 ORDER BY d.reported_hi DESC, d.id DESC LIMIT ?3 OFFSET ?4"
            ),
            values![inside.second, inside.batch, most, skip],
            |row| meta(row, 0),
        )
    }

    fn document_numbers(&self) -> Result<Vec<u64>> {
        self.all("SELECT id FROM document ORDER BY id", &[], |row| {
            row.number(0)
        })
    }

    fn document(&self, id: u64) -> Result<Option<(DocumentMeta, TextRow)>> {
        self.one(
            &format!("SELECT {META}, d.sender_id, d.text FROM document d WHERE d.id = ?1"),
            values![id],
            |row| {
                let text = TextRow {
                    sender_id: row.text(META_COLUMNS)?,
                    text: row.text(META_COLUMNS + 1)?,
                };
                Ok((meta(row, 0)?, text))
            },
        )
    }

    fn publisher_of(&self, document: i64) -> Result<Option<String>> {
        let publisher = self.one(
            "SELECT publisher FROM document WHERE id = ?1",
            values![document],
            |row| row.maybe_text(0),
        )?;
        Ok(publisher.flatten())
    }

    fn sources_of(&self, document: u64) -> Result<Vec<Source>> {
        self.all(
            "SELECT url, date FROM source WHERE document = ?1 ORDER BY ord",
            values![document],
            |row| {
                Ok(Source {
                    url: row.text(0)?,
                    date: row.maybe_text(1)?,
                })
            },
        )
    }

    fn relays_of(&self, document: u64) -> Result<Vec<String>> {
        self.all(
            "SELECT outlet FROM relay WHERE document = ?1 ORDER BY ord",
            values![document],
            |row| row.text(0),
        )
    }

    fn complaints_of(&self, document: u64) -> Result<Vec<Complaint>> {
        self.all(
            "SELECT place, what, kept FROM complaint WHERE document = ?1 ORDER BY ord",
            values![document],
            |row| {
                Ok(Complaint {
                    place: row.text(0)?,
                    what: row.text(1)?,
                    kept: row.text(2)?,
                })
            },
        )
    }

    fn append_document(&self, document: &DocumentRow<'_>) -> Result<()> {
        let report = document.report;
        let published = report.published.map(|when| when.to_string());
        self.run(
            "INSERT INTO document (id, key, version, kind, sha256, sender_id, url, publisher, published, title, text, \
             first_seen, reported_lo, reported_hi, reader, tx) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            values![
                document.id,
                document.key,
                document.version,
                document.kind,
                document.sha256,
                &report.id,
                report.url.as_deref(),
                report.publisher.as_deref(),
                published.as_deref(),
                &report.title,
                &report.text,
                document.first_seen,
                document.reported.0,
                document.reported.1,
                document.reader,
                document.tx,
            ],
        )?;
        for (ord, source) in document.sources.iter().enumerate() {
            self.run(
                "INSERT INTO source (document, ord, url, date) VALUES (?1, ?2, ?3, ?4)",
                values![document.id, ord, &source.url, source.date.as_deref()],
            )?;
        }
        for (ord, outlet) in document.relays.iter().enumerate() {
            self.run(
                "INSERT INTO relay (document, ord, outlet) VALUES (?1, ?2, ?3)",
                values![document.id, ord, outlet],
            )?;
        }
        for (ord, complaint) in document.complaints.iter().enumerate() {
            self.run(
                "INSERT INTO complaint (document, ord, place, what, kept) VALUES (?1, ?2, ?3, ?4, ?5)",
                values![
                    document.id,
                    ord,
                    &complaint.place,
                    &complaint.what,
                    &complaint.kept
                ],
            )?;
        }
        Ok(())
    }
}

/// Reads the columns [`META`], the first of which is `first`.
pub(crate) fn meta(row: &dyn Row, first: usize) -> Result<DocumentMeta> {
    let document = DocumentId(row.number(first)?);
    let kind = row.text(first + 2)?;
    let published = row
        .maybe_text(first + 5)?
        .map(|when| when.parse())
        .transpose()
        .map_err(|error| RecordError::damaged(format!("document {document}: {error}")))?;
    Ok(DocumentMeta {
        document,
        version: u32::try_from(row.int(first + 1)?)
            .map_err(|_| RecordError::damaged(format!("document {document}: its version")))?,
        kind: DocumentKind::from_word(&kind).ok_or_else(|| {
            RecordError::damaged(format!("document {document} is of kind `{kind}`"))
        })?,
        url: row.maybe_text(first + 3)?,
        publisher: row.maybe_text(first + 4)?,
        published,
        title: row.text(first + 6)?,
        reported_first: instant(row.int(first + 7)?)?,
        reported_last: instant(row.int(first + 8)?)?,
        first_seen: instant(row.int(first + 9)?)?,
        batch: BatchNumber(row.number(first + 10)?),
        reader: row.text(first + 11)?,
        sha256: hexadecimal(&row.bytes(first + 12)?),
    })
}
