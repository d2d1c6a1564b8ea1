//! `hustings money diff`: what an amendment changed.

use std::io;

use money::{Changed, Entry};

use super::{dollars, open, options};
use crate::args::MoneyDiff;
use crate::commands::counted;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings};

/// So many rows of a sort are shown; JSON has all.
const SHOWN: usize = 20;

pub(crate) fn run(typed: &MoneyDiff, settings: &Settings) -> Result<Outcome, Failure> {
    let found = money::diff(
        open(&typed.earlier)?,
        open(&typed.later)?,
        options(typed.filing),
    )?;
    if settings.form == Form::Json {
        screen::json(&mut io::stdout().lock(), &found)?;
        return Ok(Outcome::Done);
    }
    let mut screen = Screen::new();
    screen.line(
        0,
        &format!(
            "{} kept, {} with another amount, {} with other words, {} removed, {} added.",
            counted(found.kept, "row", "rows"),
            found.amounts.len(),
            found.words.len(),
            found.removed.len(),
            found.added.len()
        ),
    );
    if found.unnamed != (0, 0) {
        screen.line(
            0,
            &format!(
                "{} and {} rows without an id of their own cannot be compared.",
                found.unnamed.0, found.unnamed.1
            ),
        );
    }
    if !found.cover.is_empty() {
        screen.heading("The cover");
        for line in &found.cover {
            let of = |cents: Option<i64>| cents.map_or_else(|| "nothing".to_owned(), dollars);
            screen.row(
                2,
                &[(44, &line.line.replace('_', " "))],
                &format!("{} → {}", of(line.before), of(line.after)),
            );
        }
    }
    changed(&mut screen, "Other amounts", &found.amounts);
    changed(&mut screen, "Other words", &found.words);
    entries(&mut screen, "Removed", &found.removed);
    entries(&mut screen, "Added", &found.added);
    screen.finish()?;
    Ok(Outcome::Done)
}

fn changed(screen: &mut Screen, heading: &str, rows: &[Changed]) {
    if rows.is_empty() {
        return;
    }
    screen.heading(heading);
    for row in rows.iter().take(SHOWN) {
        let of = |entry: &Entry| entry.cents.map_or_else(|| "no amount".to_owned(), dollars);
        let (before, after) = (of(&row.before), of(&row.after));
        let what = if before == after {
            before
        } else {
            format!("{before} → {after}")
        };
        screen.row(
            2,
            &[
                (10, row.after.form_type.as_str()),
                (22, row.after.transaction.as_str()),
            ],
            &format!("{what} (lines {} and {})", row.before.line, row.after.line),
        );
    }
    rest(screen, rows.len());
}

fn entries(screen: &mut Screen, heading: &str, rows: &[Entry]) {
    if rows.is_empty() {
        return;
    }
    screen.heading(heading);
    for row in rows.iter().take(SHOWN) {
        let amount = row.cents.map_or_else(|| "no amount".to_owned(), dollars);
        let day = row
            .day
            .as_deref()
            .map_or_else(String::new, |day| format!(" on {day}"));
        let memo = if row.memo { ", a memo" } else { "" };
        screen.row(
            2,
            &[(10, row.form_type.as_str()), (22, row.transaction.as_str())],
            &format!("{amount}{day}{memo} (line {})", row.line),
        );
    }
    rest(screen, rows.len());
}

fn rest(screen: &mut Screen, count: usize) {
    if count > SHOWN {
        screen.aside(
            2,
            &format!("and {} more; --json lists them all", count - SHOWN),
        );
    }
}
