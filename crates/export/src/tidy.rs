//! The tidy table as CSV (RFC 4180): one row a claim, UTF-8, a header, lines that end in CR LF.
//!
//! An empty cell says that nothing is known; the columns are those of [`crate::columns::COLUMNS`].
//! Cells are what the documents say, so that a spreadsheet may take one that begins with `=` for a formula: import the
//! columns as text.

use std::io::{Read, Write};
use std::str::FromStr;

use claim::{
    Claim, Complaint, Money, Occurrence, Part, Percent, Place, Report, Shares, Span, Terms,
};
use jiff::Timestamp;
use record::{BatchNumber, ClaimId, DocumentId, DocumentKind, HandedClaim, Returned};
use serde_json::{Map, Value};

use crate::columns::{self, COLUMNS, Cell, Type};
use crate::{ExportError, Result};

/// Writes claims as rows.
#[derive(Debug)]
pub struct Writer<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> Writer<W> {
    /// Writes the header.
    pub fn new(out: W) -> Result<Self> {
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        csv.write_record(COLUMNS.iter().map(|column| column.name))?;
        Ok(Self { csv })
    }

    /// Writes a row.
    pub fn claim(&mut self, handed: &HandedClaim) -> Result<()> {
        for cell in columns::row(handed)? {
            self.csv.write_field(written(&cell))?;
        }
        self.csv.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what is still in memory.
    pub fn finish(mut self) -> Result<()> {
        self.csv.flush()?;
        Ok(())
    }
}

/// A cell as CSV has it.
pub(crate) fn written(cell: &Cell) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Text(words) => words.clone(),
        Cell::Int(number) => number.to_string(),
        Cell::Money(cents) => Money::from_cents(*cents).plain().to_string(),
        Cell::Percent(thousandths) => (f64::from(*thousandths) / 1000.0).to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Instant(at) => at.to_string(),
    }
}

/// A row, understood.
#[derive(Debug, Clone)]
pub struct Row {
    /// The claim's id there.
    pub id: ClaimId,
    /// The batch that brought it there.
    pub batch: BatchNumber,
    /// The claim with its place.
    pub occurrence: Occurrence,
    /// The outlets that its document passes on.
    pub relays: Vec<String>,
    /// The document, as far as the row tells: without its text.
    pub document: Returned,
}

/// Reads rows one by one.
#[derive(Debug)]
pub struct Reader<R> {
    csv: csv::Reader<R>,
    /// Where each of [`COLUMNS`] stands in the file.
    at: Vec<Option<usize>>,
    name: String,
    broken: bool,
}

impl<R: Read> Reader<R> {
    /// Reads the header. Columns may stand in any order, and others may stand between them.
    pub fn new(input: R, name: &str) -> Result<Self> {
        let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        let header = csv.headers()?.clone();
        let at: Vec<Option<usize>> = COLUMNS
            .iter()
            .map(|column| {
                header
                    .iter()
                    .position(|name| name.trim_start_matches('\u{feff}') == column.name)
            })
            .collect();
        for (column, at) in COLUMNS.iter().zip(&at) {
            if at.is_none() && NEEDED.contains(&column.name) {
                return Err(ExportError::Column {
                    what: "table of claims",
                    column: column.name.to_owned(),
                });
            }
        }
        Ok(Self {
            csv,
            at,
            name: name.to_owned(),
            broken: false,
        })
    }
}

/// Without these a row is no claim with a source.
const NEEDED: [&str; 13] = [
    "claim",
    "kind",
    "certainty",
    "origin_type",
    "quote",
    "part",
    "span_start",
    "span_end",
    "document",
    "sha256",
    "reported_first",
    "reported_last",
    "first_seen",
];

/// Whether a header is that of the tidy table.
pub fn is_header(line: &str) -> bool {
    let names: Vec<&str> = line
        .trim_start_matches('\u{feff}')
        .trim_end()
        .split(',')
        .map(|name| name.trim_matches('"'))
        .collect();
    NEEDED.iter().all(|needed| names.contains(needed))
}

