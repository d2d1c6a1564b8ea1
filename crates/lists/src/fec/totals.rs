//! The two-year summary of candidates of the Federal Election Commission, `candidate_summary_2020.csv`: a row for each candidate,
//! with the sums of all their committees' reports and the days from and to which they are counted.
//! <https://www.fec.gov/campaign-finance-data/candidate-summary-file-description/>
//!
//! Beside `weball` it says from when the sums are counted. The columns are found by their names, which the FEC has reordered.

use std::ops::Range;

use claim::{
    Complaint, Identifier, Measure, OfficeSought, Origin, Period, PersonName, Scheme, Statement,
    When,
};

use super::sums::{Cell, Row, claims, identity};
use super::{Read, day, race, refused};
use crate::List;
use crate::words::Words;

/// The columns without which a file is not this one.
const NAME: &str = "cand_name";
const ID: &str = "cand_id";
const OFFICE: &str = "cand_office";
const STATE: &str = "cand_office_st";
const DISTRICT: &str = "cand_office_dist";
const FROM: &str = "coverage_start_date";
const TO: &str = "coverage_end_date";
const RAISED: &str = "total_receipt";
const SPENT: &str = "total_disbursement";
const AT_START: &str = "cash_on_hand_bop";
const AT_END: &str = "cash_on_hand_cop";
const NEEDED: [&str; 11] = [
    NAME, ID, OFFICE, STATE, DISTRICT, FROM, TO, RAISED, SPENT, AT_START, AT_END,
];

/// The sums that are read: the column, what it measures, and for when.
const SUMS: [(&str, Measure, For); 8] = [
    (RAISED, Measure::Raised, For::Period),
    (
        "transfer_from_other_auth_committee",
        Measure::TransferredIn,
        For::Period,
    ),
    (SPENT, Measure::Spent, For::Period),
    (
        "transfer_to_other_auth_committee",
        Measure::TransferredOut,
        For::Period,
    ),
    (AT_START, Measure::CashOnHand, For::Start),
    (AT_END, Measure::CashOnHand, For::End),
    ("cand_loan", Measure::Loaned, For::Period),
    ("debt_owed_by_committee", Measure::Debt, For::End),
];

/// For when a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    Start,
    End,
    Period,
}

/// The names of the columns, small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header(Vec<String>);

impl Header {
    /// The header, if a line is this file's.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let names: Vec<String> = cells(line.trim_end_matches('\r'))
            .into_iter()
            .map(|at| line[at].trim().to_ascii_lowercase())
            .collect();
        NEEDED
            .iter()
            .all(|needed| names.iter().any(|name| name == needed))
            .then_some(Self(names))
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|held| held == name)
    }
}

/// Where the cells of a line stand, without the quotation marks around them. A doubled mark inside is left doubled: neither names
/// nor numbers have one.
fn cells(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    loop {
        let rest = &line[from..];
        let (at, next) = if let Some(inner) = rest.strip_prefix('"') {
            let end = closing(inner);
            let start = from + 1;
            let after = (start + end + 1).min(line.len());
            let next = line[after..].find(',').map(|comma| after + comma);
            (start..start + end, next)
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            let next = (end < rest.len()).then_some(from + end);
            (from..from + end, next)
        };
        found.push(at);
        match next {
            Some(comma) => from = comma + 1,
            None => return found,
        }
    }
}

/// Where the mark that closes a cell stands.
fn closing(inner: &str) -> usize {
    let bytes = inner.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            if bytes.get(at + 1) != Some(&b'"') {
                return at;
            }
            at += 1;
        }
        at += 1;
    }
    inner.len()
}

