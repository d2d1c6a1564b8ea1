//! `hustings money cash`: the war chests of a race side by side.

use std::io;

use claim::{Money, When};
use record::RecordError;
use record::chests::{SameDay, Source, WarChest, WarChests};
use serde_json::{Value, json};

use crate::args::MoneyCash;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};

pub(crate) fn run(typed: &MoneyCash, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let zone = zone_of(Some(&typed.race));
    let cut = cut(typed.cut, &zone)?;
    let found = match record.war_chests(&typed.race, cut, &zone) {
        Ok(found) => found,
        Err(error @ RecordError::NoSuchRace(_)) => {
            return Err(Failure::new(error).hint("`hustings races` lists what is held"));
        }
        Err(error) => return Err(Failure::of_record(error, &settings.record)),
    };
    match settings.form {
        Form::Json => {
            let mut object = json!({ "race": typed.race });
            if let (Value::Object(object), Value::Object(rest)) =
                (&mut object, serde_json::to_value(&found)?)
            {
                object.extend(rest);
            }
            screen::json(&mut io::stdout().lock(), &object)?;
        }
        Form::Text => text(&found)?,
    }
    Ok(Outcome::Done)
}

fn text(found: &WarChests) -> Result<(), Failure> {
    let mut screen = Screen::new();
    if found.chests.is_empty() {
        screen.line(
            0,
            "No official document about money is held inside that cut.",
        );
        screen.aside(
            0,
            "Add the FEC's summary of all candidates (weball) or a committee's filings.",
        );
        screen.finish()?;
        return Ok(());
    }
    screen.heading("CASH ON HAND");
    for held in &found.chests {
        chest(&mut screen, held);
    }
    if let Some(same) = &found.same_day {
        same_day(&mut screen, same, found.days.len());
    } else if found.days.len() > 1 {
        let days: Vec<String> = found.days.iter().map(When::to_string).collect();
        screen.line(0, "");
        screen.line(
            0,
            &format!(
                "They do not compare: the documents end on different days ({}).",
                days.join(", ")
            ),
        );
    }
    screen.finish()?;
    Ok(())
}

fn chest(screen: &mut Screen, chest: &WarChest) {
    let through = chest
        .through
        .map_or_else(String::new, |day| format!("at {day}"));
    screen.row(
        2,
        &[(24, chest.holder.as_str()), (16, &right(chest.cash))],
        &through,
    );
    let mut parts = Vec::new();
    let since = chest
        .from
        .map_or_else(String::new, |day| format!(" since {day}"));
    parts.extend(chest.raised.map(|sum| {
        let moved = of_it(chest.transferred_in, "from own other committees");
        format!("raised {sum}{since}{moved}")
    }));
    parts.extend(chest.spent.map(|sum| {
        let moved = of_it(chest.transferred_out, "to them");
        format!("spent {sum}{moved}")
    }));
    parts.extend(chest.burn.map(|burn| format!("burn rate {burn} %")));
    parts.extend(chest.loaned.map(|sum| format!("own loans {sum}")));
    parts.extend(chest.debt.map(|sum| format!("owes {sum}")));
    if !parts.is_empty() {
        screen.line(4, &parts.join("; "));
    }
    if let Some(report) = &chest.report {
        screen.aside(4, &source(report, &chest.instead_of));
    }
}

/// Transfers between a candidate's own committees, where there are any: they are no new money.
fn of_it(moved: Option<Money>, whom: &str) -> String {
    moved
        .filter(|moved| moved.cents() != 0)
        .map_or_else(String::new, |moved| format!(" ({moved} of it {whom})"))
}

/// `FEC form F3A of C00441451, … (an amendment; other documents say $362,711.57), published 2012-02-22`.
fn source(report: &Source, instead_of: &[String]) -> String {
    let before = if instead_of.is_empty() {
        String::new()
    } else {
        format!("; other documents say {}", instead_of.join(", "))
    };
    let amended = match report.amended {
        Some(true) => format!(" (an amendment{before})"),
        Some(false) if before.is_empty() => " (not amended)".to_owned(),
        Some(false) => format!(" (no amendment{before})"),
        None => String::new(),
    };
    let published = report
        .published
        .map_or_else(String::new, |day| format!(", published {day}"));
    format!("{}{amended}{published}", report.title)
}

fn same_day(screen: &mut Screen, same: &SameDay, days: usize) {
    // Where all documents end on one day, the list above is that of the day.
    if days < 2 {
        return;
    }
    screen.heading(&format!("ALL AT {}", same.day));
    for held in &same.cash {
        screen.row(2, &[(24, held.holder.as_str())], &right(held.cash));
    }
    if !same.not_known.is_empty() {
        screen.aside(
            2,
            &format!(
                "no document says what they had on that day: {}",
                same.not_known.join(", ")
            ),
        );
    }
}

fn right(amount: Money) -> String {
    format!("{:>15}", amount.to_string())
}