impl<R: Read> Iterator for Reader<R> {
    type Item = std::result::Result<Row, Complaint>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        let mut record = csv::StringRecord::new();
        let line = self.csv.position().line();
        let place = |line: u64| format!("{}, line {line}", self.name);
        match self.csv.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                let cells = Cells {
                    record: &record,
                    at: &self.at,
                };
                Some(
                    understand(&cells)
                        .map_err(|what| Complaint::new(place(line), what, "nothing of the row")),
                )
            }
            Err(error) if error.is_io_error() => {
                // Whatever is behind it cannot be read either.
                self.broken = true;
                Some(Err(Complaint::new(
                    place(line),
                    error.to_string(),
                    "the rows before it",
                )))
            }
            Err(error) => Some(Err(Complaint::new(
                place(line),
                error.to_string(),
                "nothing of the row",
            ))),
        }
    }
}

struct Cells<'a> {
    record: &'a csv::StringRecord,
    at: &'a [Option<usize>],
}

impl Cells<'_> {
    fn get(&self, column: &str) -> Option<&str> {
        let number = COLUMNS.iter().position(|known| known.name == column)?;
        self.at(number)
    }

    fn at(&self, number: usize) -> Option<&str> {
        let at = (*self.at.get(number)?)?;
        self.record.get(at).filter(|cell| !cell.is_empty())
    }

    fn need(&self, column: &'static str) -> std::result::Result<&str, String> {
        self.get(column)
            .ok_or_else(|| format!("the column `{column}` is empty"))
    }

    fn parsed<T: FromStr>(&self, column: &'static str) -> std::result::Result<T, String> {
        let cell = self.need(column)?;
        cell.parse()
            .map_err(|_| format!("the column `{column}` cannot be `{cell}`"))
    }

    fn or<T: FromStr>(&self, column: &'static str, otherwise: T) -> std::result::Result<T, String> {
        match self.get(column) {
            None => Ok(otherwise),
            Some(_) => self.parsed(column),
        }
    }

    fn list(&self, column: &'static str) -> std::result::Result<Vec<String>, String> {
        match self.get(column) {
            None => Ok(Vec::new()),
            Some(cell) => serde_json::from_str(cell)
                .map_err(|_| format!("the column `{column}` is no JSON array of words: `{cell}`")),
        }
    }

    fn owned(&self, column: &str) -> Option<String> {
        self.get(column).map(str::to_owned)
    }
}

fn understand(cells: &Cells<'_>) -> std::result::Result<Row, String> {
    let part = match cells.need("part")? {
        "title" => Part::Title,
        "text" => Part::Text,
        other => return Err(format!("the column `part` cannot be `{other}`")),
    };
    let (start, end): (usize, usize) = (cells.parsed("span_start")?, cells.parsed("span_end")?);
    if end < start {
        return Err("the span ends before it starts".to_owned());
    }
    let batch: u64 = cells.or("batch", 1)?;
    let relays = cells.list("relays")?;
    Ok(Row {
        id: cells.parsed("claim")?,
        batch: BatchNumber(batch),
        occurrence: Occurrence {
            claim: claim(cells)?,
            place: Place {
                part,
                span: Span::new(start, end),
            },
            terms: terms(cells)?,
        },
        document: document(cells, &relays, batch)?,
        relays,
    })
}

