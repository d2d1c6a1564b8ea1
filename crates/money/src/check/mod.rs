//! Does a filing add up? Its rows against its cover, and the cover against itself.
//!
//! In real filings the rows that are no memos give the cover's lines to the cent, so a miss is worth a look: a file cut short, a
//! field shifted, a wrong version, or a slip of the filer that an amendment puts right later.

mod elections;
mod explain;
mod last;
mod lines;
mod stated;
mod sums;

use std::io::Read;

use claim::Complaint;
use serde::Serialize;

use self::last::Last;
use self::lines::checks;
use self::stated::{Cover, cash, open_cover};
use self::sums::Sums;
use crate::MoneyError;
use crate::filing::Filing;
use crate::header::Options;
use crate::value::Day;

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
    /// The year of the regular election that receipts are for, where most are for one.
    #[serde(skip)]
    pub election: Option<u16>,
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
        election: sums.elections.year(),
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
