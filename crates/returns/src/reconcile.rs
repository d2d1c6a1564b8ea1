//! Does the file agree with itself? Up: precinct → county → state → what the file states as a total. Across: candidates,
//! write-ins, over- and under-votes against ballots × seats; modes against all of them. What breaks is named with its place.
//!
//! The identity is the one of NIST SP 1500-100 (`OtherCounts`, `BallotCounts`): every ballot gives each of its choices to
//! somebody, or to an over- or an under-vote.

use std::collections::BTreeMap;

use serde::Serialize;

use held::{Held, Turnout, gather, split_units};

use crate::table::{Level, Table, UnitId};

mod held;
mod stated;

/// What does not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// Votes, over- and under-votes against ballots cast.
    Ballots,
    /// More votes than ballots, where the file gives no under-votes.
    AtMostBallots,
    /// The choices against the total that the file states.
    Total,
    /// The modes against the figure for all of them.
    Modes,
    /// The units inside against the figure for the whole.
    Units,
}

/// One place where the file does not agree with itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Break {
    /// The unit: `Autauga, UPPER KINGSTON`.
    pub unit: String,
    /// How large it is.
    pub level: Level,
    /// What against what.
    pub against: Against,
    /// The choice that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    /// What the file states: ballots × seats, the total, the figure for the whole.
    pub stated: u64,
    /// What its parts come to.
    pub computed: u64,
    /// Kinds of rows that most other counties have and this one lacks: `under`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<&'static str>,
}

impl Break {
    /// By how much it is off.
    pub const fn off(&self) -> u64 {
        self.stated.abs_diff(self.computed)
    }
}

/// What was checked in a contest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Reconciled {
    /// Precincts whose ballots could be checked.
    pub precincts_checked: u64,
    /// Of these: precincts that are off.
    pub precincts_off: u64,
    /// Counties whose ballots could be checked.
    pub counties_checked: u64,
    /// Of these: counties that are off.
    pub counties_off: u64,
    /// Other sums that could be checked: stated totals, modes, units inside of a whole.
    pub sums_checked: u64,
    /// Of these: sums that are off.
    pub sums_off: u64,
    /// Where it breaks: states, then counties, then precincts, the largest difference first.
    pub breaks: Vec<Break>,
}

impl Reconciled {
    /// Whether everything that could be checked agrees; `None` where nothing could.
    pub fn verdict(&self) -> Option<bool> {
        let checked = self.precincts_checked + self.counties_checked + self.sums_checked;
        (checked > 0).then_some(self.breaks.is_empty())
    }
}

/// What was found in a contest, its ballots and its registered voters.
pub(crate) type Found = (Reconciled, Option<u64>, Option<u64>);

/// For each contest: what was found, and its ballots and registered voters.
pub(crate) fn reconcile(table: &Table) -> Vec<Found> {
    let held = gather(table);
    let turnout = Turnout::of(table);
    let split = split_units(table, &held);
    let mut found: Vec<Found> = Vec::new();
    for (at, units) in held.iter().enumerate() {
        let contest = &table.contests[at];
        let mut sums = Sums {
            seats: u64::from(contest.seats.max(1)),
            found: Reconciled::default(),
        };
        let mut whole = Held::default();
        let mut counties: BTreeMap<(&str, String), (&str, Held)> = BTreeMap::new();
        let has_under = units.values().any(|held| held.under.is_some());
        for (&unit, held) in units {
            let mut held = *held;
            let place = &table.units[unit.index()];
            if held.ballots.is_none() && !split.contains(&(at, unit)) {
                held.ballots = turnout.ballots(&contest.party, unit);
            }
            held.partly = held.ballots.is_none() && held.all() > 0;
            held.registered = held.registered.or_else(|| turnout.registered(unit));
            if place.is_total {
                continue;
            }
            sums.ballots(&place.shown(), place.level, &held, has_under);
            sums.total(&place.shown(), place.level, &held);
            whole.add(&held);
            if place.level == Level::Precinct && !place.county.is_empty() {
                let key = (place.state.as_str(), place.county.to_lowercase());
                let county = counties
                    .entry(key)
                    .or_insert_with(|| (place.county.as_str(), Held::default()));
                county.1.add(&held);
            }
        }
        for (county, held) in counties.values() {
            sums.ballots(county, Level::County, held, has_under);
        }
        let registered = whole.registered;
        let ballots = whole.ballots.filter(|_| !whole.partly);
        name_missing(&mut sums.found, table, units, &counties);
        found.push((sums.found, ballots, registered));
    }
    stated::stated_units(table, &mut found);
    stated::modes(table, &mut found);
    for (found, _, _) in &mut found {
        found.breaks.sort_by(|a, b| {
            (b.level, b.off(), &a.unit, &a.choice).cmp(&(a.level, a.off(), &b.unit, &b.choice))
        });
    }
    found
}

