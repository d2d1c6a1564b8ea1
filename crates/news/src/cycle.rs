//! In which years an office is elected.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use claim::OfficeSought;
use jiff::civil::Date;

use crate::lexicon::entries;

/// The year of the next general election for an office, seen from a day. Until the end of an election year, that year is meant.
pub(crate) fn next_year(office: OfficeSought, state: &str, day: Date) -> Option<i16> {
    let (cycle, remainder) = match office {
        OfficeSought::President => (4, 0),
        OfficeSought::Governor | OfficeSought::LieutenantGovernor => governor_cycle(state),
        OfficeSought::Senate | OfficeSought::House => (2, 0),
        _ => return None,
    };
    (0..cycle)
        .map(|ahead| day.year() + ahead)
        .find(|year| year.rem_euclid(cycle) == remainder)
}

fn governor_cycle(state: &str) -> (i16, i16) {
    static YEARS: LazyLock<BTreeMap<&'static str, i16>> = LazyLock::new(|| {
        entries(include_str!("../data/governor_years.txt"))
            .filter_map(|line| line.split_once('|'))
            .filter_map(|(rest, codes)| Some((rest.parse::<i16>().ok()?, codes)))
            .flat_map(|(rest, codes)| codes.split(' ').map(move |code| (code, rest)))
            .collect()
    });
    match state {
        "NH" | "VT" => (2, 0),
        _ => (4, YEARS.get(state).copied().unwrap_or(2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(office: OfficeSought, state: &str, day: &str, year: i16) {
        let day: Date = day.parse().unwrap();
        assert_eq!(next_year(office, state, day), Some(year));
    }

    #[test]
    fn offices_have_their_years() {
        check(OfficeSought::Senate, "AL", "2019-11-06", 2020);
        check(OfficeSought::Senate, "AL", "2020-11-24", 2020);
        check(OfficeSought::President, "US", "2017-01-20", 2020);
        check(OfficeSought::Governor, "GA", "2018-10-01", 2018);
        check(OfficeSought::Governor, "VA", "2015-10-01", 2017);
        check(OfficeSought::Governor, "NC", "2018-10-01", 2020);
    }
}
