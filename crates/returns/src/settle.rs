//! Which figures sums take: every vote once.
//!
//! A file can hold a precinct, its county and the state, a candidate and the contest's total, a mode and all modes together.
//! Units that are sums of others are known by their names (`TOTAL`, `Total Votes`) or, where they have none, by adding up: a
//! blank county can be the state's total (Arkansas 2020) or the voters overseas (Maine 2018).

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use claim::Complaint;

use crate::notes::{Met, counted, some, thousands};
use crate::recognise::Format;
use crate::table::{ContestId, Figure, Kind, Level, Row, Table};
use crate::words;

/// Decides for every row whether it counts.
pub(crate) fn settle(table: &mut Table, complaints: &mut Vec<Complaint>) {
    adopt(table);
    let shape = Shape::of(table);
    shape.find_totals(table, complaints);
    count(table, &shape, complaints);
}

/// A contest without candidates belongs to the one contest for the same office that has some: Texas writes the total of a
/// party's runoff without the party.
fn adopt(table: &mut Table) {
    let mut has_votes = vec![false; table.contests.len()];
    for choice in &table.choices {
        has_votes[choice.contest.index()] |= choice.kind.is_vote();
    }
    if has_votes.iter().all(|&has| has) {
        return;
    }
    let key = |at: usize| {
        let contest = &table.contests[at];
        let office = words::office(&contest.office).map_or_else(
            || words::fold(&contest.office),
            |office| office.word().to_owned(),
        );
        (
            office,
            crate::build::district_key(&contest.district),
            contest.state.clone(),
            contest.stage.clone(),
            contest.date,
            contest.special,
        )
    };
    let mut with_votes: HashMap<_, Vec<ContestId>> = HashMap::new();
    for at in (0..table.contests.len()).filter(|&at| has_votes[at]) {
        let id = ContestId(u32::try_from(at).unwrap_or(u32::MAX));
        with_votes.entry(key(at)).or_default().push(id);
    }
    let mut new_home = HashMap::new();
    for at in (0..table.contests.len())
        .filter(|&at| !has_votes[at] && !table.contests[at].office.is_empty())
    {
        if let Some([only]) = with_votes.get(&key(at)).map(Vec::as_slice) {
            new_home.insert(at, *only);
        }
    }
    // Where nobody stands for the "office" anywhere, it is a heading over ballots and voters: `SOVC`.
    let headings: Vec<usize> = (0..table.contests.len())
        .filter(|&at| !has_votes[at] && !with_votes.contains_key(&key(at)))
        .collect();
    for choice in &mut table.choices {
        if let Some(&home) = new_home.get(&choice.contest.index()) {
            choice.contest = home;
        }
    }
    let mut is_heading = vec![false; table.contests.len()];
    for &at in &headings {
        is_heading[at] = true;
    }
    for choice in &table.choices {
        if !choice.kind.is_turnout() {
            is_heading[choice.contest.index()] = false;
        }
    }
    for (contest, _) in table
        .contests
        .iter_mut()
        .zip(is_heading)
        .filter(|(_, is)| *is)
    {
        contest.office.clear();
    }
}

/// How the units lie in one another.
struct Shape {
    /// The county of each unit, numbered; units without one have none.
    county: Vec<Option<u32>>,
    has_counties: bool,
    has_precincts: bool,
}

impl Shape {
    fn of(table: &Table) -> Self {
        let mut numbers: HashMap<(String, String), u32> = HashMap::new();
        let mut county = Vec::with_capacity(table.units.len());
        for unit in &table.units {
            if unit.county.is_empty() {
                county.push(None);
                continue;
            }
            let key = (unit.state.clone(), unit.county.to_lowercase());
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            county.push(Some(*numbers.entry(key).or_insert(next)));
        }
        Self {
            county,
            has_counties: !numbers.is_empty(),
            has_precincts: table.units.iter().any(|unit| !unit.precinct.is_empty()),
        }
    }

