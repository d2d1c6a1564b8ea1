//! Which rows count: amendments supersede what they amend, and a periodic report covers the notices that went before it.
//!
//! The FEC wants every amendment to name the *original* filing, not the amendment before it, so that all versions of a report are
//! one chain; the last of them stands for all. Notices of 24 and 48 hours (forms 6, 24 and, marked as such, 5) tell early what the next
//! periodic report itemises again: from when that report is on file, their rows must not be counted a second time.
//! <https://www.fec.gov/help-candidates-and-committees/filing-reports/48-hour-notices/>

use serde::Serialize;

use crate::check::Checked;
use crate::value::Day;

/// A filing in a set of filings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The file.
    pub file: String,
    /// The FEC's number of the filing, where it is known; its file is usually named by it.
    pub number: Option<u64>,
    /// The day on which the FEC had it, where it is known. Electronic filings do not say it themselves.
    pub received: Option<Day>,
    /// Who files.
    pub committee: String,
    /// The record of the cover: `F3`.
    pub record: Option<&'static str>,
    /// The form type of the cover, with N, A or T for new, amended, terminating.
    pub form: String,
    /// The number of the original that it amends.
    pub amends: Option<u64>,
    /// Which amendment.
    pub amendment: Option<u32>,
    /// `24` or `48` for a notice.
    pub report: Option<String>,
    /// The days that it covers.
    pub period: Option<(Day, Day)>,
}

impl Filed {
    /// A filing that was checked.
    pub fn of(file: &str, number: Option<u64>, received: Option<Day>, checked: &Checked) -> Self {
        let day =
            |text: &Option<String>| text.as_deref().and_then(|text| Day::parse(text.as_bytes()));
        Self {
            file: file.to_owned(),
            number,
            received: received.or(checked.received),
            committee: checked.committee.clone(),
            record: checked.record,
            form: checked.form.clone(),
            amends: checked.amends,
            amendment: checked.amendment,
            report: checked.notice.clone(),
            period: day(&checked.from).zip(day(&checked.through)),
        }
    }

    /// Whether it is a notice of 24 or 48 hours.
    pub fn is_notice(&self) -> bool {
        matches!(self.record, Some("F24" | "F6"))
            || self.record == Some("F5")
                && self
                    .report
                    .as_deref()
                    .is_some_and(|r| matches!(r, "24" | "48"))
    }

    /// The number under which its chain goes.
    fn root(&self) -> Option<u64> {
        self.amends.or(self.number)
    }

    /// Whether it was on file by a day. What is not known to have come later counts as there.
    fn is_there(&self, as_of: Option<Day>) -> bool {
        match (as_of, self.received) {
            (Some(as_of), Some(received)) => received <= as_of,
            _ => true,
        }
    }
}

/// Whether a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// It counts (unless it is a memo).
    Active,
    /// A later amendment stands for its filing.
    Superseded,
    /// A periodic report itemises it again.
    Covered,
    /// Its filing was not on file yet.
    Absent,
}

impl Status {
    /// In capitals, as the trade writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Superseded => "SUPERSEDED",
            Self::Covered => "COVERED",
            Self::Absent => "ABSENT",
        }
    }
}

/// What stands for each filing of a set, as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// For each filing, in the order of the set: whether it counts as a whole. Rows of an active notice may still be covered.
    pub filings: Vec<Status>,
    /// For each filing the one that supersedes it, as a place in the set.
    pub by: Vec<Option<usize>>,
    /// For each notice the periods of its committee's reports that are on file.
    covers: Vec<Vec<(Day, Day)>>,
}

impl Standing {
    /// Whether a row counts: one of a filing, with the day on which its money moved.
    pub fn row(&self, filing: usize, day: Option<Day>) -> Status {
        let status = self.filings[filing];
        if status != Status::Active {
            return status;
        }
        let covered = day.is_some_and(|day| {
            self.covers[filing]
                .iter()
                .any(|(from, through)| *from <= day && day <= *through)
        });
        if covered {
            Status::Covered
        } else {
            Status::Active
        }
    }
}

