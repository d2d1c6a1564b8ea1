//! What one report closes with, the next opens with: cash across the reports of a committee.

use serde::Serialize;

use crate::check::Checked;

/// Two reports of a committee that follow each other, and the cash between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Joint {
    /// The committee.
    pub committee: String,
    /// The file of the earlier report.
    pub earlier: String,
    /// The file of the later one.
    pub later: String,
    /// The last day of the earlier.
    pub through: String,
    /// The first day of the later.
    pub from: String,
    /// What the earlier closes with, in cents.
    pub closing: i64,
    /// What the later opens with, in cents.
    pub opening: i64,
    /// Whether they agree.
    pub ok: bool,
    /// Days between them that neither covers: a report is missing, so a difference says nothing.
    pub gap: bool,
}

/// The joints between reports. Of several versions of one period only the last counts: the one with the highest number of
/// amendment.
pub fn joints<'a>(reports: impl IntoIterator<Item = (&'a str, &'a Checked)>) -> Vec<Joint> {
    let mut all: Vec<(&str, &Checked)> = reports
        .into_iter()
        .filter(|(_, r)| {
            r.cash.is_some() && r.from.is_some() && r.through.is_some() && !r.committee.is_empty()
        })
        .collect();
    let version = |r: &Checked| r.amendment.unwrap_or(u32::from(r.amends.is_some()));
    all.sort_by(|(a_file, a), (b_file, b)| {
        (
            &a.committee,
            a.record,
            &a.from,
            &a.through,
            version(a),
            a_file,
        )
            .cmp(&(
                &b.committee,
                b.record,
                &b.from,
                &b.through,
                version(b),
                b_file,
            ))
    });
    let mut last: Vec<(&str, &Checked)> = Vec::new();
    for (file, report) in all {
        if let Some(held) = last.last_mut()
            && (
                &held.1.committee,
                held.1.record,
                &held.1.from,
                &held.1.through,
            ) == (
                &report.committee,
                report.record,
                &report.from,
                &report.through,
            )
        {
            *held = (file, report);
        } else {
            last.push((file, report));
        }
    }
    last.windows(2)
        .filter_map(|pair| {
            let [(earlier_file, earlier), (later_file, later)] = pair else {
                return None;
            };
            if (&earlier.committee, earlier.record) != (&later.committee, later.record) {
                return None;
            }
            let (closing, opening) = (earlier.cash?.closing, later.cash?.opening);
            let (through, from) = (earlier.through.clone()?, later.from.clone()?);
            Some(Joint {
                committee: later.committee.clone(),
                earlier: (*earlier_file).to_owned(),
                later: (*later_file).to_owned(),
                gap: !follows(&through, &from),
                ok: closing == opening,
                through,
                from,
                closing,
                opening,
            })
        })
        .collect()
}

/// Whether a day is the one after another, or before it (reports overlap).
fn follows(through: &str, from: &str) -> bool {
    let day = |text: &str| -> Option<i64> {
        let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        // Days since 1970 of the civil calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
    };
    match (day(through), day(from)) {
        (Some(through), Some(from)) => from <= through + 1,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_each_other_over_months_and_years() {
        assert!(follows("2018-03-31", "2018-04-01"));
        assert!(follows("2017-12-31", "2018-01-01"));
        assert!(follows("2020-02-29", "2020-03-01"));
        assert!(!follows("2020-02-28", "2020-03-01"));
        assert!(follows("2018-04-18", "2018-04-01"));
    }
}
