//! Figures that the file states for a whole, against those for its parts.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::{Against, Break, Found};
use crate::table::{ContestId, Figure, Level, Table};

/// A county with its state; nothing for the whole.
type Place<'t> = Option<(&'t str, &'t str)>;

/// What the file states for a county or the state, against the units inside.
pub(super) fn stated_units(table: &Table, found: &mut [Found]) {
    if !table.units.iter().any(|unit| unit.is_total) {
        return;
    }
    // Sums over the leaves: of everything, and of each county.
    let mut sums: HashMap<(u32, u8, Place<'_>), u64> = HashMap::new();
    // Where units give modes alone, their sum is what stands against a figure for all of them.
    let mut of_modes: HashMap<u32, u64> = HashMap::new();
    let mut withheld: HashSet<u32> = HashSet::new();
    for row in &table.rows {
        let unit = table.unit(row);
        match row.figure {
            Figure::Count(count) if !unit.is_total => {
                let whole = sums.entry((row.choice.0, row.mode, None)).or_default();
                *whole = whole.saturating_add(count);
                if row.mode != 0 {
                    let all = of_modes.entry(row.choice.0).or_default();
                    *all = all.saturating_add(count);
                }
                if !unit.precinct.is_empty() && !unit.county.is_empty() {
                    let county = Some((unit.state.as_str(), unit.county.as_str()));
                    let sum = sums.entry((row.choice.0, row.mode, county)).or_default();
                    *sum = sum.saturating_add(count);
                }
            }
            Figure::Suppressed => {
                withheld.insert(row.choice.0);
            }
            _ => {}
        }
    }
    for row in table
        .rows
        .iter()
        .filter(|row| table.unit(row).is_total && !row.counted)
    {
        let (unit, choice) = (table.unit(row), table.choice(row));
        let Some(stated) = row.figure.count() else {
            continue;
        };
        if choice.kind.is_turnout() || withheld.contains(&row.choice.0) {
            continue;
        }
        let county =
            (unit.level == Level::County).then_some((unit.state.as_str(), unit.county.as_str()));
        let by_modes = (row.mode == 0 && county.is_none()).then(|| of_modes.get(&row.choice.0));
        let found_sum = sums
            .get(&(row.choice.0, row.mode, county))
            .or_else(|| by_modes.flatten());
        let Some(&computed) = found_sum else {
            continue;
        };
        let found = &mut found[choice.contest.index()].0;
        found.sums_checked += 1;
        if stated != computed {
            found.sums_off += 1;
            found.breaks.push(Break {
                unit: unit.shown(),
                level: unit.level,
                against: Against::Units,
                choice: Some(choice.name.clone()),
                stated,
                computed,
                missing: Vec::new(),
            });
        }
    }
}

/// The figure for all modes, against the modes, where the file gives both.
pub(super) fn modes(table: &Table, found: &mut [Found]) {
    if table.modes.len() < 2 {
        return;
    }
    let mut parts: HashMap<(u32, u32), (u64, ContestId)> = HashMap::new();
    for row in table.rows.iter().filter(|row| row.mode != 0) {
        if let Some(count) = row.figure.count() {
            let entry = parts
                .entry((row.choice.0, row.unit.0))
                .or_insert((0, table.choice(row).contest));
            entry.0 = entry.0.saturating_add(count);
        }
    }
    for row in table.rows.iter().filter(|row| row.mode == 0) {
        let (Some(stated), Some(&(computed, contest))) =
            (row.figure.count(), parts.get(&(row.choice.0, row.unit.0)))
        else {
            continue;
        };
        let found = &mut found[contest.index()].0;
        found.sums_checked += 1;
        if stated != computed {
            found.sums_off += 1;
            let unit = table.unit(row);
            found.breaks.push(Break {
                unit: unit.shown(),
                level: unit.level,
                against: Against::Modes,
                choice: Some(table.choice(row).name.clone()),
                stated,
                computed,
                missing: Vec::new(),
            });
        }
    }
}
