//! Typed rows, for formats whose columns have a type: dollars as whole cents, days as days, words as words.
//!
//! A column of dollars has no room for `$50.00`. Such a field is nothing in its column, and its words go with the row under the
//! column's name, as do fields behind the last column: nothing is lost, and no sum counts what is no number.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

use super::Converted;
use super::sorted::Sorted;
use crate::MoneyError;
use crate::filing::{Filing, Row};
use crate::header::Options;
use crate::layout::Holds;
use crate::split::plain;
use crate::value::{Day, cents, text};

/// The most that a column of dollars holds: 18 digits with the cents, as `DECIMAL(18, 2)` has them.
const MOST: u64 = 1_000_000_000_000_000_000;

/// A table of typed rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name: `SA`, `F3`; letters, digits and hyphens, and no other's even where case does not count.
    pub name: String,
    /// Its columns in their order.
    pub columns: Vec<Field>,
}

/// A column of such a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name, lower case with underscores.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
}

/// What stands in a column of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'r> {
    /// Nothing, or nothing of the column's type.
    Empty,
    /// Words, to the letter (in UTF-8).
    Words(Cow<'r, str>),
    /// Dollars, in cents: 18 digits at most.
    Cents(i64),
    /// A day.
    Day(Day),
}

/// A row.
#[derive(Debug)]
pub struct TypedRow<'r> {
    /// The line of the filing at which it starts, counted from 1.
    pub line: u64,
    /// A cell for each column.
    pub cells: Vec<Cell<'r>>,
    /// The fields that found no place in their columns, as a JSON object of words: no amount, no day, behind the last column.
    pub unread: Option<String>,
}

/// Takes the tables of a filing and their rows.
pub trait Tables {
    /// Why it takes no more.
    type Error: From<MoneyError>;

    /// A table begins. They are numbered from 0 in the order in which they begin.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from taking the table.
    fn begin(&mut self, table: &Table) -> Result<(), Self::Error>;

    /// A row of a table, in the order of the filing; tables take turns.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from taking the row.
    fn row(&mut self, table: usize, row: &TypedRow<'_>) -> Result<(), Self::Error>;
}

/// Hands a filing's rows on, typed. What is still to be done at the end is for the caller to ask of the writer.
///
/// # Errors
///
/// The writer's, and [`MoneyError`] where the filing does not read.
pub fn tables<R: Read, T: Tables>(
    source: R,
    options: Options,
    to: &mut T,
) -> Result<Converted, T::Error> {
    let mut filing = Filing::open(source, options)?;
    let mut sorted = Sorted::default();
    let mut widths: Vec<Vec<Field>> = Vec::new();
    while let Some(row) = filing.next_row()? {
        let at = sorted.place(&row);
        if at == widths.len() {
            let table = Table {
                name: sorted.name(at).to_owned(),
                columns: columns(&row),
            };
            to.begin(&table)?;
            widths.push(table.columns);
        }
        to.row(at, &typed(&row, &widths[at]))?;
    }
    Ok(Converted {
        counted: filing.counted(),
        tables: sorted.counted(),
        complaints: filing.complaints(),
    })
}

/// The columns of a row's table: by their names, or by number where they have none.
fn columns(row: &Row<'_>) -> Vec<Field> {
    match row.layout {
        Some(layout) => layout
            .columns
            .iter()
            .map(|column| Field {
                name: column.name.to_owned(),
                holds: column.holds,
            })
            .collect(),
        None => (1..=row.len())
            .map(|number| Field {
                name: format!("field_{number}"),
                holds: Holds::Text,
            })
            .collect(),
    }
}

fn typed<'r>(row: &Row<'r>, columns: &[Field]) -> TypedRow<'r> {
    let mut unread = BTreeMap::new();
    let mut cells = Vec::with_capacity(columns.len());
    for (at, field) in row.fields().enumerate() {
        let field = if row.prose {
            field.into()
        } else {
            plain(field)
        };
        let Some(column) = columns.get(at) else {
            if !field.trim_ascii().is_empty() {
                unread.insert(format!("field_{}", at + 1), text(&field).into_owned());
            }
            continue;
        };
        let cell = cell(field, column.holds);
        cells.push(cell.unwrap_or_else(|words| {
            unread.insert(column.name.clone(), words);
            Cell::Empty
        }));
    }
    cells.resize(columns.len(), Cell::Empty);
    TypedRow {
        line: row.place.line,
        cells,
        unread: (!unread.is_empty()).then(|| serde_json::json!(unread).to_string()),
    }
}

