//! The candidate master file of the Federal Election Commission: a row for everybody who registered with the FEC or stood on a
//! state's ballot list.
//!
//! A row gives the id with the office for which it stands, the name, a nickname in brackets, the party. It says nothing about
//! a candidacy: the file of March 2019 has Jeff Sessions, with the year 2020 and as a "statutory candidate", because the
//! committee of his Senate years still existed; he entered the race in November. So no claim about a candidacy is read.

use std::sync::LazyLock;

use claim::{
    Alias, AliasSense, Biography, Committee, Complaint, Designation, Fact, Identifier,
    OfficeSought, Origin, PersonName, Race, Scheme, Statement, is_committee_id,
};

use super::{Read, refused};
use crate::List;
use crate::words::Words;

/// The columns: `CAND_ID` to `CAND_ZIP`.
const COLUMNS: usize = 15;
/// `CAND_PCC`: the id of the principal campaign committee.
const COMMITTEE: usize = 9;

/// Codes of parties; none for those that say that there is none.
static PARTIES: LazyLock<Vec<(&str, Option<&str>)>> = LazyLock::new(|| {
    include_str!("../../data/fec_parties.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(code, party)| (code, (party != "-").then_some(party)))
        .collect()
});

/// Whether a file begins like this one: a candidate's id, and as many columns.
pub(super) fn begins(first: &[&str]) -> bool {
    first.len() == COLUMNS && Scheme::Fec.is_form_of(first[0])
}

/// Reads a row.
pub(crate) fn entry(row: &str, place: &str) -> Read {
    let cells: Vec<&str> = row.split('|').collect();
    let refuse = |what: String| refused(place, what);
    if cells.len() != COLUMNS {
        return refuse(format!("a row of {} columns, not {COLUMNS}", cells.len()));
    }
    let (id, name, party) = (cells[0].trim(), cells[1].trim(), cells[2].trim());
    if !Scheme::Fec.is_form_of(id) {
        return refuse(format!("`{id}` is no id of a candidate"));
    }
    let mut complaints = Vec::new();
    let mut complain =
        |what: String, kept: &str| complaints.push(Complaint::new(place, what, kept));
    let Some(named) = Named::read(name) else {
        return refuse(format!("`{name}` names nobody"));
    };
    if let Some(mate) = named.mate {
        complain(
            format!("`{name}` names a running mate, {mate}, too"),
            "the first of the two",
        );
    }
    if !named.odd.is_empty() {
        complain(
            format!("`{}` in `{name}` is no name", named.odd),
            "the rest of the name",
        );
    }
    let sought = Sought::read(&cells);
    if let Some(doubt) = sought.doubt(id) {
        complain(doubt, "what the row says");
    }
    let words = Words::new(row);
    let origin = Origin::Document {
        name: List::FecCandidates.name().to_owned(),
    };
    let person = named.person;
    // Who it is and what for: everything from the id to the district.
    let end = cells[..7].iter().map(|cell| cell.len() + 1).sum::<usize>() - 1;
    let race = sought.race();
    let identifier = Statement::Identifier(Identifier {
        person: person.clone(),
        scheme: Scheme::Fec,
        value: id.to_owned(),
        race: race.clone(),
        office: sought.office.map(|office| office.word().to_owned()),
        state: sought.state,
    });
    let mut claims = vec![words.claim(0..end, identifier, &origin)];
    let committee = cells[COMMITTEE].trim();
    if is_committee_id(committee) {
        let end = cells[..=COMMITTEE]
            .iter()
            .map(|cell| cell.len() + 1)
            .sum::<usize>()
            - 1;
        let principal = Statement::Committee(Committee {
            committee: committee.to_owned(),
            name: None,
            designation: Some(Designation::Principal),
            candidate: Some(person.clone()),
            candidate_id: Some(id.to_owned()),
            race: race.clone(),
            period: None,
        });
        claims.push(words.claim(0..end, principal, &origin));
    } else if !committee.is_empty() {
        complaints.push(Complaint::new(
            place,
            format!("`{committee}` is no id of a committee"),
            "the rest of the row",
        ));
    }
    if let Some((alias, nickname)) = named.nickname
        && let Some(at) = words.value(id.len(), nickname)
    {
        let alias = Statement::Alias(Alias {
            person: person.clone(),
            alias,
            sense: AliasSense::GoesBy,
        });
        claims.push(words.claim(at, alias, &origin));
    }
    if let Some(value) = party_named(party)
        && let Some(at) = words.value(id.len() + 1 + cells[1].len(), party)
    {
        let party = Statement::Biography(Biography {
            person,
            fact: Fact::Party,
            value: value.to_owned(),
        });
        claims.push(words.claim(at, party, &origin));
    }
    (Ok((id.to_owned(), claims)), complaints)
}

/// The party of a code; the code itself where the table does not have it.
fn party_named(code: &str) -> Option<&str> {
    match PARTIES.iter().find(|(known, _)| *known == code) {
        Some((_, party)) => *party,
        None => (!code.is_empty()).then_some(code),
    }
}

/// The name column.
struct Named<'a> {
    person: PersonName,
    /// The name with the nickname in brackets for the given ones, and the nickname as it stands.
    nickname: Option<(PersonName, &'a str)>,
    mate: Option<&'a str>,
    /// What stands among the names and is none: a date, `MS./MR.`.
    odd: String,
}

impl<'a> Named<'a> {
    fn read(cell: &'a str) -> Option<Self> {
        // `MS./MR.` has a stroke too, so it is the one with spaces around it that parts two people.
        let (name, mate) = match cell.split_once(" / ") {
            Some((name, mate)) => (name.trim(), Some(mate.trim())),
            None => (cell, None),
        };
        let (whole, called) = without_nickname(name);
        let (whole, odd): (Vec<&str>, Vec<&str>) = whole.split_whitespace().partition(|word| {
            !word.contains(['/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
        });
        let whole = whole.join(" ");
        let person = PersonName::new(&whole).natural();
        if !person.as_str().chars().any(char::is_alphabetic) {
            return None;
        }
        let nickname = called
            .filter(|called| called.chars().any(char::is_alphabetic))
            .and_then(|called| {
                let surname = whole.split(',').next()?.trim();
                let name = PersonName::new(&format!("{surname}, {called}")).natural();
                Some((name, called))
            });
        Some(Self {
            person,
            nickname,
            mate,
            odd: odd.join(" "),
        })
    }
}

/// A name without what stands in brackets or quotation marks, and that: `CRUZ, RAFAEL EDWARD "TED"`.
fn without_nickname(name: &str) -> (String, Option<&str>) {
    for (open, close) in [('(', ')'), ('"', '"')] {
        if let Some((before, rest)) = name.split_once(open)
            && let Some((called, after)) = rest.split_once(close)
        {
            return (format!("{before}{after}"), Some(called.trim()));
        }
    }
    (name.to_owned(), None)
}

/// The columns that say for what.
struct Sought {
    year: Option<i16>,
    state: Option<String>,
    office: Option<OfficeSought>,
    district: Option<String>,
}

impl Sought {
    fn read(cells: &[&str]) -> Self {
        let is_state =
            |state: &str| state.len() == 2 && state.bytes().all(|b| b.is_ascii_uppercase());
        let office = match cells[5].trim() {
            "H" => Some(OfficeSought::House),
            "S" => Some(OfficeSought::Senate),
            "P" => Some(OfficeSought::President),
            _ => None,
        };
        Self {
            year: cells[3].trim().parse().ok(),
            state: Some(cells[4].trim().to_owned()).filter(|state| is_state(state)),
            office,
            district: Some(cells[6].trim().to_owned())
                .filter(|_| office == Some(OfficeSought::House))
                .filter(|district| {
                    district.bytes().all(|b| b.is_ascii_digit()) && !district.is_empty()
                }),
        }
    }

    /// What in the row contradicts the id: its letter is the office, its third and fourth sign the state.
    fn doubt(&self, id: &str) -> Option<String> {
        let letter = match self.office {
            Some(OfficeSought::House) => "H",
            Some(OfficeSought::Senate) => "S",
            Some(OfficeSought::President) => "P",
            _ => return Some(format!("the row of {id} names no federal office")),
        };
        if !id.starts_with(letter) {
            return Some(format!(
                "{id} is not an id for the office of the row ({letter})"
            ));
        }
        let state = self.state.as_deref().unwrap_or_default();
        (letter != "P" && id.get(2..4) != Some(state))
            .then(|| format!("{id} was given in another state than the row's, `{state}`"))
    }

    /// The regular election of the row's year. In odd years there is none for these offices, and whether the year is a special
    /// election's or that of the registration the file does not say.
    fn race(&self) -> Option<Race> {
        let year = self
            .year
            .filter(|year| (1976..=2100).contains(year) && year % 2 == 0)?;
        let (state, office) = (self.state.as_deref()?, self.office?);
        let district = self
            .district
            .as_deref()
            .map(|district| format!("-{district}"));
        format!(
            "{year}-{state}-{}{}",
            office.word(),
            district.unwrap_or_default()
        )
        .parse()
        .ok()
    }
}
