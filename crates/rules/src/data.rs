//! The data files, embedded when the crate is built and read once.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::calendar::Election;
use crate::state::{Division, Office, State};
use crate::{Rule, RulesError};

/// The table of the states.
const STATES: &str = include_str!("../data/states.toml");

/// The states whose law is on file: postal code and text. To add one, copy a file and name it here.
const LAWS: &[(&str, &str)] = &[("AL", include_str!("../data/AL.toml"))];

static LOADED: LazyLock<Result<Vec<State>, RulesError>> = LazyLock::new(|| read(STATES, LAWS));

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
    #[serde(default = "a_state")]
    division: Division,
}

const fn a_state() -> Division {
    Division::State
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Law {
    counties: u16,
    #[serde(default)]
    office: Vec<Office>,
    #[serde(default)]
    rule: Vec<Rule>,
    #[serde(default)]
    election: Vec<Election>,
}

fn read(states: &str, laws: &[(&str, &str)]) -> Result<Vec<State>, RulesError> {
    let table: Table = parse("states.toml", states)?;
    let mut all: Vec<State> = table.state.into_iter().map(Row::into_state).collect();
    for (code, text) in laws {
        let file = format!("{code}.toml");
        let law: Law = parse(&file, text)?;
        let state = all
            .iter_mut()
            .find(|state| state.code == *code)
            .ok_or_else(|| RulesError::Data {
                file: file.clone(),
                what: "states.toml has no such state".to_owned(),
            })?;
        state.counties = Some(law.counties);
        state.offices = law.office;
        state.rules = law.rule;
        state.elections.extend(law.election);
    }
    all.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(all)
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
            division: self.division,
            counties: None,
            offices: Vec::new(),
            rules: Vec::new(),
            elections: Vec::new(),
        }
    }
}
