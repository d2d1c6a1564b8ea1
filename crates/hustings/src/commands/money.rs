//! `hustings money`: FEC filings, without a record.

mod cash;
mod chain;
mod convert;
mod diff;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use claim::{Complaint, Money as Dollars};
use money::{Against, Check, Checked, Joint, MoneyError, Options, Verdict};
use serde_json::{Value, json};

use super::counted;
use crate::args::{FilingArgs, Money, MoneyCheck, MoneyCommand};
use crate::failure::{Failure, Outcome, reasons};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings};

pub(crate) fn run(typed: &Money, settings: &Settings) -> Result<Outcome, Failure> {
    match &typed.command {
        MoneyCommand::Check(typed) => check(typed, settings),
        MoneyCommand::Convert(typed) => convert::run(typed, settings),
        MoneyCommand::Chain(typed) => chain::run(typed, settings),
        MoneyCommand::Cash(typed) => cash::run(typed, settings),
        MoneyCommand::Diff(typed) => diff::run(typed, settings),
    }
}

fn options(filing: FilingArgs) -> Options {
    Options {
        unknown_as_newest: filing.any_version,
    }
}

fn open(path: &Path) -> Result<Box<dyn Read>, MoneyError> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    Ok(Box::new(File::open(path)?))
}

fn check(typed: &MoneyCheck, settings: &Settings) -> Result<Outcome, Failure> {
    let mut held: Vec<(String, Checked)> = Vec::new();
    let mut outcome = Outcome::Done;
    let mut read_any = false;
    for path in &typed.files {
        let name = path.display().to_string();
        let found = open(path).and_then(|source| money::check(source, options(typed.filing)));
        let sound = matches!(&found, Ok(checked) if checked.verdict != Verdict::DoesNotAddUp && checked.complaints.is_empty());
        if !sound {
            outcome = Outcome::DoneWithComplaints;
        }
        read_any |= found.is_ok();
        match settings.form {
            Form::Json => screen::json(&mut io::stdout().lock(), &object(&name, &found))?,
            Form::Text => show(&name, &found, typed.all)?,
        }
        held.extend(found.ok().map(|checked| (name, checked)));
    }
    let joints = money::joints(held.iter().map(|(name, checked)| (name.as_str(), checked)));
    if joints.iter().any(|joint| !joint.ok && !joint.gap) {
        outcome = Outcome::DoneWithComplaints;
    }
    match settings.form {
        Form::Json => {
            for joint in &joints {
                screen::json(&mut io::stdout().lock(), &json!({ "joint": joint }))?;
            }
        }
        Form::Text => show_joints(&joints)?,
    }
    Ok(if read_any { outcome } else { Outcome::Failed })
}

/// What is promised to scripts, with what else was found.
fn object(name: &str, found: &Result<Checked, MoneyError>) -> Value {
    match found {
        Ok(checked) => {
            let mut object = json!({ "file": name });
            if let (Value::Object(object), Ok(Value::Object(rest))) =
                (&mut object, serde_json::to_value(checked))
            {
                object.extend(rest);
            }
            object
        }
        Err(error) => {
            let complaint = Complaint::new(name, reasons(error), "nothing");
            json!({
                "file": name, "version": null, "form": null, "committee": null, "rows_in": 0, "rows_out": 0,
                "verdict": Verdict::Refused, "checks": [], "complaints": [complaint],
            })
        }
    }
}

fn dollars(cents: i64) -> String {
    Dollars::from_cents(cents).in_full().to_string()
}

fn show(name: &str, found: &Result<Checked, MoneyError>, all: bool) -> Result<(), Failure> {
    let mut screen = Screen::new();
    let checked = match found {
        Ok(checked) => checked,
        Err(error) => {
            screen.heading(&format!("{name}: refused"));
            screen.line(2, &format!("{}.", reasons(error)));
            screen.line(0, "");
            screen.finish()?;
            return Ok(());
        }
    };
    screen.heading(&format!("{name}: {}", checked.verdict.word()));
    let mut about = format!("Form {} of {}", checked.form, checked.committee);
    if !checked.name.is_empty() {
        about.push_str(&format!(" ({})", checked.name));
    }
    if let (Some(from), Some(through)) = (&checked.from, &checked.through) {
        about.push_str(&format!(", {from} to {through}"));
    }
    if let Some(original) = checked.amends {
        about.push_str(&format!(", amends FEC-{original}"));
    }
    about.push_str(&format!(
        "; version {}, {}.",
        checked.version,
        counted(checked.rows_out, "row", "rows")
    ));
    screen.line(2, &about);
    let off = checked.checks.iter().filter(|check| !check.ok).count();
    match (checked.checks.len(), off) {
        (0, _) => screen.line(2, "It has no sums to check."),
        (count, 0) => screen.line(
            2,
            &format!("All {count} lines that can be checked hold to the cent."),
        ),
        (count, off) => screen.line(
            2,
            &format!("{off} of {count} lines that can be checked are off:"),
        ),
    }
    for check in checked.checks.iter().filter(|check| all || !check.ok) {
        show_check(&mut screen, check);
    }
    for complaint in &checked.complaints {
        screen.line(
            2,
            &format!(
                "{}: {}. Kept: {}.",
                complaint.place, complaint.what, complaint.kept
            ),
        );
    }
    screen.line(0, "");
    screen.finish()?;
    Ok(())
}

fn show_check(screen: &mut Screen, check: &Check) {
    let mark = if check.ok { "holds" } else { "off" };
    let stated = check.stated.map_or_else(|| "nothing".to_owned(), dollars);
    let computed = dollars(check.computed);
    let how = match check.against {
        Against::Rows if check.from.is_empty() => "there are no such rows".to_owned(),
        Against::Rows => format!("its rows ({}) give {computed}", check.from),
        Against::AtMost => format!("its itemised rows ({}) alone give {computed}", check.from),
        Against::Balances => format!("loans and debts ({}) give {computed}", check.from),
        Against::Lines => format!("{} gives {computed}", check.from),
    };
    let by = if check.ok {
        String::new()
    } else {
        format!(
            "; off by {}",
            dollars((check.stated.unwrap_or(0) - check.computed).abs())
        )
    };
    screen.row(
        4,
        &[(6, mark)],
        &format!(
            "line {}, {}: the cover says {stated}, {how}{by}.",
            check.line, check.name
        ),
    );
    for reason in &check.explained {
        screen.line(12, &format!("Perhaps: {reason}."));
    }
}

fn show_joints(joints: &[Joint]) -> Result<(), Failure> {
    if joints.is_empty() {
        return Ok(());
    }
    let mut screen = Screen::new();
    screen.heading("From one report to the next");
    for joint in joints {
        let (closing, opening) = (dollars(joint.closing), dollars(joint.opening));
        let verdict = match (joint.ok, joint.gap) {
            (true, _) => format!(
                "closes with {closing} on {} and opens with the same",
                joint.through
            ),
            (false, true) => format!(
                "closes with {closing} on {}, and the next file here, from {}, opens with {opening}: a report between them is missing",
                joint.through, joint.from
            ),
            (false, false) => format!(
                "closes with {closing} on {} but opens with {opening} on {}",
                joint.through, joint.from
            ),
        };
        screen.row(
            2,
            &[(10, joint.committee.as_str())],
            &format!("{verdict} ({}, {}).", joint.earlier, joint.later),
        );
    }
    screen.line(0, "");
    screen.finish()?;
    Ok(())
}
