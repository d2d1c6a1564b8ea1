//! What is odd in a file, beside what its rows and sums have told already: each a complaint with its place and effect.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use claim::Complaint;

use crate::notes::{Met, counted, some, thousands};
use crate::recognise::Format;
use crate::table::{Kind, Level, Mode, Table};
use crate::tally::Tally;
use crate::{counties, words};

/// How many of a sort are named.
const SHOWN: usize = 5;

/// Everything at once.
pub(crate) fn diagnose(table: &Table, contests: &[Tally], complaints: &mut Vec<Complaint>) {
    pseudo_candidates(table, complaints);
    duplicate_keys(table, complaints);
    spellings(table, complaints);
    cut_names(table, complaints);
    odd_districts(table, complaints);
    missing_counties(table, complaints);
    missing_registered(table, complaints);
    modes_alone(table, complaints);
    crate::label::mislabelled(table, contests, complaints);
}

/// Over-votes, blanks and ballots cast stand among the candidates.
fn pseudo_candidates(table: &Table, complaints: &mut Vec<Complaint>) {
    // The other formats have places of their own for them.
    if !is_by_names(table.format) {
        return;
    }
    let mut met: BTreeMap<Kind, (Met, BTreeSet<&str>, u64)> = BTreeMap::new();
    for row in &table.rows {
        let choice = table.choice(row);
        if matches!(choice.kind, Kind::Candidate | Kind::Total | Kind::WriteIn) {
            continue;
        }
        let (met, names, sum) = met.entry(choice.kind).or_default();
        met.at(u64::from(row.line));
        names.insert(choice.name.as_str());
        *sum = sum.saturating_add(row.figure.count().unwrap_or(0));
    }
    for (kind, (met, names, sum)) in met {
        let names: Vec<&str> = names.into_iter().collect();
        met.complain(
            complaints,
            format!(
                "{} among the candidates ({}): whoever ranks or adds them takes {} for votes",
                match kind {
                    Kind::Ballots => "ballots cast stand",
                    Kind::Registered => "registered voters stand",
                    Kind::Over => "over-votes stand",
                    Kind::Under => "under-votes stand",
                    Kind::Blank => "blank or spoilt ballots stand",
                    _ => "counts of precincts stand",
                },
                some(&names, 2),
                thousands(sum)
            ),
            "them apart from the candidates",
        );
    }
}

/// One unit, choice and mode on several rows.
fn duplicate_keys(table: &Table, complaints: &mut Vec<Complaint>) {
    let mut keys: Vec<(u64, u8, u32)> = table
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let key = u64::from(row.choice.0) << 32 | u64::from(row.unit.0);
            (key, row.mode, u32::try_from(at).unwrap_or(u32::MAX))
        })
        .collect();
    keys.sort_unstable();
    let (mut same, mut other) = (Met::default(), Met::default());
    let (mut twice, mut added) = (0u64, 0u64);
    let mut units = BTreeSet::new();
    for pair in keys.windows(2) {
        if (pair[0].0, pair[0].1) != (pair[1].0, pair[1].1) {
            continue;
        }
        let (first, second) = (
            &table.rows[pair[0].2 as usize],
            &table.rows[pair[1].2 as usize],
        );
        let votes = if second.counted && table.choice(second).kind.is_vote() {
            second.figure.count().unwrap_or(0)
        } else {
            0
        };
        units.insert(table.unit(second).shown());
        if first.figure == second.figure {
            same.at(u64::from(second.line));
            twice = twice.saturating_add(votes);
        } else {
            other.at(u64::from(second.line));
            added = added.saturating_add(votes);
        }
    }
    let units: Vec<String> = units.into_iter().collect();
    same.complain(
        complaints,
        format!(
            "{} an earlier one's unit, choice and figure ({}): entered twice, or two units of one name; if twice, {} too many",
            if same.count == 1 { "the row repeats" } else { "the rows repeat" },
            some(&units, 3),
            counted(twice, "vote is", "votes are")
        ),
        "both, added",
    );
    other.complain(
        complaints,
        format!(
            "{} an earlier one's unit and choice with another figure ({}): a table keyed by them loses {}",
            if other.count == 1 { "the row has" } else { "the rows have" },
            some(&units, 3),
            counted(added, "vote", "votes")
        ),
        "both, added",
    );
}

