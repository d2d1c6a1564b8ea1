//! CSV, one file a record: every field as it stands (in UTF-8), so that nothing is lost on the way.

use std::io::{self, Read, Write};

use memchr::memchr3;

use super::sorted::Sorted;
use super::{Converted, GATHERED, put_number};
use crate::MoneyError;
use crate::filing::{Filing, Row};
use crate::header::Options;
use crate::split::{Delimiter, SEPARATOR};
use crate::value::text;

/// One CSV file that is written.
struct Table<W> {
    to: W,
    gathered: Vec<u8>,
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
    let mut sorted = Sorted::default();
    let mut tables: Vec<Table<W>> = Vec::new();
    while let Some(row) = filing.next_row()? {
        let at = sorted.place(&row);
        if at == tables.len() {
            let mut table = Table {
                to: open(&format!("{}.csv", sorted.name(at)))?,
                gathered: Vec::with_capacity(GATHERED * 2),
            };
            head(&row, &mut table.gathered);
            tables.push(table);
        }
        let table = &mut tables[at];
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
        tables: sorted.counted(),
        complaints: filing.complaints(),
    })
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
