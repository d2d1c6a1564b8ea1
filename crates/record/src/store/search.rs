//! Documents by their words.

use crate::Result;
use crate::document::DocumentMeta;
use crate::search::Wanted;
use crate::store::Inside;
use crate::store::database::{Database, Row, values};
use crate::store::documents::{META, META_COLUMNS, meta};

/// How a database looks for words: the one thing that the two have no common statement for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FullText {
    /// SQLite, with the table `document_words`.
    Fts5,
    /// PostgreSQL, with an index over `document`.
    TsVector,
}

/// What PostgreSQL's index is over. A text of more than some hundred thousand letters cannot be held in one, and would be refused.
#[cfg(feature = "postgres")]
pub(crate) const TS_VECTOR: &str = "to_tsvector('english', title || ' ' || left(text, 300000))";

/// The letters before and after a word that was found, in an extract; no text that we read holds them.
pub(crate) const FOUND: [char; 2] = ['\u{2}', '\u{3}'];

/// Searching.
pub(crate) trait Search {
    /// The versions inside a cut that hold all that is wanted, the best first, each with an extract.
    fn search(
        &self,
        wanted: &Wanted,
        inside: Inside,
        skip: u64,
        most: u64,
    ) -> Result<Vec<(DocumentMeta, String)>>;
}

impl<D: Database> Search for D {
    fn search(
        &self,
        wanted: &Wanted,
        inside: Inside,
        skip: u64,
        most: u64,
    ) -> Result<Vec<(DocumentMeta, String)>> {
        let (sql, asked) = match self.full_text() {
            FullText::Fts5 => (
                format!(
                    "SELECT {META}, snippet(document_words, -1, char(2), char(3), '…', 28) \
                     FROM document_words JOIN document d ON d.id = document_words.rowid \
                     WHERE document_words MATCH ?1 AND d.reported_hi <= ?2 AND d.tx <= ?3 \
                     ORDER BY bm25(document_words, 4.0, 1.0), d.id LIMIT ?4 OFFSET ?5"
                ),
                wanted.for_fts5(),
            ),
            FullText::TsVector => (
                // The extracts cost most, so they are made of those alone that are shown.
                format!(
                    "SELECT {META}, ts_headline('english', d.title || ' … ' || left(d.text, 300000), f.q, \
                       'StartSel=' || chr(2) || ',StopSel=' || chr(3) || ',MaxWords=28,MinWords=12,MaxFragments=1') \
                     FROM (SELECT id, q, ts_rank(words, q) AS rank FROM \
                       (SELECT id, reported_hi, tx, to_tsvector('english', title || ' ' || left(text, 300000)) AS words, q \
                        FROM document, to_tsquery('english', ?1) q \
                        WHERE to_tsvector('english', title || ' ' || left(text, 300000)) @@ q) w \
                       WHERE reported_hi <= ?2 AND tx <= ?3 ORDER BY rank DESC, id LIMIT ?4 OFFSET ?5) f \
                     JOIN document d ON d.id = f.id ORDER BY f.rank DESC, d.id"
                ),
                wanted.for_postgres(),
            ),
        };
        self.all(
            &sql,
            values![&asked, inside.second, inside.batch, most, skip],
            |row: &dyn Row| Ok((meta(row, 0)?, row.text(META_COLUMNS)?)),
        )
    }
}
