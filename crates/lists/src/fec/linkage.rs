//! The linkage of candidates and committees of the Federal Election Commission, `ccl.txt`: which committee was whose in a two-year
//! cycle, and for the election of which year.
//! <https://www.fec.gov/campaign-finance-data/candidate-committee-linkage-file-description/>
//!
//! The office and, for the Senate, the state stand in the candidate's id. A candidate for the House keeps the id when the district
//! changes, so the district in it is that of long ago, and no race is settled.

use claim::{Committee, Complaint, Origin, Period, Race, Scheme, Statement, When, is_committee_id};

use super::{Read, designation, race, refused};
use crate::List;
use crate::words::Words;

/// The columns: `CAND_ID` to `LINKAGE_ID`.
const COLUMNS: usize = 7;
/// `CAND_ELECTION_YR`: the year of the candidate's election.
const ELECTION: usize = 1;
/// `FEC_ELECTION_YR`: the even year that ends the cycle.
const CYCLE: usize = 2;
const COMMITTEE: usize = 3;
const DESIGNATION: usize = 5;
const LINKAGE: usize = 6;

/// Whether a file begins like this one. Not every row has a candidate in its first column: two committees can be linked too.
pub(super) fn begins(first: &[&str]) -> bool {
    first.len() == COLUMNS
        && year(first[ELECTION]).is_some()
        && year(first[CYCLE]).is_some()
        && is_committee_id(first[COMMITTEE])
}

/// Reads a row.
pub(crate) fn entry(row: &str, place: &str) -> Read {
    let cells: Vec<&str> = row.split('|').collect();
    if cells.len() != COLUMNS {
        return refused(
            place,
            format!("a row of {} columns, not {COLUMNS}", cells.len()),
        );
    }
    let (id, committee) = (cells[0].trim(), cells[COMMITTEE].trim());
    if !is_committee_id(committee) {
        return refused(place, format!("`{committee}` is no id of a committee"));
    }
    let mut complaints = Vec::new();
    let mut complain = |what: String| {
        complaints.push(Complaint::new(place, what, "the rest of the row"));
    };
    let is_candidate = Scheme::Fec.is_form_of(id);
    if !is_candidate {
        complain(format!("`{id}` is no id of a candidate"));
    }
    let letter = cells[DESIGNATION].trim();
    let designation = designation(letter);
    if designation.is_none() {
        complain(format!("`{letter}` is no designation of a committee"));
    }
    let period = year(cells[CYCLE]).and_then(cycle);
    if period.is_none() {
        complain(format!("`{}` ends no cycle of two years", cells[CYCLE]));
    }
    let linked = Statement::Committee(Committee {
        committee: committee.to_owned(),
        name: None,
        designation,
        candidate: None,
        candidate_id: is_candidate.then(|| id.to_owned()),
        race: year(cells[ELECTION])
            .filter(|_| is_candidate)
            .and_then(|year| sought(id, year)),
        period,
    });
    let origin = Origin::Document {
        name: List::FecLinkage.name().to_owned(),
    };
    let end = row.len() - cells[LINKAGE].len() - 1;
    let claim = Words::new(row).claim(0..end, linked, &origin);
    let key = format!("{id} and {committee} in {}", cells[CYCLE].trim());
    (Ok((key, vec![claim])), complaints)
}

fn year(text: &str) -> Option<i16> {
    let text = text.trim();
    let year: i16 = text.parse().ok()?;
    (text.len() == 4 && (1976..=2100).contains(&year)).then_some(year)
}

/// The two years that end with an even one.
fn cycle(year: i16) -> Option<Period> {
    let day = |text: String| -> Option<When> { text.parse().ok() };
    (year % 2 == 0).then_some(())?;
    Some(Period {
        start: day(format!("{:04}-01-01", year - 1)),
        end: day(format!("{year:04}-12-31"))?,
    })
}

/// The race of a candidate for the Senate or the presidency.
fn sought(id: &str, year: i16) -> Option<Race> {
    match id.get(..1)? {
        "S" => race(id, year, id.get(2..4)?, ""),
        "P" => race(id, year, "US", ""),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(row: &str, expect: &str) {
        let (read, complaints) = entry(row, "ccl.txt, line 1");
        let told = match read {
            Err(refused) => refused.what,
            Ok((key, claims)) => {
                let statement = serde_json::to_string(&claims[0].claim.statement).unwrap();
                let complaints: Vec<String> = complaints.into_iter().map(|c| c.what).collect();
                format!("{key}: {statement} {}", complaints.join("; "))
            }
        };
        assert_eq!(told.trim(), expect);
    }

    #[test]
    fn a_row_links_a_committee_to_a_candidacy() {
        check(
            "S6AL00195|2020|2020|C00306704|S|P|222196",
            r#"S6AL00195 and C00306704 in 2020: {"kind":"committee","committee":"C00306704","designation":"principal","candidate_id":"S6AL00195","race":"2020-AL-senate","period":"2019-01-01/2020-12-31"}"#,
        );
        // A senator who stands two years later has a committee all the same.
        check(
            "S6AL00013|2022|2020|C00193623|S|P|222383",
            r#"S6AL00013 and C00193623 in 2020: {"kind":"committee","committee":"C00193623","designation":"principal","candidate_id":"S6AL00013","race":"2022-AL-senate","period":"2019-01-01/2020-12-31"}"#,
        );
        check(
            "H0AL01055|2020|2020|C00697789|H|P|226125",
            r#"H0AL01055 and C00697789 in 2020: {"kind":"committee","committee":"C00697789","designation":"principal","candidate_id":"H0AL01055","period":"2019-01-01/2020-12-31"}"#,
        );
    }

    #[test]
    fn what_is_odd_is_told() {
        check("S6AL00195|2020", "a row of 2 columns, not 7");
        check(
            "S6AL00195|2020|2020||S|P|222196",
            "`` is no id of a committee",
        );
        check(
            "C00027466|2018|2021|C00682112|N|Z|225231",
            r#"C00027466 and C00682112 in 2021: {"kind":"committee","committee":"C00682112"} `C00027466` is no id of a candidate; `Z` is no designation of a committee; `2021` ends no cycle of two years"#,
        );
    }
}
