//! `hustings money chain`: which filings and rows count, as of a day.

use std::io;
use std::path::Path;

use claim::Complaint;
use money::{Day, Filed, Filing, Standing, Status, standing};
use serde_json::json;

use super::{dollars, open, options};
use crate::args::MoneyChain;
use crate::commands::counted;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings};
use crate::talk;

/// What the rows of one type come to in one status, in cents. Memos are no part of it.
#[derive(Debug, Default)]
struct Sum {
    form_type: String,
    rows: [u64; 4],
    cents: [i64; 4],
    memos: u64,
}

const STATUSES: [Status; 4] = [
    Status::Active,
    Status::Superseded,
    Status::Covered,
    Status::Absent,
];

pub(crate) fn run(typed: &MoneyChain, settings: &Settings) -> Result<Outcome, Failure> {
    let mut set = Vec::new();
    for given in &typed.files {
        let (file, received) = dated(given);
        let checked = open(Path::new(file))
            .and_then(|source| money::check(source, options(typed.filing)))
            .map_err(|error| Failure::new(error).hint(format!("it is {file}")))?;
        set.push(Filed::of(file, number(file), received, &checked));
    }
    let mut complaints = 0;
    if typed.as_of.is_some() {
        for filed in set.iter().filter(|filed| filed.received.is_none()) {
            complaints += 1;
            talk::complaint(&Complaint::new(
                &filed.file,
                "nobody says when the FEC had it, so it counts as there on any day; write FILE@DATE",
                "the filing",
            ));
        }
    }
    let found = standing(&set, typed.as_of);
    for (at, filed) in set.iter().enumerate() {
        show(typed, settings, &set, &found, at, filed)?;
    }
    Ok(if complaints == 0 {
        Outcome::Done
    } else {
        Outcome::DoneWithComplaints
    })
}

/// `467627.fec@2010-05-10` → the file and the day. An `@` without a day behind it belongs to the name.
fn dated(given: &str) -> (&str, Option<Day>) {
    match given.rsplit_once('@') {
        Some((file, day)) => match Day::parse(day.as_bytes()) {
            Some(day) => (file, Some(day)),
            None => (given, None),
        },
        None => (given, None),
    }
}

/// The FEC's number of a filing, by which its file is named: the last run of five or more digits.
fn number(file: &str) -> Option<u64> {
    let name = Path::new(file).file_stem()?.to_str()?;
    name.split(|c: char| !c.is_ascii_digit())
        .rfind(|digits| digits.len() >= 5)?
        .parse()
        .ok()
}

fn show(
    typed: &MoneyChain,
    settings: &Settings,
    set: &[Filed],
    found: &Standing,
    at: usize,
    filed: &Filed,
) -> Result<(), Failure> {
    let mut sums: Vec<Sum> = Vec::new();
    let mut filing = Filing::open(open(Path::new(&filed.file))?, options(typed.filing))?;
    let mut out = io::stdout().lock();
    let mut first = true;
    while let Some(row) = filing.next_row()? {
        if std::mem::take(&mut first) || row.prose {
            continue;
        }
        let Some(Ok(cents)) = row.amount() else {
            continue;
        };
        let status = found.row(at, row.day());
        let form_type = String::from_utf8_lossy(row.form_type()).to_ascii_uppercase();
        if typed.rows {
            let day = row.day().map(|day| day.to_string());
            let transaction = String::from_utf8_lossy(row.transaction()).into_owned();
            match settings.form {
                Form::Json => screen::json(
                    &mut out,
                    &json!({
                        "file": filed.file, "line": row.place.line, "offset": row.place.offset, "form_type": form_type,
                        "transaction": transaction, "day": day, "cents": cents, "memo": row.is_memo(), "status": status,
                    }),
                )?,
                Form::Text => {
                    use std::io::Write;
                    let memo = if row.is_memo() { " memo" } else { "" };
                    writeln!(
                        out,
                        "{:<10} {:<8} {:<10} {:>16}{memo} line {}",
                        status.word(),
                        form_type,
                        day.unwrap_or_default(),
                        dollars(cents),
                        row.place.line
                    )?;
                }
            }
        }
        let known = sums.iter().position(|sum| sum.form_type == form_type);
        let number = known.unwrap_or(sums.len());
        if known.is_none() {
            sums.push(Sum {
                form_type,
                ..Sum::default()
            });
        }
        let sum = &mut sums[number];
        if row.is_memo() {
            sum.memos += 1;
            continue;
        }
        let place = STATUSES
            .iter()
            .position(|known| *known == status)
            .unwrap_or_default();
        sum.rows[place] += 1;
        sum.cents[place] = sum.cents[place].saturating_add(cents);
    }
    drop(out);
    let status = found.filings[at];
    let by = found.by[at].map(|other| set[other].file.clone());
    match settings.form {
        Form::Json => {
            let sums: Vec<_> = sums
                .iter()
                .flat_map(|sum| {
                    STATUSES.iter().enumerate().filter(|(place, _)| sum.rows[*place] > 0).map(|(place, status)| {
                        json!({ "form_type": sum.form_type, "status": status, "rows": sum.rows[place], "cents": sum.cents[place] })
                    })
                })
                .collect();
            screen::json(
                &mut io::stdout().lock(),
                &json!({
                    "file": filed.file, "form": filed.form, "committee": filed.committee, "number": filed.number, "amends": filed.amends,
                    "received": filed.received.map(|day| day.to_string()), "status": status, "superseded_by": by, "sums": sums,
                }),
            )?;
        }
        Form::Text => text(filed, status, by.as_deref(), &sums)?,
    }
    Ok(())
}

fn text(filed: &Filed, status: Status, by: Option<&str>, sums: &[Sum]) -> Result<(), Failure> {
    let mut screen = Screen::new();
    screen.heading(&format!("{}: {}", filed.file, status.word()));
    let mut about = format!("Form {} of {}", filed.form, filed.committee);
    if let Some(original) = filed.amends {
        about.push_str(&format!(", amends FEC-{original}"));
    }
    if let Some(day) = filed.received {
        about.push_str(&format!(", on file since {day}"));
    }
    if let Some((from, through)) = filed.period {
        about.push_str(&format!(", covers {from} to {through}"));
    }
    screen.line(2, &format!("{about}."));
    if let Some(by) = by {
        screen.line(2, &format!("{by} stands for it."));
    }
    for sum in sums {
        for (place, status) in STATUSES
            .iter()
            .enumerate()
            .filter(|(place, _)| sum.rows[*place] > 0)
        {
            let rows = counted(sum.rows[place], "row", "rows");
            screen.row(
                4,
                &[(8, sum.form_type.as_str()), (11, status.word())],
                &format!("{} in {rows}", dollars(sum.cents[place])),
            );
        }
        if sum.memos > 0 {
            screen.row(
                4,
                &[(8, sum.form_type.as_str()), (11, "memo")],
                &format!("{}, never counted", counted(sum.memos, "row", "rows")),
            );
        }
    }
    screen.line(0, "");
    screen.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_behind_the_file() {
        assert_eq!(dated("a/467627.fec@2010-05-10").0, "a/467627.fec");
        assert_eq!(dated("me@home.fec"), ("me@home.fec", None));
        assert_eq!(number("samples/6.4_F3N_467627.fec"), Some(467_627));
        assert_eq!(number("report.fec"), None);
    }
}
