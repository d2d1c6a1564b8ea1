//! Units that are sums of others: known by name, else by what they hold.

use foldhash::{HashMap, HashMapExt, HashSet};

use claim::Complaint;

use super::Shape;
use crate::notes::{Met, counted, some, thousands};
use crate::table::{Figure, Level, Row, Table};
use crate::words;

impl Shape {
    /// Marks the units that are sums of others.
    pub(super) fn find_totals(&self, table: &mut Table, complaints: &mut Vec<Complaint>) {
        let mut by_name = Vec::new();
        let mut nameless = Vec::new();
        for (at, unit) in table.units.iter_mut().enumerate() {
            let state_row = words::is_total_unit(&unit.county)
                && (unit.precinct.is_empty() || words::is_total_unit(&unit.precinct));
            let county_row = words::is_total_unit(&unit.precinct);
            if state_row || county_row {
                unit.is_total = true;
                unit.level = if state_row || unit.county.is_empty() {
                    Level::State
                } else {
                    Level::County
                };
                by_name.push(at);
            } else if unit.county.is_empty()
                && unit.precinct.is_empty()
                && (self.has_counties || self.has_precincts)
                || unit.precinct.is_empty() && self.has_precincts && !unit.county.is_empty()
                || unit.county.is_empty() && !unit.precinct.is_empty() && self.has_counties
            {
                nameless.push(at);
            }
        }
        complain_of_named(table, &by_name, complaints);
        self.weigh(table, &nameless, complaints);
    }

    /// Adds up what is inside of each suspect, and every unit beside the others.
    fn weigh(&self, table: &mut Table, suspects: &[usize], complaints: &mut Vec<Complaint>) {
        let heavy = self.as_heavy_as_the_others(table);
        if suspects.is_empty() && heavy.is_empty() {
            return;
        }
        let mut weights = Weights::of(table, self, suspects);
        let mut totals = Vec::new();
        let mut apart = Vec::new();
        for &at in suspects {
            if weights.is_sum_of_others(at) {
                totals.push(at);
                continue;
            }
            if weights.has_votes(at) {
                apart.push(at);
            }
            let unit = &mut table.units[at];
            if self.has_precincts && !unit.county.is_empty() {
                unit.level = Level::Precinct;
            }
        }
        let known: HashSet<usize> = suspects.iter().copied().collect();
        for at in heavy {
            if !known.contains(&at)
                && !table.units[at].is_total
                && weights.is_exact_sum_of_others(at)
            {
                totals.push(at);
            }
        }
        for &at in &totals {
            let unit = &mut table.units[at];
            unit.is_total = true;
            unit.level =
                if unit.county.is_empty() || unit.precinct.is_empty() && !self.has_precincts {
                    Level::State
                } else {
                    Level::County
                };
        }
        complain_of_weighed(table, &totals, &apart, &mut weights, complaints);
    }
}

impl Shape {
    /// Units that hold as much as all others of their county, or of the file, together: only they can be sums of those.
    fn as_heavy_as_the_others(&self, table: &Table) -> Vec<usize> {
        let mut own = vec![0u64; table.units.len()];
        for row in &table.rows {
            if let Figure::Count(count) = row.figure
                && !table.choice(row).kind.is_turnout()
            {
                let sum = &mut own[row.unit.index()];
                *sum = sum.saturating_add(count);
            }
        }
        let mut whole = 0u64;
        let mut counties: HashMap<u32, u64> = HashMap::new();
        for (at, unit) in table
            .units
            .iter()
            .enumerate()
            .filter(|(_, unit)| !unit.is_total)
        {
            whole = whole.saturating_add(own[at]);
            if let (Some(county), false) = (self.county[at], unit.precinct.is_empty()) {
                let sum = counties.entry(county).or_default();
                *sum = sum.saturating_add(own[at]);
            }
        }
        (0..table.units.len())
            .filter(|&at| {
                let of = match self.county[at] {
                    Some(county) if self.has_precincts => {
                        counties.get(&county).copied().unwrap_or(0)
                    }
                    _ => whole,
                };
                !table.units[at].is_total && own[at] > 0 && own[at].saturating_mul(2) == of
            })
            .collect()
    }
}

/// What each unit holds beside what the others hold.
struct Weights {
    first: Vec<Met>,
    /// Figures that are not zero, and how many of them are the sum of the others'.
    figures: Vec<(u32, u32)>,
    own: Vec<u64>,
    others: Vec<u64>,
}

