//! What can be typed about the law.

use claim::{OfficeSought, Race, When};
use clap::Args;
use jiff::civil::Date;
use rules::State;

#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// The state, by its postal code or its name: `GA`, `"New York"`.
    #[arg(value_name = "STATE", value_parser = state)]
    pub(crate) state: &'static State,

    /// Only what holds for this office, by its word in race ids: `senate`, `governor`.
    #[arg(long, value_name = "OFFICE", value_parser = office)]
    pub(crate) office: Option<OfficeSought>,

    /// Only what held on this day. Without it: every version on file.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Date>,
}

#[derive(Debug, Args)]
pub(crate) struct Calendar {
    /// A state (`GA`, `"New York"`) or a race (`2020-GA-senate`); without it all states.
    #[arg(value_name = "STATE|RACE", value_parser = whose)]
    pub(crate) of: Option<Whose>,

    /// Only elections of this year.
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<i16>,

    /// The dates as they were known at this moment. Without it: as they came to be.
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<When>,

    /// Write an iCalendar file (RFC 5545).
    #[arg(long, conflicts_with = "json")]
    pub(crate) ics: bool,
}

/// Whose calendar is asked for.
#[derive(Debug, Clone)]
pub(crate) enum Whose {
    /// A state's.
    State(&'static State),
    /// A race's.
    Race(Race),
}

fn state(text: &str) -> Result<&'static State, String> {
    rules::state(text)
        .or_else(|| rules::state_named(text))
        .ok_or_else(|| "a state is written AL or Alabama".to_owned())
}

fn whose(text: &str) -> Result<Whose, String> {
    if let Ok(race) = text.parse::<Race>() {
        return match rules::state(&race.state) {
            Some(_) => Ok(Whose::Race(race)),
            None => Err(format!(
                "{} is no state whose calendar is on file",
                race.state
            )),
        };
    }
    state(text)
        .map(Whose::State)
        .map_err(|what| format!("{what}, a race 2020-AL-senate"))
}

fn office(text: &str) -> Result<OfficeSought, String> {
    let word = text.trim().to_lowercase().replace(' ', "-");
    OfficeSought::ALL
        .into_iter()
        .find(|office| office.word() == word)
        .ok_or_else(|| {
            let all: Vec<&str> = OfficeSought::ALL
                .iter()
                .map(|office| office.word())
                .collect();
            format!("an office is one of {}", all.join(", "))
        })
}

fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "a day is written 2020-03-03".to_owned())
}