struct Sums {
    seats: u64,
    found: Reconciled,
}

impl Sums {
    /// The identity of ballots, for one unit.
    fn ballots(&mut self, unit: &str, level: Level, held: &Held, has_under: bool) {
        let Some(ballots) = held.ballots else { return };
        if held.suppressed || held.partly {
            return;
        }
        let stated = ballots.saturating_mul(self.seats);
        let computed = held.all();
        let against = if has_under {
            Against::Ballots
        } else {
            Against::AtMostBallots
        };
        let ok = if has_under {
            stated == computed
        } else {
            computed <= stated
        };
        let (checked, off) = match level {
            Level::Precinct => (
                &mut self.found.precincts_checked,
                &mut self.found.precincts_off,
            ),
            Level::County => (
                &mut self.found.counties_checked,
                &mut self.found.counties_off,
            ),
            Level::State => (&mut self.found.sums_checked, &mut self.found.sums_off),
        };
        *checked += 1;
        if !ok {
            *off += 1;
            self.found.breaks.push(Break {
                unit: unit.to_owned(),
                level,
                against,
                choice: None,
                stated,
                computed,
                missing: Vec::new(),
            });
        }
    }

    /// The total that the file states among the candidates of a unit: votes alone, or with what was no vote.
    fn total(&mut self, unit: &str, level: Level, held: &Held) {
        let Some((least, most)) = held.total.filter(|_| !held.suppressed) else {
            return;
        };
        self.found.sums_checked += 1;
        let fits = |stated: u64| stated == held.votes || stated == held.all();
        let off = [least, most].into_iter().find(|&stated| !fits(stated));
        if let Some(stated) = off {
            self.found.sums_off += 1;
            self.found.breaks.push(Break {
                unit: unit.to_owned(),
                level,
                against: Against::Total,
                choice: None,
                stated,
                computed: held.votes,
                missing: Vec::new(),
            });
        }
    }
}

/// Kinds of rows that four of five counties have and one that is off lacks.
fn name_missing(
    found: &mut Reconciled,
    table: &Table,
    units: &BTreeMap<UnitId, Held>,
    of_precincts: &BTreeMap<(&str, String), (&str, Held)>,
) {
    let mut counties: BTreeMap<String, Held> = BTreeMap::new();
    for (county, held) in of_precincts.values() {
        counties.entry((*county).to_owned()).or_default().add(held);
    }
    for (unit, held) in units {
        let unit = &table.units[unit.index()];
        if unit.level == Level::County && !unit.is_total {
            counties.entry(unit.county.clone()).or_default().add(held);
        }
    }
    let mut common: BTreeMap<&'static str, usize> = BTreeMap::new();
    for held in counties.values() {
        for (kind, there) in held.kinds() {
            *common.entry(kind).or_default() += usize::from(there);
        }
    }
    for broken in found
        .breaks
        .iter_mut()
        .filter(|broken| broken.level == Level::County)
    {
        let Some(held) = counties.get(&broken.unit) else {
            continue;
        };
        broken.missing = held
            .kinds()
            .into_iter()
            .filter(|(kind, there)| !there && common[kind] * 5 >= counties.len() * 4)
            .map(|(kind, _)| kind)
            .collect();
    }
}
