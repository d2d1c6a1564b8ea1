//! The bulk files of the Federal Election Commission: rows parted by strokes without a header (`cn`, `cm`, `ccl`, `weball`), and
//! one CSV file with a header (`candidate_summary`). <https://www.fec.gov/data/browse-data/?tab=bulk-data>

pub(crate) mod candidates;
pub(crate) mod committees;
pub(crate) mod linkage;
pub(crate) mod summary;
mod sums;
pub(crate) mod totals;

use std::ops::Range;
use std::sync::LazyLock;

use claim::{Complaint, Designation, Occurrence, Race, When};

use crate::List;

/// What an entry gives: its id and claims, or why it gives none; and complaints.
pub(crate) type Read = (Result<(String, Vec<Occurrence>), Complaint>, Vec<Complaint>);

/// Which of the files begins like this.
pub(crate) fn begins(start: &str) -> Option<List> {
    let first = start.lines().next().unwrap_or_default();
    if totals::Header::read(first).is_some() {
        return Some(List::FecTotals);
    }
    let cells: Vec<&str> = first.split('|').collect();
    if candidates::begins(&cells) {
        Some(List::FecCandidates)
    } else if committees::begins(&cells) {
        Some(List::FecCommittees)
    } else if linkage::begins(&cells) {
        Some(List::FecLinkage)
    } else {
        summary::begins(&cells).then_some(List::FecSummary)
    }
}

/// A row that names nobody.
fn refused(place: &str, what: String) -> Read {
    let complaint = Complaint::new(place, what, "the other rows");
    (Err(complaint), Vec::new())
}

/// Where a cell stands in its row, without spaces around it.
fn range(cells: &[&str], column: usize) -> Range<usize> {
    let before: usize = cells[..column].iter().map(|cell| cell.len() + 1).sum();
    let cell = cells[column];
    let start = before + cell.len() - cell.trim_start().len();
    start..start + cell.trim().len()
}

/// `02/12/2020`, as the FEC's files write days.
fn day(text: &str) -> Option<When> {
    let mut parts = text.split('/');
    let (month, date, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || month.len() != 2 || date.len() != 2 || year.len() != 4 {
        return None;
    }
    format!("{year}-{month}-{date}").parse().ok()
}

/// What a letter of `CMTE_DSGN` stands for.
/// <https://www.fec.gov/campaign-finance-data/committee-master-file-description/>
fn designation(letter: &str) -> Option<Designation> {
    Some(match letter {
        "P" => Designation::Principal,
        "A" => Designation::Authorized,
        "J" => Designation::Joint,
        "D" => Designation::Leadership,
        "B" => Designation::Lobbyist,
        "U" => Designation::Unauthorized,
        _ => return None,
    })
}

/// The states of the three classes of senators.
static CLASSES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    include_str!("../../data/senate_classes.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(_, states)| states.split_whitespace().collect())
        .collect()
});

/// The regular election at the end of the cycle, where there is one.
fn race(id: &str, year: i16, state: &str, district: &str) -> Option<Race> {
    let text = match id.get(..1)? {
        "H" => format!("{year}-{state}-house-{district}"),
        "S" if elects_senator(state, year) => format!("{year}-{state}-senate"),
        "P" if year % 4 == 0 => format!("{year}-US-president"),
        _ => return None,
    };
    text.parse().ok()
}

fn elects_senator(state: &str, year: i16) -> bool {
    let class = match year % 6 {
        2 => 0,
        4 => 1,
        0 => 2,
        _ => return false,
    };
    CLASSES
        .get(class)
        .is_some_and(|states| states.contains(&state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_two_senators() {
        let all: Vec<&str> = CLASSES.iter().flatten().copied().collect();
        assert_eq!(
            CLASSES.iter().map(Vec::len).collect::<Vec<_>>(),
            [33, 33, 34]
        );
        for state in &all {
            assert_eq!(
                all.iter().filter(|other| *other == state).count(),
                2,
                "{state}"
            );
        }
    }

    #[test]
    fn the_race_is_the_regular_one_at_the_end_of_the_cycle() {
        let check = |id: &str, year, state: &str, district: &str, expect: &str| {
            let race = race(id, year, state, district);
            assert_eq!(race.map_or(String::new(), |race| race.to_string()), expect);
        };
        check("S6AL00195", 2020, "AL", "00", "2020-AL-senate");
        check("S6AL00195", 2024, "AL", "00", "");
        check("H6AK00045", 2020, "AK", "00", "2020-AK-house-0");
        check("P00015891", 2020, "US", "00", "2020-US-president");
        check("P00015891", 2022, "US", "00", "");
    }
}
