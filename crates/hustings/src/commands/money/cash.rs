//! `hustings money cash`: the war chests of a race side by side.

use std::io;

use claim::{Money, When};
use record::RecordError;
use record::chests::{WarChest, days, war_chests};
use serde_json::json;

use crate::args::MoneyCash;
use crate::failure::{Failure, Outcome};
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};

pub(crate) fn run(typed: &MoneyCash, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let zone = zone_of(Some(&typed.race));
    let cut = cut(typed.cut, &zone)?;
    let page = match record.page(&typed.race, cut, &zone) {
        Ok(page) => page,
        Err(error @ RecordError::NoSuchRace(_)) => {
            return Err(Failure::new(error).hint("`hustings races` lists what is held"));
        }
        Err(error) => return Err(Failure::of_record(error, &settings.record)),
    };
    let chests = war_chests(&page);
    let days = days(&chests);
    match settings.form {
        Form::Json => screen::json(
            &mut io::stdout().lock(),
            &json!({ "race": page.race, "as_of": page.as_of, "recorded": page.recorded, "days": days, "chests": chests }),
        )?,
        Form::Text => text(&chests, &days)?,
    }
    Ok(Outcome::Done)
}

fn text(chests: &[WarChest], days: &[When]) -> Result<(), Failure> {
    let mut screen = Screen::new();
    if chests.is_empty() {
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
    for chest in chests {
        let through = chest
            .through
            .map_or_else(String::new, |day| format!("at {day}"));
        screen.row(
            2,
            &[(24, chest.holder.as_str()), (16, &right(chest.cash, 15))],
            &through,
        );
        let mut parts = Vec::new();
        let since = chest
            .from
            .map_or_else(String::new, |day| format!(" since {day}"));
        parts.extend(chest.raised.map(|sum| format!("raised {sum}{since}")));
        parts.extend(chest.spent.map(|sum| format!("spent {sum}")));
        parts.extend(chest.burn.map(|burn| format!("burn rate {burn} %")));
        parts.extend(chest.loaned.map(|sum| format!("own loans {sum}")));
        parts.extend(chest.debt.map(|sum| format!("owes {sum}")));
        if !parts.is_empty() {
            screen.line(4, &parts.join("; "));
        }
    }
    if days.len() > 1 {
        let days: Vec<String> = days.iter().map(When::to_string).collect();
        screen.line(0, "");
        screen.line(
            0,
            &format!(
                "They do not compare as they stand: the documents end on different days ({}).",
                days.join(", ")
            ),
        );
    }
    screen.finish()?;
    Ok(())
}

fn right(amount: Money, width: usize) -> String {
    format!("{:>width$}", amount.to_string())
}
