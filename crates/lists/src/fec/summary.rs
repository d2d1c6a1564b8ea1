//! The "all candidates" summary of the Federal Election Commission, `weball20.txt`: one row for each candidate, with the sums
//! of their committees' reports since the start of the two-year cycle and the day to which they reach.
//! <https://www.fec.gov/campaign-finance-data/all-candidates-file-description/>
//!
//! A row says for which office somebody is registered, not in which election they stand: the race is the regular one at the
//! end of the cycle, for a Senate candidate only where the state elects a senator in that year. A page shows such figures of
//! those alone whom other documents put into its field.

use claim::{Complaint, Measure, Period, PersonName, Scheme, When};

use super::sums::{Cell, Row, claims, identity};
use super::{Read, race, refused};
use crate::List;

/// The columns: `CAND_ID` to `CMTE_REFUNDS`.
const COLUMNS: usize = 30;
const NAME: usize = 1;
const STATE: usize = 18;
const DISTRICT: usize = 19;
/// `CVG_END_DT`: the day to which the sums reach.
const TO: usize = 27;

/// The columns that are read: their number, what they measure, and for when.
const SUMS: [(usize, Measure, For); 8] = [
    (5, Measure::Raised, For::Cycle),
    (6, Measure::TransferredIn, For::Cycle),
    (7, Measure::Spent, For::Cycle),
    (8, Measure::TransferredOut, For::Cycle),
    (9, Measure::CashOnHand, For::Start),
    (10, Measure::CashOnHand, For::End),
    (12, Measure::Loaned, For::Cycle),
    (16, Measure::Debt, For::End),
];

/// For when a column holds.
#[derive(Debug, Clone, Copy)]
enum For {
    Start,
    End,
    Cycle,
}

/// Whether a file begins like this one: a candidate's id, and as many columns.
pub(super) fn begins(first: &[&str]) -> bool {
    first.len() == COLUMNS && Scheme::Fec.is_form_of(first[0])
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
    if !Scheme::Fec.is_form_of(id) {
        return refused(place, format!("`{id}` is no id of a candidate"));
    }
    let name = cells[NAME].trim();
    let holder = PersonName::new(name).natural();
    if !holder.as_str().chars().any(char::is_alphabetic) {
        return refused(place, format!("`{name}` names nobody"));
    }
    let to = cells[TO].trim();
    let Some(cycle) = Cycle::to(to) else {
        return refused(
            place,
            format!("`{to}` is no day to which the sums of {name} could reach"),
        );
    };
    let row = Row {
        text: row,
        place,
        holder: holder.as_str(),
        race: race(id, cycle.year, cells[STATE].trim(), cells[DISTRICT].trim()),
        list: List::FecSummary,
    };
    let sums = SUMS.map(|(column, measure, of)| Cell {
        at: super::range(&cells, column),
        column: format!("{}", column + 1),
        measure,
        period: cycle.period(of),
    });
    let mut complaints: Vec<Complaint> = Vec::new();
    let claims = claims(&row, &sums, &mut complaints);
    complaints.extend(identity(&row, [9, 5, 7, 10].map(|column| cells[column])));
    (Ok((format!("{id} to {}", cycle.end), claims)), complaints)
}

/// A two-year cycle up to a day.
struct Cycle {
    /// Its even year: that of the election.
    year: i16,
    end: When,
}

impl Cycle {
    /// `02/12/2020`.
    fn to(text: &str) -> Option<Self> {
        let end = super::day(text)?;
        let year = end.year();
        Some(Self {
            year: year + year % 2,
            end,
        })
    }

