//! `hustings returns check`: each file added up and examined.

use std::io;

use claim::Complaint;
use returns::{Against, Break, Checked, ReturnsError, Tally};
use serde_json::{Value, json};

use super::decide::{self, Law};
use super::{is_wanted, read};
use crate::args::returns::ReturnsCheck;
use crate::commands::counted;
use crate::failure::{Failure, Outcome, reasons};
use crate::page::words::thousands;
use crate::pipeline;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings};

/// A file added up, with what the law says of each contest.
type Found = (Checked, Vec<Law>);

/// So many contests, candidates and breaks are shown.
const CONTESTS: usize = 6;
const CANDIDATES: usize = 8;
const BREAKS: usize = 5;

pub(crate) fn run(typed: &ReturnsCheck, settings: &Settings) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Done;
    let mut read_any = false;
    pipeline::in_order(
        settings.threads,
        typed.files.iter(),
        |path| {
            path.metadata()
                .map_or(0, |file| usize::try_from(file.len()).unwrap_or(usize::MAX))
        },
        |path| {
            let found = read(path).map(|(table, complaints)| {
                let checked = returns::check(&table, complaints);
                let laws = decide::laws(&table, &checked);
                (checked, laws)
            });
            (path.display().to_string(), found)
        },
        |(name, found)| -> Result<(), Failure> {
            if !found.as_ref().is_ok_and(|(checked, _)| is_sound(checked)) {
                outcome = Outcome::DoneWithComplaints;
            }
            read_any |= found.is_ok();
            match settings.form {
                Form::Json => screen::json(&mut io::stdout().lock(), &object(&name, &found))?,
                Form::Text => show(&name, &found, typed)?,
            }
            Ok(())
        },
    )?;
    Ok(if read_any { outcome } else { Outcome::Failed })
}

fn is_sound(checked: &Checked) -> bool {
    checked.complaints.is_empty()
        && checked
            .contests
            .iter()
            .all(|contest| contest.reconciles != Some(false))
}

/// What is promised to scripts, with what else was found.
fn object(name: &str, found: &Result<Found, ReturnsError>) -> Value {
    match found {
        Ok((checked, laws)) => {
            let mut object = json!(checked);
            for (at, law) in laws.iter().enumerate() {
                object["contests"][at]["decision"] = json!(law.as_ref().ok());
            }
            object
        }
        Err(error) => json!({
            "file": name, "format": null, "contests": [],
            "complaints": [Complaint::new(name, reasons(error), "nothing")],
        }),
    }
}

fn show(
    name: &str,
    found: &Result<Found, ReturnsError>,
    typed: &ReturnsCheck,
) -> Result<(), Failure> {
    let mut screen = Screen::new();
    match found {
        Ok((checked, laws)) => draw(&mut screen, checked, laws, typed),
        Err(error) => {
            screen.heading(&format!("{name}: refused"));
            screen.line(2, &format!("{}.", reasons(error)));
        }
    }
    screen.line(0, "");
    screen.finish()?;
    Ok(())
}

fn draw(screen: &mut Screen, checked: &Checked, laws: &[Law], typed: &ReturnsCheck) {
    let off = |contest: &&Tally| contest.reconciles == Some(false);
    let verdict = match checked.contests.iter().filter(off).count() {
        0 if checked
            .contests
            .iter()
            .any(|contest| contest.reconciles == Some(true)) =>
        {
            "it agrees with itself"
        }
        0 => "nothing in it can be checked",
        _ => "it does not agree with itself",
    };
    screen.heading(&format!("{}: {verdict}", checked.file));
    let mut about = format!(
        "{}, {}, {}",
        checked.format.name(),
        counted(checked.contests.len() as u64, "contest", "contests"),
        counted(checked.rows, "figure", "figures"),
    );
    if let Some(as_of) = &checked.about.as_of {
        about.push_str(&format!(", as of {as_of}"));
    }
    screen.line(2, &format!("{about}."));
    let contests: Vec<(&Tally, &Law)> = checked
        .contests
        .iter()
        .zip(laws)
        .filter(|(contest, _)| is_wanted(contest, typed.contest.as_deref()))
        .collect();
    let most = if typed.all { usize::MAX } else { CONTESTS };
    for (contest, law) in contests.iter().take(most) {
        draw_contest(screen, contest, typed.all);
        if let Ok(law) = law {
            decide::draw_briefly(screen, law);
        }
    }
    if contests.len() > most {
        let rest = &contests[most..];
        let off = rest
            .iter()
            .filter(|(contest, _)| contest.reconciles == Some(false))
            .count();
        screen.aside(
            2,
            &format!(
                "and {}, {off} of which do not agree; --all shows them",
                counted(rest.len() as u64, "contest more", "contests more")
            ),
        );
    }
    if !checked.complaints.is_empty() {
        screen.line(0, "");
        screen.line(2, "What a plain sum would stumble over:");
    }
    for complaint in &checked.complaints {
        screen.line(
            4,
            &format!(
                "{}: {}. Kept: {}.",
                complaint.place, complaint.what, complaint.kept
            ),
        );
    }
}

