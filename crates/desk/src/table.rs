//! A table of a page: drawn for people, written as CSV for spreadsheets, from the same cells.

use maud::{Markup, html};
use record::ClaimId;
use serde::Serialize;

use crate::Problem;

/// A table as numbers and words, without links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its name in the address: `?table=field`.
    pub name: &'static str,
    /// Its caption.
    pub caption: String,
    /// The names of the columns, as CSV has them.
    pub columns: Vec<String>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// What a cell says of a value that may not be known.
pub(crate) fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// The ids of claims in one cell.
pub(crate) fn ids(claims: &[ClaimId]) -> String {
    let ids: Vec<String> = claims.iter().map(ToString::to_string).collect();
    ids.join(" ")
}

impl Table {
    /// An empty table.
    pub fn new(name: &'static str, caption: impl Into<String>, columns: &[&str]) -> Self {
        Self {
            name,
            caption: caption.into(),
            columns: columns.iter().map(ToString::to_string).collect(),
            rows: Vec::new(),
        }
    }

    /// The table as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it, unless `raw`.
    pub fn csv(&self, raw: bool) -> Result<Vec<u8>, Problem> {
        let broken = |error: csv::Error| Problem::Broken(format!("a table as CSV: {error}"));
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.columns).map_err(broken)?;
        for row in &self.rows {
            let cells = row
                .iter()
                .map(|cell| if raw { cell.clone() } else { harmless(cell) });
            writer.write_record(cells).map_err(broken)?;
        }
        writer
            .into_inner()
            .map_err(|error| Problem::Broken(format!("a table as CSV: {error}")))
    }

    /// The table as it stands, for what needs no links: the data beside a chart.
    pub fn draw(&self) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(self.caption) {
                table {
                    caption { (self.caption) }
                    thead { tr { @for column in &self.columns { th scope="col" { (column.replace('_', " ")) } } } }
                    tbody {
                        @for row in &self.rows {
                            tr {
                                @for (at, cell) in row.iter().enumerate() {
                                    @if at == 0 { th scope="row" { (cell) } }
                                    @else if is_number(cell) { td.num { (cell) } }
                                    @else { td { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn is_number(cell: &str) -> bool {
    !cell.is_empty()
        && cell
            .chars()
            .all(|letter| letter.is_ascii_digit() || ".,-$% ".contains(letter))
}

/// Spreadsheets run what begins like a formula; a plain negative number stays one.
fn harmless(cell: &str) -> String {
    let dangerous = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if dangerous && cell.parse::<f64>().is_err() {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_made_harmless() {
        let mut table = Table::new("t", "T", &["a", "b"]);
        table.rows.push(vec!["=1+1".to_owned(), "-5".to_owned()]);
        table
            .rows
            .push(vec!["@cmd".to_owned(), "+x, \"y\"".to_owned()]);
        let text = |raw| String::from_utf8(table.csv(raw).unwrap()).unwrap();
        assert_eq!(text(false), "a,b\n'=1+1,-5\n'@cmd,\"'+x, \"\"y\"\"\"\n");
        assert_eq!(text(true), "a,b\n=1+1,-5\n@cmd,\"+x, \"\"y\"\"\"\n");
    }
}
