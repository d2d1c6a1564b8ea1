//! Two counts of one contest: an earlier and a later one, or the precincts and the county, or the file and the official total.
//!
//! Counts go up while votes are counted; one that goes down was corrected, and that is an event. Between two files of one
//! count, any difference says that one of them is wrong, and in which county.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::build::{district_key, party_key};
use crate::check::Checked;
use crate::table::Table;
use crate::{counties, words};

/// What a file says of its contests, by county: little enough to be kept of many files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot {
    file: String,
    as_of: Option<String>,
    contests: Vec<Held>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Held {
    key: (String, String, String, bool),
    shown: String,
    stage: Option<String>,
    date: Option<jiff::civil::Date>,
    /// By candidate: the name as the file writes it, the votes, and those of each county.
    candidates: BTreeMap<String, Votes>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Votes {
    name: String,
    whole: u64,
    counties: BTreeMap<String, (String, u64)>,
}

/// What became of one candidate's votes, in all or in one county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Who.
    pub candidate: String,
    /// The county; absent for all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// The votes in the first file.
    pub before: u64,
    /// The votes in the second.
    pub after: u64,
}

impl Change {
    /// Whether the later count is the smaller one.
    pub const fn fell(&self) -> bool {
        self.after < self.before
    }
}

/// One contest in two files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The contest in words.
    pub contest: String,
    /// The file with the earlier count.
    pub earlier: String,
    /// The file with the later one.
    pub later: String,
    /// Whether every candidate has the same votes in both, in all and in each county that both have.
    pub agree: bool,
    /// Each candidate in all.
    pub candidates: Vec<Change>,
    /// Where a county's count differs, the largest difference first.
    pub counties: Vec<Change>,
    /// Those whom only one of the two has.
    pub only_in_one: Vec<String>,
}

impl Compared {
    /// The counts that went down.
    pub fn falls(&self) -> impl Iterator<Item = &Change> {
        self.candidates
            .iter()
            .chain(&self.counties)
            .filter(|change| change.fell())
    }
}

/// What is kept of a file.
pub fn snapshot(table: &Table, checked: &Checked) -> Snapshot {
    let mut snapshot = Snapshot {
        file: checked.file.clone(),
        as_of: checked.about.as_of.clone(),
        contests: Vec::new(),
    };
    let mut by_county: BTreeMap<(usize, String), BTreeMap<String, (String, u64)>> = BTreeMap::new();
    for row in table.rows.iter().filter(|row| row.counted) {
        let (choice, unit) = (table.choice(row), table.unit(row));
        if !choice.kind.is_vote() || unit.county.is_empty() {
            continue;
        }
        let sums = by_county
            .entry((choice.contest.index(), words::fold(&choice.name)))
            .or_default();
        let sum = sums
            .entry(counties::key(&unit.county))
            .or_insert_with(|| (unit.county.clone(), 0));
        sum.1 = sum.1.saturating_add(row.figure.count().unwrap_or(0));
    }
    for tally in &checked.contests {
        let at = table.contests.iter().position(|contest| {
            contest.office == tally.office
                && contest.district == tally.district
                && crate::tally::stage(contest) == tally.stage
        });
        let party = tally
            .stage
            .as_ref()
            .and_then(claim::Stage::party)
            .map(ToString::to_string);
        let office = words::office(&tally.office).map_or_else(
            || words::fold(&tally.office),
            |office| office.word().to_owned(),
        );
        let candidates = tally.candidates.iter().map(|one| {
            let name = words::fold(&one.name);
            let counties = at
                .and_then(|at| by_county.get(&(at, name.clone())))
                .cloned()
                .unwrap_or_default();
            let votes = Votes {
                name: one.name.clone(),
                whole: one.votes,
                counties,
            };
            (name, votes)
        });
        snapshot.contests.push(Held {
            key: (
                office,
                district_key(&tally.district),
                party_key(&party.unwrap_or_default()),
                words::is_special(&tally.office)
                    || tally.race.as_ref().is_some_and(|race| race.special),
            ),
            shown: tally.shown(),
            stage: tally.stage.as_ref().map(ToString::to_string),
            date: tally.date,
            candidates: candidates.collect(),
        });
    }
    snapshot
}