/// Settles which filings of a set stand, as of a day (`None`: all that are there).
///
/// The order of the set does not matter.
pub fn standing(set: &[Filed], as_of: Option<Day>) -> Standing {
    let there: Vec<bool> = set.iter().map(|filing| filing.is_there(as_of)).collect();
    // Later: a higher number of amendment, else received later, else a higher number of filing.
    let rank = |at: usize| {
        let filing = &set[at];
        (
            filing
                .amendment
                .unwrap_or(u32::from(filing.amends.is_some())),
            filing.received,
            filing.number,
        )
    };
    let mut by = vec![None; set.len()];
    for (at, filing) in set.iter().enumerate() {
        let same = |other: usize| {
            let two = &set[other];
            two.committee == filing.committee
                && two.record == filing.record
                && filing.root().is_some()
                && two.root() == filing.root()
        };
        let later = (0..set.len())
            .filter(|other| {
                *other != at && there[*other] && same(*other) && rank(*other) > rank(at)
            })
            .max_by_key(|other| rank(*other));
        by[at] = later;
    }
    let filings: Vec<Status> = (0..set.len())
        .map(|at| match (there[at], by[at]) {
            (false, _) => Status::Absent,
            (true, Some(_)) => Status::Superseded,
            (true, None) => Status::Active,
        })
        .collect();
    let covers = set
        .iter()
        .enumerate()
        .map(|(at, filing)| {
            if !filing.is_notice() {
                return Vec::new();
            }
            set.iter()
                .enumerate()
                .filter(|(other, report)| {
                    *other != at
                        && filings[*other] == Status::Active
                        && !report.is_notice()
                        && report.committee == filing.committee
                })
                .filter_map(|(_, report)| report.period)
                .collect()
        })
        .collect();
    Standing {
        filings,
        by,
        covers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text.as_bytes()).unwrap()
    }

    fn filed(
        number: u64,
        record: &'static str,
        amends: Option<u64>,
        received: &str,
        period: Option<(&str, &str)>,
    ) -> Filed {
        Filed {
            file: format!("{number}.fec"),
            number: Some(number),
            received: Some(day(received)),
            committee: "C00441451".to_owned(),
            record: Some(record),
            form: record.to_owned(),
            amends,
            amendment: None,
            report: None,
            period: period.map(|(from, through)| (day(from), day(through))),
        }
    }

    /// Djou for Hawaii's report before the special election of 2010, and its amendment two years later.
    #[test]
    fn an_amendment_supersedes_from_the_day_it_came() {
        let set = [
            filed(
                467_627,
                "F3",
                None,
                "2010-05-10",
                Some(("2010-04-01", "2010-05-02")),
            ),
            filed(
                767_339,
                "F3",
                Some(467_627),
                "2012-02-22",
                Some(("2010-04-01", "2010-05-02")),
            ),
        ];
        let of = |as_of: Option<&str>| standing(&set, as_of.map(day)).filings;
        assert_eq!(of(Some("2010-05-09")), [Status::Absent, Status::Absent]);
        assert_eq!(of(Some("2011-01-01")), [Status::Active, Status::Absent]);
        assert_eq!(of(None), [Status::Superseded, Status::Active]);
        assert_eq!(standing(&set, None).by, [Some(1), None]);
    }

    #[test]
    fn a_report_covers_the_notices_of_its_days() {
        let set = [
            filed(1, "F6", None, "2018-06-02", None),
            filed(
                2,
                "F3",
                None,
                "2018-07-15",
                Some(("2018-06-07", "2018-06-30")),
            ),
        ];
        let all = standing(&set, None);
        assert_eq!(all.row(0, Some(day("2018-06-10"))), Status::Covered);
        assert_eq!(all.row(0, Some(day("2018-06-01"))), Status::Active);
        assert_eq!(
            standing(&set, Some(day("2018-07-01"))).row(0, Some(day("2018-06-10"))),
            Status::Active
        );
    }

    #[test]
    fn the_order_of_the_set_does_not_matter() {
        let mut set = vec![
            filed(
                1,
                "F3",
                None,
                "2018-01-31",
                Some(("2017-10-01", "2017-12-31")),
            ),
            filed(
                5,
                "F3",
                Some(1),
                "2018-03-01",
                Some(("2017-10-01", "2017-12-31")),
            ),
            filed(
                9,
                "F3",
                Some(1),
                "2018-06-16",
                Some(("2017-10-01", "2017-12-31")),
            ),
        ];
        let of = |set: &[Filed]| {
            let found = standing(set, None);
            let mut named: Vec<(u64, Status)> = set
                .iter()
                .zip(found.filings)
                .filter_map(|(f, s)| Some((f.number?, s)))
                .collect();
            named.sort_unstable();
            named
        };
        let first = of(&set);
        assert_eq!(
            first,
            [
                (1, Status::Superseded),
                (5, Status::Superseded),
                (9, Status::Active)
            ]
        );
        set.reverse();
        assert_eq!(of(&set), first);
    }
}
