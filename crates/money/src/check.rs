//! Does a filing add up? Its rows against its cover, and the cover against itself.
//!
//! In real filings the rows that are no memos give the cover's lines to the cent, so a miss is worth a look: a file cut short, a
//! field shifted, a wrong version, or a slip of the filer that an amendment puts right later.

use std::io::Read;

use claim::Complaint;
use serde::Serialize;

use crate::cover::{self, Kind};
use crate::filing::{Filing, Row};
use crate::header::Options;
use crate::value::{Day, NoAmount, cents};
use crate::{MoneyError, Version};

/// What became of a filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// Every line that can be checked holds.
    #[serde(rename = "adds up")]
    AddsUp,
    /// At least one does not.
    #[serde(rename = "does not add up")]
    DoesNotAddUp,
    /// The form has no sums, or none that can be checked.
    #[serde(rename = "cannot tell")]
    CannotTell,
    /// It was not read.
    #[serde(rename = "refused")]
    Refused,
}

impl Verdict {
    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AddsUp => "adds up",
            Self::DoesNotAddUp => "does not add up",
            Self::CannotTell => "cannot tell",
            Self::Refused => "refused",
        }
    }
}

/// How a line was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The rows give it to the cent.
    Rows,
    /// The rows give no more than it: small ones are not itemised.
    AtMost,
    /// The closing balances of loans and debts give it.
    Balances,
    /// Other lines give it.
    Lines,
}

/// One line of the cover, checked. Amounts in cents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The line: `a11ai`, column and number on the form.
    pub line: String,
    /// What it is: `individuals itemized`.
    pub name: String,
    /// Against what.
    pub against: Against,
    /// What the cover says; `null` where it says nothing.
    pub stated: Option<i64>,
    /// What it should say, or (for [`Against::AtMost`]) at least.
    pub computed: i64,
    /// Whether it holds.
    pub ok: bool,
    /// How it was computed: `SA11AI`, or `a25 - a26`.
    pub from: String,
    /// What would explain a miss, as far as can be seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explained: Vec<String>,
}

/// The rows of one type, added up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Sum {
    /// The type: `SA11AI`.
    pub form_type: String,
    /// Rows that are no memos.
    pub rows: u64,
    /// What they come to, in cents.
    pub cents: i64,
    /// Memos.
    pub memos: u64,
    /// What the memos come to, in cents; never part of a line.
    pub memo_cents: i64,
    /// Rows whose amount is no number.
    pub unreadable: u64,
    /// Rows with a day outside the period that the filing covers.
    pub outside: u64,
    /// Rows that may be shifted.
    pub shifted: u64,
}

/// The cash lines of a cover: what closed must open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cash {
    /// At the beginning of the period, in cents.
    pub opening: i64,
    /// At its close.
    pub closing: i64,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The version of the format.
    pub version: String,
    /// The form, as the cover has it: `F3N`.
    pub form: String,
    /// The record of the cover: `F3`.
    #[serde(skip)]
    pub record: Option<&'static str>,
    /// Who files: the id.
    pub committee: String,
    /// Who files: the name.
    pub name: String,
    /// For an amendment: the number of the original filing.
    pub amends: Option<u64>,
    /// For an amendment: which one.
    pub amendment: Option<u32>,
    /// The kind of report: `Q3`, `12P`.
    pub report: Option<String>,
    /// `24` or `48` for a notice of so many hours.
    pub notice: Option<String>,
    /// The day on which the FEC had it; only paper says so.
    #[serde(skip)]
    pub received: Option<Day>,
    /// The first day that the filing covers, `2019-07-01`.
    pub from: Option<String>,
    /// The last day.
    pub through: Option<String>,
    /// The cash lines, where the form has them.
    pub cash: Option<Cash>,
    /// The cover: the fields that hold something, by the names of their columns, as the filing writes them.
    #[serde(skip)]
    pub cover: Vec<(String, String)>,
    /// Lines after the head that hold something.
    pub rows_in: u64,
    /// Rows read, with the lines that belong to a row before.
    pub rows_out: u64,
    /// The verdict.
    pub verdict: Verdict,
    /// The lines of the cover.
    pub checks: Vec<Check>,
    /// What the rows come to, by type, in the order of the file.
    pub sums: Vec<Sum>,
    /// Whether the file breaks off in its last row.
    pub truncated: bool,
    /// What was odd.
    pub complaints: Vec<Complaint>,
}

