//! Delimited text → rows that know their line and name their columns.

use claim::Complaint;

/// A table with a header.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The name, for places.
    pub(crate) name: String,
    columns: Vec<String>,
    header: String,
    rows: Vec<Record>,
}

#[derive(Debug, Clone)]
struct Record {
    line: u64,
    text: String,
    cells: Vec<String>,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    table: &'a Table,
    record: &'a Record,
}

impl Table {
    /// Reads comma, semicolon or tab separated text; the header tells which. Bytes that are no UTF-8 are replaced, with a
    /// complaint; a row with too few or too many cells is read as far as it goes, with a complaint.
    pub(crate) fn read(name: &str, bytes: &[u8]) -> (Self, Vec<Complaint>) {
        let mut complaints = Vec::new();
        let text = String::from_utf8_lossy(bytes);
        if matches!(text, std::borrow::Cow::Owned(_)) {
            complaints.push(Complaint::new(
                name,
                "bytes that are no UTF-8 were replaced",
                "the table with replacements",
            ));
        }
        let text = text.trim_start_matches('\u{FEFF}');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(text))
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut table = Self {
            name: name.to_owned(),
            columns: Vec::new(),
            header: String::new(),
            rows: Vec::new(),
        };
        let mut record = csv::StringRecord::new();
        loop {
            let from = reader.position().byte();
            // Text in memory that is UTF-8 and may be ragged gives no error; should it ever, nothing is lost silently.
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    complaints.push(Complaint::new(name, error.to_string(), "the rows before"));
                    break;
                }
            }
            let words = cut(text, from, reader.position().byte());
            if table.columns.is_empty() {
                table.columns = record.iter().map(column).collect();
                words.clone_into(&mut table.header);
                continue;
            }
            let line = record.position().map_or(0, csv::Position::line);
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if record.len() != table.columns.len() {
                complaints.push(Complaint::new(
                    format!("{name}, line {line}"),
                    format!(
                        "{} cells under {} columns",
                        record.len(),
                        table.columns.len()
                    ),
                    "the cells that stand under a column",
                ));
            }
            table.rows.push(Record {
                line,
                text: words.to_owned(),
                cells: record.iter().map(|cell| cell.trim().to_owned()).collect(),
            });
        }
        (table, complaints)
    }

    /// The names of its columns, folded.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Its rows in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|record| Row {
            table: self,
            record,
        })
    }
}

impl<'a> Row<'a> {
    /// The cell of a column: `None` where the column is missing or the cell is empty.
    pub(crate) fn get(&self, column: &str) -> Option<&'a str> {
        let at = self.table.columns.iter().position(|name| name == column)?;
        let cell = self.record.cells.get(at)?.as_str();
        (!cell.is_empty() && !cell.eq_ignore_ascii_case("na")).then_some(cell)
    }

    /// The first of several columns that has something.
    pub(crate) fn first(&self, columns: &[&str]) -> Option<&'a str> {
        columns.iter().find_map(|column| self.get(column))
    }

    /// The row to the letter, without its line's end.
    pub(crate) fn text(&self) -> &'a str {
        &self.record.text
    }

    /// The header to the letter.
    pub(crate) fn header(&self) -> &'a str {
        &self.table.header
    }

    /// The place: `polls.csv, line 12`.
    pub(crate) fn place(&self) -> String {
        format!("{}, line {}", self.table.name, self.record.line)
    }
}

/// The text between two byte positions, without the ends of lines around it.
fn cut(text: &str, from: u64, to: u64) -> &str {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    let (from, to) = (place(from), place(to));
    text.get(from..to)
        .unwrap_or_default()
        .trim_matches(['\r', '\n'])
}

/// A column's name without case, spaces and points: `Start Date` is `start_date`.
pub(crate) fn column(name: &str) -> String {
    let folded: String = name
        .trim()
        .chars()
        .map(|c| match c {
            ' ' | '-' | '.' => '_',
            c => c.to_ascii_lowercase(),
        })
        .collect();
    folded.trim_matches('_').to_owned()
}

/// The character of the header that parts columns: whichever of the three is there most often.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |byte: u8| header.bytes().filter(|b| *b == byte).count();
    [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|byte| count(*byte))
        .unwrap_or(b',')
}