/// `US Senate` and `U.S. Senate`.
fn spellings(table: &Table, complaints: &mut Vec<Complaint>) {
    let mut seen = BTreeSet::new();
    for contest in &table.contests {
        let mut names = contest.spellings.clone();
        names.sort();
        if names.len() > 1 && seen.insert(names.clone()) {
            complaints.push(Complaint::new(
                contest.office.clone(),
                format!(
                    "one office under {} names ({}): by name its votes fall apart",
                    names.len(),
                    names.join("; ")
                ),
                "one contest",
            ));
        }
    }
}

/// Whether choices and units are known by their names alone, as people typed them.
const fn is_by_names(format: Format) -> bool {
    matches!(
        format,
        Format::OpenElections | Format::Medsl | Format::Sheet | Format::Archive
    )
}

/// Names that end where a column ended: several of the same greatest length.
fn cut_names(table: &Table, complaints: &mut Vec<Complaint>) {
    if !is_by_names(table.format) {
        return;
    }
    let candidates = table
        .choices
        .iter()
        .filter(|choice| choice.kind == Kind::Candidate)
        .map(|choice| choice.name.as_str());
    let precincts = table.units.iter().map(|unit| unit.precinct.as_str());
    for (what, names) in [
        ("candidates", candidates.collect::<BTreeSet<_>>()),
        ("precincts", precincts.collect()),
    ] {
        let Some((length, cut)) = cut(&names) else {
            continue;
        };
        complaints.push(Complaint::new(
            format!("names of {what}"),
            format!(
                "{} cut at {length} characters ({}): two that begin alike cannot be told apart",
                counted(cut.len() as u64, "name looks", "names look"),
                some(&cut, 2)
            ),
            "the names as they stand",
        ));
    }
}

/// The greatest length, and the names of it, where they end as if cut: more of them than of the lengths below.
fn cut<'n>(names: &BTreeSet<&'n str>) -> Option<(usize, Vec<&'n str>)> {
    let mut by_length: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for name in names {
        by_length
            .entry(name.chars().count())
            .or_default()
            .push(name);
    }
    let (&length, longest) = by_length.last_key_value()?;
    if !(20..=64).contains(&length) || longest.len() < 3 {
        return None;
    }
    let below = |by: usize| by_length.get(&(length - by)).map_or(0, Vec::len);
    (longest.len() * 2 > 3 * (below(1) + below(2)).div_ceil(2)).then(|| (length, longest.clone()))
}

/// A district with a name in it, where the others of the file have numbers: Georgia 2018 has a judge's.
fn odd_districts(table: &Table, complaints: &mut Vec<Complaint>) {
    let is_name = |district: &str| {
        let word = district.trim();
        word.chars().filter(|letter| letter.is_alphabetic()).count() >= 4
            && !word.chars().any(|letter| letter.is_ascii_digit())
            && !words::fold(word).split(' ').any(|word| {
                matches!(
                    word,
                    "at" | "large"
                        | "unexpired"
                        | "term"
                        | "district"
                        | "statewide"
                        | "county"
                        | "city"
                        | "north"
                        | "south"
                        | "east"
                        | "west"
                        | "northern"
                        | "southern"
                        | "central"
                        | "special"
                        | "seat"
                        | "place"
                        | "position"
                        | "ward"
                )
            })
    };
    let named: BTreeSet<String> = table
        .contests
        .iter()
        .filter(|contest| is_name(&contest.district))
        .filter(|contest| {
            // A judge's own name, not a place's: somebody who stands there bears it.
            let district = words::fold(&contest.district);
            table.choices.iter().any(|choice| {
                choice.kind == Kind::Candidate
                    && table.contests[choice.contest.index()].office == contest.office
                    && words::fold(&choice.name)
                        .split(' ')
                        .any(|word| word == district)
            })
        })
        .map(|contest| format!("{} “{}”", contest.office, contest.district))
        .collect();
    if !named.is_empty() {
        let named: Vec<String> = named.into_iter().collect();
        complaints.push(Complaint::new(
            "the column of districts",
            format!("it holds a candidate's name where a number is expected ({}): it is part of the contest's name", some(&named, 3)),
            "it as the contest's district",
        ));
    }
}