impl Weights {
    fn of(table: &Table, shape: &Shape, suspects: &[usize]) -> Self {
        let suspects: HashSet<usize> = suspects.iter().copied().collect();
        let inside = |row: &Row| shape.county[row.unit.index()].unwrap_or(u32::MAX);
        let is_leaf =
            |row: &Row| !table.unit(row).is_total && !suspects.contains(&row.unit.index());
        let by_county = shape.has_counties && shape.has_precincts;
        let modes = table.modes.len();
        let mut whole = vec![(0u64, 0u32); table.choices.len() * modes];
        let mut in_county: HashMap<(u32, u8, u32), (u64, u32)> = HashMap::new();
        for row in &table.rows {
            let (Figure::Count(count), true) = (row.figure, is_leaf(row)) else {
                continue;
            };
            let sum = &mut whole[row.choice.index() * modes + usize::from(row.mode)];
            sum.0 = sum.0.saturating_add(count);
            sum.1 += 1;
            if by_county {
                let sum = in_county
                    .entry((row.choice.0, row.mode, inside(row)))
                    .or_default();
                sum.0 = sum.0.saturating_add(count);
                sum.1 += 1;
            }
        }
        let units = table.units.len();
        let mut weights = Self {
            first: vec![Met::default(); units],
            figures: vec![(0, 0); units],
            own: vec![0; units],
            others: vec![0; units],
        };
        for row in &table.rows {
            let at = row.unit.index();
            let Figure::Count(count) = row.figure else {
                continue;
            };
            if table.unit(row).is_total || table.choice(row).kind.is_turnout() {
                continue;
            }
            let suspect = suspects.contains(&at);
            let of_county = by_county && shape.county[at].is_some();
            let (sum, parts) = if of_county {
                in_county
                    .get(&(row.choice.0, row.mode, inside(row)))
                    .copied()
                    .unwrap_or_default()
            } else {
                whole[row.choice.index() * modes + usize::from(row.mode)]
            };
            // A leaf's own count is in the sum.
            let (others, parts) = if suspect {
                (sum, parts)
            } else {
                (sum.saturating_sub(count), parts - 1)
            };
            weights.first[at].at(u64::from(row.line));
            weights.own[at] = weights.own[at].saturating_add(count);
            weights.others[at] = weights.others[at].saturating_add(others);
            if count > 0 {
                weights.figures[at].0 += 1;
                weights.figures[at].1 += u32::from(others == count && parts > 1);
            }
        }
        weights
    }

    fn has_votes(&self, at: usize) -> bool {
        self.figures[at].0 > 0
    }

    /// For a unit without a name: half of its figures are sums, or all of them together are within a hundredth.
    fn is_sum_of_others(&self, at: usize) -> bool {
        let (figures, sums) = self.figures[at];
        let near = self.own[at].abs_diff(self.others[at]) <= self.own[at] / 100;
        figures > 0 && (sums * 2 >= figures || near && self.others[at] > 0)
    }

    /// For a unit with a name of its own: every figure is a sum, and there are enough of them to be no chance.
    fn is_exact_sum_of_others(&self, at: usize) -> bool {
        let (figures, sums) = self.figures[at];
        figures >= 3 && sums == figures && self.own[at] >= 100
    }
}

fn complain_of_named(table: &Table, totals: &[usize], complaints: &mut Vec<Complaint>) {
    if totals.is_empty() {
        return;
    }
    let mut met = Met::default();
    let mut of_candidates = 0u64;
    for row in &table.rows {
        if table.unit(row).is_total {
            met.at(u64::from(row.line));
            if table.choice(row).kind.is_vote() {
                of_candidates = of_candidates.saturating_add(row.figure.count().unwrap_or(0));
            }
        }
    }
    let names: Vec<String> = totals
        .iter()
        .map(|&at| format!("“{}”", table.units[at].shown()))
        .collect();
    met.complain(
        complaints,
        format!(
            "totals rows among the units ({}): a plain sum counts {} twice",
            some(&names, 3),
            counted(of_candidates, "vote", "votes")
        ),
        "them as stated totals, in no sum",
    );
}

fn complain_of_weighed(
    table: &Table,
    totals: &[usize],
    apart: &[usize],
    weights: &mut Weights,
    complaints: &mut Vec<Complaint>,
) {
    let mut blank = (Met::default(), 0u64, Vec::new());
    for &at in totals {
        let unit = &table.units[at];
        let met = std::mem::take(&mut weights.first[at]);
        if unit.county.is_empty() && unit.precinct.is_empty() {
            met.complain(
                complaints,
                format!(
                    "rows without a unit are the sums of the others: a plain sum counts {} votes twice",
                    thousands(weights.own[at])
                ),
                "them as stated totals, in no sum",
            );
        } else if unit.precinct.is_empty() {
            blank.0.join(&met);
            blank.1 = blank.1.saturating_add(weights.own[at]);
            blank.2.push(unit.county.clone());
        } else {
            met.complain(
                complaints,
                format!(
                    "“{}” is the sum of the other units in every figure: a plain sum counts {} votes twice",
                    unit.shown(),
                    thousands(weights.own[at])
                ),
                "it as a stated total, in no sum",
            );
        }
    }
    blank.0.complain(
        complaints,
        format!(
            "rows without a precinct are sums of their county's ({}): a plain sum counts {} votes twice",
            some(&blank.2, 3),
            thousands(blank.1)
        ),
        "them as stated totals, in no sum",
    );
    let mut met = Met::default();
    let (mut votes, mut names) = (0, Vec::new());
    for &at in apart {
        met.join(&weights.first[at]);
        votes = weights.own[at].saturating_add(votes);
        names.push(format!("“{}”", table.units[at].shown()));
    }
    met.complain(
        complaints,
        format!(
            "rows that name no {} and are no sum of the others ({}), with {}: whoever drops them loses these",
            if table.units.iter().any(|unit| !unit.precinct.is_empty() && !unit.county.is_empty()) { "precinct or county" } else { "county" },
            some(&names, 3),
            counted(votes, "vote", "votes")
        ),
        "them as units of their own",
    );
}
