//! What a text says of whose it is: `MONTGOMERY, Ala. (AP) —`, `By Kim Chandler, Associated Press`, `Copyright 2019 The
//! Associated Press`.
//!
//! Only what credits the text as a whole counts. "The AP contributed to this report" credits an unknown part of it, and
//! "told The Associated Press" a statement; the reader takes care of the second, and nobody can of the first.

use std::sync::LazyLock;

use claim::outlet::known;

static AGENCIES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../data/wire_agencies.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// How far into a text a dateline or a byline is looked for, in lines that hold anything.
const LINES: usize = 4;

/// The longest dateline before its bracket, and the longest byline, in bytes.
const LONGEST: usize = 100;

/// Whether a house, under its usual name, writes for others to print.
pub fn is_agency(house: &str) -> bool {
    AGENCIES.contains(&house)
}

/// The house that a text credits as its own source, under its usual name.
pub fn stated_credit(text: &str) -> Option<&'static str> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines()
        .take(LINES)
        .find_map(|line| dateline(line).or_else(|| byline(line)))
        .or_else(|| lines().rev().take(LINES).find_map(copyright))
}

/// `MONTGOMERY, Ala. (AP) — …`: a place in capitals, the house in brackets, a dash.
fn dateline(line: &str) -> Option<&'static str> {
    let (place, rest) = line.split_once('(')?;
    let (house, rest) = rest.split_once(')')?;
    let dash = rest.trim_start().starts_with(['-', '–', '—']);
    let first: String = place
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_owned();
    let is_place = place.trim().is_empty()
        || first.chars().count() > 1 && first.chars().all(char::is_uppercase);
    (dash && is_place && place.len() <= LONGEST)
        .then(|| known(house.trim()))
        .flatten()
}

/// `By Kim Chandler, Associated Press`, `By The Associated Press`.
fn byline(line: &str) -> Option<&'static str> {
    let by = line.get(..3)?;
    if !by.eq_ignore_ascii_case("by ") || line.len() > LONGEST {
        return None;
    }
    let rest = line[3..].trim_end_matches('.');
    // A house is read off the end of the line: after the last comma, bar or dash, else the whole.
    let last = rest.rsplit([',', '|', '–', '—']).next()?.trim();
    agency(last)
}

/// `Copyright 2019 The Associated Press. All rights reserved.`
fn copyright(line: &str) -> Option<&'static str> {
    let lower = line.to_lowercase();
    let rest = ["copyright", "(c)", "©"]
        .iter()
        .find_map(|mark| lower.strip_prefix(mark))?;
    let rest = rest
        .trim_start_matches(|c: char| c.is_numeric() || c.is_whitespace() || "©()c,by".contains(c));
    let name = rest.split(['.', ',', '|']).next()?;
    agency(name.trim())
}

fn agency(name: &str) -> Option<&'static str> {
    known(name).filter(|house| is_agency(house))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_credits_the_whole_text() {
        const AP: Option<&str> = Some("Associated Press");
        for (text, expect) in [
            ("MONTGOMERY, Ala. (AP) — Former Attorney General", AP),
            ("WASHINGTON (Reuters) - The race", Some("Reuters")),
            ("(AP) – The race", AP),
            ("By KIM CHANDLER, Associated Press\n\nThe race", AP),
            ("By The Associated Press\nThe race", AP),
            (
                "The race.\n\nCopyright 2019 The Associated Press. All rights reserved.",
                AP,
            ),
            (
                "The race.\n\n© 2019 Reuters. All rights reserved.",
                Some("Reuters"),
            ),
            // Not the text as a whole.
            (
                "The race.\n\nThe Associated Press contributed to this report.",
                None,
            ),
            ("Two Republicans told The Associated Press", None),
            ("Sessions (R) — who held the seat", None),
            ("By Todd Stacy, Alabama Daily News\nThe race", None),
            ("A report (AP) — said", None),
            ("", None),
        ] {
            assert_eq!(stated_credit(text), expect, "{text}");
        }
    }

    #[test]
    fn every_agency_is_a_known_house() {
        for agency in AGENCIES.iter() {
            assert_eq!(known(agency), Some(*agency));
        }
    }
}