/// Counties of the state of which there is nothing, in a file that is not limited to a place.
fn missing_counties(table: &Table, complaints: &mut Vec<Complaint>) {
    let Some(all) = table.about.state.as_deref().and_then(counties::of) else {
        return;
    };
    let there: HashSet<String> = table
        .units
        .iter()
        .filter(|unit| !unit.is_total && !unit.county.is_empty())
        .map(|unit| counties::key(&unit.county))
        .collect();
    let known = all
        .iter()
        .filter(|name| there.contains(&counties::key(name)))
        .count();
    // A file of towns, or of a few counties by design, lists hardly any.
    if known < 2 || known * 5 < there.len() * 4 {
        return;
    }
    let missing: Vec<&str> = all
        .iter()
        .filter(|name| !there.contains(&counties::key(name)))
        .copied()
        .collect();
    let statewide = table.contests.iter().any(|contest| {
        matches!(
            words::office(&contest.office),
            Some(
                claim::OfficeSought::President
                    | claim::OfficeSought::Senate
                    | claim::OfficeSought::Governor
            )
        )
    });
    if missing.is_empty() {
        return;
    }
    complaints.push(Complaint::new(
        "the counties",
        format!(
            "{known} of the state's {} are there, without {}: {}",
            all.len(),
            some(&missing, SHOWN),
            if statewide {
                "a statewide sum is too small"
            } else {
                "whether the contests reach there the file does not say"
            }
        ),
        "what is there",
    ));
}

/// Units that list nobody as registered, in a file in which others do: turnout over them is no turnout.
fn missing_registered(table: &Table, complaints: &mut Vec<Complaint>) {
    let mut registered: BTreeMap<&str, u64> = BTreeMap::new();
    for row in &table.rows {
        if table.choice(row).kind == Kind::Registered && table.unit(row).level != Level::State {
            let sum = registered
                .entry(table.unit(row).county.as_str())
                .or_default();
            *sum = sum.saturating_add(row.figure.count().unwrap_or(0));
        }
    }
    let listing = registered.values().filter(|&&sum| sum > 0).count();
    let counties: BTreeSet<&str> = table
        .units
        .iter()
        .filter(|unit| !unit.is_total && !unit.county.is_empty())
        .map(|unit| unit.county.as_str())
        .collect();
    if registered.is_empty() || counties.len() < 2 || listing == counties.len() {
        return;
    }
    complaints.push(Complaint::new(
        "registered voters",
        format!(
            "{listing} of {} counties give them: turnout over the whole would be too high",
            counties.len()
        ),
        "them where they are given",
    ));
}

/// Modes and no figure for all of them.
fn modes_alone(table: &Table, complaints: &mut Vec<Complaint>) {
    if table.modes.len() < 3 || table.format != Format::OpenElections {
        return;
    }
    let whole = table
        .rows
        .iter()
        .any(|row| row.mode == 0 && row.figure.count().is_some());
    if !whole {
        let modes: Vec<&str> = table
            .modes
            .iter()
            .filter(|mode| **mode != Mode::All)
            .map(Mode::word)
            .collect();
        complaints.push(Complaint::new(
            "line 1",
            format!(
                "there is no column for all votes, only for modes ({})",
                modes.join(", ")
            ),
            "the modes, added",
        ));
    }
}
