//! The data files, embedded when the crate is built and read once.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use serde::Deserialize;

use crate::calendar::Election;
use crate::state::{Division, Office, State};
use crate::table::Primaries;
use crate::{Dated, Rule, RulesError, check};

/// The table of the states.
const STATES: &str = include_str!("../data/states.toml");

/// A list of the files `data/XX.toml` by postal code.
macro_rules! laws {
    ($($code:literal),+ $(,)?) => {
        &[$(($code, include_str!(concat!("../data/", $code, ".toml")))),+]
    };
}

/// The states whose law is on file: postal code and text. To add one, copy a file and name it here.
const LAWS: &[(&str, &str)] = laws![
    "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN",
    "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ",
    "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA",
    "WI", "WV", "WY"
];

/// A list of the files `data/calendar-YYYY.toml` by year.
macro_rules! primaries {
    ($($year:literal),+ $(,)?) => {
        &[$((
            concat!("calendar-", $year, ".toml"),
            include_str!(concat!("../data/calendar-", $year, ".toml")),
        )),+]
    };
}

/// Primaries of one year in the states whose own file has no calendar: file name and text.
const PRIMARIES: &[(&str, &str)] = primaries![
    "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"
];

/// The day on which the data files were last looked through. It stamps calendars, so that the same data give the same bytes.
pub const CHECKED: Date = date(2026, 11, 25);

static LOADED: LazyLock<Result<Vec<State>, RulesError>> =
    LazyLock::new(|| read(STATES, PRIMARIES, LAWS));

/// All states, or what is wrong with the data files.
pub fn load() -> Result<&'static [State], RulesError> {
    match &*LOADED {
        Ok(states) => Ok(states),
        Err(error) => Err(error.clone()),
    }
}

/// All states, the District of Columbia and the territories, by postal code.
///
/// Empty if the data files do not read, which a test rules out: they are part of the crate. [`load`] says why.
pub fn states() -> &'static [State] {
    load().unwrap_or_default()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    state: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    name: String,
    #[serde(default)]
    demonym: Option<String>,
    fips: String,
    zone: String,
    #[serde(default)]
    other_zones: Vec<String>,
    #[serde(default = "a_state")]
    division: Division,
}

const fn a_state() -> Division {
    Division::State
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Law {
    #[serde(default)]
    counties: Option<u16>,
    #[serde(default)]
    office: Vec<Office>,
    #[serde(default)]
    rule: Vec<Rule>,
    #[serde(default)]
    election: Vec<Election>,
}

fn read(
    states: &str,
    primaries: &[(&str, &str)],
    laws: &[(&str, &str)],
) -> Result<Vec<State>, RulesError> {
    let table: Table = parse("states.toml", states)?;
    let mut all: Vec<State> = table.state.into_iter().map(Row::into_state).collect();
    for (code, text) in laws {
        let file = format!("{code}.toml");
        let law: Law = parse(&file, text)?;
        law.enact(named(&mut all, code, &file)?);
    }
    for (file, text) in primaries {
        let table: Primaries = parse(file, text)?;
        for row in &table.state {
            let state = named(&mut all, &row.code, file)?;
            let election = table.election(row, &state.offices, file)?;
            state.elections.push(election);
        }
    }
    for state in &mut all {
        for election in &mut state.elections {
            let dates = std::mem::take(&mut election.dates);
            election.dates = dates.into_iter().map(Dated::with_stage).collect();
        }
        check::check(state).map_err(|what| RulesError::Data {
            file: state.code.clone(),
            what,
        })?;
    }
    all.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(all)
}

fn named<'a>(all: &'a mut [State], code: &str, file: &str) -> Result<&'a mut State, RulesError> {
    all.iter_mut()
        .find(|state| state.code == code)
        .ok_or_else(|| RulesError::Data {
            file: file.to_owned(),
            what: format!("states.toml has no `{code}`"),
        })
}

impl Law {
    fn enact(self, state: &mut State) {
        state.counties = self.counties;
        state.offices = self.office;
        state.rules = self.rule;
        state.rules.sort_by_key(|rule| (rule.kind, rule.from));
        state.elections.extend(self.election);
    }
}

fn parse<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<T, RulesError> {
    toml::from_str(text).map_err(|error| RulesError::Data {
        file: file.to_owned(),
        what: error.to_string(),
    })
}

impl Row {
    fn into_state(self) -> State {
        State {
            code: self.code,
            name: self.name,
            demonym: self.demonym,
            fips: self.fips,
            zone: self.zone,
            other_zones: self.other_zones,
            division: self.division,
            counties: None,
            offices: Vec::new(),
            rules: Vec::new(),
            elections: Vec::new(),
        }
    }
}
