//! What each unit holds of each contest, and the ballots that stand for themselves.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::build::party_key;
use crate::table::{Figure, Kind, Table, UnitId};

/// What a unit holds of a contest.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Held {
    pub(super) votes: u64,
    pub(super) write_in: bool,
    pub(super) over: Option<u64>,
    pub(super) under: Option<u64>,
    pub(super) blank: u64,
    pub(super) ballots: Option<u64>,
    pub(super) registered: Option<u64>,
    /// The least and the greatest that the file states as a total of the contest.
    pub(super) total: Option<(u64, u64)>,
    pub(super) suppressed: bool,
    /// Votes in units whose ballots are not known.
    pub(super) partly: bool,
}

impl Held {
    pub(super) fn add(&mut self, other: &Self) {
        let plus = |one: Option<u64>, other: Option<u64>| match (one, other) {
            (Some(one), Some(other)) => Some(one.saturating_add(other)),
            (one, other) => one.or(other),
        };
        self.votes = self.votes.saturating_add(other.votes);
        self.write_in |= other.write_in;
        self.over = plus(self.over, other.over);
        self.under = plus(self.under, other.under);
        self.blank = self.blank.saturating_add(other.blank);
        self.ballots = plus(self.ballots, other.ballots);
        self.registered = plus(self.registered, other.registered);
        self.suppressed |= other.suppressed;
        self.partly |= other.partly;
    }

    pub(super) fn all(&self) -> u64 {
        [self.over.unwrap_or(0), self.under.unwrap_or(0), self.blank]
            .into_iter()
            .fold(self.votes, u64::saturating_add)
    }

    pub(super) fn kinds(&self) -> [(&'static str, bool); 3] {
        [
            ("write-in", self.write_in),
            ("over", self.over.is_some()),
            ("under", self.under.is_some()),
        ]
    }
}

/// What each unit holds of each contest.
pub(super) fn gather(table: &Table) -> Vec<BTreeMap<UnitId, Held>> {
    let mut all: Vec<BTreeMap<UnitId, Held>> = vec![BTreeMap::new(); table.contests.len()];
    for row in &table.rows {
        let choice = table.choice(row);
        if table.contests[choice.contest.index()].office.is_empty() {
            continue;
        }
        let held = all[choice.contest.index()].entry(row.unit).or_default();
        let count = match row.figure {
            Figure::Count(count) => count,
            Figure::Suppressed => {
                held.suppressed = true;
                continue;
            }
            _ => continue,
        };
        let plus = |sum: Option<u64>| Some(sum.unwrap_or(0).saturating_add(count));
        match choice.kind {
            Kind::Total if row.mode == 0 => {
                let (least, most) = held.total.unwrap_or((count, count));
                held.total = Some((least.min(count), most.max(count)));
            }
            Kind::Registered => held.registered = held.registered.max(Some(count)),
            Kind::Ballots if row.mode == 0 => held.ballots = plus(held.ballots),
            _ if !row.counted => {}
            Kind::Candidate | Kind::WriteIn => {
                held.votes = held.votes.saturating_add(count);
                held.write_in |= choice.kind == Kind::WriteIn;
            }
            Kind::Over => held.over = plus(held.over),
            Kind::Under => held.under = plus(held.under),
            Kind::Blank => held.blank = held.blank.saturating_add(count),
            _ => {}
        }
    }
    all
}

/// Ballots and registered voters that stand for themselves, not in a contest: by party and unit.
pub(super) struct Turnout {
    ballots: BTreeMap<String, HashMap<UnitId, u64>>,
    registered: HashMap<UnitId, u64>,
}

impl Turnout {
    pub(super) fn of(table: &Table) -> Self {
        let mut turnout = Self {
            ballots: BTreeMap::new(),
            registered: HashMap::new(),
        };
        for row in &table.rows {
            let choice = table.choice(row);
            let own = table.contests[choice.contest.index()].office.is_empty();
            let (true, Some(count), 0) = (own, row.figure.count(), row.mode) else {
                continue;
            };
            match choice.kind {
                Kind::Ballots => {
                    let held = turnout
                        .ballots
                        .entry(party_key(&choice.party))
                        .or_default()
                        .entry(row.unit)
                        .or_default();
                    *held = held.saturating_add(count);
                }
                Kind::Registered => {
                    let held = turnout.registered.entry(row.unit).or_default();
                    *held = held.saturating_add(count);
                }
                _ => {}
            }
        }
        turnout
    }

    /// The ballots of a party's primary are that party's; of any other contest all of them.
    pub(super) fn ballots(&self, party: &str, unit: UnitId) -> Option<u64> {
        self.ballots.get(&party_key(party))?.get(&unit).copied()
    }

    /// A unit that lists nobody as registered does not list them: nobody votes in a place without voters.
    pub(super) fn registered(&self, unit: UnitId) -> Option<u64> {
        self.registered
            .get(&unit)
            .copied()
            .filter(|&count| count > 0)
    }
}

/// Units that lie in several districts of one office: their ballots are not all of one district.
pub(super) fn split_units(
    table: &Table,
    held: &[BTreeMap<UnitId, Held>],
) -> HashSet<(usize, UnitId)> {
    let mut districts: HashMap<(String, String, UnitId), Vec<usize>> = HashMap::new();
    for (at, units) in held.iter().enumerate() {
        let contest = &table.contests[at];
        if contest.district.is_empty() {
            continue;
        }
        for &unit in units.keys() {
            let key = (
                contest.office.to_lowercase(),
                party_key(&contest.party),
                unit,
            );
            districts.entry(key).or_default().push(at);
        }
    }
    let mut split = HashSet::new();
    let several = districts
        .into_iter()
        .filter(|(_, contests)| contests.len() > 1);
    for ((_, _, unit), contests) in several {
        split.extend(contests.into_iter().map(|at| (at, unit)));
    }
    split
}
