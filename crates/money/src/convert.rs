//! A filing's rows handed on: CSV with one file a record, JSON Lines.
//!
//! CSV repeats every field as it stands (in UTF-8), so that nothing is lost on the way; JSON Lines has amounts as numbers and days
//! as `YYYY-MM-DD` where they read as such, and the field's own words where they do not.

use std::io::{self, Read, Write};

use claim::Complaint;
use memchr::memchr3;

use crate::filing::{Filing, Row};
use crate::header::Options;
use crate::layout::Holds;
use crate::split::{Delimiter, SEPARATOR};
use crate::value::{Day, cents, text};
use crate::{Counted, MoneyError};

/// So much is gathered before it is written.
const GATHERED: usize = 128 * 1024;

/// What a conversion did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// What was passed.
    pub counted: Counted,
    /// Rows by the name of their file, in the order of the filing.
    pub files: Vec<(String, u64)>,
    /// What was odd.
    pub complaints: Vec<Complaint>,
}

/// One CSV file that is written.
struct Table<W> {
    name: String,
    /// The record, or for one that is not known the type of the row.
    key: Vec<u8>,
    to: W,
    gathered: Vec<u8>,
    rows: u64,
}

impl<W: Write> Table<W> {
    fn flush(&mut self) -> io::Result<()> {
        self.to.write_all(&self.gathered)?;
        self.gathered.clear();
        Ok(())
    }
}

/// Writes a filing as CSV (RFC 4180, with LF), one file a record: `SA.csv`, `F3.csv`; `open` makes each of them by its name.
///
/// The first column is the line of the filing. Rows of a type without labels get columns by number; free text is `prose`.
///
/// # Errors
///
/// [`MoneyError`] where the filing does not read or a file does not take.
pub fn csv<R: Read, W: Write>(
    source: R,
    options: Options,
    mut open: impl FnMut(&str) -> io::Result<W>,
) -> Result<Converted, MoneyError> {
    let mut filing = Filing::open(source, options)?;
    let mut tables: Vec<Table<W>> = Vec::new();
    let mut at = 0;
    while let Some(row) = filing.next_row()? {
        let key: &[u8] = match (row.record, row.layout) {
            (Some(record), Some(_)) => record.as_bytes(),
            _ if row.prose => b"prose",
            _ => row.form_type(),
        };
        if tables.get(at).is_none_or(|table| table.key != key) {
            at = if let Some(at) = tables.iter().position(|table| table.key == key) {
                at
            } else {
                let name = format!("{}.csv", file_name(key));
                let mut table = Table {
                    to: open(&name)?,
                    name,
                    key: key.to_vec(),
                    gathered: Vec::with_capacity(GATHERED * 2),
                    rows: 0,
                };
                head(&row, &mut table.gathered);
                tables.push(table);
                tables.len() - 1
            };
        }
        let table = &mut tables[at];
        table.rows += 1;
        put_row(&row, &mut table.gathered);
        if table.gathered.len() >= GATHERED {
            table.flush()?;
        }
    }
    for table in &mut tables {
        table.flush()?;
        table.to.flush()?;
    }
    Ok(Converted {
        counted: filing.counted(),
        files: tables
            .into_iter()
            .map(|table| (table.name, table.rows))
            .collect(),
        complaints: filing.complaints(),
    })
}

/// A name that is safe for a file: letters and digits; a slash becomes a hyphen.
fn file_name(key: &[u8]) -> String {
    let name: String = text(key)
        .chars()
        .take(40)
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '-'
            }
        })
        .collect();
    match name.as_str() {
        "" => "EMPTY".to_owned(),
        "PROSE" => "prose".to_owned(),
        _ => name,
    }
}

fn head(row: &Row<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"line");
    match row.layout {
        Some(layout) => {
            for column in &layout.columns {
                out.push(b',');
                out.extend_from_slice(column.name.as_bytes());
            }
        }
        None => {
            for number in 1..=row.len() {
                out.extend_from_slice(format!(",field_{number}").as_bytes());
            }
        }
    }
    out.push(b'\n');
}

