//! The data files, embedded when the crate is built and read once.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::calendar::Election;
use crate::state::{Division, Office, State};
use crate::table::Primaries;
use crate::{Dated, Rule, RulesError, check};

/// The table of the states.
const STATES: &str = include_str!("../data/states.toml");

/// The states whose law is on file: postal code and text. To add one, copy a file and name it here.
const LAWS: &[(&str, &str)] = &[("AL", include_str!("../data/AL.toml"))];

/// Primaries of one year in states whose law is not on file yet: file name and text.
const PRIMARIES: &[(&str, &str)] = &[(
    "calendar-2020.toml",
    include_str!("../data/calendar-2020.toml"),
)];

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

fn read(
    states: &str,
    primaries: &[(&str, &str)],
    laws: &[(&str, &str)],
) -> Result<Vec<State>, RulesError> {
    let table: Table = parse("states.toml", states)?;
    let mut all: Vec<State> = table.state.into_iter().map(Row::into_state).collect();
    for (file, text) in primaries {
        let table: Primaries = parse(file, text)?;
        for (code, election) in table.elections(file)? {
            named(&mut all, &code, file)?.elections.push(election);
        }
    }
    for (code, text) in laws {
        let file = format!("{code}.toml");
        let law: Law = parse(&file, text)?;
        law.enact(named(&mut all, code, &file)?);
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
        state.counties = Some(self.counties);
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
            division: self.division,
            counties: None,
            offices: Vec::new(),
            rules: Vec::new(),
            elections: Vec::new(),
        }
    }
}
