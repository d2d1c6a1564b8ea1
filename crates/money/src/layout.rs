//! The columns of each record in each version: `data/layouts.txt`, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::version::Version;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holds {
    /// Words, codes, numbers that are no money.
    Text,
    /// Dollars.
    Dollars,
    /// A day.
    Day,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same for one thing in all versions; cover lines as `a11ai_individuals_itemized`.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
}

/// The columns of a record in some versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The record: `F3`, `SA`, `SC1`, `TEXT`.
    pub record: &'static str,
    /// The columns in their order.
    pub columns: Vec<Column>,
    /// The column of the amount that adds up to a cover line.
    pub amount: Option<usize>,
    /// The column of the day on which it moved.
    pub day: Option<usize>,
    /// The column that makes the row a memo.
    pub memo: Option<usize>,
    /// The column of the transaction's id.
    pub transaction: Option<usize>,
    /// The column of the election that it is for: `P2020`.
    pub election: Option<usize>,
    first: Version,
    last: Version,
}

impl Layout {
    /// The place of a column.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The place of a cover line by its key: `a11ai`, `b16`.
    pub fn line(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| {
            column
                .name
                .strip_prefix(key)
                .is_some_and(|rest| rest.starts_with('_'))
        })
    }
}

static LAYOUTS: LazyLock<BTreeMap<&'static str, Vec<Layout>>> = LazyLock::new(|| {
    let mut found: BTreeMap<&'static str, Vec<Layout>> = BTreeMap::new();
    for line in include_str!("../data/layouts.txt").lines() {
        if let Some(layout) = parse(line) {
            found.entry(layout.record).or_default().push(layout);
        }
    }
    found
});

/// A line of the table; `None` for a comment. A test sees to it that no other line reads as none.
fn parse(line: &'static str) -> Option<Layout> {
    if line.starts_with('#') {
        return None;
    }
    let (head, names) = line.split_once(": ")?;
    let (record, versions) = head.split_once(' ')?;
    let (first, last) = versions.split_once('-').unwrap_or((versions, versions));
    let (mut amount, mut day) = (None, None);
    let mut columns = Vec::new();
    for (at, marked) in names.split(' ').enumerate() {
        let bare = marked.strip_suffix('!').unwrap_or(marked);
        let (name, holds) = match (bare.strip_suffix('$'), bare.strip_suffix('@')) {
            (Some(name), _) => (name, Holds::Dollars),
            (_, Some(name)) => (name, Holds::Day),
            _ => (bare, Holds::Text),
        };
        match holds {
            Holds::Dollars if marked.ends_with('!') => amount = Some(at),
            Holds::Day if marked.ends_with('!') => day = Some(at),
            _ => {}
        }
        columns.push(Column { name, holds });
    }
    let place = |name: &str| {
        columns
            .iter()
            .position(|column: &Column| column.name == name)
    };
    Some(Layout {
        record,
        amount,
        day,
        memo: place("memo_code"),
        transaction: place("transaction_id"),
        election: place("election_code"),
        first: Version::parse(first)?,
        last: Version::parse(last)?,
        columns,
    })
}

/// The columns of a record in a version; `None` where none are known.
pub fn layout(record: &str, version: Version) -> Option<&'static Layout> {
    let version = version.layouts();
    let layouts: &'static [Layout] = LAYOUTS.get(record)?;
    layouts.iter().find(|layout| {
        layout.first.paper == version.paper && layout.first <= version && version <= layout.last
    })
}

/// Whether a record is known in any version.
pub fn is_record(record: &str) -> bool {
    LAYOUTS.contains_key(record)
}

