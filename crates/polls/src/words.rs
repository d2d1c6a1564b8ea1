//! The words of poll tables → typed values.

use claim::{OfficeSought, Party, Percent, Stage};
use jiff::civil::Date;

use crate::Population;

/// A day as tables write it: `2020-02-18`, `2/18/2020`, `2/18/20`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.split(['T', ' ']).next().unwrap_or(text);
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let mut parts = text.split('/');
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    let year: i16 = parts.next()?.parse().ok()?;
    if parts.next().is_some() {
        return None;
    }
    // Two figures are of this century: no table of polls with such years reaches back further.
    let year = if (0..100).contains(&year) {
        2000 + year
    } else {
        year
    };
    Date::new(year, month, day).ok()
}

/// The day that an address carries: `/2017/08/04/`, `/2017-08-04-`.
pub(crate) fn day_in_address(address: &str) -> Option<Date> {
    let (_, path) = address.split_once("://")?;
    let parts: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    parts.windows(3).find_map(|part| {
        if part[0].len() != 4 || part[1].len() != 2 || part[2].len() != 2 {
            return None;
        }
        let year: i16 = part[0]
            .parse()
            .ok()
            .filter(|year| (1990..2100).contains(year))?;
        Date::new(year, part[1].parse().ok()?, part[2].parse().ok()?).ok()
    })
}

/// A percentage, with or without its sign.
pub(crate) fn percent(text: &str) -> Option<Percent> {
    let number: f64 = text.trim().trim_end_matches('%').trim().parse().ok()?;
    Percent::new(number).ok()
}

/// A number of people, with or without separators.
pub(crate) fn count(text: &str) -> Option<u32> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    if let Ok(count) = plain.parse::<u32>() {
        return (count > 0).then_some(count);
    }
    // Some tables have passed through a program that writes whole numbers with a point.
    let (whole, rest) = plain.split_once('.')?;
    rest.bytes().all(|b| b == b'0').then_some(())?;
    whole.parse().ok().filter(|count| *count > 0)
}

/// Yes or no, as tables write it.
pub(crate) fn truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "1" | "true" | "yes" | "t" | "y" => Some(true),
        "0" | "false" | "no" | "f" | "n" => Some(false),
        _ => None,
    }
}

/// Who was asked: the letters of `FiveThirtyEight` and the words of reports.
pub(crate) fn population(text: &str) -> Option<Population> {
    let lower = text.trim().to_lowercase();
    Some(match lower.as_str() {
        "a" | "adults" | "all adults" => Population::Adults,
        "v" | "voters" => Population::Voters,
        "rv" | "registered voters" => Population::Registered,
        "lv" | "likely voters" => Population::Likely,
        "vlv" | "very likely voters" | "definite voters" => Population::VeryLikely,
        words if words.contains("very likely") => Population::VeryLikely,
        words if words.contains("likely") => Population::Likely,
        words if words.contains("registered") => Population::Registered,
        words if words.contains("voter") => Population::Voters,
        words if words.contains("adult") => Population::Adults,
        _ => return None,
    })
}

/// A party as tables abbreviate it; `ALL` and nothing are no party's.
pub(crate) fn party(text: &str) -> Option<Party> {
    match text.trim().to_uppercase().as_str() {
        "" | "ALL" | "NONE" | "NA" => None,
        "LIB" => Some(Party::Libertarian),
        "GRE" | "GRN" => Some(Party::Green),
        _ => text.parse().ok(),
    }
}

/// A state by its postal code or its name, and the district that some tables add (`Maine CD-1`).
pub(crate) fn state(text: &str) -> Option<(String, Option<String>)> {
    let (name, district) = match text.split_once(" CD-") {
        Some((name, number)) => (name, Some(number.to_owned())),
        None => (text, None),
    };
    let name = name.trim();
    if matches!(name, "US" | "National" | "U.S." | "United States") {
        return Some(("US".to_owned(), district));
    }
    include_str!("../data/states.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('|'))
        .find(|(code, known)| code.eq_ignore_ascii_case(name) || known.eq_ignore_ascii_case(name))
        .map(|(code, _)| (code.to_owned(), district))
}

/// The office: `Sen`, `Gov`, `U.S. Senate`, `Governor`.
pub(crate) fn office(text: &str) -> Option<OfficeSought> {
    let lower = text.trim().to_lowercase();
    Some(
        match lower.trim_start_matches("u.s. ").trim_start_matches("us ") {
            "sen" | "senate" | "senator" => OfficeSought::Senate,
            "gov" | "governor" => OfficeSought::Governor,
            "pres" | "president" => OfficeSought::President,
            "house" | "representative" => OfficeSought::House,
            word => OfficeSought::ALL
                .into_iter()
                .find(|office| office.word() == word.replace(' ', "-"))?,
        },
    )
}

/// The stage, given the party whose stage it is, if it is one's.
pub(crate) fn stage(text: &str, party: Option<Party>) -> Option<Stage> {
    let lower = text.trim().to_lowercase();
    Some(match lower.as_str() {
        "general" | "special" | "recall" => Stage::General,
        "caucus" => Stage::Caucus(party),
        "convention" => Stage::Convention(party),
        _ if lower.contains("runoff") => Stage::Runoff(party),
        // A jungle or a top-two primary is one of all parties, whatever stands beside it.
        _ if lower.contains("jungle") || lower.contains("top-two") || lower.contains("top two") => {
            Stage::Primary(None)
        }
        _ if lower.contains("primary") => Stage::Primary(party),
        _ => return lower.parse().ok(),
    })
}

/// An answer that is nobody's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nobody {
    /// No answer was given, or none yet.
    Undecided,
    /// Somebody whom the table does not name, or nobody on the ballot.
    Other,
}

/// Whether an answer is `Undecided`, `Someone else` and the like rather than a name.
pub(crate) fn nobody(text: &str) -> Option<Nobody> {
    let lower = text.trim().to_lowercase();
    Some(match lower.as_str() {
        "undecided"
        | "unsure"
        | "not sure"
        | "don't know"
        | "dont know"
        | "don’t know"
        | "dk"
        | "no answer"
        | "refused"
        | "no opinion"
        | "undecided/other"
        | "other/undecided"
        | "undecided/refused"
        | "don't know/refused"
        | "don't know/no answer" => Nobody::Undecided,
        "other" | "others" | "someone else" | "somebody else" | "other candidate" | "field"
        | "none" | "none of these" | "none of the above" | "neither" | "would not vote"
        | "wouldn't vote" | "will not vote" | "another candidate" | "all others" | "rest" => {
            Nobody::Other
        }
        _ => return None,
    })
}

/// A day as JSON has it: `"2020-03-03"` or `null`.
#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field over like this"
)]
pub(crate) fn written<S: serde::Serializer>(
    day: &Option<Date>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(day),
        None => serializer.serialize_none(),
    }
}