/// Reads a row under the file's header.
pub(crate) fn entry(header: Option<&Header>, row: &str, place: &str) -> Read {
    let Some(header) = header else {
        let what = "a row before the header that names the columns".to_owned();
        return refused(place, what);
    };
    let found = cells(row);
    if found.len() != header.0.len() {
        return refused(
            place,
            format!("a row of {} columns, not {}", found.len(), header.0.len()),
        );
    }
    let at = |name: &str| {
        header.place(name).map(|column| {
            let at = found[column].clone();
            let held = &row[at.clone()];
            let start = at.start + held.len() - held.trim_start().len();
            start..start + held.trim().len()
        })
    };
    let text = |name: &str| at(name).map_or("", |at| &row[at]);
    let (id, name) = (text(ID), text(NAME));
    if !Scheme::Fec.is_form_of(id) {
        return refused(place, format!("`{id}` is no id of a candidate"));
    }
    let holder = PersonName::new(name).natural();
    if !holder.as_str().chars().any(char::is_alphabetic) {
        return refused(place, format!("`{name}` names nobody"));
    }
    let mut complaints = Vec::new();
    let mut found = Vec::new();
    found.extend(identifier(row, &at, &holder));
    let (from, to) = (day(text(FROM)), day(text(TO)));
    let Some(end) = to else {
        // Half of the file: people whose committees have filed no report. Their sums are nothing, said of no day.
        let sums = SUMS.map(|(name, ..)| text(name));
        if sums.iter().any(|sum| !matches!(*sum, "" | "0" | "0.00")) {
            let what = format!(
                "`{}` is no day to which the sums of {name} could reach",
                text(TO)
            );
            complaints.push(Complaint::new(place, what, "the name and the id"));
        }
        return (Ok((id.to_owned(), found)), complaints);
    };
    let year = end.year() + end.year() % 2;
    let sums = Row {
        text: row,
        place,
        holder: holder.as_str(),
        race: race(id, year, text(STATE), text(DISTRICT)),
        list: List::FecTotals,
    };
    let held: Vec<Cell> = SUMS
        .into_iter()
        .filter_map(|(name, measure, of)| {
            Some(Cell {
                at: at(name)?,
                column: name.to_owned(),
                measure,
                period: period(of, from, end)?,
            })
        })
        .collect();
    found.extend(claims(&sums, &held, &mut complaints));
    complaints.extend(identity(&sums, [AT_START, RAISED, SPENT, AT_END].map(text)));
    (Ok((format!("{id} to {end}"), found)), complaints)
}

/// For when a sum holds; nothing for what a committee had at a beginning that nobody names.
fn period(of: For, from: Option<When>, end: When) -> Option<Period> {
    Some(match of {
        For::Start => Period {
            start: None,
            end: from?,
        },
        For::End => Period { start: None, end },
        For::Period => Period { start: from, end },
    })
}