/// The record that a row's first field names: `SA11AI` is an `SA`, `F3XN` an `F3X`, `SC/10` an `SC`, `SC1/10` an `SC1`.
///
/// Letters count as large; `None` where no record has such a name.
pub fn record_of(form_type: &[u8]) -> Option<&'static str> {
    let mut upper = [0u8; 12];
    let form_type = form_type.trim_ascii();
    if form_type.is_empty() || form_type.len() > upper.len() {
        return None;
    }
    let upper = &mut upper[..form_type.len()];
    upper.copy_from_slice(form_type);
    upper.make_ascii_uppercase();
    let text = std::str::from_utf8(upper).ok()?;
    let known = |name: &str| LAYOUTS.get_key_value(name).map(|(name, _)| *name);
    if let Some(rest) = text.strip_prefix('S') {
        // Schedules: a letter, for C1 and C2 a number, for H a number; then the line that the row belongs to.
        let (letter, tail) = (rest.get(..1)?, rest.get(1..)?);
        // SC1/10 and SC2/10 are guarantees; SC10 is a loan of line 10.
        if letter == "C" {
            return match tail.as_bytes() {
                [b'1' | b'2'] | [b'1' | b'2', b'/', ..] => known(text.get(..3)?),
                [] | [b'/' | b'0'..=b'9', ..] => known("SC"),
                _ => None,
            };
        }
        if letter == "H" {
            return known(text.get(1..3)?);
        }
        // SA3L and SB3L are bundled contributions of form 3L.
        let line = tail.trim_start_matches(['/', '-', ' ']);
        let is_line = line.is_empty()
            || line.starts_with(|c: char| c.is_ascii_digit())
            || matches!(letter, "I" | "L");
        return if is_line { known(text.get(..2)?) } else { None };
    }
    if text.starts_with('H') {
        return known(text.get(..2)?);
    }
    if text == "HDR" || text == "TEXT" {
        return known(text);
    }
    // Forms: the name, and N, A or T for new, amended, terminating.
    known(text).or_else(|| known(text.strip_suffix(['N', 'A', 'T'])?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_reads() {
        for line in include_str!("../data/layouts.txt").lines() {
            assert!(line.starts_with('#') || parse(line).is_some(), "{line}");
        }
    }

    #[test]
    fn no_layout_has_a_name_twice_and_no_two_claim_one_version() {
        for layouts in LAYOUTS.values() {
            for (at, layout) in layouts.iter().enumerate() {
                let mut names: Vec<_> = layout.columns.iter().map(|c| c.name).collect();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), layout.columns.len(), "{}", layout.record);
                for other in &layouts[at + 1..] {
                    let apart = layout.first.paper != other.first.paper
                        || layout.last < other.first
                        || other.last < layout.first;
                    assert!(apart, "{} {}", layout.record, other.first);
                }
            }
        }
    }

    #[test]
    fn rows_name_their_records() {
        for (form_type, expect) in [
            ("SA11AI", Some("SA")),
            ("sa11ai", Some("SA")),
            ("SB17", Some("SB")),
            ("SC/10", Some("SC")),
            ("SC10", Some("SC")),
            ("SC1/10", Some("SC1")),
            ("SC2/10", Some("SC2")),
            ("SD9", Some("SD")),
            ("SE", Some("SE")),
            ("H4", Some("H4")),
            ("F3N", Some("F3")),
            ("F3XA", Some("F3X")),
            ("F3PN", Some("F3P")),
            ("F3S", Some("F3S")),
            ("F24N", Some("F24")),
            ("F132", Some("F132")),
            ("TEXT", Some("TEXT")),
            ("SX99", None),
            ("STREET 4", None),
            ("", None),
        ] {
            assert_eq!(record_of(form_type.as_bytes()), expect, "{form_type}");
        }
    }

    #[test]
    fn known_shapes() {
        let of = |record: &str, version: &str| {
            let layout = layout(record, Version::parse(version).unwrap()).unwrap();
            let name = |at: Option<usize>| at.map(|at| (at, layout.columns[at].name));
            (layout.columns.len(), name(layout.amount), name(layout.memo))
        };
        assert_eq!(
            of("SA", "8.3"),
            (
                45,
                Some((20, "contribution_amount")),
                Some((42, "memo_code"))
            )
        );
        assert_eq!(
            of("SA", "3.00"),
            (37, Some((15, "amount_received")), Some((30, "memo_code")))
        );
        assert_eq!(
            of("SB", "8.5"),
            (
                44,
                Some((20, "expenditure_amount")),
                Some((41, "memo_code"))
            )
        );
        assert_eq!(of("F3", "8.5").0, 93);
        assert_eq!(of("F3", "6.4").0, 93);
        assert_eq!(of("F3X", "8.4").0, 123);
        assert_eq!(of("F3P", "8.3").0, 206);
        assert_eq!(of("F3", "P3.4").0, 95);
        let f3 = layout("F3", Version::NEWEST).unwrap();
        assert_eq!(
            f3.line("a11ai").map(|at| f3.columns[at].name),
            Some("a11ai_individuals_itemized")
        );
        assert_eq!(
            f3.line("a27").map(|at| f3.columns[at].name),
            Some("a27_cash_on_hand_at_close_period")
        );
    }
}
