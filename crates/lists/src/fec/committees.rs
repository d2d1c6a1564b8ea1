//! The committee master file of the Federal Election Commission, `cm.txt`: a row for each committee, with its name, what it is, and
//! for a candidate's committee the candidate's id. <https://www.fec.gov/campaign-finance-data/committee-master-file-description/>
//!
//! The file is that of a two-year cycle, which its rows do not name, nor the year of an election: no race is settled here.

use claim::{Committee, Complaint, Origin, Scheme, Statement, is_committee_id};

use super::{Read, designation, refused};
use crate::List;
use crate::words::Words;

/// The columns: `CMTE_ID` to `CAND_ID`.
const COLUMNS: usize = 15;
const NAME: usize = 1;
const DESIGNATION: usize = 8;
const CANDIDATE: usize = 14;

/// Whether a file begins like this one: a committee's id, and as many columns.
pub(super) fn begins(first: &[&str]) -> bool {
    first.len() == COLUMNS && is_committee_id(first[0])
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
    let id = cells[0].trim();
    if !is_committee_id(id) {
        return refused(place, format!("`{id}` is no id of a committee"));
    }
    let mut complaints = Vec::new();
    let mut complain = |what: String| {
        complaints.push(Complaint::new(place, what, "the rest of the row"));
    };
    let letter = cells[DESIGNATION].trim();
    let designation = designation(letter);
    if designation.is_none() && !letter.is_empty() {
        complain(format!("`{letter}` is no designation of a committee"));
    }
    let candidate = cells[CANDIDATE].trim();
    let is_candidate = Scheme::Fec.is_form_of(candidate);
    if !is_candidate && !candidate.is_empty() {
        complain(format!("`{candidate}` is no id of a candidate"));
    }
    let name = cells[NAME].trim();
    // Who it is; and whose, where it is somebody's: that stands at the other end of the row.
    let end = if is_candidate {
        row.len()
    } else {
        cells[0].len() + 1 + cells[NAME].len()
    };
    let committee = Statement::Committee(Committee {
        committee: id.to_owned(),
        name: (!name.is_empty()).then(|| name.to_owned()),
        designation,
        candidate: None,
        candidate_id: is_candidate.then(|| candidate.to_owned()),
        race: None,
        period: None,
    });
    let origin = Origin::Document {
        name: List::FecCommittees.name().to_owned(),
    };
    let claim = Words::new(row).claim(0..end, committee, &origin);
    (Ok((id.to_owned(), vec![claim])), complaints)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSIONS: &str = "C00306704|FRIENDS OF SESSIONS SENATE COMMITTEE INC||||MONTGOMERY|AL|36111|P|S|REP|Q|||S6AL00195";

    #[track_caller]
    fn check(row: &str, expect: &str) {
        let (read, complaints) = entry(row, "cm.txt, line 1");
        let told = match read {
            Err(refused) => refused.what,
            Ok((_, claims)) => {
                let statement = serde_json::to_string(&claims[0].claim.statement).unwrap();
                let complaints: Vec<String> = complaints.into_iter().map(|c| c.what).collect();
                format!("{statement} {}", complaints.join("; "))
            }
        };
        assert_eq!(told.trim(), expect);
    }

    #[test]
    fn a_row_says_whose_committee_it_is() {
        check(
            SESSIONS,
            r#"{"kind":"committee","committee":"C00306704","name":"FRIENDS OF SESSIONS SENATE COMMITTEE INC","designation":"principal","candidate_id":"S6AL00195"}"#,
        );
        check(
            "C00000059|HALLMARK CARDS PAC||||KANSAS CITY|MO|64108|U|Q|UNK|M|C||",
            r#"{"kind":"committee","committee":"C00000059","name":"HALLMARK CARDS PAC","designation":"unauthorized"}"#,
        );
    }

    #[test]
    fn what_is_no_row_is_refused_and_what_is_odd_is_told() {
        check("C00000059|HALLMARK", "a row of 2 columns, not 15");
        check(
            &SESSIONS.replacen("C00306704", "306704", 1),
            "`306704` is no id of a committee",
        );
        check(
            "C00000059|HALLMARK CARDS PAC||||KANSAS CITY|MO|64108|X|Q|UNK|M|C||C00306704",
            r#"{"kind":"committee","committee":"C00000059","name":"HALLMARK CARDS PAC"} `X` is no designation of a committee; `C00306704` is no id of a candidate"#,
        );
    }
}