fn document(
    cells: &Cells<'_>,
    relays: &[String],
    batch: u64,
) -> std::result::Result<Returned, String> {
    let kind = cells.get("document_kind").unwrap_or("report");
    let published = match cells.get("published") {
        None => None,
        Some(_) => Some(cells.parsed("published")?),
    };
    Ok(Returned {
        document: DocumentId(cells.parsed("document")?),
        version: cells.or("version", 1)?,
        kind: DocumentKind::from_word(kind).ok_or_else(|| format!("no document is a `{kind}`"))?,
        report: Report {
            id: String::new(),
            url: cells.owned("url"),
            publisher: cells.owned("publisher"),
            published,
            title: cells.owned("title").unwrap_or_default(),
            text: String::new(),
        },
        held: false,
        sha256: cells.need("sha256")?.to_owned(),
        sources: Vec::new(),
        relays: relays.to_vec(),
        complaints: Vec::new(),
        reported: (
            instant(cells, "reported_first")?,
            instant(cells, "reported_last")?,
        ),
        first_seen: instant(cells, "first_seen")?,
        reader: cells.owned("reader").unwrap_or_default(),
        batch: BatchNumber(cells.or("document_batch", batch)?),
    })
}

fn instant(cells: &Cells<'_>, column: &'static str) -> std::result::Result<Timestamp, String> {
    cells.parsed(column)
}

fn terms(cells: &Cells<'_>) -> std::result::Result<Terms, String> {
    let mut terms = Terms::default();
    for word in cells.get("terms").unwrap_or_default().split_whitespace() {
        match word {
            "not_authorized" => terms.not_authorized = true,
            "on_condition_of_anonymity" => terms.on_condition_of_anonymity = true,
            "direct_knowledge" => terms.direct_knowledge = true,
            other => return Err(format!("no source speaks on the terms `{other}`")),
        }
    }
    Ok(terms)
}

/// The claim, by way of its JSON: whatever that refuses is refused here too.
fn claim(cells: &Cells<'_>) -> std::result::Result<Claim, String> {
    let mut object = Map::new();
    for (number, column) in COLUMNS.iter().enumerate() {
        if column.name == "valid_from" {
            // The fields of the kinds end here.
            break;
        }
        let Some(cell) = cells.at(number) else {
            continue;
        };
        let bad = || format!("the column `{}` cannot be `{cell}`", column.name);
        let value = match column.holds {
            Type::Int => Value::from(cell.parse::<u64>().map_err(|_| bad())?),
            Type::Money => to_value(&cell.parse::<Money>().map_err(|_| bad())?)?,
            Type::Percent => {
                let number: f64 = cell.parse().map_err(|_| bad())?;
                to_value(&Percent::new(number).map_err(|_| bad())?)?
            }
            _ if matches!(column.name, "claim" | "shares") => continue,
            _ => Value::from(cell),
        };
        object.insert(column.name.to_owned(), value);
    }
    let mut origin = Map::new();
    origin.insert("type".to_owned(), cells.need("origin_type")?.into());
    if let Some(name) = cells.get("origin_name") {
        origin.insert("name".to_owned(), name.into());
    }
    if let Some(described) = cells.get("origin_described") {
        origin.insert("described".to_owned(), described.into());
    }
    if cells.get("origin_count").is_some() {
        let count: u32 = cells.parsed("origin_count")?;
        origin.insert("count".to_owned(), count.into());
    }
    object.insert("origin".to_owned(), origin.into());
    object.insert("via".to_owned(), cells.list("via")?.into());
    object.insert("certainty".to_owned(), cells.need("certainty")?.into());
    object.insert(
        "quote".to_owned(),
        cells.get("quote").unwrap_or_default().into(),
    );
    let mut json = serde_json::to_string(&object).map_err(|error| error.to_string())?;
    if let Some(cell) = cells.get("shares") {
        let shares: Shares = serde_json::from_str(cell).map_err(|_| {
            format!("the column `shares` is no JSON object of percentages: `{cell}`")
        })?;
        // Into the text, because a map of JSON values keeps no order and no name twice.
        json.pop();
        json.push_str(",\"shares\":");
        json.push_str(&serde_json::to_string(&shares).map_err(|error| error.to_string())?);
        json.push('}');
    }
    serde_json::from_str(&json).map_err(|error| format!("the row is no claim: {error}"))
}

fn to_value(value: &impl serde::Serialize) -> std::result::Result<Value, String> {
    serde_json::to_value(value).map_err(|error| error.to_string())
}
