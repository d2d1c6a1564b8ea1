//! The rule set: one table, `data/comparisons.txt`, which says what each of its kinds of rule means.

use std::sync::LazyLock;

use claim::Measure;

use super::{Quantity, Scope};

/// What words around a figure say of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) words: &'static str,
    after: bool,
    /// From how many steps away the official figure confirms the statement.
    pub(super) from: i64,
    /// To how many.
    pub(super) to: i64,
    /// In which direction the words still hold further out: 1 above, -1 below, 0 in none.
    pub(super) beyond: i8,
}

/// How a stated quantity relates to an official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// They must be equal.
    Same,
    /// The stated one is a part of the official one.
    Part,
    /// They are booked apart and are confused with each other.
    Kin,
}

#[derive(Debug, Default)]
struct Table {
    bounds: Vec<Bound>,
    wordings: Vec<(Quantity, &'static str, Quantity)>,
    quantities: Vec<(Quantity, Quantity, Relation)>,
    scopes: Vec<(&'static str, Scope)>,
    near: i64,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("../../data/comparisons.txt")));

/// Reads the table. A line that fits no rule is left out; a test sees to it that there is none.
fn read(text: &'static str) -> Table {
    let mut table = Table::default();
    for line in rule_lines(text) {
        let _ = take(&mut table, line);
    }
    table
}

fn rule_lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

fn take(table: &mut Table, line: &'static str) -> Option<()> {
    let cells: Vec<&'static str> = line.split('|').map(str::trim).collect();
    match *cells.as_slice() {
        ["bound", words, from, to, beyond] => table.bounds.push(Bound {
            words: words.trim_start_matches("… "),
            after: words.starts_with('…'),
            from: from.parse().ok()?,
            to: to.parse().ok()?,
            beyond: match beyond {
                "above" => 1,
                "below" => -1,
                "-" => 0,
                _ => return None,
            },
        }),
        ["wording", measure, words, quantity] => table.wordings.push((
            Quantity::from_word(measure)?,
            words,
            Quantity::from_word(quantity)?,
        )),
        ["quantity", stated, official, relation] => table.quantities.push((
            Quantity::from_word(stated)?,
            Quantity::from_word(official)?,
            match relation {
                "same" => Relation::Same,
                "part" => Relation::Part,
                "kin" => Relation::Kin,
                _ => return None,
            },
        )),
        ["scope", words, scope] => table.scopes.push((words, Scope::from_word(scope)?)),
        ["near", parts] => table.near = parts.parse().ok()?,
        _ => return None,
    }
    Some(())
}

/// What the words right before a figure say of it.
pub(super) fn bound_before(before: &str) -> Option<&'static Bound> {
    let before = before.to_lowercase();
    let before = before.trim_end();
    TABLE.bounds.iter().find(|bound| {
        !bound.after
            && before
                .strip_suffix(bound.words)
                .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// What the words right after a figure say of it.
pub(super) fn bound_after(after: &str) -> Option<&'static Bound> {
    let after = after.to_lowercase();
    let after = after.trim_start_matches([' ', '-']);
    TABLE.bounds.iter().find(|bound| {
        bound.after
            && after
                .strip_prefix(bound.words)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// The quantity that a statement counts: its measure's, unless its words narrow it.
pub(super) fn quantity(measure: Measure, quote: &str) -> Quantity {
    let whole = Quantity::of(measure);
    let quote = quote.to_lowercase();
    TABLE
        .wordings
        .iter()
        .find(|(measure, words, _)| *measure == whole && quote.contains(words))
        .map_or(whole, |(_, _, quantity)| *quantity)
}

/// How a stated quantity relates to an official one; `None` where they are never compared.
pub(super) fn relation(stated: Quantity, official: Quantity) -> Option<Relation> {
    TABLE
        .quantities
        .iter()
        .find(|(a, b, _)| *a == stated && *b == official)
        .map(|(_, _, relation)| *relation)
}

/// Since when a sum is counted, where the words say so.
pub(super) fn scope(quote: &str) -> Option<Scope> {
    let quote = quote.to_lowercase();
    TABLE
        .scopes
        .iter()
        .find(|(words, _)| quote.contains(words))
        .map(|(_, scope)| *scope)
}

/// Whether two figures miss each other by no more than a near miss.
pub(super) fn is_near(stated: i64, official: i64) -> bool {
    let (stated, official) = (i128::from(stated), i128::from(official));
    stated != 0 && (stated - official).abs() * i128::from(TABLE.near) <= stated.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_rule() {
        let mut table = Table::default();
        for line in rule_lines(include_str!("../../data/comparisons.txt")) {
            assert!(take(&mut table, line).is_some(), "{line}");
        }
        assert!(table.near > 0);
        assert!(table.bounds.iter().all(|bound| bound.from <= bound.to));
    }

    #[test]
    fn no_bound_hides_a_longer_one() {
        for (at, bound) in TABLE.bounds.iter().enumerate() {
            for later in &TABLE.bounds[at + 1..] {
                let hidden = bound.after == later.after && later.words.ends_with(bound.words);
                assert!(!hidden, "{} stands before {}", bound.words, later.words);
            }
        }
    }

    #[test]
    fn every_quantity_can_be_compared_with_itself_or_a_whole() {
        for quantity in Quantity::ALL {
            let known = Quantity::ALL.iter().any(|official| {
                matches!(
                    relation(*quantity, *official),
                    Some(Relation::Same | Relation::Part)
                )
            });
            assert!(known, "{}", quantity.word());
        }
    }

    #[test]
    fn words_narrow_a_measure() {
        let check = |measure, quote, expect: Quantity| {
            assert_eq!(quantity(measure, quote), expect, "{quote}");
        };
        check(Measure::Spent, "spent $2.84 million", Quantity::Spent);
        check(
            Measure::Spent,
            "operating expenditures of $1.39 million",
            Quantity::Expenditures,
        );
        check(
            Measure::Loaned,
            "has repaid $750,000",
            Quantity::LoanRepayments,
        );
        check(Measure::Raised, "raised $446,891", Quantity::Raised);
    }
}