/// The contests that two files have in common. The earlier is the one whose file says so, else the first.
pub fn compare(first: &Snapshot, second: &Snapshot) -> Vec<Compared> {
    let (earlier, later) = match (&first.as_of, &second.as_of) {
        (Some(one), Some(other)) if other < one => (second, first),
        _ => (first, second),
    };
    let differ =
        |one: Option<&str>, other: Option<&str>| one.is_some() && other.is_some() && one != other;
    let mut all = Vec::new();
    for one in &earlier.contests {
        let same = later.contests.iter().find(|other| {
            other.key == one.key
                && !differ(one.stage.as_deref(), other.stage.as_deref())
                && (one.date.is_none() || other.date.is_none() || one.date == other.date)
        });
        if let Some(other) = same {
            all.push(contest(one, other, &earlier.file, &later.file));
        }
    }
    all
}

fn contest(one: &Held, other: &Held, earlier: &str, later: &str) -> Compared {
    let mut compared = Compared {
        contest: one.shown.clone(),
        earlier: earlier.to_owned(),
        later: later.to_owned(),
        agree: true,
        candidates: Vec::new(),
        counties: Vec::new(),
        only_in_one: Vec::new(),
    };
    for (name, before) in &one.candidates {
        let Some(after) = other.candidates.get(name) else {
            compared.only_in_one.push(before.name.clone());
            continue;
        };
        compared.candidates.push(Change {
            candidate: before.name.clone(),
            county: None,
            before: before.whole,
            after: after.whole,
        });
        for (key, (county, votes)) in &before.counties {
            // A county that one of them lacks is told by the check of that file.
            if let Some((_, now)) = after.counties.get(key).filter(|(_, now)| now != votes) {
                compared.counties.push(Change {
                    candidate: before.name.clone(),
                    county: Some(county.clone()),
                    before: *votes,
                    after: *now,
                });
            }
        }
    }
    let missing = other
        .candidates
        .iter()
        .filter(|(name, _)| !one.candidates.contains_key(*name));
    compared
        .only_in_one
        .extend(missing.map(|(_, votes)| votes.name.clone()));
    compared
        .candidates
        .sort_by(|a, b| (b.after, &a.candidate).cmp(&(a.after, &b.candidate)));
    compared.counties.sort_by(|a, b| {
        let off = |change: &Change| change.before.abs_diff(change.after);
        (off(b), &a.county, &a.candidate).cmp(&(off(a), &b.county, &b.candidate))
    });
    compared.agree = compared.counties.is_empty()
        && compared.only_in_one.is_empty()
        && compared
            .candidates
            .iter()
            .all(|change| change.before == change.after);
    compared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, text: &str) -> Snapshot {
        let (table, complaints) = crate::read(name, text.as_bytes()).unwrap();
        snapshot(&table, &crate::check(&table, complaints))
    }

    #[test]
    fn a_count_that_falls_is_named_with_its_county() {
        let earlier = of(
            "20200303__al__primary__county.csv",
            "county,office,district,party,candidate,votes\nAutauga,U.S. Senate,,REP,Bradley Byrne,100\nBaldwin,U.S. Senate,,REP,Bradley Byrne,95\n",
        );
        let later = of(
            "20200303__al__primary__precinct.csv",
            "county,precinct,office,district,party,candidate,votes\nAutauga,One,US Senate,,REP,Bradley Byrne,60\nAutauga,Two,US Senate,,REP,Bradley Byrne,30\nBaldwin,One,US Senate,,REP,Bradley Byrne,95\n",
        );
        let compared = compare(&earlier, &later);
        assert_eq!(compared.len(), 1);
        assert!(!compared[0].agree);
        let falls: Vec<(Option<&str>, u64, u64)> = compared[0]
            .falls()
            .map(|change| (change.county.as_deref(), change.before, change.after))
            .collect();
        assert_eq!(falls, [(None, 195, 185), (Some("Autauga"), 100, 90)]);
        assert!(compare(&earlier, &earlier)[0].agree);
    }
}
