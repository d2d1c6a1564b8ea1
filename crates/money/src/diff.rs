//! What an amendment changed: two versions of a filing, row by row by the ids of their transactions.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;

use serde::Serialize;

use crate::filing::{Filing, Row};
use crate::header::Options;
use crate::layout::layout;
use crate::value::{Day, cents};
use crate::{MoneyError, Version};

/// A row of one of the versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The transaction's id.
    pub transaction: String,
    /// The type of the row.
    pub form_type: String,
    /// Its line in the file.
    pub line: u64,
    /// Its amount in cents, where it has one that reads.
    pub cents: Option<i64>,
    /// Its day.
    pub day: Option<String>,
    /// Whether it is a memo.
    pub memo: bool,
}

/// A row that both versions have, with other words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// As it was.
    pub before: Entry,
    /// As it is.
    pub after: Entry,
}

/// A line of the cover that changed, in cents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The column: `a27_cash_on_hand_at_close_period`.
    pub line: String,
    /// As it was; `null` where the field is empty or no amount.
    pub before: Option<i64>,
    /// As it is.
    pub after: Option<i64>,
}

/// What changed between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Diff {
    /// Rows that both have, to the byte.
    pub kept: u64,
    /// Rows whose amount changed.
    pub amounts: Vec<Changed>,
    /// Rows of which something else changed.
    pub words: Vec<Changed>,
    /// Rows that the later lacks.
    pub removed: Vec<Entry>,
    /// Rows that only the later has.
    pub added: Vec<Entry>,
    /// Rows without an id of their own, which cannot be compared: of the earlier and the later.
    pub unnamed: (u64, u64),
    /// Lines of the cover that changed.
    pub cover: Vec<Line>,
}

struct Held {
    entry: Entry,
    hash: u64,
    seen: bool,
}

fn entry(row: &Row<'_>) -> Entry {
    Entry {
        transaction: crate::value::text(row.transaction()).into_owned(),
        form_type: crate::value::text(row.form_type()).to_ascii_uppercase(),
        line: row.place.line,
        cents: row.amount().and_then(Result::ok),
        day: row.day().map(|day: Day| day.to_string()),
        memo: row.is_memo(),
    }
}

/// A row's fields by the names of their columns, without white space around them and without empty ones: versions of the format
/// move columns, and what programs give or leave out as they please is no change. A column that the other version of the
/// format lacks is left out.
fn hash(row: &Row<'_>, other: Version) -> u64 {
    let beside = row.record.and_then(|record| layout(record, other));
    let mut hasher = DefaultHasher::new();
    for (at, field) in row.fields().enumerate() {
        let field = crate::split::plain(field);
        let field = field.trim_ascii();
        if field.is_empty() {
            continue;
        }
        match row.layout.and_then(|layout| layout.columns.get(at)) {
            Some(column) if beside.is_some_and(|beside| beside.place(column.name).is_none()) => {
                continue;
            }
            Some(column) => column.name.hash(&mut hasher),
            None => at.hash(&mut hasher),
        }
        field.hash(&mut hasher);
    }
    hasher.finish()
}

fn amounts(row: &Row<'_>) -> Vec<(&'static str, Option<i64>)> {
    let Some(layout) = row.layout else {
        return Vec::new();
    };
    layout
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.holds == crate::Holds::Dollars)
        .map(|(at, column)| (column.name, cents(&row.field(at)).ok()))
        .collect()
}

/// How often each id was met: an id that a filing has twice names its rows in their order.
#[derive(Default)]
struct Times(BTreeMap<String, u32>);

impl Times {
    fn next(&mut self, transaction: &str) -> (String, u32) {
        let met = self.0.entry(transaction.to_owned()).or_default();
        let nth = *met;
        *met += 1;
        (transaction.to_owned(), nth)
    }
}

/// Compares two versions of a filing. A number for each transaction of the earlier is held in memory, not the rows.
///
/// # Errors
///
/// [`MoneyError`] where one of them does not read.
pub fn diff<A: Read, B: Read>(earlier: A, later: B, options: Options) -> Result<Diff, MoneyError> {
    let mut found = Diff::default();
    let mut held: BTreeMap<(String, u32), Held> = BTreeMap::new();
    let mut cover = Vec::new();
    let mut filing = Filing::open(earlier, options)?;
    let mut second = Filing::open(later, options)?;
    let versions = (filing.header().version, second.header().version);
    let mut times = Times::default();
    let mut first = true;
    while let Some(row) = filing.next_row()? {
        if std::mem::take(&mut first) {
            cover = amounts(&row);
            continue;
        }
        let entry = entry(&row);
        if entry.transaction.is_empty() {
            found.unnamed.0 += 1;
            continue;
        }
        let hash = hash(&row, versions.1);
        held.insert(
            times.next(&entry.transaction),
            Held {
                entry,
                hash,
                seen: false,
            },
        );
    }
    let mut times = Times::default();
    first = true;
    while let Some(row) = second.next_row()? {
        if std::mem::take(&mut first) {
            found.cover = changed_lines(&cover, &amounts(&row));
            continue;
        }
        let after = entry(&row);
        if after.transaction.is_empty() {
            found.unnamed.1 += 1;
            continue;
        }
        match held.get_mut(&times.next(&after.transaction)) {
            None => found.added.push(after),
            Some(before) => {
                before.seen = true;
                if before.hash == hash(&row, versions.0) {
                    found.kept += 1;
                } else {
                    let changed = Changed {
                        before: before.entry.clone(),
                        after,
                    };
                    if changed.before.cents == changed.after.cents {
                        found.words.push(changed);
                    } else {
                        found.amounts.push(changed);
                    }
                }
            }
        }
    }
    found.removed = held
        .into_values()
        .filter(|held| !held.seen)
        .map(|held| held.entry)
        .collect();
    found.removed.sort_by_key(|entry| entry.line);
    Ok(found)
}

fn changed_lines(
    before: &[(&'static str, Option<i64>)],
    after: &[(&'static str, Option<i64>)],
) -> Vec<Line> {
    after
        .iter()
        .filter_map(|(name, value)| {
            let (_, was) = before.iter().find(|(held, _)| held == name)?;
            // An empty line and a zero say the same.
            (was.unwrap_or(0) != value.unwrap_or(0)).then(|| Line {
                line: (*name).to_owned(),
                before: *was,
                after: *value,
            })
        })
        .collect()
}
