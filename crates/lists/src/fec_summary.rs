//! The "all candidates" summary of the Federal Election Commission, `weball20.txt`: one row for each candidate, with the sums
//! of their committees' reports since the start of the two-year cycle and the day to which they reach.
//! <https://www.fec.gov/campaign-finance-data/all-candidates-file-description/>
//!
//! A row says for which office somebody is registered, not in which election they stand: the race is the regular one at the
//! end of the cycle, for a Senate candidate only where the state elects a senator in that year. A page shows such figures of
//! those alone whom other documents put into its field.

use std::ops::Range;
use std::sync::LazyLock;

use claim::{
    Complaint, Funds, Measure, Money, Occurrence, Origin, Period, PersonName, Race, Scheme,
    Statement, When,
};

use crate::List;
use crate::fec::Read;
use crate::words::Words;

/// The columns: `CAND_ID` to `CMTE_REFUNDS`.
const COLUMNS: usize = 30;
const NAME: usize = 1;
const STATE: usize = 18;
const DISTRICT: usize = 19;
/// `CVG_END_DT`: the day to which the sums reach.
const TO: usize = 27;

/// The columns that are read: their number, what they measure, and for when.
const SUMS: [(usize, Measure, For); 6] = [
    (5, Measure::Raised, For::Cycle),
    (7, Measure::Spent, For::Cycle),
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

/// The states of the three classes of senators.
static CLASSES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    include_str!("../data/senate_classes.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(_, states)| states.split_whitespace().collect())
        .collect()
});

/// Whether a file begins like this one: a candidate's id, and as many columns.
pub(crate) fn begins(start: &str) -> bool {
    start.lines().next().is_some_and(|line| {
        let cells: Vec<&str> = line.split('|').collect();
        cells.len() == COLUMNS && Scheme::Fec.is_form_of(cells[0])
    })
}

/// Reads a row.
pub(crate) fn entry(row: &str, place: &str) -> Read {
    let cells: Vec<&str> = row.split('|').collect();
    let refuse = |what: String| {
        let complaint = Complaint::new(place, what, "the other rows");
        (Err(complaint), Vec::new())
    };
    if cells.len() != COLUMNS {
        return refuse(format!("a row of {} columns, not {COLUMNS}", cells.len()));
    }
    let id = cells[0].trim();
    if !Scheme::Fec.is_form_of(id) {
        return refuse(format!("`{id}` is no id of a candidate"));
    }
    let name = cells[NAME].trim();
    let holder = PersonName::new(name).natural();
    if !holder.as_str().chars().any(char::is_alphabetic) {
        return refuse(format!("`{name}` names nobody"));
    }
    let to = cells[TO].trim();
    let Some(cycle) = Cycle::to(to) else {
        return refuse(format!(
            "`{to}` is no day to which the sums of {name} could reach"
        ));
    };
    let mut complaints = Vec::new();
    let race = race(id, cycle.year, cells[STATE].trim(), cells[DISTRICT].trim());
    let words = Words::new(row);
    let origin = Origin::Document {
        name: List::FecSummary.name().to_owned(),
    };
    let mut claims: Vec<Occurrence> = Vec::new();
    for (column, measure, of) in SUMS {
        let cell = cells[column].trim();
        if cell.is_empty() {
            continue;
        }
        match cell.parse::<Money>() {
            Ok(amount) => {
                let funds = Statement::Funds(Funds {
                    holder: holder.as_str().to_owned(),
                    measure,
                    amount,
                    race: race.clone(),
                    state: None,
                    period: Some(cycle.period(of)),
                });
                claims.push(words.claim(range(&cells, column), funds, &origin));
            }
            Err(_) => complaints.push(Complaint::new(
                place,
                format!("`{cell}` in column {} is no amount", column + 1),
                "the other columns",
            )),
        }
    }
    complaints.extend(identity(&cells, place));
    (Ok((format!("{id} to {}", cycle.end), claims)), complaints)
}

/// Where a cell stands in its row, without spaces around it.
fn range(cells: &[&str], column: usize) -> Range<usize> {
    let before: usize = cells[..column].iter().map(|cell| cell.len() + 1).sum();
    let cell = cells[column];
    let start = before + cell.len() - cell.trim_start().len();
    start..start + cell.trim().len()
}

/// A two-year cycle up to a day.
struct Cycle {
    /// Its even year: that of the election.
    year: i16,
    end: When,
}

impl Cycle {
    /// `02/12/2020`.
    fn to(day: &str) -> Option<Self> {
        let mut parts = day.split('/');
        let (month, date, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || month.len() != 2 || date.len() != 2 || year.len() != 4 {
            return None;
        }
        let end: When = format!("{year}-{month}-{date}").parse().ok()?;
        let year: i16 = year.parse().ok()?;
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

/// Cash at the start + receipts − disbursements = cash at the end; where it is not so, the row says what its committees
/// filed, and that does not add up.
fn identity(cells: &[&str], place: &str) -> Option<Complaint> {
    let cents = |column: usize| -> Option<i64> {
        Some(cells[column].trim().parse::<Money>().ok()?.cents())
    };
    let (raised, spent, start, end) = (cents(5)?, cents(7)?, cents(9)?, cents(10)?);
    let computed = start.checked_add(raised)?.checked_sub(spent)?;
    let by = Money::from_cents(end.checked_sub(computed)?);
    (by.cents() != 0).then(|| {
        Complaint::new(
            place,
            format!(
                "cash at the end is {by} off what cash at the start, receipts and disbursements come to"
            ),
            "every sum as it stands",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row with what the FEC published on March 1, 2020 about Jeff Sessions in the columns that are read.
    fn row(change: impl Fn(&mut Vec<String>)) -> String {
        let mut cells = vec![String::new(); COLUMNS];
        for (column, cell) in [
            (0, "S6AL00195"),
            (NAME, "SESSIONS, JEFFERSON B"),
            (5, "819084.04"),
            (7, "1415900.93"),
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
    fn a_row_is_six_claims_and_a_doubt() {
        let (claims, complaints) = claims(&row(|_| {}));
        assert_eq!(
            claims,
            [
                "2020-AL-senate Jefferson B. Sessions raised $819,084.04 2019-01-01/2020-02-12 `819084.04`",
                "2020-AL-senate Jefferson B. Sessions spent $1,415,900.93 2019-01-01/2020-02-12 `1415900.93`",
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
        assert_eq!(claims.len(), 5);
        assert_eq!(complaints, ["`n/a` in column 6 is no amount"]);
    }

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
