//! Tables are made here: contests, units and choices are found again under every way in which a file writes them.

use std::collections::HashMap;

use claim::Complaint;

use crate::about::About;
use crate::recognise::Format;
use crate::table::{
    Choice, ChoiceId, Contest, ContestId, Figure, Kind, Level, Mode, Row, Table, Unit, UnitId,
};
use crate::words;

/// A table in the making.
#[derive(Debug)]
pub(crate) struct Builder {
    pub(crate) table: Table,
    pub(crate) complaints: Vec<Complaint>,
    contests: HashMap<String, ContestId>,
    units: HashMap<String, UnitId>,
    choices: HashMap<(ContestId, String), ChoiceId>,
}

impl Builder {
    pub(crate) fn new(format: Format, about: About) -> Self {
        Self {
            table: Table {
                format,
                about,
                contests: Vec::new(),
                units: Vec::new(),
                choices: Vec::new(),
                modes: vec![Mode::All],
                rows: Vec::new(),
                rounds: Vec::new(),
                rankings: None,
            },
            complaints: Vec::new(),
            contests: HashMap::new(),
            units: HashMap::new(),
            choices: HashMap::new(),
        }
    }

    /// The contest like this one, or this one. Two names of one office are one contest.
    pub(crate) fn contest(&mut self, mut contest: Contest) -> ContestId {
        contest.special |= words::is_special(&contest.office);
        let key = contest_key(&contest);
        if let Some(&id) = self.contests.get(&key) {
            let held = &mut self.table.contests[id.index()];
            if !held.spellings.contains(&contest.office) {
                held.spellings.push(contest.office);
            }
            return id;
        }
        let id = ContestId(number(self.table.contests.len()));
        contest.spellings = vec![contest.office.clone()];
        contest.seats = contest.seats.max(1);
        self.contests.insert(key, id);
        self.table.contests.push(contest);
        id
    }

    /// The unit with this number among those of this state, county and precinct.
    pub(crate) fn unit_of(
        &mut self,
        (state, county, precinct): (&str, &str, &str),
        nth: u32,
    ) -> UnitId {
        let key = format!(
            "{state}\u{1f}{}\u{1f}{}\u{1f}{nth}",
            unit_key(county),
            unit_key(precinct)
        );
        if let Some(&id) = self.units.get(&key) {
            return id;
        }
        let id = UnitId(number(self.table.units.len()));
        let level = match (county.is_empty(), precinct.is_empty()) {
            (_, false) => Level::Precinct,
            (false, true) => Level::County,
            (true, true) => Level::State,
        };
        self.units.insert(key, id);
        self.table.units.push(Unit {
            state: state.to_owned(),
            county: county.to_owned(),
            precinct: precinct.to_owned(),
            number: nth,
            level,
            is_total: false,
        });
        id
    }

    /// The choice of this name and party in a contest.
    pub(crate) fn choice(
        &mut self,
        contest: ContestId,
        name: &str,
        party: &str,
        kind: Kind,
    ) -> ChoiceId {
        let key = match kind {
            Kind::Candidate | Kind::WriteIn => {
                format!(
                    "{}\u{1f}{}\u{1f}{}",
                    words::fold(name),
                    party_key(party),
                    kind.word()
                )
            }
            // A file can state the total of the votes and, under another name, that of the ballots; and why ballots are void.
            Kind::Total | Kind::Blank => format!("{}\u{1f}{}", words::fold(name), party_key(party)),
            // `Over Votes` and `OVERVOTES` are one thing, whoever's column they stand in.
            other => format!("{}\u{1f}{}", other.word(), party_key(party)),
        };
        let table = &mut self.table;
        *self.choices.entry((contest, key)).or_insert_with(|| {
            let id = ChoiceId(number(table.choices.len()));
            table.choices.push(Choice {
                contest,
                name: name.to_owned(),
                party: party.to_owned(),
                kind,
                winner: false,
            });
            id
        })
    }