    fn period(&self, of: For) -> Period {
        let start: Option<When> = format!("{:04}-01-01", self.year - 1).parse().ok();
        match of {
            For::Start => Period {
                start: None,
                end: start.unwrap_or(self.end),
            },
            For::End => Period {
                start: None,
                end: self.end,
            },
            For::Cycle => Period {
                start,
                end: self.end,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use claim::{Race, Statement};

    use super::*;

    /// A row with what the FEC published on March 1, 2020 about Jeff Sessions in the columns that are read.
    fn row(change: impl Fn(&mut Vec<String>)) -> String {
        let mut cells = vec![String::new(); COLUMNS];
        for (column, cell) in [
            (0, "S6AL00195"),
            (NAME, "SESSIONS, JEFFERSON B"),
            (5, "819084.04"),
            (6, "0"),
            (7, "1415900.93"),
            (8, "5000"),
            (9, "2495459"),
            (10, "1898642.98"),
            (12, "0"),
            (16, "0"),
            (STATE, "AL"),
            (DISTRICT, "00"),
            (TO, "02/12/2020"),
        ] {
            cells[column] = cell.to_owned();
        }
        change(&mut cells);
        cells.join("|")
    }

    #[test]
    fn a_file_is_known_by_its_first_row() {
        let begins = |row: &str| begins(&row.split('|').collect::<Vec<_>>());
        assert!(begins(&row(|_| {})));
        assert!(!begins(&row(|cells| cells[0] = "CAND_ID".to_owned())));
        assert!(!begins("S6AL00195|SESSIONS, JEFFERSON B|REP"));
    }

    fn claims(row: &str) -> (Vec<String>, Vec<String>) {
        let (read, complaints) = entry(row, "weball20.txt, line 1");
        let claims = match read {
            Err(refused) => vec![refused.what],
            Ok((_, claims)) => claims
                .iter()
                .map(|held| match &held.claim.statement {
                    Statement::Funds(funds) => format!(
                        "{} {} {} {} {} `{}`",
                        funds
                            .race
                            .as_ref()
                            .map_or("no race".to_owned(), Race::to_string),
                        funds.holder,
                        funds.measure.word(),
                        funds.amount,
                        funds
                            .period
                            .map_or(String::new(), |period| period.to_string()),
                        held.claim.quote
                    ),
                    other => format!("{other:?}"),
                })
                .collect(),
        };
        (
            claims,
            complaints.into_iter().map(|held| held.what).collect(),
        )
    }

    #[test]
    fn a_row_is_eight_claims_and_a_doubt() {
        let (claims, complaints) = claims(&row(|_| {}));
        assert_eq!(
            claims,
            [
                "2020-AL-senate Jefferson B. Sessions raised $819,084.04 2019-01-01/2020-02-12 `819084.04`",
                "2020-AL-senate Jefferson B. Sessions transferred_in $0 2019-01-01/2020-02-12 `0`",
                "2020-AL-senate Jefferson B. Sessions spent $1,415,900.93 2019-01-01/2020-02-12 `1415900.93`",
                "2020-AL-senate Jefferson B. Sessions transferred_out $5,000 2019-01-01/2020-02-12 `5000`",
                "2020-AL-senate Jefferson B. Sessions cash_on_hand $2,495,459 2019-01-01 `2495459`",
                "2020-AL-senate Jefferson B. Sessions cash_on_hand $1,898,642.98 2020-02-12 `1898642.98`",
                "2020-AL-senate Jefferson B. Sessions loaned $0 2019-01-01/2020-02-12 `0`",
                "2020-AL-senate Jefferson B. Sessions debt $0 2020-02-12 `0`",
            ]
        );
        assert_eq!(
            complaints,
            [
                "cash at the end is $0.87 off what cash at the start, receipts and disbursements come to"
            ]
        );
    }

    #[test]
    fn what_is_no_row_is_refused() {
        let refused = |row: &str| claims(row).0.remove(0);
        assert_eq!(refused("S6AL00195|SESSIONS"), "a row of 2 columns, not 30");
        assert_eq!(
            refused(&row(|cells| cells[0] = "C00306704".to_owned())),
            "`C00306704` is no id of a candidate"
        );
        assert_eq!(
            refused(&row(|cells| cells[1] = " ".to_owned())),
            "`` names nobody"
        );
        assert_eq!(
            refused(&row(|cells| cells[TO] = "2020-02-12".to_owned())),
            "`2020-02-12` is no day to which the sums of SESSIONS, JEFFERSON B could reach"
        );
    }

    #[test]
    fn a_column_that_is_no_amount_costs_that_column_alone() {
        let (claims, complaints) = claims(&row(|cells| cells[5] = "n/a".to_owned()));
        assert_eq!(claims.len(), 7);
        assert_eq!(complaints, ["`n/a` in column 6 is no amount"]);
    }
}