fn put_row(row: &Row<'_>, out: &mut Vec<u8>) {
    put_number(row.place.line, out);
    out.push(b',');
    let line = row.bytes();
    let width = row.layout.map_or(row.len(), |layout| layout.columns.len());
    // Most rows hold nothing that CSV would have to quote: they are copied whole, with another mark between fields.
    if row.delimiter == Delimiter::Separator
        && !row.prose
        && memchr3(b',', b'"', b'\n', line).is_none()
        && line.is_ascii()
    {
        let from = out.len();
        out.extend_from_slice(line);
        for byte in &mut out[from..] {
            *byte = match *byte {
                SEPARATOR => b',',
                b'\r' => b' ',
                other => other,
            };
        }
    } else {
        for (at, field) in row.fields().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            let plain = if row.prose {
                field.into()
            } else {
                crate::split::plain(field)
            };
            put_field(&plain, out);
        }
    }
    for _ in row.len()..width {
        out.push(b',');
    }
    out.push(b'\n');
}

fn put_number(mut number: u64, out: &mut Vec<u8>) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        // One digit: it fits.
        digits[at] = b'0' + u8::try_from(number % 10).unwrap_or(0);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// A field of CSV, in quotation marks where it holds a mark, a comma or a line end.
fn put_field(field: &[u8], out: &mut Vec<u8>) {
    let words = text(field);
    let bytes = words.as_bytes();
    if memchr3(b',', b'"', b'\n', bytes).is_none() && !bytes.contains(&b'\r') {
        out.extend_from_slice(bytes);
        return;
    }
    out.push(b'"');
    for byte in bytes {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}

/// Writes a filing as JSON Lines, one object a row with `line`, `record` and the row's columns that hold something.
///
/// # Errors
///
/// [`MoneyError`] where the filing does not read or `to` does not take.
pub fn json_lines<R: Read, W: Write>(
    source: R,
    options: Options,
    mut to: W,
) -> Result<Converted, MoneyError> {
    let mut filing = Filing::open(source, options)?;
    let mut gathered = Vec::with_capacity(GATHERED * 2);
    let mut rows = 0;
    while let Some(row) = filing.next_row()? {
        rows += 1;
        put_object(&row, &mut gathered)?;
        if gathered.len() >= GATHERED {
            to.write_all(&gathered)?;
            gathered.clear();
        }
    }
    to.write_all(&gathered)?;
    to.flush()?;
    Ok(Converted {
        counted: filing.counted(),
        files: vec![("rows".to_owned(), rows)],
        complaints: filing.complaints(),
    })
}

fn put_object(row: &Row<'_>, out: &mut Vec<u8>) -> io::Result<()> {
    out.extend_from_slice(b"{\"line\":");
    put_number(row.place.line, out);
    out.extend_from_slice(b",\"record\":");
    serde_json::to_writer(&mut *out, &row.record)?;
    for (at, field) in row.fields().enumerate() {
        let plain = if row.prose {
            field.into()
        } else {
            crate::split::plain(field)
        };
        let trimmed = plain.trim_ascii();
        if trimmed.is_empty() {
            continue;
        }
        let column = row.layout.and_then(|layout| layout.columns.get(at));
        out.push(b',');
        match column {
            Some(column) => serde_json::to_writer(&mut *out, column.name)?,
            None if row.prose => out.extend_from_slice(b"\"prose\""),
            None => serde_json::to_writer(&mut *out, &format!("field_{}", at + 1))?,
        }
        out.push(b':');
        match column.map(|column| column.holds) {
            Some(Holds::Dollars) => match cents(trimmed) {
                Ok(amount) => {
                    let sign = if amount < 0 { "-" } else { "" };
                    let amount = amount.unsigned_abs();
                    write!(out, "{sign}{}.{:02}", amount / 100, amount % 100)?;
                }
                Err(_) => serde_json::to_writer(&mut *out, &text(trimmed))?,
            },
            Some(Holds::Day) => match Day::parse(trimmed) {
                Some(day) => write!(out, "\"{day}\"")?,
                None => serde_json::to_writer(&mut *out, &text(trimmed))?,
            },
            _ => serde_json::to_writer(&mut *out, &text(trimmed))?,
        }
    }
    out.extend_from_slice(b"}\n");
    Ok(())
}