/// A field in a column; its words where it is none of what the column holds.
fn cell(field: Cow<'_, [u8]>, holds: Holds) -> Result<Cell<'_>, String> {
    let trimmed = field.trim_ascii();
    if trimmed.is_empty() {
        return Ok(Cell::Empty);
    }
    let found = match holds {
        Holds::Text => return Ok(Cell::Words(words(field))),
        Holds::Dollars => cents(trimmed)
            .ok()
            .filter(|cents| cents.unsigned_abs() < MOST)
            .map(Cell::Cents),
        Holds::Day => Day::parse(trimmed).map(Cell::Day),
    };
    found.ok_or_else(|| words(field).into_owned())
}

/// A field's words, borrowed where the filing has them as they are.
fn words(field: Cow<'_, [u8]>) -> Cow<'_, str> {
    match field {
        Cow::Borrowed(bytes) => text(bytes),
        Cow::Owned(bytes) => Cow::Owned(text(&bytes).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    /// A writer that keeps everything as text.
    #[derive(Default)]
    struct Kept {
        tables: Vec<String>,
        rows: Vec<String>,
    }

    impl Tables for Kept {
        type Error = MoneyError;

        fn begin(&mut self, table: &Table) -> Result<(), MoneyError> {
            self.tables
                .push(format!("{} {}", table.name, table.columns.len()));
            Ok(())
        }

        fn row(&mut self, table: usize, row: &TypedRow<'_>) -> Result<(), MoneyError> {
            let cells: Vec<String> = row
                .cells
                .iter()
                .filter_map(|cell| match cell {
                    Cell::Empty => None,
                    Cell::Words(words) => Some(words.to_string()),
                    Cell::Cents(cents) => Some(format!("{cents}¢")),
                    Cell::Day(day) => Some(day.to_string()),
                })
                .collect();
            let unread = row.unread.clone().unwrap_or_default();
            self.rows
                .push(format!("{} {table} {} {unread}", row.line, cells.join(" ")));
            Ok(())
        }
    }

    #[test]
    fn what_is_no_amount_and_no_day_goes_beside_the_row() {
        let row = |day: &str, amount: &str, more: &str| {
            let mut fields = vec![""; 45];
            fields[..2].copy_from_slice(&["SA11AI", "C00306704"]);
            (fields[19], fields[20]) = (day, amount);
            format!("{}{more}\n", fields.join("\u{1c}"))
        };
        let text = format!(
            "HDR\u{1c}FEC\u{1c}8.3\u{1c}Test\u{1c}1\n{}{}{}{}",
            row("20190815", "100", ""),
            row("20190230", "$50.00", ""),
            row("", "12345678901234567.00", "\u{1c}more"),
            "sx99\u{1c}1\nSX99\u{1c}2\u{1c}3\n",
        );
        let mut kept = Kept::default();
        tables(text.as_bytes(), Options::default(), &mut kept).unwrap();
        assert_eq!(kept.tables, ["SA 45", "SX99 2", "SX99-2 3"]);
        assert_eq!(
            kept.rows,
            [
                "2 0 SA11AI C00306704 2019-08-15 10000¢ ",
                "3 0 SA11AI C00306704 {\"contribution_amount\":\"$50.00\",\"contribution_date\":\"20190230\"}",
                "4 0 SA11AI C00306704 {\"contribution_amount\":\"12345678901234567.00\",\"field_46\":\"more\"}",
                "5 1 sx99 1 ",
                "6 2 SX99 2 3 ",
            ]
        );
    }

    #[test]
    fn a_hostile_filing_opens_no_table_a_row() {
        let mut text = "HDR\u{1c}FEC\u{1c}8.3\u{1c}Test\u{1c}1\n".to_owned();
        for number in 0..300 {
            text.push_str(&format!("ZZ{number}\u{1c}x\n"));
        }
        let mut kept = Kept::default();
        let done = tables(text.as_bytes(), Options::default(), &mut kept).unwrap();
        assert_eq!((kept.tables.len(), kept.rows.len()), (101, 300));
        assert_eq!(done.tables.last(), Some(&("OTHER".to_owned(), 200)));
    }

    /// Writers put the line before the columns, and what found no place behind them.
    #[test]
    fn no_column_is_called_as_those_that_writers_add() {
        for record in ["SA", "SB", "F3", "F3X", "F3P", "H4", "TEXT"] {
            let layout = layout(record, crate::Version::NEWEST).unwrap();
            assert!(layout.place("line").is_none() && layout.place("unread").is_none());
        }
    }
}
