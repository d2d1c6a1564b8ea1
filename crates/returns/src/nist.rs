//! NIST SP 1500-100, version 2: the common data format for election results, as JSON and as XML.
//!
//! <https://github.com/usnistgov/ElectionResultsReporting>. Units, parties and candidates stand in lists of their own and are
//! referred to by id; counts stand in the selections of a contest, over- and under-votes in its `OtherCounts`, ballots in the
//! election's `BallotCounts` (the schema) or the contest's (some writers). The one model serves both forms (`tree`).

use std::collections::{HashMap, HashSet};
use std::io::Read;

use serde_json::Value;

use crate::build::Builder;
use crate::error::{Result, ReturnsError};
use crate::grid::day;
use crate::notes::{Met, some};
use crate::table::{Contest, ContestId, Figure, Kind, Mode, Status, UnitId};
use crate::tree::{field, list, number, words as field_words};
use crate::{counties, office, words};

/// Reads the JSON form.
pub(crate) fn read_json(source: impl Read, builder: &mut Builder) -> Result<()> {
    let report = crate::tree::json(source, "NIST JSON")?;
    read(&report, builder)
}

/// Reads the XML form.
pub(crate) fn read_xml(source: impl Read, builder: &mut Builder) -> Result<()> {
    let (root, report) = crate::tree::xml(source, "NIST XML")?;
    if root != "ElectionReport" {
        return Err(ReturnsError::NotReturns(format!(
            "its root is <{root}>, not <ElectionReport>"
        )));
    }
    read(&report, builder)
}

fn read(report: &Value, builder: &mut Builder) -> Result<()> {
    let elections = list(report, "Election");
    if elections.is_empty() {
        return Err(ReturnsError::NotReturns(
            "the report holds no election".to_owned(),
        ));
    }
    let about = &mut builder.table.about;
    about.status = Status::from_word(&field_words(report, "Status"));
    about.as_of = Some(field_words(report, "GeneratedDate")).filter(|date| !date.is_empty());
    about.issuer = Some(field_words(report, "Issuer")).filter(|name| !name.is_empty());
    let mut reading = Reading {
        units: units(report, builder),
        names: names(report, elections),
        dangling: HashSet::new(),
        line: 0,
        odd: Met::default(),
    };
    complain_of_repeated_ids(report, elections, builder);
    for election in elections {
        reading.election(election, builder);
    }
    reading.finish(builder);
    Ok(())
}

/// Candidates and parties by their ids.
struct Names {
    parties: HashMap<String, String>,
    /// Name and the party's id.
    candidates: HashMap<String, (String, String)>,
}

fn names(report: &Value, elections: &[Value]) -> Names {
    let parties = list(report, "Party")
        .iter()
        .map(|party| (field_words(party, "@id"), party_word(party)))
        .collect();
    let candidates = elections
        .iter()
        .flat_map(|election| list(election, "Candidate"))
        .map(|candidate| {
            let of = (
                field_words(candidate, "BallotName"),
                field_words(candidate, "PartyId"),
            );
            (field_words(candidate, "@id"), of)
        })
        .collect();
    Names {
        parties,
        candidates,
    }
}

fn party_word(party: &Value) -> String {
    let short = field_words(party, "Abbreviation");
    if short.is_empty() {
        field_words(party, "Name")
    } else {
        short
    }
}

/// The units by their ids. What lies in a county is a precinct of it; a unit that no other holds and that is no county or
/// precinct is the whole.
fn units(report: &Value, builder: &mut Builder) -> HashMap<String, UnitId> {
    let all = list(report, "GpUnit");
    let mut parent: HashMap<String, &Value> = HashMap::new();
    for unit in all {
        for inside in list(unit, "ComposingGpUnitIds") {
            // In XML the references stand in one text, parted by spaces.
            for id in inside.as_str().unwrap_or_default().split_whitespace() {
                parent.entry(id.to_owned()).or_insert(unit);
            }
        }
    }
    let mut units = HashMap::new();
    for unit in all {
        let id = field_words(unit, "@id");
        let (name, state) = unit_name(unit);
        if let Some(state) = state
            && builder.table.about.state.is_none()
        {
            builder.table.about.state = Some(state);
        }
        let kind = field_words(unit, "Type");
        let held = match kind.as_str() {
            "county" | "parish" | "borough" => builder.unit_of(("", county_name(&name), ""), 1),
            "precinct" | "split-precinct" | "combined-precinct" | "ward" | "polling-place"
            | "vote-center" | "town" | "township" | "municipality" | "city" | "village" => {
                let county = county_above(&id, &parent);
                builder.unit_of(("", &county, &name), 1)
            }
            _ => builder.unit_of(("", "", ""), 1),
        };
        units.insert(id, held);
    }
    units
}

