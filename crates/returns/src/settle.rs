//! Which figures sums take: every vote once.
//!
//! A file can hold a precinct, its county and the state, a candidate and the contest's total, a mode and all modes together.
//! Units that are sums of others are known by their names (`TOTAL`, `Total Votes`) or, where they have none, by adding up: a
//! blank county can be the state's total (Arkansas 2020) or the voters overseas (Maine 2018).

mod totals;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use claim::Complaint;

use crate::notes::{Met, counted};
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