/// The cover, kept while the rows go by.
struct Cover {
    record: Option<&'static str>,
    fields: Vec<(&'static str, Vec<u8>)>,
    layout: Option<&'static crate::Layout>,
    line: u64,
}

impl Cover {
    fn text(&self, name: &str) -> Option<String> {
        let (_, field) = self.fields.iter().find(|(held, _)| *held == name)?;
        Some(crate::value::text(field).trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn cents(&self, line: &str) -> Option<Result<i64, NoAmount>> {
        let at = cover::place(self.layout?, line)?;
        Some(
            self.fields
                .get(at)
                .map_or(Err(NoAmount::Empty), |(_, field)| cents(field)),
        )
    }

    fn day(&self, name: &str) -> Option<Day> {
        Day::parse(self.text(name)?.as_bytes())
    }
}

/// Adds a filing up. Constant memory, one pass.
///
/// # Errors
///
/// [`MoneyError`] where it is no filing or the source gives out; [`Verdict::Refused`] is for the caller to say.
pub fn check<R: Read>(source: R, options: Options) -> Result<Checked, MoneyError> {
    let mut filing = Filing::open(source, options)?;
    let mut cover: Option<Cover> = None;
    let mut sums = Sums::default();
    let mut last = Last::default();
    while let Some(row) = filing.next_row()? {
        last.note(&row);
        if cover.is_none() {
            let read = open_cover(&row);
            sums.period = (
                read.day("coverage_from_date"),
                read.day("coverage_through_date"),
            );
            cover = Some(read);
        } else if !row.prose {
            sums.add(&row);
        }
    }
    let cover = cover.ok_or_else(|| MoneyError::NotAFiling {
        why: "it has a header and nothing else".to_owned(),
    })?;
    Ok(judge(filing, &cover, sums, &last))
}

fn open_cover(row: &Row<'_>) -> Cover {
    let fields = row
        .layout
        .map(|layout| {
            layout
                .columns
                .iter()
                .enumerate()
                .map(|(at, column)| (column.name, row.field(at).into_owned()))
                .collect()
        })
        .unwrap_or_default();
    Cover {
        record: row.record,
        fields,
        layout: row.layout,
        line: row.place.line,
    }
}

/// The end of the file: whether it breaks off.
#[derive(Debug, Default)]
struct Last {
    ended: bool,
    /// Rows before the last ended with a line end.
    others: u64,
    shift: i32,
    line: u64,
    /// How many fields the last row has, and rows of its type before it had at least.
    fields: usize,
    usual: usize,
    /// No row of its type came right before.
    alone: bool,
    kind: Vec<u8>,
}

impl Last {
    fn note(&mut self, row: &Row<'_>) {
        if self.ended {
            self.others += 1;
        }
        if self.kind == row.form_type() {
            self.usual = if self.alone {
                self.fields
            } else {
                self.usual.min(self.fields)
            };
            self.alone = false;
        } else {
            self.kind.clear();
            self.kind.extend_from_slice(row.form_type());
            self.usual = row
                .layout
                .and_then(|layout| layout.amount)
                .map_or(0, |at| at + 1);
            self.alone = true;
        }
        self.ended = !row.ending().is_empty();
        self.shift = row.shift;
        self.line = row.place.line;
        self.fields = row.len();
    }

    /// A file of lines that all end, but for the last, which is shorter than others of its type.
    fn is_cut(&self) -> bool {
        !self.ended && self.others > 0 && (self.shift < 0 || self.fields < self.usual)
    }
}

#[derive(Debug, Default)]
struct Sums {
    all: Vec<(Vec<u8>, Sum)>,
    at: usize,
    period: (Option<Day>, Option<Day>),
    bad: Vec<(String, String)>,
    bad_count: u64,
}

impl Sums {
    fn add(&mut self, row: &Row<'_>) {
        let form_type = row.form_type();
        if self
            .all
            .get(self.at)
            .is_none_or(|(kind, _)| kind != form_type)
        {
            self.at = if let Some(at) = self
                .all
                .iter()
                .position(|(kind, _)| kind.as_slice() == form_type)
            {
                at
            } else {
                let sum = Sum {
                    form_type: crate::value::text(form_type).to_ascii_uppercase(),
                    ..Sum::default()
                };
                self.all.push((form_type.to_vec(), sum));
                self.all.len() - 1
            };
        }
        let sum = &mut self.all[self.at].1;
        let memo = row.is_memo();
        if memo {
            sum.memos += 1;
        } else {
            sum.rows += 1;
        }
        if row.shift != 0 {
            sum.shifted += 1;
        }
        let Some(amount) = row.amount() else { return };
        let day = row.day();
        if row.shift > 0 && day.is_none() && row.layout.is_some_and(|layout| layout.day.is_some()) {
            // A row with a field too many counts only if it reads as rows do: a day, and an amount behind it.
            let Some(amount) = row.shifted_amount() else {
                self.note(row, "its fields are shifted, and its amount is not counted because no day stands before it");
                self.all[self.at].1.unreadable += 1;
                return;
            };
            let what = format!(
                "its fields are shifted by {}: its day and amount are taken from there",
                row.shift
            );
            self.note(row, &what);
            self.count(memo, amount);
            return;
        }
        if let (None, Some(at)) = (day, row.layout.and_then(|layout| layout.day)) {
            let stated = row.field(at);
            if !stated.trim_ascii().is_empty() {
                let what = format!(
                    "{:?} is no day of the calendar",
                    crate::value::text(&stated).trim()
                );
                self.note(row, &what);
            }
        }
        let amount = match amount {
            Ok(amount) => amount,
            Err(NoAmount::Empty) => return,
            Err(NoAmount::Text) => {
                let at = row
                    .layout
                    .and_then(|layout| layout.amount)
                    .unwrap_or_default();
                let what = format!(
                    "the amount {:?} is no number of dollars and cents",
                    row.text(at)
                );
                self.note(row, &what);
                self.all[self.at].1.unreadable += 1;
                return;
            }
        };
        // What a memo explains may lie earlier: the purchases behind a card payment.
        if let (false, Some(day), (from, through)) = (memo, day, self.period)
            && (from.is_some_and(|from| day < from) || through.is_some_and(|through| through < day))
        {
            self.all[self.at].1.outside += 1;
        }
        self.count(memo, amount);
    }

    fn count(&mut self, memo: bool, amount: i64) {
        let sum = &mut self.all[self.at].1;
        // Saturating, so that hostile numbers cannot wrap round to a sum that fits.
        if memo {
            sum.memo_cents = sum.memo_cents.saturating_add(amount);
        } else {
            sum.cents = sum.cents.saturating_add(amount);
        }
    }

    fn note(&mut self, row: &Row<'_>, what: &str) {
        self.bad_count += 1;
        if self.bad.len() < 20 {
            self.bad.push((row.place_in_words(), what.to_owned()));
        }
    }

    fn of(&self, types: &[&str]) -> Sum {
        let mut total = Sum::default();
        for (_, sum) in &self.all {
            if types.contains(&sum.form_type.as_str()) {
                total.rows += sum.rows;
                total.cents = total.cents.saturating_add(sum.cents);
                total.memos += sum.memos;
                total.memo_cents = total.memo_cents.saturating_add(sum.memo_cents);
                total.unreadable += sum.unreadable;
                total.shifted += sum.shifted;
            }
        }
        total
    }
}

fn judge<R: Read>(filing: Filing<R>, cover: &Cover, sums: Sums, last: &Last) -> Checked {
    let header = filing.header().clone();
    let counted = filing.counted();
    let mut complaints = filing.complaints();
    for (place, what) in &sums.bad {
        complaints.push(Complaint::new(place, what, "the field as it stands"));
    }
    let untold = sums.bad_count - sums.bad.len() as u64;
    if untold > 0 {
        complaints.push(Complaint::new(
            "the whole file",
            format!("{untold} more amounts and days that do not read"),
            "the fields as they stand",
        ));
    }
    let truncated = last.is_cut();
    if truncated {
        complaints.push(Complaint::new(
            format!("line {}", last.line),
            "the file breaks off in the middle of its last row",
            "the fields that are there",
        ));
    }
    for (name, expect) in &header.counts {
        let held: u64 = sums
            .all
            .iter()
            .filter(|(_, s)| s.form_type.eq_ignore_ascii_case(name))
            .map(|(_, s)| s.rows + s.memos)
            .sum();
        if held != *expect {
            complaints.push(Complaint::new(
                "the header",
                format!("it announces {expect} rows of {name}, and there are {held}"),
                "the rows that are there",
            ));
        }
    }
    for (_, sum) in &sums.all {
        if sum.outside > 0 {
            complaints.push(Complaint::new(
                format!("rows {}", sum.form_type),
                format!(
                    "{} have a day outside the period that the filing covers",
                    sum.outside
                ),
                "the rows, and their amounts in the sums",
            ));
        }
    }
    let checks = checks(cover, &sums, header.version, truncated, &mut complaints);
    let verdict = if checks.iter().any(|check| !check.ok) {
        Verdict::DoesNotAddUp
    } else if checks.is_empty() || truncated {
        Verdict::CannotTell
    } else {
        Verdict::AddsUp
    };
    let cash = cash(cover);
    Checked {
        version: header.version.to_string(),
        form: cover.text("form_type").unwrap_or_default(),
        record: cover.record,
        committee: cover
            .text("committee_id")
            .or_else(|| cover.text("candidate_id"))
            .unwrap_or_default(),
        name: cover
            .text("committee_name")
            .or_else(|| cover.text("organization_name"))
            .unwrap_or_default(),
        amends: header.amends,
        amendment: header.amendment,
        report: cover.text("report_code"),
        notice: cover
            .text("report_type")
            .filter(|kind| matches!(kind.as_str(), "24" | "48")),
        received: cover.day("receipt_date"),
        from: cover.day("coverage_from_date").map(|day| day.to_string()),
        through: cover
            .day("coverage_through_date")
            .map(|day| day.to_string()),
        cash,
        cover: cover
            .fields
            .iter()
            .map(|(name, field)| {
                (
                    (*name).to_owned(),
                    crate::value::text(field).trim().to_owned(),
                )
            })
            .filter(|(_, words)| !words.is_empty())
            .collect(),
        rows_in: counted.lines,
        rows_out: counted.rows + counted.joined,
        verdict,
        checks,
        sums: sums.all.into_iter().map(|(_, sum)| sum).collect(),
        truncated,
        complaints,
    }
}

/// The lines that hold cash: 23 and 27 on form 3, 6(b) and 8 on 3X and 4, 6 and 10 on 3P.
fn cash(cover: &Cover) -> Option<Cash> {
    let (opening, closing) = match cover.record? {
        "F3" => ("a23", "a27"),
        "F3X" | "F4" => ("a6b", "a8"),
        "F3P" => ("a6", "a10"),
        _ => return None,
    };
    Some(Cash {
        opening: cover.cents(opening)?.ok()?,
        closing: cover.cents(closing)?.ok()?,
    })
}

fn checks(
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

fn about_lines(stated: i64, computed: i64) -> Vec<String> {
    let mut found = Vec::new();
    let off = stated - computed;
    if off.abs() < 100 && stated % 100 == 0 {
        found.push("the cents were dropped".to_owned());
    }
    if off != 0 && off % 9 == 0 && is_transposed(stated, computed) {
        found.push("two digits changed places".to_owned());
    }
    found
}

/// Whether two numbers have the same digits but for two neighbours that changed places.
fn is_transposed(a: i64, b: i64) -> bool {
    let (a, b) = (a.abs().to_string(), b.abs().to_string());
    let differ: Vec<usize> = if a.len() == b.len() {
        a.bytes()
            .zip(b.bytes())
            .enumerate()
            .filter(|(_, (x, y))| x != y)
            .map(|(at, _)| at)
            .collect()
    } else {
        return false;
    };
    let (a, b) = (a.as_bytes(), b.as_bytes());
    matches!(differ.as_slice(), [x, y] if *y == x + 1 && a[*x] == b[*y] && a[*y] == b[*x])
}

fn about_rows(stated: i64, sum: &Sum, truncated: bool) -> Vec<String> {
    let mut found = Vec::new();
    let off = stated - sum.cents;
    if sum.memos > 0 && sum.memo_cents == off {
        found.push(format!(
            "the cover counts the {} memos, which must not be added",
            sum.memos
        ));
    }
    if sum.unreadable > 0 {
        found.push(format!(
            "{} rows have an amount that is no number",
            sum.unreadable
        ));
    }
    if sum.shifted > 0 {
        found.push(format!("{} rows have shifted fields", sum.shifted));
    }
    if truncated && off > 0 {
        found.push("the file breaks off, so rows are missing".to_owned());
    }
    if off.abs() < 100 && stated % 100 == 0 {
        found.push("the cents were dropped".to_owned());
    }
    if sum.rows == 0 && stated != 0 {
        found.push("the file has none of these rows".to_owned());
    } else if is_transposed(stated, sum.cents) {
        found.push("two digits changed places".to_owned());
    }
    found
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

    #[test]
    fn slips_are_named() {
        assert_eq!(
            about_lines(111_926_200, 111_926_261),
            ["the cents were dropped"]
        );
        assert_eq!(about_lines(12_345, 12_435), ["two digits changed places"]);
        assert!(about_lines(12_345, 99_999).is_empty());
    }
}