fn draw_contest(screen: &mut Screen, contest: &Tally, all: bool) {
    screen.line(0, "");
    let seats = match contest.seats {
        0 | 1 => String::new(),
        seats => format!(" (vote for {seats})"),
    };
    screen.line(2, &format!("{}{seats}", contest.shown()));
    let votes = contest.votes();
    let most = if all { usize::MAX } else { CANDIDATES };
    for candidate in contest.candidates.iter().take(most) {
        let party = if candidate.party.is_empty() {
            String::new()
        } else {
            format!(" ({})", candidate.party)
        };
        screen.row(
            4,
            &[
                (36, &format!("{}{party}", candidate.name)),
                (12, &format!("{:>11}", thousands(candidate.votes))),
            ],
            &share(candidate.votes, votes),
        );
    }
    if contest.candidates.len() > most {
        screen.aside(4, &format!("and {} more", contest.candidates.len() - most));
    }
    let mut beside = Vec::new();
    for (name, count) in [
        (
            "write-ins",
            Some(contest.write_ins).filter(|&count| count > 0),
        ),
        ("over", contest.over),
        ("under", contest.under),
        ("blank", contest.blank),
        ("ballots", contest.ballots),
        ("registered", contest.registered),
        (
            "figures withheld",
            Some(contest.suppressed).filter(|&count| count > 0),
        ),
    ] {
        beside.extend(count.map(|count| format!("{name} {}", thousands(count))));
    }
    if !beside.is_empty() {
        screen.line(4, &beside.join(", "));
    }
    if let Some((reported, whole)) = contest.reporting {
        screen.line(
            4,
            &format!(
                "{} of {} precincts have reported",
                thousands(reported),
                thousands(whole)
            ),
        );
    }
    draw_breaks(screen, contest, all);
}

/// In hundredths of a percent, rounded half up, as returns are published.
fn share(votes: u64, of: u64) -> String {
    if of == 0 {
        return String::new();
    }
    let hundredths = (u128::from(votes) * 20_000 / u128::from(of)).div_ceil(2);
    format!("{:>3}.{:02} %", hundredths / 100, hundredths % 100)
}

fn draw_breaks(screen: &mut Screen, contest: &Tally, all: bool) {
    let found = &contest.reconciled;
    let mut off = Vec::new();
    for (checked, broken, one, many) in [
        (
            found.counties_checked,
            found.counties_off,
            "county",
            "counties",
        ),
        (
            found.precincts_checked,
            found.precincts_off,
            "precinct",
            "precincts",
        ),
        (
            found.sums_checked,
            found.sums_off,
            "other sum",
            "other sums",
        ),
    ] {
        if checked > 0 {
            off.push(format!("{broken} of {}", counted(checked, one, many)));
        }
    }
    match contest.reconciles {
        None => return,
        Some(true) => screen.line(4, &format!("Everything agrees: {} off.", off.join(", "))),
        Some(false) => screen.line(4, &format!("Off: {}.", off.join(", "))),
    }
    let most = if all { usize::MAX } else { BREAKS };
    for level in [
        returns::Level::State,
        returns::Level::County,
        returns::Level::Precinct,
    ] {
        let breaks: Vec<&Break> = found
            .breaks
            .iter()
            .filter(|broken| broken.level == level)
            .collect();
        for broken in breaks.iter().take(most) {
            screen.line(6, &told(broken));
        }
        if breaks.len() > most {
            screen.aside(
                6,
                &format!("and {} more; --all shows them", breaks.len() - most),
            );
        }
    }
}

fn told(broken: &Break) -> String {
    let (stated, computed, off) = (
        thousands(broken.stated),
        thousands(broken.computed),
        thousands(broken.off()),
    );
    let whose = broken
        .choice
        .as_ref()
        .map_or_else(String::new, |name| format!(" for {name}"));
    let what = match broken.against {
        Against::Ballots => {
            format!("{stated} ballots, votes with over- and under-votes {computed}")
        }
        Against::AtMostBallots => format!("{stated} ballots, and {computed} votes"),
        Against::Total => format!("stated total {stated}, the choices give {computed}"),
        Against::Modes => format!("all modes {stated}, one by one {computed}"),
        Against::Units => format!("stated {stated}, the units inside give {computed}"),
    };
    let sign = if broken.computed > broken.stated {
        "+"
    } else {
        "−"
    };
    let missing = if broken.missing.is_empty() {
        String::new()
    } else {
        format!("; it has no rows for {}", broken.missing.join(", "))
    };
    format!("{}{whose}: {what} ({sign}{off}){missing}", broken.unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(share(239_604, 717_642), " 33.39 %");
        assert_eq!(share(1, 3), " 33.33 %");
        assert_eq!(share(1, 1), "100.00 %");
        assert_eq!(share(1, 0), "");
    }
}
