//! Primaries in which all parties stand on one ballot, so that a party's candidates are no contest of their own.
//!
//! California and Washington: the top two of all parties advance, but for President (Cal. Const. art. II § 5; Wash. Rev. Code
//! § 29A.52.112). Louisiana: all stand together and the election can end there, but for presidential primaries
//! (La. Rev. Stat. § 18:402), and from 2026 on for Congress and some others party primaries are back (Act 1 of the first
//! extraordinary session of 2024). Alaska: the top four advance since 2022 (Alaska Stat. § 15.25.010). Nebraska's
//! legislature is nonpartisan (Neb. Const. art. III § 7).

use claim::OfficeSought;
use jiff::civil::Date;

use crate::words;

/// Whether candidates of all parties meet in the primary for this office.
pub(crate) fn is_shared(state: &str, office: &str, date: Option<Date>) -> bool {
    let sought = words::office(office);
    if sought == Some(OfficeSought::President) {
        return false;
    }
    let year = date.map_or(0, Date::year);
    match state {
        "CA" => year == 0 || year >= 2012,
        "WA" => year == 0 || year >= 2008,
        "LA" => year < 2026 || !matches!(sought, Some(OfficeSought::Senate | OfficeSought::House)),
        "AK" => year >= 2022,
        "NE" => matches!(sought, Some(OfficeSought::StateSenate)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn whose_primary_it_is() {
        for (state, office, year, shared) in [
            ("CA", "U.S. Senate", 2016, true),
            ("CA", "President", 2016, false),
            ("WA", "U.S. Representative", 2020, true),
            ("AK", "U.S. Senate", 2020, false),
            ("AK", "U.S. Senate", 2022, true),
            ("AL", "U.S. Senate", 2020, false),
        ] {
            assert_eq!(
                is_shared(state, office, Some(date(year, 6, 1))),
                shared,
                "{state} {office} {year}"
            );
        }
    }
}