    /// Marks the units that are sums of others.
    fn find_totals(&self, table: &mut Table, complaints: &mut Vec<Complaint>) {
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

/// Sets what counts.
fn count(table: &mut Table, shape: &Shape, complaints: &mut Vec<Complaint>) {
    // Where a contest, or its county, has nothing but its total, the total counts.
    let mut leaves = vec![false; table.contests.len()];
    let mut county_leaves: HashSet<(ContestId, u32)> = HashSet::new();
    let any_totals = table.units.iter().any(|unit| unit.is_total);
    let of_counties = table
        .units
        .iter()
        .any(|unit| unit.is_total && unit.level == Level::County);
    if any_totals {
        for row in &table.rows {
            if !table.unit(row).is_total {
                let contest = table.choice(row).contest;
                leaves[contest.index()] = true;
                if of_counties && let Some(county) = shape.county[row.unit.index()] {
                    county_leaves.insert((contest, county));
                }
            }
        }
    }
    let whole = Whole::of(table);
    let instead = instead_of_withheld(table, shape);
    if !instead.is_empty() {
        complaints.push(Complaint::new(
            "withheld counts",
            format!(
                "some precincts of a county are withheld, and the county's total is given: {}",
                counted(
                    instead.len() as u64,
                    "choice in one county",
                    "choices, each in one county"
                )
            ),
            "the county's total instead of its precincts",
        ));
    }
    let mut totals = Met::default();
    for at in 0..table.rows.len() {
        let row = table.rows[at];
        let (choice, unit) = (table.choice(&row), table.unit(&row));
        let is_leaf = !unit.is_total
            || match (unit.level, shape.county[row.unit.index()]) {
                (Level::County, Some(county)) => !county_leaves.contains(&(choice.contest, county)),
                _ => !leaves[choice.contest.index()],
            };
        let county = shape.county[row.unit.index()].unwrap_or(u32::MAX);
        let is_leaf = if !instead.is_empty() && instead.contains(&(row.choice.0, county)) {
            unit.is_total && unit.level == Level::County
        } else {
            is_leaf
        };
        let of_contest = matches!(choice.kind, Kind::Reporting | Kind::Precincts)
            && !table.contest(&row).office.is_empty();
        let is_leaf = is_leaf || of_contest;
        let is_total = choice.kind == Kind::Total;
        if is_total {
            totals.at(u64::from(row.line));
        }
        let is_part = row.mode != 0 && whole.has(&row);
        table.rows[at].counted = is_leaf && !is_total && !is_part && row.figure.count().is_some();
    }
    // In MEDSL's and our own tables a total is a column.
    if !matches!(
        table.format,
        Format::OpenElections | Format::Sheet | Format::Archive
    ) {
        return;
    }
    totals.complain(
        complaints,
        format!(
            "{} among the candidates: whoever adds up the candidates counts every vote twice",
            if totals.count == 1 {
                "a total stands"
            } else {
                "totals stand"
            }
        ),
        "them as stated totals, in no sum",
    );
}

/// Choices and counties of which precincts are withheld while the county's total is given (New Mexico 2020).
fn instead_of_withheld(table: &Table, shape: &Shape) -> HashSet<(u32, u32)> {
    let key = |row: &Row| Some((row.choice.0, shape.county[row.unit.index()]?));
    let withheld: HashSet<(u32, u32)> = table
        .rows
        .iter()
        .filter(|row| row.figure == Figure::Suppressed)
        .filter_map(key)
        .collect();
    if withheld.is_empty() {
        return withheld;
    }
    table
        .rows
        .iter()
        .filter(|row| {
            let unit = table.unit(row);
            unit.is_total && unit.level == Level::County && row.figure.count().is_some()
        })
        .filter_map(key)
        .filter(|key| withheld.contains(key))
        .collect()
}

/// The figures that are there for all modes together, where the file also has parts.
struct Whole(HashSet<u64>);

impl Whole {
    fn of(table: &Table) -> Self {
        let mut whole = HashSet::new();
        if table.modes.len() > 1 {
            whole.extend(
                table
                    .rows
                    .iter()
                    .filter(|row| row.mode == 0 && row.figure.count().is_some())
                    .map(Self::key),
            );
        }
        Self(whole)
    }

    fn key(row: &Row) -> u64 {
        u64::from(row.choice.0) << 32 | u64::from(row.unit.0)
    }

    fn has(&self, row: &Row) -> bool {
        self.0.contains(&Self::key(row))
    }
}