/// `Wyoming;Albany County` is how the program electiondata names units.
fn unit_name(unit: &Value) -> (String, Option<String>) {
    let name = field_words(unit, "Name");
    match name.rsplit_once(';') {
        Some((above, own)) => {
            let state = above.split(';').next().unwrap_or_default();
            (own.to_owned(), state_code(state))
        }
        None => (name, None),
    }
}

fn county_name(name: &str) -> &str {
    [" County", " Parish"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}

fn state_code(name: &str) -> Option<String> {
    let name = name.trim();
    let state = rules::state(name).or_else(|| rules::state_named(name))?;
    Some(state.code.clone())
}

fn county_above(id: &str, parent: &HashMap<String, &Value>) -> String {
    let mut id = id.to_owned();
    // A unit that holds itself would go round for ever.
    for _ in 0..8 {
        let Some(above) = parent.get(&id) else { break };
        let kind = field_words(above, "Type");
        if matches!(kind.as_str(), "county" | "parish" | "borough") {
            return county_name(&unit_name(above).0).to_owned();
        }
        id = field_words(above, "@id");
    }
    String::new()
}

struct Reading {
    units: HashMap<String, UnitId>,
    names: Names,
    /// Ids that are referred to and do not stand anywhere.
    dangling: HashSet<String>,
    line: u64,
    odd: Met,
}

impl Reading {
    fn election(&mut self, election: &Value, builder: &mut Builder) {
        let about = &mut builder.table.about;
        let name = field_words(election, "Name");
        about.election = Some(name.clone()).filter(|name| !name.is_empty());
        let date = day(&field_words(election, "StartDate"));
        // The one public sample writes the first day of 1900 where it knows none.
        about.date = date.filter(|date| date.year() > 1900).or(about.date);
        let stage = match field_words(election, "Type").as_str() {
            "general" => "general",
            "primary" | "partisan-primary-closed" | "partisan-primary-open" => "primary",
            "runoff" => "runoff",
            _ => office::stage(&name),
        };
        for contest in list(election, "Contest") {
            self.contest(contest, stage, builder);
        }
        let turnout = builder.contest(Contest::default());
        self.ballots(list(election, "BallotCounts"), turnout, builder);
    }

    fn contest(&mut self, contest: &Value, stage: &str, builder: &mut Builder) {
        self.line += 1;
        let about = &builder.table.about;
        let kind = field_words(contest, "@type");
        let is_question =
            kind.ends_with("BallotMeasureContest") || kind.ends_with("RetentionContest");
        let (name, bracketed) = state_behind(&field_words(contest, "Name"));
        let (office, district) = office::split_district(&name);
        let (office, behind) = state_word(&office);
        let primary = self
            .names
            .parties
            .get(&field_words(contest, "PrimaryPartyIds"));
        let seats = number(contest, "VotesAllowed").and_then(|seats| u32::try_from(seats).ok());
        let id = builder.contest(Contest {
            office,
            district,
            party: primary.cloned().unwrap_or_default(),
            state: bracketed
                .or(behind)
                .or_else(|| about.state.clone())
                .unwrap_or_default(),
            stage: stage.to_owned(),
            date: about.date,
            seats: seats.unwrap_or(1),
            is_question,
            ..Contest::default()
        });
        for selection in list(contest, "ContestSelection") {
            self.selection(selection, id, builder);
        }
        for other in list(contest, "OtherCounts") {
            let unit = self.unit(other, builder);
            for (key, kind) in [
                ("Overvotes", Kind::Over),
                ("Undervotes", Kind::Under),
                ("WriteIns", Kind::WriteIn),
            ] {
                if let Some(count) = number(other, key) {
                    let choice = builder.choice(id, kind.word(), "", kind);
                    builder.row(choice, unit, 0, self.line, Figure::Count(count));
                }
            }
        }
        self.ballots(list(contest, "BallotCounts"), id, builder);
        let reported = number(contest, "SubUnitsReported").zip(number(contest, "TotalSubUnits"));
        if let Some((reported, all)) = reported {
            let whole = builder.unit_of(("", "", ""), 1);
            for (kind, count) in [(Kind::Reporting, reported), (Kind::Precincts, all)] {
                let choice = builder.choice(id, kind.word(), "", kind);
                builder.row(choice, whole, 0, self.line, Figure::Count(count));
            }
        }
    }

    fn selection(&mut self, selection: &Value, contest: ContestId, builder: &mut Builder) {
        self.line += 1;
        let (mut names, mut party) = (Vec::new(), String::new());
        for id in list(selection, "CandidateIds") {
            for id in id.as_str().unwrap_or_default().split_whitespace() {
                if let Some((name, of)) = self.names.candidates.get(id) {
                    names.push(name.clone());
                    party = self.names.parties.get(of).cloned().unwrap_or_default();
                } else {
                    self.dangling.insert(id.to_owned());
                    names.push(id.to_owned());
                }
            }
        }
        for id in list(selection, "PartyIds")
            .iter()
            .chain(list(selection, "EndorsementPartyIds"))
        {
            if let Some(name) = self.names.parties.get(id.as_str().unwrap_or_default()) {
                party.clone_from(name);
                if names.is_empty() {
                    names.push(name.clone());
                }
            }
        }
        let name = if names.is_empty() {
            field_words(selection, "Selection")
        } else {
            names.join(" / ")
        };
        let written = field(selection, "IsWriteIn").is_some_and(|is| is == true || is == "true");
        let mut kind = words::kind(&name);
        if written && kind == Kind::Candidate {
            kind = Kind::WriteIn;
        }
        let choice = builder.choice(contest, &name, &party, kind);
        for counts in list(selection, "VoteCounts") {
            let unit = self.unit(counts, builder);
            let mode = builder.mode(mode(counts));
            let figure = number(counts, "Count").map_or(Figure::Unreadable, Figure::Count);
            if figure == Figure::Unreadable {
                self.odd.at(self.line);
            }
            builder.row(choice, unit, mode, self.line, figure);
        }
    }

    fn ballots(&mut self, counts: &[Value], contest: ContestId, builder: &mut Builder) {
        for ballots in counts {
            if let Some(count) = number(ballots, "BallotsCast") {
                let unit = self.unit(ballots, builder);
                let mode = builder.mode(mode(ballots));
                let choice = builder.choice(contest, Kind::Ballots.word(), "", Kind::Ballots);
                builder.row(choice, unit, mode, self.line, Figure::Count(count));
            }
        }
    }

    /// The unit of a count. VotingWorks' reports list no units: the one that everything is of is the whole.
    fn unit(&mut self, counts: &Value, builder: &mut Builder) -> UnitId {
        let id = field_words(counts, "GpUnitId");
        if let Some(&unit) = self.units.get(&id) {
            return unit;
        }
        let unit = if self.units.is_empty() {
            builder.unit_of(("", "", ""), 1)
        } else {
            self.dangling.insert(id.clone());
            builder.unit_of(("", "", &id), 1)
        };
        self.units.insert(id, unit);
        unit
    }

    fn finish(self, builder: &mut Builder) {
        if !self.dangling.is_empty() && self.units.len() > 1 {
            let mut ids: Vec<String> = self.dangling.into_iter().collect();
            ids.sort();
            builder.complain(
                "references",
                format!("nothing in the report has the ids {}", some(&ids, 3)),
                "the id in place of a name",
            );
        }
        self.odd.complain(
            &mut builder.complaints,
            "a count is no number (the place counts contests and selections)",
            "the selection, in no sum",
        );
    }
}

/// `US President (WY)`: the state stands behind the name.
fn state_behind(name: &str) -> (String, Option<String>) {
    if let Some((before, inside)) = name
        .trim()
        .strip_suffix(')')
        .and_then(|inner| inner.rsplit_once('('))
        && inside.len() == 2
        && counties::of(inside).is_some()
    {
        return (before.trim().to_owned(), Some(inside.to_owned()));
    }
    (name.to_owned(), None)
}

/// `US Senate WY`: or it stands there without brackets.
fn state_word(office: &str) -> (String, Option<String>) {
    match office.rsplit_once(' ') {
        Some((before, code)) if code.len() == 2 && counties::of(code).is_some() => {
            (before.to_owned(), Some(code.to_owned()))
        }
        _ => (office.to_owned(), None),
    }
}

fn mode(counts: &Value) -> Mode {
    match field_words(counts, "Type").as_str() {
        "" | "total" => Mode::All,
        "election-day" => Mode::ElectionDay,
        "early" | "absentee-in-person" => Mode::Early,
        "absentee-mail" => Mode::Mail,
        "absentee" => Mode::Absentee,
        "provisional" => Mode::Provisional,
        "other" => Mode::Other(field_words(counts, "OtherType")),
        other => Mode::Other(other.to_owned()),
    }
}

/// An id names one thing, says the schema; the Wyoming sample repeats 113 of them.
fn complain_of_repeated_ids(report: &Value, elections: &[Value], builder: &mut Builder) {
    let contests = || {
        elections
            .iter()
            .flat_map(|election| list(election, "Contest"))
    };
    let mut seen: HashMap<String, u32> = HashMap::new();
    let all = list(report, "GpUnit")
        .iter()
        .chain(list(report, "Party"))
        .chain(
            elections
                .iter()
                .flat_map(|election| list(election, "Candidate")),
        )
        .chain(contests())
        .chain(contests().flat_map(|contest| list(contest, "ContestSelection")));
    for value in all {
        let id = field_words(value, "@id");
        if !id.is_empty() {
            *seen.entry(id).or_default() += 1;
        }
    }
    let mut repeated: Vec<String> = seen
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|(id, _)| id)
        .collect();
    repeated.sort();
    if !repeated.is_empty() {
        builder.complain(
            "ids",
            format!(
                "{} stand for more than one thing each, which the schema forbids ({}): a reader that looks them up can take the wrong one",
                repeated.len(),
                some(&repeated, 3)
            ),
            "every element as it stands",
        );
    }
}