    /// The mode's place.
    pub(crate) fn mode(&mut self, mode: Mode) -> u8 {
        let modes = &mut self.table.modes;
        let at = modes
            .iter()
            .position(|held| *held == mode)
            .unwrap_or_else(|| {
                // A file with more than 255 modes of voting is hostile: the last of them hold the rest.
                if modes.len() < 255 {
                    modes.push(mode);
                }
                modes.len() - 1
            });
        u8::try_from(at).unwrap_or(u8::MAX)
    }

    /// Adds a figure.
    pub(crate) fn row(
        &mut self,
        choice: ChoiceId,
        unit: UnitId,
        mode: u8,
        line: u64,
        figure: Figure,
    ) {
        self.table.rows.push(Row {
            choice,
            unit,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            mode,
            counted: false,
            figure,
        });
    }

    pub(crate) fn complain(
        &mut self,
        place: impl Into<String>,
        what: impl Into<String>,
        kept: impl Into<String>,
    ) {
        self.complaints.push(Complaint::new(place, what, kept));
    }

    /// The table, with the name of its file at every place of which it complains.
    pub(crate) fn finish(self) -> (Table, Vec<Complaint>) {
        (self.table, self.complaints)
    }
}

/// A file holds fewer than 2³² contests, units and choices: each takes bytes of it, and a `u32` of lines ends earlier.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Two spellings of an office that the list knows are one; else letters and digits decide.
fn contest_key(contest: &Contest) -> String {
    let office = words::office(&contest.office).map_or_else(
        || words::fold(&contest.office),
        |known| format!("={}", known.word()),
    );
    let date = contest
        .date
        .map(|date| date.to_string())
        .unwrap_or_default();
    [
        office.as_str(),
        &district_key(&contest.district),
        &party_key(&contest.party),
        &contest.state,
        &words::fold(&contest.stage),
        &date,
        if contest.special { "special" } else { "" },
    ]
    .join("\u{1f}")
}

/// `R`, `REP` and `Republican Party` are one party.
pub(crate) fn party_key(party: &str) -> String {
    match party.parse::<claim::Party>() {
        Ok(claim::Party::Other(name)) => words::fold(&name),
        Ok(known) => known.member().to_owned(),
        Err(_) => String::new(),
    }
}

/// `05`, `5` and `5.0` are one district; `NA`, `statewide` and nothing are none.
pub(crate) fn district_key(district: &str) -> String {
    let folded = words::fold(district.trim().trim_end_matches(".0"));
    // Maine writes `CG 1` and `CG1` in one file.
    let number = ["district", "dist", "cg", "cd", "no"]
        .iter()
        .find_map(|word| {
            let number = folded.strip_prefix(word)?.trim_start();
            (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
                .then_some(number)
        });
    let folded = number.map_or_else(|| folded.clone(), str::to_owned);
    if folded.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = folded.trim_start_matches('0');
        // District 0 is a seat at large in MEDSL's files.
        return if folded.is_empty() || !number.is_empty() {
            number.to_owned()
        } else {
            "0".to_owned()
        };
    }
    match folded.as_str() {
        "na" | "n a" | "statewide" | "none" | "nan" => String::new(),
        _ => folded,
    }
}

/// Units are one where only case and spaces differ: `1-A` and `1A` are two precincts.
fn unit_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn districts_meet() {
        for (district, key) in [
            ("05", "5"),
            ("5", "5"),
            ("5.0", "5"),
            ("", ""),
            ("NA", ""),
            ("000", "0"),
            ("CG 1", "1"),
            ("CG1", "1"),
            ("District 12", "12"),
            ("Bethel", "bethel"),
        ] {
            assert_eq!(district_key(district), key, "{district}");
        }
    }

    #[test]
    fn two_names_for_one_office_are_one_contest() {
        let mut builder = Builder::new(Format::OpenElections, About::default());
        let mut of = |office: &str| {
            builder.contest(Contest {
                office: office.to_owned(),
                ..Contest::default()
            })
        };
        let first = of("US Senate");
        assert_eq!(of("U.S. Senate"), first);
        assert_ne!(of("US House"), first);
        assert_eq!(
            builder.table.contests[0].spellings,
            ["US Senate", "U.S. Senate"]
        );
    }
}
