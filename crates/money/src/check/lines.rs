//! The lines of a cover, each against the rows or the lines that must give it.

use claim::Complaint;

use crate::Version;
use crate::cover::{self, Kind};
use crate::value::NoAmount;

use super::explain::{about_lines, about_rows};
use super::stated::Cover;
use super::sums::Sums;
use super::{Against, Check};

/// Every line that a rule is about.
pub(super) fn checks(
    cover: &Cover,
    sums: &Sums,
    version: Version,
    truncated: bool,
    complaints: &mut Vec<Complaint>,
) -> Vec<Check> {
    let Some(record) = cover.record else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for rule in cover::rules(record) {
        if !rule.holds(version) {
            continue;
        }
        let Some(stated) = cover.cents(rule.line) else {
            continue;
        };
        let stated = match stated {
            Ok(stated) => Some(stated),
            Err(NoAmount::Empty) => None,
            Err(NoAmount::Text) => {
                let what = format!(
                    "line {} of the cover is no number of dollars and cents",
                    shown(rule.line)
                );
                let complaint = Complaint::new(
                    format!("line {}", cover.line),
                    what,
                    "the field as it stands",
                );
                if !complaints.contains(&complaint) {
                    complaints.push(complaint);
                }
                continue;
            }
        };
        let check = match &rule.kind {
            Kind::Same(terms) => {
                let mut computed = Some(0i64);
                let mut any = false;
                for (plus, line) in terms {
                    let value = match cover.cents(line) {
                        Some(Ok(value)) => {
                            any = true;
                            Some(value)
                        }
                        // An empty line counts nothing; one that the version lacks, or that does not read, leaves the rule out.
                        Some(Err(NoAmount::Empty)) => Some(0),
                        _ => None,
                    };
                    computed = match (computed, value) {
                        (Some(sum), Some(value)) => Some(if *plus {
                            sum.saturating_add(value)
                        } else {
                            sum.saturating_sub(value)
                        }),
                        _ => None,
                    };
                }
                let Some(computed) = computed.filter(|_| any) else {
                    continue;
                };
                let from = terms
                    .iter()
                    .enumerate()
                    .map(|(at, (plus, line))| match (at, plus) {
                        (0, _) => shown(line),
                        (_, true) => format!("+ {}", shown(line)),
                        (_, false) => format!("- {}", shown(line)),
                    })
                    .collect::<Vec<_>>()
                    .join(" ");
                let ok = stated.unwrap_or(0) == computed;
                let explained = if ok {
                    Vec::new()
                } else {
                    about_lines(stated.unwrap_or(0), computed)
                };
                Check {
                    against: Against::Lines,
                    stated,
                    computed,
                    ok,
                    from,
                    explained,
                    ..named(cover, rule.line)
                }
            }
            Kind::All(types) | Kind::Some(types) | Kind::Owed(types) => {
                let sum = sums.of(types);
                if stated.unwrap_or(0) == 0 && sum.rows == 0 {
                    continue;
                }
                let (against, ok) = match rule.kind {
                    Kind::Some(_) => (
                        Against::AtMost,
                        sum.cents <= stated.unwrap_or(0) || stated.is_none() && sum.cents <= 0,
                    ),
                    Kind::Owed(_) => (Against::Balances, sum.cents == stated.unwrap_or(0)),
                    _ => (Against::Rows, sum.cents == stated.unwrap_or(0)),
                };
                let explained = if ok {
                    Vec::new()
                } else {
                    about_rows(stated.unwrap_or(0), &sum, truncated)
                };
                Check {
                    against,
                    stated,
                    computed: sum.cents,
                    ok,
                    from: types
                        .iter()
                        .filter(|t| sums.all.iter().any(|(_, s)| s.form_type == **t))
                        .copied()
                        .collect::<Vec<_>>()
                        .join(" + "),
                    explained,
                    ..named(cover, rule.line)
                }
            }
        };
        found.push(check);
    }
    found
}

fn named(cover: &Cover, line: &str) -> Check {
    let name = cover
        .layout
        .and_then(|layout| Some(layout.columns[cover::place(layout, line)?].name))
        .unwrap_or_default();
    let words = name
        .strip_prefix(line)
        .unwrap_or(name)
        .trim_start_matches('_')
        .replace('_', " ");
    Check {
        line: shown(line),
        name: words,
        against: Against::Lines,
        stated: None,
        computed: 0,
        ok: true,
        from: String::new(),
        explained: Vec::new(),
    }
}

/// A line as the form numbers it: `a11ai` → `11(a)(i)`, `b6c` → `6(c) (column B)`.
fn shown(line: &str) -> String {
    let (column, number) = line.split_at(1);
    if !number.starts_with(|c: char| c.is_ascii_digit()) || !matches!(column, "a" | "b") {
        return line.replace('_', " ");
    }
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &number[digits.len()..];
    let mut text = digits.to_owned();
    if let Some(letter) = letters.get(..1) {
        text.push_str(&format!("({letter})"));
        let rest = &letters[1..];
        if !rest.is_empty() {
            text.push_str(&format!("({rest})"));
        }
    }
    if column == "b" {
        text.push_str(" (column B)");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_shown_as_the_form_numbers_them() {
        for (line, expect) in [
            ("a11ai", "11(a)(i)"),
            ("a11aiii", "11(a)(iii)"),
            ("a27", "27"),
            ("b6c", "6(c) (column B)"),
            ("total_costs", "total costs"),
        ] {
            assert_eq!(shown(line), expect);
        }
    }
}
