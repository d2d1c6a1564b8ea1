//! Which table a row goes to: one a record, one a type of row that no form has, one for the free text of form 99.

use crate::filing::Row;
use crate::value::text;

/// So many tables are made; rows of further types that no form has go to one. Real filings have a dozen, and a hostile one must not
/// open a file a row.
const MOST: usize = 100;

/// The table of the rows for which no table of their own is made.
const OTHER: &[u8] = b"OTHER";

/// Rows by table.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    tables: Vec<Held>,
    /// The table of the row before: rows of a kind follow each other.
    last: usize,
}

#[derive(Debug)]
struct Held {
    /// The record, or for one that is not known the type of the row.
    key: Vec<u8>,
    name: String,
    rows: u64,
}

impl Sorted {
    /// The number of the row's table. Tables are numbered as they come, so the next number means a new one.
    pub(super) fn place(&mut self, row: &Row<'_>) -> usize {
        let mut key: &[u8] = match (row.record, row.layout) {
            (Some(record), Some(_)) => record.as_bytes(),
            _ if row.prose => b"prose",
            _ => row.form_type(),
        };
        if self
            .tables
            .get(self.last)
            .is_none_or(|held| held.key != key)
        {
            let mut at = self.find(key);
            if at.is_none() && self.tables.len() >= MOST && row.layout.is_none() {
                key = OTHER;
                at = self.find(key);
            }
            self.last = at.unwrap_or_else(|| self.begin(key));
        }
        self.tables[self.last].rows += 1;
        self.last
    }

    fn find(&self, key: &[u8]) -> Option<usize> {
        self.tables.iter().position(|held| held.key == key)
    }

    fn begin(&mut self, key: &[u8]) -> usize {
        let bare = name_of(key);
        let mut name = bare.clone();
        let mut number = 1;
        // `sx99` and `SX99` are two types, and one file on many disks.
        while self
            .tables
            .iter()
            .any(|held| held.name.eq_ignore_ascii_case(&name))
        {
            number += 1;
            name = format!("{bare}-{number}");
        }
        self.tables.push(Held {
            key: key.to_vec(),
            name,
            rows: 0,
        });
        self.tables.len() - 1
    }

    /// A table's name: safe for a file, and no other's.
    pub(super) fn name(&self, at: usize) -> &str {
        &self.tables[at].name
    }

    /// The rows of each table.
    pub(super) fn counted(self) -> Vec<(String, u64)> {
        self.tables
            .into_iter()
            .map(|held| (held.name, held.rows))
            .collect()
    }
}

/// Letters and digits; anything else becomes a hyphen.
fn name_of(key: &[u8]) -> String {
    if key == b"prose" {
        return "prose".to_owned();
    }
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
    if name.is_empty() {
        "EMPTY".to_owned()
    } else {
        name
    }
}
