//! JSON Lines: amounts as numbers and days as `YYYY-MM-DD` where they read as such, the field's own words where they do not.

use std::io::{self, Read, Write};

use claim::Money;

use super::{Converted, GATHERED, put_number};
use crate::MoneyError;
use crate::filing::{Filing, Row};
use crate::header::Options;
use crate::layout::Holds;
use crate::value::{Day, cents, text};

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
        tables: vec![("rows".to_owned(), rows)],
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
                Ok(amount) => write!(out, "{}", Money::from_cents(amount).plain())?,
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