/// Who has the id, from the name to the office's state.
fn identifier(
    row: &str,
    at: &dyn Fn(&str) -> Option<Range<usize>>,
    person: &PersonName,
) -> Option<claim::Occurrence> {
    let (name, id, office, state) = (at(NAME)?, at(ID)?, at(OFFICE)?, at(STATE)?);
    let sought = match &row[office.clone()] {
        "H" => Some(OfficeSought::House),
        "S" => Some(OfficeSought::Senate),
        "P" => Some(OfficeSought::President),
        _ => None,
    };
    let statement = Statement::Identifier(Identifier {
        person: person.clone(),
        scheme: Scheme::Fec,
        value: row[id.clone()].to_owned(),
        // The file names no election: who has stopped running is in it for as long as the committee files.
        race: None,
        office: sought.map(|office| office.word().to_owned()),
        state: (state.len() == 2).then(|| row[state.clone()].to_owned()),
    });
    let all = [name, id, office, state];
    let start = all.iter().map(|at| at.start).min()?;
    let end = all.iter().map(|at| at.end).max()?;
    let origin = Origin::Document {
        name: List::FecTotals.name().to_owned(),
    };
    Some(Words::new(row).claim(start..end, statement, &origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "Link_Image,Cand_Name,Cand_Id,Cand_Office,Cand_Office_St,Cand_Office_Dist,Total_Receipt,Total_Disbursement,Cash_On_Hand_COP,Debt_Owed_By_Committee,Coverage_End_Date,Transfer_From_Other_Auth_Committee,Cand_Loan,Transfer_To_Other_Auth_Committee,Cash_On_Hand_BOP,Coverage_Start_Date";
    /// What the FEC published on May 6, 2022 about Jeff Sessions, in the columns that are read.
    const ROW: &str = r#""https://www.fec.gov/data/candidate/S6AL00195/?cycle=2020","SESSIONS, JEFFERSON B","S6AL00195","S","AL","00","2363736.53","4859196.4","0","0","12/31/2020","0","150000","5000","2495459","01/01/2019""#;

    #[track_caller]
    fn check(row: &str, expect: &[&str]) {
        let header = Header::read(HEADER).unwrap();
        let (read, complaints) = entry(Some(&header), row, "candidate_summary.csv, line 2");
        let mut told = match read {
            Err(refused) => vec![refused.what],
            Ok((key, claims)) => {
                let mut told = vec![key];
                told.extend(claims.iter().map(|held| match &held.claim.statement {
                    Statement::Funds(c) => format!(
                        "{} {} {} `{}`",
                        c.measure,
                        c.amount,
                        c.period.map_or_else(String::new, |period| period.to_string()),
                        held.claim.quote
                    ),
                    Statement::Identifier(c) => format!("{} {}", c.person, c.value),
                    other => format!("{other:?}"),
                }));
                told
            }
        };
        told.extend(complaints.into_iter().map(|complaint| complaint.what));
        assert_eq!(told, expect);
    }

    #[test]
    fn a_row_says_from_when_and_to_when() {
        check(
            ROW,
            &[
                "S6AL00195 to 2020-12-31",
                "Jefferson B. Sessions S6AL00195",
                "raised $2,363,736.53 2019-01-01/2020-12-31 `2363736.53`",
                "transferred_in $0 2019-01-01/2020-12-31 `0`",
                "spent $4,859,196.40 2019-01-01/2020-12-31 `4859196.4`",
                "transferred_out $5,000 2019-01-01/2020-12-31 `5000`",
                "cash_on_hand $2,495,459 2019-01-01 `2495459`",
                "cash_on_hand $0 2020-12-31 `0`",
                "loaned $150,000 2019-01-01/2020-12-31 `150000`",
                "debt $0 2020-12-31 `0`",
                "cash at the end is $0.87 off what cash at the start, receipts and disbursements come to",
            ],
        );
    }

    #[test]
    fn who_has_filed_no_report_has_an_id_alone() {
        let row = r#""","NELSON, RUTH PAGE","S0AL00321","S","AL","00","0","0","0","0","","0","0","0","0","""#;
        check(row, &["S0AL00321", "Ruth Page Nelson S0AL00321"]);
        let row = ROW.replace("12/31/2020", "soon");
        check(
            &row,
            &[
                "S6AL00195",
                "Jefferson B. Sessions S6AL00195",
                "`soon` is no day to which the sums of SESSIONS, JEFFERSON B could reach",
            ],
        );
    }

    #[test]
    fn what_is_no_row_is_refused() {
        check("\"a\",\"b", &["a row of 2 columns, not 16"]);
        check(
            &ROW.replacen("\"S6AL00195\"", "\"C00306704\"", 1),
            &["`C00306704` is no id of a candidate"],
        );
    }

    #[test]
    fn cells_are_where_they_stand() {
        let of = |line: &str| -> Vec<String> {
            cells(line)
                .into_iter()
                .map(|at| line[at].to_owned())
                .collect()
        };
        assert_eq!(of("a,\"b,c\",d"), ["a", "b,c", "d"]);
        assert_eq!(of("\"a\"\"b\",,"), ["a\"\"b", "", ""]);
        assert_eq!(of("\"open,é"), ["open,é"]);
        assert_eq!(of("\""), [""]);
        assert_eq!(of(""), [""]);
    }
}
